export interface Token {
  text: string;
  /** The key of `key:value`, when the colon was not inside quotes. */
  key?: string;
}

const QUOTES: Record<string, string> = { '"': '"', "“": "”", "„": "“", "«": "»" };
const KEY = /^([a-z][a-z_-]*):$/i;

/** The word that begins at `at`, and where it ends; quotes keep several together, an open quote ends with the line. */
export function readWord(line: string, at: number): { token: Token; end: number } {
  let end = at;
  let text = "";
  let key: string | undefined;
  while (end < line.length && !/\s/.test(line.charAt(end))) {
    const closing = QUOTES[line.charAt(end)];
    if (closing !== undefined && text === "") {
      const length = line.slice(end + 1).search(new RegExp(`[${closing}"]`));
      const stop = length === -1 ? line.length : end + 1 + length;
      text = line.slice(end + 1, stop);
      end = stop + 1;
      break;
    }
    text += line.charAt(end++);
    const named = key === undefined && text.endsWith(":") ? KEY.exec(text) : null;
    if (named?.[1] !== undefined) {
      key = named[1].toLowerCase();
      text = "";
    }
  }
  return { token: key === undefined ? { text } : { text, key }, end };
}

/** Splits a line into words; quotes are straight or typographic. */
export function tokenize(line: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    if (/\s/.test(line.charAt(at))) {
      at++;
      continue;
    }
    const { token, end } = readWord(line, at);
    at = end;
    if (token.text !== "" || token.key !== undefined) tokens.push(token);
  }
  return tokens;
}
