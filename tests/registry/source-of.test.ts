import { expect, test } from "vitest";
import { modelCard } from "../../src/registry/card.ts";
import { course, model } from "../course/registry.ts";

test("a figure whose source has a name that every object knows is shown with that name", () => {
  const chinchilla = model("chinchilla-70b");
  const { parameters } = chinchilla.facts;
  if (parameters === undefined) throw new Error("no parameters");
  const odd = {
    ...chinchilla,
    facts: { ...chinchilla.facts, parameters: { ...parameters, source: "constructor" } },
  };
  expect(JSON.stringify(modelCard(course, odd).blocks)).toContain("constructor");
});
