import type { Term } from "../embeddings/words.ts";
import { UserError } from "../errors.ts";
import { echoed } from "../replies/markdown.ts";

export interface Sum {
  terms: Term[];
  /** What somebody wrote behind "=". */
  guess?: string;
}

const FORM = "`/lab analogy king - man + woman` or `/lab analogy man : king :: woman : ?`";
const MOST_TERMS = 10;
/** How an analogy of two pairs is written: with colons, or in words. */
const PAIRS = [
  /^(\S+)\s*:\s*(\S+)\s*::\s*(\S+?)\s*:\s*(\S*)$/,
  /^(\S+)\s+is\s+to\s+(\S+)\s+as\s+(\S+)\s+is\s+to\s+(\S*)$/i,
];

/**
 * The words of "king - man + woman", "man : king :: woman : ?", "man is to king as woman is to ?" or "king man woman", with their
 * signs. Throws UserError with the forms that are understood.
 */
export function signedWords(typed: string): Sum {
  const text = typed.replace(/[−–]/g, "-").trim();
  if (text === "") throw new UserError(`Words are needed: ${FORM}`);
  const pairs = PAIRS.map((form) => form.exec(text.replace(/\s*\?\s*$/, " ?"))).find(
    (match) => match !== null,
  );
  if (pairs) return ofPairs(pairs);
  const [left = "", ...right] = text.split("=");
  const guess = right.join(" ").replace("?", "").trim();
  const terms = termsOf(left.trim());
  if (terms.length < 2) throw new UserError(`One word is no sum. Give at least two: ${FORM}`);
  if (terms.length > MOST_TERMS)
    throw new UserError(`At most ${MOST_TERMS} words are added here; there are ${terms.length}.`);
  return { terms, ...(guess === "" ? {} : { guess }) };
}

function ofPairs([, minus = "", from = "", plus = "", fourth = ""]: RegExpExecArray): Sum {
  const guess = fourth.replace("?", "");
  return {
    terms: [
      { word: from, sign: 1 },
      { word: minus, sign: -1 },
      { word: plus, sign: 1 },
    ],
    ...(guess === "" ? {} : { guess }),
  };
}

function termsOf(text: string): Term[] {
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  const signed = /[-+]/.test(text.replace(/(?<=\p{L})-(?=\p{L})/gu, ""));
  if (!signed && words.length === 3 && !text.includes("-")) {
    const [from = "", minus = "", plus = ""] = words;
    return [
      { word: from, sign: 1 },
      { word: minus, sign: -1 },
      { word: plus, sign: 1 },
    ];
  }
  // Hyphens within words are signs only where nothing else is one: "king-man", but not "vice-president - man".
  const spaced = /\s[-+]|[-+]\s/.test(text);
  const marked = spaced ? text.replace(/(?<=\p{L})-(?=\p{L})/gu, "‐") : text;
  const found = [...marked.matchAll(/([-+]?)\s*([^\s+-]+)/g)].map((match, at): Term & { bare: boolean } => ({
    word: (match[2] ?? "").replaceAll("‐", "-"),
    sign: match[1] === "-" ? -1 : 1,
    bare: at > 0 && match[1] === "",
  }));
  const bare = found.find((term) => term.bare);
  if (bare !== undefined)
    throw new UserError(`There is no + or − before *${echoed(bare.word)}*. Write ${FORM}`);
  return found.map(({ word, sign }) => ({ word, sign }));
}
