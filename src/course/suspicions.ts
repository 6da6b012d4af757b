import type { Placed } from "./cross-check.ts";
import type { Path } from "./data-file.ts";
import { nearestWords } from "./edit-distance.ts";
import type { Problem } from "./model.ts";
import { nameKey } from "./name-tokens.ts";

const MOST_TYPOS = 3;

export function problemAt(
  entry: Pick<Placed<unknown>, "file" | "lineOf">,
  path: Path,
  message: string,
  mend: string,
): Problem {
  return { file: entry.file, line: entry.lineOf(path), message, mend };
}

/** "did you mean phi3? Otherwise add it to sources.yaml"; never an id that is itself broken. */
export function suggestion(text: string, known: Iterable<string>, otherwise: string): string {
  const good = [...known].filter((id) => !/[^\w.-]/.test(id));
  const [nearest] = nearestWords(text, good, Math.min(MOST_TYPOS, Math.floor(text.length / 3)));
  return nearest === undefined ? otherwise : `did you mean ${nearest}? Otherwise ${otherwise}`;
}

/** An entry with names that people type. */
export interface Named {
  id: string;
  name: string;
  /** The field that `name` stands in. */
  field: string;
  aliases: readonly string[];
}

/**
 * Two entries with one name could not be told apart by what people type. Between a built-in entry and one of the
 * course's own folder it is the own one that can be changed.
 */
export function checkNames(
  entries: readonly { entry: Placed<unknown>; named: Named }[],
  problems: Problem[],
): void {
  const owners = new Map<string, Named>();
  for (const own of [false, true]) {
    const group = entries.filter(({ entry }) => entry.own === own);
    for (const { named } of group) {
      for (const name of [named.id, named.name])
        if (!owners.has(nameKey(name))) owners.set(nameKey(name), named);
    }
    for (const { entry, named } of group) checkNamesOf(entry, named, { owners, problems });
  }
}

function checkNamesOf(
  entry: Placed<unknown>,
  named: Named,
  { owners, problems }: { owners: Map<string, Named>; problems: Problem[] },
): void {
  const names: [Path, string][] = [
    [[named.field], named.name],
    ...named.aliases.map((alias, at): [Path, string] => [["aliases", at], alias]),
  ];
  const said = new Set<string>();
  for (const [path, text] of names) {
    const key = nameKey(text);
    const owner = owners.get(key) ?? named;
    if (owner.id === named.id) owners.set(key, named);
    else if (!said.has(key)) {
      said.add(key);
      const what = path[0] === "aliases" ? "the alias" : `the ${named.field}`;
      const message = `${named.id}: ${what} "${text}" already means ${owner.name}`;
      problems.push(problemAt(entry, path, message, "remove it, or add what tells the two apart"));
    }
  }
}
