import { type Context, Hono } from "hono";
import type { Logger } from "pino";
import { z } from "zod";
import { newReference, UserError } from "../../errors.ts";
import { KEPT } from "../../router/speak.ts";
import { wellFormed } from "../../router/well-formed.ts";
import type { ChatMessages } from "../../storage/chat-messages.ts";
import type { Lectern } from "../adapter.ts";
import type { Asset } from "./assets.ts";
import { streamEvents } from "./events.ts";
import { headers, holdsToken, knownHost, sameOrigin } from "./guards.ts";
import { bounded } from "./limits.ts";
import type { Live } from "./live.ts";
import { CHANNELS, isChannel, PEOPLE } from "./people.ts";
import type { Asked, createReceiver } from "./receive.ts";
import type { Uploads } from "./uploads.ts";
import { commandViews, lineOf, maySee, viewOf } from "./view.ts";

const MESSAGES_LISTED = 100;

export interface RouteParts {
  lectern: Lectern;
  messages: ChatMessages;
  live: Live;
  log: Logger;
  assets: Map<string, Asset>;
  receive: ReturnType<typeof createReceiver>;
  uploads: Uploads;
  ready: () => Promise<Record<string, boolean>>;
  /** True once events are no longer taken. */
  stopped: () => boolean;
  terminal?: (body: unknown) => Promise<unknown>;
  allowedHosts: readonly string[];
  terminalToken: string;
  playground: "with staff" | "learners only" | "off";
}

const name = z.string().min(1).max(100);
const channel = z.string().refine(isChannel, "There is no such channel");
const who = z.object({ channel, as: name });
const event = who.extend({ id: z.uuid() });
/** Longer ones are refused by the router, in words. */
const text = z.string().max(30_000).transform(wellFormed);
const files = z.array(z.uuid()).max(5).default([]);
const say = event.extend({ text, files });
const act = event.extend({
  action: name,
  value: z.string().max(2_000).transform(wellFormed),
  label: z.string().max(200).transform(wellFormed).optional(),
});
const form = event.extend({ command: name, options: z.record(name, text), files });
const upload = z.object({ name: z.string().min(1).max(255).transform(wellFormed) });
const completion = z.object({ command: name, argument: name, typed: z.string().max(1_000) });

class BadRequest extends Error {}

/** Who can be played: without a log-in, a staff person only where everybody who reaches the page may be staff. */
const peopleFor = ({ playground }: RouteParts) =>
  PEOPLE.filter(({ administrator }) => !administrator || playground === "with staff");

/** Refuses to speak or read as somebody who cannot be played here. */
function present<Value extends { as: string }>(parts: RouteParts, asked: Value): Value {
  if (peopleFor(parts).some(({ id }) => id === asked.as)) return asked;
  throw new BadRequest("as: There is no such person");
}

function checked<Value>(schema: z.ZodType<Value>, input: unknown): Value {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new BadRequest(`${issue?.path.join(".") || "request"}: ${issue?.message ?? "not understood"}`);
}

async function json(c: Context): Promise<unknown> {
  if (!(c.req.header("content-type") ?? "").startsWith("application/json"))
    throw new BadRequest("Send JSON, with Content-Type: application/json.");
  return c.req.json().catch(() => {
    throw new BadRequest("The body is not valid JSON.");
  });
}

function addAssets(app: Hono, assets: Map<string, Asset>): void {
  for (const [path, { body, type, etag }] of assets)
    app.get(path, (c) => {
      const common = { ETag: etag, "Cache-Control": "no-cache" };
      if (c.req.header("if-none-match") === etag) return c.body(null, 304, common);
      return c.body(body, 200, { ...common, "Content-Type": type });
    });
}

function addHealth(app: Hono, { ready, log }: RouteParts): void {
  app.get("/healthz", (c) => c.text("ok"));
  app.get("/readyz", async (c) => {
    const parts = await ready().catch((error: unknown) => {
      log.error({ err: error }, "readiness could not be told");
      return { readiness: false };
    });
    return c.json(parts, Object.values(parts).every(Boolean) ? 200 : 503);
  });
}

function addQuestions(app: Hono, parts: RouteParts): void {
  const { lectern, messages, live } = parts;
  app.get("/api/channels", (c) =>
    c.json({
      course: lectern.courseTitle,
      channels: CHANNELS,
      people: peopleFor(parts).map(({ id, name, administrator }) => ({ id, name, staff: administrator })),
    }),
  );
  app.get("/api/commands", (c) => c.json({ commands: commandViews(lectern.commands) }));
  app.get("/api/complete", (c) => {
    const { command, argument, typed } = checked(completion, c.req.query());
    const known = lectern.commands.find((one) => one.name === command);
    const choices =
      known && Object.hasOwn(known.args, argument) ? lectern.complete(command, argument, typed) : [];
    return c.json({ choices });
  });
  app.get("/api/messages", async (c) => {
    const asked = present(parts, checked(who, c.req.query()));
    const found = await messages.list(asked.channel, asked.as, MESSAGES_LISTED);
    return c.json({ messages: found.map((message) => viewOf(message, asked.as)) });
  });
  app.get("/api/events", (c) => {
    const asked = present(parts, checked(who, c.req.query()));
    return streamEvents(c, live, { channel: asked.channel, viewer: asked.as });
  });
}

/** RFC 6266: plain ASCII for old programs, the true name for the rest. */
function attachment(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._-]/g, "_");
  const full = encodeURIComponent(Buffer.from(name).toString()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}

function addFiles(app: Hono, parts: RouteParts): void {
  const { lectern, messages } = parts;
  const none = { error: "There is no such file any more. Ask again to have it made." };
  app.get("/artifacts/:file{[A-Za-z0-9_-]{1,200}\\.png}", async (c) => {
    const picture = await lectern.artifact(c.req.param("file").slice(0, -".png".length));
    if (picture === undefined) return c.json(none, 404);
    return c.body(new Uint8Array(picture), 200, {
      "Content-Type": "image/png",
      "Cache-Control": "public, max-age=31536000, immutable",
    });
  });
  app.get("/messages/:id{[A-Za-z0-9_.:-]{1,200}}/files/:index{[0-9]{1,2}}", async (c) => {
    const { as: viewer } = present(parts, checked(z.object({ as: name }), c.req.query()));
    const message = await messages.get(c.req.param("id"));
    const file = message?.reply?.files?.[Number(c.req.param("index"))];
    if (message === undefined || file === undefined || !maySee(message, viewer)) return c.json(none, 404);
    return c.body(file.text, 200, {
      "Content-Type": `${file.mediaType}; charset=utf-8`,
      "Content-Disposition": attachment(file.name),
      "Cache-Control": "private, no-store",
    });
  });
}

function addEvents(app: Hono, parts: RouteParts): void {
  const { lectern, receive, uploads } = parts;
  const answered = async (c: Context, asked: Asked): Promise<Response> => {
    if (parts.stopped()) return c.json({ error: "Lectern is restarting. Try again in a moment." }, 503);
    return c.json(await receive(present(parts, asked)));
  };
  app.post("/api/upload", async (c) => {
    // A type that no form of another site can send without asking first.
    if (c.req.header("content-type") !== "application/octet-stream")
      throw new BadRequest("Send the file as it is, with Content-Type: application/octet-stream.");
    const { name } = checked(upload, c.req.query());
    return c.json({ id: uploads.keep(name, new Uint8Array(await c.req.arrayBuffer())) });
  });
  app.post("/api/say", async (c) => {
    const { id, as, channel, text, files } = checked(say, await json(c));
    const sent = { input: { kind: "text", text }, files: uploads.files(files) } as const;
    return answered(c, { id, as, channel, asked: text, ...sent });
  });
  app.post("/api/act", async (c) => {
    const { id, as, channel, action, value, label } = checked(act, await json(c));
    // A key that stands for a long line says nothing to anybody: the button's label does.
    const types = (action === "run" || action === "share") && !value.startsWith(KEPT);
    const asked = types ? `/${value.replace(/^\//, "")}` : (label ?? action);
    return answered(c, { id, as, channel, asked, input: { kind: "action", action, value } });
  });
  app.post("/api/form", async (c) => {
    const { id, as, channel, command, options, files } = checked(form, await json(c));
    const known = lectern.commands.find((one) => one.name === command);
    const asked = known === undefined ? `/${command}` : lineOf(known, options);
    const sent = { input: { kind: "options", command, options }, files: uploads.files(files) } as const;
    return answered(c, { id, as, channel, asked, ...sent });
  });
}

/** For the terminal command, which runs under the same account and knows the token. */
function addTerminal(app: Hono, parts: RouteParts): void {
  app.post("/api/terminal", async (c) => {
    if (!holdsToken(c.req.header("authorization"), parts.terminalToken))
      return c.json({ error: "The terminal token is missing or wrong." }, 401);
    if (parts.terminal === undefined) return c.json({ error: "This Lectern takes no terminal." }, 404);
    if (parts.stopped()) return c.json({ error: "Lectern is restarting. Try again in a moment." }, 503);
    return c.json(await parts.terminal(await json(c)));
  });
}

/** The whole web side as one fetch handler. */
export function createRoutes(parts: RouteParts): Hono {
  const app = new Hono();
  app.use(headers);
  // Asked by machines under any name; they tell nothing that needs guarding.
  addHealth(app, parts);
  app.use(knownHost(parts.allowedHosts), sameOrigin);
  app.use(bounded);
  app.use("/api/*", async (c, next) => {
    await next();
    c.header("Cache-Control", "no-store");
  });
  addTerminal(app, parts);
  if (parts.playground !== "off") {
    addAssets(app, parts.assets);
    addQuestions(app, parts);
    addFiles(app, parts);
    addEvents(app, parts);
  }
  app.notFound((c) =>
    c.json({ error: "There is nothing here. The playground, where it is on, is at /." }, 404),
  );
  app.onError((error, c) => {
    if (error instanceof BadRequest) return c.json({ error: error.message }, 400);
    if (error instanceof UserError) return c.json({ error: error.message }, 422);
    // The terminal's side checks its own bodies.
    if (error instanceof z.ZodError) return c.json({ error: z.prettifyError(error) }, 400);
    const reference = newReference();
    parts.log.error({ err: error, reference, path: c.req.path }, "a web request failed");
    return c.json({ error: `Something went wrong in Lectern. Try again; reference ${reference}.` }, 500);
  });
  return app;
}
