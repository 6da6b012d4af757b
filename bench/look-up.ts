import { models as modelsCommand } from "../commands/models.ts";
import { completeModels } from "../src/course/complete-models.ts";
import { editDistance } from "../src/course/edit-distance.ts";
import { filterModels, parseFilters, sortModels } from "../src/course/filter-models.ts";
import { findModel } from "../src/course/find-model.ts";
import type { Course } from "../src/course/model.ts";
import type { Context } from "../src/router/command.ts";
import { parseArguments } from "../src/router/parse.ts";
import { manyModels, seeded } from "./many-models.ts";
import { atMost, quantile, type Row } from "./row.ts";

const MODELS = 10_000;
const SAMPLES = 300;
const SCANS = 60;
const FILTERED = 40;
const WARM_UP = 5;
const MOST_MS = 50;

interface Times {
  p50: number;
  p95: number;
}

/** Finding, completing and listing among 10,000 synthetic models. */
export function benchLookUp(): Promise<Row[]> {
  const course = manyModels(MODELS);
  const random = seeded(7);
  const names = Array.from(
    { length: SAMPLES },
    () => course.models[Math.floor(random() * MODELS)]?.name ?? "",
  );
  const slips = names.map((name) => misspelt(name, random));
  // A copy of the course has no index yet.
  const build = timesOf([1, 2, 3, 4, 5], () => findModel({ ...course }, "warm up"));
  const exact = timesOf(names, (name) => findModel(course, name));
  const near = timesOf(slips, (name) => findModel(course, name));
  const found = slips.filter((name, at) => leadsTo(course, name, names[at] ?? "")).length;
  const scan = timesOf(slips.slice(0, SCANS), (name) => nearestByScan(course, name));
  const completed = [1, 2, 3, 4, 5, 6].map((letters) =>
    timesOf(names, (name) => completeModels(course, name.slice(0, letters), 25)),
  );
  const substring = timesOf(names, (name) => bySubstring(course, name.slice(0, 3)));
  const sorted = timesOf(Array.from({ length: FILTERED }), () =>
    sortModels(filterModels(course, parseFilters(["params>100b"])).models, "date"),
  );
  const listed = timesOf(Array.from({ length: FILTERED }), () => list(course, "params>100b sort:date"));
  return Promise.resolve([
    { measure: "Look-up, index of 10,000 models", value: ms(build.p50) },
    ...goal("Look-up, a name as it is written", exact),
    ...goal("Look-up, a name with a slip", near),
    { measure: "Look-up, slips that led to their model", value: `${((100 * found) / SAMPLES).toFixed(1)} %` },
    {
      measure: "Look-up, the same slips by a Levenshtein scan, p50",
      value: `${ms(scan.p50)}; ours ${(scan.p50 / near.p50).toFixed(0)} × as fast`,
    },
    ...completed.flatMap((times, at) => goal(`Completion, ${at + 1} letter${at === 0 ? "" : "s"}`, times)),
    {
      measure: "Three letters by a substring scan, sorted, p50",
      value: `${ms(substring.p50)}; ours takes ${((completed[2]?.p50 ?? 0) / substring.p50).toFixed(1)} × its time`,
    },
    ...goal("`params>100b sort:date`, filtered and sorted", sorted),
    ...goal("`/models params>100b sort:date`, reply made", listed),
  ]);
}

const ms = (value: number): string => `${value.toFixed(2)} ms`;

function goal(measure: string, { p50, p95 }: Times): Row[] {
  const row = atMost(`${measure}, p95`, p95, { most: MOST_MS, unit: "ms" });
  return [{ ...row, value: `${row.value}; p50 ${ms(p50)}` }];
}

/** The first few warm up and are not counted. */
function timesOf<Input>(inputs: readonly Input[], work: (input: Input) => unknown): Times {
  for (const input of inputs.slice(0, WARM_UP)) work(input);
  const times = inputs.map((input) => {
    const start = performance.now();
    work(input);
    return performance.now() - start;
  });
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}

/** Two neighbouring letters of the first word swapped, doubled or one of them left out. */
function misspelt(name: string, random: () => number): string {
  const at = 1 + Math.floor(random() * 3);
  const [a, b] = [name.charAt(at), name.charAt(at + 1)];
  const middle = [b + a, a + a + b, b][Math.floor(random() * 3)] ?? "";
  return name.slice(0, at) + middle + name.slice(at + 2);
}

function leadsTo(course: Course, text: string, name: string): boolean {
  const match = findModel(course, text);
  if (match.kind === "found") return match.model.name === name;
  return (match.kind === "ambiguous" ? match.candidates : match.nearest).some((model) => model.name === name);
}

/** What anybody would write first: the distance to every name and alias, given up once it cannot be the least. */
function nearestByScan({ models }: Course, text: string): string | undefined {
  const typed = text.toLowerCase();
  let best = Number.POSITIVE_INFINITY;
  let nearest: string | undefined;
  for (const { id, name, aliases } of models) {
    for (const known of [name, ...aliases]) {
      const distance = editDistance(known.toLowerCase(), typed, best);
      if (distance >= best) continue;
      best = distance;
      nearest = id;
    }
  }
  return nearest;
}

/** What anybody would write first for completion. */
function bySubstring({ models }: Course, typed: string): string[] {
  const wanted = typed.toLowerCase();
  return models
    .map(({ name }) => name)
    .filter((name) => name.toLowerCase().includes(wanted))
    .sort()
    .slice(0, 25);
}

const unused = async (): Promise<never> => {
  throw new Error("no list needs this");
};

function list(course: Course, line: string): unknown {
  const vocabulary = { course, commands: [modelsCommand] };
  const values = parseArguments(modelsCommand, line, vocabulary);
  const context: Context = {
    ...vocabulary,
    person: { id: "bench", name: "bench", roles: [], administrator: false },
    platform: "slack",
    filesWanted: false,
    isStaff: async () => false,
    now: new Date(0),
    typed: (name) => `/${name}`,
    status: async () => ({}),
    invocation: "i",
    keep: async () => "key",
    kept: async () => undefined,
    pool: { count: unused, add: unused, undo: unused, clear: unused },
    taskNames: async () => [],
    exercises: { step: unused, everyone: unused },
  };
  return modelsCommand.run(values as never, context);
}
