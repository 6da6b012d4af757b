import { FINAL, type Parcel } from "../../queue/catalogue.ts";
import { type SlackMessage, toSlackMessage } from "../../replies/to-slack.ts";
import { whenAllowed } from "./api.ts";
import { notThere, type Place, postDirectly, sendPictures } from "./post.ts";
import {
  badBlocks,
  freshUrl,
  hasPictures,
  insisting,
  noted,
  respond,
  type Task,
  withPictures,
} from "./task.ts";

/** Slack shows an ephemeral message in a thread only where somebody has answered in it. */
const liveThread = ({ address: { thread, newThread } }: Parcel): { thread_ts?: string } =>
  thread === undefined || newThread === true ? {} : { thread_ts: thread };

async function ephemeral({ api, parcel }: Task, message: SlackMessage): Promise<void> {
  const { channel, person } = parcel.address;
  const place = liveThread(parcel);
  await whenAllowed(() => api.once.chat.postEphemeral({ ...message, channel, user: person, ...place }));
}

function throughUrl(task: Task, message: SlackMessage): Promise<boolean> {
  const url = freshUrl(task);
  if (url === undefined) return Promise.resolve(false);
  return respond(url, {
    response_type: "ephemeral",
    // Only after an acknowledgement that said "working" is the original our own; a button's is the message it sits on.
    replace_original: task.state.acknowledged === true,
    ...liveThread(task.parcel),
    ...message,
  });
}

/** A picture cannot go through a response_url: says it ephemerally with the picture, if Slack lets it. */
async function ephemeralWithPictures(task: Task): Promise<boolean> {
  try {
    await insisting(task, (message) => ephemeral(task, message));
  } catch (error) {
    if (notThere(error) || badBlocks(error)) return false;
    throw error;
  }
  const url = freshUrl(task);
  if (task.state.acknowledged && url !== undefined) {
    // Only tidying: the "working" line goes; if it stays, nothing is lost.
    await respond(url, { delete_original: true }).catch(() => false);
  }
  return true;
}

async function withoutPictures(task: Task): Promise<boolean> {
  const { reply } = task.parcel;
  const sent = hasPictures(task) && (await sendPictures(task));
  const shown = sent ? noted(reply, "The picture is in your direct messages with me.") : reply;
  const message = hasPictures(task) ? toSlackMessage(shown, {}) : withPictures(task);
  if (await throughUrl(task, message)) return true;
  try {
    await ephemeral(task, message);
    return true;
  } catch (error) {
    if (notThere(error)) return false;
    throw error;
  }
}

/** The answer for the asker alone. What was said so cannot be edited, so of the stages in between one is shown. */
export async function whisper(task: Task): Promise<Place | undefined> {
  const { state, parcel } = task;
  const { stage } = parcel;
  if ((state.said ?? 0) >= stage) return undefined;
  if (stage < FINAL && (state.said !== undefined || state.acknowledged)) return undefined;
  const pictures = hasPictures(task) && (await ephemeralWithPictures(task));
  const said = pictures || (await withoutPictures(task));
  if (!said && stage >= FINAL) return postDirectly(task);
  state.said = stage;
  await task.save();
  return undefined;
}
