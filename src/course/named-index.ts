/** Something that people call by name: a benchmark, a lesson, a term, a table. */
export interface NamedEntry {
  id: string;
  name: string;
  aliases: readonly string[];
}

/** One spelling of one entry's name, ready to be compared. */
export interface NamedSpelling<Entry> {
  entry: Entry;
  /** Id or name, which come before aliases. */
  main: boolean;
  /** The name in small letters and digits alone. */
  key: string;
  /** Where in the key a word ends. */
  ends: readonly number[];
  words: readonly string[];
}

/** What comparing a typed name needs, built once for each list of entries. */
export interface NamedIndex<Entry> {
  spellings: readonly NamedSpelling<Entry>[];
  words: ReadonlySet<string>;
}

/** Words around a name that mean nothing: "the arc benchmark", "what is attention". */
const FILLER: ReadonlySet<string> = new Set(
  "a about an and are benchmark benchmarks dataset define definition explain for in is lesson lessons of on please table term the to what whats".split(
    " ",
  ),
);

const PART = /\d+(?:\.\d+)?(?:\p{L}(?!\p{L}))?|\p{L}+/gu;

/** "GSM8K" as "gsm 8k"; accents, case and punctuation do not matter, but "+" does (HumanEval+), and 2.0 is 2. */
export function partsOf(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("+", " plus ").toLowerCase();
  return (plain.match(PART) ?? []).map((part) => part.replace(/(\d)\.0+(?=\D|$)/, "$1"));
}

export const keyOfParts = (parts: readonly string[]): string => parts.join("");

/** The word without its plural, and spelt as in Britain: "laws" and "tokenizer" as "law" and "tokeniser". */
export function stemOf(word: string): string {
  const british = word.replace(/iz(?=[aei])/, "is").replace(/or$/, word.length > 5 ? "our" : "or");
  if (british.length < 4 || /\d/.test(british)) return british;
  if (british.endsWith("ies")) return `${british.slice(0, -3)}y`;
  return /[^s]s$/.test(british) && !/(?:us|is)$/.test(british) ? british.slice(0, -1) : british;
}

/** The words that say something, as stems; all of them where none does. */
export function tellingWords(parts: readonly string[]): string[] {
  const telling = parts.filter((part) => !FILLER.has(part));
  return (telling.length > 0 ? telling : parts).map(stemOf);
}

const indexes = new WeakMap<readonly NamedEntry[], NamedIndex<NamedEntry>>();

export function namedIndex<Entry extends NamedEntry>(entries: readonly Entry[]): NamedIndex<Entry> {
  const known = indexes.get(entries);
  // The index was made of these very entries, so it holds their type.
  if (known !== undefined) return known as NamedIndex<Entry>;
  const spellings = entries.flatMap((entry) =>
    [entry.id, entry.name, ...entry.aliases].map((text, at): NamedSpelling<Entry> => {
      const parts = partsOf(text);
      const ends = parts.map((_, last) => keyOfParts(parts.slice(0, last + 1)).length);
      return { entry, main: at < 2, key: keyOfParts(parts), ends, words: tellingWords(parts) };
    }),
  );
  const index = { spellings, words: new Set(spellings.flatMap(({ words }) => words)) };
  indexes.set(entries, index);
  return index;
}
