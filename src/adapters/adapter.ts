import type { Parcel } from "../queue/catalogue.ts";
import type { Json, Reply, Visibility } from "../replies/reply.ts";
import type { Choice, Command } from "../router/command.ts";
import type { Invocation, Person, Platform } from "../router/invocation.ts";

/** A form generated from a command's arguments; what was typed before is kept in `value`. */
export interface Form {
  command: string;
  title: string;
  fields: {
    name: string;
    label: string;
    hint: string;
    required: boolean;
    /** `lines`: a box for several lines of text. `file`: a file to choose, which comes as one of the invocation's. */
    input?: "lines" | "file";
    /** A select of these; otherwise a line of text. */
    choices?: readonly Choice[];
    /** Values are offered for what is typed; `list` where several are taken. `hint` is for choosing them one by one. */
    suggested?: { hint: string; list?: { min: number; max: number } };
    value?: string;
  }[];
}

/**
 * What the router decided. The adapter acknowledges with it: `reply` is complete; `working` is shown now and the
 * answer follows by delivery (already durable when the router returns); `form` asks for more; `repeat` was answered before.
 */
export type Outcome =
  | { kind: "reply"; reply: Reply; visibility: Visibility; command: string; reference: string }
  | { kind: "working"; parcel: Parcel; command: string; reference: string }
  | { kind: "form"; form: Form }
  | { kind: "repeat" };

/** What adapters see of the rest of Lectern. */
export interface Lectern {
  commands: readonly Command[];
  /** Of the course that is taught; "" where it has none. */
  courseTitle: string;
  /** Never throws: mistakes and bugs come back as replies. Resolves well within three seconds. */
  route: (invocation: Invocation) => Promise<Outcome>;
  /** Ranked values for a half-typed argument; `typed` is the text of that argument alone. */
  complete: (command: string, argument: string, typed: string) => Choice[];
  /** The same for where only what is offered can be taken: what was typed comes last, where the argument takes it. */
  offer: (command: string, argument: string, typed: string) => Choice[];
  /** Shows a `working` outcome on a platform whose acknowledgement cannot carry it. */
  show: (parcel: Parcel) => Promise<void>;
  /**
   * For a `working` outcome that the acknowledgement itself shows: remembers `posted`, runs `acknowledge`, and only then
   * lets the answer be delivered. Every `working` outcome goes through `show` or `shown`, or its answer waits for 15 s.
   */
  shown: (parcel: Parcel, posted: Posted, acknowledge: () => Promise<void>) => Promise<void>;
  /** The bytes of a drawn picture, or undefined when it is gone. */
  artifact: (key: string) => Promise<Buffer | undefined>;
}

/**
 * What an adapter remembers about the message it posted for an invocation, to edit instead of posting again. `fixed: true` says
 * that what stands cannot be edited, or not where it was asked for: nothing newer is sent to it.
 */
export type Posted = { [key: string]: Json };

/** Posts and edits on one platform. */
export interface Sender {
  /**
   * Makes the message of this parcel be what `parcel.reply` says. May be called again for the same parcel after a
   * crash at any point: with `posted` from the last `remember`, it edits rather than posts. `remember` is durable when it resolves.
   * Throws `Undeliverable` when trying again cannot help; anything else is tried again.
   */
  send: (parcel: Parcel, posted: Posted | null, remember: (posted: Posted) => Promise<void>) => Promise<void>;
}

/** Trying again cannot help (the channel is gone, the bot was removed). */
export class Undeliverable extends Error {
  override readonly name = "Undeliverable";
}

/** One connected platform. The files of each adapter: connect.ts, receive.ts, send.ts. */
export interface Adapter extends Sender {
  platform: Platform;
  /** Begins to receive events; the adapter can send before that. */
  start: () => Promise<void>;
  /** Says whether events are coming in. */
  ready: () => boolean;
  /** Roles that need a question to the platform (Slack user groups and admins); cached. */
  isStaff?: (person: Person) => Promise<boolean>;
  /** How a command is typed on this platform. */
  typed: (commandName: string) => string;
  /** Stops receiving at once; `send` keeps working until `close`. */
  stop: () => Promise<void>;
  close: () => Promise<void>;
}
