import { groupColour } from "../charts/palette.ts";
import type { BarSpec, RadarSpec } from "../charts/spec.ts";
import { settingWords } from "../course/comparable.ts";
import type { Course, Model } from "../course/model.ts";
import type { Block } from "../replies/reply.ts";
import type { ComparedRow } from "./compared-rows.ts";
import { shortNames } from "./finding.ts";
import { scoreFinding } from "./score-finding.ts";
import { evaluatorWords, rowSettingWords } from "./scores.ts";
import { sourceLine } from "./sources.ts";

const FEWEST_AXES = 3;
const MOST_AXES = 12;

/** "MMLU", and with its setting where the same benchmark comes twice; by whom where even that comes twice. */
function axisLabels(course: Course, rows: readonly ComparedRow[]): string[] {
  const evaluators = new Set(rows.map(({ evaluator }) => evaluator)).size;
  return rows.map((row) => {
    const { benchmark, setting } = row;
    const name = benchmark.short ?? benchmark.name;
    const alone = rows.filter((other) => other.benchmark === benchmark).length === 1;
    if (alone) return name;
    if (evaluators === 1 || setting.harness !== undefined) return `${name}, ${rowSettingWords(row)}`;
    return `${name}, ${settingWords(setting)}, ${evaluatorWords(course, row)}`;
  });
}

/** Rows in per cent: all of one benchmark, else those of the evaluator with most of them. */
function shareRows(rows: readonly ComparedRow[]): ComparedRow[] {
  const shares = rows.filter(({ unit }) => unit === "percent");
  if (new Set(shares.map(({ benchmark }) => benchmark)).size === 1) return shares;
  const by = (evaluator: string) => shares.filter((row) => row.evaluator === evaluator);
  const [most = ""] = [...new Set(shares.map(({ evaluator }) => evaluator))].sort(
    (one, other) => by(other).length - by(one).length,
  );
  return by(most);
}

const gaps = ({ cells }: ComparedRow): number => cells.filter((cell) => cell === undefined).length;

/** Those that every model has come first when there are too many. */
function drawableRows(shares: readonly ComparedRow[]): ComparedRow[] {
  const kept = shares.toSorted((one, other) => gaps(one) - gaps(other)).slice(0, MOST_AXES);
  return shares.filter((row) => kept.includes(row));
}

/** How many bars stay readable in one chart. */
const MOST_BARS = 16;

const valuesOf = ({ cells }: ComparedRow): number[] => cells.flatMap((cell) => cell?.score ?? []);
const spread = (row: ComparedRow): number => Math.max(...valuesOf(row)) - Math.min(...valuesOf(row));

/** The rows for the bars, and a title that is true of exactly those it names. */
function widestRows(
  shares: readonly ComparedRow[],
  { names, force }: { names: readonly string[]; force: boolean },
): { widest: ComparedRow[]; title: string } {
  const most = Math.max(1, Math.floor(MOST_BARS / names.length));
  const tests = new Set(shares.map(({ benchmark }) => benchmark)).size;
  if (tests === 1) return { widest: shares.slice(0, most), title: scoreFinding(shares, names, force) };
  const ranked = shares.filter(({ mixed }) => !mixed);
  const whole = ranked.filter((row) => gaps(row) === 0);
  const pool = whole.length > 0 ? whole : ranked.length > 0 ? ranked : shares;
  const widest = pool.toSorted((one, other) => spread(other) - spread(one)).slice(0, most);
  const [top] = widest;
  const all = names.length === 2 ? "both have" : `all ${names.length} have`;
  const of = whole.length > 0 ? `Of the ${count(pool.length)} here that ${all}, they` : "Some of them";
  const by = top === undefined ? "" : `${nameOf(top)}: by ${spread(top).toFixed(1)} points`;
  return { widest, title: `${of} differ most on ${by}` };
}

const nameOf = ({ benchmark }: ComparedRow): string => benchmark.short ?? benchmark.name;
const count = (rows: number): string => (rows === 1 ? "row" : `${rows} rows`);

/** The scores of one evaluator as profiles and, where they differ most, as bars; bars alone where there are few. */
export function scoreCharts(
  course: Course,
  { models, rows, force }: { models: readonly Model[]; rows: readonly ComparedRow[]; force: boolean },
): Block[] {
  const shares = shareRows(rows);
  const drawn = drawableRows(shares);
  const [first] = drawn;
  if (first === undefined) return [];
  const names = shortNames(models);
  const { widest, title } = widestRows(shares, { names, force });
  const all = parts(course, models, drawn);
  const few = parts(course, models, widest);
  const tests = new Set(drawn.map(({ benchmark }) => benchmark)).size;
  const radar: RadarSpec = {
    kind: "radar",
    title: `${all.series.map(({ label }) => label).join(", ")}: shares of right answers on ${tests} benchmarks`,
    ...{ subtitle: all.subtitle, source: all.source, series: all.series },
    axes: all.labels.map((label) => ({ label, max: 100, format: "percent" })),
  };
  const bars: BarSpec = {
    kind: "bar",
    orientation: "horizontal",
    title,
    ...{ subtitle: few.subtitle, source: few.source },
    categories: few.labels.map((label) => ({ label })),
    panels: [{ axis: { label: "score", scale: "linear", format: "percent" }, series: few.series }],
  };
  const specs = drawn.length < FEWEST_AXES || tests === 1 ? [bars] : [radar, bars];
  return specs.map((spec) => ({ kind: "chart", spec }));
}

/** What a chart of these rows shows: their labels, one series for each model with a figure there, the sources. */
function parts(course: Course, models: readonly Model[], rows: readonly ComparedRow[]) {
  const names = shortNames(models);
  const isShown = (at: number): boolean => rows.some(({ cells }) => cells[at] !== undefined);
  const shown = models.flatMap((model, at) => (isShown(at) ? [{ model, at }] : []));
  const colours = shown.map(({ model }) => groupColour(model.organisation));
  // Two models of one house would look the same.
  const isTold = new Set(colours).size === colours.length;
  const series = shown.map(({ model, at }) => ({
    label: names[at] ?? model.name,
    ...(isTold ? { group: model.organisation } : {}),
    values: rows.map(({ cells }) => cells[at]?.score ?? null),
  }));
  const source = sourceLine(
    course,
    rows.flatMap(({ cells }) => cells.flatMap((cell) => cell ?? [])),
  );
  return { labels: axisLabels(course, rows), series, source, subtitle: subtitleOf(course, models, rows) };
}

/** Who measured, and who is not in the picture because nobody there did. */
function subtitleOf(course: Course, models: readonly Model[], rows: readonly ComparedRow[]): string {
  const names = shortNames(models);
  const missing = names.filter((_, at) => rows.every(({ cells }) => cells[at] === undefined));
  const evaluators = [...new Set(rows.map((row) => evaluatorWords(course, row)))];
  const mixed = rows.filter((row) => row.mixed).length;
  const differ = mixed === 0 ? "" : `; settings differ in ${mixed} of ${rows.length} rows`;
  const by =
    mixed === rows.length
      ? "Settings or evaluators differ"
      : `As measured by: ${evaluators.join("; ")}${differ}`;
  return missing.length === 0 ? by : `${by}. No figure there: ${missing.join(", ")}`;
}
