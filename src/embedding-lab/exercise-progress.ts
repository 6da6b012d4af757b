import type { Exercise } from "../course/exercise-schema.ts";
import type { Reply } from "../replies/reply.ts";
import { type InExercise, isOver, placeOf } from "./exercise.ts";
import { sum } from "./exercise-reply.ts";

const MINUTE_MS = 60_000;

/** Where everybody is in an exercise: who may need help first, who has finished last. */
export function progressReply(everyone: readonly InExercise[], exercise: Exercise, nowMs: number): Reply {
  if (everyone.length === 0)
    return {
      blocks: [
        { kind: "text", text: "Nobody here has begun the exercise. `/lab exercise embeddings` begins it." },
      ],
      data: { people: 0, finished: 0 },
    };
  const people = everyone
    .map(({ name, state }) => ({
      name,
      over: isOver(state, exercise),
      place: placeOf(state),
      hints: sum(state.steps.map(({ hints }) => hints)),
      wrong: sum(state.steps.map(({ wrong }) => wrong)),
      ms: (state.finishedAt ?? nowMs) - state.startedAt,
    }))
    .sort((a, b) => Number(a.over) - Number(b.over) || a.place - b.place || b.ms - a.ms);
  const finished = people.filter(({ over }) => over).length;
  const number = (value: number): { text: string; value: number } => ({ text: String(value), value });
  return {
    blocks: [
      { kind: "text", text: summaryLine(people, exercise) },
      {
        kind: "table",
        caption: `Progress: ${exercise.title}`,
        columns: [
          { label: "Who" },
          { label: "Step" },
          { label: "Hints", align: "right" },
          { label: "Wrong answers", align: "right" },
          { label: "Minutes", align: "right" },
        ],
        rows: people.map(({ name, over, place, hints, wrong, ms }) => [
          name,
          over ? "finished" : `${place + 1} of ${exercise.steps.length}`,
          number(hints),
          number(wrong),
          number(Math.max(0, Math.round(ms / MINUTE_MS))),
        ]),
      },
      {
        kind: "note",
        text: "Minutes since the start, until the end for who has finished. Names as the platform gave them at the last step.",
      },
    ],
    data: { people: people.length, finished },
  };
}

/** "14 of 23 have finished; most wait at step 4: Nearer than banana." */
function summaryLine(people: readonly { over: boolean; place: number }[], { steps }: Exercise): string {
  const at = people.filter(({ over }) => !over).map(({ place }) => place);
  const finished = people.length - at.length;
  const said = `${finished} of ${people.length} ${people.length === 1 ? "has" : "have"} finished`;
  if (at.length === 0) return `${said}.`;
  const count = (place: number): number => at.filter((one) => one === place).length;
  const fullest = [...new Set(at)].sort((a, b) => count(b) - count(a) || a - b)[0] ?? 0;
  const who =
    count(fullest) === at.length ? (at.length === 1 ? "the other is" : "the others are") : "most are";
  const where = `step ${fullest + 1}: ${steps[fullest]?.title ?? ""}`;
  return `${said}; ${finished === 0 && count(fullest) === at.length ? `everybody is` : who} at ${where}.`;
}
