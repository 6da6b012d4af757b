import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { wordsIn } from "../languages.ts";

/** Words that labs and lessons speak of, whatever their frequency. */
const LAB_WORDS = [
  ..."banana basketball bicycle building car castle cherry house soccer strawberry tennis truck apple".split(
    " ",
  ),
  ..."lemon lemons lime limes jordan orange grape pear peach plum mango pineapple coconut football bus train".split(
    " ",
  ),
  ..."king queen man woman boy girl prince princess actor actress uncle aunt brother sister father mother".split(
    " ",
  ),
  ..."paris france rome italy berlin germany madrid spain london england tokyo japan moscow russia beijing china".split(
    " ",
  ),
  ..."warsaw poland athens greece lisbon portugal vienna austria dublin ireland cairo egypt ottawa canada".split(
    " ",
  ),
  ..."big bigger biggest small smaller smallest good better best bad worse worst walk walking walked swim swimming".split(
    " ",
  ),
  ..."swam mouse mice dog dogs cat cats child children doctor nurse engineer teacher token tokens embedding vector".split(
    " ",
  ),
];

/** Every English word of the lessons and the glossary, and the words of the labs. */
export function courseWords(dataFolder: string): Set<string> {
  const lessons = readdirSync(join(dataFolder, "lessons")).sort();
  const texts = ["glossary.yaml", ...lessons.map((name) => `lessons/${name}`)].map((path) =>
    readFileSync(join(dataFolder, path), "utf8"),
  );
  return new Set([...LAB_WORDS, ...texts.flatMap((text) => wordsIn(text, "en"))]);
}
