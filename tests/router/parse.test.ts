import fc from "fast-check";
import { expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { type Arg, defineCommand } from "../../src/router/command.ts";
import { parseArguments, usage } from "../../src/router/parse.ts";
import { tokenize } from "../../src/router/words.ts";
import { emptyCourse } from "../support/course.ts";

const text = (position: Arg<unknown>["position"], more: Partial<Arg<string>> = {}): Arg<string> => ({
  description: "something",
  placeholder: "<thing>",
  required: false,
  position,
  parse: (words) => words.join("|"),
  ...more,
});
const command = defineCommand({
  name: "try",
  summary: "Try",
  examples: ["try one"],
  visibility: "private",
  access: "everyone",
  args: { first: text("positional"), rest: text("rest"), by: text("named") },
  run: () => ({ blocks: [] }),
});
const vocabulary = { course: emptyCourse, commands: [] };
const parse = (given: string | Record<string, string>) => parseArguments(command, given, vocabulary);

test("words, quotes of all kinds and keys", () => {
  expect(tokenize(`a "b c" “d e” by:x size:"1 2" http://x org:`)).toEqual([
    { text: "a" },
    { text: "b c" },
    { text: "d e" },
    { text: "x", key: "by" },
    { text: "1 2", key: "size" },
    { text: "//x", key: "http" },
    { text: "", key: "org" },
  ]);
});

test("an open quote ends with the line", () => {
  expect(tokenize(`a "b c`)).toEqual([{ text: "a" }, { text: "b c" }]);
});

test("positional, rest and named arguments", () => {
  expect(parse("one two three by:x")).toEqual({ first: "one", rest: "two|three", by: "x" });
  expect(parse("by:x one")).toEqual({ first: "one", rest: "", by: "x" });
  expect(parse("first:one two org:google")).toEqual({ first: "one", rest: "two|org:google", by: "" });
  expect(parse({ first: "one two", rest: "a b", by: "" })).toEqual({ first: "one two", rest: "a|b", by: "" });
});

test("a command without a place for more words says what it takes", () => {
  const narrow = { ...command, args: { by: text("named") } };
  expect(() => parseArguments(narrow, "what", vocabulary)).toThrow(
    "`/try` does not know what to do with *what*; it takes `by`. Example: `/try one`",
  );
});

test("a missing required argument offers a form", () => {
  const strict = { ...command, args: { first: text("positional", { required: true }) } };
  expect(() => parseArguments(strict, "", vocabulary)).toThrow(UserError);
  try {
    parseArguments(strict, "", vocabulary);
  } catch (error) {
    expect(error).toMatchObject({ argument: "first", suggestions: [{ action: "form", value: "try" }] });
  }
});

test("usage is derived from the arguments", () => {
  expect(usage(command)).toBe("try [<thing>] [<thing>] [by:<thing>]");
});

test("any line is split without loss of plain words", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z0-9.-]{1,8}$/), { maxLength: 8 }), (words) => {
      expect(tokenize(words.join("  ")).map((token) => token.text)).toEqual(words);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (line) => {
      expect(Array.isArray(tokenize(line))).toBe(true);
    }),
  );
});
