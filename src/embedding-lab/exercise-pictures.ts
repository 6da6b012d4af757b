import type { ArrowsSpec, ChartSpec, HeatmapSpec } from "../charts/spec.ts";
import type { Step, StepOf } from "../course/exercise-schema.ts";
import { vectorOf, type WordTable } from "../embeddings/words.ts";
import { angleInDegrees, cosine, dot, norm, type Vector } from "../labs/vectors.ts";
import type { Reply } from "../replies/reply.ts";
import { COURSE_WORDS } from "./course-words.ts";
import { decimals } from "./figures.ts";
import { WORD_VECTORS } from "./model-note.ts";
import { placeQuestion, placeVerdict, REGIONS } from "./place-reply.ts";

const MOST_DRAWN = 3;
const ON_MAP = COURSE_WORDS.split(", ").slice(0, -1);

const chartOf = ({ blocks }: Reply): ChartSpec | undefined =>
  blocks.flatMap((block) => (block.kind === "chart" ? [block.spec] : []))[0];

/** The map of `/lab place` has the course's twelve words: it fits a step that asks among just these. */
const isOnMap = ({ word, words }: StepOf<"nearest">): boolean =>
  !ON_MAP.includes(word) && words.length === ON_MAP.length && words.every((one) => ON_MAP.includes(one));

/** What a step shows while it is asked; undefined where words are enough. */
export function askedPicture(step: Step, table: WordTable): ChartSpec | undefined {
  if (step.kind !== "nearest" || !isOnMap(step)) return undefined;
  return chartOf(placeQuestion(table, step.word, "web"));
}

/** What a step shows once it is over: what was to be found, to be seen. */
export function learnedPicture(step: Step, table: WordTable): ChartSpec | undefined {
  const vector = (word: string): Vector => vectorOf(table, word) ?? [];
  switch (step.kind) {
    case "nearest":
      return isOnMap(step) ? chartOf(placeVerdict(table, step.word, REGIONS[0])) : undefined;
    case "estimate":
      return planeOf(step, [vector(step.pair[0]), vector(step.pair[1])]);
    case "product":
      return productArrows(step);
    case "odd":
      return likeness(step, step.words.map(vector));
    default:
      return undefined;
  }
}

/** Two words in the plane that they span: lengths and angle are true. */
function planeOf(
  { pair: [one, other] }: StepOf<"estimate">,
  [a, b]: [Vector, Vector],
): ArrowsSpec | undefined {
  const [like, angle] = [cosine(a, b), angleInDegrees(a, b)];
  if (like === undefined || angle === undefined) return undefined;
  const apart = `${decimals(angle, 0)}°`;
  const long = norm(b);
  return {
    kind: "arrows",
    title: `${one} and ${other}: ${apart} apart, cosine ${decimals(like)}`,
    subtitle: `The plane that the two span in ${a.length} dimensions: lengths and angle are true`,
    source: WORD_VECTORS,
    axes: [`along ${one}`, "across"],
    arrows: [
      { label: one, at: [norm(a), 0] },
      { label: other, at: [long * like, long * Math.sqrt(Math.max(0, 1 - like * like))] },
    ],
    angle: { between: [0, 1], label: apart },
  };
}

function productArrows({ names, dimensions, vectors: [a, b] }: StepOf<"product">): ArrowsSpec | undefined {
  const [like, angle] = [cosine(a, b), angleInDegrees(a, b)];
  if (dimensions.length > MOST_DRAWN || like === undefined || angle === undefined) return undefined;
  return {
    kind: "arrows",
    title: `${names.join(" · ")} = ${dot(a, b)}; divided by both lengths it is the cosine, ${decimals(like, 3)}`,
    source: "The numbers of the step",
    axes: [...dimensions],
    arrows: [a, b].map((at, place) => ({ label: names[place] ?? "", at: [...at] })),
    angle: { between: [0, 1], label: `${decimals(angle, 0)}°` },
  };
}

function likeness({ words }: StepOf<"odd">, vectors: readonly Vector[]): HeatmapSpec {
  const axis = words.map((label) => ({ label }));
  return {
    kind: "heatmap",
    title: `How alike ${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""} are`,
    source: WORD_VECTORS,
    rows: axis,
    columns: axis,
    values: vectors.map((one) => vectors.map((other) => cosine(one, other) ?? null)),
    from: 0,
    to: 1,
    valueLabel: "cosine similarity",
  };
}
