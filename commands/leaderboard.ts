import { averageBoard } from "../src/registry/average-board.ts";
import { benchmarkBoard } from "../src/registry/benchmark-board.ts";
import { boardList, boardMismatch } from "../src/registry/board-list.ts";
import { winRateBoard } from "../src/registry/win-rate-board.ts";
import { plain } from "../src/replies/markdown.ts";
import type { Block, Reply } from "../src/replies/reply.ts";
import { arg } from "../src/router/args.ts";
import type { Context } from "../src/router/command.ts";
import { defineCommand, NEEDS, type Values } from "../src/router/command.ts";
import { namedArg } from "../src/router/named-args.ts";
import { scoreArg } from "../src/router/score-args.ts";

const args = {
  board: scoreArg.board("a benchmark, helm or open-llm"),
  setting: arg.named("the setting or evaluator that is meant, such as 5-shot", { placeholder: "<words>" }),
  models: scoreArg.competitors("with helm: the models among which win rates are worked out", 12),
  force: scoreArg.force(),
  asof: namedArg.asOf(),
};

/** Who is ahead on a benchmark, among scores that compare; and the two leaderboards that the course shows. */
export const leaderboard = defineCommand({
  name: "leaderboard",
  summary: "Rank models on a benchmark, or show HELM or the Open LLM Leaderboard",
  examples: [
    "leaderboard mmlu",
    "leaderboard open-llm",
    "leaderboard helm",
    'leaderboard helm models:"llama-3.1-405b-instruct, gpt-4o, claude-3.5-sonnet"',
    "leaderboard humaneval setting:simple-evals",
  ],
  visibility: "public",
  access: "everyone",
  needs: NEEDS.rankings,
  args,

  run(values, { course }) {
    const { board, setting, models, force } = values;
    if (board === undefined) {
      boardMismatch(undefined, { setting, models: models.length, force });
      return boardList(course);
    }
    const { entry, correctedFrom } = board;
    const read: Block[] =
      correctedFrom === undefined
        ? []
        : [{ kind: "note", text: `Read *${plain(correctedFrom)}* as **${plain(entry.name)}**.` }];
    const reply = shown(entry.id, values, course);
    return { ...reply, blocks: [...read, ...reply.blocks] };
  },
});

function shown(id: string, values: Values<typeof args>, course: Context["course"]): Reply {
  const { setting, models, force, asof } = values;
  const asOf = asof === undefined ? {} : { asOf: asof };
  const board = course.leaderboards.find((one) => one.id === id);
  boardMismatch(board, { setting, models: models.length, force });
  if (board?.kind === "average") return averageBoard(course, board, asof);
  if (board?.kind === "win-rate") return winRateBoard(course, board, { models, ...asOf });
  const benchmark = course.benchmarks.find((one) => one.id === id);
  if (benchmark === undefined) return boardList(course);
  return benchmarkBoard(course, { benchmark, force, ...(setting === undefined ? {} : { setting }), ...asOf });
}
