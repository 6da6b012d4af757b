import type { IncomingMessage, ServerResponse } from "node:http";
import type { Data } from "./world.ts";

/** An answer of Discord's that is not a success. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Data;

  constructor(status: number, code: number, message: string, more: Data = {}) {
    super(message);
    this.status = status;
    this.body = { code, message, ...more };
  }
}

export interface Upload {
  filename: string;
  contentType: string;
  bytes: Buffer;
}

export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  authorization: string;
  body: unknown;
  /** By their index in `files[n]`. */
  uploads: Map<number, Upload>;
}

async function multipart(bytes: Buffer, contentType: string): Promise<Pick<Request, "body" | "uploads">> {
  const form = await new Response(new Uint8Array(bytes), {
    headers: { "content-type": contentType },
  }).formData();
  const uploads = new Map<number, Upload>();
  for (const [name, value] of form) {
    const index = /^files\[(\d+)\]$/.exec(name)?.[1];
    if (index === undefined || typeof value === "string") continue;
    const data = Buffer.from(await value.arrayBuffer());
    uploads.set(Number(index), { filename: value.name, contentType: value.type, bytes: data });
  }
  const json = form.get("payload_json");
  return { body: typeof json === "string" ? JSON.parse(json) : {}, uploads };
}

export async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://discord.test");
  const type = incoming.headers["content-type"] ?? "";
  const parsed = type.startsWith("multipart/form-data")
    ? await multipart(bytes, type)
    : {
        body: bytes.length > 0 ? (JSON.parse(bytes.toString()) as unknown) : {},
        uploads: new Map<number, Upload>(),
      };
  const authorization = incoming.headers.authorization ?? "";
  return {
    method: incoming.method ?? "GET",
    path: decodeURIComponent(pathname),
    query: searchParams,
    authorization,
    ...parsed,
  };
}

/** `undefined` is answered with 204 and no content type, as Discord does. */
export function respond(
  response: ServerResponse,
  status: number,
  body?: unknown,
  headers: Record<string, string> = {},
): void {
  if (body === undefined) {
    response.writeHead(204, headers).end();
    return;
  }
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}
