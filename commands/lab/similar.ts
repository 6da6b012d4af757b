import { compareOrLater } from "../../src/embedding-lab/compare-request.ts";
import { runs } from "../../src/embedding-lab/figures.ts";
import { guessedCosine } from "../../src/embedding-lab/guess.ts";
import { MOST_COMPARED, matrixReply } from "../../src/embedding-lab/matrix-reply.ts";
import { typedVectors } from "../../src/embedding-lab/number-vectors.ts";
import { comparedNumbers, similarReply } from "../../src/embedding-lab/similar-reply.ts";
import { textsIn } from "../../src/embedding-lab/split-texts.ts";
import { loadWords } from "../../src/embeddings/data-files.ts";
import { UserError } from "../../src/errors.ts";
import { arg } from "../../src/router/args.ts";
import { defineCommand, NEEDS } from "../../src/router/command.ts";
import { labArg } from "../../src/router/lab-args.ts";

function checkCount(count: number, guess: number | undefined): void {
  if (count < 2)
    throw new UserError("Two texts are needed, with | between them: `/lab similar king | queen`", {
      argument: "texts",
      suggestions: [
        { action: "form", label: "Fill in a form", value: "lab similar" },
        runs("Lemons and limes", "lab similar lemons | limes"),
      ],
    });
  if (count > MOST_COMPARED)
    throw new UserError(`At most ${MOST_COMPARED} texts are compared here; \`/lab embed\` takes more.`, {
      argument: "texts",
    });
  if (count > 2 && guess !== undefined)
    throw new UserError("A guess is for two texts. Leave the others out, or the guess.", {
      argument: "guess",
    });
}

/** How alike texts are, with the arithmetic: dot product, lengths, cosine, angle. */
export const similar = defineCommand({
  name: "lab similar",
  summary: "How alike two words, sentences or lists of numbers are: the multiplication step by step",
  examples: [
    "lab similar lemons | limes",
    "lab similar 8,2 | 9,1",
    "lab similar The soup was too salty | There was too much salt in the soup",
    "lab similar king | queen guess:0.8",
  ],
  visibility: "public",
  access: "everyone",
  needs: NEEDS.labs,
  args: {
    texts: arg.lines("two texts or lists of numbers with | between them; more give all pairs", "one | other"),
    guess: {
      ...labArg.number("the cosine you expect, from -1 to 1, before you see it"),
      parse: guessedCosine,
    },
    model: labArg.model(),
  },

  run({ texts: typed, guess, model }) {
    const vectors = typedVectors(typed);
    const texts = vectors?.map(({ text }) => text) ?? textsIn(typed);
    checkCount(texts.length, guess);
    if (vectors === undefined)
      return compareOrLater(loadWords(), {
        texts,
        model,
        show: "similar",
        ...(guess === undefined ? {} : { guess }),
      });
    const shown = comparedNumbers(vectors);
    return texts.length > 2 ? matrixReply(shown) : similarReply(shown, guess);
  },
});
