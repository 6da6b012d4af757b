import type { Lesson, Term } from "../../src/course/content.ts";
import { NO_CONTENT } from "../../src/course/content.ts";
import type { Course, Fact } from "../../src/course/model.ts";

const seen = (value: Fact["value"], unit: string): Fact => ({
  value,
  unit,
  source: "paper",
  verified: "seen",
});

export function lessonOf(id: string, more: Partial<Lesson> = {}): Lesson {
  return {
    id,
    title: `About ${id}: the rest`,
    topic: "first",
    order: 10,
    summary: `What ${id} is.`,
    aliases: [],
    questions: [],
    terms: [],
    models: [],
    benchmarks: [],
    try: [],
    check: [],
    sections: [{ heading: null, text: `All of ${id}.` }],
    ...more,
  };
}

export function termOf(id: string, more: Partial<Term> = {}): Term {
  const term = id.charAt(0).toUpperCase() + id.slice(1).replaceAll("-", " ");
  return { id, term, aliases: [], meaning: `What ${id} means.`, see: [], ...more };
}

/** One of everything that a text can refer to. */
export const smallCourse: Course = {
  ...NO_CONTENT,
  info: { title: "A course", topics: [{ id: "first", title: "First things" }] },
  models: [
    {
      id: "m-1",
      name: "M-1",
      aliases: [],
      organisation: "Some * Lab",
      facts: {
        parameters: seen(70e9, "parameters"),
        training_tokens: { ...seen(1.4e12, "tokens"), source: "memory", verified: "recalled" },
        context_length: seen(131072, "tokens"),
        layers: seen(80, "layers"),
        release_date: seen("2022-03-29", ""),
        mfu: seen(46.2, "percent"),
        vocabulary: { ...seen(null, "tokens"), note: "not disclosed" },
      },
      whatWeLearned: "",
      paper: null,
    },
  ],
  errata: [],
  problems: [],
  sources: { paper: { title: "The paper", arxiv: "2203.15556" }, memory: { title: "A memory" } },
  benchmarks: [
    {
      id: "quiz",
      name: "Quiz",
      aliases: [],
      group: "knowledge",
      measures: "",
      size: seen(14042, "questions") as Fact<number>,
      metric: "accuracy",
      better: "higher",
      randomBaseline: seen(25, "percent") as Fact<number>,
      paper: null,
      knownProblems: "",
    },
  ],
  scores: [
    {
      model: "m-1",
      benchmark: "quiz",
      setting: { shots: 5 },
      score: 67.6,
      unit: "percent",
      source: "paper",
      verified: "seen",
    },
    {
      model: "m-1",
      benchmark: "quiz",
      setting: { shots: 0, cot: true },
      score: 70,
      unit: "percent",
      source: "paper",
      verified: "seen",
    },
    {
      model: "m-1",
      benchmark: "quiz",
      setting: {},
      score: 8.38,
      unit: "score of 10",
      source: "memory",
      verified: "recalled",
    },
  ],
  tables: [
    {
      id: "sizes",
      title: "Sizes",
      aliases: [],
      source: "paper",
      verified: "seen",
      columns: [
        { key: "name", label: "Name" },
        { key: "rate", label: "Rate" },
        { key: "tokens", label: "Tokens" },
        { key: "year", label: "Year" },
        { key: "note", label: "Note" },
      ],
      rows: [
        ["small", 0.00004, "0.25M", 2021, "some *text*"],
        ["large", 1.92e19, "> 3.8T", null, true],
      ],
      notes: [],
      slideDifferences: [],
    },
  ],
  lessons: [lessonOf("one"), lessonOf("two")],
  terms: [termOf("dot-product"), termOf("rlhf", { term: "RLHF" })],
  figures: {
    energy: { id: "energy", label: "Energy", value: 1287, unit: "MWh", source: "paper", verified: "seen" },
    alpha: { id: "alpha", label: "Alpha", value: 0.076, unit: "", source: "paper", verified: "seen" },
  },
};
