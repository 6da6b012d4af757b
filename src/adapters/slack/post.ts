import { WebAPIRateLimitedError } from "@slack/web-api";
import { FINAL } from "../../queue/catalogue.ts";
import { toSlackMessage } from "../../replies/to-slack.ts";
import { lasting, refusal, whenAllowed } from "./api.ts";
import { freshUrl, hasPictures, noted, picturesOf, respond, settling, type Task } from "./task.ts";

export interface Place {
  channel: string;
  ts: string;
}

export const METADATA = "lectern_reply";

const NOT_THERE = new Set(["not_in_channel", "channel_not_found", "user_not_in_channel"]);
export const notThere = (error: unknown): boolean => NOT_THERE.has(refusal(error) ?? "");

/** The direct messages between the bot and a person. */
export async function directChannel({ api }: Task, person: string): Promise<string> {
  const { channel } = await api.safe.conversations.open({ users: person });
  if (channel?.id === undefined) throw new Error("Slack opened no conversation");
  return channel.id;
}

const isPerson = (channel: string): boolean => /^[UW]/.test(channel);

/** Slack's clock and ours may differ. */
const CLOCK_SKEW_S = 120;

/** Looks for the message that a process posted before it died, by its metadata; needs the scope to read the channel. */
async function findPosted(task: Task, channel: string): Promise<void> {
  const { api, state, parcel } = task;
  const { thread, askedAt } = parcel.address;
  const range = { oldest: String(askedAt / 1_000 - CLOCK_SKEW_S), include_all_metadata: true, limit: 200 };
  try {
    const { messages = [] } =
      thread === undefined
        ? await api.safe.conversations.history({ channel, ...range })
        : await api.safe.conversations.replies({ channel, ts: thread, ...range });
    const ours = messages.find(({ metadata }) => {
      const payload: unknown = metadata?.event_payload;
      const named = typeof payload === "object" && payload !== null && "invocation" in payload;
      return metadata?.event_type === METADATA && named && payload.invocation === parcel.invocation;
    });
    if (ours?.ts === undefined) return;
    state.ts = ours.ts;
    state.channel = channel;
    await task.save();
  } catch (error) {
    if (lasting(error) === undefined) throw error;
    task.log.info(
      { invocation: parcel.invocation, reason: lasting(error) },
      "could not look for an earlier message",
    );
  }
}

async function postMessage(task: Task, channel: string, thread: string | undefined): Promise<Place> {
  const { api, state, parcel } = task;
  state.attempted = true;
  await task.save();
  const where = { channel, ...(thread === undefined ? {} : { thread_ts: thread }) };
  const metadata = { event_type: METADATA, event_payload: { invocation: parcel.invocation } };
  const answer = await settling(task, (message) =>
    whenAllowed(() =>
      api.once.chat.postMessage({ ...message, ...where, metadata, unfurl_links: false, unfurl_media: false }),
    ),
  ).catch(async (error: unknown) => {
    // A refusal says that nothing was posted: no need to look for it next time.
    if (lasting(error) !== undefined || error instanceof WebAPIRateLimitedError) {
      delete state.attempted;
      await task.save();
    }
    throw error;
  });
  if (answer.ts === undefined) throw new Error("Slack posted without saying where");
  const place = { channel: answer.channel ?? channel, ts: answer.ts };
  Object.assign(state, place);
  await task.save();
  return place;
}

/** The answer as a message everybody there sees: posted the first time, edited from then on. */
export async function post(task: Task): Promise<Place | undefined> {
  const { api, state, parcel } = task;
  const { address } = parcel;
  // What went through a response_url cannot be edited: newer versions of it would be new messages.
  if (state.ts === undefined && (state.said ?? 0) >= FINAL) return undefined;
  try {
    if (state.ts === undefined) {
      const channel = isPerson(address.channel)
        ? await directChannel(task, address.channel)
        : address.channel;
      if (state.attempted) await findPosted(task, channel);
      if (state.ts === undefined) return await postMessage(task, channel, address.thread);
    }
    const place = { channel: state.channel ?? address.channel, ts: state.ts };
    await settling(task, (message) => whenAllowed(() => api.once.chat.update({ ...message, ...place })));
    return place;
  } catch (error) {
    // What stands is left as it is where it can be reached no more: nobody asked for another message.
    if (!notThere(error) || parcel.update === true) throw error;
    return postFromOutside(task);
  }
}

/** The pictures alone, to the asker; false when they cannot be reached either. */
export async function sendPictures(task: Task): Promise<boolean> {
  const { api, state, parcel } = task;
  if (state.picturesSent) return true;
  try {
    const channel = await directChannel(task, parcel.address.person);
    const blocks = parcel.reply.blocks.filter(({ kind }) => kind === "heading" || kind === "image");
    const alone: Task = { ...task, parcel: { ...parcel, reply: { blocks } } };
    await settling(alone, (message) =>
      whenAllowed(() => api.once.chat.postMessage({ ...message, channel, unfurl_links: false })),
    );
    state.picturesSent = true;
    await task.save();
    return true;
  } catch (error) {
    if (lasting(error) === undefined) throw error;
    task.log.warn(
      { invocation: parcel.invocation, reason: lasting(error) },
      "pictures could not be sent directly",
    );
    return false;
  }
}

/** The whole answer in the asker's direct messages, when there is no way into the place of the question. */
export async function postDirectly(task: Task): Promise<Place> {
  const { parcel } = task;
  const note = "I could not answer where you asked. Invite me there with `/invite` and ask again.";
  const channel = await directChannel(task, parcel.address.person);
  const { state } = task;
  // What stands where the question was asked cannot be reached any more: the answer is a new message here.
  if (state.channel !== channel) {
    delete state.ts;
    delete state.channel;
  }
  if (state.attempted) await findPosted(task, channel);
  if (state.ts !== undefined) return { channel, ts: state.ts };
  return postMessage(
    { ...task, parcel: { ...parcel, reply: noted(parcel.reply, note) } },
    channel,
    undefined,
  );
}

/** Where the bot is not a member only a response_url reaches the channel: no pictures, no editing. */
async function postFromOutside(task: Task): Promise<Place | undefined> {
  const { state, parcel } = task;
  const { stage, reply } = parcel;
  const url = freshUrl(task);
  if ((state.said ?? 0) >= Math.min(stage, FINAL)) return undefined;
  if (stage < FINAL) {
    if (url === undefined || state.said !== undefined) return undefined;
    await respond(url, { response_type: "ephemeral", replace_original: false, ...toSlackMessage(reply, {}) });
  } else {
    state.fixed = true;
    const pictures = hasPictures(task) && (await sendPictures(task));
    const invitation = `Invite me with \`/invite\` to see pictures here.${pictures ? " I sent it to whoever asked." : ""}`;
    const shown = picturesOf(reply).length > 0 ? noted(reply, invitation) : reply;
    const body = { response_type: "in_channel", replace_original: false, ...toSlackMessage(shown, {}) };
    if (url === undefined || !(await respond(url, body))) return postDirectly(task);
  }
  state.said = stage;
  await task.save();
  return undefined;
}
