import { expect, test } from "vitest";
import { findTerm } from "../../src/lessons/find-term.ts";
import { course } from "../course/registry.ts";

test("a question as long as a line may be is looked at in part, and its terms are found", () => {
  expect(findTerm(course, "q ".repeat(950)).kind).not.toBe("found");
  const found = JSON.stringify(findTerm(course, `what is a reward model for ${"and so on ".repeat(150)}`));
  expect(found).toContain("reward-model");
});
