import type { Lesson, Term } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import { keyOfParts, partsOf, tellingWords } from "../course/named-index.ts";

/** What a question in somebody's own words is about, best first; empty where nothing fits well. */
export interface Fitting {
  lessons: Lesson[];
  terms: Term[];
}

/** Words of questions that say nothing about what is asked. */
const ASKING: ReadonlySet<string> = new Set(
  "i me my we our you your it its be been was were do does did done make made get got have has had can could should would will may might if how why when where which who with from by at as or not no there these those this that some any so then than more most much many use used work works need want tell show about model models language".split(
    " ",
  ),
);

/** So much of a question's words, by their weight, a fitting text holds at least, from 0 to 1. */
const FITS = 0.5;
/** What scores less than this part of the best is not offered beside it. */
const BESIDE = 0.6;
const MOST_LESSONS = 3;
/** Longer words are compared by their beginnings: "tokeniser" and "tokenisation". */
const BEGINNING = 7;

interface Text<Value> {
  value: Value;
  /** 1 to 3, by where the word stands. */
  words: ReadonlyMap<string, number>;
}

interface Texts {
  lessons: Text<Lesson>[];
  terms: Text<Term>[];
}

const textsOfCourse = new WeakMap<Course, Texts>();

/** Words as they are compared: without endings, and without those that say nothing. */
export function saidIn(text: string): string[] {
  const words = tellingWords(partsOf(text)).filter((word) => !ASKING.has(word));
  return [...new Set(words.map((word) => word.slice(0, BEGINNING)))];
}

function textOf<Value>(
  value: Value,
  places: readonly [weight: number, texts: readonly string[]][],
): Text<Value> {
  const words = new Map<string, number>();
  for (const [weight, texts] of places)
    for (const word of texts.flatMap(saidIn)) words.set(word, Math.max(weight, words.get(word) ?? 0));
  return { value, words };
}

function textsOf(course: Course): Texts {
  const known = textsOfCourse.get(course);
  if (known !== undefined) return known;
  const names = new Map(course.terms.map(({ id, term, aliases }) => [id, [term, ...aliases]]));
  const lessons = course.lessons.map((lesson) =>
    textOf(lesson, [
      [3, [lesson.id, lesson.title, ...lesson.aliases]],
      [2.5, lesson.questions],
      [1.5, [lesson.summary]],
      [1, lesson.terms.flatMap((id) => names.get(id) ?? [])],
    ]),
  );
  const terms = course.terms.map((term) =>
    textOf(term, [
      [3, [term.id, term.term, ...term.aliases]],
      [1, [term.meaning.replace(/\{\{[^}]*\}\}/g, "")]],
    ]),
  );
  const texts = { lessons, terms };
  textsOfCourse.set(course, texts);
  return texts;
}

/** The lessons, and the term, that say most of the words of a question; rare words weigh more. */
export function fittingTo(course: Course, text: string): Fitting {
  const wanted = saidIn(text);
  const { lessons, terms } = textsOf(course);
  const key = keyOfParts(partsOf(text));
  const asking = course.lessons.filter(({ questions }) =>
    questions.some((question) => keyOfParts(partsOf(question)) === key),
  );
  // One word in passing explains nothing.
  const named = terms.filter(({ words }) => wanted.length > 1 || words.get(wanted[0] ?? "") === 3);
  return {
    lessons: [...new Set([...asking, ...bestOf(lessons, wanted)])].slice(0, MOST_LESSONS),
    terms: bestOf(named, wanted).slice(0, 1),
  };
}

function bestOf<Value>(texts: readonly Text<Value>[], wanted: readonly string[]): Value[] {
  const weights = wanted.map((word) => {
    const holding = texts.filter(({ words }) => words.has(word)).length;
    return Math.log(1 + texts.length / Math.max(1, holding));
  });
  const sum = (worth: (word: string) => number): number =>
    wanted.reduce((total, word, at) => total + (weights[at] ?? 0) * worth(word), 0);
  const all = sum(() => 1);
  const ranked = texts
    .filter(({ words }) => all > 0 && sum((word) => (words.has(word) ? 1 : 0)) >= FITS * all)
    .map(({ value, words }) => ({ value, score: sum((word) => words.get(word) ?? 0) }))
    .sort((a, b) => b.score - a.score);
  return ranked.filter(({ score }) => score >= BESIDE * (ranked[0]?.score ?? 0)).map(({ value }) => value);
}
