import { drawFoot, drawHead } from "./frame.ts";
import type { Box } from "./labels.ts";
import { leftOut } from "./left-out.ts";
import type { LegendItem } from "./legend.ts";
import { drawMark } from "./marks.ts";
import { groupLooks, type Look, lookLabel, mixed, NEUTRAL, nthColour, type Shape } from "./palette.ts";
import { createSheet, drawText, measureAt, type Sheet } from "./sheet.ts";
import type { TreeSpec } from "./spec.ts";
import { clipped, drawable, wrapped } from "./text.ts";
import { MARGIN, THEMES, WIDTH } from "./theme.ts";
import { type Forest, layOutTree, type Place, readForest, type TreeLayout } from "./tree-layout.ts";

/** From what reads well to what still reads. */
const SIZES = [28, 26, 24, 22, 20] as const;
const DETAIL_SHARE = 0.78;
const LINE_HEIGHT = 1.2;
/** With more rows than these a label has one line, or the picture would be too tall. */
const FEW_ROWS = 14;
const PADDING = 14;
const MARKER = 9;
const ROW_GAP = 16;
/** A label wider than this, in letter heights, is broken into two lines, or cut where there is but one. */
const WIDEST_LINE = 13;
const WIDEST_ALONE = 20;
const CORNER = 10;
const BORDER = 2;
const HIGHLIGHT = 6;
const CONNECTOR = 3;

interface Node {
  label: string;
  detail: string;
  colour: string;
  shape: Shape | undefined;
  highlight: boolean;
}

interface Plan {
  size: number;
  layout: TreeLayout;
  labels: Map<number, string[]>;
  boxHeight: number;
}

/** A family tree from left to right, as tall as it needs. */
export function drawTree(spec: TreeSpec): Sheet {
  const theme = THEMES[spec.theme ?? "light"];
  const forest = readForest(spec.nodes);
  const looks = groupLooks(spec.nodes.flatMap(({ group }) => group ?? []));
  const node = (at: number): Node => readNode(spec.nodes[at], looks);
  const legend = looks.map((look): LegendItem => {
    return { label: lookLabel(look), colour: look.colour, shape: look.shape };
  });
  const probe = createSheet({ width: WIDTH, height: WIDTH }, theme);
  const top = drawHead(probe, spec, legend).y + PADDING;
  const marked = spec.nodes.map(({ highlight }) => highlight === true);
  const plan = planTree(probe, forest, { node, marked });
  const { hidden, rows } = plan.layout;
  const notes = hidden > 0 ? [leftOut(hidden, "node")] : [];
  const foot = spec.source === "" && notes.length === 0 ? MARGIN : 60;
  const tall = Math.ceil(top + rows * (plan.boxHeight + ROW_GAP) + foot);
  const sheet = createSheet({ width: WIDTH, height: tall }, theme);
  drawHead(sheet, spec, legend);
  const boxes = boxesOf(plan, top);
  drawConnectors(sheet, forest, { boxes, outline: plan.layout.outline });
  const drawn = (at: number): Node => {
    const own = node(at);
    const lost = forest.children[at]?.filter((child) => !boxes.has(child)).length ?? 0;
    return lost === 0
      ? own
      : { ...own, detail: [own.detail, `+${lost} not shown`].filter(Boolean).join(", ") };
  };
  for (const [at, box] of boxes)
    drawNode(sheet, box, { node: drawn(at), plan, label: plan.labels.get(at) ?? [] });
  drawFoot(sheet, spec, notes);
  return sheet;
}

function readNode(node: TreeSpec["nodes"][number] | undefined, looks: readonly Look[]): Node {
  const { label = "", detail = "", group, highlight = false } = node ?? {};
  const look = looks.find(({ names }) => group !== undefined && names.includes(group));
  const colour = look?.colour ?? (looks.length > 0 ? NEUTRAL : nthColour(0));
  return { label: drawable(label), detail: drawable(detail), colour, shape: look?.shape, highlight };
}

interface Content {
  node: (at: number) => Node;
  marked: boolean[];
}

/** At the largest size at which every box has the width it wants, else at the smallest. */
function planTree(sheet: Sheet, forest: Forest, content: Content): Plan {
  const [largest, ...smaller] = SIZES;
  const at = (lines: number): Plan =>
    smaller.reduce(
      (plan, size) => (plan.layout.roomy ? plan : planAt(sheet, forest, { ...content, size, lines })),
      planAt(sheet, forest, { ...content, size: largest, lines }),
    );
  const plan = at(2);
  return plan.layout.rows > FEW_ROWS ? at(1) : plan;
}

function planAt(
  sheet: Sheet,
  forest: Forest,
  { node, marked, size, lines: most }: Content & { size: number; lines: number },
): Plan {
  const bold = measureAt(sheet.ctx, size, 700);
  const plain = measureAt(sheet.ctx, size * DETAIL_SHARE);
  const widest = size * (most > 1 ? WIDEST_LINE : WIDEST_ALONE);
  const lines = (text: string, width: number): string[] => wrapped(text, width, { measure: bold, most });
  const around = (one: Node): number => 2 * PADDING + (one.shape === undefined ? 0 : 2 * MARKER + 10);
  const wants = (at: number): number => {
    const one = node(at);
    const label = Math.max(...lines(one.label, widest).map(bold));
    return Math.ceil(Math.max(label, Math.min(widest, plain(one.detail)), size * 3) + around(one)) + 1;
  };
  const width = WIDTH - 2 * MARGIN;
  const layout = layOutTree(forest, { width, wants, marked });
  const labels = new Map(
    layout.places.map((place) => [
      place.node,
      lines(node(place.node).label, place.width - around(node(place.node))),
    ]),
  );
  const details = layout.hidden > 0 || layout.places.some((place) => node(place.node).detail !== "");
  const tallest = Math.max(1, ...[...labels.values()].map((all) => all.length));
  const boxHeight = size * LINE_HEIGHT * (tallest + (details ? DETAIL_SHARE : 0)) + 1.3 * PADDING;
  return { size, layout, labels, boxHeight };
}

function boxesOf({ layout, boxHeight }: Plan, top: number): Map<number, Box> {
  const box = ({ x, width, row }: Place): Box => ({
    x: MARGIN + x,
    y: top + row * (boxHeight + ROW_GAP),
    width,
    height: boxHeight,
  });
  return new Map(layout.places.map((place) => [place.node, box(place)]));
}

/** From the middle of a parent's side over a common elbow to each child; in an outline from under the parent. */
function drawConnectors(
  { ctx, theme }: Sheet,
  { parents }: Forest,
  { boxes, outline }: { boxes: Map<number, Box>; outline: boolean },
): void {
  ctx.strokeStyle = mixed(theme.muted, theme.background, 0.35);
  ctx.lineWidth = CONNECTOR;
  ctx.lineJoin = "round";
  for (const [node, box] of boxes) {
    const parent = boxes.get(parents[node] ?? -1);
    if (parent === undefined) continue;
    const end = { x: box.x, y: box.y + box.height / 2 };
    const start = outline
      ? { x: (parent.x + box.x) / 2, y: parent.y + parent.height }
      : { x: parent.x + parent.width, y: parent.y + parent.height / 2 };
    const elbow = outline ? start.x : (start.x + end.x) / 2;
    ctx.beginPath();
    ctx.moveTo(start.x, start.y);
    ctx.lineTo(elbow, start.y);
    ctx.lineTo(elbow, end.y);
    ctx.lineTo(end.x, end.y);
    ctx.stroke();
  }
}

function drawNode(
  { ctx, theme }: Sheet,
  box: Box,
  { node, plan, label }: { node: Node; plan: Plan; label: string[] },
): void {
  const { colour, shape, highlight } = node;
  const border = highlight ? HIGHLIGHT : BORDER;
  ctx.beginPath();
  ctx.roundRect(
    box.x + border / 2,
    box.y + border / 2,
    box.width - border,
    box.height - border,
    CORNER - border / 2,
  );
  ctx.fillStyle = mixed(theme.background, colour, highlight ? 0.24 : 0.1);
  ctx.fill();
  ctx.strokeStyle = colour;
  ctx.lineWidth = border;
  ctx.stroke();
  const detailSize = plan.size * DETAIL_SHARE;
  const heights = [...label.map(() => plan.size), ...(node.detail === "" ? [] : [detailSize])];
  const middle = box.y + box.height / 2;
  let y = middle - (heights.reduce((sum, size) => sum + size, 0) * LINE_HEIGHT) / 2;
  const x = box.x + PADDING + (shape === undefined ? 0 : 2 * MARKER + 10);
  if (shape !== undefined) {
    const at = { x: box.x + PADDING + MARKER, y: y + plan.size * LINE_HEIGHT * 0.5 };
    drawMark(ctx, at, { shape, colour, radius: MARKER });
  }
  for (const text of label) {
    drawText(ctx, text, { x, y: y + plan.size * 0.6, size: plan.size, weight: 700, colour: theme.text });
    y += plan.size * LINE_HEIGHT;
  }
  const room = box.x + box.width - PADDING / 2 - x;
  const detail = clipped(node.detail, room, measureAt(ctx, detailSize));
  drawText(ctx, detail, { x, y: y + detailSize * 0.6, size: detailSize, colour: theme.muted });
}
