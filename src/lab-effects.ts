import type { Context } from "./router/command.ts";
import type { Invocation } from "./router/invocation.ts";
import type { Exercises } from "./storage/exercises.ts";
import type { Pools } from "./storage/pools.ts";

interface Parts {
  pools: Pools;
  exercises: Exercises;
  taskNames: Context["taskNames"];
  /** Brings the message that shows something up to date. */
  changed: (subject: string) => Promise<void>;
}

/** What the labs keep, as commands use it: bound to the channel and the person of a question. */
export function labEffects({ pools, exercises, taskNames, changed }: Parts) {
  return ({
    address,
    person,
  }: Pick<Invocation, "address" | "person">): Pick<Context, "pool" | "exercises" | "taskNames"> => {
    const { platform, workspace = "", channel: id } = address;
    const channel = `${platform} ${workspace} ${id}`;
    return {
      taskNames,
      pool: {
        count: () => pools.count(channel),
        async add(sentence) {
          const added = await pools.add(channel, { person: person.id, sentence });
          if (added.outcome === "added") await changed(added.pool);
          return added;
        },
        async undo() {
          const undone = await pools.undo(channel, person.id);
          if (undone.removed !== undefined) await changed(undone.pool);
          return undone;
        },
        clear: () => pools.clear(channel),
      },
      exercises: {
        step: (exercise, apply) => exercises.step({ exercise, platform, workspace, person }, apply),
        everyone: (exercise) => exercises.everyone({ exercise, platform, workspace }),
      },
    };
  };
}
