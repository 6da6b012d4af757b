import { describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { UserError } from "../../src/errors.ts";
import { parseArguments } from "../../src/router/parse.ts";
import { splitNames } from "../../src/router/split-names.ts";
import { course } from "../course/registry.ts";

const vocabulary = { course, commands };

function mistakeIn(line: string): UserError {
  const [name = "", ...rest] = line.split(" ");
  const command = commands.find((one) => one.name === name);
  if (command === undefined) throw new Error(`no command ${name}`);
  try {
    parseArguments(command, rest.join(" "), vocabulary);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error(`${line} is no mistake`);
}

describe("names in a row", () => {
  test.each([
    "gpt-3 gopher",
    "gpt-3 and gopher",
    "gpt-3 vs gopher",
    "gpt-3 VS. gopher",
    "gpt-3 versus gopher",
    "gpt-3 or gopher",
    "gpt-3 & gopher",
    "gpt-3 with gopher",
    "gpt-3, gopher",
    "gpt-3,gopher",
    "gpt-3, and gopher",
    "and gpt-3 gopher and",
  ])("%s", (line) => {
    expect(splitNames(line.split(" "), vocabulary, 7)).toEqual(["gpt-3", "gopher"]);
  });

  test("a connective inside of one text, as a form sends it", () => {
    expect(splitNames(["gpt-3 and gopher", "llama 3.1 405b"], vocabulary, 7)).toEqual([
      "gpt-3",
      "gopher",
      "llama 3.1 405b",
    ]);
  });

  test("names of several words stay whole", () => {
    const words = "llama 3.1 405b vs gpt 4o gopher".split(" ");
    expect(splitNames(words, vocabulary, 7)).toEqual(["llama 3.1 405b", "gpt 4o", "gopher"]);
  });
});

describe("a name that many have", () => {
  test("leads to all of them", () => {
    const { message, suggestions } = mistakeIn("model llama");
    const count = Number(/and (\d+) more/.exec(message)?.[1]) + 5;
    expect(suggestions.at(-1)).toEqual({ action: "run", label: `Show all ${count}`, value: "models llama" });
  });
});

describe("an argument that a command does not have", () => {
  test.each([
    ["model chinchilla foo:bar", /\*foo:bar\*. Known here: `show:`, `asof:`/],
    ["compare gpt-3 gopher foo:bar", /Known here: `by:`, `force:`, `asof:`/],
    ["choose quality:8 foo:3", /\*foo:3\*. Known here: `quality:`/],
  ])("%s", (line, message) => {
    expect(mistakeIn(line).message).toMatch(message);
  });

  test("a model's name may be written with a colon, and a title has its own", () => {
    const [model, lesson] = ["model", "lesson"].map((name) => commands.find((one) => one.name === name));
    if (model === undefined || lesson === undefined) throw new Error("commands are gone");
    expect(parseArguments(model, "mistral:7b", vocabulary).model).toMatchObject({
      model: { id: "mistral-7b" },
    });
    expect(mistakeIn("lesson foo:bar").message).not.toContain("does not know what to do");
  });
});

test("a name in another script is told that names are in English", () => {
  expect(mistakeIn("model модель").message).toContain("Names are in English here.");
  expect(mistakeIn("model banana").message).not.toContain("English");
});
