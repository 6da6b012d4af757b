import { fillOf } from "./fill.ts";
import { contrastOn, mixed } from "./palette.ts";
import { drawText, measureAt, type Sheet } from "./sheet.ts";
import { capital, clipped, drawable } from "./text.ts";
import { SIZE, type Theme } from "./theme.ts";
import { isOnAxis } from "./ticks.ts";
import { formatNumber } from "./words.ts";

/** Which colour stands for which value. */
export interface ColourScale {
  from: number;
  to: number;
  colour(value: number): string;
}

/** One hue, away from the background: light and dark alone tell the order. */
const RISING = {
  light: ["#f1f6fb", "#c8dff1", "#8abde2", "#3f8fca", "#0a5c9e", "#082f60"],
  dark: ["#1c2530", "#1b4163", "#1d6398", "#3a8fce", "#82c0ea", "#d3edfd"],
} as const;

/** Below zero, from the neutral colour on: orange, which nobody takes for the blue above it. */
const FALLING = {
  light: ["#f6f6f6", "#f8d5b5", "#ee9f5c", "#cf6414", "#8a3d05", "#562400"],
  dark: ["#20262f", "#55371f", "#8f4f1b", "#cf7427", "#f0a562", "#ffdfbd"],
} as const;

/** Colours from `from` to `to`; where that goes below zero, zero is neutral and both sides have the same steps. A range
 * that is none is that of the values. */
export function colourScale(
  range: { from: number; to: number; values: readonly number[] },
  theme: Theme,
): ColourScale {
  const name = isDark(theme) ? "dark" : "light";
  const { from, to } = usable(range);
  const reach = Math.max(Math.abs(from), Math.abs(to));
  const colour = (value: number): string => {
    if (from >= 0) return along(RISING[name], (value - from) / (to - from));
    const sides = value < 0 ? FALLING[name] : [FALLING[name][0], ...RISING[name].slice(1)];
    return along(sides, Math.min(Math.abs(value), value < 0 ? Math.abs(from) : Math.abs(to)) / reach);
  };
  return { from, to, colour };
}

const isDark = ({ background, text }: Theme): boolean => background < text;

function usable({ from, to, values }: { from: number; to: number; values: readonly number[] }) {
  if (isOnAxis(from, "linear") && isOnAxis(to, "linear") && from < to) return { from, to };
  const known = values.filter((value) => isOnAxis(value, "linear"));
  const [lowest, highest] = [Math.min(0, ...known), Math.max(0, ...known)];
  return lowest < highest ? { from: lowest, to: highest } : { from: 0, to: 1 };
}

function along(stops: readonly string[], share: number): string {
  const place = Math.max(0, Math.min(1, share)) * (stops.length - 1);
  const at = Math.min(stops.length - 2, Math.floor(place));
  const [low = "#000000", high = "#000000"] = stops.slice(at, at + 2);
  return mixed(low, high, place - at);
}

/** Black or white, whichever is read better on that colour. */
export const readableOn = (colour: string): string =>
  contrastOn("#ffffff", colour) > contrastOn("#000000", colour) ? "#ffffff" : "#000000";

/** How what is not known is filled. */
export const unknownFill = (theme: Theme, fine = false) =>
  fillOf(mixed(theme.muted, theme.background, 0.55), 1, { background: theme.background, fine });

export const SCALE_HEIGHT = 44;
const BAR = { width: 300, height: 24 };
const GAP = 12;

/** One row: what a value is, the colours between both ends, and how a cell without a value looks, where there is one. */
export function drawScale(
  { ctx, theme }: Sheet,
  scale: ColourScale,
  at: { x: number; y: number; width: number; label: string; unknown: string | undefined },
): void {
  const y = at.y + SCALE_HEIGHT / 2 - 4;
  const measure = measureAt(ctx, SIZE.legend);
  const style = { y, size: SIZE.legend, colour: theme.muted };
  const top = Math.round(y - BAR.height / 2);
  let { x } = at;
  const write = (text: string, weight: 400 | 700 = 400): void => {
    drawText(ctx, text, { ...style, x, weight, colour: weight === 700 ? theme.text : theme.muted });
    x += measureAt(ctx, SIZE.legend, weight)(text) + GAP;
  };
  const label = clipped(
    capital(drawable(at.label)),
    at.width - BAR.width - 400,
    measureAt(ctx, SIZE.legend, 700),
  );
  if (label !== "") write(label, 700);
  x += label === "" ? 0 : GAP / 2;
  write(formatNumber(scale.from, "plain"));
  // A column of pixels each: between two of them the background would shine through.
  x = Math.round(x);
  for (let step = 0; step < BAR.width; step += 1) {
    ctx.fillStyle = scale.colour(scale.from + ((scale.to - scale.from) * step) / (BAR.width - 1));
    ctx.fillRect(x + step, top, 1, BAR.height);
  }
  ctx.strokeStyle = theme.grid;
  ctx.lineWidth = 1;
  ctx.strokeRect(x - 0.5, top - 0.5, BAR.width + 1, BAR.height + 1);
  const zero = -scale.from / (scale.to - scale.from);
  if (zero > 0.06 && zero < 0.94) {
    drawText(ctx, "0", { x: x + zero * BAR.width, y, size: 18, colour: theme.text, align: "center" });
  }
  x += BAR.width + GAP;
  write(formatNumber(scale.to, "plain"));
  const unknown = drawable(at.unknown ?? "");
  if (unknown === "" || x + 40 + measure(unknown) > at.x + at.width) return;
  x += 2 * GAP;
  ctx.fillStyle = unknownFill(theme, true);
  ctx.fillRect(x, y - 11, 22, 22);
  x += 22 + 8;
  write(unknown);
}
