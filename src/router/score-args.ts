import { completeModels } from "../course/complete-models.ts";
import type { Benchmark } from "../course/content.ts";
import { type Field, fieldChoices, findField } from "../course/fields.ts";
import { findModel } from "../course/find-model.ts";
import { completeNamed, findNamed, type NamedEntry } from "../course/find-named.ts";
import type { Course } from "../course/model.ts";
import { UserError } from "../errors.ts";
import { type Competitor, competitor } from "../registry/scores.ts";
import { echoed, plain } from "../replies/markdown.ts";
import type { Arg, Choice } from "./command.ts";
import { entry, type Named } from "./named-args.ts";
import { whichOne } from "./which-one.ts";

const OFFERED = 25;
const CANDIDATES = 5;

/** What models are compared by: one figure of their cards, all benchmarks, or one. */
export type Basis =
  | { kind: "field"; field: Field }
  | { kind: "benchmarks" }
  | { kind: "benchmark"; benchmark: Benchmark; correctedFrom?: string };

const ALL_BENCHMARKS: Choice = { label: "All benchmarks", value: "benchmarks" };
const isAll = (text: string): boolean => /^(all )?(benchmarks?|scores?)$/i.test(text.trim());

function basisNamed(text: string, course: Course): Basis {
  const field = findField(text);
  if (field !== undefined) return { kind: "field", field };
  if (isAll(text)) return { kind: "benchmarks" };
  const found = findNamed(course.benchmarks, text);
  if (found.kind === "found") {
    const as = found.exact ? {} : { correctedFrom: text };
    return { kind: "benchmark", benchmark: found.entry, ...as };
  }
  const near = (found.kind === "ambiguous" ? found.candidates : found.nearest).slice(0, CANDIDATES);
  const suggestions = near.map(({ id, name }) => ({ action: "run", label: name, value: id }));
  if (found.kind === "ambiguous") {
    const open = {
      text,
      noun: "benchmark",
      list: "/benchmark",
      where: "in this course",
      words: (id: string) => id,
    };
    throw whichOne(found, open);
  }
  const fields = fieldChoices()
    .map(({ value }) => `\`${value}\``)
    .join(", ");
  throw new UserError(
    `*${echoed(text)}* is neither a field nor a benchmark. Fields: ${fields}; or \`benchmarks\`, or a benchmark's name (\`/benchmark\` lists them).`,
    { suggestions: [...suggestions, { action: "run", label: "All benchmarks", value: "benchmarks" }] },
  );
}

function completeBasis(partial: string, course: Course): Choice[] {
  const wanted = partial.toLowerCase();
  const fits = ({ label, value }: Choice): boolean => `${label} ${value}`.toLowerCase().includes(wanted);
  const benchmarks = completeNamed(course.benchmarks, partial, OFFERED).map(({ id, name }) => ({
    label: name,
    value: id,
  }));
  const fields = fieldChoices().filter(fits);
  const named = [...fields, ...[ALL_BENCHMARKS].filter(fits)];
  // While nothing is typed the fields alone would fill the list.
  const most = wanted === "" ? OFFERED - 2 : OFFERED;
  return [...named.slice(-most), ...benchmarks].slice(0, OFFERED);
}

const YES_OR_NO: readonly Choice[] = [
  { label: "Yes", value: "yes" },
  { label: "No", value: "no" },
];

/** What `/leaderboard` can show: the boards of the course, then every benchmark that is not itself such a board. */
export interface Board extends NamedEntry {
  kind: "board" | "benchmark";
}

const boards = new WeakMap<Course, readonly Board[]>();

function boardsOf(course: Course): readonly Board[] {
  const known = boards.get(course);
  if (known !== undefined) return known;
  const own = new Set(
    course.leaderboards.flatMap((board) => [board.id, ...(board.kind === "average" ? [board.average] : [])]),
  );
  const made: Board[] = [
    ...course.leaderboards.map(({ id, name, aliases }) => ({ kind: "board" as const, id, name, aliases })),
    ...course.benchmarks
      .filter(({ id }) => !own.has(id))
      .map(({ id, name, aliases }) => ({ kind: "benchmark" as const, id, name, aliases })),
  ];
  boards.set(course, made);
  return made;
}

function competitorNamed(text: string, course: Course): Competitor {
  const model = findModel(course, text);
  if (model.kind === "found" && model.exact) return competitor(course, model.model.id);
  const entrants = course.entrants
    .filter(({ kind }) => kind === "model")
    .map((one) => ({ ...one, aliases: [] }));
  const found = findNamed(entrants, text);
  if (found.kind === "found" && found.exact) return competitor(course, found.entry.id);
  if (model.kind === "found") return competitor(course, model.model.id);
  if (found.kind === "found") return competitor(course, found.entry.id);
  const near = [
    ...(model.kind === "ambiguous" ? model.candidates : model.nearest),
    ...(found.kind === "ambiguous" ? found.candidates : found.nearest),
  ].slice(0, CANDIDATES);
  const names = near.map(({ name }) => `**${plain(name)}**`).join(", ");
  throw new UserError(
    `No model called *${echoed(text)}* has scores here. ${names === "" ? "`/models` lists the models." : `The nearest: ${names}.`}`,
  );
}

/** Arguments about benchmarks and their scores. */
export const scoreArg = {
  basis: (description: string): Arg<Basis | undefined> => ({
    description,
    placeholder: "<field>",
    required: false,
    position: "named",
    complete: (partial, { course }) => completeBasis(partial, course),
    parse: (words, { course }) =>
      words.join("").trim() === "" ? undefined : basisNamed(words.join(" "), course),
  }),

  /** `force:yes`: rank what does not compare. */
  force: (): Arg<boolean> => ({
    description: "yes ranks scores that were taken in different ways all the same, marked",
    placeholder: "yes",
    required: false,
    position: "named",
    choices: YES_OR_NO,
    parse: (words) => {
      const word = words.join(" ").trim().toLowerCase();
      if (/^(yes|y|true|on|1)$/.test(word)) return true;
      if (/^(no|n|false|off|0)?$/.test(word)) return false;
      throw new UserError(`*${echoed(word)}* is neither yes nor no. Write force:yes or force:no.`, {
        suggestions: [{ action: "run", label: "force:yes", value: "yes" }],
      });
    },
  }),

  board: (description: string): Arg<Named<Board> | undefined> =>
    entry(description, { noun: "leaderboard", list: "/leaderboard", entries: boardsOf }),

  /** `models:"a, b, c"`: models of the registry or others with scores, each once. */
  competitors: (description: string, most: number): Arg<Competitor[]> => ({
    description,
    placeholder: '"a, b, c"',
    required: false,
    position: "named",
    complete: (partial, { course }) => {
      const at = partial.lastIndexOf(",") + 1;
      const before = partial.slice(0, at);
      const typed = partial.slice(at).trim();
      return completeModels(course, typed, OFFERED).map(({ id, name }) => ({
        label: name,
        value: `${before}${at > 0 ? " " : ""}${id}`,
      }));
    },
    parse: (words, { course }) => {
      const names = words
        .join(" ")
        .split(",")
        .map((name) => name.trim())
        .filter(Boolean);
      if (names.length > most) throw new UserError(`At most ${most} models fit here. Leave some out.`);
      const found = names.map((name) => competitorNamed(name, course));
      const different = [...new Map(found.map((one) => [one.id, one])).values()];
      if (different.length === 1)
        throw new UserError(
          'A win rate needs at least two different models: models:"gpt-4o, claude-3.5-sonnet".',
        );
      return different;
    },
  }),
};
