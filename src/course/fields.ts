import { nearestWords } from "./edit-distance.ts";
import { FIELDS, type Field } from "./field-table.ts";
import { type Fact, type Model, VERIFIED, type Verified } from "./model.ts";

export { FIELDS, type Field } from "./field-table.ts";
export { wordCount, wordDate, wordFact, wordNumber } from "./word-fact.ts";

export const SOURCE_SEPARATOR = ", ";
const MOST_TYPOS = 2;

function squash(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

const byName = new Map<string, Field>();
for (const field of FIELDS) {
  for (const name of [field.id, field.label, ...field.aliases]) byName.set(squash(name), field);
}

/** The field that is called so, by id, label or alias; spelling of case, spaces and hyphens does not matter. */
export function findField(text: string): Field | undefined {
  return byName.get(squash(text));
}

/** For "Did you mean …?". */
export function nearestField(text: string): Field | undefined {
  const typed = squash(text);
  const limit = typed.length < 4 ? 1 : MOST_TYPOS;
  const fields = nearestWords(typed, byName.keys(), limit).map((name) => byName.get(name));
  return new Set(fields).size === 1 ? fields[0] : undefined;
}

/** For completion and menus: those whose name or alias begins with what is typed so far, in card order. */
export function fieldChoices(partial = ""): { label: string; value: string }[] {
  const typed = squash(partial);
  return FIELDS.filter((field) =>
    [field.id, field.label, ...field.aliases].some((name) => squash(name).startsWith(typed)),
  ).map((field) => ({ label: field.label, value: field.id }));
}

/** The keys into `Course.sources` that a fact names. */
export function sourceKeys(fact: Pick<Fact, "source">): string[] {
  return fact.source.split(SOURCE_SEPARATOR);
}

/** Any field of a model, the derived one included; undefined where the data file has no entry for it. */
export function figureOf(model: Model, field: Field): Fact | undefined {
  return field.id === "tokens_per_parameter" ? tokensPerParameter(model) : model.facts[field.id];
}

/** `parameters` are all of them, also where a mixture of experts uses only some per token. */
function tokensPerParameter(model: Model): Fact | undefined {
  const { training_tokens: tokens, parameters } = model.facts;
  if (tokens === undefined || parameters === undefined) return undefined;
  const known =
    typeof tokens.value === "number" && typeof parameters.value === "number" && parameters.value > 0;
  const total = isMixtureOfExperts(model) ? " (total, not active per token)" : "";
  return {
    value: known ? Number(tokens.value) / Number(parameters.value) : null,
    unit: "tokens per parameter",
    source: [...new Set([tokens.source, parameters.source])].join(SOURCE_SEPARATOR),
    verified: weakest("derived", tokens.verified, parameters.verified),
    note: `derived: training tokens ÷ parameters${total}`,
  };
}

function weakest(...all: Verified[]): Verified {
  return all.reduce((a, b) => (VERIFIED.indexOf(a) > VERIFIED.indexOf(b) ? a : b));
}

/** Undefined where the architecture is not disclosed. */
export function isMixtureOfExperts(model: Model): boolean | undefined {
  const architecture = model.facts.architecture?.value;
  if (typeof architecture !== "string") return undefined;
  if (/\bMoE\b/i.test(architecture)) return true;
  return /not disclosed|withheld/i.test(architecture) ? undefined : false;
}
