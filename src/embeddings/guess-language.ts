import { type Language, wordsIn } from "./languages.ts";

/** Words without which hardly a sentence of a language gets by. Those of several languages count a little for each. */
const SMALL_WORDS: Readonly<Partial<Record<Language, string>>> = {
  en: "the and is are was were of to in that it for on with as at this but not have has had you he she we they i my your what when where how which will would do does can there me be an from or by if so no all one a am",
  de: "der die das und ist sind war waren von zu in dass es für auf mit als an dies dieser diese dieses aber nicht haben hat hatte ich du er sie wir ihr mein dein was wann wo wie welcher welche wird werden kann ein eine einen einem einer im am den dem des bei nach aus oder wenn so kein keine sehr mir mich auch noch nur wieder",
  fr: "le la les un une des et est sont était de du à au aux que qui il elle nous vous ils je tu mon ma mes ton son sa ce cet cette ces dans en pour sur avec comme par mais ne pas plus ont a avons avez quoi quand où comment quel quelle y t d l j qu n c s m ou si très me se leur sans",
  es: "el la los las un una unos y es son era de del a al que en lo por para con como pero no más se su sus mi mis tu me te le nos yo él ella ha he han hay este esta estos qué cuándo dónde cómo cuál está están estoy muy ser fue o si sin sobre cuántos también ya",
  it: "il lo la i gli le un uno una e è sono era di del della dei a al alla che in nel nella per con come ma non più si suo sua mio mia tu io lui lei noi ha ho hanno questo questa questi cosa quando dove quale chi da dal molto anche o se su sul c ci mi ti vi piace",
  pt: "o a os as um uma e é são era de do da dos das ao à que em no na nos nas por para com como mas não mais se seu sua meu minha eu ele ela nós você tem tenho este esta isso qual quando onde quem muito está estou foi ou também já me te lhe pelo pela",
  nl: "de het een en is zijn was waren van te in dat die voor op met als aan dit deze maar niet hebben heeft had ik jij je hij zij we wij mijn jouw wat wanneer waar hoe welke wordt worden kan om bij naar uit of zo geen ook nog er ben u ons onze heel erg mij me dan over door",
  pl: "i w na z do że się nie to jest są był była było jak ale o po za od dla przez ten ta te tego tej mój moja moje twój co kiedy gdzie który która które czy ja ty on ona my wy oni mam masz ma mi mnie bardzo już tylko tak przy ze we być będzie jestem",
};

/** Letters that few other languages write. */
const LETTERS: readonly (readonly [RegExp, readonly Language[]])[] = [
  [/[äöüß]/g, ["de"]],
  [/[ñ¿¡]/g, ["es"]],
  [/[ãõ]/g, ["pt"]],
  [/[ąćęłńśźż]/g, ["pl"]],
  [/[œùûêîôèà]/g, ["fr"]],
  [/[èìòù]/g, ["it"]],
  [/ç/g, ["fr", "pt"]],
  [/ij/g, ["nl"]],
];
const LETTER_WEIGHT = 0.6;
const LEAST_SHARE = 0.5;
/** By how much the best must lead, so that a dictionary need not be asked. */
const CLEAR_LEAD = 0.7;
const ENOUGH_CHARACTERS = 2_000;

const owners = new Map<string, Language[]>();
for (const [language, words] of Object.entries(SMALL_WORDS) as [Language, string][])
  for (const word of words.split(" ")) owners.set(word, [...(owners.get(word) ?? []), language]);

/** The share of a text's words that a language's dictionary knows. */
export type Coverage = (text: string, language: Language) => number;

/**
 * Which of Lectern's languages a text is in: by its script, else by its small words and letters, and by the dictionaries where
 * those leave it open. Undefined where nothing speaks for any of them.
 */
export function guessLanguage(text: string, coverage?: Coverage): Language | undefined {
  const start = text.slice(0, ENOUGH_CHARACTERS);
  if (!/\p{L}/u.test(start)) return undefined;
  return byScript(start) ?? byWords(start, coverage);
}

function byScript(text: string): Language | undefined {
  const share = (script: RegExp): number => (text.match(script)?.length ?? 0) / letters;
  const letters = Math.max(1, text.match(/\p{L}/gu)?.length ?? 0);
  const kana = share(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  if (kana > 0 && kana + share(/\p{Script=Han}/gu) >= LEAST_SHARE) return "ja";
  if (share(/\p{Script=Han}/gu) >= LEAST_SHARE) return "zh";
  return share(/\p{Script=Cyrillic}/gu) >= LEAST_SHARE ? "ru" : undefined;
}

function byWords(text: string, coverage: Coverage | undefined): Language | undefined {
  const scores = new Map<Language, number>();
  const give = (language: Language, points: number): void => {
    scores.set(language, (scores.get(language) ?? 0) + points);
  };
  for (const word of wordsIn(text, "en").flatMap((one) => one.split(/['’]/))) {
    const languages = owners.get(word) ?? [];
    for (const language of languages) give(language, 1 / languages.length);
  }
  const small = text.toLowerCase();
  for (const [letters, languages] of LETTERS)
    for (const language of languages) give(language, LETTER_WEIGHT * (small.match(letters)?.length ?? 0));
  const [best, next] = ranked(scores);
  if (coverage === undefined || (best?.[1] ?? 0) - (next?.[1] ?? 0) >= CLEAR_LEAD) return best?.[0];
  for (const language of Object.keys(SMALL_WORDS) as Language[]) give(language, coverage(small, language));
  return ranked(scores)[0]?.[0];
}

const ranked = (scores: ReadonlyMap<Language, number>): [Language, number][] =>
  [...scores].filter(([, score]) => score > 0).sort(([, a], [, b]) => b - a);
