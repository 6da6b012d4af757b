import { EventEmitter } from "node:events";

/** Numbers Discord states in its documentation; the server keeps to them whatever Lectern believes. */
export const TOKEN_LIFE = 15 * 60_000;
export const ACKNOWLEDGE_WITHIN = 3_000;
export const NONCE_WINDOW = 5 * 60_000;
export const COMPONENTS_V2 = 32_768;

/** Any JSON object of the API. */
export type Data = { [key: string]: unknown };

export interface FakeFile {
  id: string;
  filename: string;
  description?: string;
  contentType: string;
  bytes: Buffer;
}

export interface FakeMessage {
  id: string;
  channel: string;
  /** User id. */
  author: string;
  content: string;
  flags: number;
  components: Data[];
  files: FakeFile[];
  at: number;
  edits: number;
  nonce?: string;
  replyTo?: string;
  /** Id of the interaction it answers. */
  interaction?: string;
  /** The only person who sees it. */
  onlyFor?: string;
}

export interface FakePerson {
  id: string;
  name: string;
  roles: string[];
  permissions: bigint;
  directClosed: boolean;
}

export interface FakeChannel {
  id: string;
  name: string;
  /** Absent for direct messages. */
  guild?: string;
  recipient?: string;
  /** The error code the bot gets for posting here. */
  refuses?: number;
  refusesFiles?: boolean;
}

export interface FakeInteraction {
  id: string;
  token: string;
  kind: "command" | "autocomplete" | "component" | "modal";
  person: string;
  channel: string;
  at: number;
  /** Callback type of the first response; "none" once three seconds passed without one. */
  answer?: number | "none";
  /** Message id of the first response. */
  original?: string;
  modal?: Data;
  choices?: { name: string; value: string }[];
  /** The message whose button was pressed. */
  source?: string;
}

/** A request that is to fail before it reaches its route. */
export interface Fault {
  match: RegExp;
  times: number;
  status: number;
  code?: number;
  retryAfter?: number;
  /** The request takes effect and only its answer is lost. */
  after?: boolean;
}

/** Everything Discord remembers. It outlives the bot. */
export class World {
  readonly applicationId = "4200000000000000001";
  readonly guild = "4200000000000000002";
  readonly token: string;
  readonly people = new Map<string, FakePerson>();
  readonly channels = new Map<string, FakeChannel>();
  readonly messages: FakeMessage[] = [];
  /** What people sent, by id. */
  readonly sent = new Map<string, FakeFile>();
  /** Where the server is: "http://127.0.0.1:1234". */
  base = "";
  readonly interactions: FakeInteraction[] = [];
  readonly faults: Fault[] = [];
  /** Every request, as "METHOD /path status". */
  readonly requests: string[] = [];
  /** Bodies refused with 50035, with the reasons. */
  readonly refusals: { reasons: string[]; body: unknown }[] = [];
  /** Texts that would have pinged somebody. */
  readonly pings: string[] = [];
  /** Texts that were sent without forbidding mentions altogether. */
  readonly unguarded: string[] = [];
  /** Interactions nobody answered: "The application did not respond". */
  readonly unanswered: FakeInteraction[] = [];
  commands: Data[] = [];
  guildCommands: Data[] = [];
  #shift = 0;
  #count = 0;
  #changes = new EventEmitter();

  constructor(token: string) {
    this.token = token;
    for (const name of ["general", "random"]) {
      const id = this.snowflake();
      this.channels.set(id, { id, name, guild: this.guild });
    }
    for (const name of ["ada", "grace", "linus"]) this.person(name);
  }

  now(): number {
    return Date.now() + this.#shift;
  }

  /** Lets time pass for Discord; the bot's own clock stays. */
  advance(milliseconds: number): void {
    this.#shift += milliseconds;
  }

  snowflake(): string {
    this.#count++;
    return String(((BigInt(Date.now()) - 1_420_070_400_000n) << 22n) + BigInt(this.#count));
  }

  person(name: string): FakePerson {
    const known = this.people.get(name) ?? [...this.people.values()].find(({ id }) => id === name);
    if (known !== undefined) return known;
    const made = { id: this.snowflake(), name, roles: [], permissions: 2_048n, directClosed: false };
    this.people.set(name, made);
    return made;
  }

  /** By id or name; "@ada" is the direct-message channel with ada. */
  channel(name: string): FakeChannel | undefined {
    const byName = [...this.channels.values()].find((channel) => channel.name === name);
    if (byName === undefined && name.startsWith("@")) return this.direct(this.person(name.slice(1)));
    return this.channels.get(name) ?? byName;
  }

  direct(person: FakePerson): FakeChannel {
    const known = [...this.channels.values()].find(({ recipient }) => recipient === person.id);
    if (known !== undefined) return known;
    const channel = { id: this.snowflake(), name: `@${person.name}`, recipient: person.id };
    this.channels.set(channel.id, channel);
    return channel;
  }

  changed(): void {
    this.#changes.emit("change");
  }

  /** Resolves as soon as the condition holds; rejects with `what` after `within` milliseconds. */
  async until(condition: () => boolean, what = "the condition", within = 5_000): Promise<void> {
    if (condition()) return;
    await new Promise<void>((resolve, reject) => {
      const done = (settle: () => void): void => {
        clearTimeout(timer);
        clearInterval(poll);
        this.#changes.off("change", look);
        settle();
      };
      const look = (): void => {
        if (condition()) done(resolve);
      };
      const timer = setTimeout(() => {
        const seen = `Last requests:\n${this.requests.slice(-8).join("\n")}`;
        done(() => reject(new Error(`Discord waited ${within} ms for ${what}. ${seen}`)));
      }, within);
      // Conditions may look at things outside Discord.
      const poll = setInterval(look, 25);
      this.#changes.on("change", look);
    });
  }
}
