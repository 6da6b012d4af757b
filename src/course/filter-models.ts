import { UserError } from "../errors.ts";
import { FIELDS, type Field, figureOf, findField, isMixtureOfExperts } from "./fields.ts";
import type { Model } from "./model.ts";
import { datePeriod, type Filter, type Operator, type Period, parseFilter } from "./parse-filter.ts";

export type { Filter } from "./parse-filter.ts";

/**
 * `params>100b org:google year:2022 open:yes` as filters; words without an operator match names and organisations.
 * A minus in front keeps out what would match: `-openai`. An operator may stand apart (`params > 100b`). Throws `UserError` with the fields and an example.
 */
export function parseFilters(words: readonly string[]): Filter[] {
  return attached(words).map(parseFilter);
}

/** The words as filters read them: "params > 100b" is one. */
export function attached(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words.map((text) => text.trim()).filter((text) => text !== "")) {
    const last = joined.at(-1);
    const continues = last !== undefined && (/^(?:[<>=≤≥]|!=)/.test(word) || /[<>=≤≥:]$/.test(last));
    if (continues) joined[joined.length - 1] = last + word;
    else joined.push(word);
  }
  return joined;
}

/**
 * The models that pass every filter. A model whose figure is not known never passes; `unknown` counts those that only
 * that kept out.
 */
export function filterModels(
  course: { models: readonly Model[] },
  filters: readonly Filter[],
): { models: Model[]; unknown: number } {
  const models: Model[] = [];
  let unknown = 0;
  for (const model of course.models) {
    const verdicts = filters.map((filter) => passes(model, filter));
    if (verdicts.includes(false)) continue;
    if (verdicts.includes(undefined)) unknown++;
    else models.push(model);
  }
  return { models, unknown };
}

/** Undefined where it cannot be told. */
function passes(model: Model, filter: Filter): boolean | undefined {
  switch (filter.kind) {
    case "words":
      return (
        contains([model.id, model.name, model.organisation, ...model.aliases], filter.text) !== filter.negated
      );
    case "organisation":
      return contains([model.organisation], filter.text) !== filter.negated;
    case "moe": {
      const mixture = isMixtureOfExperts(model);
      return mixture === undefined ? undefined : mixture === filter.value;
    }
    case "boolean": {
      const value = figureOf(model, filter.field)?.value;
      return typeof value === "boolean" ? value === filter.value : undefined;
    }
    case "text": {
      const value = figureOf(model, filter.field)?.value;
      return typeof value === "string" ? contains([value], filter.text) !== filter.negated : undefined;
    }
    case "number": {
      const value = figureOf(model, filter.field)?.value;
      return typeof value === "number"
        ? holds({ from: value, to: value }, filter.operator, filter.range)
        : undefined;
    }
    case "date": {
      const value = figureOf(model, filter.field)?.value;
      return typeof value === "string" ? holds(datePeriod(value), filter.operator, filter.period) : undefined;
    }
    default:
      return filter satisfies never;
  }
}

function contains(texts: readonly string[], wanted: string): boolean {
  const squash = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}.+]/gu, "");
  return texts.some((text) => squash(text).includes(squash(wanted)));
}

function holds(value: Period, operator: Operator, wanted: Period): boolean {
  const overlaps = value.from <= wanted.to && value.to >= wanted.from;
  switch (operator) {
    case "=":
      return overlaps;
    case "!=":
      return !overlaps;
    case "<":
      return value.to < wanted.from;
    case "<=":
      return value.to <= wanted.to;
    case ">":
      return value.from > wanted.to;
    case ">=":
      return value.from >= wanted.from;
    default:
      return operator satisfies never;
  }
}

const SORTABLE_NAMES = ["name", "organisation"] as const;

export interface Sort {
  by: Field | (typeof SORTABLE_NAMES)[number];
  descending: boolean;
}

/** "date", "-params", "name". */
export function parseSort(text: string): Sort {
  const typed = text.trim();
  const descending = /^[-−]/.test(typed);
  const name = typed.replace(/^[-−+]/, "");
  const plain = SORTABLE_NAMES.find((sortable) => sortable === name.toLowerCase());
  const by = plain ?? (/^org/i.test(name) ? "organisation" : findField(name));
  if (by !== undefined) return { by, descending };
  const fields = FIELDS.filter((field) => field.kind !== "text").map((field) => field.id);
  throw new UserError(
    `I cannot sort by that. Sort by name, organisation or one of ${fields.join(", ")}; a minus in front turns it round, as in sort:-params.`,
  );
}

/** Made once: making it takes longer than a thousand comparisons. */
const alphabetical = new Intl.Collator("en", { numeric: true });

/** A sorted copy; models whose figure is unknown come last either way. */
export function sortModels(models: readonly Model[], sort: Sort | string): Model[] {
  const { by, descending } = typeof sort === "string" ? parseSort(sort) : sort;
  const known = (model: Model) => {
    if (by === "name" || by === "organisation") return model[by].toLowerCase();
    return figureOf(model, by)?.value ?? null;
  };
  const turn = descending ? -1 : 1;
  const dates = typeof by !== "string" && by.kind === "date";
  const keyed = models.map((model) => ({ model, key: known(model) }));
  keyed.sort(({ key: x }, { key: y }) => {
    if (x === y) return 0;
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    if (dates) return x < y ? -turn : turn;
    if (typeof x === "string" && typeof y === "string") return turn * alphabetical.compare(x, y);
    return turn * (Number(x) - Number(y));
  });
  return keyed.map(({ model }) => model);
}
