import { UserError } from "../errors.ts";
import { plain } from "../replies/markdown.ts";
import type { Arg } from "../router/command.ts";
import { completeTerms, type FoundTerm, findTerm } from "./find-term.ts";
import { run } from "./ways-on.ts";

/** How many candidates an error names: as many as a person reads. */
const CANDIDATES = 5;
const OFFERED = 25;
const LONGEST_SHOWN = 60;

/** What was asked for; `typed` says how. */
export type AskedTerm = Exclude<FoundTerm, { kind: "ambiguous" | "unknown" }> & { typed: string };

/** An optional term; left out, the command shows the list. */
export const termArg: Arg<AskedTerm | undefined> = {
  description: "a term, or a letter to see all that begin with it",
  placeholder: "term",
  required: false,
  position: "rest",
  complete: (partial, { course }) =>
    completeTerms(course, partial, OFFERED).map(({ id, name }) => ({ label: name, value: id })),
  parse: (words, { course }) => {
    if (words.length === 0) return undefined;
    const typed = words.join(" ");
    const found = findTerm(course, typed);
    if (found.kind !== "ambiguous" && found.kind !== "unknown") return { ...found, typed };
    const candidates = (found.kind === "ambiguous" ? found.candidates : found.nearest).slice(0, CANDIDATES);
    const suggestions = candidates.map(({ id, term }) => run(term, id));
    const names = candidates.map(({ term }) => `**${plain(term)}**`).join(", ");
    const said = `*${plain(typed.slice(0, LONGEST_SHOWN))}*`;
    if (found.kind === "ambiguous")
      throw new UserError(`${said} could be several terms: ${names}. Which one?`, { suggestions });
    const next = names === "" ? "" : ` Perhaps: ${names}.`;
    throw new UserError(`${said} is not in the glossary.${next} \`/glossary\` lists all terms.`, {
      suggestions,
    });
  },
};
