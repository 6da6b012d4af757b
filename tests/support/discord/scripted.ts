import { pino } from "pino";
import type { Adapter, Lectern, Outcome, Posted } from "../../../src/adapters/adapter.ts";
import { connectDiscord, discordRest } from "../../../src/adapters/discord/connect.ts";
import { registerCommands } from "../../../src/adapters/discord/registration.ts";
import { FINAL, type Parcel, WORKING } from "../../../src/queue/catalogue.ts";
import type { Reply, Visibility } from "../../../src/replies/reply.ts";
import { type Arg, type Command, defineCommand } from "../../../src/router/command.ts";
import type { Invocation } from "../../../src/router/invocation.ts";
import { countCommand } from "../count-command.ts";
import { mistakesPrivate } from "../mistakes.ts";
import { type FakeDiscord, startDiscordServer } from "./server.ts";

const arg = (about: Partial<Arg<string>>): Arg<string> => ({
  description: "what it is",
  placeholder: "<it>",
  required: false,
  position: "positional",
  parse: (typed) => typed.join(" "),
  ...about,
});

const run = () => ({ blocks: [] });
const facts = { summary: "Says something", examples: [], visibility: "public", access: "everyone" } as const;

/** A few commands with every sort of argument. */
export const scriptedCommands: readonly Command[] = [
  defineCommand({
    ...facts,
    name: "compare",
    summary: `Compare models ${"at length ".repeat(20)}`,
    args: {
      models: arg({ required: true, list: { min: 2, max: 5 }, position: "rest", complete: () => [] }),
      by: arg({
        choices: [
          { label: "Training tokens", value: "tokens" },
          { label: "Size", value: "size" },
        ],
      }),
      sortOrder: arg({}),
    },
    run,
  }),
  defineCommand({ ...facts, name: "help", args: { topic: arg({ position: "rest" }) }, run }),
  defineCommand({ ...facts, name: "settings", access: "staff", args: {}, run }),
  defineCommand({
    ...facts,
    name: "explain",
    args: { what: arg({ required: true, position: "rest" }) },
    messageShortcut: { label: "Explain this", toLine: (message) => `/explain ${message}` },
    run,
  }),
  countCommand,
];

export const say = (text: string, more: Partial<Reply> = {}): Reply => ({
  blocks: [{ kind: "text", text }],
  ...more,
});

/** A Lectern that answers as the test says, and remembers what it was asked. */
export class ScriptedLectern implements Lectern {
  readonly courseTitle = "";
  commands = scriptedCommands;
  readonly routed: Invocation[] = [];
  readonly shownAs: Posted[] = [];
  readonly showing: Parcel[] = [];
  readonly artifacts = new Map<string, Buffer>();
  readonly completing: string[][] = [];
  choices = [{ label: "GPT-3", value: "gpt-3" }];
  #script: (invocation: Invocation) => Outcome | Promise<Outcome> = () => ({ kind: "repeat" });

  answers(script: (invocation: Invocation) => Outcome | Promise<Outcome>): void {
    this.#script = script;
  }

  replies(reply: Reply, visibility: Visibility = "public"): void {
    this.answers(() => ({ kind: "reply", reply, visibility, command: "compare", reference: "ABC234" }));
  }

  works(meanwhile: Reply, visibility: Visibility = "public"): void {
    this.answers((invocation) => {
      const parcel = parcelOf(invocation, meanwhile, { stage: WORKING, visibility });
      return { kind: "working", parcel, command: "compare", reference: "ABC234" };
    });
  }

  route = async (invocation: Invocation): Promise<Outcome> => {
    this.routed.push(invocation);
    return mistakesPrivate(await this.#script(invocation));
  };
  complete = (...asked: [string, string, string]) => {
    this.completing.push(asked);
    return this.choices;
  };
  offer = () => this.choices;
  show = async (parcel: Parcel): Promise<void> => {
    this.showing.push(parcel);
  };
  shown = async (_parcel: Parcel, posted: Posted, acknowledge: () => Promise<void>): Promise<void> => {
    this.shownAs.push(posted);
    await acknowledge();
  };
  artifact = async (key: string): Promise<Buffer | undefined> => this.artifacts.get(key);

  get last(): Invocation {
    const last = this.routed.at(-1);
    if (last === undefined) throw new Error("nothing was asked");
    return last;
  }
}

export function parcelOf(
  { id, address }: Invocation,
  reply: Reply,
  about: { stage?: number; visibility?: Visibility } = {},
): Parcel {
  const { stage = FINAL, visibility = "public" } = about;
  return { invocation: id, address: { ...address, visibility }, reply, stage };
}

export interface Stage {
  discord: FakeDiscord;
  lectern: ScriptedLectern;
  adapter: Adapter;
  /** Every log line, as text. */
  log: string[];
  close: () => Promise<void>;
}

export const optionsFor = ({ token, applicationId, apiUrl }: FakeDiscord) => ({
  botToken: token,
  applicationId,
  apiUrl,
  staffRoles: ["7001"],
});

/** A fake Discord, the real adapter connected to it, and a scripted Lectern behind. */
export async function openStage(commands: readonly Command[] = scriptedCommands): Promise<Stage> {
  const discord = await startDiscordServer();
  const options = optionsFor(discord);
  await registerCommands(discordRest(options).setToken(discord.token), options, commands);
  const lectern = new ScriptedLectern();
  lectern.commands = commands;
  const log: string[] = [];
  const logger = pino({ level: "trace" }, { write: (line: string) => void log.push(line) });
  const adapter = await connectDiscord(options, lectern, logger);
  await adapter.start();
  const close = async (): Promise<void> => {
    await adapter.stop();
    await adapter.close();
    await discord.close();
  };
  return { discord, lectern, adapter, log, close };
}
