import {
  type Agreement,
  agreementOf,
  briefly,
  cosineWords,
  type EmbeddedTexts,
  FEW,
  FEW_UNKNOWN,
  LONGEST_NAME,
  textAt,
  unknownOf,
} from "./embedded-texts.ts";
import { cited, listed } from "./figures.ts";
import { MOST } from "./items.ts";
import { counted, percent } from "./wording.ts";

/** By how much the odd one's mean cosine is behind the next one's. */
const CLEARLY_ODD = 0.08;
/** What is less like the last text than this share of its nearest is no company. */
const COMPANY = 0.6;
const LONGEST_TITLE = 90;

const many = (count: number): string => count.toLocaleString("en");

/** What was found, in sentences: the answer, then what was left out, then the rest. */
export function finding(shown: EmbeddedTexts): string {
  const [answer, more] = answerOf(shown);
  return [answer, ...missing(shown), ...more].join(" ");
}

function answerOf(shown: EmbeddedTexts): [answer: string, more: string[]] {
  const { texts, analysis } = shown;
  if (texts.length === 1) return [`One text: ${cited(texts[0] ?? "")}.`, ["Give more to see how they lie."]];
  if (texts.length === 2) {
    const alike = analysis.pairs[0]?.cosine ?? 0;
    return [`${listed(texts.map(cited))} have a cosine similarity of ${cosineWords(alike)}.`, []];
  }
  const pair = `Nearest pair: ${pairWords(shown)}.`;
  const agreement = agreementOf(shown);
  if (agreement !== undefined) return [agreementWords(agreement, shown), [pair, ...oddWords(shown)]];
  const place = placeOfLast(shown);
  if (place === undefined) return [`Nearest${among(shown)}: ${pairWords(shown)}.`, oddWords(shown)];
  const said = isPair(shown, place) ? [] : [pair];
  return [placeWords(shown, place), [...said, ...oddWords(shown)]];
}

/** States the finding in the chart's plain text. */
export function titleOf(shown: EmbeddedTexts): string {
  const { texts, analysis } = shown;
  const agreement = agreementOf(shown);
  if (agreement !== undefined)
    return `${many(agreement.same)} of ${many(agreement.of)} texts are most like one with the same label`;
  const last = placeOfLast(shown);
  if (last !== undefined) {
    const names = last.near.map(({ at }) => named(textAt(shown, at)));
    const whole = `${named(textAt(shown, last.at))} lies with ${listed(names)}`;
    return whole.length <= LONGEST_TITLE
      ? whole
      : `${named(textAt(shown, last.at))} lies with ${names[0] ?? ""}`;
  }
  const [pair] = analysis.pairs;
  if (pair === undefined) return briefly(texts[0] ?? "", 60);
  const of = (at: number): string => named(texts[at] ?? "");
  return `Nearest: ${of(pair.one)} and ${of(pair.other)} (${cosineWords(pair.cosine)})`;
}

/** Of several words the beginning and the end are to be seen. */
function named(text: string): string {
  const short = briefly(text, LONGEST_NAME);
  return /\s/.test(text) ? `“${short}”` : short;
}

function pairWords({ texts, analysis: { pairs } }: EmbeddedTexts): string {
  const [pair] = pairs;
  if (pair === undefined) return "none";
  return `${cited(texts[pair.one] ?? "")} and ${cited(texts[pair.other] ?? "")}, cosine similarity ${cosineWords(pair.cosine)}`;
}

const among = ({ texts }: EmbeddedTexts): string =>
  texts.length > FEW ? ` of ${many(texts.length)} different texts` : "";

function agreementWords({ same, of, chance }: Agreement, { texts, analysis }: EmbeddedTexts): string {
  const drawn =
    analysis.drawn.length < texts.length
      ? ` (of ${many(analysis.drawn.length)} drawn by chance from ${many(texts.length)})`
      : "";
  const share =
    same === of ? `All ${many(of)} labelled texts` : `${many(same)} of ${many(of)} labelled texts`;
  return `${share}${drawn} are most like one with the same label (${percent(same / of)}); by chance it would be ${percent(chance)}.`;
}

interface Place {
  at: number;
  near: { at: number; cosine: number }[];
}

/** Where the text that was given last lies, as one that is to find its place among the others. */
function placeOfLast({ texts, input, analysis }: EmbeddedTexts): Place | undefined {
  const at = analysis.drawn.length - 1;
  const close = analysis.neighbours[at] ?? [];
  const [first] = close;
  if (input.file !== undefined || texts.length > FEW || texts.length < 3) return undefined;
  if (first === undefined || first.cosine <= 0) return undefined;
  const { clusters, odd } = analysis;
  if (odd?.at === at && odd.margin >= CLEARLY_ODD) return undefined;
  const company = close.filter(({ cosine }) => cosine >= COMPANY * first.cosine);
  const own = company.filter(({ at: other }) => clusters?.of[other] === clusters?.of[at]);
  return { at, near: own.length > 0 ? own : [first] };
}

/** Whether the nearest pair is the last text with its nearest. */
const isPair = ({ analysis }: EmbeddedTexts, { at, near }: Place): boolean =>
  analysis.pairs[0]?.other === at && analysis.pairs[0].one === near[0]?.at;

function placeWords(shown: EmbeddedTexts, place: Place): string {
  const near = place.near.map(
    ({ at, cosine }, first) =>
      `${cited(textAt(shown, at))} (${first === 0 ? "cosine similarity " : ""}${cosineWords(cosine)})`,
  );
  return `${cited(textAt(shown, place.at))} lies with ${listed(near)}.`;
}

/** Said only where it stands out, and has no companion. */
function oddWords(shown: EmbeddedTexts): string[] {
  const { odd, neighbours } = shown.analysis;
  if (odd === undefined || odd.margin < CLEARLY_ODD) return [];
  const companions = neighbours.map(([first]) => first?.cosine ?? -1);
  if (companions.some((cosine, at) => at !== odd.at && cosine <= (companions[odd.at] ?? -1))) return [];
  return [
    `The odd one out is ${cited(textAt(shown, odd.at))}: ${cosineWords(odd.means[odd.at] ?? 0)} to the others on average.`,
  ];
}

/** What of the input is not in the answer, in short; the small print has the lines and reasons. */
function missing(shown: EmbeddedTexts): string[] {
  const { left, badCount, file, items } = shown.input;
  const failed = shown.embedded.failed.length;
  const unknown = unknownOf(shown);
  const what = file === undefined ? "texts" : "rows";
  const said: [boolean, string][] = [
    [left > 0, `Only the first ${MOST} ${what} were read: ${many(left)} were left out.`],
    [badCount > 0, `${counted(badCount, "row")} could not be read.`],
    [failed > 0, `${counted(failed, "text")} got no vector.`],
    [unknown.length > 0, unknownWords(unknown)],
  ];
  return [
    ...said.flatMap(([holds, words]) => (holds ? [words] : [])),
    ...repeats(items.map(({ text }) => text)),
  ];
}

const unknownWords = (unknown: readonly string[]): string =>
  unknown.length <= FEW_UNKNOWN
    ? `Left out, for the model does not know ${unknown.length === 1 ? "it" : "them"}: ${listed(unknown.map(cited))}.`
    : `${many(unknown.length)} texts were left out, for the model does not know them.`;

function repeats(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const repeated = [...counts].filter(([, count]) => count > 1);
  const [one] = repeated;
  if (one === undefined) return [];
  if (repeated.length > 1)
    return [`${counted(texts.length - counts.size, "repeat")} were left out: each text counts once.`];
  return [`${cited(one[0])} was given ${one[1] === 2 ? "twice" : `${many(one[1])} times`} and counts once.`];
}
