import { setTimeout as wait } from "node:timers/promises";
import { lasting, refusal, type SlackApi, TIMEOUT_MS, whenAllowed } from "./api.ts";

/** Puts the bytes on Slack's side. Nobody sees them until `completeUpload`. Returns the file's id. */
export async function upload(
  api: SlackApi,
  file: { name: string; bytes: Buffer; alt: string },
): Promise<string> {
  const { upload_url, file_id } = await api.safe.files.getUploadURLExternal({
    filename: file.name,
    length: file.bytes.length,
    alt_text: file.alt.slice(0, 1_000),
  });
  if (upload_url === undefined || file_id === undefined) throw new Error("Slack gave no upload address");
  const response = await fetch(upload_url, {
    method: "POST",
    body: new Uint8Array(file.bytes),
    headers: { "content-type": "application/octet-stream" },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`Slack took no upload: ${response.status}`);
  return file_id;
}

/** Finishes an upload; with `target` the file is shared there, without it stays with the bot, for its own blocks. */
export async function completeUpload(
  api: SlackApi,
  file: { id: string; title: string },
  target?: { channel: string; thread?: string },
): Promise<void> {
  const files: [{ id: string; title: string }] = [file];
  if (target === undefined) await whenAllowed(() => api.once.files.completeUploadExternal({ files }));
  else {
    const { channel, thread } = target;
    const place = thread === undefined ? { channel_id: channel } : { channel_id: channel, thread_ts: thread };
    await whenAllowed(() => api.once.files.completeUploadExternal({ files, ...place }));
  }
}

const CHECKS = 7;
const FIRST_PAUSE_MS = 100;

/** Waits until Slack has scanned the file: before that its id is refused in blocks. Gives up quietly after ~6 s. */
export async function untilScanned(api: SlackApi, id: string): Promise<void> {
  for (let check = 0; check < CHECKS; check += 1) {
    const { file } = await api.safe.files.info({ file: id });
    if (file?.mimetype) return;
    await wait(Math.min(FIRST_PAUSE_MS * 2 ** check, 2_000));
  }
}

/** Whether this upload was completed before a crash; completing is what makes a file known. */
export async function wasCompleted(api: SlackApi, id: string): Promise<boolean> {
  try {
    const { file } = await api.safe.files.info({ file: id });
    return file !== undefined;
  } catch (error) {
    if (refusal(error) === "file_not_found") return false;
    // Without files:read there is no telling; a second copy is worse than a missing one.
    if (lasting(error) !== undefined) return true;
    throw error;
  }
}
