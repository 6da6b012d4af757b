import { analogyReply } from "../../src/embedding-lab/analogy-reply.ts";
import { signedWords } from "../../src/embedding-lab/signed-words.ts";
import { loadWords } from "../../src/embeddings/data-files.ts";
import { arg } from "../../src/router/args.ts";
import { defineCommand, NEEDS } from "../../src/router/command.ts";

/** Arithmetic with words: king − man + woman. */
export const analogy = defineCommand({
  name: "lab analogy",
  summary: "Arithmetic with words: king − man + woman, and the words nearest to the result",
  examples: [
    "lab analogy king - man + woman",
    "lab analogy man : king :: woman : ?",
    "lab analogy paris - france + italy guess:rome",
  ],
  visibility: "public",
  access: "everyone",
  needs: NEEDS.labs,
  args: {
    words: arg.words(
      "words with + and − between them, or man : king :: woman : ?; king − man + woman where there are none",
      "king - man + woman",
    ),
    guess: arg.named("the word that you expect, before you see it", { placeholder: "<word>" }),
  },

  run({ words, guess }) {
    const typed = words.join(" ").trim();
    const sum = signedWords(typed === "" ? "king - man + woman" : typed);
    return analogyReply(loadWords(), { ...sum, ...(guess === undefined ? {} : { guess }) });
  },
});
