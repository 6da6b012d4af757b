import pino from "pino";
import type { Lectern, Outcome } from "../../src/adapters/adapter.ts";
import { connectWeb, type WebDeps, type WebOptions } from "../../src/adapters/web/connect.ts";
import { FINAL, WORKING } from "../../src/queue/catalogue.ts";
import type { Block, Reply, Visibility } from "../../src/replies/reply.ts";
import { type Arg, type Choice, defineCommand } from "../../src/router/command.ts";
import type { Input, Invocation } from "../../src/router/invocation.ts";
import type { ChatMessage, ChatMessages } from "../../src/storage/chat-messages.ts";

import { mistakesPrivate } from "./mistakes.ts";

/** Messages in memory, by the rules of the interface. */
export function memoryMessages(): ChatMessages & { all: Map<string, ChatMessage> } {
  const all = new Map<string, ChatMessage>();
  return {
    all,
    put: async (message) => {
      if ((all.get(message.id)?.stage ?? -1) <= message.stage) all.set(message.id, structuredClone(message));
    },
    get: async (id) => all.get(id),
    list: async (channel, viewer, limit) =>
      [...all.values()]
        .filter((message) => message.channel === channel && message.reply !== null)
        .filter(({ visibility, person }) => visibility === "public" || person === viewer)
        .sort((a, b) => a.at - b.at)
        .slice(-limit),
  };
}

const word = (more: Partial<Arg<string>> = {}): Arg<string> => ({
  description: "a word",
  placeholder: "<word>",
  required: true,
  position: "positional",
  parse: ([typed]) => typed ?? "",
  ...more,
});

const nothing = (): Reply => ({ blocks: [] });

/** Commands as declared; what they say is up to the script. */
export const COMMANDS = [
  defineCommand({
    name: "help",
    summary: "What Lectern can do, and how to say it",
    examples: ["help compare"],
    visibility: "private",
    access: "everyone",
    args: {},
    run: nothing,
  }),
  defineCommand({
    name: "compare",
    summary: "Put models side by side, with a chart",
    examples: ["compare gpt-3 gopher chinchilla"],
    visibility: "public",
    access: "everyone",
    args: {
      models: word({
        description: "models to compare",
        placeholder: "<model>…",
        position: "rest",
        list: { min: 2, max: 8 },
        complete: () => [],
      }),
      by: word({
        description: "the figure to compare by",
        placeholder: "<figure>",
        required: false,
        position: "named",
        choices: [
          { label: "parameters", value: "parameters" },
          { label: "training tokens", value: "tokens" },
        ],
      }),
    },
    run: nothing,
  }),
  defineCommand({
    name: "ask",
    summary: "Ask the course a question and get the passages that answer it",
    examples: ["ask why did Chinchilla beat Gopher?"],
    visibility: "public",
    access: "everyone",
    args: { question: word({ description: "your question", placeholder: "<question>", position: "rest" }) },
    run: nothing,
  }),
  defineCommand({
    name: "score",
    summary: "How a model does on a benchmark",
    examples: ["score gopher mmlu"],
    visibility: "private",
    access: "everyone",
    args: { model: word({ complete: () => [] }), benchmark: word({ complete: () => [] }) },
    run: nothing,
  }),
];

export const MODELS: Choice[] = [
  { label: "Chinchilla", value: "chinchilla" },
  { label: "Gopher", value: "gopher" },
  { label: "GPT-3", value: "gpt-3" },
  { label: "Llama 3 405B", value: "llama 3 405b" },
];

/** What the script decides about an input: an outcome without its bookkeeping. */
export type Scripted =
  | { reply: Reply; visibility?: Visibility }
  | { working: Reply; visibility?: Visibility }
  | { form: Extract<Outcome, { kind: "form" }>["form"] }
  | { repeat: true };

export interface FakeLectern extends Lectern {
  routed: Invocation[];
  shownIds: string[];
  artifacts: Map<string, Buffer>;
}

export const says = (text: string, more: Block[] = []): Reply => ({
  blocks: [{ kind: "text", text }, ...more],
});

function outcomeOf(scripted: Scripted, invocation: Invocation): Outcome {
  const facts = { command: "scripted", reference: "REF234" };
  if ("form" in scripted) return { kind: "form", form: scripted.form };
  if ("repeat" in scripted) return { kind: "repeat" };
  const visibility = scripted.visibility ?? "public";
  if ("reply" in scripted) return { kind: "reply", reply: scripted.reply, visibility, ...facts };
  const address = { ...invocation.address, visibility };
  const parcel = { invocation: invocation.id, address, reply: scripted.working, stage: WORKING };
  return { kind: "working", parcel, ...facts };
}

/** Lectern as adapters see it, answering from a script. */
export function fakeLectern(
  script: (input: Input, invocation: Invocation) => Scripted | Promise<Scripted>,
): FakeLectern {
  const routed: Invocation[] = [];
  const shownIds: string[] = [];
  const artifacts = new Map<string, Buffer>();
  return {
    commands: COMMANDS,
    courseTitle: "A course",
    routed,
    shownIds,
    artifacts,
    route: async (invocation) => {
      routed.push(invocation);
      return mistakesPrivate(outcomeOf(await script(invocation.input, invocation), invocation));
    },
    complete: (command, argument, typed) => {
      const choices = COMMANDS.find(({ name }) => name === command)?.args[argument]?.choices ?? MODELS;
      return choices.filter(({ label }) => label.toLowerCase().startsWith(typed.toLowerCase()));
    },
    offer: () => [],
    show: async () => {},
    shown: async (parcel, _posted, acknowledge) => {
      await acknowledge();
      shownIds.push(parcel.invocation);
    },
    artifact: async (key) => artifacts.get(key),
  };
}

export type Playground = Awaited<ReturnType<typeof startPlayground>>;

/** The playground on a free port of loopback. */
export async function startPlayground(
  lectern: FakeLectern,
  more: { options?: Partial<WebOptions>; deps?: Partial<WebDeps> } = {},
) {
  const messages = memoryMessages();
  const adapter = await connectWeb(
    {
      host: "127.0.0.1",
      port: 0,
      allowedHosts: ["lectern.example.org"],
      terminalToken: "s3cret",
      playground: "with staff",
      ...more.options,
    },
    lectern,
    { messages, log: pino({ level: "silent" }), ready: async () => ({ database: true }), ...more.deps },
  );
  /** The job of a working reply is done: its answer is delivered. */
  const deliver = async (invocation: string, reply: Reply): Promise<void> => {
    const working = messages.all.get(invocation);
    if (working === undefined) throw new Error(`${invocation} was never asked`);
    const { channel, person, visibility, at: askedAt } = working;
    const address = { platform: "web", channel, person, visibility, askedAt } as const;
    await adapter.send({ invocation, address, reply, stage: FINAL }, null, async () => {});
  };
  return { adapter, messages, lectern, deliver, url: adapter.url };
}
