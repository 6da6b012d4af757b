import type { ComparedRow } from "./compared-rows.ts";
import { better } from "./score-noise.ts";
import { wordScore } from "./scores.ts";

const MOST_NAMED = 3;

const rows = (count: number): string => `${count} ${count === 1 ? "row" : "rows"}`;
const are = (count: number): string => (count === 1 ? "is" : "are");

/** Slack takes no longer heading (`SLACK.headerText`), and nobody reads one. */
const LONGEST = 150;

/** How often each model leads beyond noise, and, as far as it fits into a heading, what became of the other rows. */
export function scoreFinding(
  compared: readonly ComparedRow[],
  names: readonly string[],
  force: boolean,
): string {
  if (compared.length === 0) return "No two of these models have a score that was taken the same way";
  const [only] = compared;
  if (compared.length === 1 && only !== undefined) return rowFinding(only, names, force);
  const leads = names
    .map((name, at) => ({
      name,
      count: compared.filter(({ lead }) => lead.kind === "lead" && lead.at === at).length,
    }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  const rest = restWords(compared);
  const [first] = leads;
  if (first === undefined) return firstFitting([`No model leads beyond noise in ${ofRows(compared)}`], rest);
  const leadWords = [MOST_NAMED, 2, 1].map((most) => {
    const next = leads.slice(1, most).map(({ name, count }) => `, ${name} ${count}`);
    const hidden = leads.slice(most).reduce((sum, { count }) => sum + count, 0);
    const more = hidden === 0 ? "" : `, others ${hidden}`;
    return `${first.name} leads ${first.count} of ${ofRows(compared)} beyond noise${next.join("")}${more}`;
  });
  return firstFitting(leadWords, rest);
}

/** With the rest where both fit, else as much of the lead as does; the note under the table has the rest as well. */
function firstFitting(leads: readonly string[], rest: string): string {
  const [most = ""] = leads;
  const whole = rest === "" ? most : `${most}; ${rest}`;
  return [whole, ...leads].find(({ length }) => length <= LONGEST) ?? leads.at(-1) ?? "";
}

/** "33 rows (25 benchmarks)": the same test in three settings is three rows, but one test. */
function ofRows(compared: readonly ComparedRow[]): string {
  const [first, ...others] = [...new Set(compared.map(({ benchmark }) => benchmark))];
  const tests = others.length + 1;
  if (tests === compared.length) return rows(compared.length);
  return tests === 1
    ? `${rows(compared.length)} of ${first?.name ?? ""}`
    : `${rows(compared.length)} (${tests} benchmarks)`;
}

/** What the count in the heading counts, where one benchmark stands in several rows, and what the heading left out. */
export function countNote(compared: readonly ComparedRow[], title: string): string {
  const times = new Map<string, number>();
  for (const { benchmark } of compared) times.set(benchmark.name, (times.get(benchmark.name) ?? 0) + 1);
  const [most] = [...times].sort(([, one], [, other]) => other - one);
  const repeats =
    times.size < 2 || most === undefined || most[1] === 1
      ? ""
      : `${rows(compared.length)} hold ${times.size} benchmarks: one that was taken in several settings or by several evaluators counts once for each (${most[0]} ${most[1]} times).`;
  const rest = restWords(compared);
  const isSaid = compared.length < 2 || title.includes(rest);
  return [repeats, isSaid ? "" : `Of the rows ${rest}.`].filter(Boolean).join(" ");
}

/** "8 are within noise, 2 have no known noise, 1 is not comparable" */
function restWords(compared: readonly ComparedRow[]): string {
  const ranked = compared.filter(({ mixed }) => !mixed);
  const noise = ranked.filter(({ lead }) => lead.kind === "noise").length;
  const unknown = ranked.filter(({ lead }) => lead.kind === "unknown").length;
  const mixed = compared.length - ranked.length;
  return [
    noise === 0 ? "" : `${noise} ${are(noise)} within noise`,
    unknown === 0 ? "" : `${unknown} ${unknown === 1 ? "has" : "have"} no known noise`,
    mixed === 0 ? "" : `${mixed} ${are(mixed)} not comparable`,
  ]
    .filter(Boolean)
    .join(", ");
}

/** What one row says: "Chinchilla leads MMLU beyond noise: 67.6 % against 60.0 % for Gopher". */
function rowFinding(row: ComparedRow, names: readonly string[], force: boolean): string {
  const { benchmark, cells, lead, mixed } = row;
  const [first, second] = cells
    .flatMap((score, at) => (score === undefined ? [] : [{ name: names[at] ?? "", score }]))
    .sort((one, other) => better(benchmark, one.score.score, other.score.score));
  if (first === undefined || second === undefined) return `${benchmark.name}: one score`;
  if (mixed && !force)
    return `${benchmark.name}: these scores were taken in different ways and are not ranked`;
  const figures = `${wordScore(first.score)} against ${wordScore(second.score)} for ${second.name}`;
  if (mixed) return `${benchmark.name}: ${first.name} has ${figures}, taken in different ways`;
  if (lead.kind === "lead") return `${first.name} leads ${benchmark.name} beyond noise: ${figures}`;
  const why = lead.kind === "noise" ? "within noise" : "how noisy that is is not known";
  return `${benchmark.name}: ${first.name} has ${figures}, ${why}`;
}
