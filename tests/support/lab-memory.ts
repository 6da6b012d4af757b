import type { InExercise } from "../../src/embedding-lab/exercise.ts";
import { loadLabData } from "../../src/embedding-lab/lab-data.ts";
import type { Context } from "../../src/router/command.ts";
import type { Person } from "../../src/router/invocation.ts";

/** What labs keep, in memory: one channel, any number of people. */
export function labMemory(): (asked: {
  person: Person;
}) => Pick<Context, "pool" | "exercises" | "taskNames"> {
  const sentences: { person: string; sentence: string }[] = [];
  const states = new Map<string, InExercise>();
  return ({ person }) => {
    const count = () => ({
      pool: "pool",
      sentences: sentences.length,
      people: new Set(sentences.map((one) => one.person)).size,
      shown: false,
    });
    return {
      taskNames: async () => (await loadLabData()).tasks.map(({ id }) => id),
      pool: {
        count: async () => count(),
        add: async (sentence) => {
          const known = sentences.some((one) => one.person === person.id && one.sentence === sentence);
          if (!known) sentences.push({ person: person.id, sentence });
          return { ...count(), outcome: known ? "known" : "added" };
        },
        undo: async () => {
          const at = sentences.findLastIndex((one) => one.person === person.id);
          const [removed] = at === -1 ? [] : sentences.splice(at, 1);
          return { ...count(), ...(removed === undefined ? {} : { removed: removed.sentence }) };
        },
        clear: async () => void sentences.splice(0),
      },
      exercises: {
        step: async (exercise, apply) => {
          const made = apply(states.get(`${exercise} ${person.id}`)?.state);
          states.set(`${exercise} ${person.id}`, { name: person.name, state: made.state });
          return made;
        },
        everyone: async (exercise) =>
          [...states].flatMap(([key, one]) => (key.startsWith(`${exercise} `) ? [one] : [])),
      },
    };
  };
}
