import { nearestReply } from "../../src/embedding-lab/nearest-reply.ts";
import { loadWords } from "../../src/embeddings/data-files.ts";
import { UserError } from "../../src/errors.ts";
import { arg } from "../../src/router/args.ts";
import { defineCommand, NEEDS } from "../../src/router/command.ts";
import { labArg } from "../../src/router/lab-args.ts";

const COUNT = 10;
const MOST = 25;

/** The words nearest to a word. */
export const nearest = defineCommand({
  name: "lab nearest",
  summary: "The words nearest to a word among all that the table has, and where your guess stands",
  examples: ["lab nearest apple", "lab nearest banana guess:pear", "lab nearest old count:25"],
  visibility: "public",
  access: "everyone",
  needs: NEEDS.labs,
  args: {
    word: arg.words("an English word", "<word>"),
    count: labArg.number(`how many words, ${COUNT} unless you say so`, { min: 1, max: MOST }),
    guess: arg.named("a word that you expect to be near, before you see them", { placeholder: "<word>" }),
  },

  run({ word, count = COUNT, guess }) {
    if (word.length === 0)
      throw new UserError("A word is needed: `/lab nearest apple`", {
        argument: "word",
        suggestions: [{ action: "form", label: "Fill in a form", value: "lab nearest" }],
      });
    return nearestReply(loadWords(), word.join(" "), { count, ...(guess === undefined ? {} : { guess }) });
  },
});
