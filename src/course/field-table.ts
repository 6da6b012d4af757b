import type { FactName } from "./model.ts";

/** A fact, or the ratio that is worked out from two of them. */
export type FieldId = FactName | "tokens_per_parameter";

/** How a value is worded: `count` 280B, `plain` 12,288, `context` 131,072 (128K), `flops` 5.76e23, `ratio` 20. */
export type FieldFormat =
  | "count"
  | "plain"
  | "context"
  | "flops"
  | "percent"
  | "ratio"
  | "text"
  | "date"
  | "yes-no";

/** Something people can ask for about a model. */
export interface Field {
  id: FieldId;
  label: string;
  /** Follows the number where a figure stands alone; empty where the label says it all. */
  unit: string;
  kind: "number" | "text" | "date" | "boolean";
  aliases: readonly string[];
  format: FieldFormat;
}

/** In the order a card shows them. */
export const FIELDS: readonly Field[] = [
  {
    id: "release_date",
    label: "Released",
    unit: "",
    kind: "date",
    format: "date",
    aliases: ["date", "release", "year", "published", "when", "age"],
  },
  {
    id: "architecture",
    label: "Architecture",
    unit: "",
    kind: "text",
    format: "text",
    aliases: ["arch", "type", "kind"],
  },
  {
    id: "parameters",
    label: "Parameters",
    unit: "",
    kind: "number",
    format: "count",
    aliases: ["params", "parameter", "param", "size", "weights", "total parameters"],
  },
  {
    id: "active_parameters",
    label: "Active parameters",
    unit: "",
    kind: "number",
    format: "count",
    aliases: ["active", "active params", "activated", "parameters per token"],
  },
  { id: "experts", label: "Experts", unit: "", kind: "text", format: "text", aliases: ["expert", "routing"] },
  {
    id: "training_tokens",
    label: "Training tokens",
    unit: "tokens",
    kind: "number",
    format: "count",
    aliases: ["tokens", "token", "data", "training data", "training set", "dataset"],
  },
  {
    id: "tokens_per_parameter",
    label: "Tokens per parameter",
    unit: "tokens per parameter",
    kind: "number",
    format: "ratio",
    aliases: ["ratio", "tokens per param", "tpp", "d/n"],
  },
  {
    id: "context_length",
    label: "Context length",
    unit: "",
    kind: "number",
    format: "context",
    aliases: ["context", "ctx", "context window", "window", "context size", "sequence length"],
  },
  {
    id: "vocabulary",
    label: "Vocabulary",
    unit: "",
    kind: "number",
    format: "plain",
    aliases: ["vocab", "vocabulary size", "vocab size"],
  },
  {
    id: "layers",
    label: "Layers",
    unit: "",
    kind: "number",
    format: "plain",
    aliases: ["layer", "depth", "blocks"],
  },
  {
    id: "d_model",
    label: "Model dimension",
    unit: "",
    kind: "number",
    format: "plain",
    aliases: ["dmodel", "width", "hidden", "hidden size", "embedding size", "dimension"],
  },
  {
    id: "heads",
    label: "Attention heads",
    unit: "",
    kind: "number",
    format: "plain",
    aliases: ["head", "query heads"],
  },
  {
    id: "kv_heads",
    label: "Key-value heads",
    unit: "",
    kind: "number",
    format: "plain",
    aliases: ["kv", "kvheads", "kv head", "gqa"],
  },
  {
    id: "ffn_dim",
    label: "Feed-forward dimension",
    unit: "",
    kind: "number",
    format: "plain",
    aliases: ["ffn", "feedforward", "mlp", "ff", "ffn size"],
  },
  {
    id: "positional_encoding",
    label: "Positional encoding",
    unit: "",
    kind: "text",
    format: "text",
    aliases: ["position", "positions", "positional", "rope"],
  },
  {
    id: "activation",
    label: "Activation",
    unit: "",
    kind: "text",
    format: "text",
    aliases: ["activation function", "nonlinearity"],
  },
  {
    id: "hardware",
    label: "Hardware",
    unit: "",
    kind: "text",
    format: "text",
    aliases: ["accelerator", "gpu", "tpu", "trained on"],
  },
  {
    id: "accelerator_count",
    label: "Accelerators",
    unit: "chips",
    kind: "number",
    format: "plain",
    aliases: ["accelerators", "chips", "gpus", "tpus"],
  },
  {
    id: "mfu",
    label: "Model FLOPs utilisation",
    unit: "%",
    kind: "number",
    format: "percent",
    aliases: ["utilisation", "utilization", "model flops utilization", "efficiency"],
  },
  {
    id: "training_compute",
    label: "Training compute",
    unit: "FLOPs",
    kind: "number",
    format: "flops",
    aliases: ["compute", "flops", "flop", "training flops"],
  },
  {
    id: "languages",
    label: "Languages",
    unit: "",
    kind: "text",
    format: "text",
    aliases: ["language", "lang"],
  },
  {
    id: "licence",
    label: "Licence",
    unit: "",
    kind: "text",
    format: "text",
    aliases: ["license", "terms"],
  },
  {
    id: "weights_open",
    label: "Open weights",
    unit: "",
    kind: "boolean",
    format: "yes-no",
    aliases: ["open", "weights open", "downloadable", "public weights"],
  },
];
