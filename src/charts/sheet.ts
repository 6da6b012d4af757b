import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { font, registerFonts } from "./fonts.ts";
import type { Line } from "./labels.ts";
import type { Measure } from "./text.ts";
import type { Theme } from "./theme.ts";

/** A picture being drawn. */
export interface Sheet {
  canvas: Canvas;
  ctx: SKRSContext2D;
  theme: Theme;
}

/** An opaque sheet of that size, ready for text. */
export function createSheet(size: { width: number; height: number }, theme: Theme): Sheet {
  registerFonts();
  const canvas = createCanvas(size.width, size.height);
  const ctx = canvas.getContext("2d");
  ctx.lang = "en"; // the host's language would change letter shapes and with them the pixels
  ctx.fillStyle = theme.background;
  ctx.fillRect(0, 0, size.width, size.height);
  return { canvas, ctx, theme };
}

export interface Style {
  size: number;
  weight?: 400 | 700;
  colour: string;
  align?: "left" | "right" | "center";
  /** Where `y` is: the middle of the line unless given. */
  baseline?: "middle" | "top" | "alphabetic";
  /** Drawn around the letters so that they read on top of lines and bubbles. */
  halo?: string;
}

export function drawText(ctx: SKRSContext2D, text: string, at: { x: number; y: number } & Style): void {
  ctx.font = font(at.size, at.weight);
  ctx.textAlign = at.align ?? "left";
  ctx.textBaseline = at.baseline ?? "middle";
  if (at.halo !== undefined) {
    ctx.lineJoin = "round";
    ctx.lineWidth = Math.max(4, at.size / 5);
    ctx.strokeStyle = at.halo;
    ctx.strokeText(text, at.x, at.y);
  }
  ctx.fillStyle = at.colour;
  ctx.fillText(text, at.x, at.y);
}

export function drawLine(
  ctx: SKRSContext2D,
  { from, to }: Line,
  style: { width: number; colour: string },
): void {
  ctx.strokeStyle = style.colour;
  ctx.lineWidth = style.width;
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.lineTo(to.x, to.y);
  ctx.stroke();
}

export function measureAt(ctx: SKRSContext2D, size: number, weight: 400 | 700 = 400): Measure {
  const name = font(size, weight);
  return (text) => {
    if (ctx.font !== name) ctx.font = name;
    return ctx.measureText(text).width;
  };
}
