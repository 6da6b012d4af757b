import { expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { UserError } from "../../src/errors.ts";
import { arg } from "../../src/router/args.ts";
import { type Arg, defineCommand } from "../../src/router/command.ts";
import { completeArgument, offerArgument } from "../../src/router/complete.ts";
import { course } from "../course/registry.ts";

const short: Arg<string> = {
  description: "words of at most nine letters",
  placeholder: "words",
  required: false,
  position: "rest",
  complete: (partial) =>
    [{ label: "Size", value: "params>1b" }].filter(({ value }) => value.startsWith(partial)),
  parse: (words) => {
    if (words.some((word) => word.length > 9)) throw new UserError("too long");
    return words.join("|");
  },
};
const filter = defineCommand({
  name: "filter",
  summary: "Filter",
  examples: ["filter"],
  visibility: "private",
  access: "everyone",
  args: { short, model: arg.model("a model") },
  run: () => ({ blocks: [] }),
});
const vocabulary = { course, commands: [...commands, filter] };
const offer = (argument: string, typed: string, command = "filter") =>
  offerArgument(vocabulary, { command, argument, typed });

test("what was typed is offered last where the argument takes it, and only once", () => {
  expect(offer("short", "p").map(({ value }) => value)).toEqual(["params>1b", "p"]);
  expect(offer("short", " a b ")).toEqual([{ label: "As typed: a b", value: "a b" }]);
  expect(offer("short", "params>1b")).toHaveLength(1);
  expect(offer("short", "unreasonable")).toEqual([]);
  expect(offer("short", "")).toHaveLength(1);
});

test("names that must be looked up are offered as completion ranks them", () => {
  const asked = { command: "compare", argument: "models", typed: "llama 405" };
  expect(offer("models", "llama 405", "compare")).toEqual(completeArgument(vocabulary, asked));
  expect(offer("model", "xyzzy")).toEqual([]);
  expect(offer("model", "chinchilla-70b")[0]?.value).toBe("chinchilla-70b");
});

test("never more than every platform takes, and nothing for what there is not", () => {
  expect(offer("model", "gpt-4").length).toBeLessThanOrEqual(25);
  expect(offer("constructor", "x")).toEqual([]);
  expect(offer("short", "x", "toString")).toEqual([]);
});
