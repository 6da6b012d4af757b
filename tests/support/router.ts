import { pino } from "pino";
import { commands } from "../../commands/index.ts";
import type { Outcome } from "../../src/adapters/adapter.ts";
import type { Course } from "../../src/course/model.ts";
import type { JobName, QueuedJob } from "../../src/queue/catalogue.ts";
import { withoutMarkup } from "../../src/replies/markdown.ts";
import type { Button, Reply } from "../../src/replies/reply.ts";
import { summaryText } from "../../src/replies/to-text.ts";
import { rateLimit } from "../../src/router/access.ts";
import type { Command } from "../../src/router/command.ts";
import type { AttachedFile, Input, Platform } from "../../src/router/invocation.ts";
import { createRouter } from "../../src/router/route.ts";
import { labMemory } from "./lab-memory.ts";

export interface World {
  ask: (
    input: string | Input,
    options?: {
      platform?: Platform;
      staff?: boolean;
      id?: string;
      mayRepeat?: boolean;
      files?: AttachedFile[];
    },
  ) => Promise<Outcome>;
  owed: string[];
  queued: string[];
  /** The jobs behind what is queued, in order. */
  jobs: { name: JobName; job: QueuedJob }[];
  logged: string[];
}

/** A router with memory instead of a database; everything else is real. */
export function routerWorld(
  course: Course,
  options: {
    commands?: readonly Command[];
    perMinute?: number;
    queueDown?: boolean;
    beforeOwing?: () => Promise<void>;
    typed?: (name: string) => string;
  } = {},
): World {
  const owed: string[] = [];
  const queued: string[] = [];
  const jobs: World["jobs"] = [];
  const logged: string[] = [];
  const kept = new Map<string, string>();
  const texts = new Map<string, string>();
  const taken = new Set<string>();
  let count = 0;
  const route = createRouter({
    course,
    commands: options.commands ?? commands,
    debts: {
      owe: async ({ invocation }) => {
        await options.beforeOwing?.();
        return !owed.includes(invocation) && owed.push(invocation) > 0;
      },
      forgive: async (invocation) => {
        owed.splice(owed.indexOf(invocation), 1);
      },
    },
    queues: {
      addJob: async (name, job) => {
        if (options.queueDown) throw new Error("Redis is away");
        jobs.push({ name, job });
        queued.push(job.invocation);
      },
    },
    keptValues: {
      keep: async (value) => {
        const key = `k${kept.size}`;
        kept.set(key, value);
        return key;
      },
      get: async (key) => kept.get(key),
      prune: async () => {},
    },
    keptTexts: {
      keep: async (text) => {
        const key = `t${texts.size}`;
        texts.set(key, text);
        return key;
      },
      get: async (key) => texts.get(key),
    },
    takenEvents: { take: async (id) => !taken.has(id) && Boolean(taken.add(id)), prune: async () => {} },
    isStaff: async (_, person) => person.administrator,
    typed: (_, name) => options.typed?.(name) ?? `/${name}`,
    status: async () => ({ work: "0 waiting" }),
    stop: async () => "over",
    labs: labMemory(),
    checkRate: rateLimit(options.perMinute ?? 1_000),
    log: pino({ level: "info" }, { write: (line: string) => void logged.push(line) }),
  });
  const ask: World["ask"] = (
    input,
    { platform = "web", staff = false, id = `i${++count}`, mayRepeat = false, files = [] } = {},
  ) =>
    route({
      id,
      mayRepeat,
      address: { platform, channel: "general", person: "ada", askedAt: 1_700_000_000_000 },
      person: { id: "ada", name: "Ada", roles: [], administrator: staff },
      input: typeof input === "string" ? { kind: "text", text: input } : input,
      files,
    });
  return { ask, owed, queued, jobs, logged };
}

export function replyOf(outcome: Outcome): Reply {
  if (outcome.kind === "reply") return outcome.reply;
  if (outcome.kind === "working") return outcome.parcel.reply;
  throw new Error(`outcome ${outcome.kind}`);
}
export const said = (outcome: Outcome): string => withoutMarkup(summaryText(replyOf(outcome)));
export const buttonsOf = (outcome: Outcome): Button[] =>
  replyOf(outcome).blocks.flatMap((block) => (block.kind === "actions" ? block.buttons : []));
