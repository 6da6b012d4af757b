import { randomUUID } from "node:crypto";
import { UserError } from "../../errors.ts";
import type { AttachedFile } from "../../router/invocation.ts";

const KEPT_MINUTES = 15;
/** A class's worth of files; the oldest goes when there are more bytes. */
const MOST_BYTES = 60_000_000;
const MOST_FILES = 300;

interface Upload {
  name: string;
  bytes: Uint8Array;
  timer: NodeJS.Timeout;
}

/** Files on their way from the page to a command: kept in memory, for some minutes, under ids that cannot be guessed. */
export interface Uploads {
  keep: (name: string, bytes: Uint8Array) => string;
  /** Throws `UserError` when one of them is no longer here. */
  files: (ids: readonly string[]) => AttachedFile[];
}

export function createUploads(): Uploads {
  const kept = new Map<string, Upload>();
  let size = 0;
  const drop = (id: string): void => {
    const upload = kept.get(id);
    if (upload === undefined) return;
    clearTimeout(upload.timer);
    kept.delete(id);
    size -= upload.bytes.length;
  };
  return {
    keep: (name, bytes) => {
      if (bytes.length === 0) throw new UserError("The file is empty.");
      const id = randomUUID();
      const timer = setTimeout(() => drop(id), KEPT_MINUTES * 60_000).unref();
      kept.set(id, { name, bytes, timer });
      size += bytes.length;
      for (const oldest of kept.keys()) {
        if (size <= MOST_BYTES && kept.size <= MOST_FILES) break;
        drop(oldest);
      }
      return id;
    },
    files: (ids) =>
      ids.map((id) => {
        const upload = kept.get(id);
        if (upload === undefined)
          throw new UserError(
            `The file is no longer here: Lectern was restarted, or the file waited for more than ${KEPT_MINUTES} minutes. Send it again.`,
          );
        const { name, bytes } = upload;
        return { name, bytes: bytes.length, read: async () => bytes };
      }),
  };
}
