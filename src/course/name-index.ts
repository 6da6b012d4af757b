import type { Course, Model } from "./model.ts";
import { dotlessKeys, keyOf, type Token, tokensOf } from "./name-tokens.ts";

/** One spelling of one model's name. */
export interface Spelling {
  model: Model;
  /** Position in the course: older models come first among equals. */
  order: number;
  tokens: readonly Token[];
  key: string;
  /** The name without any gap, for completion. */
  squashed: string;
  /** The id or the name, which come before aliases. */
  main: boolean;
  /** Whether all of it names the model. Not a name without its "(2024-04-09)", which other editions share. */
  whole: boolean;
  /** Whether parts of it may be left out. Not of notes in brackets, which name other models' tables and versions. */
  abbreviable: boolean;
}

/** Everything that looking up names needs, built once per course. */
export interface NameIndex {
  spellings: readonly Spelling[];
  /** Whole names, by key; the first who claims one keeps it. */
  byKey: ReadonlyMap<string, Model>;
  /** Spellings that contain the token's text. */
  byToken: ReadonlyMap<string, readonly Spelling[]>;
  /** Words of names, without numbers. */
  words: ReadonlySet<string>;
  /** Words of names that are often written without a gap: "codellama". */
  joinedWords: ReadonlySet<string>;
  /** Both kinds of words by their first letter. */
  byLetter: ReadonlyMap<string, readonly string[]>;
  organisationWords: ReadonlySet<string>;
  /** Tokens in the longest name: how far a mention can reach. */
  longest: number;
}

/** "GPT" is the name of GPT-1 in its time, but whoever types it means any of them. */
const TOO_BROAD: ReadonlySet<string> = new Set(["gpt"]);

const indexes = new WeakMap<Course, NameIndex>();

export function nameIndex(course: Course): NameIndex {
  const known = indexes.get(course);
  if (known !== undefined) return known;
  const index = buildIndex(course.models);
  indexes.set(course, index);
  return index;
}

function buildIndex(models: readonly Model[]): NameIndex {
  const spellings = models.flatMap((model, order) => spellingsOf(model, order));
  const byToken = new Map<string, Spelling[]>();
  for (const spelling of spellings) {
    for (const text of new Set(spelling.tokens.map((token) => token.text))) {
      const list = byToken.get(text) ?? [];
      list.push(spelling);
      byToken.set(text, list);
    }
  }
  const words = new Set(spellings.flatMap(({ tokens }) => wordsOf(tokens)));
  const joinedWords = new Set(
    spellings.flatMap(({ key }) => key.split(" ").filter((part) => /^\p{L}+$/u.test(part))),
  );
  return {
    spellings,
    byKey: wholeNames(spellings),
    byToken,
    words,
    joinedWords,
    byLetter: byFirstLetter(new Set([...words, ...joinedWords])),
    organisationWords: new Set(models.flatMap(({ organisation }) => wordsOf(tokensOf(organisation)))),
    longest: Math.max(0, ...spellings.map((spelling) => spelling.tokens.length)),
  };
}

function byFirstLetter(words: Iterable<string>): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const word of words) {
    const list = lists.get(word.charAt(0)) ?? [];
    list.push(word);
    lists.set(word.charAt(0), list);
  }
  return lists;
}

function wordsOf(tokens: readonly Token[]): string[] {
  return tokens.filter((token) => token.kind === "word").map((token) => token.text);
}

const NOTE = /\s*\([^)]*\)$/;

function spellingsOf(model: Model, order: number): Spelling[] {
  const { id, name, aliases } = model;
  const keys = new Set<string>();
  const spellings: Spelling[] = [];
  const add = (text: string, how: Pick<Spelling, "main" | "whole" | "abbreviable">) => {
    const tokens = tokensOf(text);
    const key = keyOf(tokens);
    if (key === "" || keys.has(key)) return;
    keys.add(key);
    const squashed = tokens.map((token) => token.text).join("");
    spellings.push({ model, order, tokens, key, squashed, ...how });
  };
  for (const text of [id, name]) add(text, { main: true, whole: true, abbreviable: true });
  for (const text of aliases) add(text, { main: false, whole: true, abbreviable: !text.includes("(") });
  if (NOTE.test(name)) add(name.replace(NOTE, ""), { main: false, whole: false, abbreviable: true });
  return spellings;
}

/** Ids and names come before aliases, and all of them before spellings without dots, which two models may share. */
function wholeNames(spellings: readonly Spelling[]): Map<string, Model> {
  const byKey = new Map<string, Model>();
  const claim = (key: string, model: Model) => {
    if (!byKey.has(key) && !TOO_BROAD.has(key)) byKey.set(key, model);
  };
  for (const { main, key, model } of spellings) if (main) claim(key, model);
  const whole = spellings.filter((spelling) => spelling.whole);
  for (const { key, model } of whole) claim(key, model);
  const dotless = new Map<string, Model | "several">();
  for (const { tokens, model } of whole) {
    for (const key of dotlessKeys(tokens)) {
      const other = dotless.get(key);
      dotless.set(key, other === undefined || other === model ? model : "several");
    }
  }
  for (const [key, model] of dotless) if (model !== "several") claim(key, model);
  return byKey;
}
