/** The server answered, and what it answered is meant for the person. */
export class Refused extends Error {}

/** There was no answer: the connection or the server is gone. */
export class Unreachable extends Error {}

/**
 * @param {string} path
 * @param {RequestInit} [init]
 */
async function ask(path, init) {
  const response = await fetch(path, init).catch((error) => {
    if (error.name === "AbortError") throw error;
    throw new Unreachable("No answer from Lectern.");
  });
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  if (response.status === 503) throw new Unreachable(body.error);
  throw new Refused(body.error ?? `Lectern answered ${response.status}. Reload the page.`);
}

/**
 * @param {string} path
 * @param {Record<string, string>} [query]
 * @param {AbortSignal} [signal]
 */
export function get(path, query = {}, signal = undefined) {
  return ask(`${path}?${new URLSearchParams(query)}`, { signal });
}

/**
 * @param {string} path
 * @param {unknown} body
 */
export function post(path, body) {
  return ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

const LARGEST_FILE = 5_000_000;

/** The ids of files that were sent already, so that trying again after a lost answer is the same question. */
const uploaded = new WeakMap();

/** Sends a file ahead; its id goes along with what is asked. @param {File} file @returns {Promise<string>} */
export async function upload(file) {
  const before = uploaded.get(file);
  if (before !== undefined) return before;
  if (file.size > LARGEST_FILE)
    throw new Refused(`The file ${file.name} is too large: ${LARGEST_FILE / 1e6} MB is the most.`);
  const { id } = await ask(`/api/upload?${new URLSearchParams({ name: file.name.slice(-255) })}`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream" },
    body: file,
  });
  uploaded.set(file, id);
  return id;
}

/** @param {File[]} files */
export function forgetUploads(files) {
  for (const file of files) uploaded.delete(file);
}

/** A version 4 UUID; `crypto.randomUUID` exists only on https and on loopback. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
