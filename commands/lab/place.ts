import {
  ASKED,
  placeQuestion,
  placeVerdict,
  REGIONS,
  readPick,
} from "../../src/embedding-lab/place-reply.ts";
import { loadWords } from "../../src/embeddings/data-files.ts";
import { arg } from "../../src/router/args.ts";
import { defineCommand, NEEDS } from "../../src/router/command.ts";
import { labArg } from "../../src/router/lab-args.ts";

const LETTERS = REGIONS.map((region) => region.toLowerCase());
const LABELS = Object.fromEntries(REGIONS.map((region) => [region.toLowerCase(), region]));

/** Where does apple go? Shown to one person, or shared; each who presses a button gets an answer of their own. */
export const place = defineCommand({
  name: "lab place",
  summary: "A question: where does apple go on the map of the course's twelve words?",
  examples: ["lab place", "lab place word:orange"],
  visibility: "private",
  access: "everyone",
  needs: NEEDS.labs,
  args: {
    word: arg.named("another English word than apple", { placeholder: "<word>" }),
    answer: labArg.choice("the region where it goes", LETTERS, LABELS),
  },

  run({ word = ASKED, answer }, { platform }) {
    if (answer !== undefined) return placeVerdict(loadWords(), word, answer);
    return placeQuestion(loadWords(), word, platform);
  },

  actions: {
    pick(value) {
      const { region, word } = readPick(value);
      return placeVerdict(loadWords(), word, region);
    },
  },
});
