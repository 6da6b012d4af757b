import type { AsOf } from "../course/as-of.ts";
import type { Benchmark } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Menu } from "../replies/reply.ts";
import { asOfWords } from "./as-of-marks.ts";
import { type ChosenGroup, groupName, settingValue } from "./chosen-group.ts";
import type { RankedGroup } from "./leaderboard.ts";

const MOST_OPTIONS = 25;
/** Other settings that fit the same words, as buttons; the menu has them as well. */
const MOST_FITTING = 3;

export interface BoardQuestion {
  benchmark: Benchmark;
  /** Words of the group that is meant: "5-shot", "simple-evals". */
  setting?: string;
  force: boolean;
  asOf?: AsOf;
}

/** Which setting was taken, where the words fit several. */
export function choiceBlock(
  course: Course,
  { setting = "" }: BoardQuestion,
  { group, fitting }: ChosenGroup,
): Block[] {
  if (fitting.length === 0) return [];
  const models = group.entries.length;
  const others = fitting.slice(0, MOST_FITTING).map((each) => plain(groupName(course, each)));
  const more = fitting.length - others.length;
  const text = `*${plain(setting)}* fits the scores of ${fitting.length + 1} evaluators. Shown are those with most models (${models}): **${plain(groupName(course, group))}**. Others: ${others.join("; ")}${more > 0 ? `; and ${more} more in the menu` : ""}.`;
  return [{ kind: "text", text }];
}

/** The way to the other settings, those that the same words fit before the rest. */
export function menuBlock(
  course: Course,
  { benchmark, force, asOf }: BoardQuestion,
  { others, fitting }: { others: readonly RankedGroup[]; fitting: readonly RankedGroup[] },
): Block[] {
  const about = { action: "run", label: `About ${benchmark.name}`, value: `benchmark ${benchmark.id}` };
  const all = {
    action: "run",
    label: "All settings in one list",
    value: `leaderboard ${benchmark.id} force:yes${asOfWords(asOf)}`,
  };
  const fits = fitting.slice(0, MOST_FITTING).map((group) => ({
    action: "run",
    label: groupName(course, group),
    value: settingValue(group) + asOfWords(asOf),
  }));
  const menu: Menu = {
    action: "run",
    label: "Another setting or evaluator",
    options: [...fitting, ...others.filter((each) => !fitting.includes(each))]
      .slice(0, MOST_OPTIONS)
      .map((group) => ({
        label: groupName(course, group),
        value: settingValue(group) + asOfWords(asOf),
        description: `${group.entries.length} ${group.entries.length === 1 ? "model" : "models"}, ${group.unit}`,
      })),
  };
  const buttons = others.length > 0 && !force ? [...fits, about, all] : [about];
  return [{ kind: "actions", buttons, ...(others.length === 0 ? {} : { menus: [menu] }) }];
}
