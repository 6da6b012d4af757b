import type { AsOf } from "../course/as-of.ts";
import type { Course, Model } from "../course/model.ts";
import type { Button } from "../replies/reply.ts";
import { asOfWords } from "./as-of-marks.ts";
import { familyBy, SMALLEST_TREE } from "./families.ts";

const MOST_LESSONS = 2;

/** The benchmark of this model on which most others have scores too: the one where a ranking says most. */
function bestKnownBenchmark(course: Course, model: Model): string | undefined {
  const own = new Set(course.scores.filter((score) => score.model === model.id).map((one) => one.benchmark));
  const counts = new Map<string, number>();
  for (const { benchmark } of course.scores)
    if (own.has(benchmark)) counts.set(benchmark, (counts.get(benchmark) ?? 0) + 1);
  const known = course.benchmarks.filter(({ id }) => counts.has(id));
  return known.sort((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0))[0]?.id;
}

/** Where one may go from a card; only to commands that exist here. */
export function cardButtons(
  course: Course,
  model: Model,
  about: { commands: readonly { name: string }[]; asOf: AsOf | undefined; tree: boolean },
): Button[] {
  const { commands, asOf, tree } = about;
  const has = (name: string): boolean => commands.some((command) => command.name === name);
  const words = `${model.id}${tree ? " show:family" : ""}${asOfWords(asOf)}`;
  const buttons: Button[] = [
    { action: "share", label: "Share with the channel", value: `model ${words}` },
    { action: "form", label: "Compare models", value: "compare" },
  ];
  if (tree)
    buttons.unshift({ action: "run", label: model.name, value: `model ${model.id}${asOfWords(asOf)}` });
  else if (familyBy(course, model, asOf).length >= SMALLEST_TREE)
    buttons.push({
      action: "run",
      label: "Family tree",
      value: `model ${model.id} show:family${asOfWords(asOf)}`,
    });
  const benchmark = has("leaderboard") ? bestKnownBenchmark(course, model) : undefined;
  const name = course.benchmarks.find(({ id }) => id === benchmark)?.name;
  if (benchmark !== undefined && name !== undefined)
    buttons.push({
      action: "run",
      label: `Ranking on ${name}`,
      value: `leaderboard ${benchmark}${asOfWords(asOf)}`,
    });
  const lessons = has("lesson") ? course.lessons.filter(({ models }) => models.includes(model.id)) : [];
  for (const { id, title } of lessons.slice(0, MOST_LESSONS))
    buttons.push({ action: "run", label: `Lesson: ${title}`, value: `lesson ${id}` });
  return buttons;
}
