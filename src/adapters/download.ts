import { UserError } from "../errors.ts";
import { shorten } from "../replies/limits.ts";
import { echoed } from "../replies/markdown.ts";
import { LARGEST } from "../router/files.ts";
import { LARGEST_FILE } from "../router/invocation.ts";

/** The router answers within 2.3 s, and reading is a part of that. */
const WITHIN_MS = 2_000;
const MOST_REDIRECTS = 2;

/** Where files may be fetched: these hosts by https, "*.slack.com" for all below; and where the API itself was moved to. */
export interface Trusted {
  hosts: readonly string[];
  apiUrl?: string | undefined;
}

export interface Download {
  url: string;
  /** As the person knows it. */
  name: string;
  trusted: Trusted;
  /** Sent to trusted hosts alone. */
  authorization?: string;
  /** What it means that a web page, or the way to another host, came in place of the file. */
  page: string;
  withinMs?: number;
}

const named = (name: string): string => `*${echoed(shorten(name, 80))}*`;

/** What is said about a file over the bound, however that was found out. */
export const tooLarge = (name: string): UserError =>
  new UserError(
    `The file ${named(name)} is too large: ${LARGEST} is the most. Send fewer rows, or several files.`,
  );

function mayFetch(url: URL, { hosts, apiUrl }: Trusted): boolean {
  if (apiUrl !== undefined && new URL(apiUrl).origin === url.origin) return true;
  if (url.protocol !== "https:" || url.port !== "") return false;
  return hosts.some((host) =>
    host.startsWith("*") ? url.hostname.endsWith(host.slice(1)) : url.hostname === host,
  );
}

/** Follows redirects on the same host only: anything else may be a page that asks to log in. */
async function answerFrom(first: URL, asked: Download, signal: AbortSignal): Promise<Response> {
  const { authorization, page } = asked;
  const headers = authorization === undefined ? {} : { authorization };
  let url = first;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const response = await fetch(url, { headers, redirect: "manual", signal });
    if (response.status < 300 || response.status >= 400) return response;
    await response.body?.cancel();
    const next = new URL(response.headers.get("location") ?? "", url);
    if (next.origin !== url.origin) break;
    url = next;
  }
  throw new UserError(page);
}

async function bytesOf({ body }: Response, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // What the headers say about the length is not relied on: leaving the loop ends the connection.
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > LARGEST_FILE) throw tooLarge(name);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

async function checkAnswer(response: Response, { name, page }: Download): Promise<void> {
  const type = response.headers.get("content-type") ?? "";
  const isPage = /^text\/html\b/i.test(type) && !/\.x?html?$/i.test(name);
  const error = !response.ok
    ? new UserError(
        `The file ${named(name)} is not there (the platform answered ${response.status}). Send it again.`,
      )
    : isPage
      ? new UserError(page)
      : Number(response.headers.get("content-length")) > LARGEST_FILE
        ? tooLarge(name)
        : undefined;
  if (error === undefined) return;
  await response.body?.cancel();
  throw error;
}

/** Fetches a file that came with a question: bounded in size and time. Whatever goes wrong is a `UserError`. */
export async function download(asked: Download): Promise<Uint8Array> {
  const { name, trusted, withinMs = WITHIN_MS } = asked;
  const url = URL.canParse(asked.url) ? new URL(asked.url) : undefined;
  if (url === undefined || !mayFetch(url, trusted))
    throw new UserError(
      `The file ${named(name)} is kept somewhere else, and is not fetched from there. Upload the file itself.`,
    );
  const signal = AbortSignal.timeout(withinMs);
  try {
    const response = await answerFrom(url, asked, signal);
    await checkAnswer(response, asked);
    return await bytesOf(response, name);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const why = signal.aborted ? `did not arrive within ${withinMs / 1_000} s` : "could not be fetched";
    throw new UserError(`The file ${named(name)} ${why}. Send it again in a moment.`, { cause: error });
  }
}
