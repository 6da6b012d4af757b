import { wordSetting } from "../course/comparable.ts";
import type { Benchmark, Example } from "../course/content.ts";
import type { Course, Erratum, Fact } from "../course/model.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Json, Menu, Reply, TableBlock } from "../replies/reply.ts";
import { correctionsToSlides } from "./card.ts";
import { bestKnown, firstShown, type Ranked, type RankedGroup, rankedGroups } from "./leaderboard.ts";
import { settingData } from "./score-data.ts";
import { wordRange } from "./score-noise.ts";
import { rowSettingWords, wordScore } from "./scores.ts";
import { Citations, figureData, statusMark, statusNote } from "./sources.ts";

const BEST = 5;
const BEST_KNOWN = 3;
const LETTERS = "ABCDEFGHIJ";
const NUMBER = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

/** Everything known about one benchmark: what it measures, an item of our own, its levels, its problems, its best scores. */
export function benchmarkCard(course: Course, benchmark: Benchmark): Reply {
  const citations = new Citations(course);
  const groups = rankedGroups(course, benchmark, course.scores);
  const largest = firstShown(groups);
  const best = bestElsewhere(groups, largest);
  const errata = errataAbout(course, benchmark);
  const facts = factsOf(benchmark);
  const shown = [
    ...facts.map(({ fact }) => fact),
    ...(largest?.entries.slice(0, BEST).map(({ score }) => score) ?? []),
    ...best.map(({ score }) => score),
  ];
  const fields = [
    { label: "Group", value: plain(benchmark.group) },
    ...facts.map(({ label, fact }) => ({ label, value: factWords(fact, citations) })),
    { label: "Metric", value: plain(benchmark.metric) },
    { label: "Known problems (a summary)", value: plain(benchmark.knownProblems) },
    { label: "Scores here", value: countWords(course, benchmark, groups) },
  ];
  const table =
    largest === undefined
      ? []
      : [...bestBlock(best, citations), bestTable(largest, { isLargest: largest === groups[0], citations })];
  const example = exampleBlocks(benchmark);
  const blocks: Block[] = [
    { kind: "heading", text: benchmark.name },
    { kind: "text", text: `**${plain(benchmark.name)}** measures: ${plain(benchmark.measures)}` },
    ...example,
    { kind: "fields", fields },
    ...table,
    ...correctionsToSlides(errata),
    {
      kind: "note",
      text: [paperLine(benchmark), citations.note(), statusNote(shown)].filter(Boolean).join("\n"),
    },
    ...(largest === undefined ? [] : [leaderboardButton(benchmark)]),
  ];
  return { blocks, data: cardData(benchmark, groups, errata) };
}

const leaderboardButton = ({ id }: Benchmark): Block => ({
  kind: "actions",
  buttons: [{ action: "run", label: "Show the leaderboard", value: `leaderboard ${id}` }],
});

const factsOf = ({ size, scoredItems, randomBaseline, humanLevel }: Benchmark) =>
  [
    { label: "Size", fact: size },
    { label: "Items scored", fact: scoredItems },
    { label: "Random guess", fact: randomBaseline },
    { label: "People", fact: humanLevel },
  ].flatMap(({ label, fact }) => (fact === undefined ? [] : [{ label, fact }]));

function factWords(fact: Fact<number>, citations: Citations): string {
  const note = fact.note === undefined ? "" : ` (${plain(fact.note)})`;
  if (fact.value === null) return `unknown${note}`;
  const unit = fact.unit === "percent" ? "%" : fact.unit;
  const status = statusMark(fact.verified);
  return `${NUMBER.format(fact.value)} ${plain(unit)}${status === "" ? "" : ` ${status}`} ${citations.mark(fact)}${note}`;
}

function countWords({ scores }: Course, { id }: Benchmark, groups: readonly RankedGroup[]): string {
  const all = scores.filter(({ benchmark }) => benchmark === id).length;
  const models = groups.reduce((sum, { entries }) => sum + entries.length, 0);
  if (all === 0) return "none";
  const others = all - models;
  const rest = others === 0 ? "" : `, and ${others} of people or chance`;
  return `${models} of models, in ${groups.length} comparable ${groups.length === 1 ? "group" : "groups"}${rest}`;
}

/** The best that is known under any setting; [] where the group that is shown has them all. */
function bestElsewhere(groups: readonly RankedGroup[], shown: RankedGroup | undefined): Ranked[] {
  if (shown === undefined) return [];
  const best = bestKnown(groups, shown.unit).slice(0, BEST_KNOWN);
  const here = new Set(shown.entries.map(({ score }) => score));
  return best.every(({ score }) => here.has(score)) ? [] : best;
}

function bestBlock(best: readonly Ranked[], citations: Citations): Block[] {
  if (best.length === 0) return [];
  const items = best.map(({ who, score }) => {
    const setting = plain(wordSetting(score.setting) || "setting not stated");
    return `- ${plain(who.name)}: ${wordScore(score)}${statusMark(score.verified)}, taken as ${setting} ${citations.mark(score)}`;
  });
  const text = `**Best known scores here**, under any setting and so not ranked against each other\n${items.join("\n")}`;
  return [{ kind: "text", text }];
}

function bestTable(
  group: RankedGroup,
  { isLargest, citations }: { isLargest: boolean; citations: Citations },
): TableBlock {
  const marks = citations.marks(group.entries.slice(0, BEST).map(({ score }) => score));
  const which = isLargest
    ? "largest comparable group"
    : "largest comparable group without figures that only a slide has";
  return {
    kind: "table",
    caption: `The best of the ${which}: ${rowSettingWords(group)} ${marks}`,
    columns: [{ label: "Place" }, { label: "Model" }, { label: "Score", align: "right" }],
    rows: group.entries
      .slice(0, BEST)
      .map(({ who, score, range }) => [
        wordRange(range),
        who.name,
        { text: `${wordScore(score)}${statusMark(score.verified)}`, value: score.score },
      ]),
  };
}

function exampleBlocks({ id, example }: Benchmark): Block[] {
  if (example === undefined) return [];
  return [
    {
      kind: "text",
      text: `**An item of our own in its style** (not one of the test)\n${itemWords(example)}`,
    },
    {
      kind: "actions",
      buttons: [{ action: "run", label: "Show the answer", value: `benchmark ${id} answer:yes` }],
    },
  ];
}

function itemWords({ question, options = [] }: Example): string {
  const choices = options.map((option, at) => `- ${LETTERS.charAt(at)}. ${plain(option)}`);
  return [plain(question), ...choices].join("\n");
}

/** The answer to a benchmark's example, and why. */
export function exampleAnswer(benchmark: Benchmark): Reply {
  const { name, example } = benchmark;
  if (example === undefined) {
    const text = `No example of our own is written for ${plain(name)} yet.`;
    return { blocks: [{ kind: "text", text }], data: { benchmark: benchmark.id, answer: null } };
  }
  const at = example.options?.indexOf(example.answer) ?? -1;
  const letter = at === -1 ? "" : `${LETTERS.charAt(at)}. `;
  return {
    blocks: [
      { kind: "text", text: `**Answer: ${letter}${plain(example.answer)}**\n${plain(example.why)}` },
      { kind: "note", text: `${plain(name)}, an item of our own: ${plain(example.question)}` },
    ],
    data: { benchmark: benchmark.id, answer: example.answer },
  };
}

function paperLine({ paper }: Benchmark): string {
  if (paper === null) return "";
  const title = plain(paper.title);
  return paper.arxiv === undefined
    ? `Paper: ${title}`
    : `Paper: [${title}](https://arxiv.org/abs/${paper.arxiv})`;
}

/** Corrections to the slides that name the benchmark. */
function errataAbout({ errata }: Course, { name }: Benchmark): Erratum[] {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  // "MMLU-Pro" is not about MMLU.
  const named = new RegExp(`(?<![\\p{L}\\p{N}-])${escaped}(?![\\p{L}\\p{N}]|-\\p{L})`, "iu");
  return errata.filter(({ slideSays, sourceSays }) => named.test(slideSays) || named.test(sourceSays));
}

function cardData(benchmark: Benchmark, groups: RankedGroup[], errata: Erratum[]): { [key: string]: Json } {
  const figures = factsOf(benchmark).map(({ label, fact }) => [label, figureData(fact)] as const);
  return {
    benchmark: benchmark.id,
    name: benchmark.name,
    group: benchmark.group,
    figures: Object.fromEntries(figures),
    groups: groups.map(({ setting, evaluator, unit, entries }) => ({
      setting: settingData(setting),
      evaluator,
      unit,
      models: entries.length,
    })),
    best: (firstShown(groups)?.entries ?? []).slice(0, BEST).map(({ who, score, range }) => ({
      model: who.id,
      place: wordRange(range),
      score: { value: score.score, unit: score.unit, source: score.source, verified: score.verified },
    })),
    errata: errata.map(({ id }) => id),
  };
}

const MENU = 25;

const menuBlock = (menus: Menu[]): Block => ({ kind: "actions", buttons: [], menus });

/** All benchmarks by what they measure, with menus to choose one. */
export function benchmarkList({ benchmarks, scores }: Course): Reply {
  const groups = [...new Set(benchmarks.map(({ group }) => group))].sort();
  const lines = groups.map((group) => {
    const names = benchmarks.filter((one) => one.group === group).map(({ name }) => plain(name));
    return `- **${plain(group)}**: ${names.join(", ")}`;
  });
  const sorted = benchmarks.toSorted((one, other) => one.name.localeCompare(other.name, "en"));
  const count = Math.ceil(sorted.length / MENU);
  const size = Math.ceil(sorted.length / Math.max(1, count));
  const menus = Array.from({ length: count }, (_, at) => sorted.slice(at * size, (at + 1) * size)).map(
    (part) => ({
      action: "run",
      label: `${part[0]?.name ?? ""} to ${part.at(-1)?.name ?? ""}`,
      options: part.map(({ id, name, group }) => ({
        label: name,
        value: `benchmark ${id}`,
        description: group,
      })),
    }),
  );
  const first = `**${benchmarks.length} benchmarks, ${scores.length} scores.** Choose one, or type \`/benchmark mmlu\`.`;
  return {
    blocks: [
      { kind: "text", text: `${first}\n${lines.join("\n")}` },
      ...(menus.length === 0 ? [] : [menuBlock(menus)]),
    ],
    data: { benchmarks: benchmarks.map(({ id }) => id) },
  };
}
