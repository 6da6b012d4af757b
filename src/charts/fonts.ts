import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createCanvas, GlobalFonts } from "@napi-rs/canvas";
import { StartupError } from "../errors.ts";

const FAMILY = "Inter";
const HAN_FAMILY = "Noto Sans SC";
/** The only families that charts name, and both come along: what they lack would look different on every machine. */
export const FAMILIES = `${FAMILY}, "${HAN_FAMILY}"`;

const SUBSETS = ["latin", "latin-ext", "cyrillic", "greek", "vietnamese"];
const WEIGHTS = [400, 700];
/** 97 files with all weights each, 4.8 MB: Chinese, and Japanese in Chinese shapes. */
const HAN_PACKAGE = "@fontsource-variable/noto-sans-sc";

const { resolve } = createRequire(import.meta.url);

/** Registers the font files that come with the package, once per process or thread. */
export function registerFonts(): void {
  if (GlobalFonts.has(FAMILY)) return;
  for (const subset of SUBSETS)
    for (const weight of WEIGHTS)
      GlobalFonts.registerFromPath(
        resolve(`@fontsource/inter/files/inter-${subset}-${weight}-normal.woff2`),
        FAMILY,
      );
}

/** Without a font the canvas draws charts that have no text, and says nothing: find out at the start. */
export function assertFonts(): void {
  registerFonts();
  const ctx = createCanvas(8, 8).getContext("2d");
  ctx.font = font(20);
  if (GlobalFonts.has(FAMILY) && ctx.measureText("x").width > 0) return;
  throw new StartupError(
    "The font for charts did not load. Run `npm ci` again: the package @fontsource/inter is needed.",
  );
}

export function font(size: number, weight: 400 | 700 = 400): string {
  return `${weight} ${size}px ${FAMILIES}`;
}

/** Whether a character has a letter in the fonts. The large one is registered (a tenth of a second) with the first that needs it. */
export function canDraw(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  inter ??= pointsOf("@fontsource/inter", (subset) => SUBSETS.includes(subset));
  if (inter.has(point)) return true;
  if (!HAN.test(character) || NOT_HAN.test(character)) return false;
  han ??= pointsOf(HAN_PACKAGE, isHanSubset);
  if (!han.has(point)) return false;
  registerHan();
  return true;
}
let inter: ReadonlySet<number> | undefined;
let han: ReadonlySet<number> | undefined;

/** The package also lists what only its sister fonts have, which are cut in the same way. */
const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Common}]/u;
const NOT_HAN = /[\p{Co}\p{Emoji_Presentation}\p{Regional_Indicator}\u{4db6}-\u{4dbf}\u{9ff0}-\u{9fff}]/u;

/** Its other subsets are Latin and Cyrillic letters. */
const isHanSubset = (subset: string): boolean => subset.startsWith("[");

function registerHan(): void {
  if (GlobalFonts.has(HAN_FAMILY)) return;
  for (const subset of Object.keys(rangesIn(HAN_PACKAGE)).filter(isHanSubset)) {
    const file = `noto-sans-sc-${subset.slice(1, -1)}-wght-normal.woff2`;
    GlobalFonts.registerFromPath(resolve(`${HAN_PACKAGE}/files/${file}`), HAN_FAMILY);
  }
}

/** "U+0301,U+0400-045F" for each subset; nothing where the package is not there. */
function rangesIn(name: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(resolve(`${name}/unicode.json`), "utf8")) as Record<string, string>;
  } catch {
    return {};
  }
}

function pointsOf(name: string, wanted: (subset: string) => boolean): ReadonlySet<number> {
  const points = new Set<number>();
  for (const [subset, ranges] of Object.entries(rangesIn(name))) {
    if (!wanted(subset)) continue;
    for (const range of ranges.split(",")) {
      const [first = "", last = first] = range.replace(/^U\+/, "").split("-");
      for (let point = Number.parseInt(first, 16); point <= Number.parseInt(last, 16); point += 1)
        points.add(point);
    }
  }
  return points;
}
