import type { Logger } from "pino";
import type { Lectern, Outcome } from "../adapters/adapter.ts";
import { newReference, UserError } from "../errors.ts";
import { type Parcel, WORKING } from "../queue/catalogue.ts";
import type { Queues } from "../queue/open.ts";
import { needsDrawing, whileDrawing } from "../replies/drawing.ts";
import { ACTION_VALUE } from "../replies/limits.ts";
import type { Block, Reply, Visibility } from "../replies/reply.ts";
import type { Deliveries } from "../storage/deliveries.ts";
import type { KeptValues, TakenEvents } from "../storage/small-tables.ts";
import { checkAccess } from "./access.ts";
import type { Context, Later, Result, Vocabulary } from "./command.ts";
import { formOf } from "./form.ts";
import type { Address, Invocation, Person, Platform } from "./invocation.ts";
import { parseArguments } from "./parse.ts";
import { type Request, resolveInput } from "./resolve.ts";

/** What the router needs of the rest. */
export interface RouterParts extends Vocabulary {
  deliveries: Deliveries;
  queues: Pick<Queues, "addJob">;
  keptValues: KeptValues;
  takenEvents: TakenEvents;
  isStaff: (platform: Platform, person: Person) => Promise<boolean>;
  typed: (platform: Platform, commandName: string) => string;
  status: () => Promise<Record<string, string>>;
  checkRate: (person: string, nowMs: number) => void;
  log: Logger;
}

/** Both platforms want an answer within 3 s; this leaves time to send it. */
const DEADLINE_MS = 2_300;
/** Marks a button value that stands in the database under the key that follows. */
const KEPT = "~";

async function withinDeadline<Value>(work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${DEADLINE_MS} ms`)), DEADLINE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const isLater = (result: Result): result is Later => "job" in result;

function mistake(error: UserError): Reply {
  const blocks: Block[] = [{ kind: "text", text: error.message }];
  if (error.suggestions.length > 0) blocks.push({ kind: "actions", buttons: [...error.suggestions] });
  return {
    blocks,
    error: true,
    ...(error.argument === undefined ? {} : { data: { argument: error.argument } }),
  };
}

/** What a person sees when something failed on our side. */
export function apology(reference: string): Reply {
  const text = `Something went wrong here, not in what you typed. Try again in a moment; if it happens again, tell the course staff this reference: \`${reference}\``;
  return { blocks: [{ kind: "text", text }], error: true };
}

async function keepLongValues(reply: Reply, keptValues: KeptValues): Promise<Reply> {
  const short = async <Part extends { value: string }>(part: Part): Promise<Part> =>
    part.value.length <= ACTION_VALUE ? part : { ...part, value: KEPT + (await keptValues.keep(part.value)) };
  const blocks = reply.blocks.map(async (block): Promise<Block> => {
    if (block.kind !== "actions") return block;
    const buttons = await Promise.all(block.buttons.map(short));
    const menus = (block.menus ?? []).map(async (menu) => ({
      ...menu,
      options: await Promise.all(menu.options.map(short)),
    }));
    return { ...block, buttons, menus: await Promise.all(menus) };
  });
  return { ...reply, blocks: await Promise.all(blocks) };
}

/** Turns events into outcomes: finds the command, checks access, parses, runs, and makes what is owed durable. */
export function createRouter(parts: RouterParts): Lectern["route"] {
  const { deliveries, queues, keptValues, takenEvents, log } = parts;

  async function run(request: Exclude<Request, { kind: "form" }>, context: Context): Promise<Result> {
    if (request.kind === "action") {
      const action = request.command.actions?.[request.action];
      if (action === undefined) throw new Error(`no action ${request.action}`);
      return action(request.value, context);
    }
    const values = parseArguments(request.command, request.given, parts);
    return request.command.run(values as never, context);
  }

  async function expand(invocation: Invocation): Promise<Invocation["input"]> {
    const { input } = invocation;
    if (input.kind !== "action" || !input.value.startsWith(KEPT)) return input;
    const value = await keptValues.get(input.value.slice(KEPT.length));
    if (value === undefined)
      throw new UserError("This button has expired. Give the command again to get a fresh one.");
    return { ...input, value };
  }

  async function owe(
    later: Later,
    address: Address,
    about: { invocation: string; reference: string; command: string },
  ): Promise<Outcome> {
    const { invocation, reference, command } = about;
    const meanwhile = await keepLongValues(later.meanwhile, keptValues);
    const job = { invocation, reference, address, meanwhile, payload: later.payload };
    if (!(await deliveries.owe({ invocation, address, name: later.job, job }))) return { kind: "repeat" };
    // The answer is owed from here on: if the queue is away now, it is queued again when it is back.
    await queues
      .addJob(later.job, job)
      .catch((error: Error) => log.warn({ reference, reason: error.message }, "queue is away"));
    const parcel: Parcel = { invocation, address, reply: meanwhile, stage: WORKING };
    return { kind: "working", parcel, command, reference };
  }

  async function answer(
    invocation: Invocation,
    reference: string,
    seen: (command: string) => void,
  ): Promise<Outcome> {
    const { person, address } = invocation;
    parts.checkRate(`${address.platform}:${person.id}`, address.askedAt);
    const request = resolveInput(await expand(invocation), parts);
    const command = request.command.name;
    seen(command);
    const isStaff = (): Promise<boolean> => parts.isStaff(address.platform, person);
    await checkAccess(request.command, isStaff);
    if (request.kind === "form") return { kind: "form", form: formOf(request.command) };
    const context: Context = {
      course: parts.course,
      commands: parts.commands,
      person,
      platform: address.platform,
      isStaff,
      now: new Date(address.askedAt),
      typed: (name) => parts.typed(address.platform, name),
      status: parts.status,
    };
    const visibility: Visibility = request.kind === "run" ? request.visibility : request.command.visibility;
    const result = await run(request, context);
    const full: Address = { ...address, visibility };
    const about = { invocation: invocation.id, reference, command };
    if (isLater(result)) return owe(result, full, about);
    const reply = await keepLongValues(result, keptValues);
    if (!needsDrawing(reply, address.platform))
      return { kind: "reply", reply, visibility, command, reference };
    const later: Later<"draw-reply"> = {
      job: "draw-reply",
      payload: { reply },
      meanwhile: whileDrawing(reply, address.platform),
    };
    return owe(later, full, about);
  }

  return async (invocation) => {
    const reference = newReference();
    const started = performance.now();
    let command = "?";
    const line = (outcome: string, more: object = {}): void => {
      const ms = Math.round(performance.now() - started);
      const level = outcome === "bug" ? "error" : "info";
      log[level](
        { reference, platform: invocation.address.platform, command, outcome, ms, ...more },
        "invocation",
      );
    };
    try {
      if (invocation.mayRepeat && !(await takenEvents.take(invocation.id))) return { kind: "repeat" };
      const outcome = await withinDeadline(answer(invocation, reference, (name) => (command = name)));
      line(outcome.kind);
      return outcome;
    } catch (error) {
      const own = error instanceof UserError;
      line(own ? "mistake" : "bug", own ? {} : { error });
      const reply = own
        ? await keepLongValues(mistake(error), keptValues).catch(() => mistake(error))
        : apology(reference);
      return { kind: "reply", reply, visibility: "private", command, reference };
    }
  };
}
