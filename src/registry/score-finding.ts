import type { ComparedRow } from "./compared-rows.ts";
import { better } from "./score-noise.ts";
import { wordScore } from "./scores.ts";

const MOST_NAMED = 3;

const rows = (count: number): string => `${count} ${count === 1 ? "row" : "rows"}`;
const are = (count: number): string => (count === 1 ? "is" : "are");

/** How often each model leads beyond noise, and what became of the other rows. */
export function scoreFinding(
  compared: readonly ComparedRow[],
  names: readonly string[],
  force: boolean,
): string {
  if (compared.length === 0) return "No two of these models have a score that was taken the same way";
  const [only] = compared;
  if (compared.length === 1 && only !== undefined) return rowFinding(only, names, force);
  const ranked = compared.filter(({ mixed }) => force || !mixed);
  const leads = names
    .map((name, at) => ({
      name,
      count: ranked.filter(({ lead }) => lead.kind === "lead" && lead.at === at).length,
    }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  const rest = restWords(ranked, compared.length - ranked.length);
  const [first, ...others] = leads;
  if (first === undefined) return `No model leads beyond noise in ${rows(compared.length)}: ${rest}`;
  const next = others.slice(0, MOST_NAMED - 1).map(({ name, count }) => `, ${name} ${count}`);
  const hidden = others.slice(MOST_NAMED - 1).reduce((sum, { count }) => sum + count, 0);
  const more = hidden === 0 ? "" : `, others ${hidden}`;
  const lead = `${first.name} leads ${first.count} of ${rows(compared.length)} beyond noise${next.join("")}${more}`;
  return rest === "" ? lead : `${lead}; ${rest}`;
}

/** "8 are within noise, 2 have no known noise, 1 is not comparable" */
function restWords(ranked: readonly ComparedRow[], mixed: number): string {
  const noise = ranked.filter(({ lead }) => lead.kind === "noise").length;
  const unknown = ranked.filter(({ lead }) => lead.kind === "unknown").length;
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
  const warning = mixed ? ", though the settings differ" : "";
  if (lead.kind === "lead") return `${first.name} leads ${benchmark.name} beyond noise${warning}: ${figures}`;
  const why = lead.kind === "noise" ? "within noise" : "how noisy that is is not known";
  return `${benchmark.name}: ${first.name} has ${figures}, ${why}${warning}`;
}
