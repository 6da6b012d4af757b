import { UserError } from "../errors.ts";
import { FIELDS, type Field, findField, nearestField } from "./fields.ts";
import { readQuantity } from "./quantity.ts";

export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** From and to, both included. */
export interface Period {
  from: number;
  to: number;
}

export type Filter =
  | { kind: "words"; negated: boolean; text: string }
  | { kind: "organisation"; negated: boolean; text: string }
  | { kind: "moe"; value: boolean }
  | { kind: "boolean"; field: Field; value: boolean }
  | { kind: "text"; field: Field; negated: boolean; text: string }
  | { kind: "number"; field: Field; operator: Operator; range: Period }
  | { kind: "date"; field: Field; operator: Operator; period: Period };

const EXAMPLE = "`params>100b tokens<1t org:google year:2022 open:yes moe:yes context>=32k`";
const LONGEST_FILTER = 100;
const FILTER =
  /^(?<name>[\p{L}][\p{L}\p{N}_ /-]*?)\s*(?<operator>!=|>=|<=|=>|=<|≥|≤|:|=|<|>)\s*(?<value>.*)$/su;
const YES = ["yes", "y", "true", "1", "on"];
const NO = ["no", "n", "false", "0", "off"];

/** Figures are worded with three digits, and people type what they read: 540B finds 540.35 billion. */
const HALF_A_DIGIT = 0.5;
const DIGITS = 3;

/** `-openai` and `-org:google` keep out what they would let through without the minus. */
export function parseFilter(word: string): Filter {
  const minus = /^[-−–](?=\p{L})/u.test(word);
  const filter = parsePositive(minus ? word.slice(1) : word);
  return minus ? opposite(filter) : filter;
}

const OPPOSITE: Record<Operator, Operator> = {
  ...{ "=": "!=", "!=": "=" },
  ...{ "<": ">=", ">=": "<", ">": "<=", "<=": ">" },
};

function opposite(filter: Filter): Filter {
  switch (filter.kind) {
    case "words":
    case "organisation":
    case "text":
      return { ...filter, negated: !filter.negated };
    case "moe":
    case "boolean":
      return { ...filter, value: !filter.value };
    case "number":
    case "date":
      return { ...filter, operator: OPPOSITE[filter.operator] };
    default:
      return filter satisfies never;
  }
}

function parsePositive(word: string): Filter {
  const { name, operator, value } = FILTER.exec(word.slice(0, LONGEST_FILTER))?.groups ?? {};
  if (name === undefined || operator === undefined || value === undefined) {
    if (!SAYS_SOMETHING.test(word)) throw saysNothing();
    return { kind: "words", negated: false, text: word.slice(0, LONGEST_FILTER) };
  }
  if (value === "")
    throw new UserError(`What should \`${name}\` be? Write it after the sign, for example ${EXAMPLE}.`);
  const sign = normal(operator);
  if (!SAYS_SOMETHING.test(value)) throw saysNothing();
  if (/^org(ani[sz]ations?)?$|^by$|^company$/i.test(name)) {
    return { kind: "organisation", negated: negated(sign, name), text: value };
  }
  if (/^(moe|mixture[ -]of[ -]experts)$/i.test(name))
    return { kind: "moe", value: yesOrNo(value, sign, name) };
  const field = findField(name);
  if (field === undefined) throw unknownField(name);
  return ofField(field, sign, value);
}

/** Names are compared by letters and digits: without any of them every model would match. */
const SAYS_SOMETHING = /[\p{L}\p{N}]/u;

const saysNothing = (): UserError =>
  new UserError(
    `There is no letter or digit in that to look for. Type part of a name, such as \`llama\`, or a filter, for example ${EXAMPLE}.`,
  );

function ofField(field: Field, operator: Operator, value: string): Filter {
  switch (field.kind) {
    case "boolean":
      return { kind: "boolean", field, value: yesOrNo(value, operator, field.id) };
    case "text":
      return { kind: "text", field, negated: negated(operator, field.id), text: value };
    case "date":
      return { kind: "date", field, operator, period: period(value) };
    case "number":
      return { kind: "number", field, operator, range: range(field, value) };
    default:
      return field.kind satisfies never;
  }
}

function normal(operator: string): Operator {
  const same: Record<string, Operator> = { ":": "=", "=>": ">=", "=<": "<=", "≥": ">=", "≤": "<=" };
  return same[operator] ?? (operator as Operator);
}

function unknownField(name: string): UserError {
  const nearest = nearestField(name);
  const hint = nearest === undefined ? "" : ` Did you mean ${nearest.id}?`;
  const known = ["org", "moe", ...FIELDS.map((field) => field.id)].join(", ");
  return new UserError(
    `There is no field called \`${name}\` to filter by.${hint} Fields: ${known}. Signs: : = != < <= > >=. For example ${EXAMPLE}.`,
  );
}

function negated(operator: Operator, name: string): boolean {
  if (operator === "=" || operator === "!=") return operator === "!=";
  throw new UserError(`\`${name}\` is text: compare it with : or !=, as in org:google or org!=google.`);
}

function yesOrNo(value: string, operator: Operator, name: string): boolean {
  const typed = value.toLowerCase();
  const yes = YES.includes(typed);
  if ((yes || NO.includes(typed)) && (operator === "=" || operator === "!="))
    return yes === (operator === "=");
  throw new UserError(`\`${name}\` is yes or no, as in ${name}:yes.`);
}

function period(value: string): Period {
  const match = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(value.trim());
  const [year, month, day] = [match?.[1], match?.[2]?.padStart(2, "0"), match?.[3]?.padStart(2, "0")];
  const fits =
    Number(month ?? 1) >= 1 && Number(month ?? 1) <= 12 && Number(day ?? 1) >= 1 && Number(day ?? 1) <= 31;
  if (year === undefined || !fits) {
    throw new UserError(
      "That is not a date I can read. Write 2022, 2022-04 or 2022-04-29, as in released>2022-04.",
    );
  }
  return datePeriod([year, month, day].filter((part) => part !== undefined).join("-"));
}

/** All days of a date of which only the year or the month is known, as numbers like 20211208. */
export function datePeriod(date: string): Period {
  const [year = "", month, day] = date.split("-");
  return {
    from: Number(year + (month ?? "01") + (day ?? "01")),
    to: Number(year + (month ?? "12") + (day ?? "31")),
  };
}

function range(field: Field, value: string): Period {
  const typed = field.format === "percent" ? value.replace(/\s*%$/, "") : value;
  const number = readQuantity(typed);
  if (number === undefined) {
    throw new UserError(
      `\`${field.id}\` needs a number, such as 70b, 1.4t, 32k, 2048 or 5.76e23. For example ${EXAMPLE}.`,
    );
  }
  // In a context length 128k may be 128,000 or 131,072: both count as 128k.
  const steps = field.format === "context" ? /^([\d.]+)\s*([km])$/i.exec(typed.trim()) : null;
  if (steps !== null)
    return {
      from: number,
      to: Number(steps[1]) * 1024 ** ("km".indexOf((steps[2] ?? "").toLowerCase()) + 1),
    };
  const digit = number === 0 ? 0 : 10 ** (Math.floor(Math.log10(number)) - DIGITS + 1);
  const slack = field.format === "plain" || field.format === "context" ? 0 : digit * HALF_A_DIGIT;
  return { from: number - slack, to: number + slack };
}
