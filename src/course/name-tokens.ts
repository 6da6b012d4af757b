/**
 * A part of a name. `size` is a number with its unit or of a mixture ("70b", "8x7b"), `number` a version or a date part,
 * `word` letters. Sizes and versions are never guessed at, words may be.
 */
export interface Token {
  kind: "size" | "number" | "word";
  text: string;
  /** Where it stands in the text. */
  start: number;
  end: number;
}

/** Where a size ends; what people write right after it ("7BInstruct") is no part of it. */
const END = "(?:(?![\\p{L}\\p{N}])|(?=instruct|chat|base|v\\d))";
/** "8x7b", "8 × 7b", "8x7"; the unit of a mixture's experts is billions unless it is said. */
const MIXTURE = `\\d+ ?[x×*] ?\\d+(?:\\.\\d+)?(?: ?[bm])?${END}`;
/** "70b", "70 b", "4o", "70 billion", and the slip "70bb". */
const SIZE = `\\d+(?:\\.\\d+)?(?:[ -]?(?:billion|million|trillion|bn|mn|tn|bb)|\\p{L}|[ -][bmt])${END}`;
const TOKEN = new RegExp(
  `(?<size>${MIXTURE}|${SIZE})|(?<number>\\d+(?:\\.\\d+)?)|(?<word>\\p{L}+)|(?<plus>\\+)`,
  "gu",
);

/** Case, spaces, hyphens and other punctuation do not matter; "+" does, as in Command R+. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  // Lower case can lengthen a letter outside Latin; positions then refer to the lower-case text.
  for (const match of text.toLowerCase().matchAll(TOKEN)) {
    const { size, number, word } = match.groups ?? {};
    const place = { start: match.index, end: match.index + match[0].length };
    if (size !== undefined) tokens.push({ kind: "size", text: canonical(sizeKey(size)), ...place });
    else if (number !== undefined) tokens.push({ kind: "number", text: canonical(number), ...place });
    else tokens.push({ kind: "word", text: word ?? "plus", ...place });
  }
  return tokens;
}

function sizeKey(size: string): string {
  const close = size.replace(/[ -]/g, "").replace(/[×*]/, "x");
  if (/x\d/.test(close)) return /[bm]$/.test(close) ? close : `${close}b`;
  return close.replace(/([bmt])(?:illion|rillion|n|b)$/, "$1");
}

/** "2.0" is version 2, "70.0b" is 70b. */
function canonical(number: string): string {
  return number.replace(/(\d)\.0+(?=\D|$)/, "$1").replace(/(\.\d*?)0+(?=\D|$)/, "$1");
}

/** Equal for spellings of one name. Neighbouring words are joined ("code llama", "codellama"), numbers never are. */
export function keyOf(tokens: readonly Token[]): string {
  let key = "";
  let last: Token["kind"] | undefined;
  for (const { kind, text } of tokens) {
    if (last !== undefined && !(last === "word" && kind === "word")) key += " ";
    key += text;
    last = kind;
  }
  return key;
}

export function nameKey(text: string): string {
  return keyOf(tokensOf(text));
}

/**
 * Keys of the name as it is spelt where dots are not allowed: "claude-3-5-sonnet" and "gpt-35-turbo" for versions,
 * "opt-6-7b" for sizes. A size never loses its dot without a gap: 1.4B is not 14B.
 */
export function dotlessKeys(tokens: readonly Token[]): string[] {
  const keys: string[] = [];
  // Most names have neither; making all keys of thousands of them would take most of the index's time.
  if (tokens.some(({ kind, text }) => kind !== "word" && text.includes("."))) {
    keys.push(keyOf(tokens.flatMap((token) => withParts(token, token.text.split(".")))));
    keys.push(
      keyOf(
        tokens.map((token) =>
          token.kind === "number" ? { ...token, text: token.text.replace(".", "") } : token,
        ),
      ),
    );
  }
  if (tokens.some(({ kind }) => kind === "size")) keys.push(keyOf(tokens.flatMap(letterApart)));
  return keys;
}

function withParts(token: Token, parts: string[]): Token[] {
  if (parts.length === 1) return [token];
  return parts.map((text, at) => ({ ...token, kind: at === parts.length - 1 ? token.kind : "number", text }));
}

/** "4o" typed as "4 o". Not for real sizes: "b" and "m" apart are read as sizes anyway. */
function letterApart(token: Token): Token[] {
  const letter = /^(\d+)([a-z])$/.exec(token.text);
  if (letter === null || "bmt".includes(letter[2] ?? "")) return [token];
  return [
    { ...token, kind: "number", text: letter[1] ?? "" },
    { ...token, kind: "word", text: letter[2] ?? "" },
  ];
}
