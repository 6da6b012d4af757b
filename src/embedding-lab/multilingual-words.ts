import { norm } from "../labs/vectors.ts";
import { plain } from "../replies/markdown.ts";
import { languageName, type VectorSource } from "./provider-note.ts";
import {
  meanCosines,
  type Odd,
  oddOnes,
  type Retrieval,
  retrievalOf,
  type Said,
  together,
} from "./translations.ts";
import { counted, inShort, percent, shareWords } from "./wording.ts";

/** What is known of some sentences in several languages. */
export interface Facts {
  said: readonly Said[];
  languages: readonly string[];
  searches: readonly Retrieval[];
  meanings: number;
  /** Others with vectors of the same model, to hold the figures against. */
  beside: readonly Said[];
}

/** The line that answers. */
export function finding({ said, languages, searches, meanings }: Facts): string {
  const [pivot = "", ...others] = languages;
  if (meanings === 1) {
    const { same } = meanCosines(said, languages, languages);
    const alike = same === undefined ? "cannot be compared" : `have a mean cosine of ${same.toFixed(2)}`;
    return `One sentence in ${counted(languages.length, "language")}: its translations ${alike}`;
  }
  const { accuracy, chance } = together(searches.filter(({ to }) => to === pivot));
  const [only] = others;
  const who =
    others.length === 1
      ? `${aOrAn(languageName(only ?? ""))} sentence finds its`
      : `Sentences in ${others.length} languages find their`;
  return `${who} ${languageName(pivot)} translation in ${shareWords(accuracy, "cases")}; by chance ${chanceWords(chance)}`;
}

const aOrAn = (name: string): string => `${/^[AEIO]/.test(name) ? "An" : "A"} ${name}`;

/** "1 of 12"; as a percentage where languages have different numbers of sentences. */
const chanceWords = (chance: number): string =>
  chance > 0 && Math.abs(1 / chance - Math.round(1 / chance)) < 1e-9
    ? `1 of ${Math.round(1 / chance)}`
    : percent(chance);

/** What flatters the figure of the built-in sentences, and the same figure where it is harder. */
export function flattery({ meanings, beside }: Facts, provider: VectorSource): string {
  const origin =
    provider.languages === "dictionary"
      ? ", and the dictionary was made from the names of emoji, which are about such topics"
      : "";
  const easy = `That is the easy case: ${meanings} sentences on ${meanings} unrelated everyday topics${origin}.`;
  const [pivot = "", ...others] = languagesIn(beside);
  const { accuracy } = together(others.map((from) => retrievalOf(beside, from, pivot)));
  const among = beside.filter(({ language }) => language === pivot).length;
  if (accuracy.trials === 0 || among <= meanings) return easy;
  return `${easy} Among ${among} sentences that are more alike (the test texts of \`lab classify\`, ${counted(others.length, "language")}) ${shareWords(accuracy, "cases")} are right.`;
}

/** How alike translations and different sentences are. */
export function cosineWords({ said, languages, searches, meanings, beside }: Facts): string {
  const { same, different } = meanCosines(said, languages, languages);
  const translations = `Across languages, translations have a mean cosine of ${cosineText(same)}`;
  if (meanings === 1) return `${translations} (${SCALE}).${yardstick(beside)}`;
  const { accuracy, chance } = together(searches);
  const between =
    languages.length < 3
      ? ""
      : ` Over all ${counted(searches.length, "direction")} between two languages the nearest sentence is the translation in ${shareWords(accuracy, "cases")}; by chance ${chanceWords(chance)}.`;
  return `${translations}, different sentences ${cosineText(different)} (${SCALE}).${between}`;
}

const SCALE = "1: the same direction, 0: a right angle, −1: opposite";

/** What the built-in sentences have in the same space: a single cosine says little. */
function yardstick(beside: readonly Said[]): string {
  const { same, different } = meansOf(beside);
  return same === undefined || different === undefined
    ? ""
    : ` For comparison, Lectern's own sentences with these vectors: translations ${cosineText(same)}, different sentences ${cosineText(different)}.`;
}

export const cosineText = (value: number | undefined): string =>
  value === undefined ? "none" : value.toFixed(2);

/** Over all languages that there are. */
function meansOf(said: readonly Said[]): ReturnType<typeof meanCosines> {
  const languages = languagesIn(said);
  return meanCosines(said, languages, languages);
}

const languagesIn = (said: readonly Said[]): string[] => [...new Set(said.map(({ language }) => language))];

/** A person's texts that are perhaps no translations, by what the sentences beside them have. */
export const oddIn = ({ said, beside }: Facts): Odd[] => oddOnes(said, meansOf(beside).different);

const MOST_ODD = 5;
const LONGEST_ODD = 60;

/** Which of a person's translations are perhaps none, why, and what else it can be. Undefined where all are well. */
export function oddWords(facts: Facts): string | undefined {
  const odd = oddIn(facts);
  if (odd.length === 0) return undefined;
  const more = odd.length > MOST_ODD ? `; and ${odd.length - MOST_ODD} more` : "";
  return `Perhaps no translation: ${odd.slice(0, MOST_ODD).map(oddOne).join("; ")}${more}. Either the text says something else, or the vectors do not know its words or an idiom in it.`;
}

const THAN: Record<Odd["reason"], (than: string) => string> = {
  partners: (than) => `which have ${than} with each other`,
  "other sentence": (than) => `and ${than} with a sentence that says something else`,
  "different sentences": (than) => `where different sentences of Lectern's own have a mean of ${than}`,
};

const oddOne = ({ one, partners, own, than, reason }: Odd): string => {
  const [only, ...more] = partners;
  const whom =
    only === undefined || more.length > 0 ? "its partners" : `“${plain(inShort(only.text, LONGEST_ODD))}”`;
  return `“${plain(inShort(one.text, LONGEST_ODD))}” (${languageName(one.language)}) has a cosine of ${cosineText(own)} with ${whom}, ${THAN[reason](cosineText(than))}`;
};

/** What could not be used. */
export function warnings(said: readonly Said[], missing: number): string | undefined {
  const unknown = said.filter(({ vector }) => norm(vector) === 0).length;
  const parts = [
    ...(unknown === 0
      ? []
      : [
          `Of ${counted(unknown, "text")} nothing is known: a vector of zeros, which finds nothing and is on no map.`,
        ]),
    ...(missing === 0
      ? []
      : [`${counted(missing, "text")} got no vector and ${missing === 1 ? "is" : "are"} left out.`]),
  ];
  return parts.length === 0 ? undefined : parts.join(" ");
}

/** The small print but for the limits of the vectors. */
export const intervalNote = ({ languages, meanings }: Facts): string => {
  if (meanings < 2) return "";
  const several =
    languages.length > 2
      ? "; all languages say the same sentences, so those over several languages are too narrow"
      : "";
  return ` Intervals hold 95 % (Wilson) and take cases as independent${several}.`;
};
