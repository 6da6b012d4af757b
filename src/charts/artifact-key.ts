import { createHash } from "node:crypto";
import type { ChartSpec } from "./spec.ts";

/** Raise it when the same specification gives different pixels, or stored pictures will go on being shown. */
export const DRAWING_VERSION = 4;

const KEY_LENGTH = 40;

/** The key of the picture of this specification: the same for the same content, whatever the order of its keys. */
export function artifactKey(spec: ChartSpec): string {
  const content = JSON.stringify(canonical({ version: DRAWING_VERSION, spec }));
  return createHash("sha256").update(content).digest("hex").slice(0, KEY_LENGTH);
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, canonical(inner)]));
}
