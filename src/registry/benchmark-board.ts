import type { BarSpec } from "../charts/spec.ts";
import type { AsOf } from "../course/as-of.ts";
import { settingWords } from "../course/comparable.ts";
import type { Benchmark } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import { UserError } from "../errors.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Cell, Json, Menu, Reply, TableBlock } from "../replies/reply.ts";
import { type Level, levels, type Ranked, type RankedGroup, rankedGroups } from "./leaderboard.ts";
import { scoreData, settingData } from "./score-data.ts";
import { undatedNote } from "./score-dates.ts";
import { better, margin, wordRange } from "./score-noise.ts";
import { rowSettingWords, scoresAsOf, wordScore } from "./scores.ts";
import { Citations, sourceLine, statusMark, statusNote } from "./sources.ts";

const MOST_OPTIONS = 25;
const MOST_BARS = 16;
/** Slack shows a hundred rows. */
const MOST_ROWS = 90;

export interface BoardQuestion {
  benchmark: Benchmark;
  /** Words of the group that is meant: "5-shot", "simple-evals". */
  setting?: string;
  force: boolean;
  asOf?: AsOf;
}

/** The largest comparable group of a benchmark's scores as a ranking; with `force` all of them in one list. */
export function benchmarkBoard(course: Course, question: BoardQuestion): Reply {
  const { benchmark, asOf, force } = question;
  const groups = rankedGroups(course, benchmark, scoresAsOf(course, asOf));
  if (groups.length === 0) throw nothingKnown(benchmark, asOf);
  const group = force ? mixed(benchmark, groups) : chosen(question, groups);
  const marks = levels(course, benchmark, group.unit);
  const title = force
    ? `${benchmark.name}: ${group.entries.length} scores under ${groups.length} settings, which do not compare`
    : finding(group);
  const citations = new Citations(course);
  const blocks: Block[] = [
    { kind: "heading", text: title },
    boardTable(group, marks, { citations, force }),
    { kind: "chart", spec: boardChart(course, group, { title, marks }) },
    { kind: "note", text: notes(course, question, { group, marks, citations }) },
    ...menuBlock(benchmark, force ? groups : groups.filter((other) => other !== group), question),
  ];
  return { blocks, data: boardData(group, marks, force) };
}

function nothingKnown(benchmark: Benchmark, asOf: AsOf | undefined): UserError {
  const when = asOf === undefined ? "" : ` as of ${asOf.words}`;
  return new UserError(`No model's score on **${plain(benchmark.name)}** is known here${when}.`, {
    suggestions: [{ action: "run", label: `About ${benchmark.name}`, value: `benchmark ${benchmark.id}` }],
  });
}

/** "5-shot" as " 5 shot ", so that it is not found in "25-shot". */
const spaced = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]+/gu, " ")
    .trim()} `;
const groupWords = (group: RankedGroup): string => `${settingWords(group.setting)} ${group.evaluator}`;

/** The largest group whose setting or evaluator holds the words. */
function chosen({ benchmark, setting }: BoardQuestion, groups: RankedGroup[]): RankedGroup {
  const wanted = spaced(setting ?? "");
  const group =
    groups.find((each) => spaced(groupWords(each)) === wanted) ??
    groups.find((each) => spaced(groupWords(each)).includes(wanted === "  " ? "" : wanted));
  if (group !== undefined) return group;
  const known = groups.slice(0, 5);
  const names = known.map((each) => `*${plain(rowSettingWords(each))}*`).join(", ");
  throw new UserError(
    `**${plain(benchmark.name)}** has no scores under *${plain(setting ?? "")}*. Known: ${names}.`,
    {
      suggestions: known.map((each) => ({
        action: "run",
        label: rowSettingWords(each),
        value: settingValue(each),
      })),
      argument: "setting",
    },
  );
}

/** Words that choose this group and, being the largest that holds them, no other. */
const settingValue = (group: RankedGroup): string =>
  `leaderboard ${group.benchmark.id} setting:"${groupWords(group).trim()}"`;

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
  { asOf, force }: BoardQuestion,
  { group, marks, citations }: { group: RankedGroup; marks: readonly Level[]; citations: Citations },
): string {
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
    hidden > 0 ? `${hidden} more are left out.` : "",
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

function menuBlock(benchmark: Benchmark, others: readonly RankedGroup[], { force }: BoardQuestion): Block[] {
  const about = { action: "run", label: `About ${benchmark.name}`, value: `benchmark ${benchmark.id}` };
  const all = {
    action: "run",
    label: "All settings in one list",
    value: `leaderboard ${benchmark.id} force:yes`,
  };
  const menu: Menu = {
    action: "run",
    label: "Another setting or evaluator",
    options: others.slice(0, MOST_OPTIONS).map((group) => ({
      label: `${rowSettingWords(group)} · ${group.evaluator}`,
      value: settingValue(group),
      description: `${group.entries.length} ${group.entries.length === 1 ? "model" : "models"}, ${group.unit}`,
    })),
  };
  const buttons = others.length > 0 && !force ? [about, all] : [about];
  return [{ kind: "actions", buttons, ...(others.length === 0 ? {} : { menus: [menu] }) }];
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
