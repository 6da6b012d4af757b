import { mentionsIn } from "../src/course/find-model.ts";
import { UserError } from "../src/errors.ts";
import { modelCard } from "../src/registry/card.ts";
import { namesAsRead } from "../src/registry/names-as-read.ts";
import { arg } from "../src/router/args.ts";
import { defineCommand } from "../src/router/command.ts";

const MOST_COMPARED = 6;

/** The card of one model; on a message, of the models it names. */
export const model = defineCommand({
  name: "model",
  summary: "Show everything known about a language model, with sources",
  examples: ["model chinchilla", "model phi-3-mini", "model llama 3.1 405b"],
  visibility: "private",
  access: "everyone",
  args: { model: arg.model("a model's name") },

  run({ model: named }, { course }) {
    const card = modelCard(course, named.model);
    const share = { action: "share", label: "Share with the channel", value: `model ${named.model.id}` };
    const compare = { action: "form", label: "Compare models", value: "compare" };
    return {
      ...card,
      blocks: [...namesAsRead([named]), ...card.blocks, { kind: "actions", buttons: [share, compare] }],
    };
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
