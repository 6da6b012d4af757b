import type { Content } from "./content.ts";

/**
 * How sure a figure is: `seen` in its source, `derived` by arithmetic from seen figures, `recalled` from memory,
 * `slide-only` when the course's slide says so and nobody else.
 */
export type Verified = (typeof VERIFIED)[number];

/** Surest first. */
export const VERIFIED = ["seen", "derived", "recalled", "slide-only"] as const;

export interface Source {
  title: string;
  arxiv?: string;
  where?: string;
  /** When it was published, where no arXiv number says so; see `sourceDate` in `as-of.ts`. */
  date?: string;
}

/** One figure of one model. `value: null` means unknown, and `note` often says why. */
export interface Fact<Value = string | number | boolean> {
  value: Value | null;
  unit: string;
  /** Key into `Course.sources`; a derived figure names several, see `sourceKeys` in `fields.ts`. */
  source: string;
  verified: Verified;
  note?: string;
  /** What the course's slide says, where it says something about this figure (right or wrong). */
  slideSays?: string;
}

export type FactName = (typeof FACTS)[number];

/** The facts of a model in the order a card shows them; the keys of the data files. */
export const FACTS = [
  "release_date",
  "architecture",
  "parameters",
  "active_parameters",
  "experts",
  "training_tokens",
  "context_length",
  "vocabulary",
  "layers",
  "d_model",
  "heads",
  "kv_heads",
  "ffn_dim",
  "positional_encoding",
  "activation",
  "hardware",
  "accelerator_count",
  "mfu",
  "training_compute",
  "languages",
  "licence",
  "weights_open",
] as const;

export interface Model {
  id: string;
  name: string;
  aliases: string[];
  organisation: string;
  /** Id of the model this one was tuned from. */
  base?: string;
  facts: Partial<Record<FactName, Fact>>;
  whatWeLearned: string;
  paper: { title: string; arxiv?: string } | null;
}

export type Severity = (typeof SEVERITIES)[number];

/** `wrong` is false; `imprecise` is true only under a condition the slide leaves out. */
export const SEVERITIES = ["wrong", "imprecise", "typo"] as const;

/** A place where a slide and its source differ. */
export interface Erratum {
  id: number;
  severity: Severity;
  slideSays: string;
  sourceSays: string;
  /** In words, not a key: often several documents and a table number. */
  source: string;
  status: Verified;
  /** Ids of the models whose cards show it. */
  models: string[];
  /** The figure it is about, where it is about one. */
  field?: FactName;
  note?: string;
}

/** A problem in a data file: said by `course:check`, survived by the bot. */
export interface Problem {
  /** Relative to the data directory. */
  file: string;
  line: number;
  message: string;
  /** What to do about it. */
  mend: string;
}

/** Everything in `data/`, loaded and checked. */
export interface Course extends Content {
  /** Oldest first. */
  models: Model[];
  errata: Erratum[];
  problems: Problem[];
}
