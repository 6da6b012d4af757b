import type { SKRSContext2D } from "@napi-rs/canvas";
import { drawPoint } from "chart.js/helpers";
import type { Shape } from "./palette.ts";

type Style = "circle" | "rect" | "rectRot" | "triangle";

/** Each shape in the terms of chart.js, and how much larger it has to be to look as large as a circle. */
const LOOKS: Readonly<Record<Shape, { pointStyle: Style; rotation: number; scale: number }>> = {
  circle: { pointStyle: "circle", rotation: 0, scale: 1 },
  rect: { pointStyle: "rect", rotation: 0, scale: 1.2 },
  rectRot: { pointStyle: "rectRot", rotation: 0, scale: 1.22 },
  triangle: { pointStyle: "triangle", rotation: 0, scale: 1.35 },
  triangleDown: { pointStyle: "triangle", rotation: 180, scale: 1.35 },
  triangleRight: { pointStyle: "triangle", rotation: 90, scale: 1.35 },
};

/** How chart.js draws the shape. */
export const pointLook = (shape: Shape) => LOOKS[shape];

/** Draws one mark; with a rim of another colour it stands out from the lines under it. */
export function drawMark(
  ctx: SKRSContext2D,
  at: { x: number; y: number },
  look: { shape: Shape; radius: number; colour: string; rim?: string },
): void {
  const { pointStyle, rotation, scale } = LOOKS[look.shape];
  ctx.fillStyle = look.colour;
  ctx.strokeStyle = look.rim ?? look.colour;
  ctx.lineWidth = 1.5;
  const radius = look.radius * scale;
  drawPoint(ctx, { pointStyle, rotation, radius, borderWidth: 1.5 }, at.x, at.y);
}
