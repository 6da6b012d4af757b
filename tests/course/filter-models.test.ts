import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { figureOf, findField, wordCount } from "../../src/course/fields.ts";
import { filterModels, parseFilters, parseSort, sortModels } from "../../src/course/filter-models.ts";
import { parseQuantity, readQuantity } from "../../src/course/quantity.ts";
import { UserError } from "../../src/errors.ts";
import { course, model } from "./registry.ts";

const filtered = (line: string) => filterModels(course, parseFilters(line.split(" ")));
const ids = (line: string) => filtered(line).models.map((entry) => entry.id);
const params = (id: string) => Number(model(id).facts.parameters?.value);

describe("parseQuantity", () => {
  test.each([
    ["70b", 70e9],
    ["1.4T", 1.4e12],
    ["96.6b", 96_600_000_000],
    ["32k", 32_000],
    ["3.3M", 3.3e6],
    ["5.76e23", 5.76e23],
    ["5.76e+23", 5.76e23],
    ["5.76 x 10^23", 5.76e23],
    ["5.76×10^23 FLOPs", 5.76e23],
    ["300 billion", 300e9],
    ["1,000,000", 1e6],
    ["1_000", 1000],
    ["2048", 2048],
    ["1.4T tokens", 1.4e12],
    [" 6.7B ", 6.7e9],
    [".5b", 5e8],
    ["0", 0],
  ])("%s is %d", (text, value) => {
    expect(parseQuantity(text)).toBe(value);
  });

  test.each([
    "",
    "b",
    "banana",
    "-5",
    "1,4t",
    "7x",
    "1e9b",
    "70bb",
    "0x10",
    "1e999",
    "1.2.3",
    "Infinity",
    "NaN",
    "70b70b",
  ])("%j is none, and the error shows how to write one", (text) => {
    expect(() => parseQuantity(text)).toThrow(UserError);
    expect(() => parseQuantity(text)).toThrow(/70b/);
  });

  test("reads back what figures are worded as", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.constantFrom(1e6, 1e7, 1e9, 1e10, 1e12),
        (digits, scale) => {
          expect(readQuantity(wordCount(digits * scale))).toBe(digits * scale);
        },
      ),
    );
  });

  test("is a finite number or nothing, for any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9.,ekmbtx^ -]{0,12}$/)), (text) => {
        const value = readQuantity(text);
        expect(value === undefined || (Number.isFinite(value) && value >= 0)).toBe(true);
      }),
    );
  });
});

describe("filtering", () => {
  test("numbers in the words people use", () => {
    const large = filtered("params>100b").models;
    expect(large.length).toBeGreaterThan(10);
    expect(large.every((entry) => params(entry.id) > 100e9)).toBe(true);
    expect(ids("params>100b")).toContain("gopher-280b");
    expect(ids("params:540b")).toEqual(expect.arrayContaining(["palm-540b", "flan-palm-540b"]));
    expect(ids("params<=540b params>=540b")).toContain("palm-540b");
    expect(ids("params>540b")).not.toContain("palm-540b");
    expect(ids("params=70b")).not.toContain("llama-65b");
  });

  test("models whose figure is unknown never match a number, and are counted", () => {
    for (const line of ["params>0", "params<1t", "params!=70b", "params>=0"])
      expect(ids(line)).not.toContain("gpt-4");
    expect(filtered("params>=0")).toMatchObject({ unknown: 25, models: { length: 126 } });
    expect(filtered("params>=0 org:anthropic")).toEqual({ models: [], unknown: 8 });
    expect(filtered("org:deepmind params>100b").unknown).toBe(filtered("org:deepmind params<1").unknown);
  });

  test("organisations, dates, yes and no, words", () => {
    expect(new Set(filtered("org:meta").models.map((entry) => entry.organisation))).toEqual(
      new Set(["Meta AI", "Meta"]),
    );
    expect(ids("org!=openai org!=google")).not.toContain("gpt-4");
    expect(ids("year:2021")).toContain("gopher-280b");
    expect(ids("year:2021 org:deepmind")).toHaveLength(6);
    expect(ids("released>2021-12-08 released<2022-04")).toContain("chinchilla-70b");
    expect(ids("released>2021-12-08")).not.toContain("gopher-280b");
    expect(ids("released>2021-12")).not.toContain("glam-64b-64e");
    expect(ids("released>=2018-06-15")).toContain("gpt-2-xl");
    expect(ids("released>2018-06")).not.toContain("gpt-1");
    expect(ids("open:yes moe:yes")).toEqual(expect.arrayContaining(["mixtral-8x7b", "deepseek-v3"]));
    expect(ids("open:no")).toContain("gpt-3-175b");
    expect(ids("open!=yes")).toEqual(ids("open:no"));
    expect(ids("moe:no")).not.toContain("gpt-4");
    expect(ids("chinchilla")).toEqual(["chinchilla-70b"]);
    expect(ids("code llama")).toHaveLength(4);
    expect(ids("licence:apache org:mistral")).toContain("mistral-7b");
    expect(ids("")).toHaveLength(151);
  });

  test("128k of context is 128,000 or 131,072, as models call both", () => {
    expect(ids("context:128k")).toEqual(expect.arrayContaining(["llama-3.1-8b", "gpt-4o"]));
    expect(ids("context>=128k")).toEqual(expect.arrayContaining(["llama-3.1-8b", "gpt-4o"]));
    expect(ids("context>128k")).not.toContain("llama-3.1-8b");
    expect(ids("context<=128k")).toContain("llama-3.1-8b");
    expect(ids("context=2048")).toContain("gpt-3-175b");
    expect(ids("context>=32k")).toContain("mixtral-8x7b");
  });

  test("derived figures and apart-standing signs", () => {
    expect(ids("ratio:20 org:deepmind")).toEqual(["chinchilla-70b"]);
    expect(ids("params > 100b")).toEqual(ids("params>100b"));
    expect(ids("params >100b")).toEqual(ids("params>100b"));
    expect(ids("params≥280b")).toEqual(ids("params>=280b"));
    expect(ids("mfu:21.3%")).toEqual(ids("mfu:21.3"));
    expect(ids("mfu:21.3")).toContain("gpt-3-175b");
  });

  test.each([
    ["parms>1b", /Did you mean parameters|params/],
    ["banana>1b", /no field called `banana`.*Fields: org, moe.*params>100b/s],
    ["params>big", /needs a number, such as 70b/],
    ["params>", /What should `params` be/],
    ["released>soon", /Write 2022, 2022-04 or 2022-04-29/],
    ["released>2022-13", /Write 2022/],
    ["open:maybe", /yes or no, as in weights_open:yes/],
    ["org>google", /org:google/],
    ["licence<mit", /compare it with : or !=/],
  ])("%s is refused with what to do", (line, message) => {
    expect(() => parseFilters([line])).toThrow(UserError);
    expect(() => parseFilters([line])).toThrow(message);
  });

  test("any words parse or are refused as a person's mistake, and filtering them never fails", () => {
    const part = fc.constantFrom(
      "params",
      "year",
      "org",
      "open",
      "moe",
      ">",
      "<=",
      ":",
      "=",
      "!",
      "70b",
      "2022-",
      "é",
      " ",
    );
    const word = fc.oneof(
      fc.string(),
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 5 }), (words) => {
        try {
          const { models, unknown } = filterModels(course, parseFilters(words));
          expect(models.length + unknown).toBeLessThanOrEqual(course.models.length);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });

  test("less, equal and more divide the models whose figure is known", () => {
    fc.assert(
      fc.property(fc.constantFrom("7b", "70b", "1t", "540b", "6.7b", "1"), (amount) => {
        const count = (sign: string) => filtered(`params${sign}${amount}`).models.length;
        expect(count("<") + count("=") + count(">")).toBe(126);
        expect(count("<=")).toBe(count("<") + count("="));
        expect(count(">=")).toBe(count(">") + count("="));
        expect(count("!=")).toBe(126 - count("="));
      }),
    );
  });
});

describe("sorting", () => {
  test("by date, by size downwards, by name; unknown last either way", () => {
    expect(sortModels(course.models, "date")[0]?.id).toBe("gpt-1");
    expect(sortModels(course.models, "-params")[0]?.id).toBe("switch-c");
    expect(sortModels(course.models, "params")[0]?.id).toBe("gopher-44m");
    for (const sort of ["params", "-params"]) {
      const values = sortModels(course.models, sort).map((entry) => entry.facts.parameters?.value);
      expect(values.slice(-25)).toEqual(Array(25).fill(null));
    }
    expect(sortModels(course.models, "name")[0]?.name).toBe("Alpaca 7B");
    const field = findField("ratio");
    const [first] = sortModels(course.models, "-ratio");
    expect(first && field && figureOf(first, field)?.value).toBeGreaterThan(100);
  });

  test("does not touch the list it was given", () => {
    const before = [...course.models];
    sortModels(course.models, "-name");
    expect(course.models).toEqual(before);
  });

  test("refuses what cannot be sorted by", () => {
    expect(() => parseSort("banana")).toThrow(UserError);
    expect(() => parseSort("banana")).toThrow(/sort:-params/);
  });
});
