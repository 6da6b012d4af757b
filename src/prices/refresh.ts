import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { fetch } from "undici";
import { readCatalogue, refreshPrices } from "./models-dev.ts";

export const MODELS_DEV = "https://models.dev/api.json";
const TIMEOUT_MS = 20_000;
const TRIES = 3;
const PAUSE_MS = 1_000;
const LARGEST_ANSWER = 50 * 1024 * 1024;

export interface Report {
  ok: boolean;
  lines: string[];
}

/**
 * Brings a price file up to date from models.dev. Whatever goes wrong, the file stays as it was and the report says so;
 * a good answer replaces it in one step.
 */
export async function refreshPriceFile(
  path: string,
  about: { url?: string; today: string; timeoutMs?: number; pauseMs?: number },
): Promise<Report> {
  const stays = (why: string): Report => ({ ok: false, lines: [`${why}. ${path} stays as it was.`] });
  let file: string;
  try {
    file = readFileSync(path, "utf8");
  } catch {
    return {
      ok: false,
      lines: [
        `There is no price file at ${path}. Name the course folder, or write one (see docs/course-pack.md).`,
      ],
    };
  }
  const answer = await ask(about.url ?? MODELS_DEV, about);
  if ("problem" in answer) return stays(`models.dev could not be read: ${answer.problem}`);
  const found = readCatalogue(answer.json);
  if ("problem" in found) return stays(`models.dev was not believed: ${found.problem}`);
  const refreshed = refreshPrices(file, found.catalogue, about.today);
  if ("problem" in refreshed) return stays(`models.dev was not believed: ${refreshed.problem}`);
  try {
    const temporary = `${path}.${process.pid}.tmp`;
    writeFileSync(temporary, refreshed.text);
    renameSync(temporary, path);
  } catch (error) {
    return stays(`The price file could not be written: ${reasonOf(error)}`);
  }
  const { changes, missing } = refreshed;
  const left = missing.length === 0 ? [] : [`Not at models.dev, left as they were: ${missing.join(", ")}.`];
  const count = changes.length === 1 ? "1 figure changed" : `${changes.length} figures changed`;
  return { ok: true, lines: [`${path} is of ${about.today}: ${count}.`, ...changes, ...left] };
}

async function ask(
  url: string,
  { timeoutMs = TIMEOUT_MS, pauseMs = PAUSE_MS }: { timeoutMs?: number; pauseMs?: number },
): Promise<{ json: unknown } | { problem: string }> {
  let problem = "";
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    if (attempt > 1) await wait(pauseMs * attempt);
    try {
      const response = await fetch(url, {
        signal: AbortSignal.timeout(timeoutMs),
        headers: { accept: "application/json" },
      });
      if (!response.ok) {
        problem = `it answered ${response.status}`;
        // What it refuses once it refuses again; only its own troubles pass.
        if (response.status < 500 && response.status !== 429) break;
        continue;
      }
      const text = await response.text();
      if (text.length > LARGEST_ANSWER) return { problem: "its answer is far larger than expected" };
      return { json: JSON.parse(text) as unknown };
    } catch (error) {
      problem = error instanceof SyntaxError ? "its answer is no JSON" : reasonOf(error);
    }
  }
  return { problem };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  if (error.name === "TimeoutError") return "no answer in time";
  return error.cause instanceof Error ? error.cause.message : error.message;
}
