import { expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { UserError } from "../../src/errors.ts";
import type { AttachedFile } from "../../src/router/invocation.ts";
import { countCommand } from "../support/count-command.ts";
import { emptyCourse } from "../support/course.ts";
import { buttonsOf, routerWorld, said } from "../support/router.ts";

const { ask } = routerWorld(emptyCourse, { commands: [...commands, countCommand] });
const fileOf = (read: AttachedFile["read"]): AttachedFile => ({ name: "a.csv", bytes: 5, read });
const file = fileOf(async () => Buffer.from("x,y,z"));

test("a file that comes along reaches the command, with what was typed", async () => {
  expect(said(await ask("/count a\nb by:line", { files: [file] }))).toContain(
    String.raw`"a\nb" by line; 5 bytes, a.csv: x,y,z`,
  );
});

test("a command without a place for a file never reads it", async () => {
  let read = false;
  const outcome = await ask("/help", {
    files: [
      fileOf(async () => {
        read = true;
        return Buffer.from("");
      }),
    ],
  });
  expect(outcome).toMatchObject({ kind: "reply", command: "help" });
  expect(read).toBe(false);
});

test("why a file cannot be read is said in its words", async () => {
  const broken = fileOf(async () => {
    throw new UserError("The file is gone. Send it again.");
  });
  const outcome = await ask("/count", { files: [broken] });
  expect(outcome).toMatchObject({ reply: { error: true, data: { argument: "file" } } });
  expect(said(outcome)).toBe("The file is gone. Send it again.");
});

test("a file that is typed is asked for again, with the form", async () => {
  const outcome = await ask("/count file:a.csv", { platform: "slack" });
  expect(said(outcome)).toMatch(/^A file cannot be typed\. Choose the file in the form of \/count/);
  expect(buttonsOf(outcome)).toEqual([{ action: "form", label: "Fill in a form", value: "count" }]);
});

test("a form takes 20,000 characters, a typed line 2,000", async () => {
  const form = (length: number) =>
    ask({ kind: "options", command: "count", options: { texts: "a".repeat(length) } });
  expect(await form(20_000)).toMatchObject({ kind: "reply", command: "count" });
  expect(said(await form(20_001))).toMatch(/20001 characters; 20000 is the most/);
  expect(said(await ask(`/count ${"a\n".repeat(1_000)}`))).toMatch(/2000 is the most/);
});

test("help says how to send a file here", async () => {
  const outcome = await ask("/help count", { platform: "terminal" });
  expect(JSON.stringify(outcome)).toMatch(/a table of texts\. Name the file .*--file/);
});
