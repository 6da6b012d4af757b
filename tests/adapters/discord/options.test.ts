import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  argumentOf,
  foldOptions,
  nativeOptions,
  optionDefinitions,
} from "../../../src/adapters/discord/options.ts";
import type { Arg, Args } from "../../../src/router/command.ts";

const arg = (about: Partial<Arg<unknown>> = {}): Arg<unknown> => ({
  description: "d",
  placeholder: "<d>",
  required: false,
  position: "positional",
  parse: () => undefined,
  ...about,
});

describe("native options", () => {
  test("a list becomes numbered options, required ones first", () => {
    const args: Args = {
      by: arg(),
      models: arg({ required: true, list: { min: 2, max: 4 } }),
      trainingTokens: arg({ required: true }),
    };
    expect(nativeOptions(args).map(({ name, required }) => `${name}${required ? "!" : ""}`)).toEqual([
      "model1!",
      "model2!",
      "training-tokens!",
      "by",
      "model3",
      "model4",
    ]);
    expect(argumentOf(args, "model3")).toBe("models");
    expect(argumentOf(args, "model9")).toBeUndefined();
  });

  test("a closed list has native choices, a long one and an open one completion, the rest free text", () => {
    const choices = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ label: `L${at}`, value: `v${at}` }));
    const definitions = optionDefinitions({
      few: arg({ choices: choices(25), complete: () => [] }),
      many: arg({ choices: choices(26) }),
      open: arg({ complete: () => [] }),
      free: arg(),
    });
    expect(definitions).toMatchObject([
      { type: 3, choices: choices(25).map(({ label, value }) => ({ name: label, value })) },
      { type: 3, autocomplete: true },
      { type: 3, autocomplete: true },
      { type: 3 },
    ]);
    expect(definitions[3]).not.toHaveProperty("autocomplete");
  });

  test("a file is attached, and stands behind what is required", () => {
    const definitions = optionDefinitions({
      file: arg({ input: "file", position: "named", choices: [{ label: "L", value: "v" }] }),
      name: arg({ required: true }),
    });
    expect(definitions.map(({ type, name }) => [type, name])).toEqual([
      [3, "name"],
      [11, "file"],
    ]);
    expect(definitions[1]).not.toHaveProperty("choices");
  });

  test("25 options at most: lists give way, single arguments stay", () => {
    const args = {
      many: arg({ list: { min: 1, max: 20 } }),
      more: arg({ list: { min: 1, max: 20 } }),
      one: arg(),
    };
    const names = nativeOptions(args).map(({ name }) => name);
    expect(names).toHaveLength(25);
    expect(names).toContain("one");
  });

  test("folding gives back what was put into the options", () => {
    const list = fc.option(
      fc.record({ min: fc.integer({ min: 0, max: 2 }), max: fc.integer({ min: 2, max: 6 }) }),
    );
    const value = fc.stringMatching(/^[a-z0-9-]{1,8}$/);
    const argument = fc.record({
      list,
      required: fc.boolean(),
      values: fc.array(value, { minLength: 1, maxLength: 6 }),
    });
    const names = fc.constantFrom("model", "models", "sortOrder", "by", "s", "Order", "model1");
    fc.assert(
      fc.property(fc.dictionary(names, argument, { maxKeys: 4, noNullPrototype: true }), (described) => {
        const args: Args = {};
        const expected: Record<string, string> = {};
        const values: Record<string, string[]> = {};
        for (const [name, { list: bounds, required, values: all }] of Object.entries(described)) {
          args[name] = arg({ required, ...(bounds === null ? {} : { list: bounds }) });
          values[name] = all.slice(0, bounds?.max ?? 1);
          expected[name] = values[name].join(", ");
        }
        const given = new Map<string, string>();
        for (const { argument: of, name } of nativeOptions(args)) {
          const next = values[of]?.shift();
          if (next !== undefined) given.set(name, next);
        }
        expect(foldOptions(args, given)).toEqual(expected);
      }),
    );
  });
});
