import type { Exercise } from "../course/exercise-schema.ts";
import { factsOf } from "./exercise-facts.ts";
import { judge } from "./exercise-judge.ts";
import type { Words } from "./exercise-words.ts";

/** What one step has taken a person. */
export interface StepRecord {
  /** Shown to them, from the first on. */
  hints: number;
  wrong: number;
  /** Undefined while they are at it. */
  end?: "right" | "skipped";
}

/** How far one person is. Plain data: kept in the database. */
export interface ExerciseState {
  /** Milliseconds since 1970. */
  startedAt: number;
  finishedAt?: number;
  /** One for each step up to the one they are at. */
  steps: StepRecord[];
  /** The last right answer: the same again at once is a repetition, not an answer to the next step. */
  lastRight?: string;
}

/** One person in an exercise, as staff see them. */
export interface InExercise {
  name: string;
  state: ExerciseState;
}

/** What commands may do with the exercises of the person who asks. */
export interface Exercises {
  /** Changes the state, one change at a time, and gives what `apply` gave. Durable when it resolves. */
  step: <Made extends { state: ExerciseState }>(
    exercise: string,
    apply: (state: ExerciseState | undefined) => Made,
  ) => Promise<Made>;
  everyone: (exercise: string) => Promise<InExercise[]>;
}

/** What a change did: the new state, and what is said of it; nothing where it only shows where somebody is. */
export interface Turn {
  state: ExerciseState;
  kind: "begun" | "right" | "wrong" | "unclear" | "hint" | "skipped" | "shown";
  said?: string;
}

const fresh = (): StepRecord => ({ hints: 0, wrong: 0 });

const shown = (state: ExerciseState): Turn => ({ state, kind: "shown" });

export const begin = (nowMs: number): Turn => ({
  state: { startedAt: nowMs, steps: [fresh()] },
  kind: "begun",
});

/** The place of the step somebody is at, from 0. */
export const placeOf = ({ steps }: ExerciseState): number => steps.length - 1;

/** Also where the exercise has become shorter since. */
export const isOver = (state: ExerciseState, { steps }: Exercise): boolean =>
  state.finishedAt !== undefined || placeOf(state) >= steps.length;

const isSame = (one: string, other: string | undefined): boolean =>
  one.trim().toLowerCase() === other?.trim().toLowerCase();

/** With something else in the record of the step they are at. */
function noted(state: ExerciseState, change: Partial<StepRecord>): ExerciseState {
  const last = state.steps.at(-1) ?? fresh();
  return { ...state, steps: [...state.steps.slice(0, -1), { ...last, ...change }] };
}

/** Ends the step; the last one ends the exercise. */
function ended(
  state: ExerciseState,
  { steps }: Exercise,
  { end, nowMs }: { end: NonNullable<StepRecord["end"]>; nowMs: number },
): ExerciseState {
  const { lastRight: _, ...next } = noted(state, { end });
  if (next.steps.length >= steps.length) return { ...next, finishedAt: nowMs };
  return { ...next, steps: [...next.steps, fresh()] };
}

/** Judges an answer to the step somebody is at. The right answer of the step before, given again, changes nothing. */
export function answer(
  state: ExerciseState,
  typed: string,
  { exercise, words, nowMs }: { exercise: Exercise; words: Words; nowMs: number },
): Turn {
  const step = exercise.steps[placeOf(state)];
  if (step === undefined || isOver(state, exercise)) return shown(state);
  const { kind, said } = judge(step, typed, words);
  if (kind === "right")
    return { state: { ...ended(state, exercise, { end: "right", nowMs }), lastRight: typed }, kind, said };
  if (isSame(typed, state.lastRight)) return shown(state);
  const { lastRight: _, ...rest } = state;
  if (kind === "unclear") return { state: rest, kind, said };
  const wrong = (state.steps.at(-1)?.wrong ?? 0) + 1;
  return { state: noted(rest, { wrong }), kind, said };
}

/** What a button says it belongs to: the step somebody saw, from 0, and for a hint how many there are with it. */
interface Pressed {
  place: number;
  hints: number;
}

/** Shows one more hint; the same button pressed again shows no further one. */
export function hint(state: ExerciseState, exercise: Exercise, { place, hints }: Pressed): Turn {
  const most = exercise.steps[place]?.hints.length ?? 0;
  if (isOver(state, exercise) || place !== placeOf(state)) return shown(state);
  if (hints > most) return { state, kind: "unclear", said: "There are no more hints for this step." };
  const now = Math.max(state.steps.at(-1)?.hints ?? 0, hints);
  return { state: noted(state, { hints: now }), kind: "hint" };
}

/** Goes on without an answer, which is told. */
export function skip(
  state: ExerciseState,
  { place }: Pick<Pressed, "place">,
  { exercise, words, nowMs }: { exercise: Exercise; words: Words; nowMs: number },
): Turn {
  const step = exercise.steps[place];
  if (step === undefined || isOver(state, exercise) || place !== placeOf(state)) return shown(state);
  const said = `A right answer is *${factsOf(step, words).answer}*.`;
  return { state: ended(state, exercise, { end: "skipped", nowMs }), kind: "skipped", said };
}

/** From the first step on; only for who began when the button says, so that it begins anew once. */
export const again = (state: ExerciseState, startedAt: number, nowMs: number): Turn =>
  state.startedAt === startedAt ? begin(nowMs) : shown(state);

/** What may be typed instead of an answer. */
export const ACTS = ["hint", "skip", "again"] as const;

/** What somebody typed: an answer, or one of the acts, which do for whoever has no buttons what these do. */
export function typedTurn(
  state: ExerciseState | undefined,
  typed: string,
  parts: { exercise: Exercise; words: Words; nowMs: number },
): Turn {
  const now = state ?? begin(parts.nowMs).state;
  const place = placeOf(now);
  switch (ACTS.find((act) => isSame(act, typed))) {
    case "hint":
      return hint(now, parts.exercise, { place, hints: (now.steps.at(-1)?.hints ?? 0) + 1 });
    case "skip":
      return skip(now, { place }, parts);
    case "again":
      return again(now, now.startedAt, parts.nowMs);
    default:
      if (typed.trim() !== "") return answer(now, typed, parts);
      return state === undefined ? begin(parts.nowMs) : shown(state);
  }
}
