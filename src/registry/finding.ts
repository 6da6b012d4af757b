import { type Field, figureOf, wordFact, wordNumber } from "../course/fields.ts";
import type { Model } from "../course/model.ts";

/** Names without their size where they stay different without it: "Chinchilla", but "OPT 13B" beside "OPT 66B". */
export function shortNames(models: readonly Model[]): string[] {
  const short = models.map(({ name }) => name.replace(/[ -]\d+(\.\d+)?[BM](\/\d+E)?$/, ""));
  return models.map(({ name }, at) => {
    const candidate = short[at] ?? name;
    return short.filter((other) => other === candidate).length === 1 ? candidate : name;
  });
}

const FRACTIONS: readonly [number, string][] = [
  [3 / 4, "three quarters of"],
  [2 / 3, "two thirds of"],
  [1 / 2, "half of"],
  [1 / 3, "a third of"],
  [1 / 4, "a quarter of"],
  [1 / 5, "a fifth of"],
];
/** Two per cent either way still counts as "a quarter". */
const NEAR = 0.02;

function times(ratio: number): string {
  return ratio >= 10 ? Math.round(ratio).toLocaleString("en-US") : String(Number(ratio.toPrecision(2)));
}

/** "a quarter of Gopher's size", "1.9 times GPT-3's size", "3 % of …". */
function sizeWords(ratio: number, other: string): string {
  if (Math.abs(ratio - 1) <= NEAR) return `the size of ${other}`;
  const fraction = FRACTIONS.find(([value]) => Math.abs(ratio / value - 1) <= NEAR)?.[1];
  if (ratio < 1) return `${fraction ?? `${Number((ratio * 100).toPrecision(2))} % of`} ${other}'s size`;
  return `${times(ratio)} times ${other}'s size`;
}

function tokenWords(ratio: number): string {
  if (Math.abs(ratio - 1) <= NEAR) return "as many tokens";
  const fraction = FRACTIONS.find(([value]) => Math.abs(ratio / value - 1) <= NEAR)?.[1];
  if (ratio < 1) return `${fraction ?? `${Number((ratio * 100).toPrecision(2))} % of`} its tokens`;
  return `${times(ratio)} times its tokens`;
}

const fact = (model: Model, id: "parameters" | "training_tokens" | "release_date") =>
  model.facts[id]?.value ?? null;
const amount = (model: Model, id: "parameters" | "training_tokens"): number =>
  Number(fact(model, id) ?? Number.NaN);

/** The newest model of known size against the largest of the others. */
function sizeFinding(models: readonly Model[]): string | undefined {
  const sized = models.filter((model) => amount(model, "parameters") > 0);
  const age = (model: Model): string => String(fact(model, "release_date"));
  const newest = [...sized].sort(
    (a, b) => age(b).localeCompare(age(a)) || amount(b, "parameters") - amount(a, "parameters"),
  )[0];
  const largest = sized
    .filter((model) => model !== newest)
    .sort((a, b) => amount(b, "parameters") - amount(a, "parameters"))[0];
  if (newest === undefined || largest === undefined) return undefined;
  const names = shortNames(models);
  const nameOf = (model: Model): string => names[models.indexOf(model)] ?? model.name;
  const size = sizeWords(amount(newest, "parameters") / amount(largest, "parameters"), nameOf(largest));
  const tokens = amount(newest, "training_tokens") / amount(largest, "training_tokens");
  return `${nameOf(newest)}: ${size}${Number.isFinite(tokens) ? `, ${tokenWords(tokens)}` : ""}`;
}

/** The highest against the lowest of one numeric field. */
function fieldFinding(models: readonly Model[], field: Field): string | undefined {
  const names = shortNames(models);
  const known = models
    .map((model, at) => ({ name: names[at] ?? model.name, figure: figureOf(model, field) }))
    .filter(({ figure }) => typeof figure?.value === "number")
    .sort((a, b) => Number(b.figure?.value) - Number(a.figure?.value));
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined || first === last) return undefined;
  const [most, least] = [Number(first.figure?.value), Number(last.figure?.value)];
  if (most === least) return `${field.label}: ${wordFact(first.figure, field)} in all that are known`;
  if (field.format === "percent" || times(most / least) === "1")
    return `${field.label}: ${first.name} ${wordFact(first.figure, field)}, ${last.name} ${wordFact(last.figure, field)}`;
  return `${field.label}: ${first.name} has ${wordNumber(most, field)}, ${times(most / least)} times ${last.name}'s ${wordNumber(least, field)}`;
}

/** One sentence that says what a comparison shows; only the names when nothing can be said. */
export function finding(models: readonly Model[], fields: readonly Field[]): string {
  const [only, ...others] = fields;
  const said = only !== undefined && others.length === 0 ? fieldFinding(models, only) : sizeFinding(models);
  return said ?? `${fields.map(({ label }) => label).join(", ")}: ${shortNames(models).join(", ")}`;
}
