import { guessLanguage } from "../embeddings/guess-language.ts";
import { UserError } from "../errors.ts";
import { nearestExamples } from "../labs/classifier.ts";
import { classify, type LogisticModel } from "../labs/logistic.ts";
import { norm } from "../labs/vectors.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Json, Reply, TableBlock, TextFile } from "../replies/reply.ts";
import { tableCsv } from "../replies/text-table.ts";
import type { ClassifyTask } from "./lab-data.ts";
import { doubtOf, type Usual, usualOf } from "./label-doubt.ts";
import {
  languageName,
  limitsNote,
  providerData,
  reads,
  type VectorSource,
  type VectorsOf,
} from "./provider-note.ts";
import { type Taught, taughtOf, trained } from "./task-accuracy.ts";
import {
  accuracyData,
  filtered,
  filterWords,
  type Quality,
  qualityLine,
  qualityOf,
  wordListWords,
} from "./task-quality.ts";
import { counted, inShort, listed } from "./wording.ts";

/** All texts that are to be embedded to label `texts` and to say how good the labels are, for the purpose "classification". */
export const classificationTexts = (task: ClassifyTask, texts: readonly string[]): string[] => [
  ...new Set([...[...task.training, ...task.tests].map(({ text }) => text), ...texts]),
];

export interface Classification {
  task: ClassifyTask;
  texts: readonly string[];
  vectorsOf: VectorsOf;
  provider: VectorSource;
  /** Which language a text seems to be in; guessed from its letters and small words unless given. */
  languageOf?: (text: string) => string | undefined;
}

interface Answer {
  text: string;
  language: string | undefined;
  /** Most probable first; empty where nothing of the text is known, or it got no vector. */
  labels: { label: string; probability: number }[];
  nearest: { example: Taught; cosine: number }[];
  /** Why perhaps none of the labels fits. */
  doubt: string | undefined;
  /** Why there is no answer. */
  silent: "unknown" | "no vector" | undefined;
}

const NEAREST = 3;
const MOST_EXPLAINED = 4;
const MOST_ROWS = 12;
const ROW_TEXT = 28;

/** Which label each text gets, how sure the classifier is, and the examples that are most like it. */
export function classificationReply(asked: Classification): Reply {
  const { task, texts, vectorsOf, provider } = asked;
  const examples = taughtOf(task.training, vectorsOf).filter(({ vector }) => norm(vector) > 0);
  const model = trained(examples);
  const quality = qualityOf(task, vectorsOf, provider);
  const usual = usualOf(task, examples, vectorsOf);
  if (model === undefined)
    throw new UserError(
      "Of fewer than two labels an example could be read, so nothing can be learned. Try other examples.",
    );
  const answers = texts.map((text) => answerTo(text, { model, examples, usual, asked }));
  const languages = [...new Set(answers.flatMap(({ language }) => language ?? []))];
  const explained = answers.slice(0, MOST_EXPLAINED).filter(({ labels }) => labels.length > 0);
  const blocks: Block[] = [
    { kind: "heading", text: finding(task, answers) },
    ...(answers.length > 1 ? [answersTable(answers)] : []),
    { kind: "text", text: qualityWords(quality, asked) },
    ...explained.map((answer): Block => ({ kind: "text", text: explanation(answer) })),
    ...warnings(answers, provider),
    { kind: "note", text: smallPrint(examples.length, limitsNote(provider, languages)) },
  ];
  return { blocks, files: [answersFile(answers)], data: dataOf(asked, answers, quality) };
}

function answerTo(
  text: string,
  {
    model,
    examples,
    usual,
    asked,
  }: {
    model: LogisticModel;
    examples: readonly Taught[];
    usual: Usual;
    asked: Classification;
  },
): Answer {
  const { vectorsOf, languageOf = guessLanguage } = asked;
  const vector = vectorsOf(text);
  const language = languageOf(text);
  const none = { text, language, labels: [], nearest: [], doubt: undefined };
  if (vector === null) return { ...none, silent: "no vector" };
  if (norm(vector) === 0) return { ...none, silent: "unknown" };
  const labels = classify(model, vector);
  const nearest = nearestExamples(vector, examples, NEAREST);
  return {
    text,
    language,
    labels,
    nearest,
    doubt: doubtOf(labels, nearest[0]?.cosine, usual),
    silent: undefined,
  };
}

const two = (value: number): string => value.toFixed(2);

function finding({ title }: ClassifyTask, answers: readonly Answer[]): string {
  const [first] = answers;
  if (answers.length === 1 && first !== undefined) {
    const [best] = first.labels;
    return best === undefined
      ? `${title}: no answer`
      : `${title}: ${best.label}, probability ${two(best.probability)}`;
  }
  const labels = [...new Set(answers.flatMap(({ labels: [best] }) => best?.label ?? []))];
  const counts = labels
    .map((label) => ({ label, count: answers.filter(({ labels: [best] }) => best?.label === label).length }))
    .sort((a, b) => b.count - a.count);
  const silent = answers.filter(({ labels: all }) => all.length === 0).length;
  const parts = [
    ...counts.map(({ label, count }) => `${count} ${label}`),
    ...(silent === 0 ? [] : [`${silent} without an answer`]),
  ];
  return inShort(`${title} of ${counted(answers.length, "text")}: ${listed(parts)}`, 150);
}

function answersTable(answers: readonly Answer[]): TableBlock {
  const left = Math.max(0, answers.length - MOST_ROWS);
  return {
    kind: "table",
    caption: `Label of each text${left > 0 ? ` (${counted(left, "more text")} in the file)` : ""}`,
    columns: [
      { label: "Text" },
      { label: "Language" },
      { label: "Label" },
      { label: "Prob.", align: "right" },
      { label: "Runner-up" },
    ],
    rows: answers
      .slice(0, MOST_ROWS)
      .map(({ text, language, labels: [best, next] }) => [
        inShort(text, ROW_TEXT),
        language === undefined ? "unclear" : languageName(language),
        best?.label ?? "no answer",
        best === undefined ? "" : { text: two(best.probability), value: best.probability },
        next?.label ?? "",
      ]),
  };
}

/** The answer with its runner-up, whether any label fits, and the examples that are most like the text. */
function explanation({ text, language, labels: [best, next], nearest, doubt }: Answer): string {
  const seems = language === undefined ? "its language is unclear" : `seems to be ${languageName(language)}`;
  const runnerUp = next === undefined ? "" : `; then ${plain(next.label)}, ${two(next.probability)}`;
  const [first] = nearest;
  const torn =
    first !== undefined && first.example.label !== best?.label ? ", and the nearest has another label" : "";
  return [
    `“${plain(inShort(text))}” (${seems}): **${plain(best?.label ?? "")}**, probability ${two(best?.probability ?? 0)}${runnerUp}.`,
    ...(doubt === undefined ? [] : [doubt]),
    `The examples most like it, by cosine${torn}:`,
    ...nearest.map(
      ({ example, cosine }) => `- ${two(cosine)} ${plain(example.label)}: “${plain(inShort(example.text))}”`,
    ),
  ].join("\n");
}

function warnings(answers: readonly Answer[], provider: VectorSource): Block[] {
  const quoted = (some: readonly Answer[]): string =>
    listed(some.slice(0, 3).map(({ text }) => `“${plain(inShort(text, 40))}”`)) +
    (some.length > 3 ? ` and ${some.length - 3} more` : "");
  const unknown = answers.filter(({ silent }) => silent === "unknown");
  const missing = answers.filter(({ silent }) => silent === "no vector");
  const foreign = answers.filter(
    ({ silent, language }) => silent === undefined && language !== undefined && !reads(provider, language),
  );
  const unclear = answers.filter(
    ({ silent, language }) => silent === undefined && language === undefined && provider.languages !== "many",
  );
  const parts = [
    ...(unknown.length === 0
      ? []
      : [`Nothing is known of ${quoted(unknown)}: a vector of zeros, so there is no answer.`]),
    ...(missing.length === 0
      ? []
      : [`There is no vector for ${quoted(missing)}, so there is no answer; try again later.`]),
    ...(foreign.length === 0
      ? []
      : [`The vectors do not cover the language of ${quoted(foreign)}: take the answer for a guess.`]),
    ...(unclear.length === 0
      ? []
      : [
          `The language of ${quoted(unclear)} is unclear${provider.languages === "dictionary" ? ", and was read as English" : ", and the vectors read English only"}.`,
        ]),
  ];
  return parts.length === 0 ? [] : [{ kind: "text", text: parts.join("\n") }];
}

/** How good the classifier is that gave these answers. */
function qualityWords(quality: Quality, { task, provider }: Classification): string {
  const filter = filtered(quality.judged, task);
  return [
    qualityLine(quality, provider),
    filter === undefined ? undefined : `As a filter: ${filterWords(filter)}.`,
    wordListWords(quality),
  ]
    .filter((part) => part !== undefined)
    .join(" ");
}

const smallPrint = (examples: number, limits: string): string =>
  `Logistic regression learned from ${counted(examples, "example")}; it weighs the numbers of a vector, so the examples most like a text illustrate its answer and are not its cause. Probabilities from so few are not calibrated: 0.90 does not mean right in 9 of 10 cases. ${limits}`;

function answersFile(answers: readonly Answer[]): TextFile {
  const near = [1, 2, 3].flatMap((place) => [
    `example_${place}`,
    `example_${place}_label`,
    `example_${place}_cosine`,
  ]);
  return {
    name: "labels.csv",
    mediaType: "text/csv",
    alt: "Every text with its label, its runner-up and the nearest examples",
    text: tableCsv({
      columns: [
        "text",
        "language",
        "label",
        "probability",
        "runner_up",
        "runner_up_probability",
        ...near,
      ].map((label) => ({ label })),
      rows: answers.map(({ text, language, labels: [best, next], nearest }) => [
        text,
        language ?? "",
        best?.label ?? "",
        best?.probability.toFixed(4) ?? "",
        next?.label ?? "",
        next?.probability.toFixed(4) ?? "",
        ...Array.from({ length: NEAREST }, (_, at) => nearest[at]).flatMap((one) => [
          one?.example.text ?? "",
          one?.example.label ?? "",
          one?.cosine.toFixed(4) ?? "",
        ]),
      ]),
    }),
  };
}

function dataOf(
  { task, provider }: Classification,
  answers: readonly Answer[],
  quality: Quality,
): { [key: string]: Json } {
  return {
    task: task.id,
    provider: providerData(provider),
    calibrated: false,
    accuracy: accuracyData(quality),
    answers: answers.map(({ text, language, labels, nearest, doubt, silent }) => ({
      text,
      language: language ?? null,
      label: labels[0]?.label ?? null,
      labels: labels.map(({ label, probability }) => ({ label, probability })),
      nearest: nearest.map(({ example, cosine }) => ({ text: example.text, label: example.label, cosine })),
      perhapsNoneFits: doubt !== undefined,
      ...(silent === undefined ? {} : { noAnswer: silent }),
    })),
  };
}
