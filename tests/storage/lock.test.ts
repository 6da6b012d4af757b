import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lockDirectory } from "../../src/storage/lock.ts";

const ignored = (): void => undefined;
const folder = (): string => mkdtempSync(join(tmpdir(), "lectern-lock-"));

test("a directory is locked for one, who can be asked where it listens", async () => {
  const directory = folder();
  const lock = await lockDirectory(directory, ignored);
  if ("heldBy" in lock) throw new Error("held");
  await lock.announce({ url: "http://127.0.0.1:1", token: "t" });
  expect(await lockDirectory(directory, ignored)).toMatchObject({
    heldBy: { pid: process.pid, url: "http://127.0.0.1:1", token: "t" },
  });
  await lock.release();
  expect(await lockDirectory(directory, ignored)).not.toHaveProperty("heldBy");
});

test("the lock of a killed process is taken over, by one of many", async () => {
  const directory = folder();
  const child = spawn("sleep", ["60"]);
  writeFileSync(
    join(directory, "lock"),
    JSON.stringify({ id: "other", pid: child.pid, host: hostname(), started: "1" }),
  );
  // The same process id with another start is another process.
  if (process.platform === "linux")
    expect(await lockDirectory(directory, ignored)).not.toHaveProperty("heldBy");
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("exit", resolve));
  writeFileSync(
    join(directory, "lock"),
    JSON.stringify({ id: "other", pid: child.pid, host: hostname(), started: "1" }),
  );
  const locks = await Promise.all(Array.from({ length: 6 }, () => lockDirectory(directory, ignored)));
  expect(locks.filter((lock) => !("heldBy" in lock))).toHaveLength(1);
  expect(JSON.parse(readFileSync(join(directory, "lock"), "utf8"))).toMatchObject({ pid: process.pid });
});

test("a holder in another container is alive while it signs life", async () => {
  const directory = folder();
  const path = join(directory, "lock");
  writeFileSync(path, JSON.stringify({ id: "other", pid: 1, host: "elsewhere", started: "1" }));
  expect(await lockDirectory(directory, ignored)).toMatchObject({ heldBy: { host: "elsewhere" } });
  const longAgo = new Date(Date.now() - 120_000);
  utimesSync(path, longAgo, longAgo);
  expect(await lockDirectory(directory, ignored)).not.toHaveProperty("heldBy");
});

test("who finds the lock in other hands neither removes it nor announces itself in it", async () => {
  const directory = folder();
  const path = join(directory, "lock");
  const lock = await lockDirectory(directory, ignored);
  if ("heldBy" in lock) throw new Error("held");
  const theirs = JSON.stringify({ id: "other", pid: process.pid, host: hostname(), started: "1" });
  writeFileSync(path, theirs);
  await lock.announce({ url: "http://127.0.0.1:1", token: "t" });
  await lock.release();
  expect(readFileSync(path, "utf8")).toBe(theirs);
});
