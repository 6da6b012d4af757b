import { pino } from "pino";
import type { Lectern, Outcome, Posted, Sender } from "../../../src/adapters/adapter.ts";
import { connectSlack, type SlackAdapter } from "../../../src/adapters/slack/connect.ts";
import type { SlackConfig } from "../../../src/config.ts";
import { FINAL, type Parcel, WORKING } from "../../../src/queue/catalogue.ts";
import type { Block, Reply, Visibility } from "../../../src/replies/reply.ts";
import type { Choice, Command } from "../../../src/router/command.ts";
import type { Invocation } from "../../../src/router/invocation.ts";
import { mistakesPrivate } from "../mistakes.ts";
import type { FakeSlack } from "./server.ts";
import { APP_TOKEN, BOT_TOKEN } from "./workspace.ts";

export const says = (text: string, more: Partial<Reply> = {}): Reply => ({
  blocks: [{ kind: "text", text }],
  ...more,
});

export const picture = (artifact = "art-1"): Extract<Block, { kind: "image" }> => ({
  kind: "image",
  artifact,
  name: "chart.png",
  mediaType: "image/png",
  alt: "Chinchilla: a quarter of Gopher's size",
  width: 800,
  height: 450,
});

export const csv = {
  name: "models.csv",
  mediaType: "text/csv",
  alt: "All models",
  text: "name\r\ngpt-3\r\n",
} as const;

export function command(name: string, more: Partial<Command> = {}): Command {
  return {
    name,
    summary: `Does ${name}`,
    examples: [name],
    visibility: "public",
    access: "everyone",
    args: {},
    run: () => says(name),
    ...more,
  };
}

type Script = (invocation: Invocation) => Outcome | Promise<Outcome>;

/** The rest of Lectern as the adapter sees it: outcomes are scripted, what is remembered survives the bot. */
export class ScriptedLectern {
  commands: readonly Command[] = [
    command("compare"),
    command("status"),
    command("help", { visibility: "private" }),
    command("explain", { messageShortcut: { label: "Explain this", toLine: (text) => text } }),
  ];
  readonly invocations: Invocation[] = [];
  readonly posted = new Map<string, Posted>();
  readonly order: string[] = [];
  readonly artifacts = new Map<string, Buffer>([["art-1", Buffer.from("png bytes")]]);
  /** What was asked while typing, and what is offered for it. */
  readonly offering: [string, string, string][] = [];
  choices: Choice[] = [];
  readonly #seen = new Set<string>();
  #script: Script = () => ({ kind: "repeat" });
  sender: Sender | undefined;

  /** What the next questions are answered with. */
  answers(script: Script): void {
    this.#script = script;
  }

  replies(reply: Reply, visibility: Visibility = "public"): void {
    this.answers(() => ({ kind: "reply", reply, visibility, command: "compare", reference: "ABC234" }));
  }

  works(meanwhile: Reply, visibility: Visibility = "public"): void {
    this.answers((invocation) => ({
      kind: "working",
      parcel: this.parcel(invocation, meanwhile, { visibility, stage: WORKING }),
      command: "compare",
      reference: "ABC234",
    }));
  }

  parcel(
    invocation: Invocation,
    reply: Reply,
    more: { visibility?: Visibility; stage?: number } = {},
  ): Parcel {
    const { visibility = "public", stage = FINAL } = more;
    return { invocation: invocation.id, address: { ...invocation.address, visibility }, reply, stage };
  }

  async route(invocation: Invocation): Promise<Outcome> {
    if (invocation.mayRepeat && this.#seen.has(invocation.id)) return { kind: "repeat" };
    this.#seen.add(invocation.id);
    this.invocations.push(invocation);
    return mistakesPrivate(await this.#script(invocation));
  }

  get last(): Invocation {
    const last = this.invocations.at(-1);
    if (last === undefined) throw new Error("nothing was asked");
    return last;
  }

  /** Delivers as the queue does. */
  async deliver(parcel: Parcel): Promise<void> {
    const remember = async (posted: Posted): Promise<void> => {
      this.posted.set(parcel.invocation, posted);
    };
    await this.sender?.send(parcel, this.posted.get(parcel.invocation) ?? null, remember);
  }

  async show(parcel: Parcel): Promise<void> {
    await this.deliver(parcel);
    this.order.push("shown");
  }

  async shown(parcel: Parcel, posted: Posted, acknowledge: () => Promise<void>): Promise<void> {
    this.posted.set(parcel.invocation, posted);
    this.order.push("remembered");
    await acknowledge();
    this.order.push("acknowledged");
  }

  /** The contract is an object of functions; this class keeps state, so they are bound. */
  bound(): Lectern {
    return {
      commands: this.commands,
      courseTitle: "",
      route: (invocation) => this.route(invocation),
      complete: () => [],
      offer: (...asked) => {
        this.offering.push(asked);
        return this.choices;
      },
      show: (parcel) => this.show(parcel),
      shown: (parcel, posted, acknowledge) => this.shown(parcel, posted, acknowledge),
      artifact: (key) => this.artifact(key),
    };
  }

  async artifact(key: string): Promise<Buffer | undefined> {
    return this.artifacts.get(key);
  }
}

export const logged: string[] = [];
export const log = pino({ level: "debug" }, { write: (line: string) => logged.push(line) });

/** Connects to the fake workspace by Socket Mode, unless told otherwise. */
export async function connectTo(
  slack: FakeSlack,
  lectern: ScriptedLectern,
  options: Partial<SlackConfig> = {},
): Promise<SlackAdapter> {
  const line = options.signingSecret === undefined ? { appToken: APP_TOKEN } : {};
  const adapter = await connectSlack(
    {
      botToken: BOT_TOKEN,
      ...line,
      apiUrl: slack.apiUrl,
      commandPrefix: "",
      staffUsers: [],
      staffGroups: [],
      ...options,
    },
    lectern.bound(),
    log,
  );
  lectern.sender = adapter;
  await adapter.start();
  return adapter;
}
