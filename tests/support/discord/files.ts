import type { IncomingMessage, ServerResponse } from "node:http";
import type { Data, FakeFile, World } from "./world.ts";

/** A file somebody sends. */
export interface SentFile {
  name: string;
  content: string | Buffer;
}

/** By option or field. */
export type SentFiles = Record<string, SentFile>;

export function storeFile(world: World, { name, content }: SentFile): FakeFile {
  const id = world.snowflake();
  const file = { id, filename: name, contentType: "text/plain", bytes: Buffer.from(content) };
  world.sent.set(id, file);
  return file;
}

/** An attachment as the API shows it. */
export function attachmentJson(
  world: World,
  { id, filename, description, contentType, bytes }: FakeFile,
): Data {
  const url = `${world.base}/attachments/1/${id}/${encodeURIComponent(filename)}?ex=1&is=2&hm=3`;
  return { id, filename, description, content_type: contentType, size: bytes.length, url, proxy_url: url };
}

/** What the data of an interaction says about the files it names. */
export function resolvedFiles(world: World, files: readonly FakeFile[]): Data {
  if (files.length === 0) return {};
  const attachments = Object.fromEntries(files.map((file) => [file.id, attachmentJson(world, file)]));
  return { resolved: { attachments } };
}

/** The files somebody may choose in this field of a form. */
export function chosenFiles({ custom_id: id, min_values: least = 1 }: Data, file?: SentFile): SentFile[] {
  if (file === undefined && Number(least) > 0) throw new Error(`the form asks for ${String(id)}`);
  return file === undefined ? [] : [file];
}

/** Discord's CDN asks nobody who they are; the bot's token has no business there. */
export function serveFile(world: World, request: IncomingMessage, response: ServerResponse): void {
  const file = world.sent.get(/^\/attachments\/\d+\/(\d+)\//.exec(request.url ?? "")?.[1] ?? "");
  if (request.headers.authorization !== undefined) response.writeHead(400).end("a token was sent here");
  else if (file === undefined) response.writeHead(404).end("This content is no longer available.");
  else response.writeHead(200, { "content-type": file.contentType }).end(file.bytes);
}
