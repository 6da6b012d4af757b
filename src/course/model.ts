/** How sure a figure is: `seen` in its source, `derived` by arithmetic from seen figures, `recalled` from memory. */
export type Verified = "seen" | "derived" | "recalled";

export interface Source {
  title: string;
  arxiv?: string;
  where?: string;
}

/** One figure of one model. `value: null` means unknown, and `note` often says why. */
export interface Fact<Value = string | number | boolean> {
  value: Value | null;
  unit: string;
  /** Key into `Course.sources`. */
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

/** A problem in a data file: said by `course:check`, survived by the bot. */
export interface Problem {
  file: string;
  line: number;
  message: string;
  /** What to do about it. */
  mend: string;
}

/** Everything in `data/`, loaded and checked. */
export interface Course {
  models: Model[];
  sources: Record<string, Source>;
  problems: Problem[];
}
