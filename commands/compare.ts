import { UserError } from "../src/errors.ts";
import { asOfWords } from "../src/registry/as-of-marks.ts";
import { benchmarkComparison } from "../src/registry/benchmark-comparison.ts";
import { comparison } from "../src/registry/comparison.ts";
import { namesAsRead } from "../src/registry/names-as-read.ts";
import { refuseUnreleased } from "../src/registry/score-dates.ts";
import { plain } from "../src/replies/markdown.ts";
import type { Block } from "../src/replies/reply.ts";
import { arg } from "../src/router/args.ts";
import { defineCommand, NEEDS } from "../src/router/command.ts";
import { namedArg } from "../src/router/named-args.ts";
import { type Basis, scoreArg } from "../src/router/score-args.ts";

const basisAsRead = (by: Basis | undefined): Block[] =>
  by?.kind !== "benchmark" || by.correctedFrom === undefined
    ? []
    : [{ kind: "note", text: `Read *${plain(by.correctedFrom)}* as **${plain(by.benchmark.name)}**.` }];

/** Two to six models side by side, as a table and a chart. */
export const compare = defineCommand({
  name: "compare",
  summary: "Compare 2 to 6 language models as a table and a chart",
  examples: [
    "compare gpt-3 gopher chinchilla",
    "compare llama-3.1-8b phi-3-mini mistral-7b by:context",
    "compare llama-3.1-405b gpt-4o claude-3.5-sonnet by:benchmarks",
    "compare gpt-3 gopher chinchilla by:mmlu asof:2022-04",
  ],
  visibility: "public",
  access: "everyone",
  needs: NEEDS.models,
  args: {
    models: arg.models("2 to 6 models", {
      min: 2,
      max: 6,
      example: "/compare gpt-3 gopher chinchilla",
    }),
    by: scoreArg.basis("a field such as tokens, benchmarks for all scores, or one benchmark such as mmlu"),
    force: scoreArg.force(),
    asof: namedArg.asOf(),
  },

  run({ models: named, by, force, asof }, { course }) {
    const models = named.map(({ model }) => model);
    if (asof !== undefined) refuseUnreleased(models, asof);
    if (force && (by === undefined || by.kind === "field"))
      throw new UserError("`force:yes` ranks scores: add by:benchmarks or a benchmark's name.");
    const reply =
      by === undefined || by.kind === "field"
        ? comparison(course, models, { by: by?.field, asOf: asof })
        : benchmarkComparison(course, {
            models,
            force,
            ...(by.kind === "benchmark" ? { benchmark: by.benchmark } : {}),
            ...(asof === undefined ? {} : { asOf: asof }),
            forcedLine: forcedLine(models, by) + asOfWords(asof),
          });
    return { ...reply, blocks: [...namesAsRead(named), ...basisAsRead(by), ...reply.blocks] };
  },
});

function forcedLine(models: readonly { id: string }[], by: Basis): string {
  const basis = by.kind === "benchmark" ? by.benchmark.id : "benchmarks";
  return `compare ${models.map(({ id }) => id).join(" ")} by:${basis} force:yes`;
}
