import { asSentence, checkAdded, inPool, type PoolCount } from "../../src/embedding-lab/pool.ts";
import { UserError } from "../../src/errors.ts";
import { shorten } from "../../src/replies/limits.ts";
import { plain } from "../../src/replies/markdown.ts";
import type { Button, Reply } from "../../src/replies/reply.ts";
import { arg } from "../../src/router/args.ts";
import { type Context, defineCommand, NEEDS } from "../../src/router/command.ts";
import { labArg } from "../../src/router/lab-args.ts";

const UNDO: Button = { action: "run", label: "Take it out again", value: "lab add undo:yes" };
const SHOW: Button = { action: "share", label: "Show the pool", value: "lab pool" };

function counted(said: string, count: PoolCount, more: readonly Button[]): Reply {
  const where = count.shown
    ? "The chart in the channel shows it in a moment."
    : "No chart here follows the pool: `/lab pool` shows it as it is now.";
  const buttons = [...more, ...(count.shown ? [] : [SHOW])];
  return {
    blocks: [
      { kind: "text", text: `${said} ${inPool(count)}.` },
      { kind: "note", text: where },
      ...(buttons.length === 0 ? [] : [{ kind: "actions" as const, buttons }]),
    ],
    data: { sentences: count.sentences, people: count.people },
  };
}

async function takeOut({ pool }: Context): Promise<Reply> {
  const undone = await pool.undo();
  if (undone.removed === undefined) throw new UserError("No sentence of yours is in this pool.");
  return counted(`Taken out: *${plain(shorten(undone.removed, 80))}*.`, undone, []);
}

/** A sentence for the channel's pool. */
export const add = defineCommand({
  name: "lab add",
  summary: "Add a sentence to the class's pool; its chart in the channel shows it a moment later",
  examples: ["lab add The parcel never came"],
  visibility: "private",
  access: "everyone",
  needs: NEEDS.labs,
  args: {
    sentence: arg.lines("the sentence, without your name: everybody here sees it", "sentence"),
    undo: labArg.choice("take your last sentence out instead", ["yes"], { yes: "Take it out" }),
  },

  async run({ sentence, undo }, context) {
    if (undo === "yes") return takeOut(context);
    const added = await context.pool.add(asSentence(sentence));
    checkAdded(added);
    return counted(added.outcome === "known" ? "That sentence of yours is in already." : "Added.", added, [
      UNDO,
    ]);
  },
});
