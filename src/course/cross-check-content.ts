import { checkReferences } from "./check-references.ts";
import type { CourseTable, Leaderboard } from "./content.ts";
import type { Lists, Placed, Values } from "./cross-check.ts";
import type { Path } from "./data-file.ts";
import { SOURCE_SEPARATOR } from "./fields.ts";
import type { Known } from "./known.ts";
import type { Fact, Problem } from "./model.ts";
import { checkNames, type Named, problemAt, suggestion } from "./suspicions.ts";

/** One thing an entry refers to: `what` is how a person calls it, `id` must be among the ids of one of the lists. */
interface Link {
  path: Path;
  id: string;
  what: string;
  lists: (keyof Values)[];
}

/** Holds benchmarks, scores, tables, leaderboards, lessons, terms, figures and prices against each other. */
export function checkContent(lists: Lists, known: Known, problems: Problem[]): void {
  for (const [list, links] of Object.entries(LINKS) as [keyof Values, (value: never) => Link[]][]) {
    for (const entry of lists[list] as Placed<unknown>[]) {
      checkLinks(entry, links(entry.value as never), known, problems);
    }
  }
  checkSources(lists, known, problems);
  for (const entry of lists.tables) checkTable(entry, problems);
  for (const entry of lists.lessons) checkLesson(entry, known, problems);
  checkAllNames(lists, problems);
  checkReferences(lists, known, problems);
}

const benchmark = (id: string, path: Path = ["benchmark"]): Link => ({
  path,
  id,
  what: "benchmark",
  lists: ["benchmarks"],
});
const each = (ids: readonly string[], field: string, list: keyof Values, what: string): Link[] =>
  ids.map((id, at) => ({ path: [field, at], id, what, lists: [list] }));

const LINKS: { [List in keyof Values]?: (value: Values[List]) => Link[] } = {
  scores: ({ model, benchmark: id }) => [
    { path: ["model"], id: model, what: "model or entrant", lists: ["models", "entrants"] },
    benchmark(id),
  ],
  tables: ({ models = [] }) =>
    models.map((id, at) => ({
      path: ["models", at],
      id,
      what: "model or entrant",
      lists: ["models", "entrants"],
    })),
  leaderboards: (board) => leaderboardLinks(board),
  lessons: (lesson) => [
    ...each(lesson.terms, "terms", "terms", "term"),
    ...each(lesson.models, "models", "models", "model"),
    ...each(lesson.benchmarks, "benchmarks", "benchmarks", "benchmark"),
    ...each(lesson.next === undefined ? [] : [lesson.next], "next", "lessons", "lesson"),
  ],
  terms: (term) => [
    ...each(term.see, "see", "terms", "term"),
    ...each(term.lesson === undefined ? [] : [term.lesson], "lesson", "lessons", "lesson"),
  ],
  offers: ({ model }) => [{ path: ["model"], id: model, what: "model", lists: ["models"] }],
};

function leaderboardLinks(board: Leaderboard): Link[] {
  if (board.kind === "average") {
    return [
      benchmark(board.average, ["average"]),
      ...board.columns.map(({ benchmark: id }, at) => benchmark(id, ["columns", at, "benchmark"])),
    ];
  }
  return board.groups.flatMap(({ scenarios }, group) =>
    scenarios.flatMap(({ benchmark: id }, at) =>
      id === undefined ? [] : [benchmark(id, ["groups", group, "scenarios", at, "benchmark"])],
    ),
  );
}

function checkLinks(entry: Placed<unknown>, links: readonly Link[], known: Known, problems: Problem[]): void {
  for (const { path, id, what, lists } of links) {
    const ids = new Set(lists.flatMap((list) => [...known.ids(list)]));
    if (ids.has(id)) continue;
    const mend = suggestion(id, ids, `remove it, or add that ${what}`);
    const problem = problemAt(entry, path, `${nameOf(entry.value)}: "${id}" is no ${what}'s id`, mend);
    if (!known.excused(lists, id, problem)) problems.push(problem);
  }
}

function nameOf(value: unknown): string {
  const { id, model } = value as { id?: string | number; model?: string };
  return String(id ?? model ?? "an entry");
}

function checkSources(lists: Lists, known: Known, problems: Problem[]): void {
  const check = (entry: Placed<unknown>, path: Path, source: string): void => {
    for (const key of source.split(SOURCE_SEPARATOR)) {
      if (known.sources.has(key) || known.incomplete.has("sources")) continue;
      const message = `${nameOf(entry.value)}: the source "${key}" is not in sources.yaml`;
      problems.push(
        problemAt(entry, path, message, suggestion(key, known.sources, "add it to sources.yaml")),
      );
    }
  };
  for (const list of [lists.scores, lists.tables, lists.figures, lists.offers]) {
    for (const entry of list) check(entry, ["source"], entry.value.source);
  }
  for (const entry of lists.benchmarks) {
    const facts: [string, Fact<number> | undefined][] = [
      ["size", entry.value.size],
      ["scored_items", entry.value.scoredItems],
      ["random_baseline", entry.value.randomBaseline],
      ["human_level", entry.value.humanLevel],
    ];
    for (const [field, fact] of facts) if (fact !== undefined) check(entry, [field, "source"], fact.source);
    const { example } = entry.value;
    if (example?.options !== undefined && !example.options.includes(example.answer)) {
      const message = `${entry.value.id}: the example's answer is none of its options`;
      problems.push(problemAt(entry, ["example", "answer"], message, "copy the right option word for word"));
    }
  }
  for (const entry of lists.leaderboards) {
    check(entry, ["closed", "source"], entry.value.closed.source);
    check(entry, ["snapshot", "source"], entry.value.snapshot.source);
  }
}

function checkTable(entry: Placed<CourseTable>, problems: Problem[]): void {
  // What is left of a table whose columns or rows are broken says nothing more.
  if (entry.dropped.has("columns") || entry.dropped.has("rows")) return;
  const { id, columns, rows, models, chart } = entry.value;
  for (const [at, row] of rows.entries()) {
    if (row.length === columns.length) continue;
    const message = `${id}: row ${at + 1} has ${row.length} cells for ${columns.length} columns`;
    problems.push(
      problemAt(entry, ["rows", at], message, "write one cell for each column, null where it is unknown"),
    );
  }
  if (models === undefined && (columns.length === 0 || rows.length === 0)) {
    const mend = "give it columns and rows, or the models of a benchmark table";
    problems.push(problemAt(entry, ["id"], `${id}: the table is empty`, mend));
  }
  const keys = columns.map(({ key }) => key);
  for (const key of chart === undefined ? [] : [chart.label, ...chart.values]) {
    if (keys.includes(key)) continue;
    const mend = suggestion(key, keys, `use one of: ${keys.join(", ")}`);
    problems.push(problemAt(entry, ["chart"], `${id}: the chart's "${key}" is no column`, mend));
  }
}

function checkLesson({ value, ...place }: Lists["lessons"][number], known: Known, problems: Problem[]): void {
  const entry = { value, ...place };
  if (!known.topics.includes(value.topic) && !known.incomplete.has("topics")) {
    const mend = suggestion(value.topic, known.topics, "add it to the topics in course.yaml");
    problems.push(problemAt(entry, ["topic"], `${value.id}: "${value.topic}" is no topic's id`, mend));
  }
  for (const [at, { answer, options }] of value.check.entries()) {
    if (answer <= options.length) continue;
    const message = `${value.id}: check ${at + 1} has ${options.length} options, and option ${answer} is said to be right`;
    problems.push(problemAt(entry, ["check", at, "answer"], message, `write 1 to ${options.length}`));
  }
}

function checkAllNames(lists: Lists, problems: Problem[]): void {
  const named = (entry: Placed<Omit<Named, "name" | "field">>, name: string, field: string) => ({
    entry,
    named: { id: entry.value.id, name, field, aliases: entry.value.aliases },
  });
  checkNames(
    lists.benchmarks.map((entry) => named(entry, entry.value.name, "name")),
    problems,
  );
  checkNames(
    lists.tables.map((entry) => named(entry, entry.value.title, "title")),
    problems,
  );
  checkNames(
    lists.leaderboards.map((entry) => named(entry, entry.value.name, "name")),
    problems,
  );
  checkNames(
    lists.lessons.map((entry) => named(entry, entry.value.title, "title")),
    problems,
  );
  checkNames(
    lists.terms.map((entry) => named(entry, entry.value.term, "term")),
    problems,
  );
}
