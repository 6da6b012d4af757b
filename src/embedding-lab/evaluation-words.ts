import { plain } from "../replies/markdown.ts";
import { accuracyOfJudged, baselines, confusionOf } from "./task-accuracy.ts";
import { type Evaluation, filtered, filterWords, languageWords, wordListWords } from "./task-quality.ts";
import { counted, intervalWords, listed, percent, shareWords, times } from "./wording.ts";

/** The line that answers: of a filter what it holds back and lets through, of any other task the share that is right. */
export function finding({ task, judged, labels, rounds, examples }: Evaluation): string {
  const filter = filtered(judged, task);
  if (filter !== undefined)
    return `${task.title}, learned from ${counted(examples, "English example")}: ${filterWords(filter)}`;
  const right = rightWords({ judged, labels, rounds });
  return rounds === undefined
    ? `${task.title}, learned from ${counted(examples, "English example")}: ${right}`
    : `${labels.length} labels: ${right}`;
}

function rightWords({ judged, labels, rounds }: Pick<Evaluation, "judged" | "labels" | "rounds">): string {
  const { chance } = baselines(judged, labels);
  const what = rounds === undefined ? "test texts" : "examples";
  return `${shareWords(accuracyOfJudged(judged), what)} right; by chance ${percent(chance)}`;
}

/** How it was tested and what supports the finding. */
export function howWell(facts: Evaluation): string {
  const { judged, labels, rounds, task } = facts;
  const { majority } = baselines(judged, labels);
  const filter = filtered(judged, task);
  const silent =
    filter === undefined || filter.silent === 0
      ? ""
      : `, ${filter.silent} of the harmless ones for want of an answer`;
  return [
    howTested(rounds),
    filter === undefined
      ? undefined
      : `Held back: ${intervalWords(filter.held)} of harmless texts${silent}; let through: ${intervalWords(filter.passed)} of harmful ones. Of all, ${rightWords(facts)}.`,
    languageWords(facts),
    wordListWords(facts),
    `Always naming the most frequent label would be right on ${percent(majority)}.`,
    mistakeWords(facts),
  ]
    .filter((part) => part !== undefined)
    .join(" ");
}

const howTested = (rounds: number | undefined): string =>
  rounds === undefined
    ? "None of the test texts was learned from."
    : `Cross-validated in ${rounds} rounds: each example was judged once, by a classifier that had not learned from it.`;

interface Mistakes {
  /** How often each of these was made. */
  count: number;
  /** All that were made as often; `answer` is undefined where there was none. */
  most: { truth: string; answer: string | undefined }[];
}

/** More than these stand out from nothing. */
const MOST_NAMED = 3;

/** The mistakes that were made most often; undefined where there was none. */
export function mistakesOf({ judged, labels }: Pick<Evaluation, "judged" | "labels">): Mistakes | undefined {
  const { counts } = confusionOf(judged, labels);
  const mistakes = counts.flatMap((row, truth) =>
    row.map((count, at) => ({ truth: labels[truth] ?? "", answer: labels[at], count })),
  );
  const made = mistakes.filter(({ truth, answer, count }) => truth !== answer && count > 0);
  if (made.length === 0) return undefined;
  const count = Math.max(...made.map((one) => one.count));
  const most = made.filter((one) => one.count === count);
  return { count, most: most.map(({ truth, answer }) => ({ truth, answer })) };
}

function mistakeWords(facts: Evaluation): string | undefined {
  const found = mistakesOf(facts);
  if (found === undefined) return undefined;
  const { count, most } = found;
  if (most.length > MOST_NAMED)
    return `${most.length} kinds of mistake share the first place, each made ${times(count)}.`;
  const words = most.map(({ truth, answer }) =>
    answer === undefined
      ? `“${plain(truth)}” without an answer`
      : `“${plain(truth)}” taken for “${plain(answer)}”`,
  );
  return most.length === 1
    ? `Most frequent mistake: ${words.join("")}, ${times(count)}.`
    : `Most frequent mistakes: ${listed(words)}, ${times(count)} each.`;
}

/** What a confusion matrix shows, as its title. */
export function confusionFinding({ judged, labels, task }: Evaluation): string {
  const filter = filtered(judged, task);
  if (filter !== undefined) return `${task.title}: ${filterWords(filter)}`;
  const { share = 0 } = accuracyOfJudged(judged);
  const found = mistakesOf({ judged, labels });
  const right = `${task.title}: ${percent(share)} right`;
  if (found === undefined) return right;
  const [first] = found.most;
  if (first === undefined || found.most.length > 1)
    return `${right}; no mistake made more than ${times(found.count)}`;
  const passed = first.answer === undefined ? "got no answer" : `passed as “${first.answer}”`;
  return `${right}; “${first.truth}” ${passed} ${times(found.count)}`;
}
