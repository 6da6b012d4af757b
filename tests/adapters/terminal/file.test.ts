import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Lectern } from "../../../src/adapters/adapter.ts";
import { readAttached } from "../../../src/adapters/terminal/attached.ts";
import { questionOf, readCommandLine } from "../../../src/adapters/terminal/command-line.ts";
import { questionSchema, receive } from "../../../src/adapters/terminal/receive.ts";
import { UserError } from "../../../src/errors.ts";
import { type AttachedFile, LARGEST_FILE } from "../../../src/router/invocation.ts";
import { countCommand } from "../../support/count-command.ts";
import { emptyCourse } from "../../support/course.ts";
import { routerWorld } from "../../support/router.ts";
import { fakeLectern, memoryMessages, says, startPlayground } from "../../support/web.ts";

const folder = mkdtempSync(join(tmpdir(), "lectern-file-"));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (name: string, content: string | Buffer): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

test("--file goes along with the line, as another process would get it", async () => {
  const options = readCommandLine(["/count a\nb by:line", "--file", written("rows.csv", "x,y\n")]);
  expect(options).toMatchObject({ line: "/count a\nb by:line", file: join(folder, "rows.csv") });
  const question = questionOf(options.line ?? "", options, await readAttached(options.file ?? ""));
  const { ask } = routerWorld(emptyCourse, { commands: [countCommand] });
  const lectern: Lectern = {
    ...fakeLectern(() => ({ reply: says("unused") })),
    route: ({ input, files = [] }) => ask(input, { platform: "terminal", files: files as AttachedFile[] }),
  };
  const messages = memoryMessages();
  const sent = questionSchema.parse(JSON.parse(JSON.stringify(question)));
  const { reply } = await receive(sent, { lectern, messages });
  expect(JSON.stringify(reply)).toContain("by line; 4 bytes, rows.csv: x,y");
  const without = await receive({ ...sent, file: undefined }, { lectern, messages });
  expect(JSON.stringify(without.reply)).toContain("0 bytes, no file");
});

describe("what cannot be sent is said", () => {
  test("no file, a folder", async () => {
    await expect(readAttached(join(folder, "none.csv"))).rejects.toThrow(
      new UserError(
        `The file ${join(folder, "none.csv")} cannot be used: there is none. Name another with --file.`,
      ),
    );
    await expect(readAttached(folder)).rejects.toThrow("it is a folder");
  });

  test("5 MB can be, a byte more cannot", async () => {
    const { base64 } = await readAttached(written("most.csv", Buffer.alloc(LARGEST_FILE, 255)));
    const question = { line: "/help", as: "you", staff: false, channel: "terminal" };
    expect(questionSchema.parse({ ...question, file: { name: "most.csv", base64 } }).file?.base64).toBe(
      base64,
    );
    const over = { name: "more.csv", base64: `${base64}AAAA` };
    expect(questionSchema.safeParse({ ...question, file: over }).success).toBe(false);
    await expect(readAttached(written("more.csv", Buffer.alloc(LARGEST_FILE + 1)))).rejects.toThrow(
      /too large: 5 MB is the most/,
    );
  });
});

test("a running instance takes a question with the largest file, no more, and words its mistakes", async () => {
  const lectern = fakeLectern(() => ({ reply: says("unused") }));
  const playground = await startPlayground(lectern, {
    deps: {
      terminal: async (body) => {
        const { line, file } = body as { line: string; file?: { base64: string } };
        if (line === "/wrong") throw new UserError("That needs a form.");
        return { got: file?.base64.length };
      },
    },
  });
  const ask = (body: unknown): Promise<Response> =>
    fetch(`${playground.url}/api/terminal`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: "Bearer s3cret" },
      body: JSON.stringify(body),
    });
  const base64 = Buffer.alloc(LARGEST_FILE).toString("base64");
  const largest = await ask({ line: "/count", file: { name: "a.csv", base64 } });
  expect(await largest.json()).toEqual({ got: base64.length });
  expect((await ask({ line: "x".repeat(LARGEST_FILE * 2) })).status).toBe(413);
  const wrong = await ask({ line: "/wrong" });
  expect([wrong.status, await wrong.json()]).toEqual([422, { error: "That needs a form." }]);
  await playground.adapter.close();
});
