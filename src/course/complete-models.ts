import { editDistance } from "./edit-distance.ts";
import { findModel } from "./find-model.ts";
import type { Course, Model } from "./model.ts";
import { type NameIndex, nameIndex, type Spelling } from "./name-index.ts";
import { type Token, tokensOf } from "./name-tokens.ts";
import { partialMatches } from "./partial-names.ts";

/** Ranks of a completion, best first. */
const WHOLE = 0;
const BEGINNING = 1;
const PARTS = 2;
const INSIDE = 3;

const LONGEST_NAME = 120;
const SHORTEST_SLIP = 4;

/** Models for what is typed so far, best first; similar ones where nothing begins so. Empty text: the newest. */
export function completeModels(course: Course, partial: string, limit: number): Model[] {
  const index = nameIndex(course);
  const tokens = halfTyped(partial.slice(0, LONGEST_NAME).normalize("NFKC"));
  if (tokens.length === 0) return course.models.slice(-limit).reverse();
  const match = findModel(course, partial);
  const whole = match.kind === "found" ? match.model : undefined;
  const squashed = tokens.map((token) => token.text).join("");
  const partials = new Set(partialMatches(index, tokens));
  const begun = ranked(index, (spelling) =>
    spelling.model === whole ? WHOLE : rankOf(spelling, { tokens, squashed, partials }),
  );
  if (begun.length > 0) return begun.slice(0, limit);
  if (match.kind === "ambiguous") return match.candidates.slice(0, limit);
  // "gohp": names that would begin so but for a slip.
  const nearly = ranked(index, ({ squashed: name }) =>
    nearlyBegins(name, squashed) ? BEGINNING : undefined,
  );
  const near = match.kind === "unknown" ? match.nearest : [];
  return [...new Set([...nearly, ...near])].slice(0, limit);
}

/** A mixture's size without its unit is half a size: "8x2" goes on to 8x22b. */
function halfTyped(text: string): Token[] {
  const tokens = tokensOf(text);
  const last = tokens.at(-1);
  if (last?.kind !== "size" || !/\d$/.test(text.slice(last.start, last.end))) return tokens;
  return [...tokens.slice(0, -1), { ...last, text: last.text.slice(0, -1) }];
}

/** The models with a rank, best first; among equals short names, then older models. */
function ranked(index: NameIndex, rankOfSpelling: (spelling: Spelling) => number | undefined): Model[] {
  const best = new Map<Model, Ranked>();
  for (const spelling of index.spellings) {
    const rank = rankOfSpelling(spelling);
    if (rank === undefined) continue;
    const entry = { rank, length: spelling.squashed.length, order: spelling.order };
    const known = best.get(spelling.model);
    if (known === undefined || compare(entry, known) < 0) best.set(spelling.model, entry);
  }
  return [...best].sort(([, a], [, b]) => compare(a, b)).map(([model]) => model);
}

function nearlyBegins(name: string, typed: string): boolean {
  if (typed.length < SHORTEST_SLIP || name[0] !== typed[0]) return false;
  return [typed.length - 1, typed.length, typed.length + 1].some((length) => {
    const beginning = name.slice(0, length);
    const same = beginning.replace(/\D+/g, " ").trim() === typed.replace(/\D+/g, " ").trim();
    return same && editDistance(beginning, typed, 1) <= 1;
  });
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
  if (typed.partials.has(spelling.model)) return PARTS;
  // Most spellings do not even hold what was typed first.
  if (!spelling.squashed.includes(typed.tokens[0]?.text ?? "")) return undefined;
  if (beginsParts(typed.tokens, spelling.tokens)) return PARTS;
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
