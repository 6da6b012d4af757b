import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { toText } from "../../../src/replies/to-text.ts";
import { runToEnd, temporaryHome } from "../../support/processes.ts";

const { home, remove } = temporaryHome();
afterAll(remove);
const lectern = (args: string[], input?: string) =>
  runToEnd("src/terminal.js", {
    args,
    env: { LECTERN_HOME: home },
    ...(input === undefined ? {} : { input }),
  });

describe("one command", () => {
  test("--json prints one document, after all jobs, with the pictures written", async () => {
    const out = mkdtempSync(join(tmpdir(), "lectern-out-"));
    const {
      code,
      out: text,
      err,
    } = await lectern(["/compare gpt-3 gopher chinchilla", "--json", "--out", out]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    const document = JSON.parse(text);
    expect(Object.keys(document)).toEqual(["command", "visibility", "blocks", "data", "files"]);
    expect(document).toMatchObject({ command: "compare", visibility: "public" });
    expect(document.blocks.map(({ kind }: { kind: string }) => kind)).toEqual([
      "heading",
      "table",
      "image",
      "note",
    ]);
    expect(document.data.models[2].figures.parameters).toMatchObject({
      value: 70e9,
      unit: "parameters",
      source: "chinchilla",
    });
    const [picture, table] = document.files;
    expect(picture).toMatchObject({ mediaType: "image/png", alt: expect.stringMatching(/Chinchilla 70B/) });
    expect(picture.path.startsWith(out)).toBe(true);
    expect(readFileSync(picture.path).subarray(1, 4).toString()).toBe("PNG");
    expect(readFileSync(table.path, "utf8")).toMatch(
      /^model,name,organisation,field,value,unit,source,status,note\r\n/,
    );
  });

  test("without --json it is text, with the path of the picture", async () => {
    const { code, out } = await lectern(["/compare", "gpt-3", "gopher"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Gopher: 1\.6 times GPT-3's size, as many tokens\n─+\n/);
    expect(existsSync(/Picture: (.*)/.exec(out)?.[1] ?? "")).toBe(true);
  });

  test("a mistake ends with 2 and a message, on standard output", async () => {
    const json = await lectern(["/model gpt-17", "--json"]);
    expect(json.code).toBe(2);
    expect(JSON.parse(json.out).error.message).toMatch(/No model called gpt-17/);
    const asked = await lectern(["/model vicuna", "--json"]);
    expect(JSON.parse(asked.out).error.next).toContainEqual({
      label: "Vicuna 7B",
      line: "/model vicuna-7b",
    });
    const text = await lectern(["/compare"]);
    expect(text.code).toBe(2);
    expect(text.out).toMatch(/compare needs 2 to 6 models/);
  });

  test("roles and names come from the options", async () => {
    expect((await lectern(["/status"])).code).toBe(2);
    expect((await lectern(["/status", "--staff", "--as", "grace", "--channel", "staff-room"])).code).toBe(0);
    const wrong = await lectern(["--colour"]);
    expect(wrong).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--colour[\s\S]*Usage: npm run --silent lectern/),
    });
  });
});

test("--help shows how to use it, a folder that is none is a mistake", async () => {
  expect(await lectern(["--help"])).toMatchObject({
    code: 0,
    err: "",
    out: expect.stringMatching(/^Usage: npm run/),
  });
  const wrong = await lectern(["/compare gpt-3 gopher", "--out", "package.json"]);
  expect(wrong).toMatchObject({ code: 2, out: expect.stringMatching(/package\.json cannot be used.*--out/) });
});

test("--stdin --json answers line by line, in order, in one process", async () => {
  const { code, out } = await lectern(
    ["--stdin", "--json"],
    "/compare gpt-3 palm\n\n/model chinchila\nwhat\n/model phi-3-mini\n",
  );
  expect(code).toBe(0);
  const documents = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(documents.map(({ command, data, error }) => data?.model ?? command ?? Object.keys(error))).toEqual([
    "compare",
    ["message"],
    "chinchilla-70b",
    ["message", "next"],
    "phi-3-mini",
  ]);
});

test("--stdin --out keeps the files of every line", async () => {
  const out = mkdtempSync(join(tmpdir(), "lectern-out-"));
  const { out: text } = await lectern(
    ["--stdin", "--json", "--out", out],
    "/models openai\n/models meta\n/models google\n",
  );
  const documents = text.trim().split("\n");
  const files = documents.flatMap((line) => JSON.parse(line).files as { name: string; path: string }[]);
  const tables = files.filter(({ name }) => name.endsWith(".csv"));
  expect(tables.map(({ name }) => name)).toEqual(["models.csv", "models-2.csv", "models-3.csv"]);
  expect(new Set(tables.map(({ path }) => readFileSync(path, "utf8"))).size).toBe(3);
});

test("text shows every kind of block and escapes nothing twice", () => {
  const text = toText(
    {
      blocks: [
        { kind: "heading", text: "A *heading*" },
        { kind: "text", text: "**bold** and \\*stars\\*\n- a [paper](https://arxiv.org/abs/1)" },
        {
          kind: "table",
          caption: "Sizes",
          columns: [{ label: "Model" }, { label: "N", align: "right" }],
          rows: [
            ["A", { text: "1B", value: 1e9 }],
            ["Long name", "7"],
          ],
        },
        {
          kind: "fields",
          fields: [
            { label: "Size", value: "**1B**" },
            { label: "Released", value: "2020" },
          ],
        },
        {
          kind: "image",
          artifact: "k",
          name: "k.png",
          mediaType: "image/png",
          alt: "A chart",
          width: 1,
          height: 1,
        },
        {
          kind: "actions",
          buttons: [
            { action: "run", label: "Gopher", value: "model gopher" },
            { action: "share", label: "Share", value: "x" },
          ],
        },
        { kind: "progress", text: "Drawing", done: 1, total: 3 },
      ],
    },
    (key) => `/tmp/${key}.png`,
  );
  expect(text).toBe(`A *heading*
───────────

bold and *stars*
  • a paper <https://arxiv.org/abs/1>

Sizes

Model       N
─────────  ──
A          1B
Long name   7

Size      1B
Released  2020

Picture: /tmp/k.png
A chart

Next:
  Gopher: /model gopher

Drawing (1 of 3)`);
});
