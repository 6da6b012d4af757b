import { completeModels } from "../course/complete-models.ts";
import type { Benchmark } from "../course/content.ts";
import { editDistance } from "../course/edit-distance.ts";
import { type Field, fieldChoices, findField, nearestField } from "../course/fields.ts";
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
/** One slip for every so many letters still is the same name. */
const LETTERS_FOR_A_SLIP = 3;

/** What models are compared by: one figure of their cards, all benchmarks, or one. */
export type Basis =
  | { kind: "field"; field: Field }
  | { kind: "benchmarks" }
  | { kind: "benchmark"; benchmark: Benchmark; correctedFrom?: string };

const ALL_BENCHMARKS: Choice = { label: "All benchmarks", value: "benchmarks" };
/** Prices belong to offers and not to models: `/choose` has them. */
const PRICE = /^(prices?|pricing|costs?)$/i;
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
  throw noSuchBasis(text, found.nearest);
}

/** Fields that people compare by; completion has them all. */
const COMMON = ["parameters", "training_tokens", "context_length", "release_date"];

function noSuchBasis(text: string, benchmarks: readonly Benchmark[]): UserError {
  const typed = echoed(text);
  if (PRICE.test(text.trim()))
    return new UserError(
      `*${typed}* is neither a field nor a benchmark. \`/choose\` shows what models cost and weighs it against their quality.`,
    );
  const field = nearestField(text);
  const near = [
    ...(field === undefined ? [] : [{ label: field.label, value: field.id }]),
    ...benchmarks
      .filter(({ name, id, aliases }) => isNear(text, [name, id, ...aliases]))
      .map(({ id, name }) => ({ label: name, value: id })),
  ].slice(0, CANDIDATES);
  const common = fieldChoices().filter(({ value }) => COMMON.includes(value));
  const offered = [...(near.length > 0 ? near : common), ALL_BENCHMARKS];
  const names = near.map(({ label }) => `**${plain(label)}**`).join(", ");
  const meant = near.length === 0 ? "" : ` Did you mean ${names}?`;
  const fields = common.map(({ label }) => label.toLowerCase()).join(", ");
  return new UserError(
    `*${typed}* is neither a field nor a benchmark.${meant} Compare by a field (${fields} and ${fieldChoices().length - common.length} more, see \`/help compare\`), by a benchmark (\`/benchmark\` lists them), or by all \`benchmarks\`.`,
    { suggestions: offered.map(({ label, value }) => ({ action: "run", label, value })) },
  );
}

/** A slip or two in a longer name, not two letters in common. */
function isNear(text: string, names: readonly string[]): boolean {
  const squash = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const typed = squash(text);
  const most = Math.floor(typed.length / LETTERS_FOR_A_SLIP);
  return most > 0 && names.some((name) => editDistance(squash(name), typed, most) <= most);
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

/** `name:yes`; left out it is no. */
function yesOrNo(name: string, description: string): Arg<boolean> {
  return {
    description,
    placeholder: "yes",
    required: false,
    position: "named",
    choices: YES_OR_NO,
    parse: (words) => {
      const word = words.join(" ").trim().toLowerCase();
      if (/^(yes|y|true|on|1)$/.test(word)) return true;
      if (/^(no|n|false|off|0)?$/.test(word)) return false;
      throw new UserError(`*${echoed(word)}* is neither yes nor no. Write ${name}:yes or ${name}:no.`, {
        suggestions: [{ action: "run", label: `${name}:yes`, value: "yes" }],
      });
    },
  };
}

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
  force: (): Arg<boolean> =>
    yesOrNo("force", "yes ranks scores that were taken in different ways all the same, marked"),

  yesOrNo,

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
      return [...new Map(found.map((one) => [one.id, one])).values()];
    },
  }),
};
