import { findModel } from "./find-model.ts";
import type { Course, Model } from "./model.ts";
import { nameIndex, type Spelling } from "./name-index.ts";
import { keyOf, type Token, tokensOf } from "./name-tokens.ts";
import { partialMatches } from "./partial-names.ts";

/** Ranks of a completion, best first. */
const WHOLE = 0;
const BEGINNING = 1;
const PARTS = 2;
const INSIDE = 3;

const LONGEST_NAME = 120;

/** Models for what is typed so far, best first; similar ones where nothing begins so. Empty text: the newest. */
export function completeModels(course: Course, partial: string, limit: number): Model[] {
  const index = nameIndex(course);
  const tokens = tokensOf(partial.slice(0, LONGEST_NAME).normalize("NFKC"));
  if (tokens.length === 0) return course.models.slice(-limit).reverse();
  const squashed = tokens.map((token) => token.text).join("");
  const whole = index.byKey.get(keyOf(tokens));
  const partials = new Set(partialMatches(index, tokens));
  const best = new Map<Model, { rank: number; length: number; order: number }>();
  for (const spelling of index.spellings) {
    const { model, order } = spelling;
    const rank = model === whole ? WHOLE : rankOf(spelling, { tokens, squashed, partials });
    if (rank === undefined) continue;
    const entry = { rank, length: spelling.squashed.length, order };
    const known = best.get(model);
    if (known === undefined || compare(entry, known) < 0) best.set(model, entry);
  }
  if (best.size === 0) return meant(course, partial).slice(0, limit);
  const sorted = [...best].sort(([, a], [, b]) => compare(a, b));
  return sorted.slice(0, limit).map(([model]) => model);
}

function meant(course: Course, partial: string): Model[] {
  const match = findModel(course, partial);
  if (match.kind === "found") return [match.model];
  return match.kind === "ambiguous" ? match.candidates : match.nearest;
}

type Ranked = { rank: number; length: number; order: number };

function compare(a: Ranked, b: Ranked): number {
  return a.rank - b.rank || a.length - b.length || a.order - b.order;
}

function rankOf(
  spelling: Spelling,
  typed: { tokens: readonly Token[]; squashed: string; partials: ReadonlySet<Model> },
): number | undefined {
  if (spelling.squashed.startsWith(typed.squashed)) return BEGINNING;
  if (typed.partials.has(spelling.model) || beginsParts(typed.tokens, spelling.tokens)) return PARTS;
  return spelling.squashed.includes(typed.squashed) ? INSIDE : undefined;
}

/** All tokens in order, the last one perhaps unfinished: "llama 40" for Llama 3.1 405B. */
function beginsParts(typed: readonly Token[], named: readonly Token[]): boolean {
  let at = 0;
  for (const { text } of named) {
    const wanted = typed[at];
    if (wanted === undefined) break;
    const last = at === typed.length - 1;
    if (last ? text.startsWith(wanted.text) : text === wanted.text) at++;
  }
  return at === typed.length;
}
