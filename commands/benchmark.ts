import { benchmarkCard, benchmarkList, exampleAnswer } from "../src/registry/benchmark-card.ts";
import { plain } from "../src/replies/markdown.ts";
import type { Block } from "../src/replies/reply.ts";
import { defineCommand, NEEDS } from "../src/router/command.ts";
import { namedArg } from "../src/router/named-args.ts";
import { scoreArg } from "../src/router/score-args.ts";

/** What a benchmark measures and how far to trust it; without a name, all of them. */
export const benchmark = defineCommand({
  name: "benchmark",
  summary: "Show what a benchmark measures, its problems and its best scores",
  examples: ["benchmark mmlu", "benchmark humaneval", "benchmark gsm8k answer:yes", "benchmark"],
  visibility: "private",
  access: "everyone",
  needs: NEEDS.benchmarks,
  args: {
    benchmark: namedArg.benchmark("a benchmark's name, such as mmlu or gsm8k"),
    answer: scoreArg.yesOrNo("answer", "yes shows the answer to the card's sample question"),
  },

  run({ benchmark: named, answer }, { course }) {
    if (named === undefined) return benchmarkList(course);
    const { entry, correctedFrom } = named;
    const read: Block[] =
      correctedFrom === undefined
        ? []
        : [{ kind: "note", text: `Read *${plain(correctedFrom)}* as **${plain(entry.name)}**.` }];
    const card = answer ? exampleAnswer(entry) : benchmarkCard(course, entry);
    return { ...card, blocks: [...read, ...card.blocks] };
  },

  // Buttons of messages from before `answer:yes`.
  actions: {
    answer: (id, { course }) => {
      const found = course.benchmarks.find((one) => one.id === id);
      return found === undefined ? benchmarkList(course) : exampleAnswer(found);
    },
  },
});
