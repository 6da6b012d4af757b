import type { Fact, Source, Verified } from "./model.ts";

export interface Paper {
  title: string;
  arxiv?: string;
}

/** An item of our own in a benchmark's style; `options` for choice tests, `answer` is then one of them. */
export interface Example {
  question: string;
  options?: string[];
  answer: string;
  why: string;
}

export interface Benchmark {
  id: string;
  name: string;
  /** What people write where the name has no room: the label of an axis. */
  short?: string;
  aliases: string[];
  /** What kind of ability: "general knowledge", "code". */
  group: string;
  measures: string;
  size: Fact<number>;
  /** How many items a score is a share of, where that is not the size; null where papers differ or it is not known. */
  scoredItems?: Fact<number>;
  metric: string;
  better: "higher" | "lower";
  /** In the unit of the scores; null where chance means nothing or is not known. */
  randomBaseline: Fact<number>;
  humanLevel?: Fact<number>;
  paper: Paper | null;
  knownProblems: string;
  example?: Example;
}

/** How a score was taken. Scores compare only where all of it is the same; see `comparable.ts`. */
export interface Setting {
  shots?: number;
  /** Chain of thought. */
  cot?: boolean;
  /** Anything else: "maj@8", "closed book". */
  detail?: string;
  /** Who ran it with which code, where that is not the source itself. */
  harness?: string;
}

/** One score, in long form. */
export interface Score {
  /** Id of a model or of an entrant. */
  model: string;
  benchmark: string;
  setting: Setting;
  /** The setting of the table row where the source prints it, when a footnote gives the score another one. */
  listedUnder?: Setting;
  score: number;
  unit: string;
  source: string;
  verified: Verified;
  note?: string;
}

/** Somebody with scores who is no model of the registry: a merge on a leaderboard, people, chance. */
export interface Entrant {
  id: string;
  name: string;
  kind: "model" | "person" | "chance";
}

export type TableValue = string | number | boolean | null;

/** How a table is drawn: one bar for each row, one series for each of `values` (column keys). Where it is `stacked`, each
 * of `values` is one bar, and the rows are its parts. */
export interface TableChart {
  title: string;
  label: string;
  values: string[];
  /** What the bars measure, with its unit in words. */
  axis: string;
  scale: "linear" | "log";
  format: "count" | "plain" | "percent";
  stacked?: boolean;
}

/** A table of the course, held against its source. */
export interface CourseTable {
  id: string;
  title: string;
  /** Under which heading the list of tables names it. */
  group?: string;
  aliases: string[];
  source: string;
  verified: Verified;
  columns: { key: string; label: string }[];
  /** Cells in the order of the columns. */
  rows: TableValue[][];
  /** A benchmark table: rows and columns follow from the scores that `source` gives these models. */
  models?: string[];
  notes: string[];
  slideDifferences: { slideSays: string; note: string }[];
  chart?: TableChart;
}

interface LeaderboardFacts {
  id: string;
  name: string;
  aliases: string[];
  operator: string;
  about: string;
  /** When it stopped taking new models, as a date; the note says what came after. */
  closed: Fact<string>;
  /** The date of the scores that are kept here. */
  snapshot: Fact<string>;
  notes: string[];
}

/** The published average of each model is its score on `average`; it is recomputed from the `columns`. */
export interface AverageLeaderboard extends LeaderboardFacts {
  kind: "average";
  average: string;
  columns: { benchmark: string; setting: Setting }[];
}

export interface WinRateLeaderboard extends LeaderboardFacts {
  kind: "win-rate";
  /** `benchmark` where the scenario is one of ours. */
  groups: { group: string; scenarios: { id: string; name: string; metric: string; benchmark?: string }[] }[];
  metrics: Fact<string>;
  findings: { text: string; source: string; verified: Verified }[];
}

export type Leaderboard = AverageLeaderboard | WinRateLeaderboard;

/** A single-choice question to check oneself with. */
export interface Check {
  question: string;
  options: string[];
  /** 1 is the first option. */
  answer: number;
  because: string;
}

/** `text` is the Markdown subset with references, see `references.ts`. The first section has no heading. */
export interface Section {
  heading: string | null;
  text: string;
}

export interface Lesson {
  id: string;
  title: string;
  topic: string;
  order: number;
  summary: string;
  aliases: string[];
  /** In learners' words, for finding the lesson. */
  questions: string[];
  terms: string[];
  models: string[];
  benchmarks: string[];
  /** Where to go from here, when it is not simply the next one. */
  next?: string;
  /** Command lines without the slash. */
  try: string[];
  check: Check[];
  sections: Section[];
}

export interface Term {
  id: string;
  term: string;
  aliases: string[];
  /** The Markdown subset with references. */
  meaning: string;
  lesson?: string;
  see: string[];
}

/** A figure that belongs to no model, benchmark or table: a constant, a published measurement. */
export interface Figure {
  id: string;
  label: string;
  value: number | string;
  unit: string;
  source: string;
  verified: Verified;
  note?: string;
}

/** What a model costs and allows at one provider. Prices in US dollars for a million tokens. */
export interface Offer {
  model: string;
  provider: string;
  /** The model's name at the provider. */
  offer: string;
  input: number | null;
  output: number | null;
  context: number | null;
  longestOutput: number | null;
  /** As measured by whoever fills them in; nobody publishes them reliably. */
  secondsToFirstToken?: number;
  tokensPerSecond?: number;
  /** The day on which the prices were true. */
  date: string;
  source: string;
}

/** What a course folder says about itself, and which built-in parts it keeps. */
export interface CourseInfo {
  title: string;
  topics: { id: string; title: string }[];
}

/** Everything in `data/` besides the models. */
export interface Content {
  info: CourseInfo;
  sources: Record<string, Source>;
  benchmarks: Benchmark[];
  scores: Score[];
  entrants: Entrant[];
  tables: CourseTable[];
  leaderboards: Leaderboard[];
  /** In the order of the course. */
  lessons: Lesson[];
  /** Alphabetical. */
  terms: Term[];
  figures: Record<string, Figure>;
  offers: Offer[];
}

/** What a course holds of all this before anything is loaded. */
export const NO_CONTENT: Content = {
  info: { title: "", topics: [] },
  sources: {},
  benchmarks: [],
  scores: [],
  entrants: [],
  tables: [],
  leaderboards: [],
  lessons: [],
  terms: [],
  figures: {},
  offers: [],
};
