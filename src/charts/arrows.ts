import { drawFoot, drawHead } from "./frame.ts";
import { createSheet, type Sheet } from "./sheet.ts";
import type { ArrowsSpec } from "./spec.ts";
import { HEIGHT, THEMES, WIDTH } from "./theme.ts";

export function drawArrows(spec: ArrowsSpec): Sheet {
  const sheet = createSheet({ width: WIDTH, height: HEIGHT }, THEMES[spec.theme ?? "light"]);
  drawHead(sheet, spec);
  drawFoot(sheet, spec.source, []);
  return sheet;
}
