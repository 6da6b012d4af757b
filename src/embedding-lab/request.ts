import type { ModelChoice } from "../embeddings/choose.ts";
import type { MapKind } from "../labs/maps.ts";

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
export const SHOWN = ["map", "heat", "vectors"] as const;
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

export function fromValue(value: string): EmbedTexts | undefined {
  const [key = "", map, groups, model, show] = value.split(" ");
  if (key === "" || show === undefined) return undefined;
  return {
    key,
    map: map as MapKind,
    ...(Number(groups) > 0 ? { groups: Number(groups) } : {}),
    model: model as ModelChoice,
    show: show as Shown,
  };
}
