import type { Term } from "../course/content.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Reply } from "../replies/reply.ts";
import type { Context } from "../router/command.ts";
import { blocksLength } from "./block-length.ts";
import { letterOf } from "./find-term.ts";
import { Prose } from "./prose.ts";
import { actions, menuOf, run } from "./ways-on.ts";

/** So long a list is still read; a longer one says less about each entry. */
const LIST_LENGTH = 3_200;
const MENU = 25;

const counted = (count: number): string => `${count} ${count === 1 ? "term" : "terms"}`;
const choice = ({ id, term }: Term) => ({ label: term, value: `glossary ${id}` });

function byLetter(terms: readonly Term[]): Map<string, Term[]> {
  const letters = new Map<string, Term[]>();
  for (const term of terms) letters.set(letterOf(term), [...(letters.get(letterOf(term)) ?? []), term]);
  return new Map([...letters].sort(([a], [b]) => a.localeCompare(b)));
}

/** All terms of the glossary, a line for each letter. */
export function termList(context: Context): Reply {
  const { terms } = context.course;
  const data = { terms: terms.map(({ id, term }) => ({ term: id, name: term })) };
  if (terms.length === 0)
    return { blocks: [{ kind: "text", text: "This course has no glossary yet." }], data };
  const letters = byLetter(terms);
  const line = (value: (terms: Term[]) => string): Block => ({
    kind: "text",
    text: [...letters].map(([letter, some]) => `- **${letter}** ${value(some)}`).join("\n"),
  });
  const names = line((some) => some.map(({ term }) => plain(term)).join(" · "));
  const few = terms.length <= MENU;
  return {
    blocks: [
      { kind: "heading", text: `Glossary: ${counted(terms.length)}` },
      { kind: "text", text: "Look one up with `/glossary` and its name, or choose." },
      blocksLength([names]) <= LIST_LENGTH ? names : line(({ length }) => counted(length)),
      ...actions([], few ? menuOf("Choose a term", terms.map(choice)) : letterMenus([...letters])),
    ],
    data,
  };
}

/** Two menus where there are more letters than one menu holds. */
function letterMenus(letters: readonly [string, Term[]][]) {
  const options = letters.map(([letter, some]) => ({
    label: letter,
    value: `glossary ${letter.toLowerCase()}`,
    description: counted(some.length),
  }));
  return [
    ...menuOf("Choose a letter", options.slice(0, MENU)),
    ...menuOf("Further letters", options.slice(MENU)),
  ];
}

/** The terms that begin with a letter, with the first sentence of each. */
export function letterList(letter: string, context: Context): Reply {
  const terms = context.course.terms.filter((term) => letterOf(term) === letter);
  const prose = new Prose(context.course);
  const told: Block = {
    kind: "text",
    text: terms
      .map(({ term, meaning }) => `- **${plain(term)}:** ${prose.write(firstSentence(meaning))}`)
      .join("\n"),
  };
  const note = prose.note();
  const explained: Block[] = [told, ...(note === "" ? [] : [{ kind: "note", text: note } as const])];
  const short: Block = { kind: "text", text: terms.map(({ term }) => plain(term)).join(" · ") };
  const title = terms.length === 0 ? "No term" : counted(terms.length);
  const begin = letter === "#" ? "with a digit or a sign" : `with ${letter}`;
  return {
    blocks: [
      { kind: "heading", text: `${title} ${terms.length === 1 ? "begins" : "begin"} ${begin}` },
      ...(terms.length === 0 ? [] : blocksLength(explained) <= LIST_LENGTH ? explained : [short]),
      ...actions([run("All terms", "glossary")], menuOf("Choose a term", terms.map(choice))),
    ],
    data: { letter, terms: terms.map(({ id, term }) => ({ term: id, name: term })) },
  };
}

/** Up to the first full stop that ends a sentence, outside of references. */
function firstSentence(meaning: string): string {
  return (
    /^(?:\{\{[^}]*\}\}|\[\[[^\]]*\]\]|[^{[])*?[.?](?=\s+[\p{Lu}\p{N}“(]|\s*$)/u.exec(meaning)?.[0] ?? meaning
  );
}
