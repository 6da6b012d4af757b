import { UserError } from "../errors.ts";
import { echoed } from "../replies/markdown.ts";
import { isUsable, numbersIn } from "./number-vectors.ts";

export interface FeatureItem {
  name: string;
  values: number[];
}

/** Things with a score on each of a few features. */
export interface FeatureTable {
  features: string[];
  items: FeatureItem[];
  /** Set for the course's own. */
  ofCourse?: true;
}

/** The course's slide: how citric is it, how large? */
export const COURSE_TABLE: FeatureTable = {
  features: ["citric", "large"],
  items: [
    { name: "lemons", values: [8, 2] },
    { name: "limes", values: [9, 1] },
    { name: "Jordan (a country)", values: [0, 10] },
  ],
  ofCourse: true,
};

const FEATURES = { min: 1, max: 6 };
const ITEMS = { min: 2, max: 10 };
const LONGEST_NAME = 40;
const EXAMPLE = "`/lab dimensions features: sweet, crunchy; apple: 7, 8; cake: 9, 1; carrot: 4, 9`";

interface Line {
  text: string;
  /** Where it stands, for the person. */
  place: string;
}

/**
 * A table from lines, or parts between `;` or `|`: "features: citric, large", then "lemons: 8, 2". Without a line of features they
 * are numbered. Throws UserError that names the line.
 */
export function featureTable(typed: string): FeatureTable {
  const lines = linesOf(typed);
  const headed = lines.filter(({ text }) => /^features?\s*[:=]/i.test(text));
  const [head, second] = headed;
  if (second !== undefined) throw at(second, "names the features again; one such line is enough.");
  const named = head && namesIn(head);
  const items: FeatureItem[] = [];
  let width = named?.length;
  for (const line of lines.filter((one) => one !== head)) {
    const item = itemIn(line, { width, named });
    if (items.some(({ name }) => name.toLowerCase() === item.name.toLowerCase()))
      throw at(line, `names *${echoed(item.name)}* again. Give each thing one line.`);
    width = item.values.length;
    items.push(item);
  }
  if (items.length < ITEMS.min || items.length > ITEMS.max)
    throw new UserError(
      `${items.length === 0 ? "No thing" : `${items.length} ${items.length === 1 ? "thing" : "things"}`} with numbers: ${ITEMS.min} to ${ITEMS.max} are needed. Example: ${EXAMPLE}`,
    );
  const features = named ?? Array.from({ length: width ?? 0 }, (_, index) => `feature ${index + 1}`);
  return { features, items };
}

function linesOf(typed: string): Line[] {
  const several = typed.trim().includes("\n");
  return typed
    .trim()
    .split(several ? /\n/ : /[;|]/)
    .map((text, index) => ({
      text: text.trim().replace(/[;|]$/, "").trim(),
      place: `${several ? "Line" : "Part"} ${index + 1}`,
    }))
    .filter(({ text }) => text !== "");
}

const at = ({ place, text }: Line, what: string): UserError =>
  new UserError(`${place}, *${echoed(text)}*, ${what}`);

function namesIn(line: Line): string[] {
  const names = line.text
    .replace(/^features?\s*[:=]/i, "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length < FEATURES.min || names.length > FEATURES.max)
    throw at(
      line,
      `names ${names.length} ${names.length === 1 ? "feature" : "features"}; ${FEATURES.min} to ${FEATURES.max} are needed, with commas between them.`,
    );
  if (names.some((name) => name.length > LONGEST_NAME))
    throw at(line, `has a name of more than ${LONGEST_NAME} characters. Shorten it.`);
  return names;
}

function itemIn(
  line: Line,
  { width, named }: { width: number | undefined; named: readonly string[] | undefined },
): FeatureItem {
  const { name, values } = nameAndNumbers(line);
  const wanted = width ?? values.length;
  const have = `has ${values.length} ${values.length === 1 ? "number" : "numbers"}`;
  if (wanted < FEATURES.min || wanted > FEATURES.max)
    throw at(line, `${have}; ${FEATURES.min} to ${FEATURES.max} are needed, one for each feature.`);
  if (values.length !== wanted)
    throw at(
      line,
      `${have}; ${wanted} ${wanted === 1 ? "is" : "are"} needed, ${named === undefined ? "as many as in the first" : `${wanted === 1 ? "" : "one each "}for ${named.map((one) => echoed(one)).join(", ")}`}.`,
    );
  if (!values.every(isUsable)) throw at(line, "has a number beyond a million. Use a smaller scale.");
  return { name, values };
}

function nameAndNumbers(line: Line): FeatureItem {
  const marked = /^(.+?)\s*[:=]\s*([^:=]+)$/.exec(line.text);
  const open = marked ?? /^(.*?[^\s\d,.+−–-].*?)\s+(\(?[-−–+]?[\d.][^\p{L}]*)$/u.exec(line.text);
  const [, name = "", rest = ""] = open ?? [];
  const values = numbersIn(rest);
  if (name === "" || values === undefined)
    throw at(line, "has no numbers that can be read. Write it like `lemons: 8, 2`.");
  if (name.length > LONGEST_NAME)
    throw at(line, `has a name of more than ${LONGEST_NAME} characters. Shorten it.`);
  return { name, values };
}
