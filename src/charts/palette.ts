/** How a series or a group of points looks besides its colour, so that colour never carries the meaning alone. */
export type Shape = "circle" | "rect" | "triangle" | "rectRot" | "rectRounded" | "star";

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

const SHAPES: readonly Shape[] = ["circle", "rect", "triangle", "rectRot", "rectRounded", "star"];

/** The palette, over and over: the colour of the nth series that has no group. */
export function nthColour(index: number): string {
  return PALETTE[index % PALETTE.length] ?? NEUTRAL;
}

export function nthShape(index: number): Shape {
  return SHAPES[index % SHAPES.length] ?? "circle";
}

/** The colour of an organisation (or any group), the same in every chart; relatives such as Meta AI share one. */
export function groupColour(group: string): string {
  const name = normal(group);
  return nthColour(familyOf(name)?.colour ?? hash(name));
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
