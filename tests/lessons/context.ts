import { commands } from "../../commands/index.ts";
import type { Course } from "../../src/course/model.ts";
import type { Context } from "../../src/router/command.ts";
import type { Platform } from "../../src/router/invocation.ts";
import { labMemory } from "../support/lab-memory.ts";

/** Somebody who asks. */
export function contextOf(course: Course, options: { person?: string; platform?: Platform } = {}): Context {
  const { person = "ada", platform = "web" } = options;
  const asker = { id: person, name: person, roles: [], administrator: false };
  return {
    course,
    commands,
    person: asker,
    platform,
    filesWanted: true,
    isStaff: async () => false,
    now: new Date(0),
    typed: (name) => `/${name}`,
    status: async () => ({}),
    invocation: "i",
    keep: async () => "key",
    kept: async () => undefined,
    ...labMemory()({ person: asker }),
  };
}
