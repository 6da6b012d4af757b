import { type Arrows, readArrows } from "./arrow-data.ts";
import { drawLineOfArrows } from "./arrows-line.ts";
import { drawPlane } from "./arrows-plane.ts";
import { drawSpace } from "./arrows-space.ts";
import { drawFoot, drawHead } from "./frame.ts";
import type { Box } from "./labels.ts";
import type { LegendItem } from "./legend.ts";
import { lookLabel } from "./palette.ts";
import { createSheet, type Sheet } from "./sheet.ts";
import type { ArrowsSpec } from "./spec.ts";
import { HEIGHT, THEMES, WIDTH } from "./theme.ts";

/** Two and three dimensions are as high as they are wide. */
const TALL = 820;
/** A line of few arrows is lower. */
const LOWEST = 330;
const ROW = 112;

/** Arrows from the origin of a line, a plane or a space. */
export function drawArrows(spec: ArrowsSpec): Sheet {
  const arrows = readArrows(spec);
  const rows = LOWEST + arrows.arrows.length * ROW;
  const height = arrows.axes.length > 1 ? TALL : Math.min(HEIGHT, rows);
  const sheet = createSheet({ width: WIDTH, height }, THEMES[spec.theme ?? "light"]);
  const legend = arrows.looks.map(
    (look): LegendItem => ({ label: lookLabel(look), colour: look.colour, shape: "rect" }),
  );
  const area = drawHead(sheet, spec, legend.length > 1 ? legend : []);
  const lost = drawIn(sheet, area, arrows);
  if (lost > 0) arrows.notes.push(lost === 1 ? "1 label not shown" : `${lost} labels not shown`);
  drawFoot(sheet, spec, arrows.notes);
  return sheet;
}

/** Gives how many names found no room. */
function drawIn(sheet: Sheet, area: Box, arrows: Arrows): number {
  if (arrows.axes.length > 2) return drawSpace(sheet, area, arrows);
  if (arrows.axes.length > 1) return drawPlane(sheet, area, arrows);
  drawLineOfArrows(sheet, area, arrows);
  return 0;
}
