import type { Exercise } from "../course/exercise-schema.ts";
import { shorten } from "../replies/limits.ts";
import type { Cell, Reply, TableBlock } from "../replies/reply.ts";
import { tableCsv } from "../replies/text-table.ts";
import { type InExercise, isOver, placeOf } from "./exercise.ts";
import { sum } from "./exercise-reply.ts";

const MINUTE_MS = 60_000;
/** As many as every platform shows as a table. */
const MOST_ROWS = 24;
/** Longer ones make the table too wide; the file has them whole. */
const LONGEST_NAME = 20;

interface Row {
  name: string;
  over: boolean;
  place: number;
  hints: number;
  wrong: number;
  /** Undefined where the end is not known: the exercise became shorter. */
  ms: number | undefined;
}

/** Where everybody is in an exercise: who may need help first, who has finished last. */
export function progressReply(everyone: readonly InExercise[], exercise: Exercise, nowMs: number): Reply {
  if (everyone.length === 0)
    return {
      blocks: [
        {
          kind: "text",
          text: "Nobody here has begun the exercise. Ask the class to type `/lab exercise`, then look again.",
        },
      ],
      data: { people: 0, finished: 0 },
    };
  const people = everyone
    .map((one) => rowOf(one, exercise, nowMs))
    .sort((a, b) => Number(a.over) - Number(b.over) || a.place - b.place || (b.ms ?? 0) - (a.ms ?? 0));
  const finished = people.filter(({ over }) => over).length;
  const shown = people.slice(0, MOST_ROWS);
  const name = "progress.csv";
  const alt = `Where ${people.length} ${people.length === 1 ? "person is" : "people are"} in the exercise, as comma-separated values`;
  return {
    blocks: [
      { kind: "text", text: summaryLine(people, exercise) },
      tableOf(
        shown.map((one) => ({ ...one, name: shorten(one.name, LONGEST_NAME) })),
        exercise,
      ),
      {
        kind: "note",
        text: `${restLine(people.slice(MOST_ROWS))}Minutes since the start; for who has finished, the time they took. Names as the platform gave them at the last step.`,
      },
    ],
    files: [{ name, mediaType: "text/csv", alt, text: tableCsv(tableOf(people, exercise)) }],
    data: { people: people.length, finished },
  };
}

function rowOf({ name, state }: InExercise, exercise: Exercise, nowMs: number): Row {
  const over = isOver(state, exercise);
  const until = state.finishedAt ?? (over ? undefined : nowMs);
  return {
    name,
    over,
    place: placeOf(state),
    hints: sum(state.steps.map(({ hints }) => hints)),
    wrong: sum(state.steps.map(({ wrong }) => wrong)),
    ms: until === undefined ? undefined : Math.max(0, until - state.startedAt),
  };
}

const number = (value: number): Cell => ({ text: String(value), value });

const minutes = (ms: number): Cell => ({
  text: ms < MINUTE_MS ? "under 1" : Math.round(ms / MINUTE_MS).toLocaleString("en"),
  value: Number((ms / MINUTE_MS).toFixed(1)),
});

function tableOf(people: readonly Row[], { title, steps }: Exercise): TableBlock {
  return {
    kind: "table",
    caption: `Progress: ${title}`,
    columns: [
      { label: "Who" },
      { label: "Step" },
      { label: "Hints", align: "right" },
      { label: "Wrong", align: "right" },
      { label: "Minutes", align: "right" },
    ],
    rows: people.map(({ name, over, place, hints, wrong, ms }) => [
      name,
      over ? "finished" : `${place + 1} of ${steps.length}`,
      number(hints),
      number(wrong),
      ms === undefined ? "unknown" : minutes(ms),
    ]),
  };
}

/** "176 more are not in the table: 56 at later steps, 120 finished. The CSV has all. " */
function restLine(rest: readonly Row[]): string {
  if (rest.length === 0) return "";
  const finished = rest.filter(({ over }) => over).length;
  const on = rest.length - finished;
  const who = [
    on === 0 ? "" : `${on} at the same or later steps`,
    finished === 0 ? "" : `${finished} finished`,
  ];
  const more = `${rest.length} more ${rest.length === 1 ? "is" : "are"} not in the table`;
  return `${more}: ${who.filter(Boolean).join(", ")}. The CSV has all.\n`;
}

/** "14 of 23 have finished; most are at step 4: Nearer than banana." */
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
