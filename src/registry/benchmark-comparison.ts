import type { AsOf } from "../course/as-of.ts";
import { evaluator, settingWords, wordSetting } from "../course/comparable.ts";
import type { Benchmark, Score } from "../course/content.ts";
import type { Course, Model } from "../course/model.ts";
import { UserError } from "../errors.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Cell, Reply, TableBlock } from "../replies/reply.ts";
import { bestAt, type ComparedRow, compareScores, isWhole, type Outside } from "./compared-rows.ts";
import { shortNames } from "./finding.ts";
import { Footnotes } from "./footnotes.ts";
import { type ReadAsTuned, readAsTuned } from "./read-as-tuned.ts";
import { scoreCharts } from "./score-charts.ts";
import { comparisonData, scoresCsv } from "./score-data.ts";
import { refuseUnreleased, undatedNote } from "./score-dates.ts";
import { countNote, scoreFinding } from "./score-finding.ts";
import { evaluatorWords, rowSettingWords, scoresAsOf, wordScore } from "./scores.ts";
import { Citations, statusMark, statusNote } from "./sources.ts";

/** Behind the best score of a row, and behind the best of a row whose settings differ. */
const LEAD_MARK = "▲";
const MIXED_MARK = "△";
const LEAD_NOTE = `${LEAD_MARK} best of a comparable row, ahead of the next beyond noise (95 %, the benchmark's items taken as independent samples).`;
const MIXED_NOTE = `Rows marked as mixed hold different settings or evaluators; they are ranked because you asked for it, and prove little. ${MIXED_MARK} best of such a row.`;
const SPLIT_NOTE =
  "Not comparable: no row holds all of these models, and scores of different rows are not ranked against each other.";
/** As many benchmarks as a reader takes in; the rest is in the file. */
const MOST_OUTSIDE = 8;

export interface BenchmarkQuestion {
  models: readonly Model[];
  /** One benchmark, or all of them. */
  benchmark?: Benchmark;
  force: boolean;
  asOf?: AsOf;
  /** The command line that forces a ranking, for a button. */
  forcedLine: string;
}

/** Models side by side over their benchmark scores; only scores that were taken the same way are ranked. */
export function benchmarkComparison(course: Course, question: BenchmarkQuestion): Reply {
  const { benchmark, asOf, force } = question;
  if (asOf !== undefined) refuseUnreleased(question.models, asOf);
  const scores = scoresAsOf(course, asOf).filter(
    (score) => benchmark === undefined || score.benchmark === benchmark.id,
  );
  const { models, changes } = readAsTuned(course, question.models, scores);
  const ids = models.map(({ id }) => id);
  const single = benchmark !== undefined;
  const compared = compareScores(course, { models: ids, scores, force, single });
  if (compared.rows.length === 0 && compared.outside.length === 0) throw nothingKnown(question, models);
  const title = scoreFinding(compared.rows, shortNames(models), force);
  const own = scores.filter(({ model }) => models.some(({ id }) => id === model));
  const undated = undatedNote(course, asOf, own);
  const isSplit = single && !isWhole(compared.rows, new Set(own.map(({ model }) => model)).size);
  const forces =
    !force && (isSplit || compared.outside.length > 0 || compared.rows.some(({ mixed }) => mixed));
  return {
    blocks: [
      { kind: "heading", text: title },
      ...changes.map((change): Block => ({ kind: "note", text: changeWords(change) })),
      ...body(course, { models, ...compared, force, undated, isSplit, title }),
      ...(forces ? [forceButton(question.forcedLine)] : []),
    ],
    files: [
      {
        name: "scores.csv",
        mediaType: "text/csv",
        alt: `Every score of ${models.map(({ name }) => name).join(", ")} with setting, evaluator, source and status`,
        text: scoresCsv(course, own),
      },
    ],
    data: comparisonData({ models, ...compared, changes, force }),
  };
}

const forceButton = (line: string): Block => ({
  kind: "actions",
  buttons: [{ action: "run", label: "Rank them all the same", value: line }],
});

function nothingKnown({ benchmark, asOf }: BenchmarkQuestion, models: readonly Model[]): UserError {
  const about = benchmark === undefined ? "No benchmark score" : `No score on **${plain(benchmark.name)}**`;
  const names = models.map(({ name }) => plain(name)).join(", ");
  const when = asOf === undefined ? "" : ` as of ${asOf.words}`;
  return new UserError(
    `${about} is known here for two of these models${when}: ${names}. \`/benchmark\` says which scores are known.`,
    {
      suggestions: [
        {
          action: "run",
          label: "Compare their sizes",
          value: `compare ${models.map(({ id }) => id).join(" ")}`,
        },
      ],
    },
  );
}

function changeWords({ from, to, rows, baseRows }: ReadAsTuned): string {
  const count = (rowsOf: number): string => `${rowsOf} ${rowsOf === 1 ? "row" : "rows"}`;
  return `**${plain(from.name)}** is read as **${plain(to.name)}**, which shares ${count(rows)} with the others; the base model shares ${baseRows === 0 ? "none" : count(baseRows)}.`;
}

interface Shown {
  models: readonly Model[];
  rows: ComparedRow[];
  outside: Outside[];
  force: boolean;
  undated: string;
  title: string;
  /** One benchmark is compared, and no row holds every model that has it. */
  isSplit: boolean;
}

function body(course: Course, shown: Shown): Block[] {
  const citations = new Citations(course);
  const footnotes = new Footnotes();
  const { rows, force } = shown;
  const cells = rows.flatMap((row) => row.cells.flatMap((cell) => cell ?? []));
  const table = rows.length === 0 ? [] : [tableOf(course, shown, { citations, footnotes })];
  const outside = outsideText(shown, citations);
  const hasLead = rows.some(({ lead, mixed }) => lead.kind === "lead" && !mixed);
  const notes = [
    countNote(rows, shown.title),
    shown.isSplit && shown.outside.length === 0 && !force ? SPLIT_NOTE : "",
    hasLead ? LEAD_NOTE : "",
    force && rows.some(({ mixed }) => mixed) ? MIXED_NOTE : "",
    plain(footnotes.note()),
    shown.undated,
    statusNote([...cells, ...shown.outside.flatMap(({ entries }) => entries.map(({ score }) => score))]),
    citations.note(),
  ];
  return [
    ...table,
    ...(outside === "" ? [] : [{ kind: "text", text: outside } as const]),
    ...scoreCharts(course, shown),
    { kind: "note", text: notes.filter(Boolean).join("\n") },
  ];
}

function tableOf(
  course: Course,
  { models, rows, force }: Shown,
  { citations, footnotes }: { citations: Citations; footnotes: Footnotes },
): TableBlock {
  return {
    kind: "table",
    caption: `Benchmark scores of ${models.map(({ name }) => name).join(", ")}`,
    columns: [
      { label: "Benchmark" },
      { label: "Setting" },
      ...shortNames(models).map((label) => ({ label, align: "right" as const })),
    ],
    rows: rows.map((row) => {
      const marks = citations.marks(row.cells.flatMap((cell) => cell ?? []));
      const isForced = row.key.startsWith("mixed|");
      const setting = isForced ? commonSetting(row) : rowSettingWords(row);
      const cells = row.cells.map((score, at): Cell => {
        if (score === undefined) return "–";
        const own = ownSetting(course, row, score);
        const letter = own === undefined ? "" : ` ${footnotes.mark(own)}`;
        const text = `${wordScore(score)}${statusMark(score.verified)}${leadMark(row, at, force)}${letter}`;
        return { text, value: score.score };
      });
      return [row.benchmark.name, `${setting}${row.mixed && force ? ", mixed" : ""} ${marks}`, ...cells];
    }),
  };
}

function commonSetting({ cells }: ComparedRow): string {
  const [first = "", ...others] = new Set(
    cells.flatMap((cell) => (cell === undefined ? [] : [settingWords(cell.setting)])),
  );
  return first === "" || others.length > 0 ? "settings differ" : first;
}

function leadMark(row: ComparedRow, at: number, force: boolean): string {
  if (row.mixed) return force && bestAt(row) === at ? ` ${MIXED_MARK}` : "";
  return row.lead.kind === "lead" && row.lead.at === at ? ` ${LEAD_MARK}` : "";
}

/** How this cell was taken, where that differs from the row it stands in. */
function ownSetting(course: Course, row: ComparedRow, score: Score): string | undefined {
  const isForeign = row.key.startsWith("mixed|") || evaluator(score) !== row.evaluator;
  const own = settingWords(score.setting) || "setting not stated";
  if (isForeign) {
    const by = { evaluator: evaluator(score) };
    return score.setting.harness === undefined
      ? `taken as ${own}, in ${evaluatorWords(course, by)}`
      : `taken as ${rowSettingWords({ setting: score.setting, ...by })}`;
  }
  if (settingWords(row.setting) === settingWords(score.setting)) return undefined;
  return score.listedUnder === undefined ? `taken as ${own}` : `a footnote of the source: taken as ${own}`;
}

function outsideText({ models, outside }: Shown, citations: Citations): string {
  if (outside.length === 0) return "";
  const names = shortNames(models);
  const items = outside.slice(0, MOST_OUTSIDE).map(({ benchmark, entries }) => {
    const each = entries.map(({ at, score, more }) => {
      const setting = plain(wordSetting(score.setting) || "setting not stated");
      const others = more === 0 ? "" : `, and ${more} more`;
      return `${plain(names[at] ?? "")} ${wordScore(score)}${statusMark(score.verified)} (${setting}${others}) ${citations.mark(score)}`;
    });
    return `- ${plain(benchmark.name)}: ${each.join("; ")}`;
  });
  const left = outside.length - items.length;
  const rest = left === 0 ? "" : `\n- and ${left} more in the file`;
  return `**Not comparable:** scores under settings or by evaluators that no row has.\n${items.join("\n")}${rest}`;
}
