import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { expect } from "vitest";
import type { MessageView } from "../../src/adapters/web/view.ts";

export const GENERAL = { channel: "general", as: "ada" };

/** The playground as a program sees it over HTTP. */
export function webClient(url: () => string) {
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(url() + path, { headers });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(url() + path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const say = async (text: string, more: Record<string, string> = {}): Promise<MessageView> => {
    const response = await post("/api/say", { id: randomUUID(), ...GENERAL, text, ...more });
    expect(response.status).toBe(200);
    return ((await response.json()) as { message: MessageView }).message;
  };
  const listed = async (as: string, channel = "general"): Promise<MessageView[]> => {
    const response = await get(`/api/messages?channel=${channel}&as=${as}`);
    return ((await response.json()) as { messages: MessageView[] }).messages;
  };
  return { get, post, say, listed, watch: (as: string, channel = "general") => watch(url(), as, channel) };
}

/** `fetch` does not let one choose the Host header. */
export function statusWithHost(url: string, host: string, path = "/"): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(url);
    request({ host: "127.0.0.1", port, path, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on("error", reject)
      .end();
  });
}

/** The events of a page, one at a time. */
async function watch(url: string, as: string, channel: string) {
  const stop = new AbortController();
  const response = await fetch(`${url}/api/events?channel=${channel}&as=${as}`, {
    signal: stop.signal,
  });
  const chunks = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const next = async (): Promise<{ event: string; data: unknown }> => {
    const end = text.indexOf("\n\n");
    if (end === -1) {
      const { value, done } = (await chunks?.read()) ?? { done: true };
      if (done) throw new Error("the stream ended");
      text += value;
      return next();
    }
    const lines = text.slice(0, end).split("\n");
    text = text.slice(end + 2);
    const field = (name: string): string =>
      lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? "";
    const data = field("data");
    return { event: field("event"), data: data === "" ? null : JSON.parse(data) };
  };
  expect((await next()).event).toBe("ready");
  return { next, stop: () => stop.abort() };
}
