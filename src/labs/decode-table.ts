import { UserError } from "../errors.ts";

const RETURN = 13;
const BREAK = 10;

export type Encoding = "UTF-8" | "UTF-16" | "Windows-1252";

/** Text of a file or of what was typed, its breaks of lines all "\n". Throws UserError for what is no table or text. */
export function tableText(input: Uint8Array | string, name = ""): { text: string; encoding: Encoding } {
  const { text, encoding } =
    typeof input === "string"
      ? { text: input.replace(/^\uFEFF/, ""), encoding: "UTF-8" as const }
      : decode(input);
  const refusal = whyNoTable(text, name);
  if (refusal !== undefined) throw new UserError(refusal);
  // One kind of break, so that everybody counts the same lines.
  return { text: text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text, encoding };
}

/** By its mark, else UTF-8 where that is possible, else what Windows wrote. */
function decode(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { text: decodeAs("utf-16le", bytes), encoding: "UTF-16" };
  if (first === 0xfe && second === 0xff) return { text: decodeAs("utf-16be", bytes), encoding: "UTF-16" };
  const clean = withoutReturns(bytes);
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(clean), encoding: "UTF-8" };
  } catch {
    return { text: decodeAs("windows-1252", clean), encoding: "Windows-1252" };
  }
}

/** Millions of breaks cost half a second in a text, and next to nothing in its bytes. */
function withoutReturns(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(RETURN)) return bytes;
  const clean = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === RETURN && bytes[at + 1] === BREAK) continue;
    clean[length++] = byte === RETURN ? BREAK : byte;
  }
  return clean.subarray(0, length);
}

const decodeAs = (name: string, bytes: Uint8Array): string => new TextDecoder(name).decode(bytes);

/** How files of Excel begin, today's (a zip) and those of before 2007, whichever way their bytes are read. */
const EXCEL = ["PK\u0003\u0004", "\u00d0\u00cf\u0011\u00e0"];
/** A list or an object; "[laughs]" and "{name}" are how texts begin too. */
const JSON_START = /^\s*(?:\[\s*[[{"]|\{\s*")/;

function whyNoTable(text: string, name: string): string | undefined {
  if (EXCEL.some((start) => text.startsWith(start)))
    return "This is an Excel file: save it as CSV (UTF-8) and send that.";
  if (text.includes("\0")) return "This is no text file. Save the table as CSV (UTF-8) and send that.";
  if (/\.(json|jsonl|ndjson)$/i.test(name.trim()) || JSON_START.test(text))
    return "This is JSON: save it as CSV (UTF-8), with a row for each text, and send that.";
  return undefined;
}
