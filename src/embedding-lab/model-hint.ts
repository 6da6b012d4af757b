import type { LocalChoice, ModelChoice } from "../embeddings/choose.ts";
import type { Language } from "../embeddings/languages.ts";
import type { EmbeddingProvider } from "../embeddings/provider.ts";
import type { WordTable } from "../embeddings/words.ts";
import { cited, listed } from "./figures.ts";
import { spellingsNear } from "./known-words.ts";
import { languageName } from "./provider-note.ts";

/** Of so many unknown words near spellings are looked for. */
const MOST_SPELT = 3;
const FEW_SPELLINGS = 3;
/** Beyond this share of unknown texts a list is hardly English. */
const STRANGE = 0.5;

/**
 * What is to be said of the model that read some texts: why it was taken where that is not plain, near spellings of what the
 * word table does not have, and a warning where an English model reads what is not English. "" where nothing is.
 */
export function modelHint(
  choice: LocalChoice,
  used: { asked: ModelChoice; provider: Pick<EmbeddingProvider, "id" | "languages">; table: WordTable },
): string {
  const { asked, provider, table } = used;
  const taken = asked === "auto" && provider.id === `local-${choice.model}`;
  return [taken ? whyTaken(choice) : "", warning(choice, provider), spellings(choice, provider, table)]
    .filter((line) => line !== "")
    .join(" ");
}

function whyTaken({ model, language, short, unknown, lookedAt }: LocalChoice): string {
  if (model === "concepts")
    return `Most of these seem to be ${languageWords(language)}, so the concept dictionary was taken, which has ten languages besides English.`;
  if (model !== "sentences" || !short || unknown.length === 0) return "";
  return `${unknown.length} of ${lookedAt} texts are not in the table of English words, so the sentence model was taken.`;
}

const languageWords = (language: Language | undefined): string =>
  language === undefined ? "in other languages than English" : languageName(language);

function warning(
  { foreign, language, unknown, lookedAt }: LocalChoice,
  { languages }: Pick<EmbeddingProvider, "languages">,
): string {
  if (languages !== "english") return "";
  const way = "model:concepts knows everyday words of ten other languages.";
  if (foreign)
    return `Most of these seem to be ${languageWords(language)}; this model knows English only, so its numbers say little about them: ${way}`;
  if (unknown.length <= STRANGE * lookedAt) return "";
  return `Most of these have no word among the commonest of English. If they are in another language, the numbers say little about them: this model knows English only, and ${way}`;
}

function spellings(
  { unknown }: LocalChoice,
  { id }: Pick<EmbeddingProvider, "id">,
  table: WordTable,
): string {
  if (id !== "local-words") return "";
  const near = unknown
    .filter((text) => !/\s/.test(text))
    .slice(0, MOST_SPELT)
    .flatMap((word) => {
      const found = spellingsNear(table, word).slice(0, FEW_SPELLINGS);
      return found.length === 0 ? [] : [`${cited(word)}: ${listed(found.map(cited), "or")}`];
    });
  const all = unknown.length === 0 ? "" : "model:sentences reads any English text.";
  return [near.length === 0 ? "" : `Near spellings of ${near.join("; ")}.`, all]
    .filter((line) => line !== "")
    .join(" ");
}
