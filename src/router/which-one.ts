import { UserError } from "../errors.ts";
import { echoed, plain } from "../replies/markdown.ts";

/** How many candidates an error names and gives as buttons: as many as a person reads. */
const CANDIDATES = 5;

/** A name that could not be taken for one entry. */
interface Open {
  /** What the person typed. */
  text: string;
  /** "model", "benchmark". */
  noun: string;
  /** The command that lists them all, as "/models". */
  list: string;
  /** Where an entry would stand: "in the registry". */
  where: string;
  /** What the argument should have been, for an entry. */
  words: (id: string) => string;
  /** The line that lists all that could be meant, and how many that are. */
  all?: { line: string; count: number } | undefined;
}

interface Candidate {
  id: string;
  name: string;
}

/** Names are compared letter by letter, so that one in another script is like none. */
const inEnglish = (text: string): string =>
  /(?!\p{Script=Latin})\p{L}/u.test(text) && !/\p{Script=Latin}{3}/u.test(text)
    ? "Names are in English here. "
    : "";

/** The question back, or the answer that there is none, with the candidates as buttons, best first. */
export function whichOne(
  match:
    | { kind: "ambiguous"; candidates: readonly Candidate[] }
    | { kind: "unknown"; nearest: readonly Candidate[] },
  { text, noun, list, where, words, all: listed }: Open,
): UserError {
  const all = match.kind === "ambiguous" ? match.candidates : match.nearest;
  const shown = all.slice(0, CANDIDATES);
  const suggestions = shown.map(({ id, name }) => ({ action: "run", label: name, value: words(id) }));
  const names = shown.map(({ name }) => `**${plain(name)}**`).join(", ");
  const said = `*${echoed(text)}*`;
  if (match.kind === "ambiguous") {
    if (all.length === 1)
      return new UserError(`${said} is not quite a name here. Did you mean ${names}?`, { suggestions });
    if (all.length > shown.length && listed !== undefined && listed.count > shown.length)
      suggestions.push({
        action: "run",
        label: `Show all ${listed.count}`,
        value: `/${listed.line}`,
      });
    const more = all.length > shown.length ? ` and ${all.length - shown.length} more` : "";
    return new UserError(`${said} could be several ${noun}s: ${names}${more}. Which one?`, { suggestions });
  }
  const [only] = shown;
  const near =
    only === undefined
      ? ""
      : shown.length === 1
        ? `Did you mean ${names}? `
        : `The nearest names here: ${names}. `;
  return new UserError(
    `No ${noun} called ${said} is ${where}. ${inEnglish(text)}${near}\`${list}\` lists ${only === undefined ? `every ${noun} here` : "them all"}.`,
    {
      suggestions,
    },
  );
}
