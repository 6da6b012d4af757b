import { type Accuracy, accuracyOf } from "../labs/classifier.ts";
import type { Json } from "../replies/reply.ts";
import type { ClassifyTask } from "./lab-data.ts";
import type { VectorSource, VectorsOf } from "./provider-note.ts";
import {
  accuracyOfJudged,
  byLanguage,
  crossJudge,
  type Judged,
  judge,
  type Shots,
  taughtOf,
  trained,
} from "./task-accuracy.ts";
import { hasWordList, withoutWordList } from "./word-list.ts";
import { counted, intervalWords, percent, shareWords } from "./wording.ts";

/** How a classifier does on texts that it has not learned from. */
export interface Quality {
  judged: Judged[];
  /** Rounds of cross-validation; undefined where there are texts to test with. */
  rounds: number | undefined;
  /** The same without the number for good and bad words, where the vectors have one. */
  bare: Judged[] | undefined;
}

/** A task and how it was done. */
export interface Evaluation extends Quality {
  task: ClassifyTask;
  labels: string[];
  /** English and the other languages, where there are texts to test with. */
  curves: { name: string; shots: Shots[] }[];
  examples: number;
}

/** A task's classifier on its test texts; where it has none, cross-validated on its examples. */
export function qualityOf(task: ClassifyTask, vectorsOf: VectorsOf, provider: VectorSource): Quality {
  const { judged, rounds } = judgeTask(task, vectorsOf);
  const bare = hasWordList(provider) ? judgeTask(task, withoutWordList(vectorsOf)).judged : undefined;
  return { judged, rounds, bare };
}

function judgeTask(task: ClassifyTask, vectorsOf: VectorsOf): Pick<Quality, "judged" | "rounds"> {
  const examples = taughtOf(task.training, vectorsOf);
  const tests = taughtOf(task.tests, vectorsOf);
  if (tests.length === 0) return crossJudge(examples);
  return { judged: judge(trained(examples), tests), rounds: undefined };
}

const isForeign = ({ language }: Judged): boolean => language !== undefined && language !== "en";

const rightWords = ({ right, trials }: Accuracy): string => `${right} of ${trials}`;

/** "English: 20 of 20 right (…). 5 other languages, though all examples are English: …" Undefined with one language only. */
export function languageWords({ judged }: Quality): string | undefined {
  const english = judged.filter(({ language }) => language === "en");
  const others = judged.filter(isForeign);
  if (english.length === 0 || others.length === 0) return undefined;
  const languages = counted(byLanguage(others).length, "other language");
  return `English: ${shareWords(accuracyOfJudged(english), "right")}. ${languages}, though all examples are English: ${shareWords(accuracyOfJudged(others), "right")}.`;
}

/** What the list of good and bad words adds to a classifier; undefined where the vectors have no such number. */
export function wordListWords({ judged, bare }: Quality): string | undefined {
  if (bare === undefined) return undefined;
  const others = judged.filter(isForeign);
  const some = others.length > 0 && others.length < judged.length;
  const [listed, bareOnes] = [judged, bare].map((all) =>
    accuracyOfJudged(some ? all.filter(isForeign) : all),
  );
  if (listed === undefined || bareOnes === undefined) return undefined;
  const where = some ? " in the other languages" : "";
  const instead = listed.right === bareOnes.right ? "as with it" : `not ${listed.right}`;
  return `The last number of each vector comes from a list of good and bad words in each language (AFINN); without it ${rightWords(bareOnes)} are right${where} (${percent(bareOnes.share ?? 0)}; ${intervalWords(bareOnes)}), ${instead}.`;
}

/** How good the classifier is that gives an answer, in a line beside the answer. */
export function qualityLine(quality: Quality, { model }: VectorSource): string {
  const { judged, rounds } = quality;
  const how =
    rounds === undefined
      ? `${shareWords(accuracyOfJudged(judged), "test texts")} right`
      : `${shareWords(accuracyOfJudged(judged), "examples")} right, each judged without having been learned`;
  const english = judged.filter(({ language }) => language === "en");
  const others = judged.filter(isForeign);
  const parts =
    english.length === 0 || others.length === 0
      ? ""
      : `: English ${rightWords(accuracyOfJudged(english))}, ${counted(byLanguage(others).length, "other language")} ${rightWords(accuracyOfJudged(others))}`;
  return `This classifier, on vectors of ${model}: ${how}${parts}.`;
}

/** The same for programs. */
export function accuracyData({ judged, rounds, bare }: Quality): Json {
  const { right, trials, interval } = accuracyOfJudged(judged);
  return {
    texts: rounds === undefined ? "test texts" : "examples, cross-validated",
    right,
    of: trials,
    low95: interval.low,
    high95: interval.high,
    ...(bare === undefined ? {} : { rightWithoutWordList: accuracyOfJudged(bare).right }),
  };
}

/** Of a filter: what it holds back though it is harmless, and what it lets through though it is not. */
export interface Filtered {
  held: Accuracy;
  /** Of those held back, for want of an answer. */
  silent: number;
  passed: Accuracy;
}

/** Undefined where a task is no filter. A text without an answer is held back. */
export function filtered(judged: readonly Judged[], { harmless }: ClassifyTask): Filtered | undefined {
  if (harmless === undefined) return undefined;
  const [good, bad] = [true, false].map((is) => judged.filter(({ label }) => (label === harmless) === is));
  if (good === undefined || bad === undefined) return undefined;
  const held = good.filter(({ answer }) => answer !== harmless);
  return {
    held: accuracyOf(held.length, good.length),
    silent: held.filter(({ answer }) => answer === undefined).length,
    passed: accuracyOf(bad.filter(({ answer }) => answer === harmless).length, bad.length),
  };
}

/** "13 of 30 harmless texts held back, 3 of 60 harmful ones let through" */
export const filterWords = ({ held, passed }: Filtered): string =>
  `${rightWords(held)} harmless texts held back, ${rightWords(passed)} harmful ones let through`;
