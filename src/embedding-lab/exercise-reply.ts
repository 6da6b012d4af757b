import type { ChartSpec } from "../charts/spec.ts";
import type { Step } from "../course/exercise-schema.ts";
import type { Block, Button, Reply } from "../replies/reply.ts";
import type { Platform } from "../router/invocation.ts";
import { isOver, placeOf, type Turn } from "./exercise.ts";
import type { OpenExercise } from "./exercise-data.ts";
import { factsOf, filled } from "./exercise-facts.ts";
import { askedPicture, learnedPicture } from "./exercise-pictures.ts";

const FORM = "lab exercise";

/** What a turn says: how the answer was, and the step that comes or the summary; how to answer as it is typed on the platform. */
export function exerciseReply(turn: Turn, open: OpenExercise, platform: Platform): Reply {
  const { exercise } = open;
  const { state } = turn;
  const over = isOver(state, exercise);
  const blocks = over ? summary(turn, open, platform) : stepBlocks(turn, open, platform);
  const records = state.steps;
  return {
    blocks,
    data: {
      exercise: open.name,
      step: Math.min(placeOf(state) + 1, exercise.steps.length),
      steps: exercise.steps.length,
      finished: over,
      answer: turn.kind,
      hints: sum(records.map(({ hints }) => hints)),
      wrong: sum(records.map(({ wrong }) => wrong)),
    },
  };
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** "6 minutes 20 seconds" */
export function spent(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  const words = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;
  if (minutes === 0) return words(rest, "second");
  return rest === 0 ? words(minutes, "minute") : `${words(minutes, "minute")} ${words(rest, "second")}`;
}

/** The step that this turn ended: the one before, or the last one. */
function endedStep({ kind, state }: Turn, { exercise }: OpenExercise): Step | undefined {
  if (kind !== "right" && kind !== "skipped") return undefined;
  return exercise.steps[placeOf(state) - (state.finishedAt === undefined ? 1 : 0)];
}

/** What is said first, with the picture of what it is about. */
function firstBlocks(turn: Turn, open: OpenExercise): Block[] {
  const before = endedStep(turn, open);
  const learned = before === undefined ? "" : filled(before.learned, factsOf(before, open.words));
  return [
    ...textOf(firstLine(turn, open, learned)),
    ...chartOf(before === undefined ? undefined : learnedPicture(before, open.table)),
  ];
}

function firstLine({ kind, said = "" }: Turn, { exercise }: OpenExercise, learned: string): string {
  switch (kind) {
    case "begun":
      return `${exercise.intro} The course staff sees how far you are, not what you answer.`;
    case "right":
      return `Right. ${said} ${learned}`;
    case "skipped":
      return `Skipped. ${said} ${learned}`;
    case "wrong":
      return `Not yet. ${said}`;
    case "unclear":
      return said;
    default:
      return "";
  }
}

/** What an answer to a step looks like. */
const ANSWERS: Readonly<Record<Step["kind"], string>> = {
  nearest: "<word>",
  estimate: "<number>",
  product: "<number>",
  nearer: "<word>",
  odd: "<word>",
  analogy: "<word>",
  opposites: "<word>, <word>",
};

/** A line as it is typed: Discord's own input wants the name of the argument. */
const line = (what: string, platform: Platform): string =>
  `\`/${FORM} ${platform === "discord" ? "answer:" : ""}${what}\``;

const howTo = ({ kind }: Step, platform: Platform): string =>
  `Answer: ${line(ANSWERS[kind], platform)}. ${line("hint", platform)} gives a hint, ${line("skip", platform)} goes on, ${line("again", platform)} starts over.`;

function stepBlocks(turn: Turn, open: OpenExercise, platform: Platform): Block[] {
  const { exercise, words, table } = open;
  const place = placeOf(turn.state);
  const step = exercise.steps[place] as Step;
  const facts = factsOf(step, words);
  const hints = turn.state.steps[place]?.hints ?? 0;
  const given = step.hints.slice(0, hints).map((text, at) => `Hint ${at + 1}: ${filled(text, facts)}`);
  return [
    ...firstBlocks(turn, open),
    { kind: "heading", level: 2, text: `Step ${place + 1} of ${exercise.steps.length}: ${step.title}` },
    ...textOf(filled(step.ask, facts)),
    ...chartOf(askedPicture(step, table)),
    ...textOf(given.join("\n")),
    { kind: "note", text: howTo(step, platform) },
    { kind: "actions", buttons: buttons(turn, open, { place, hints, most: step.hints.length }) },
  ];
}

const chartOf = (spec: ChartSpec | undefined): Block[] =>
  spec === undefined ? [] : [{ kind: "chart", spec }];

const textOf = (text: string): Block[] => (text === "" ? [] : [{ kind: "text", text }]);

function buttons(
  { state }: Turn,
  { name }: OpenExercise,
  { place, hints, most }: { place: number; hints: number; most: number },
): Button[] {
  const begun = place > 0 || state.steps.some(({ wrong }) => wrong > 0);
  return [
    { action: "form", label: "Answer", value: FORM, style: "primary" },
    ...(hints < most
      ? [
          {
            action: `${FORM}.hint`,
            label: hints === 0 ? "Hint" : "Next hint",
            value: `${name} ${place} ${hints + 1}`,
          },
        ]
      : []),
    { action: `${FORM}.skip`, label: "Skip", value: `${name} ${place}` },
    ...(begun ? [startAgain(name, state.startedAt)] : []),
  ];
}

const startAgain = (name: string, startedAt: number): Button => ({
  action: `${FORM}.again`,
  label: "Start again",
  value: `${name} ${startedAt}`,
});

function summary(turn: Turn, open: OpenExercise, platform: Platform): Block[] {
  const { exercise, name } = open;
  const { steps, startedAt, finishedAt = startedAt } = turn.state;
  const right = steps.filter(({ end }) => end === "right").length;
  const took = spent(finishedAt - startedAt);
  const fields = [
    { label: "Right", value: `${right} of ${exercise.steps.length}` },
    { label: "Skipped", value: String(steps.filter(({ end }) => end === "skipped").length) },
    { label: "Hints", value: String(sum(steps.map(({ hints }) => hints))) },
    { label: "Wrong answers", value: String(sum(steps.map(({ wrong }) => wrong))) },
  ];
  const lesson: Button[] =
    exercise.lesson === undefined
      ? []
      : [{ action: "run", label: "Read the lesson", value: `lesson ${exercise.lesson}` }];
  return [
    ...firstBlocks(turn, open),
    { kind: "text", text: `Done: ${exercise.title}, in ${took}.` },
    { kind: "fields", fields },
    { kind: "text", text: exercise.closing },
    { kind: "note", text: `${line("again", platform)} starts over.` },
    { kind: "actions", buttons: [...lesson, startAgain(name, startedAt)] },
  ];
}
