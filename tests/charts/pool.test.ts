import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { drawChart } from "../../src/charts/draw.ts";
import { createDrawingPool, type DrawingPool } from "../../src/charts/pool.ts";
import type { ChartSpec } from "../../src/charts/spec.ts";
import { samples } from "./samples.ts";

let pool: DrawingPool;

beforeAll(async () => {
  // Threads run compiled code. Files that other tests need may not compile; these have to.
  await promisify(execFile)("npx", ["tsc", "-p", "tsconfig.build.json"]).catch(() => undefined);
  pool = createDrawingPool();
});

afterAll(async () => await pool.close());

test("a thread draws the same picture", async () => {
  const [drawn, expected] = [await pool.draw(samples.comparison), await drawChart(samples.comparison)];
  expect(Buffer.isBuffer(drawn.png)).toBe(true);
  expect(drawn.png.equals(expected.png)).toBe(true);
  expect([drawn.width, drawn.height]).toEqual([1200, 675]);
});

test("a drawing that fails fails alone", async () => {
  const broken = { kind: "bar" } as unknown as ChartSpec;
  const [failed, drawn] = await Promise.allSettled([pool.draw(broken), pool.draw(samples.prompting)]);
  expect(failed.status).toBe("rejected");
  expect(drawn.status).toBe("fulfilled");
});

test("a drawing that takes too long is ended with a plain error, and the next one gets a new thread", async () => {
  const hasty = createDrawingPool({ longestDrawingMs: 1 });
  await expect(hasty.draw(samples.landscape)).rejects.toThrow("took longer than 0.001 s");
  await expect(hasty.draw(samples.landscape)).rejects.toThrow("took longer");
  await hasty.close();
  await expect(pool.draw(samples.losses)).resolves.toMatchObject({ width: 1200 });
});

test("a closed pool refuses", async () => {
  const closed = createDrawingPool();
  await closed.draw(samples.gopherTable);
  await closed.close();
  await expect(closed.draw(samples.gopherTable)).rejects.toThrow("closed");
});

test("the process that holds a pool does not load the canvas", async () => {
  const script = `
    const { createDrawingPool } = await import("./dist/src/charts/pool.js");
    createDrawingPool();
    const loaded = process.report.getReport().sharedObjects;
    process.stdout.write(String(loaded.some((file) => file.includes("skia"))));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script]);
  expect(stdout).toBe("false");
});
