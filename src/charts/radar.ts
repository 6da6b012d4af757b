import { drawBars } from "./bar.ts";
import { drawFoot, drawHead } from "./frame.ts";
import type { Box } from "./labels.ts";
import type { LegendItem } from "./legend.ts";
import { drawMark } from "./marks.ts";
import { nthDash, nthShape, type Shape, seriesColours } from "./palette.ts";
import { figuresOf, type Radar, radarAsBars, readRadar } from "./radar-data.ts";
import { type Circle, corner, cornerLabels } from "./radar-labels.ts";
import { createSheet, drawLine, drawText, measureAt, type Sheet } from "./sheet.ts";
import type { RadarSpec } from "./spec.ts";
import { capital, clipped, drawable } from "./text.ts";
import { LINE_WIDTH, SIZE, THEMES, WIDTH } from "./theme.ts";
import { formatNumber } from "./words.ts";

/** A round picture in a wide one wastes its width: this one is taller. */
const HEIGHT = 840;
const RINGS = 4;
const MARKER = 9;
const LINE_HEIGHT = 1.2;
/** More figures than these at every corner would be a table. */
const MOST_FIGURES = 3;
const MOST_AXES_WITH_FIGURES = 10;
/** As few profiles as these are also shaded. */
const MOST_SHADED = 3;

interface Look {
  colour: string;
  dash: readonly number[];
  shape: Shape;
}

interface Words {
  text: string;
  colour: string;
  weight: 400 | 700;
}

/** Profiles around a common middle; with fewer than three axes as bars. */
export function drawRadar(spec: RadarSpec): Sheet {
  const bars = radarAsBars(spec);
  if (bars !== undefined) return drawBars(bars);
  const theme = THEMES[spec.theme ?? "light"];
  const sheet = createSheet({ width: WIDTH, height: HEIGHT }, theme);
  const radar = readRadar(spec);
  const colours = seriesColours(
    radar.profiles.map(({ group }) => group),
    theme,
  );
  const looks = colours.map((colour, at) => ({ colour, dash: nthDash(at), shape: nthShape(at) }));
  const legend = radar.profiles.map(({ label }, at): LegendItem => {
    const { colour, dash, shape } = looks[at] ?? { colour: theme.text, dash: [], shape: "circle" };
    return { label, colour, dash, shape };
  });
  const area = drawHead(sheet, spec, legend);
  const { circle, place } = layOut(sheet, area, { radar, looks });
  drawWeb(sheet, circle, radar);
  // The first profile is the one spoken of: it lies on top.
  for (const [at, look] of [...looks.entries()].reverse()) {
    drawProfile(sheet, circle, { shares: radar.profiles[at]?.shares ?? [], look, radar });
  }
  drawRingLabels(sheet, circle, radar);
  place();
  drawFoot(sheet, spec, radar.notes);
  return sheet;
}

interface Setting {
  size: number;
  figures: boolean;
}

/** The richest labels that fit whole, else the smallest. */
function layOut(
  sheet: Sheet,
  area: Box,
  { radar, looks }: { radar: Radar; looks: Look[] },
): { circle: Circle; place: () => void } {
  const may = radar.profiles.length <= MOST_FIGURES && radar.axes.length <= MOST_AXES_WITH_FIGURES;
  const settings = [true, false]
    .filter((figures) => may || !figures)
    .flatMap((figures) => [SIZE.label, SIZE.legend, 18].map((size): Setting => ({ size, figures })));
  let result: ReturnType<typeof tryLabels> | undefined;
  for (const setting of settings) {
    result = tryLabels(sheet, area, { radar, looks, setting });
    if (result.whole) break;
  }
  return result ?? tryLabels(sheet, area, { radar, looks, setting: { size: 18, figures: false } });
}

function tryLabels(
  sheet: Sheet,
  area: Box,
  { radar, looks, setting }: { radar: Radar; looks: Look[]; setting: Setting },
): { circle: Circle; place: () => void; whole: boolean } {
  const labels = radar.axes.map((_, at) => wordsAt(sheet, { radar, looks, setting, at }));
  const width = (lines: Words[][]): number =>
    Math.max(...lines.map((line) => lineWidth(sheet, line, setting)));
  const height = (lines: Words[][]): number => lines.length * setting.size * LINE_HEIGHT;
  const sizes = labels.map((lines) => ({ width: width(lines), height: height(lines) }));
  const tallest = Math.max(0, ...sizes.map((size) => size.height));
  const radius = Math.min(area.height / 2 - tallest - 16, area.width * 0.3);
  const circle = { x: area.x + area.width / 2, y: area.y + area.height / 2, radius };
  const boxes = cornerLabels(sizes, circle, area);
  const whole = boxes.every((box, at) => box !== null && box.width >= (sizes[at]?.width ?? 0) - 0.5);
  const place = (): void => {
    for (const [at, box] of boxes.entries()) {
      if (box !== null) drawLabel(sheet, circle, { box, lines: labels[at] ?? [], setting });
    }
    const lost = boxes.filter((box) => box === null).length;
    if (lost > 0) radar.notes.push(lost === 1 ? "1 label not shown" : `${lost} labels not shown`);
  };
  return { circle, place, whole };
}

/** Name, figures in the colours of their profiles, and where the axis ends unless the rings say so. */
function wordsAt(
  { theme }: Sheet,
  { radar, looks, setting, at }: { radar: Radar; looks: Look[]; setting: Setting; at: number },
): Words[][] {
  const axis = radar.axes[at];
  if (axis === undefined) return [];
  const muted = (text: string): Words => ({ text, colour: theme.muted, weight: 400 });
  const second = setting.figures
    ? figuresOf(radar, at).flatMap((text, index): Words[] => [
        ...(index === 0 ? [] : [muted(" · ")]),
        { text, colour: looks[index]?.colour ?? theme.text, weight: 700 },
      ])
    : [];
  const end = radar.common
    ? []
    : [muted(`${second.length > 0 ? "   " : ""}0–${formatNumber(axis.max, axis.format)}`)];
  const name: Words = { text: capital(drawable(axis.label)), colour: theme.text, weight: 700 };
  const below = [...second, ...end];
  return below.length === 0 ? [[name]] : [[name], below];
}

const lineWidth = ({ ctx }: Sheet, line: Words[], { size }: Setting): number =>
  line.reduce((sum, { text, weight }) => sum + measureAt(ctx, size, weight)(text), 0);

function drawLabel(
  sheet: Sheet,
  circle: Circle,
  { box, lines, setting }: { box: Box; lines: Words[][]; setting: Setting },
): void {
  const { ctx } = sheet;
  const { size } = setting;
  const isCentred = box.x < circle.x && box.x + box.width > circle.x;
  for (const [at, line] of lines.entries()) {
    const spare = Math.max(0, box.width - lineWidth(sheet, line, setting));
    let x = box.x + (isCentred ? spare / 2 : box.x < circle.x ? spare : 0);
    const y = box.y + (at + 0.5) * size * LINE_HEIGHT;
    for (const { text, colour, weight } of line) {
      const measure = measureAt(ctx, size, weight);
      const room = box.x + box.width - x;
      if (room < size) break;
      const shown = clipped(text, room + 0.5, measure);
      drawText(ctx, shown, { x, y, size, weight, colour });
      x += measure(shown);
    }
  }
}

function drawWeb({ ctx, theme }: Sheet, circle: Circle, { axes }: Radar): void {
  ctx.strokeStyle = theme.grid;
  ctx.lineWidth = 2;
  for (let ring = 1; ring <= RINGS; ring += 1) {
    const inner = { ...circle, radius: (circle.radius * ring) / RINGS };
    ctx.beginPath();
    for (let at = 0; at < axes.length; at += 1) {
      const { x, y } = corner(inner, at, axes.length);
      ctx.lineTo(x, y);
    }
    ctx.closePath();
    ctx.stroke();
  }
  for (let at = 0; at < axes.length; at += 1) {
    const line = { from: circle, to: corner(circle, at, axes.length) };
    drawLine(ctx, line, { width: 2, colour: theme.grid });
  }
}

/** The line is broken where a value is unknown; a value between two unknown ones is a marker alone. */
function drawProfile(
  { ctx, theme }: Sheet,
  circle: Circle,
  { shares, look, radar }: { shares: (number | null)[]; look: Look; radar: Radar },
): void {
  const count = shares.length;
  const points = shares.map((share, at) =>
    share === null ? null : corner({ ...circle, radius: circle.radius * share }, at, count),
  );
  ctx.strokeStyle = look.colour;
  ctx.fillStyle = `${look.colour}1a`;
  ctx.lineWidth = LINE_WIDTH;
  ctx.lineJoin = "round";
  ctx.setLineDash([...look.dash]);
  const whole = points.every((point) => point !== null);
  // Begins behind a gap, so that the last and the first corner are joined.
  const start = whole ? 0 : points.indexOf(null) + 1;
  ctx.beginPath();
  let isOpen = false;
  for (let step = 0; step < count; step += 1) {
    const point = points[(start + step) % count] ?? null;
    if (point !== null && isOpen) ctx.lineTo(point.x, point.y);
    else if (point !== null) ctx.moveTo(point.x, point.y);
    isOpen = point !== null;
  }
  if (whole) {
    ctx.closePath();
    if (radar.profiles.length <= MOST_SHADED) ctx.fill();
  }
  ctx.stroke();
  ctx.setLineDash([]);
  for (const point of points) {
    if (point === null) continue;
    drawMark(ctx, point, { ...look, radius: MARKER, rim: theme.background });
  }
}

function drawRingLabels({ ctx, theme }: Sheet, circle: Circle, { axes, common }: Radar): void {
  const first = axes[0];
  if (!common || first === undefined) return;
  for (let ring = 1; ring <= RINGS; ring += 1) {
    const text = formatNumber((first.max * ring) / RINGS, first.format);
    const place = { x: circle.x - 8, y: circle.y - (circle.radius * ring) / RINGS + 14 };
    drawText(ctx, text, { ...place, size: 18, colour: theme.muted, halo: theme.background, align: "right" });
  }
}
