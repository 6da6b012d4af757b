import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { LARGEST } from "../../router/files.ts";
import { LARGEST_FILE } from "../../router/invocation.ts";

const KIB = 1024;
const MOST_KIB = 128;

const atMost = (maxSize: number, error: string): MiddlewareHandler =>
  bodyLimit({ maxSize, onError: (c) => c.json({ error }, 413) });

const ordinary = atMost(MOST_KIB * KIB, `That is too long: at most ${MOST_KIB} KiB.`);

/** Where more is taken than words: a file as it is, or in base64 beside a line. */
const LARGER: Record<string, MiddlewareHandler> = {
  "/api/upload": atMost(LARGEST_FILE, `The file is too large: ${LARGEST} is the most.`),
  "/api/terminal": atMost(
    Math.ceil(LARGEST_FILE / 3) * 4 + MOST_KIB * KIB,
    `The file is too large: ${LARGEST} is the most.`,
  ),
};

/** Bounds what a request may carry, before it is read. */
export const bounded: MiddlewareHandler = (c, next) => (LARGER[c.req.path] ?? ordinary)(c, next);
