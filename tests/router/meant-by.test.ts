import { describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { UserError } from "../../src/errors.ts";
import { type Command, defineCommand } from "../../src/router/command.ts";
import { resolveInput } from "../../src/router/resolve.ts";
import { course as real } from "../course/registry.ts";

const lookUp = (name: string): Command =>
  defineCommand({
    name,
    summary: name,
    examples: [name],
    visibility: "private",
    access: "everyone",
    args: {},
    run: () => ({ blocks: [] }),
  });
const lesson = { topic: "models", order: 1, summary: "", questions: [], terms: [], sources: [], models: [] };
const course = {
  ...real,
  lessons: [
    { ...lesson, id: "chinchilla", title: "Chinchilla", aliases: [] },
    { ...lesson, id: "kaplan-scaling-laws", title: "Kaplan's scaling laws", aliases: [] },
  ] as unknown as typeof real.lessons,
  terms: [{ id: "token", term: "Token", aliases: ["tokens"] }] as unknown as typeof real.terms,
};
const some = commands.filter(({ name }) => ["model", "models", "help", "compare"].includes(name));

/** The lines of the buttons, without the one for all commands. */
function offered(text: string, known: readonly Command[]): string[] {
  try {
    resolveInput({ kind: "text", text }, { course, commands: known });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const lines = error.suggestions.map(({ value }) => value);
    expect(lines.at(-1)).toBe("help");
    if (lines.length > 1) expect(error.message).toContain(`\`/${lines[0]}\``);
    return lines.slice(0, -1);
  }
  throw new Error(`${text} is a command`);
}

describe("a line that begins with no command", () => {
  const all = [...some, ...["benchmark", "lesson", "glossary"].map(lookUp)];
  test.each([
    ["/chinchilla", ["model chinchilla-70b", "lesson chinchilla"]],
    ["gopher 280b", ["model gopher-280b"]],
    ["/gohper", ["model gopher-280b"]],
    ["mmlu pro", ["benchmark mmlu-pro"]],
    ["/helm", ["benchmark helm", "help"]],
    ["scaling kaplan laws", ["lesson kaplan-scaling-laws"]],
    ["tokens", ["glossary token"]],
    ["/lectern-token", ["glossary token"]],
    ["hlep", ["help"]],
    ["/compre gpt-3 gopher", ["compare gpt-3 gopher"]],
    ["hello there", ["help"]],
    ["/compre nothing like it", ["compare"]],
    ["llama", []],
    ["nothing like it", []],
  ])("%s offers %j", (text, lines) => {
    expect(offered(text, all)).toEqual(lines);
  });

  test("commands that are not there are not offered", () => {
    expect(offered("mmlu", some)).toEqual([]);
    expect(offered("/chinchilla", some)).toEqual(["model chinchilla-70b"]);
  });
});
