import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import type { Lectern, Outcome } from "../adapters/adapter.ts";
import { newReference, UserError } from "../errors.ts";
import { type Parcel, WORKING } from "../queue/catalogue.ts";
import type { Queues } from "../queue/open.ts";
import { needsDrawing, whileDrawing } from "../replies/drawing.ts";
import { isChat, numbersOf, withNumbers } from "../replies/numbers-behind.ts";
import type { Reply, Visibility } from "../replies/reply.ts";
import type { Deliveries } from "../storage/deliveries.ts";
import type { KeptValues, TakenEvents } from "../storage/small-tables.ts";
import { checkAccess, checkUse } from "./access.ts";
import { type Context, hasUse, type Later, type Result, type Vocabulary } from "./command.ts";
import { takesFile } from "./files.ts";
import { formOf } from "./form.ts";
import type { Address, AttachedFile, Input, Invocation, Person, Platform } from "./invocation.ts";
import { lineOfRequest, parseArguments } from "./parse.ts";
import { type Request, resolveInput } from "./resolve.ts";
import { apology, KEPT, keepLongValues, mistake, namedAsTyped } from "./speak.ts";
import { wellFormed } from "./well-formed.ts";
import { STOP, stopped } from "./working.ts";

/** Answers that are promised: durable before they are acknowledged. */
export interface Debts {
  /** False when this invocation was recorded before. */
  owe: (owed: Parameters<Deliveries["owe"]>[0]) => Promise<boolean>;
  /** Takes the promise back before anybody was told of it. */
  forgive: (invocation: string) => Promise<void>;
}

/** What the router needs of the rest. */
export interface RouterParts extends Vocabulary {
  debts: Debts;
  queues: Pick<Queues, "addJob">;
  keptValues: KeptValues;
  keptTexts: Pick<KeptValues, "keep" | "get">;
  takenEvents: TakenEvents;
  isStaff: (platform: Platform, person: Person) => Promise<boolean>;
  typed: (platform: Platform, commandName: string) => string;
  status: () => Promise<Record<string, string>>;
  stop: Deliveries["stop"];
  /** What labs keep: for the place and the person of a question. */
  labs: (asked: Pick<Invocation, "address" | "person">) => Pick<Context, "pool" | "exercises" | "taskNames">;
  checkRate: (person: string, nowMs: number) => void;
  log: Logger;
}

/** Both platforms want an answer within 3 s; this leaves time to send it. */
const DEADLINE_MS = 2_300;
const QUEUE_MS = 800;
const LONGEST_LINE = 2_000;
/** All that is in a form. */
const LONGEST_FORM = 20_000;
const LONGEST_MESSAGE = 8_000;

/** Runs `work`, which is told by the signal when nobody waits for it any more. */
async function withinDeadline<Value>(work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error(`no answer within ${DEADLINE_MS} ms`)));
  });
  return Promise.race([work(signal), late]);
}

const isLater = (result: Result): result is Later => "job" in result;

/** What a person wrote, bounded and storable. */
function cleaned(input: Input): Input {
  if (input.kind === "action") return { ...input, value: wellFormed(input.value) };
  if (input.kind === "options") {
    const entries = Object.entries(input.options).map(([name, value]) => [name, wellFormed(value)] as const);
    const { length } = entries.map(([, value]) => value).join(" ");
    if (length > LONGEST_FORM)
      throw new UserError(
        `That has ${length} characters; ${LONGEST_FORM} is the most. Shorten it, or send it as a file where the command takes one.`,
      );
    return { ...input, options: Object.fromEntries(entries) };
  }
  // Of somebody else's message only the beginning is looked at; a command that long is a mistake.
  if (input.kind === "message") return { ...input, text: wellFormed(input.text).slice(0, LONGEST_MESSAGE) };
  checkLength(input.text);
  return { ...input, text: wellFormed(input.text) };
}

function checkLength(text: string): void {
  if (text.length <= LONGEST_LINE) return;
  throw new UserError(`That line has ${text.length} characters; ${LONGEST_LINE} is the most. Shorten it.`);
}

/** One invocation on its way through the router. */
interface Ask {
  invocation: Invocation;
  reference: string;
  /** Set when nobody waits for the outcome any more. */
  signal: AbortSignal;
  command: string;
}

/** Turns events into outcomes: finds the command, checks access, parses, runs, and makes what is owed durable. */
export function createRouter(parts: RouterParts): Lectern["route"] {
  const { debts, queues, keptValues, takenEvents, commands, log } = parts;

  const prepared = async (reply: Reply, platform: Platform): Promise<Reply> => {
    const named = namedAsTyped(reply, commands, (name) => parts.typed(platform, name));
    // A terminal prints what a button would do, and that is to be typed.
    return platform === "terminal" ? named : keepLongValues(named, keptValues);
  };

  async function run(
    request: Exclude<Request, { kind: "form" }>,
    context: Context,
    files: readonly AttachedFile[],
  ): Promise<Result> {
    if (request.kind === "action") return request.action(request.value, context);
    const { command, given, numbers } = request;
    const sent = { files, platform: context.platform };
    const result = await command.run(parseArguments(command, given, parts, sent) as never, context);
    // A button gives the line again: the file would be missing, and what it does would be done twice.
    const whole = command.once !== true && (files.length === 0 || !takesFile(command));
    const line = lineOfRequest(command, given);
    if (isLater(result))
      return { ...(whole ? { line } : {}), ...result, ...(numbers === undefined ? {} : { numbers }) };
    if (!whole) return result;
    return numbers === undefined
      ? withNumbers(result, line, context.platform)
      : numbersOf(result, numbers, context.platform);
  }

  async function expand(input: Input): Promise<Input> {
    if (input.kind !== "action" || !input.value.startsWith(KEPT)) return input;
    const value = await keptValues.get(input.value.slice(KEPT.length));
    if (value !== undefined) return { ...input, value };
    throw new UserError("This button has expired. Give the command again to get a fresh one.");
  }

  function contextOf({ id, person, address }: Invocation, request: Request): Context {
    const { platform, askedAt } = address;
    const asked = request.kind === "run" && request.numbers === "csv";
    return {
      course: parts.course,
      commands: commands.filter((command) => hasUse(command, parts.course)),
      person,
      platform,
      filesWanted: asked || !isChat(platform),
      isStaff: () => parts.isStaff(platform, person),
      now: new Date(askedAt),
      typed: (name) => parts.typed(platform, name),
      status: parts.status,
      invocation: id,
      keep: parts.keptTexts.keep,
      kept: parts.keptTexts.get,
      ...parts.labs({ address, person }),
    };
  }

  const stopper =
    ({ person, address }: Invocation) =>
    async (invocation: string) =>
      parts.stop(invocation, { person: person.id, staff: await parts.isStaff(address.platform, person) });

  async function owe(later: Later, address: Address, ask: Ask): Promise<Outcome> {
    const { reference, command, signal } = ask;
    const invocation = ask.invocation.id;
    const meanwhile = await prepared(later.meanwhile, address.platform);
    const { payload, line, numbers, live } = later;
    // What a terminal has printed stays as it is.
    const follows =
      live !== undefined &&
      numbers === undefined &&
      address.visibility === "public" &&
      address.platform !== "terminal";
    const about = {
      ...(line === undefined ? {} : { line }),
      ...(numbers === undefined ? {} : { numbers }),
      ...(follows ? { live } : {}),
    };
    const job = { invocation, reference, address, meanwhile, payload, ...about };
    // An apology has gone out: an answer on top of it would be one too many.
    signal.throwIfAborted();
    if (!(await debts.owe({ invocation, address, name: later.job, job }))) return { kind: "repeat" };
    if (signal.aborted) await debts.forgive(invocation);
    signal.throwIfAborted();
    // The answer is owed from here on: a queue that is slow or away gets the job later, and nobody waits for it now.
    const added = queues
      .addJob(later.job, job)
      .catch((error: Error) => log.warn({ reference, reason: error.message }, "the job was not queued"));
    await Promise.race([added, wait(QUEUE_MS, undefined, { ref: false })]);
    const parcel: Parcel = { invocation, address, reply: meanwhile, stage: WORKING };
    return { kind: "working", parcel, command, reference };
  }

  async function answer(ask: Ask): Promise<Outcome> {
    const { invocation, reference } = ask;
    const { platform } = invocation.address;
    if (invocation.mayRepeat && !(await takenEvents.take(invocation.id))) return { kind: "repeat" };
    // A terminal is the operator's own; scripts ask as much as they like.
    if (platform !== "terminal")
      parts.checkRate(`${platform}:${invocation.person.id}`, invocation.address.askedAt);
    const input = cleaned(await expand(invocation.input));
    if (input.kind === "action" && input.action === STOP) {
      ask.command = STOP;
      const reply = await stopped(input.value, { stop: stopper(invocation) });
      return { kind: "reply", reply, visibility: "private", command: STOP, reference };
    }
    const request = resolveInput(input, parts);
    const command = request.command.name;
    ask.command = command;
    const context = contextOf(invocation, request);
    await checkAccess(request.command, context.isStaff);
    checkUse(request.command, context);
    if (request.kind === "form") return { kind: "form", form: formOf(request.command) };
    const result = await run(request, context, invocation.files ?? []);
    const usual = request.kind === "run" ? request.visibility : request.command.visibility;
    const asked: Visibility = result.private === true ? "private" : usual;
    if (isLater(result)) return owe(result, { ...invocation.address, visibility: asked }, ask);
    const visibility: Visibility = result.error === true ? "private" : asked;
    const reply = await prepared(result, platform);
    if (!needsDrawing(reply, platform)) return { kind: "reply", reply, visibility, command, reference };
    const meanwhile = whileDrawing(reply, platform);
    return owe(
      { job: "draw-reply", payload: { reply }, meanwhile },
      { ...invocation.address, visibility },
      ask,
    );
  }

  async function failed(error: unknown, { reference, command, invocation }: Ask): Promise<Outcome> {
    const said = error instanceof UserError ? mistake(error) : apology(reference);
    const plainly = (): Reply => ({ ...said, blocks: said.blocks.filter(({ kind }) => kind !== "actions") });
    const reply = await withinDeadline(() => prepared(said, invocation.address.platform)).catch(plainly);
    return { kind: "reply", reply, visibility: "private", command, reference };
  }

  return async (invocation) => {
    const started = performance.now();
    const ask = { invocation, reference: newReference(), command: "?" };
    const line = (outcome: string, error?: unknown): void => {
      const { platform } = invocation.address;
      const ms = Math.round(performance.now() - started);
      const about = { reference: ask.reference, platform, command: ask.command, outcome, ms };
      if (error === undefined) log.info(about, "invocation");
      else log.error({ ...about, error }, "invocation");
    };
    try {
      const outcome = await withinDeadline((signal) => answer(Object.assign(ask, { signal })));
      line(outcome.kind);
      return outcome;
    } catch (error) {
      if (error instanceof UserError) line("mistake");
      else line("bug", error);
      return failed(error, Object.assign(ask, { signal: AbortSignal.abort() }));
    }
  };
}
