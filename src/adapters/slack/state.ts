import type { Json } from "../../replies/reply.ts";
import type { Posted } from "../adapter.ts";

/** What is remembered per invocation. A crash may have come after any `remember`, never before what it records. */
export interface State {
  /** Posting was begun: without `ts` the message may be there or not. */
  attempted?: true;
  channel?: string;
  ts?: string;
  /** The acknowledgement of the slash command showed something that the answer replaces. */
  acknowledged?: true;
  /** The stage said in a way that cannot be edited (ephemerally, through a response_url). */
  said?: number;
  /** The answer stands where it cannot be edited, or not where it was asked for. */
  fixed?: true;
  /** The answer's pictures went to the asker's direct messages. */
  picturesSent?: true;
  /** Slack's file ids by artifact key. */
  images: Record<string, string>;
  /** Slack's file ids of the text files by position; `shared` once Slack took the sharing. */
  files: Record<string, { id: string; shared: boolean }>;
}

const isRecord = (value: unknown): value is Record<string, Json> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function readState(posted: Posted | null): State {
  const { attempted, channel, ts, acknowledged, said, fixed, picturesSent, images, files } = posted ?? {};
  const ids = Object.entries(isRecord(images) ? images : {}).filter((entry): entry is [string, string] => {
    return typeof entry[1] === "string";
  });
  const shared = Object.entries(isRecord(files) ? files : {}).flatMap(([at, file]) =>
    isRecord(file) && typeof file.id === "string"
      ? [[at, { id: file.id, shared: file.shared === true }] as const]
      : [],
  );
  return {
    ...(attempted === true ? { attempted } : {}),
    ...(typeof channel === "string" ? { channel } : {}),
    ...(typeof ts === "string" ? { ts } : {}),
    ...(acknowledged === true ? { acknowledged } : {}),
    ...(typeof said === "number" ? { said } : {}),
    ...(fixed === true ? { fixed } : {}),
    ...(picturesSent === true ? { picturesSent } : {}),
    images: Object.fromEntries(ids),
    files: Object.fromEntries(shared),
  };
}

export function writeState(state: State): Posted {
  return JSON.parse(JSON.stringify(state)) as Posted;
}
