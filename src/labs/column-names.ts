/** Which columns usually hold the texts: in a list of words the first line may be one of these, and little else. */
const TEXTS =
  /^(text|sentence|word|comment|review|utterance|content|message|satz|wort|kommentar|bewertung)(s|en?)?$/i;
const LABELS =
  /^(label|topic|class|category|categorie|sentiment|intent|thema|kategorie|klasse|stimmung)(s|es|n)?$/i;
const OTHERS =
  /^(id|title|lang|language|score|rating|question|answer|tweet|post|phrase|description|date|author|source|sprache|titel)s?$/i;

export const namesTexts = (name: string): boolean => TEXTS.test(name.trim());
export const namesLabels = (name: string): boolean => LABELS.test(name.trim());

/** Whether cells of a first line have a name that columns often have; a line alone is a name less often than a line of several. */
export function isNamed(cells: readonly string[]): boolean {
  return cells.some((cell) => {
    const name = cell.trim();
    return namesTexts(name) || namesLabels(name) || OTHERS.test(name);
  });
}
