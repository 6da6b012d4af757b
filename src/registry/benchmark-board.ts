import type { BarSpec } from "../charts/spec.ts";
import type { AsOf } from "../course/as-of.ts";
import type { Benchmark } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import { UserError } from "../errors.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Cell, Json, Reply, TableBlock } from "../replies/reply.ts";
import { type BoardQuestion, choiceBlock, menuBlock } from "./board-choices.ts";
import { chosenGroup } from "./chosen-group.ts";
import { type Level, levels, type Ranked, type RankedGroup, rankedGroups } from "./leaderboard.ts";
import { scoreData, scoresCsv, settingData } from "./score-data.ts";
import { undatedNote } from "./score-dates.ts";
import { better, margin, wordRange } from "./score-noise.ts";
import { rowSettingWords, scoresAsOf, wordScore } from "./scores.ts";
import { Citations, sourceLine, statusMark, statusNote } from "./sources.ts";

const MOST_BARS = 16;
/** As many rows as a reader takes in; the levels come on top, and the file has the rest. */
const MOST_ROWS = 30;

/** The largest comparable group of a benchmark's scores as a ranking; with `force` all of them in one list. */
export function benchmarkBoard(course: Course, question: BoardQuestion): Reply {
  const { benchmark, asOf, force } = question;
  const groups = rankedGroups(course, benchmark, scoresAsOf(course, asOf));
  if (groups.length === 0) throw nothingKnown(benchmark, asOf);
  const choice = force
    ? { group: mixed(benchmark, groups), fitting: [] }
    : chosenGroup(benchmark, groups, question.setting);
  const { group } = choice;
  const marks = levels(course, benchmark, group.unit);
  const title = force
    ? `${benchmark.name}: ${group.entries.length} scores under ${groups.length} settings, which do not compare`
    : finding(group);
  const citations = new Citations(course);
  const blocks: Block[] = [
    { kind: "heading", text: title },
    ...choiceBlock(course, question, choice),
    boardTable(group, marks, { citations, force }),
    { kind: "chart", spec: boardChart(course, group, { title, marks }) },
    { kind: "note", text: notes(course, question, { group, marks, citations }) },
    ...menuBlock(course, question, {
      others: force ? groups : groups.filter((other) => other !== group),
      fitting: choice.fitting,
    }),
  ];
  return { blocks, ...wholeFile(course, group), data: boardData(group, marks, force) };
}

/** The whole list as a file, where the table cannot hold it. */
function wholeFile(course: Course, { benchmark, entries }: RankedGroup): Pick<Reply, "files"> {
  if (entries.length <= MOST_ROWS) return {};
  const scores = entries.map(({ score }) => score);
  return {
    files: [
      {
        name: `${benchmark.id}-scores.csv`,
        mediaType: "text/csv",
        alt: `All ${scores.length} scores on ${benchmark.name} with setting, evaluator, source and status`,
        text: scoresCsv(course, scores),
      },
    ],
  };
}

function nothingKnown(benchmark: Benchmark, asOf: AsOf | undefined): UserError {
  const when = asOf === undefined ? "" : ` as of ${asOf.words}`;
  return new UserError(`No model's score on **${plain(benchmark.name)}** is known here${when}.`, {
    suggestions: [{ action: "run", label: `About ${benchmark.name}`, value: `benchmark ${benchmark.id}` }],
  });
}

function mixed(benchmark: Benchmark, groups: RankedGroup[]): RankedGroup {
  const [first] = groups;
  const unit = first?.unit ?? "percent";
  const entries = groups
    .filter((group) => group.unit === unit)
    .flatMap((group) => group.entries)
    .sort((one, other) => better(benchmark, one.score.score, other.score.score));
  const placed = entries.map((entry, at) => ({ ...entry, range: { from: at + 1, to: at + 1 } }));
  return {
    key: "mixed",
    benchmark,
    setting: {},
    evaluator: "several",
    unit,
    items: undefined,
    entries: placed,
  };
}

function finding({ benchmark, entries, items }: RankedGroup): string {
  const [first] = entries;
  if (first === undefined) return benchmark.name;
  const count = entries.length;
  const score = `${first.who.name} with ${wordScore(first.score)}`;
  if (count === 1) return `${benchmark.name}: one score in this setting, ${score}`;
  const { to } = first.range;
  const ahead = `${benchmark.name}: ${score} is first of ${count}`;
  if (items === undefined && to > 1)
    return `${benchmark.name}: ${score} shares the first place with ${to - 1} of ${count - 1}`;
  if (items === undefined) return `${ahead}; how noisy the scores are is not known`;
  return to === 1
    ? `${ahead}, ahead beyond noise`
    : `${ahead}, within noise of ${to - 1} ${to === 2 ? "other" : "others"}`;
}

function boardTable(
  group: RankedGroup,
  marks: readonly Level[],
  { citations, force }: { citations: Citations; force: boolean },
): TableBlock {
  const cell = ({ score }: Ranked): Cell => ({
    text: `${wordScore(score)}${statusMark(score.verified)} ${citations.mark(score)}`,
    value: score.score,
  });
  const own = group.entries.slice(0, MOST_ROWS).map((entry): Cell[] => {
    const setting = force
      ? [
          rowSettingWords({
            setting: entry.score.setting,
            evaluator: entry.score.setting.harness ?? entry.score.source,
          }),
        ]
      : [];
    return [wordRange(entry.range), entry.who.name, ...setting, cell(entry)];
  });
  const levelRows = marks.map(({ label, value, unit, fact }): Cell[] => [
    "–",
    label,
    ...(force ? [""] : []),
    {
      text: `${wordScore({ score: value, unit })}${statusMark(fact.verified)} ${citations.mark(fact)}`,
      value,
    },
  ]);
  return {
    kind: "table",
    caption: force
      ? `${group.benchmark.name}, all settings in one list`
      : `${group.benchmark.name}, ${rowSettingWords(group)}`,
    columns: [
      { label: "Place" },
      { label: "Model" },
      ...(force ? [{ label: "Setting" }] : []),
      { label: "Score", align: "right" },
    ],
    rows: [...own, ...levelRows],
  };
}

function boardChart(
  course: Course,
  group: RankedGroup,
  { title, marks }: { title: string; marks: readonly Level[] },
): BarSpec {
  const top = group.entries.slice(0, Math.max(1, MOST_BARS - marks.length));
  const categories = [
    ...top.map(({ who }) => ({ label: who.name, group: "Models" })),
    ...marks.map(({ label, kind }) => ({ label, group: kind === "person" ? "People" : "Chance" })),
  ];
  const values = [...top.map(({ score }) => score.score), ...marks.map(({ value }) => value)];
  const format = group.unit === "percent" ? "percent" : "plain";
  return {
    kind: "bar",
    orientation: "horizontal",
    title,
    subtitle: group.key === "mixed" ? "All settings together" : rowSettingWords(group),
    source: sourceLine(course, [...top.map(({ score }) => score), ...marks.map(({ fact }) => fact)]),
    groupLabel: "Group",
    categories,
    panels: [
      {
        axis: { label: group.unit === "percent" ? "score" : group.unit, scale: "linear", format },
        series: [{ label: group.benchmark.name, values }],
      },
    ],
  };
}

function notes(
  course: Course,
  question: BoardQuestion,
  { group, marks, citations }: { group: RankedGroup; marks: readonly Level[]; citations: Citations },
): string {
  const { asOf, force } = question;
  const [first] = group.entries;
  const noise =
    group.items === undefined || first === undefined
      ? "How many items the scores are shares of is not known, so nothing is said about noise; only equal scores share a place."
      : `Places such as 2–4 are shared by scores within noise of each other: shares of ${group.items.toLocaleString("en-US")} items, ± ${margin(first.score.score, group.items).toFixed(1)} points at the top (95 %, independent samples).`;
  const hidden = group.entries.length - MOST_ROWS;
  const facts = [...group.entries.map(({ score }) => score), ...marks.map(({ fact }) => fact)];
  return [
    force
      ? "Settings and evaluators differ, so this order proves little; it is shown because you asked for it."
      : noise,
    hidden > 0
      ? `The first ${MOST_ROWS} of ${group.entries.length} are shown, and what people and chance reach where that is known; the CSV file has the other ${hidden} too.`
      : "",
    otherUnits(course, question, group),
    undatedNote(
      course,
      asOf,
      group.entries.map(({ score }) => score),
    ),
    statusNote(facts),
    citations.note(),
  ]
    .filter(Boolean)
    .join("\n");
}

/** One list holds one unit. */
function otherUnits(course: Course, { benchmark, asOf, force }: BoardQuestion, group: RankedGroup): string {
  if (!force) return "";
  const all = rankedGroups(course, benchmark, scoresAsOf(course, asOf));
  const others = all
    .filter(({ unit }) => unit !== group.unit)
    .reduce((sum, { entries }) => sum + entries.length, 0);
  return others === 0
    ? ""
    : `${others} more ${others === 1 ? "is" : "are"} left out, being in another unit than ${plain(group.unit)}.`;
}

function boardData(group: RankedGroup, marks: readonly Level[], force: boolean): { [key: string]: Json } {
  return {
    benchmark: group.benchmark.id,
    setting: force ? null : settingData(group.setting),
    evaluator: force ? null : group.evaluator,
    comparable: !force,
    items: group.items ?? null,
    ranking: group.entries.map(({ who, score, range }) => ({
      model: who.id,
      name: who.name,
      from: range.from,
      to: range.to,
      score: scoreData(score),
    })),
    levels: marks.map(({ label, kind, value, unit, fact }) => ({
      label,
      kind,
      score: { value, unit, source: fact.source, verified: fact.verified },
    })),
  };
}
