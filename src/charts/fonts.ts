import { createRequire } from "node:module";
import { createCanvas, GlobalFonts } from "@napi-rs/canvas";
import { StartupError } from "../errors.ts";

/** The only family that charts name: what it lacks would look different on every machine. */
export const FAMILY = "Inter";

const SUBSETS = ["latin", "latin-ext", "cyrillic", "greek", "vietnamese"];
const WEIGHTS = [400, 700];

/** Registers the font files that come with the package, once per process or thread. */
export function registerFonts(): void {
  if (GlobalFonts.has(FAMILY)) return;
  const { resolve } = createRequire(import.meta.url);
  for (const subset of SUBSETS) {
    for (const weight of WEIGHTS) {
      GlobalFonts.registerFromPath(
        resolve(`@fontsource/inter/files/inter-${subset}-${weight}-normal.woff2`),
        FAMILY,
      );
    }
  }
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
  return `${weight} ${size}px ${FAMILY}`;
}
