import { wasReleased } from "../src/course/as-of.ts";
import { mentionsIn } from "../src/course/find-model.ts";
import { UserError } from "../src/errors.ts";
import { modelCard } from "../src/registry/card.ts";
import { cardButtons } from "../src/registry/card-buttons.ts";
import { familyReply } from "../src/registry/family-tree.ts";
import { namesAsRead } from "../src/registry/names-as-read.ts";
import { notOutYet } from "../src/registry/not-out-yet.ts";
import { arg } from "../src/router/args.ts";
import { defineCommand, NEEDS } from "../src/router/command.ts";
import { namedArg } from "../src/router/named-args.ts";
import { registryArg } from "../src/router/registry-args.ts";

const MOST_COMPARED = 6;

/** The card of one model; on a message, of the models it names. */
export const model = defineCommand({
  name: "model",
  summary: "Show everything known about a language model, with sources",
  examples: [
    "model chinchilla",
    "model phi-3-mini",
    "model gpt-3 asof:2020-06",
    "model llama 3.1 405b show:family",
  ],
  visibility: "private",
  access: "everyone",
  needs: NEEDS.models,
  args: {
    model: arg.model("a model's name"),
    show: registryArg.oneOf("what else to show: the family tree", [
      { label: "Family tree", value: "family" },
    ]),
    asof: namedArg.asOf(),
  },

  run({ model: named, show, asof }, { course, commands }) {
    const { model: asked } = named;
    const read = namesAsRead([named]);
    if (asof !== undefined && wasReleased(asked, asof) === false) {
      const reply = notOutYet(course, asked, asof);
      return { ...reply, blocks: [...read, ...reply.blocks] };
    }
    const tree = show === "family";
    const reply = tree ? familyReply(course, asked, asof) : modelCard(course, asked, asof);
    const buttons = cardButtons(course, asked, { commands, asOf: asof, tree });
    return { ...reply, blocks: [...read, ...reply.blocks, { kind: "actions", buttons }] };
  },

  messageShortcut: {
    label: "Look up the models",
    toLine: (message, { course }) => {
      const found = mentionsIn(course, message, MOST_COMPARED);
      if (found.length === 0)
        throw new UserError("No model of the registry is named in that message. `/models` lists them all.");
      return `${found.length === 1 ? "model" : "compare"} ${found.map(({ id }) => id).join(" ")}`;
    },
  },
});
