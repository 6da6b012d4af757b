import { comparison } from "../src/registry/comparison.ts";
import { namesAsRead } from "../src/registry/names-as-read.ts";
import { arg } from "../src/router/args.ts";
import { defineCommand } from "../src/router/command.ts";

/** Two to six models side by side, as a table and a chart. */
export const compare = defineCommand({
  name: "compare",
  summary: "Compare 2 to 6 language models as a table and a chart",
  examples: [
    "compare gpt-3 gopher chinchilla",
    "compare llama-3.1-8b phi-3-mini mistral-7b by:context",
    "compare gpt-4o claude-3.5-sonnet by:released",
  ],
  visibility: "public",
  access: "everyone",
  args: {
    models: arg.models("2 to 6 models", { min: 2, max: 6 }),
    by: arg.field("one field to compare by, such as tokens or context"),
  },

  run({ models, by }, { course }) {
    const reply = comparison(
      course,
      models.map(({ model }) => model),
      by,
    );
    return { ...reply, blocks: [...namesAsRead(models), ...reply.blocks] };
  },
});
