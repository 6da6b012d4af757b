import { UserError } from "../errors.ts";
import { echoed } from "../replies/markdown.ts";
import type { ClassifyTask, LabelledText } from "./lab-data.ts";
import { listed } from "./wording.ts";

const MOST_LABELS = 12;
export const MOST_OWN_EXAMPLES = 500;
const LEAST_EXAMPLES = 2;
const LONGEST_LABEL = 30;
const FORM =
  "Write a line for each example: the label, a colon, the text, such as `refund: I want my money back`.";

/** Examples with a line each; where they came in one line, semicolons part them. */
export const exampleLines = (typed: string): string =>
  typed.includes("\n") ? typed : typed.replace(/\s*;\s*/g, "\n");

/** What is said of a task that the course does not have. */
export const unknownTask = (named: string, tasks: readonly string[]): string =>
  `There is no task “${echoed(named)}”. This course has ${listed(tasks)}; or give \`examples:\` of your own.`;

/** A person's own labels, from lines "label: example". Capitals of labels do not matter. Texts that come twice count once. */
export function parseOwnLabels(typed: string): ClassifyTask {
  const lines = typed.split("\n").filter((line) => line.trim() !== "");
  return ownTask(lines.map(exampleOf));
}

/** Own labels from examples that came some other way, a file for instance. */
export function ownTask(examples: readonly LabelledText[]): ClassifyTask {
  const training = withoutRepeats(examples);
  const labels = [...new Set(training.map(({ label }) => label))];
  check(training, labels);
  return {
    id: "own",
    title: "Own labels",
    question: "Which of your labels fits?",
    labels: labels.map((label) => ({ label })),
    training,
    tests: [],
  };
}

function exampleOf(line: string): LabelledText {
  const [, label = "", text = ""] = /^([^:：]+)[:：](.*)$/u.exec(line) ?? [];
  if (label.trim() === "" || text.trim() === "")
    throw new UserError(`“${echoed(line.trim())}” is no example with its label. ${FORM}`);
  return { label: label.trim(), text: text.trim() };
}

function withoutRepeats(examples: readonly LabelledText[]): LabelledText[] {
  const names = new Map<string, string>();
  const byText = new Map<string, LabelledText>();
  for (const { label, text } of examples) {
    const key = label.toLowerCase();
    const name = names.get(key) ?? label;
    names.set(key, name);
    const before = byText.get(text);
    if (before !== undefined && before.label !== name)
      throw new UserError(
        `“${echoed(text)}” has two labels, ${echoed(before.label)} and ${echoed(name)}. Keep one of them.`,
      );
    byText.set(text, { label: name, text });
  }
  return [...byText.values()];
}

function check(training: readonly LabelledText[], labels: readonly string[]): void {
  if (labels.length < 2) throw new UserError(`At least two labels are needed to choose from. ${FORM}`);
  if (labels.length > MOST_LABELS)
    throw new UserError(
      `${labels.length} labels are too many: at most ${MOST_LABELS} fit into an answer. Join some of them.`,
    );
  if (training.length > MOST_OWN_EXAMPLES)
    throw new UserError(
      `${training.length} examples are too many: at most ${MOST_OWN_EXAMPLES} are learned from. Leave some out.`,
    );
  for (const label of labels) {
    if (label.length > LONGEST_LABEL)
      throw new UserError(
        `The label “${echoed(label)}” is too long: at most ${LONGEST_LABEL} characters. ${FORM}`,
      );
    if (training.filter((one) => one.label === label).length < LEAST_EXAMPLES)
      throw new UserError(
        `The label “${echoed(label)}” has one example. Give at least ${LEAST_EXAMPLES} different ones for each label.`,
      );
  }
}
