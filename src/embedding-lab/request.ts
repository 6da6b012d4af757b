import { MODEL_CHOICES, type ModelChoice } from "../embeddings/choose.ts";
import { MAP_KINDS, type MapKind } from "../labs/maps.ts";

/** As many clusters as have colours of their own. */
export const MOST_GROUPS = 12;

/** One text to embed, under the label that somebody gave it. */
export interface Item {
  text: string;
  label?: string;
}

/** Texts as a command keeps them for a job. */
export interface KeptItems {
  items: Item[];
  /** Rows that could not be read, the first of them. */
  bad: { line: number; reason: string }[];
  badCount: number;
  /** Rows beyond the most that are taken. */
  left: number;
  /** The file they came from, and the column that was read. */
  file?: { name: string; column: string };
}

/** What is shown of vectors: how they lie, how alike they are, or the numbers themselves. */
const SHOWN = ["map", "heat", "vectors"] as const;
export type Shown = (typeof SHOWN)[number];

export interface EmbedTexts {
  /** `KeptItems` as JSON, under this key. */
  key: string;
  map: MapKind;
  /** How many clusters; found by itself where it is not given. */
  groups?: number;
  model: ModelChoice;
  show: Shown;
}

/** What a button carries; together with the key short enough for every platform. */
export const toValue = ({ key, map, groups, model, show }: EmbedTexts): string =>
  [key, map, groups ?? 0, model, show].join(" ");

/** Undefined for what no button of ours carries: values come back from outside. */
export function fromValue(value: string): EmbedTexts | undefined {
  const [key = "", ...rest] = value.split(" ");
  const map = MAP_KINDS.find((kind) => kind === rest[0]);
  const groups = Number(rest[1]);
  const model = MODEL_CHOICES.find((choice) => choice === rest[2]);
  const show = SHOWN.find((one) => one === rest[3]);
  if (key === "" || map === undefined || model === undefined || show === undefined) return undefined;
  if (!Number.isInteger(groups) || groups < 0 || groups > MOST_GROUPS) return undefined;
  return { key, map, model, show, ...(groups > 0 ? { groups } : {}) };
}
