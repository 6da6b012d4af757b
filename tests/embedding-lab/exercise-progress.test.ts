import { expect, test } from "vitest";
import { begin, skip } from "../../src/embedding-lab/exercise.ts";
import { loadExercise } from "../../src/embedding-lab/exercise-data.ts";
import { progressReply } from "../../src/embedding-lab/exercise-progress.ts";
import { DISCORD } from "../../src/replies/limits.ts";
import { tableWidth } from "../../src/replies/text-table.ts";

const { exercise, words } = await loadExercise("embeddings");
const at = { exercise, words, nowMs: 60_000 };
const cell = (text: string) => ({ text, value: Number(text) });

test("progress: who may need help first, and one line for all", () => {
  const person = (name: string, done: number) => {
    let { state } = begin(0);
    for (const place of exercise.steps.keys()) if (place < done) state = skip(state, { place }, at).state;
    return { name, state };
  };
  const everyone = [person("Ada", 7), person("Ben", 3), person("Chen", 1), person("Dora", 3)];
  const { blocks } = progressReply(everyone, exercise, 600_000);
  expect(blocks[0]).toMatchObject({ text: "1 of 4 have finished; most are at step 4: Nearer than banana." });
  const table = blocks[1];
  if (table?.kind !== "table") throw new Error("no table");
  expect(table.rows.map(([who, step]) => [who, step])).toEqual([
    ["Chen", "2 of 7"],
    ["Ben", "4 of 7"],
    ["Dora", "4 of 7"],
    ["Ada", "finished"],
  ]);
});

test("progress of a lecture hall: a table that every platform shows, the rest counted, the file with all", () => {
  const began = (at: number) => ({ startedAt: at, steps: [{ hints: 1, wrong: 2 }] });
  const hall = Array.from({ length: 200 }, (_, at) => ({
    name: at === 0 ? "=A very long name, as some people have one" : `Person ${at}`,
    state: at < 120 ? { ...began(0), finishedAt: 330_000 } : began(at * 1_000),
  }));
  const { blocks, files } = progressReply(hall, exercise, 1_000_000);
  expect(blocks[0]).toMatchObject({
    text: expect.stringMatching(/^120 of 200 have finished; the others are at/),
  });
  const table = blocks[1];
  if (table?.kind !== "table") throw new Error("no table");
  expect(table.rows).toHaveLength(24);
  expect(tableWidth(table)).toBeLessThanOrEqual(DISCORD.tableWidth);
  // Longest at it first.
  expect(table.rows[0]).toEqual(["Person 120", "1 of 7", cell("1"), cell("2"), { text: "15", value: 14.7 }]);
  expect(blocks[2]).toMatchObject({
    text: expect.stringMatching(
      /^176 more are not in the table: 56 at the same or later steps, 120 finished\./,
    ),
  });
  const lines = files?.[0]?.text.trim().split("\r\n") ?? [];
  expect(lines).toHaveLength(201);
  expect(lines).toContain("Person 1,finished,1,2,5.5");
  expect(files?.[0]?.text).toContain(`"'=A very long name, as some people have one",finished`);
});

test("progress of nobody says what to do; of who is over in a shortened exercise no time is made up", () => {
  expect(progressReply([], exercise, 0).blocks[0]).toMatchObject({
    text: expect.stringMatching(/^Nobody here has begun.*`\/lab exercise`/),
  });
  const long = Array.from({ length: 9 }, () => ({ hints: 0, wrong: 0 }));
  const { blocks } = progressReply([{ name: "Ada", state: { startedAt: 0, steps: long } }], exercise, 9e9);
  expect(blocks[1]).toMatchObject({ rows: [["Ada", "finished", cell("0"), cell("0"), "unknown"]] });
});
