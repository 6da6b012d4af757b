import {
  again,
  begin,
  type ExerciseState,
  hint,
  skip,
  type Turn,
  typedTurn,
} from "../../src/embedding-lab/exercise.ts";
import { EXERCISES, loadExercise, type OpenExercise } from "../../src/embedding-lab/exercise-data.ts";
import { exerciseReply } from "../../src/embedding-lab/exercise-reply.ts";
import { UserError } from "../../src/errors.ts";
import type { Reply } from "../../src/replies/reply.ts";
import { arg } from "../../src/router/args.ts";
import { type Context, defineCommand, NEEDS } from "../../src/router/command.ts";
import { labArg } from "../../src/router/lab-args.ts";

type Parts = OpenExercise & { nowMs: number };

/** One change of the person's state; who has not begun begins. */
async function turn(
  name: (typeof EXERCISES)[number],
  { exercises, now, platform }: Context,
  next: (state: ExerciseState | undefined, parts: Parts) => Turn,
): Promise<Reply> {
  const open = { ...(await loadExercise(name)), nowMs: now.getTime() };
  return exerciseReply(await exercises.step(name, (state) => next(state, open)), open, platform);
}

/** A button of a step: its value names the exercise, and holds one or two numbers. */
const press =
  (next: (state: ExerciseState, numbers: { first: number; second: number }, parts: Parts) => Turn) =>
  (value: string, context: Context): Promise<Reply> => {
    const [typed, first, second] = value.split(" ");
    const name = EXERCISES.find((one) => one === typed);
    if (name === undefined) throw new UserError("Give the command again to get a fresh button.");
    return turn(name, context, (state = begin(context.now.getTime()).state, parts) =>
      next(state, { first: Number(first), second: Number(second) }, parts),
    );
  };

/** A guided exercise: a few steps, each checked by computation, with hints. */
export const exercise = defineCommand({
  name: "lab exercise",
  summary: "A guided exercise of seven minutes: each step is checked by computation, with hints",
  examples: ["lab exercise", "lab exercise banana", "lab exercise hint"],
  visibility: "private",
  access: "everyone",
  needs: NEEDS.labs,
  once: true,
  args: {
    exercise: labArg.choice("which exercise", EXERCISES, { embeddings: "Embeddings" }),
    answer: arg.words("your answer to the step you are at, or hint, skip, again", "answer"),
  },

  run({ exercise: named, answer: typed }, context) {
    // "embeddings banana" and "banana" both answer: the name goes in front, and while there is one exercise it may be left out.
    const first = EXERCISES.find((one) => one === typed[0]?.toLowerCase());
    const given = (first === undefined ? typed : typed.slice(1)).join(" ").slice(0, 200);
    return turn(named ?? first ?? EXERCISES[0], context, (state, parts) => typedTurn(state, given, parts));
  },

  actions: {
    hint: press((state, { first, second }, { exercise }) =>
      hint(state, exercise, { place: first, hints: second }),
    ),
    skip: press((state, { first }, parts) => skip(state, { place: first }, parts)),
    again: press((state, { first }, { nowMs }) => again(state, first, nowMs)),
  },
});
