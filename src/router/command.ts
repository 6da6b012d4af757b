import type { Course } from "../course/model.ts";
import type { Exercises } from "../embedding-lab/exercise.ts";
import type { PoolOfChannel } from "../embedding-lab/pool.ts";
import type { JobName, Jobs } from "../queue/catalogue.ts";
import type { Numbers } from "../replies/numbers-behind.ts";
import type { Reply, Visibility } from "../replies/reply.ts";
import type { Person, Platform } from "./invocation.ts";

/** A value offered while typing: `value` is what goes into the argument. */
export interface Choice {
  label: string;
  value: string;
}

/** What parsing and completing may look at. */
export interface Vocabulary {
  course: Course;
  commands: readonly Command[];
}

/**
 * One argument, typed by meaning. From this follow text parsing, Discord's native options, forms, completion and help.
 * `parse` gets what the person typed for it and throws `UserError` with what to do instead.
 */
export interface Arg<Value> {
  description: string;
  /** Shown in usage lines: "<model>", "[by:<field>]". */
  placeholder: string;
  required: boolean;
  /** `positional` arguments are filled in order; `named` ones need `key:value`; `rest` takes all remaining words. */
  position: "positional" | "named" | "rest";
  /** Whether an unknown `key:value` may be part of what is typed for it, as in the title of a lesson; where this is unset it may. */
  takesKey?: (key: string, vocabulary: Vocabulary) => boolean;
  /** Set for lists: how many values. */
  list?: { min: number; max: number };
  /** A short closed list: a select in forms, native choices in Discord. */
  choices?: readonly Choice[];
  /** Open lists: the best entries for what is typed so far, best first. */
  complete?: (partial: string, vocabulary: Vocabulary) => Choice[];
  /** `lines`: several lines of text, given to `parse` as they were written, in one piece: line breaks, quotes and commas
   * kept, `key:value` of other arguments taken out. `file`: a file that is sent along, never typed; `parse` is not asked. */
  input?: "lines" | "file";
  parse: (typed: string[], vocabulary: Vocabulary) => Value;
}

export type Args = Record<string, Arg<unknown>>;
export type Values<A extends Args> = { [Name in keyof A]: A[Name] extends Arg<infer Value> ? Value : never };

/** What a command may use besides its arguments. */
export interface Context extends Vocabulary {
  person: Person;
  platform: Platform;
  /** Whether files that go along with the answer will be read: a chat gets them only when somebody asks. */
  filesWanted: boolean;
  /** May ask the platform, so only commands that need to know call it. */
  isStaff: () => Promise<boolean>;
  now: Date;
  /** How commands are typed here: "/compare", or "/lectern-help" where a platform reserves a name. */
  typed: (commandName: string) => string;
  /** Counts and health, for `/status`. */
  status: () => Promise<Record<string, string>>;
  /** What this answer goes by: a job of it is stopped under this name. */
  invocation: string;
  /** Keeps a long text for two weeks; gives its key, the same for the same text. It is durable when this resolves. */
  keep: (text: string) => Promise<string>;
  /** A text that was kept; undefined once it is forgotten. */
  kept: (key: string) => Promise<string | undefined>;
  /** The sentences that people collect in this channel. */
  pool: PoolOfChannel;
  /** The ids of the course's tasks for a classifier. */
  taskNames: () => Promise<string[]>;
  /** How far this person, and for staff everybody here, is in exercises. */
  exercises: Exercises;
}

/** Work that takes longer than an acknowledgement: `meanwhile` is shown at once, the job's reply replaces it. */
export interface Later<Name extends JobName = JobName> {
  job: Name;
  payload: Jobs[Name];
  meanwhile: Reply;
  /** For the asker alone, whatever the command's visibility: what a button in a public message gives. */
  private?: boolean;
  /** What a public answer goes on showing: its job is given again whenever that changes. */
  live?: string;
  /** The line that gives the same answer again; by itself the one that asked. */
  line?: string;
  /** Set by the router: the numbers behind the answer are wanted instead. */
  numbers?: Numbers;
}

export type Result = Reply | Later;

/** A part of a course: "models", and whether this one has any. */
export interface Need {
  what: string;
  isIn: (course: Course) => boolean;
}

export const NEEDS = {
  models: { what: "models", isIn: ({ models }) => models.length > 0 },
  benchmarks: { what: "benchmarks", isIn: ({ benchmarks }) => benchmarks.length > 0 },
  rankings: {
    what: "benchmarks or leaderboards",
    isIn: ({ benchmarks, leaderboards }) => benchmarks.length + leaderboards.length > 0,
  },
  /** They are about language models. */
  labs: { what: "labs", isIn: ({ models }) => models.length > 0 },
  tables: { what: "tables", isIn: ({ tables }) => tables.length > 0 },
} as const satisfies Record<string, Need>;

/** Whether a command has anything to show in this course. */
export const hasUse = ({ needs }: Pick<Command, "needs">, course: Course): boolean =>
  needs?.isIn(course) !== false;

/**
 * One command: facts first, then `run`, which returns what to say and never sends. `visibility` is static because
 * Discord fixes it at the first acknowledgement. Charts in a reply are drawn by a worker without the command's doing.
 */
export interface Command {
  /** One word, or two where it belongs to a family: "lab embed". Nothing else may be called "lab" then. */
  name: string;
  /** Other names it is understood by when typed: "lab embed pool". */
  aliases?: readonly string[];
  summary: string;
  /** Command lines without the slash; the tests run every one on every platform. */
  examples: readonly string[];
  visibility: Visibility;
  access: "everyone" | "staff";
  /** What of the course it shows; where a course has none, help leaves the command out, and typing it says so. */
  needs?: Need;
  /** Giving the same line again does something once more: no button for the numbers behind its answer may give it. */
  once?: true;
  args: Args;
  run: (values: never, context: Context) => Result | Promise<Result>;
  /** Buttons and menus of the command's own, as `<command>.<action>`. */
  actions?: Record<string, (value: string, context: Context) => Result | Promise<Result>>;
  /** A menu entry on other people's messages: turns the message into a command line. */
  messageShortcut?: { label: string; toLine: (message: string, vocabulary: Vocabulary) => string };
}

export function defineCommand<A extends Args>(
  command: Omit<Command, "args" | "run"> & {
    args: A;
    run: (values: Values<A>, context: Context) => Result | Promise<Result>;
  },
): Command {
  return command as Command;
}
