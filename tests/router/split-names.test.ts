import { expect, test } from "vitest";
import { splitNames } from "../../src/router/split-names.ts";
import { course } from "../course/registry.ts";

test.each([
  ["gpt-3 gopher chinchilla", ["gpt-3", "gopher", "chinchilla"]],
  ["llama 3.1 405b gpt-4 turbo", ["llama 3.1 405b", "gpt-4 turbo"]],
  ["gtp4o claud 3 opus", ["gtp4o", "claud 3 opus"]],
  ["gopher 280 chinchila 70b", ["gopher 280", "chinchila 70b"]],
  ["claude opus gpt-4", ["claude opus", "gpt-4"]],
  ["gpt-4 gpt-4 turbo", ["gpt-4", "gpt-4 turbo"]],
  ["mixtral big, mistral 7b instuct", ["mixtral big", "mistral 7b instuct"]],
  ["opt bloom", ["opt", "bloom"]],
  ["phi-3 mini phi-3 medium", ["phi-3 mini", "phi-3 medium"]],
  ["banana gpt-3", ["banana", "gpt-3"]],
  ["gpt-3, the big one, gopher", ["gpt-3", "the big one", "gopher"]],
])("%s", (line, names) => {
  expect(splitNames(line.split(" "), { course, commands: [] }, 7)).toEqual(names);
});

test("names are cut off where there are enough of them", () => {
  expect(splitNames("opt bloom palm gopher".split(" "), { course, commands: [] }, 3)).toEqual([
    "opt",
    "bloom",
    "palm",
  ]);
});
