import type { ChartSpec, TableSpec } from "./spec.ts";
import { drawable } from "./text.ts";

/** Whether there is a letter for a character. */
export type CanDraw = (character: string) => boolean;

const SMALL_PRINT = "text 1, text 2 …: by their place in the message or the table below";
/** What stands for a part that has no name. */
const GAP = "…";
const LETTER = String.raw`[\p{L}\p{M}\p{N}]`;
/** Never seen in the picture. */
const UNSEEN: ReadonlySet<string> = new Set(["kind", "id", "parent", "theme"]);
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * The chart in letters that the fonts have: a label that cannot be drawn is called by its number among the labels ("text 3"), a group or an
 * axis by its own ("group 2"), alike everywhere in the chart. Of other texts the parts that cannot be drawn give way to these names. The same
 * specification where all can be drawn. Only for drawing: alt text and table keep the true texts.
 */
export function drawableSpec<Spec extends ChartSpec>(spec: Spec, canDraw: CanDraw): Spec {
  const readable = memo((text) => isDrawable(text, canDraw));
  const names = namesOf(spec, readable);
  let changed = false;
  const made = mapTexts(spec, (text) => {
    if (readable(text)) return text;
    changed = true;
    return names.get(text) ?? pieced(text, names, canDraw);
  });
  if (!changed) return spec;
  return names.size === 0 ? made : { ...made, note: SMALL_PRINT };
}

/** What is left out silently, such as an emoji beside a word, may be missing as long as something is left. */
function isDrawable(text: string, canDraw: CanDraw): boolean {
  if (PLAIN.test(text)) return true;
  const kept = drawable(text);
  if (/^[–\s]*$/.test(kept) && !/^[–\s]*$/.test(text)) return false;
  return [...kept].every((character) => character === " " || canDraw(character));
}

/** The names of texts that cannot be drawn, by text. */
function namesOf(spec: ChartSpec, readable: (text: string) => boolean): Map<string, string> {
  const names = new Map<string, string>();
  const give = (texts: readonly string[], kind: string): void => {
    for (const [at, text] of texts.entries())
      if (!readable(text) && !names.has(text)) names.set(text, `${kind} ${at + 1}`);
  };
  give(labelsOf(spec), "text");
  give(axesOf(spec), "axis");
  give([...new Set(groupsOf(spec))], "group");
  return names;
}

/** In the order in which they are counted: what repeats on a second axis keeps its first number. */
function labelsOf(spec: ChartSpec): string[] {
  const labels = (all: readonly { label: string }[]): string[] => all.map(({ label }) => label);
  switch (spec.kind) {
    case "bar":
      return [...labels(spec.categories), ...spec.panels.flatMap(({ series }) => labels(series))];
    case "line":
      return labels(spec.series);
    case "scatter":
      return [...labels(spec.points), ...labels(spec.regions ?? [])];
    case "radar":
      return labels(spec.series);
    case "tree":
      return labels(spec.nodes);
    case "heatmap":
      return [...labels(spec.rows), ...labels(spec.columns)];
    case "arrows":
      return labels(spec.arrows);
    case "table":
      return firstCells(spec);
    default:
      return spec satisfies never;
  }
}

/** The dimensions, where there may be many. */
function axesOf(spec: ChartSpec): string[] {
  if (spec.kind === "arrows") return spec.axes;
  return spec.kind === "radar" ? spec.axes.map(({ label }) => label) : [];
}

const firstCells = ({ rows }: TableSpec): string[] =>
  rows.map(([cell = ""]) => (typeof cell === "object" ? cell.text : cell));

function groupsOf(spec: ChartSpec): string[] {
  const groups = (all: readonly { group?: string }[]): string[] => all.flatMap(({ group }) => group ?? []);
  switch (spec.kind) {
    case "bar":
      return [...groups(spec.categories), ...spec.panels.flatMap(({ series }) => groups(series))];
    case "line":
    case "radar":
      return groups(spec.series);
    case "scatter":
      return groups(spec.points);
    case "tree":
      return groups(spec.nodes);
    case "heatmap":
      return [...groups(spec.rows), ...groups(spec.columns)];
    case "arrows":
      return groups(spec.arrows);
    case "table":
      return [];
    default:
      return spec satisfies never;
  }
}

/** A text with the names of the labels it cites, longest first, and gaps for what else cannot be drawn. */
function pieced(text: string, names: ReadonlyMap<string, string>, canDraw: CanDraw): string {
  let made = text;
  for (const [label, name] of [...names].sort(([one], [other]) => other.length - one.length)) {
    if (!made.includes(label)) continue;
    const whole = `(?<!${LETTER})${label.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")}(?!${LETTER})`;
    made = made.replace(new RegExp(whole, "gu"), name);
  }
  const letters = [...drawable(made)].map((character) =>
    character === " " || canDraw(character) ? character : "\0",
  );
  return letters.join("").replace(/\0(?:[\0 ]*\0)?/g, GAP);
}

/** The same value with other texts. */
function mapTexts<Value>(value: Value, change: (text: string) => string): Value {
  if (typeof value === "string") return change(value) as Value;
  if (Array.isArray(value)) return value.map((one) => mapTexts(one, change)) as Value;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    UNSEEN.has(key) ? inner : mapTexts(inner, change),
  ]);
  return Object.fromEntries(entries) as Value;
}

function memo<Result>(compute: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = compute(text);
    known.set(text, result);
    return result;
  };
}
