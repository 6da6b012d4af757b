import { asSentence, checkAdded } from "../../src/embedding-lab/pool.ts";
import { UserError } from "../../src/errors.ts";
import { arg } from "../../src/router/args.ts";
import { defineCommand, NEEDS } from "../../src/router/command.ts";
import { labArg } from "../../src/router/lab-args.ts";

/** One chart of the sentences that everyone in the channel added; it follows them. */
export const pool = defineCommand({
  name: "lab pool",
  aliases: ["lab embed pool"],
  summary: "The class's sentences in one shared chart, which grows with every one that is added",
  examples: ["lab pool"],
  visibility: "public",
  access: "everyone",
  needs: NEEDS.labs,
  args: {
    sentence: arg.lines("a sentence to add first", "sentence"),
    clear: labArg.choice("staff: begin a new pool; the chart of the old one stays", ["yes"], {
      yes: "Begin anew",
    }),
  },

  async run({ sentence, clear }, context) {
    if (clear === "yes") {
      if (!(await context.isStaff()))
        throw new UserError(
          "Only the course staff can begin a new pool. `/lab add undo:yes` takes your own last sentence out.",
        );
      await context.pool.clear();
      const text = "A new pool begins, and it is empty. The chart of the one before stays as it is.";
      const show = { action: "share", label: "Show the new pool", value: "lab pool" };
      return {
        blocks: [
          { kind: "text", text },
          { kind: "actions", buttons: [show] },
        ],
      };
    }
    if (sentence !== "") checkAdded(await context.pool.add(asSentence(sentence)));
    const { pool: name } = await context.pool.count();
    return {
      job: "draw-pool",
      payload: { pool: name },
      live: name,
      // Whoever asks for the numbers adds nothing.
      line: "lab pool",
      meanwhile: { blocks: [{ kind: "progress", text: "Drawing the pool…" }] },
    };
  },
});
