import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { UserError } from "../../errors.ts";
import { LARGEST } from "../../router/files.ts";
import { LARGEST_FILE } from "../../router/invocation.ts";

/** A file beside a question; in base64, as it goes to another process. */
export interface Attached {
  name: string;
  base64: string;
}

const REASONS: Record<string, string> = {
  ENOENT: "there is none",
  EACCES: "it may not be read",
  EISDIR: "it is a folder",
};

/** Reads what `--file` names, also from a pipe, no further than the bound. */
export async function readAttached(path: string): Promise<Attached> {
  const chunks: Buffer[] = [];
  try {
    // One byte more than allowed tells that there is more.
    for await (const chunk of createReadStream(path, { end: LARGEST_FILE })) chunks.push(chunk as Buffer);
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new UserError(
      `The file ${path} cannot be used: ${REASONS[code] ?? message}. Name another with --file.`,
    );
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.length > LARGEST_FILE)
    throw new UserError(`The file ${path} is too large: ${LARGEST} is the most. Send fewer rows.`);
  return { name: basename(path), base64: bytes.toString("base64") };
}
