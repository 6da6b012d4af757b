import { compareOrLater } from "../../src/embedding-lab/compare-request.ts";
import { runs } from "../../src/embedding-lab/figures.ts";
import { textsIn } from "../../src/embedding-lab/split-texts.ts";
import { MOST_VECTORS } from "../../src/embedding-lab/vector-reply.ts";
import { loadWords } from "../../src/embeddings/data-files.ts";
import { UserError } from "../../src/errors.ts";
import { arg } from "../../src/router/args.ts";
import { defineCommand, NEEDS } from "../../src/router/command.ts";
import { labArg } from "../../src/router/lab-args.ts";

/** A word or sentence as the list of numbers that a model makes of it. */
export const vector = defineCommand({
  name: "lab vector",
  summary: "The numbers behind a word or a sentence: its vector as a list, a picture and a file",
  examples: ["lab vector apple", "lab vector king queen castle", "lab vector The soup was too salty"],
  visibility: "public",
  access: "everyone",
  needs: NEEDS.labs,
  args: {
    text: arg.lines("a word or a sentence; several with | between them", "a word or a sentence"),
    model: labArg.model(),
  },

  run({ text, model }) {
    const texts = [...new Set(textsIn(text, { whole: true }))];
    if (texts.length === 0)
      throw new UserError("A word or a sentence is needed.", {
        argument: "text",
        suggestions: [
          { action: "form", label: "Fill in a form", value: "lab vector" },
          runs("The vector of apple", "lab vector apple"),
        ],
      });
    if (texts.length > MOST_VECTORS)
      throw new UserError(
        `${texts.length} texts are too many side by side; ${MOST_VECTORS} is the most. \`/lab embed\` maps more, and gives their vectors as a file.`,
        { argument: "text" },
      );
    return compareOrLater(loadWords(), { texts, model, show: "vector" });
  },
});
