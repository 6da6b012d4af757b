import type { BarSpec } from "../charts/spec.ts";
import type { AsOf } from "../course/as-of.ts";
import { settingWords } from "../course/comparable.ts";
import type { AverageLeaderboard, Score } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Cell, Json, Reply, TableBlock } from "../replies/reply.ts";
import { boardFields, refuseEarlier } from "./board-facts.ts";
import { scoreData } from "./score-data.ts";
import { type Competitor, competitor } from "./scores.ts";
import { Citations, sourceLine, statusMark, statusNote } from "./sources.ts";

/** An average with two decimals can be off by so much, and no more, through rounding alone. */
const ROUNDING = 0.005;
/** What binary fractions add to a difference of exactly half a hundredth. */
const EPSILON = 1e-9;
const NOT_ON_SLIDE = /not on the slide/i;

export interface AverageRow {
  who: Competitor;
  published: Score;
  /** In the order of the board's columns; undefined where it is not known. */
  parts: (Score | undefined)[];
  /** The mean of all parts; undefined while one is missing. */
  mean: number | undefined;
  /** published − mean */
  difference: number | undefined;
  /** Stands on the course's slide. */
  onSlide: boolean;
}

/** The rows of a leaderboard by their published average, each average recomputed from its columns. */
export function averageRows(course: Course, board: AverageLeaderboard): AverageRow[] {
  const harness = board.columns[0]?.setting.harness;
  return course.scores
    .filter(({ benchmark, setting }) => benchmark === board.average && setting.harness === harness)
    .map((published): AverageRow => {
      const parts = board.columns.map(({ benchmark, setting }) =>
        course.scores.find(
          (score) =>
            score.model === published.model &&
            score.benchmark === benchmark &&
            score.setting.harness === setting.harness &&
            settingWords(score.setting) === settingWords(setting),
        ),
      );
      const known = parts.flatMap((part) => (part === undefined ? [] : [part.score]));
      const isWhole = known.length === parts.length;
      const mean = isWhole ? known.reduce((sum, value) => sum + value, 0) / known.length : undefined;
      return {
        who: competitor(course, published.model),
        ...{ published, parts, mean },
        difference: mean === undefined ? undefined : published.score - mean,
        onSlide: !NOT_ON_SLIDE.test(published.note ?? ""),
      };
    })
    .sort((one, other) => other.published.score - one.published.score);
}

/** Whether rounding explains the difference between the published average and the mean. */
export const agrees = ({ difference }: Pick<AverageRow, "difference">): boolean =>
  difference !== undefined && Math.abs(difference) <= ROUNDING + EPSILON;

/** A leaderboard ranked by an average, held against its own columns. */
export function averageBoard(course: Course, board: AverageLeaderboard, asOf?: AsOf): Reply {
  refuseEarlier(board, asOf);
  const rows = averageRows(course, board);
  const citations = new Citations(course);
  const title = averageFinding(rows);
  const scores = rows.flatMap(({ published, parts }) => [published, ...parts.flatMap((part) => part ?? [])]);
  const blocks: Block[] = [
    { kind: "heading", text: title },
    { kind: "text", text: `**${plain(board.name)}.** ${plain(board.about)}` },
    averageTable(course, board, { rows, citations }),
    { kind: "chart", spec: averageChart(course, board, rows) },
    { kind: "fields", fields: boardFields(board, citations) },
    { kind: "text", text: board.notes.map((note) => `- ${plain(note)}`).join("\n") },
    {
      kind: "note",
      text: [
        `Difference: published average less the mean of the six columns. An average with two decimals is rounded, so up to ${ROUNDING} either way agrees.`,
        statusNote(scores),
        citations.note(),
      ]
        .filter(Boolean)
        .join("\n"),
    },
    {
      kind: "actions",
      buttons: board.columns.slice(0, 5).map(({ benchmark }) => aboutButton(course, benchmark)),
    },
  ];
  return { blocks, data: averageData(board, rows) };
}

function aboutButton(course: Course, id: string) {
  const name = course.benchmarks.find((one) => one.id === id)?.name ?? id;
  return { action: "run", label: `About ${name}`, value: `benchmark ${id}` };
}

function averageFinding(rows: readonly AverageRow[]): string {
  const slide = rows.filter(({ onSlide }) => onSlide);
  const extra = rows.filter(({ onSlide }) => !onSlide);
  const right = slide.filter(agrees).length;
  const all = right === slide.length ? `All ${right}` : `${right} of the ${slide.length}`;
  const more =
    extra.length === 0 ? "" : `; ${extra.map(({ who }) => who.name).join(", ")} is extra, not on the slide`;
  return `${all} averages of the slide agree with the mean of their six scores within rounding${more}`;
}

const signed = (value: number): string => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(4)}`;

function averageTable(
  course: Course,
  board: AverageLeaderboard,
  { rows, citations }: { rows: readonly AverageRow[]; citations: Citations },
): TableBlock {
  const nameOf = (id: string): string => course.benchmarks.find((one) => one.id === id)?.name ?? id;
  const cell = (score: Score | undefined): Cell =>
    score === undefined
      ? "unknown"
      : { text: `${score.score.toFixed(2)}${statusMark(score.verified)}`, value: score.score };
  const columns = board.columns.map(({ benchmark, setting }) => ({
    label: `${nameOf(benchmark)}, ${settingWords(setting)}`,
    align: "right" as const,
  }));
  return {
    kind: "table",
    caption: `${board.name}, in per cent, by published average`,
    columns: [
      { label: "Place" },
      { label: "Model" },
      { label: "Average", align: "right" },
      { label: "Mean of six", align: "right" },
      { label: "Difference", align: "right" },
      ...columns,
    ],
    rows: rows.map(({ who, published, parts, mean, difference, onSlide }, at) => [
      String(at + 1),
      `${who.name}${onSlide ? "" : " (not on the slide)"} ${citations.mark(published)}`,
      cell(published),
      mean === undefined ? "unknown" : { text: mean.toFixed(4), value: mean },
      difference === undefined ? "unknown" : { text: signed(difference), value: difference },
      ...parts.map(cell),
    ]),
  };
}

function averageChart(course: Course, board: AverageLeaderboard, rows: readonly AverageRow[]): BarSpec {
  const [first] = rows;
  const last = rows.at(-1);
  const spread = first === undefined || last === undefined ? 0 : first.published.score - last.published.score;
  return {
    kind: "bar",
    orientation: "horizontal",
    title: `${board.name}: ${rows.length} rows within ${spread.toFixed(1)} points`,
    source: sourceLine(
      course,
      rows.map(({ published }) => published),
    ),
    categories: rows.map(({ who }) => ({ label: who.name })),
    panels: [
      {
        axis: { label: "published average", scale: "linear", format: "percent" },
        series: [{ label: "Average", values: rows.map(({ published }) => published.score) }],
      },
    ],
  };
}

function averageData(board: AverageLeaderboard, rows: readonly AverageRow[]): { [key: string]: Json } {
  return {
    leaderboard: board.id,
    snapshot: board.snapshot.value,
    closed: board.closed.value,
    rows: rows.map((row) => ({
      model: row.who.id,
      onSlide: row.onSlide,
      average: scoreData(row.published),
      mean: row.mean ?? null,
      difference: row.difference ?? null,
      agrees: agrees(row),
      scores: Object.fromEntries(
        row.parts.flatMap((part) => (part === undefined ? [] : [[part.benchmark, scoreData(part)]])),
      ),
    })),
  };
}
