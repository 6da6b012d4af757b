import type { Theme } from "./theme.ts";

/** How a series or a group of points looks besides its colour, so that colour never carries the meaning alone. */
export type Shape = "circle" | "rect" | "triangle" | "rectRot" | "triangleDown" | "triangleRight";

/**
 * After Okabe and Ito, shifted so that each keeps at least 3:1 against both the light and the dark background.
 * The first seven stay apart for all common kinds of colour blindness.
 */
export const PALETTE: readonly string[] = [
  "#0072b2",
  "#d55e00",
  "#009068",
  "#c0579a",
  "#b07d00",
  "#2f94cb",
  "#7d62d6",
  "#8c6d5a",
  "#7f8a00",
  "#d6456b",
];

/** For what belongs to no group in a chart that has groups. */
export const NEUTRAL = "#7d8590";

/** Organisations by family: relatives share a colour and a place in the legend. */
const FAMILIES: readonly { colour: number; names: readonly string[] }[] = [
  { colour: 0, names: ["google", "google brain", "google deepmind", "google research"] },
  {
    colour: 1,
    names: ["meta", "meta ai", "facebook", "facebook ai", "facebook ai and university of washington"],
  },
  { colour: 2, names: ["openai"] },
  { colour: 3, names: ["anthropic"] },
  { colour: 4, names: ["mistral ai", "mistral"] },
  { colour: 5, names: ["deepmind"] },
  { colour: 6, names: ["microsoft", "microsoft and nvidia"] },
  { colour: 7, names: ["eleutherai"] },
  { colour: 8, names: ["nvidia"] },
  { colour: 9, names: ["deepseek"] },
  { colour: 4, names: ["alibaba", "qwen"] },
  { colour: 3, names: ["cohere"] },
  { colour: 9, names: ["technology innovation institute"] },
  { colour: 8, names: ["mosaicml", "databricks"] },
  { colour: 7, names: ["xai"] },
];

const SHAPES: readonly Shape[] = ["circle", "rect", "triangle", "rectRot", "triangleDown", "triangleRight"];

const DASHES: readonly (readonly number[])[] = [
  [],
  [18, 9],
  [5, 8],
  [24, 8, 5, 8],
  [10, 6],
  [24, 8, 5, 8, 5, 8],
];

/** The palette, over and over: the colour of the nth series that has no group. */
export function nthColour(index: number): string {
  return PALETTE[index % PALETTE.length] ?? NEUTRAL;
}

export function nthShape(index: number): Shape {
  return SHAPES[index % SHAPES.length] ?? "circle";
}

/** The dashes of the nth line of a chart: the first is whole. */
export function nthDash(index: number): readonly number[] {
  return DASHES[index % DASHES.length] ?? [];
}

/** The colour of an organisation (or any group), the same in every chart; relatives such as Meta AI share one. */
export function groupColour(group: string): string {
  const name = normal(group);
  return nthColour(familyOf(name)?.colour ?? hash(name));
}

/** What accessibility guidelines ask for bold text of 19 pixels and more. */
const LARGE_TEXT_CONTRAST = 3;
/** How far the second, third … series of one colour is from it. */
const SHADES = [0, 0.42, 0.68];

/** The colours of the series of one chart: of their group, else of their place. Repeated ones get other shades. */
export function seriesColours(groups: readonly (string | undefined)[], theme: Theme): string[] {
  const taken = new Map<string, number>();
  return groups.map((group, at) => {
    const colour = group === undefined ? nthColour(at) : groupColour(group);
    const used = taken.get(colour) ?? 0;
    taken.set(colour, used + 1);
    return nthShade(colour, used, theme);
  });
}

/** Towards the text, that is away from the background: contrast only grows. */
const nthShade = (colour: string, index: number, theme: Theme): string =>
  mixed(colour, theme.text, SHADES[index % SHADES.length] ?? 0);

/** As `groupLooks`, where all are round: a repeated colour gets another shade instead of another shape. */
export function roundLooks(groups: readonly string[], theme: Theme): Look[] {
  const taken = new Map<string, number>();
  return groupLooks(groups).map((look) => {
    const used = taken.get(look.colour) ?? 0;
    taken.set(look.colour, used + 1);
    return { ...look, shape: "circle", colour: nthShade(look.colour, used, theme) };
  });
}

/** The colour with that share of the other one in it. */
export function mixed(colour: string, other: string, share: number): string {
  const channel = (from: string, at: number): number => Number.parseInt(from.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) =>
    Math.round(channel(colour, at) * (1 - share) + channel(other, at) * share)
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${parts.join("")}`;
}

/** White where large letters in it can be read on that colour, else black. */
export function inkOn(colour: string): string {
  return contrastOn("#ffffff", colour) >= LARGE_TEXT_CONTRAST ? "#ffffff" : "#000000";
}

/** How well one colour is seen on the other, from 1 to 21, as accessibility guidelines reckon it. */
export function contrastOn(colour: string, background: string): number {
  const [low = 0, high = 0] = [luminance(colour), luminance(background)].sort((one, other) => one - other);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

export interface Look {
  /** Every name under which this look appears in the chart. */
  names: string[];
  count: number;
  colour: string;
  shape: Shape;
}

/** How each group of one chart looks, the most frequent first: no two families share both colour and shape. */
export function groupLooks(groups: readonly string[]): Look[] {
  const members = new Map<string, string[]>();
  for (const group of groups) {
    const family = familyOf(normal(group))?.names[0] ?? normal(group);
    members.set(family, [...(members.get(family) ?? []), group]);
  }
  const taken = new Map<string, number>();
  return [...members.values()]
    .sort((one, other) => other.length - one.length)
    .map((all) => {
      const colour = groupColour(all[0] ?? "");
      const used = taken.get(colour) ?? 0;
      taken.set(colour, used + 1);
      const first = PALETTE.indexOf(colour);
      return { names: [...new Set(all)], count: all.length, colour, shape: nthShape(first + used) };
    });
}

/** Two more for charts of many groups. */
const MORE_COLOURS = ["#1b8f97", "#b8473a"];

/** As `groupLooks`, for groups that are no organisations: in the order in which they come, the first twelve each with
 * a colour of its own, and those after them with another shape in the same colours. */
export function plainLooks(groups: readonly string[]): Look[] {
  const colours = [...PALETTE, ...MORE_COLOURS];
  const counts = new Map<string, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  return [...counts].map(([group, count], at) => ({
    names: [group],
    count,
    colour: colours[at % colours.length] ?? NEUTRAL,
    // Moved by one from the seventh on, so that the two shades of pink are no twins.
    shape: nthShape(at + Math.floor(at / SHAPES.length)),
  }));
}

/** What a legend calls them: every name if they are short, else the shortest. */
export function lookLabel({ names }: Look): string {
  const all = names.join(" / ");
  if (all.length <= LONGEST_LABEL) return all;
  return names.toSorted((one, other) => one.length - other.length)[0] ?? "";
}

const LONGEST_LABEL = 26;
const normal = (group: string): string => group.trim().toLowerCase();
const familyOf = (name: string) => FAMILIES.find(({ names }) => names.includes(name));

/** FNV-1a: stable across runs and machines. */
function hash(text: string): number {
  let state = 0x811c9dc5;
  for (const character of text) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return state;
}
