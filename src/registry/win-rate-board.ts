import type { BarSpec } from "../charts/spec.ts";
import type { AsOf } from "../course/as-of.ts";
import type { WinRateLeaderboard } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import { UserError } from "../errors.ts";
import { meanWinRates, type WinColumn, type WinRate } from "../labs/win-rate.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Json, Reply, TableBlock } from "../replies/reply.ts";
import { boardFields, refuseEarlier } from "./board-facts.ts";
import { undatedNote } from "./score-dates.ts";
import { type Competitor, comparableGroups, competitor, type ScoreRow, scoresAsOf } from "./scores.ts";
import { Citations, sourceLine, statusNote } from "./sources.ts";

const FORMULA =
  "**Mean win rate.** In each column a model's win rate is (models beaten + ½ · ties) / (n − 1), with n the models that have a value there. Columns with fewer than two values are skipped. The mean over a model's columns is its mean win rate: 50 % is average, and other models in the pool change it.";

/** Units without a direction that is the benchmark's own, such as calibration errors. */
const UNDIRECTED = new Set(["ECE"]);

export interface Standing {
  who: Competitor;
  /** Among the models that were chosen. */
  chosen: WinRate;
  /** Among everybody with a value in the same columns. */
  all: WinRate;
}

/** Every comparable column in which at least two of the pool have a score; averages over other columns do not count. */
function columnsFor(course: Course, groups: readonly ScoreRow[], pool: ReadonlySet<string>): ScoreRow[] {
  const averages = new Set(
    course.leaderboards.flatMap((board) => (board.kind === "average" ? [board.average] : [])),
  );
  return groups.filter(
    ({ benchmark, unit, scores }) =>
      !averages.has(benchmark.id) &&
      !UNDIRECTED.has(unit) &&
      scores.filter(({ model }) => pool.has(model)).length > 1,
  );
}

const asColumn = ({ benchmark, scores }: ScoreRow): WinColumn => ({
  better: benchmark.better,
  scores: new Map(scores.map(({ model, score }) => [model, score])),
});

function standingsOf(course: Course, columns: readonly ScoreRow[], pool: readonly string[]): Standing[] {
  const own = meanWinRates(columns.map(asColumn), pool);
  const everybody = [...new Set(columns.flatMap(({ scores }) => scores.map(({ model }) => model)))];
  const all = meanWinRates(columns.map(asColumn), everybody);
  const none: WinRate = { rate: undefined, columns: 0 };
  return pool
    .map((id) => ({
      who: competitor(course, id),
      chosen: own.get(id) ?? none,
      all: all.get(id) ?? none,
    }))
    .sort((one, other) => (other.chosen.rate ?? -1) - (one.chosen.rate ?? -1));
}

/** HELM's scenarios and mean win rate; with models, their win rates over every comparable column kept here. */
export function winRateBoard(
  course: Course,
  board: WinRateLeaderboard,
  { models, asOf }: { models: readonly Competitor[]; asOf?: AsOf },
): Reply {
  refuseEarlier(board, asOf);
  const scores = scoresAsOf(course, asOf).filter(({ model }) => competitor(course, model).kind === "model");
  return models.length === 0
    ? wholeBoard(course, board, comparableGroups(course, scores))
    : chosenBoard(course, board, { models, asOf, groups: comparableGroups(course, scores) });
}

function chosenBoard(
  course: Course,
  board: WinRateLeaderboard,
  { models, asOf, groups }: { models: readonly Competitor[]; asOf: AsOf | undefined; groups: ScoreRow[] },
): Reply {
  const pool = models.map(({ id }) => id);
  const columns = columnsFor(course, groups, new Set(pool));
  if (columns.length === 0) {
    const names = models.map(({ name }) => `**${plain(name)}**`).join(", ");
    throw new UserError(
      `No benchmark score of two of these models was taken the same way, so there is nothing to win: ${names}.`,
      { argument: "models" },
    );
  }
  const standings = standingsOf(course, columns, pool);
  const citations = new Citations(course);
  const used = columns.flatMap(({ scores }) => scores.filter(({ model }) => pool.includes(model)));
  const marks = citations.marks(used);
  const pools = new Set(columns.flatMap(({ scores }) => scores.map(({ model }) => model))).size;
  const title = standingsFinding(standings);
  return {
    blocks: [
      { kind: "heading", text: title },
      standingsTable(standings, `Mean win rates over ${columns.length} comparable columns ${marks}`, pools),
      { kind: "chart", spec: standingsChart(course, { standings, title, used }) },
      { kind: "text", text: FORMULA },
      {
        kind: "note",
        text: [
          `The rate depends on the pool: the first is among the ${pool.length} chosen models, the second among all ${pools} models with a value in the same ${columns.length} columns. A column is one benchmark in one setting by one evaluator; these are scores of many papers and not ${plain(board.name)}.`,
          undatedNote(course, asOf, used),
          statusNote(used),
          citations.note(),
        ]
          .filter(Boolean)
          .join("\n"),
      },
    ],
    data: standingsData(board, standings, columns),
  };
}

const percent = (rate: number | undefined): string =>
  rate === undefined ? "unknown" : `${(100 * rate).toFixed(1)} %`;

function standingsFinding(standings: readonly Standing[]): string {
  const [first, second] = standings;
  const unknown = standings.filter(({ chosen }) => chosen.rate === undefined).length;
  const rest = unknown === 0 ? "" : `; ${unknown} without a comparable score`;
  if (first === undefined || second?.chosen.rate === undefined) return "No win rate is known";
  if (first.chosen.rate === second.chosen.rate)
    return `${first.who.name} and ${second.who.name} win equally often: ${percent(first.chosen.rate)}${rest}`;
  return `${first.who.name} wins most often: ${percent(first.chosen.rate)} of its comparisons in this pool, in ${first.chosen.columns} ${first.chosen.columns === 1 ? "column" : "columns"}${rest}`;
}

function standingsTable(standings: readonly Standing[], caption: string, everybody: number): TableBlock {
  const cell = ({ rate }: WinRate) => (rate === undefined ? "unknown" : { text: percent(rate), value: rate });
  return {
    kind: "table",
    caption,
    columns: [
      { label: "Model" },
      { label: `Among these ${standings.length}`, align: "right" },
      { label: `Among all ${everybody}`, align: "right" },
      { label: "Columns", align: "right" },
    ],
    rows: standings.map(({ who, chosen, all }) => [
      who.name,
      cell(chosen),
      cell(all),
      { text: String(chosen.columns), value: chosen.columns },
    ]),
  };
}

function standingsChart(
  course: Course,
  { standings, title, used }: { standings: readonly Standing[]; title: string; used: ScoreRow["scores"] },
): BarSpec {
  const values = (pick: (standing: Standing) => WinRate) =>
    standings.map((standing) => {
      const { rate } = pick(standing);
      return rate === undefined ? null : 100 * rate;
    });
  const isWhole = standings.every(({ chosen, all }) => chosen.rate === all.rate);
  return {
    kind: "bar",
    orientation: "horizontal",
    title,
    source: sourceLine(course, used),
    categories: standings.map(({ who }) => ({ label: who.name })),
    panels: [
      {
        axis: { label: "mean win rate", scale: "linear", format: "percent" },
        series: [
          { label: "Among these models", values: values(({ chosen }) => chosen) },
          ...(isWhole ? [] : [{ label: "Among all with a value", values: values(({ all }) => all) }]),
        ],
      },
    ],
  };
}

function standingsData(
  board: WinRateLeaderboard,
  standings: readonly Standing[],
  columns: readonly ScoreRow[],
): { [key: string]: Json } {
  return {
    leaderboard: board.id,
    columns: columns.map(({ key }) => key),
    standings: standings.map(({ who, chosen, all }) => ({
      model: who.id,
      winRate: chosen.rate ?? null,
      winRateAmongAll: all.rate ?? null,
      columns: chosen.columns,
    })),
  };
}

/** HELM itself: its scenarios, and the one full table of them that is kept here. */
function wholeBoard(course: Course, board: WinRateLeaderboard, groups: readonly ScoreRow[]): Reply {
  const scenarios = board.groups.flatMap((group) => group.scenarios);
  const ids = new Set(scenarios.flatMap(({ benchmark }) => benchmark ?? []));
  const core = groups.filter(
    ({ benchmark, setting }) => ids.has(benchmark.id) && /^HELM, /.test(setting.harness ?? ""),
  );
  const pool = [...new Set(core.flatMap(({ scores }) => scores.map(({ model }) => model)))];
  const columns = columnsFor(course, core, new Set(pool));
  const standings = standingsOf(course, columns, pool);
  const used = columns.flatMap(({ scores }) => scores);
  const own = course.scores.filter(({ setting }) => setting.harness === "HELM");
  const citations = new Citations(course);
  const title = `HELM: ${scenarios.length} core scenarios, ranked by mean win rate; ${own.length} figures of its own runs are known here`;
  const findings = board.findings.map((finding) => `- ${plain(finding.text)} ${citations.mark(finding)}`);
  const blocks: Block[] = [
    { kind: "heading", text: title },
    { kind: "text", text: plain(board.about) },
    {
      kind: "fields",
      fields: [
        ...boardFields(board, citations),
        { label: "Seven metrics", value: plain(board.metrics.value ?? "unknown") },
        ...board.groups.map(({ group, scenarios: own }) => ({
          label: group,
          value: own.map(({ name, metric }) => plain(`${name} (${metric})`)).join(", "),
        })),
      ],
    },
    { kind: "text", text: `**Findings**\n${findings.join("\n")}` },
    { kind: "text", text: FORMULA },
  ];
  if (columns.length > 0) blocks.push(...fullTable(course, { standings, columns, used, citations }));
  blocks.push({ kind: "text", text: board.notes.map((note) => `- ${plain(note)}`).join("\n") });
  blocks.push({
    kind: "note",
    text: [
      `Win rates of other models: \`/leaderboard ${board.id} models:"gpt-4o, claude-3.5-sonnet"\`, over every comparable column that is kept here.`,
      statusNote([...used, board.metrics, board.closed, board.snapshot]),
      citations.note(),
    ]
      .filter(Boolean)
      .join("\n"),
  });
  return { blocks, data: standingsData(board, standings, columns) };
}

function fullTable(
  course: Course,
  table: { standings: Standing[]; columns: ScoreRow[]; used: ScoreRow["scores"]; citations: Citations },
): Block[] {
  const { standings, columns, used, citations } = table;
  const caption = `Mean win rates over the core scenarios, ${columns.length} columns, ${columns[0]?.evaluator ?? ""} ${citations.marks(used)}`;
  const [first] = standings;
  const title = `${first?.who.name ?? ""} wins ${percent(first?.chosen.rate)} of its comparisons with ${standings.length - 1} other models`;
  return [
    {
      kind: "table",
      caption,
      columns: [
        { label: "Model" },
        { label: "Mean win rate", align: "right" },
        { label: "Columns", align: "right" },
      ],
      rows: standings.map(({ who, chosen }) => [
        who.name,
        { text: percent(chosen.rate), value: chosen.rate ?? -1 },
        { text: String(chosen.columns), value: chosen.columns },
      ]),
    },
    { kind: "chart", spec: standingsChart(course, { standings, title, used }) },
  ];
}
