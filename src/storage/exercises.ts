import type { ExerciseState, InExercise } from "../embedding-lab/exercise.ts";
import type { Person, Platform } from "../router/invocation.ts";
import { sql } from "./kysely.ts";
import type { Storage } from "./open.ts";

export interface Where {
  exercise: string;
  platform: Platform;
  /** Empty in direct messages of platforms that do not say. */
  workspace: string;
}

/** How far each person is in each exercise. */
export interface Exercises {
  /** Changes one person's state, one change at a time, and gives what `apply` gave. Durable when it resolves. */
  step: <Made extends { state: ExerciseState }>(
    at: Where & { person: Person },
    apply: (state: ExerciseState | undefined) => Made,
  ) => Promise<Made>;
  /** Everybody of this workspace, and whoever did it in direct messages. */
  everyone: (at: Where) => Promise<InExercise[]>;
  /** Forgets what nobody has gone on with for `days`. */
  prune: (days: number) => Promise<void>;
}

/** Until the transaction ends: of somebody who begins there is no row yet that could be locked. */
const alone = (key: Record<string, string>) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${JSON.stringify(key)}, 0))`;

const placeOf = ({ platform, workspace }: Where): string => `${platform} ${workspace}`;

export function exercisesOn(db: Storage): Exercises {
  return {
    step: (at, apply) =>
      db.transaction().execute(async (transaction) => {
        const key = { exercise: at.exercise, place: placeOf(at), person: at.person.id };
        await alone(key).execute(transaction);
        const found = await transaction
          .selectFrom("exercise")
          .select("state")
          .where("exercise", "=", key.exercise)
          .where("place", "=", key.place)
          .where("person", "=", key.person)
          .executeTakeFirst();
        const made = apply(found?.state);
        const row = { name: at.person.name, state: JSON.stringify(made.state) };
        await transaction
          .insertInto("exercise")
          .values({ ...key, ...row })
          .onConflict((conflict) =>
            conflict.columns(["exercise", "place", "person"]).doUpdateSet({ ...row, updated_at: sql`now()` }),
          )
          .execute();
        return made;
      }),

    async everyone(at) {
      return db
        .selectFrom("exercise")
        .select(["name", "state"])
        .where("exercise", "=", at.exercise)
        .where("place", "in", [placeOf(at), placeOf({ ...at, workspace: "" })])
        .execute();
    },

    async prune(days) {
      await db
        .deleteFrom("exercise")
        .where("updated_at", "<", sql<Date>`now() - ${sql.lit(`${days} days`)}::interval`)
        .execute();
    },
  };
}
