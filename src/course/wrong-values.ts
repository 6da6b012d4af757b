import type { z } from "zod";
import type { Path } from "./data-file.ts";
import { nearestWords } from "./edit-distance.ts";
import { readQuantity } from "./quantity.ts";
import { PATTERNS } from "./schema-words.ts";

/** A value that does not fit, and what Zod says about it. */
export interface Found {
  issue: z.core.$ZodIssue;
  value: unknown;
}

const TYPES: Readonly<Record<string, { is: string; write: string }>> = {
  string: { is: "text", write: "put it in quotes" },
  number: { is: "a number", write: "write a plain number" },
  int: { is: "a whole number", write: "write a whole number" },
  boolean: { is: "true or false", write: "write true or false without quotes" },
  array: { is: "a list", write: 'write [a, b], or lines that begin with "- "' },
  object: { is: "fields with values", write: "write {name: value}, or lines of name: value" },
};

const LONGEST_SHOWN = 40;

/** "check 2.answer", "rows 3, cell 2": counted from 1, as people count. */
export function wordPath(path: Path): string {
  const words = path.map((step, at) => {
    if (typeof step !== "number") return `${at === 0 ? "" : "."}${String(step)}`;
    return typeof path[at - 1] === "number" ? `, cell ${step + 1}` : ` ${step + 1}`;
  });
  return words.join("").trim() || "the entry";
}

/** What follows the name of the field: "must be text, not a number". */
export function whatIsWrong({ issue, value }: Found): string {
  switch (issue.code) {
    case "invalid_type":
      if (issue.expected === "int") return "must be a whole number";
      return `must be ${TYPES[issue.expected]?.is ?? issue.expected}, not ${wordType(value)}`;
    case "invalid_format":
      return `must be ${expectedForm(issue)}, not "${shortened(value)}"`;
    case "invalid_value":
      return `must be one of: ${issue.values.map(String).join(", ")}; not ${wordValue(value)}`;
    case "too_small":
      if (issue.origin === "string" || (issue.origin === "array" && issue.minimum === 1)) return "is empty";
      if (issue.origin === "array") return `needs at least ${issue.minimum} entries`;
      return `must be ${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}`;
    case "too_big":
      if (issue.origin === "string")
        return `is ${String(value).length} characters long, ${issue.maximum} at most`;
      if (issue.origin === "array") return `has too many entries, ${issue.maximum} at most`;
      return `must be at most ${issue.maximum}`;
    case "invalid_union":
      if (issue.discriminator !== undefined) return `is none that is known: ${wordValue(value)}`;
      return `must be text or a number, not ${wordType(value)}`;
    case "custom":
      return `is ${issue.message}: ${wordValue(value)}`;
    default:
      return `does not fit: ${issue.message}`;
  }
}

/** What to do about it. */
export function mendOf({ issue, value }: Found): string {
  switch (issue.code) {
    case "invalid_type":
      return mendOfType(issue.expected, value);
    case "invalid_format":
      return mendOfForm(issue);
    case "invalid_value":
      return mendOfChoice(issue.values.map(String), String(value));
    case "too_small":
      return issue.origin === "string"
        ? "write something, or remove the field"
        : "correct the number, or add what is missing";
    case "too_big":
      return issue.origin === "string" ? "shorten it" : "correct the number, or remove something";
    case "invalid_union":
      return issue.discriminator === undefined
        ? "write text in quotes, or a plain number"
        : "write average or win-rate";
    case "custom":
      return "correct the day, or leave it out where it is unknown";
    default:
      return "correct it, or see the schema in data/schema";
  }
}

function mendOfType(expected: string, value: unknown): string {
  const write = TYPES[expected]?.write ?? `write ${expected}`;
  if (expected === "string" && (typeof value === "number" || typeof value === "boolean"))
    return `write "${value}"`;
  if (expected === "array" && typeof value === "string") return `write ["${shortened(value)}"]`;
  const meant = typeof value === "string" && expected === "number" ? readQuantity(value) : undefined;
  return meant === undefined ? write : `write ${meant}`;
}

function mendOfChoice(choices: readonly string[], found: string): string {
  const [nearest] = nearestWords(found, choices, Math.max(1, Math.floor(found.length / 3)));
  if (nearest !== undefined) return `did you mean ${nearest}?`;
  return choices.length === 1 ? `write ${choices[0]}` : "choose one of them";
}

type FormIssue = Extract<z.core.$ZodIssue, { code: "invalid_format" }>;

const isForm = (issue: FormIssue, form: keyof typeof PATTERNS): boolean =>
  "pattern" in issue && issue.pattern === String(PATTERNS[form]);

function expectedForm(issue: FormIssue): string {
  if (isForm(issue, "date")) return "a date";
  if (isForm(issue, "arxiv")) return "the number of a paper at arXiv";
  return 'an id of small letters, digits, "-" and "."';
}

function mendOfForm(issue: FormIssue): string {
  if (isForm(issue, "date")) return 'write "2021-12-08", or "2021-12" or "2021" where no more is known';
  if (isForm(issue, "arxiv")) return 'write the number alone, as in "2203.15556"';
  return 'write it as in "llama-3.1-8b"';
}

function wordType(value: unknown): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "fields with values";
  if (typeof value === "boolean") return String(value);
  return typeof value === "number" ? `the number ${value}` : "text";
}

const wordValue = (value: unknown): string =>
  typeof value === "string" ? `"${shortened(value)}"` : wordType(value);

function shortened(value: unknown): string {
  const text = String(value).replace(/\s+/g, " ");
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
