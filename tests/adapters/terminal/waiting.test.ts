import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { watched } from "../../../src/adapters/terminal/status-line.ts";
import { finished, type Shown } from "../../../src/adapters/terminal/waiting.ts";
import { UserError } from "../../../src/errors.ts";
import { FINAL } from "../../../src/queue/catalogue.ts";
import type { Reply } from "../../../src/replies/reply.ts";

const answer: Reply = { blocks: [{ kind: "text", text: "done" }] };
const working = (text: string): Reply => ({
  blocks: [
    { kind: "text", text: "the table" },
    { kind: "progress", text },
  ],
});

describe("an answer is waited for", () => {
  /** What can be read at each second; the clock goes as it is paused. */
  async function waiting(
    at: Record<number, Shown>,
  ): Promise<{ reply?: Reply; seconds: number; told: string[] }> {
    let ms = 0;
    const told: string[] = [];
    const look = async (): Promise<Shown | undefined> => {
      const last = Object.keys(at).filter((second) => Number(second) * 1_000 <= ms);
      return at[Number(last.at(-1))];
    };
    const clock = {
      now: () => ms,
      pause: async (by: number) => {
        ms += by;
      },
    };
    const reply = await finished(look, (text) => told.push(text), clock).catch((error: Error) => {
      expect(error).toBeInstanceOf(UserError);
      return undefined;
    });
    return { ...(reply === undefined ? {} : { reply }), seconds: Math.round(ms / 1_000), told };
  }

  test("a minute, where nothing comes", async () => {
    expect(await waiting({})).toEqual({ seconds: 60, told: [] });
  });

  test("as long as progress comes: each stage begins the minute anew", async () => {
    const stages = Object.fromEntries(
      [0, 55, 110, 165].map((at) => [at, { stage: at + 1, reply: working(`at ${at}`) }]),
    );
    const done = { 220: { stage: FINAL + 3, reply: answer } };
    expect(await waiting({ ...stages, ...done })).toEqual({
      reply: answer,
      seconds: 220,
      told: ["at 0", "at 55", "at 110", "at 165"],
    });
  });

  test("no longer than a minute after the last stage; the same stage again is no progress", async () => {
    const still = { stage: 1, reply: working("begun") };
    expect(await waiting({ 0: still, 30: { ...still, reply: working("the same") } })).toEqual({
      seconds: 60,
      told: ["begun"],
    });
    expect(await waiting({ 40: still, 101: { stage: FINAL, reply: answer } })).toEqual({
      seconds: 100,
      told: ["begun"],
    });
  });
});

describe("the line that is rewritten", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** What stood in the line, one after the other. */
  async function seen(columns: number, says: [afterMs: number, text?: string][]): Promise<string[]> {
    const written: string[] = [];
    const stream = { columns, write: (text: string) => written.push(text) > 0 };
    const work = watched(stream, async (progress) => {
      for (const [ms, text] of says) {
        await new Promise((resolve) => setTimeout(resolve, ms));
        if (text !== undefined) progress(text);
      }
    });
    await vi.advanceTimersByTimeAsync(60_000);
    await work;
    return written.join("").split("\r\u001b[K").slice(1);
  }

  test("shows the newest from the first second on, and is gone at the end", async () => {
    expect(await seen(80, [[10, "Reading"], [500, "1 of 9"], [1_000, "2 of 9"], [100]])).toEqual([
      "1 of 9",
      "2 of 9",
      "",
    ]);
  });

  test("short work shows nothing; silent work says that it goes on; nothing wraps", async () => {
    expect(await seen(80, [[900, "Reading"]])).toEqual([]);
    expect(await seen(80, [[4_000]])).toEqual(["Working…", ""]);
    expect(await seen(11, [[2_000, "0123456789\nabc"]])).toEqual(["012345678…", ""]);
  });

  test("is removed after a mistake as well; without a terminal there is none", async () => {
    const written: string[] = [];
    const stream = { write: (text: string) => written.push(text) > 0 };
    const failing = async (progress: (text: string) => void): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      progress("half");
      throw new UserError("no");
    };
    const failed = expect(watched(stream, failing)).rejects.toThrow("no");
    await vi.advanceTimersByTimeAsync(3_000);
    await failed;
    expect(written.join("")).toBe("\r\u001b[Khalf\r\u001b[K");
    expect(await watched(undefined, async (progress) => progress("unseen") ?? "value")).toBe("value");
  });
});
