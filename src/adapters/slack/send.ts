import type { Logger } from "pino";
import { FINAL, type Parcel } from "../../queue/catalogue.ts";
import { plain } from "../../replies/markdown.ts";
import { type Posted, type Sender, Undeliverable } from "../adapter.ts";
import { lasting, type SlackApi } from "./api.ts";
import { completeUpload, untilScanned, upload, wasCompleted } from "./pictures.ts";
import { directChannel, type Place, post } from "./post.ts";
import { readState, writeState } from "./state.ts";
import { picturesOf, type Task } from "./task.ts";
import { whisper } from "./whisper.ts";

export interface SlackSender extends Sender {
  /** Shares the text files of a reply that the acknowledgement has already shown. */
  sendFiles: (parcel: Parcel) => Promise<void>;
  /** Tells the asker that the files of this reply did not get through. */
  tellAboutFiles: (parcel: Parcel) => Promise<void>;
}

interface Parts {
  api: SlackApi;
  artifact: (key: string) => Promise<Buffer | undefined>;
  log: Logger;
}

/** Uploads what is not uploaded yet. A picture Slack will not take is shown by its description. */
async function uploadPictures(task: Task, artifact: Parts["artifact"]): Promise<void> {
  const { api, state, parcel } = task;
  const pictures = picturesOf(parcel.reply);
  const shown = new Set(pictures.map(({ artifact }) => artifact));
  // A live message shows many pictures in its life, one after the other.
  for (const key of Object.keys(state.images)) if (!shown.has(key)) delete state.images[key];
  for (const { artifact: key, name, alt } of pictures) {
    if (state.images[key] !== undefined) continue;
    const bytes = await artifact(key);
    if (bytes === undefined) continue;
    try {
      const id = await upload(api, { name, bytes, alt });
      await completeUpload(api, { id, title: name });
      state.images[key] = id;
      await task.save();
      await untilScanned(api, id);
    } catch (error) {
      if (lasting(error) === undefined) throw error;
      task.log.warn({ invocation: parcel.invocation, reason: lasting(error) }, "Slack takes no picture");
    }
  }
}

/** Each text file once: the id is remembered before the file is shared, and after a crash Slack is asked. */
async function shareFile(
  task: Task,
  at: number,
  target: { channel: string; thread?: string },
): Promise<void> {
  const { api, state, parcel } = task;
  const file = parcel.reply.files?.[at];
  if (file === undefined || state.files[at]?.shared) return;
  const before = state.files[at];
  if (before === undefined || !(await wasCompleted(api, before.id))) {
    const bytes = Buffer.from(file.text, "utf8");
    const id = before?.id ?? (await upload(api, { name: file.name, bytes, alt: file.alt }));
    state.files[at] = { id, shared: false };
    await task.save();
    await completeUpload(api, { id, title: file.name }, target);
  }
  state.files[at] = { id: state.files[at]?.id ?? "", shared: true };
  await task.save();
}

/** Under the message where everybody sees it, otherwise in the asker's direct messages. */
async function shareFiles(task: Task, place: Place | undefined): Promise<void> {
  const { parcel } = task;
  const files = parcel.reply.files ?? [];
  if (files.length === 0) return;
  const { visibility, direct, thread } = parcel.address;
  const open = place !== undefined && (visibility === "public" || direct === true);
  try {
    const target = open
      ? { channel: place.channel, thread: thread ?? place.ts }
      : { channel: await directChannel(task, parcel.address.person) };
    for (const at of files.keys()) await shareFile(task, at, target);
  } catch (error) {
    if (lasting(error) === undefined) throw error;
    task.log.warn({ invocation: parcel.invocation, reason: lasting(error) }, "a file could not be shared");
    await tellAboutFiles(task, lasting(error) ?? "");
  }
}

async function tellAboutFiles(task: Task, reason: string): Promise<void> {
  const text = `The file that goes with this answer could not be sent: Slack says ${reason}.`;
  const { invocation, address } = task.parcel;
  const reply = { blocks: [{ kind: "note" as const, text: plain(text) }] };
  const parcel: Parcel = { invocation, address: { ...address, visibility: "private" }, reply, stage: FINAL };
  const aside: Task = { ...task, parcel, state: readState(null), save: () => Promise.resolve() };
  await whisper(aside).catch(() => undefined);
}

/** For what is sent once, right after an acknowledgement. */
const forgetful = (): Promise<void> => Promise.resolve();

/** Posts, edits and whispers on Slack; exactly once in effect as far as Slack lets a posted message be found again. */
export function slackSender({ api, artifact, log }: Parts): SlackSender {
  const begin = (
    parcel: Parcel,
    posted: Posted | null,
    remember: (posted: Posted) => Promise<void>,
  ): Task => {
    const state = readState(posted);
    return { parcel, state, save: () => remember(writeState(state)), api, log };
  };
  return {
    async send(parcel, posted, remember) {
      const task = begin(parcel, posted, remember);
      const { visibility, direct } = parcel.address;
      try {
        await uploadPictures(task, artifact);
        const place = visibility === "public" || direct === true ? await post(task) : await whisper(task);
        if (parcel.stage >= FINAL) await shareFiles(task, place);
      } catch (error) {
        const reason = lasting(error);
        if (reason === undefined) throw error;
        throw new Undeliverable(`Slack says ${reason}`, { cause: error });
      }
    },
    sendFiles: (parcel) => shareFiles(begin(parcel, null, forgetful), undefined),
    tellAboutFiles: (parcel) => tellAboutFiles(begin(parcel, null, forgetful), "that it did not arrive"),
  };
}
