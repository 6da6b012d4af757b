import type { Leaderboard } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import { UserError } from "../errors.ts";
import { plain } from "../replies/markdown.ts";
import type { Reply } from "../replies/reply.ts";

const MOST_OPTIONS = 25;

/** The leaderboards of the course, and the benchmarks with most scores. */
export function boardList({ leaderboards, benchmarks, scores }: Course): Reply {
  const own = new Set(
    leaderboards.flatMap((board) => [board.id, ...(board.kind === "average" ? [board.average] : [])]),
  );
  const counted = benchmarks
    .filter(({ id }) => !own.has(id))
    .map(({ id, name }) => ({ id, name, count: scores.filter(({ benchmark }) => benchmark === id).length }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  const lines = leaderboards.map(
    ({ id, name, about }) => `- **${plain(name)}** (\`${id}\`): ${plain(about)}`,
  );
  const options = counted.slice(0, MOST_OPTIONS).map(({ id, name, count }) => ({
    label: name,
    value: `leaderboard ${id}`,
    description: `${count} scores`,
  }));
  const first = `**${leaderboards.length} leaderboards, and ${counted.length} benchmarks with scores.** Choose one, or type \`/leaderboard mmlu\`.`;
  return {
    blocks: [
      { kind: "text", text: [first, ...lines].join("\n") },
      {
        kind: "actions",
        buttons: leaderboards.map(({ id, name }) => ({
          action: "run",
          label: name,
          value: `leaderboard ${id}`,
        })),
        ...(options.length === 0 ? {} : { menus: [{ action: "run", label: "A benchmark", options }] }),
      },
    ],
    data: { leaderboards: leaderboards.map(({ id }) => id), benchmarks: counted.map(({ id }) => id) },
  };
}

/** Says so when an argument means nothing for what was asked, instead of ignoring it. */
export function boardMismatch(
  board: Leaderboard | undefined,
  given: { setting: string | undefined; models: number; force: boolean },
): void {
  if (given.models > 0 && board?.kind !== "win-rate") {
    throw new UserError(
      '`models:` works with HELM\'s mean win rate alone: `/leaderboard helm models:"gpt-4o, claude-3.5-sonnet"`. To hold models against each other use `/compare`.',
      {
        argument: "models",
        suggestions: [{ action: "run", label: "Show HELM", value: "leaderboard helm" }],
      },
    );
  }
  if (given.models === 1)
    throw new UserError(
      'A win rate needs at least two different models: models:"gpt-4o, claude-3.5-sonnet".',
      { argument: "models" },
    );
  if (board !== undefined && (given.setting !== undefined || given.force)) {
    const name = given.force ? "force:" : "setting:";
    throw new UserError(
      `\`${name}\` chooses among the settings of a benchmark; **${plain(board.name)}** has none to choose from, so leave it out.`,
      { argument: given.force ? "force" : "setting" },
    );
  }
}
