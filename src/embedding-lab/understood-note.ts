import { loadConcepts, loadWords } from "../embeddings/data-files.ts";
import type { EmbedderResult } from "../embeddings/embedder.ts";
import { type Understood, understoodOf, type Vocabulary } from "../embeddings/understood.ts";
import type { WordTable } from "../embeddings/words.ts";
import { plain } from "../replies/markdown.ts";
import { spellingsNear } from "./known-words.ts";
import { inShort, listed } from "./wording.ts";

/** Below this share of known words a text is said to be understood in parts: the words of grammar are half of most texts. */
const MOSTLY = 2 / 3;
/** Of thousands of texts the first show what kind they are. */
const LOOKED_AT = 1_000;
const MOST_NAMED = 3;
const MOST_WORDS = 4;
const LONGEST = 40;

/**
 * What the model that runs here does not understand of some texts, in the Markdown of replies: the texts of which it knows nothing, those
 * of which it knows a few words, and words that look misspelt. "" where it knows them well, and for models elsewhere.
 */
export function understoodNote(
  { provider }: { provider: Pick<EmbedderResult["provider"], "id"> },
  texts: readonly string[],
  vocabulary: Vocabulary = { dictionary: loadConcepts(), table: loadWords() },
): string {
  const all = [...new Set(texts)]
    .slice(0, LOOKED_AT)
    .flatMap((text) => understoodOf(provider, text, vocabulary) ?? []);
  const lines = [
    nothingOf(all, provider.id === "local-sentences"),
    partsOf(all),
    misspelt(all, vocabulary.table),
  ];
  return lines.filter((line) => line !== "").join(" ");
}

const isStrange = ({ known }: Understood): boolean => known.length === 0;

/** The sentence model reads the pieces of any word, which is little but not nothing. */
function nothingOf(all: readonly Understood[], readsPieces: boolean): string {
  const strange = all.filter(isStrange);
  if (strange.length === 0) return "";
  const one = strange.length === 1;
  const named = some(strange, ({ text }) => quoted(text));
  const said = `what is said of ${one ? "it" : "them"} means`;
  return readsPieces
    ? `No known word is in ${named}: ${said} little.`
    : `Nothing is understood of ${named}: ${said} nothing.`;
}

function partsOf(all: readonly Understood[]): string {
  const parts = all.filter((one) => !isStrange(one) && one.share < MOSTLY);
  if (parts.length === 0) return "";
  const named = some(parts, ({ text, known }) => {
    const words = known.slice(0, MOST_WORDS).map((word) => plain(inShort(word, LONGEST)));
    return `${quoted(text)} (${words.join(", ")}${known.length > MOST_WORDS ? ", …" : ""})`;
  });
  return `Only parts are understood of ${named}: what is said of ${parts.length === 1 ? "it" : "them"} rests on those words alone.`;
}

function misspelt(all: readonly Understood[], table: WordTable): string {
  const doubtful = all.flatMap(({ text, unknown }) => unknown.filter((word) => !isName(word, text)));
  const said = [...new Set(doubtful)].slice(0, MOST_NAMED).flatMap((word) => {
    const [near] = spellingsNear(table, word);
    return near === undefined ? [] : [`${plain(inShort(word, LONGEST))} (${plain(near)}?)`];
  });
  return said.length === 0 ? "" : `Perhaps misspelt: ${said.join(", ")}.`;
}

/** A capital inside a text begins a name, which no table needs to have. */
const isName = (word: string, text: string): boolean =>
  text.trim().indexOf(word.charAt(0).toUpperCase() + word.slice(1)) > 0;

const quoted = (text: string): string => `“${plain(inShort(text, LONGEST))}”`;

function some(all: readonly Understood[], said: (one: Understood) => string): string {
  const named = all.slice(0, MOST_NAMED).map(said);
  return listed(all.length > MOST_NAMED ? [...named, `${all.length - MOST_NAMED} more`] : named);
}
