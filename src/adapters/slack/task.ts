import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import type { Parcel } from "../../queue/catalogue.ts";
import type { BlockOf, Reply } from "../../replies/reply.ts";
import { type SlackMessage, toSlackMessage } from "../../replies/to-slack.ts";
import { refusal, type SlackApi, TIMEOUT_MS } from "./api.ts";
import type { State } from "./state.ts";

/** One parcel being delivered: what is known about it, and the means. */
export interface Task {
  parcel: Parcel;
  state: State;
  /** Makes the state durable. */
  save: () => Promise<void>;
  api: SlackApi;
  log: Logger;
}

export const picturesOf = (reply: Reply): BlockOf<"image">[] =>
  reply.blocks.filter((block) => block.kind === "image");

export function noted(reply: Reply, text: string): Reply {
  return { ...reply, blocks: [...reply.blocks, { kind: "note", text }] };
}

/** The reply with the pictures that were uploaded; says so when one is missing. */
export function withPictures({ parcel: { reply }, state }: Task): SlackMessage {
  const complete = picturesOf(reply).every(({ artifact }) => state.images[artifact] !== undefined);
  const shown = complete
    ? reply
    : noted(reply, "A picture could not be shown; its description stands in its place.");
  return toSlackMessage(shown, state.images);
}

export const hasPictures = ({ parcel, state }: Task): boolean =>
  picturesOf(parcel.reply).some(({ artifact }) => state.images[artifact] !== undefined);

const BAD_BLOCKS = new Set(["invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"]);
export const badBlocks = (error: unknown): boolean => BAD_BLOCKS.has(refusal(error) ?? "");

/** Slack refuses blocks with a picture it has not finished scanning: worth these pauses before giving the picture up. */
const PAUSES_MS = [0, 500, 1_500];

/** Calls with the pictures until Slack takes them; the last refusal is thrown. */
export async function insisting<Result>(
  task: Task,
  call: (message: SlackMessage) => Promise<Result>,
): Promise<Result> {
  const pauses = hasPictures(task) ? PAUSES_MS : [0];
  let last: unknown;
  for (const pause of pauses) {
    await wait(pause);
    try {
      return await call(withPictures(task));
    } catch (error) {
      if (!badBlocks(error)) throw error;
      last = error;
    }
  }
  throw last;
}

/** Calls with the best form Slack takes: with pictures, with their descriptions, and at worst with the words alone. */
export async function settling<Result>(
  task: Task,
  call: (message: SlackMessage) => Promise<Result>,
): Promise<Result> {
  try {
    return await insisting(task, call);
  } catch (error) {
    if (!badBlocks(error)) throw error;
    task.log.warn({ invocation: task.parcel.invocation }, "Slack refused the blocks; showing less");
  }
  const { reply } = task.parcel;
  const plainer = toSlackMessage(noted(reply, "Slack could not show this in full."), {});
  try {
    return await call(plainer);
  } catch (error) {
    if (!badBlocks(error)) throw error;
    return await call({ text: plainer.text, blocks: [] });
  }
}

const FRESH_MS = 29 * 60_000;

/** The response_url while Slack still takes it. */
export function freshUrl({ parcel: { address } }: Task): string | undefined {
  return Date.now() - address.askedAt < FRESH_MS ? address.responseUrl : undefined;
}

/**
 * Posts to a response_url; false when Slack takes it no longer (five uses, thirty minutes) or refuses the message.
 * Such a post cannot be looked up, so after a crash it is repeated: an answer twice is better than none.
 */
export async function respond(url: string, body: Record<string, unknown>): Promise<boolean> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.status >= 500 || response.status === 429) throw new Error(`response_url: ${response.status}`);
  return response.ok;
}
