import { UserError } from "../errors.ts";
import type { accuracyOf } from "../labs/classifier.ts";
import type { Block, Json, Reply, TableBlock, TextFile } from "../replies/reply.ts";
import { tableCsv } from "../replies/text-table.ts";
import { confusionChart, curveChart } from "./evaluation-charts.ts";
import { finding, howWell } from "./evaluation-words.ts";
import type { ClassifyTask } from "./lab-data.ts";
import {
  languageName,
  limitsNote,
  providerData,
  type VectorSource,
  type VectorsOf,
} from "./provider-note.ts";
import {
  accuracyOfJudged,
  baselines,
  byLanguage,
  confusionOf,
  labelTexts,
  shotsCurve,
  type Taught,
  taughtOf,
  trained,
} from "./task-accuracy.ts";
import { type Evaluation, filtered, qualityOf } from "./task-quality.ts";
import { intervalWords, percent } from "./wording.ts";

/** All texts that are to be embedded to see how well a task is done, for the purpose "classification". */
export const evaluationTexts = (task: ClassifyTask): string[] => [
  ...new Set([
    ...[...task.training, ...task.tests].map(({ text }) => text),
    // Only tests are judged without examples.
    ...(task.tests.length > 0 ? labelTexts(task) : []),
  ]),
];

const MOST_ROWS = 12;

/** How often a classifier that learned from the examples is right, where it errs, and how many examples it takes. */
export function evaluationReply(asked: {
  task: ClassifyTask;
  vectorsOf: VectorsOf;
  provider: VectorSource;
}): Reply {
  const { task, vectorsOf, provider } = asked;
  const examples = taughtOf(task.training, vectorsOf);
  if (trained(examples) === undefined)
    throw new UserError(
      "Of fewer than two labels an example could be read, so nothing can be learned. Try other examples.",
    );
  const tests = taughtOf(task.tests, vectorsOf);
  const facts: Evaluation = {
    ...qualityOf(task, vectorsOf, provider),
    task,
    labels: task.labels.map(({ label }) => label),
    curves: curvesOf({ task, examples, vectorsOf }, tests),
    examples: examples.length,
  };
  const source = `${task.id === "own" ? "Your own examples" : "Lectern's own examples and test texts"}; logistic regression on ${provider.model}`;
  const line = curveChart(facts, source);
  const languages = [...new Set(tests.flatMap(({ language }) => language ?? []))];
  const blocks: Block[] = [
    { kind: "heading", text: finding(facts) },
    { kind: "text", text: howWell(facts) },
    { kind: "chart", spec: confusionChart(facts, source) },
    ...(languages.length > 0 ? [languageTable(facts)] : []),
    ...(line === undefined ? [] : [{ kind: "chart" as const, spec: line }]),
    { kind: "note", text: smallPrint(facts, limitsNote(provider, languages)) },
  ];
  return { blocks, files: [textsFile(facts)], data: dataOf(facts, provider) };
}

function curvesOf(
  learned: { task: ClassifyTask; examples: readonly Taught[]; vectorsOf: VectorsOf },
  tests: readonly Taught[],
): Evaluation["curves"] {
  const english = tests.filter(({ language }) => language === "en");
  const others = tests.filter(({ language }) => language !== "en");
  return [
    { name: "English", shots: shotsCurve(learned, english) },
    { name: "Other languages", shots: shotsCurve(learned, others) },
  ].filter(({ shots }) => shots.length > 0);
}

function languageTable({ judged, labels }: Evaluation): TableBlock {
  const rows = byLanguage(judged);
  const row = (name: string, of: ReturnType<typeof accuracyOf>) => [
    name,
    { text: String(of.trials), value: of.trials },
    { text: String(of.right), value: of.right },
    { text: percent(of.share ?? 0), value: of.share ?? 0 },
    intervalWords(of),
  ];
  const shown = rows.slice(0, MOST_ROWS - 1);
  return {
    kind: "table",
    caption: `Accuracy by language; ${percent(1 / labels.length)} by chance`,
    columns: [
      { label: "Language" },
      { label: "Texts", align: "right" },
      { label: "Right", align: "right" },
      { label: "Accuracy", align: "right" },
      { label: "95 %", align: "right" },
    ],
    rows: [
      ...shown.map(({ language, accuracy }) => row(languageName(language), accuracy)),
      row("All", accuracyOfJudged(judged)),
    ],
  };
}

function smallPrint({ rounds }: Evaluation, limits: string): string {
  const interval =
    "Figures behind a semicolon are 95 % intervals (Wilson), which take the texts as independent";
  const harder = rounds === undefined ? " Short, clear texts of one writer: real ones will be harder." : "";
  const parallel =
    rounds === undefined
      ? "; all languages say the same things, so those over several languages are too narrow"
      : "";
  return `${interval}${parallel}.${harder} ${limits}`;
}

function textsFile({ judged, rounds }: Evaluation): TextFile {
  return {
    name: "classified-texts.csv",
    mediaType: "text/csv",
    alt:
      rounds === undefined
        ? "Every test text with its true label and the answer"
        : "Every example with its label and the answer without it",
    text: tableCsv({
      columns: ["language", "text", "label", "answer", "probability", "right"].map((label) => ({ label })),
      rows: judged.map(({ language, text, label, answer, probability }) => [
        language ?? "",
        text,
        label,
        answer ?? "",
        probability?.toFixed(4) ?? "",
        label === answer ? "yes" : "no",
      ]),
    }),
  };
}

function dataOf(facts: Evaluation, provider: VectorSource): { [key: string]: Json } {
  const { task, labels, judged, curves, examples, rounds, bare } = facts;
  const filter = filtered(judged, task);
  const figures = ({
    right,
    trials,
    share,
    interval,
  }: ReturnType<typeof accuracyOf>): { [key: string]: Json } => ({
    right,
    texts: trials,
    share: share ?? null,
    low95: interval.low,
    high95: interval.high,
  });
  const { columns, counts } = confusionOf(judged, labels);
  return {
    task: task.id,
    provider: providerData(provider),
    examples,
    method:
      rounds === undefined
        ? "test texts"
        : rounds === judged.length
          ? "leave-one-out"
          : `${rounds}-fold cross-validation`,
    accuracy: figures(accuracyOfJudged(judged)),
    ...(bare === undefined ? {} : { accuracyWithoutWordList: figures(accuracyOfJudged(bare)) }),
    ...(filter === undefined
      ? {}
      : { filter: { harmlessHeldBack: figures(filter.held), harmfulLetThrough: figures(filter.passed) } }),
    baselines: { ...baselines(judged, labels) },
    languages: byLanguage(judged).map(({ language, accuracy }) => ({ language, ...figures(accuracy) })),
    confusion: { labels, answers: columns, counts },
    curves: curves.map(({ name, shots }) => ({
      texts: name,
      points: shots.map(({ shots: count, accuracy, range: [least, most] }) => ({
        examplesPerLabel: count,
        ...figures(accuracy),
        leastOfDraws: least,
        mostOfDraws: most,
      })),
    })),
  };
}
