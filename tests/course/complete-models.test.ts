import { describe, expect, test } from "vitest";
import { completeModels } from "../../src/course/complete-models.ts";
import { findModel } from "../../src/course/find-model.ts";
import { course } from "./registry.ts";

const complete = (text: string, limit = 5) => completeModels(course, text, limit).map((model) => model.id);

describe("completion", () => {
  test.each([
    ["chin", "chinchilla-70b"],
    ["gopher", "gopher-280b"],
    ["llama 40", "llama-3.1-405b"],
    ["gpt-4", "gpt-4"],
    ["codell", "code-llama-7b"],
    ["chinchila", "chinchilla-70b"],
    ["405", "llama-3.1-405b"],
    ["turbo", "gpt-4-turbo-2024-04-09"],
    ["gohp", "gopher-280b"],
    ["mixtral 8x2", "mixtral-8x22b"],
    ["gopher 280", "gopher-280b"],
  ])("%s offers %s first", (text, id) => {
    expect(complete(text)[0]).toBe(id);
  });

  test("keeps to the limit, without repeating a model", () => {
    const offered = complete("gpt", 25);
    expect(offered.length).toBeLessThanOrEqual(25);
    expect(new Set(offered).size).toBe(offered.length);
    expect(complete("", 3)).toEqual(["gpt-5", "gpt-oss-20b", "gpt-oss-120b"]);
    expect(complete("xyzzy")).toEqual([]);
  });

  test("what findModel finds comes first", () => {
    for (const model of course.models) {
      for (const name of [model.id, model.name, ...model.aliases, `the ${model.name}`]) {
        const result = findModel(course, name);
        // "GPT" is asked back.
        if (result.kind === "found") expect(complete(name, 1)).toEqual([result.model.id]);
        else expect(name).toBe("GPT");
      }
    }
  });
});
