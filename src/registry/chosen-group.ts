import { settingWords } from "../course/comparable.ts";
import type { Benchmark } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import { UserError } from "../errors.ts";
import { plain } from "../replies/markdown.ts";
import { firstShown, type RankedGroup } from "./leaderboard.ts";
import { evaluatorWords, rowSettingWords } from "./scores.ts";

const MOST_KNOWN = 5;

export interface ChosenGroup {
  group: RankedGroup;
  /** Other groups that the same words fit as well, the largest first. */
  fitting: RankedGroup[];
}

/** "5-shot" as " 5 shot ", so that it is not found in "25-shot". */
const spaced = (text: string): string =>
  ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]+/gu, " ")
    .trim()} `;
const groupWords = (group: RankedGroup): string => `${settingWords(group.setting)} ${group.evaluator}`;

/**
 * The group that is meant by the words of its setting, its evaluator or both: whole words come before parts of them.
 * Where they fit several, that with most models. Without words the one that is shown first.
 */
export function chosenGroup(
  benchmark: Benchmark,
  groups: readonly RankedGroup[],
  setting: string | undefined,
): ChosenGroup {
  const wanted = spaced(setting ?? "");
  const first = firstShown(groups);
  if (wanted.trim() === "" && first !== undefined) return { group: first, fitting: [] };
  const ways: ((group: RankedGroup) => boolean)[] = [
    (group) => spaced(groupWords(group)) === wanted,
    (group) => [settingWords(group.setting), group.evaluator].some((words) => spaced(words) === wanted),
    (group) => spaced(groupWords(group)).includes(wanted),
  ];
  for (const fits of ways) {
    const [group, ...fitting] = groups.filter(fits);
    if (group !== undefined) return { group, fitting };
  }
  throw noSuchSetting(benchmark, groups.slice(0, MOST_KNOWN), setting ?? "");
}

function noSuchSetting(benchmark: Benchmark, known: readonly RankedGroup[], setting: string): UserError {
  const names = known.map((each) => `*${plain(rowSettingWords(each))}*`).join(", ");
  return new UserError(
    `**${plain(benchmark.name)}** has no scores under *${plain(setting)}*. Known: ${names}.`,
    {
      suggestions: known.map((each) => ({
        action: "run",
        label: rowSettingWords(each),
        value: settingValue(each),
      })),
      argument: "setting",
    },
  );
}

/** "5-shot (Open LLM Leaderboard v1)", "5-shot (Mistral 7B)": which group it is among those of the same setting. */
export const groupName = (course: Pick<Course, "sources">, group: RankedGroup): string =>
  `${settingWords(group.setting) || "setting not stated"} (${evaluatorWords(course, group)})`;

/** Words that choose this group and, being the largest that holds them, no other. */
export const settingValue = (group: RankedGroup): string =>
  `leaderboard ${group.benchmark.id} setting:"${groupWords(group).trim()}"`;
