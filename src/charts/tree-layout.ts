import type { TreeSpec } from "./spec.ts";

/** Nodes by their place in the specification. */
export interface Forest {
  roots: number[];
  children: number[][];
  parents: (number | null)[];
}

export interface Place {
  node: number;
  depth: number;
  x: number;
  width: number;
  /** In rows from the top; a parent may stand between two. */
  row: number;
}

export interface TreeLayout {
  /** Parents come before their children. */
  places: Place[];
  /** How many rows high all of it is. */
  rows: number;
  /** Too deep for columns: every node has a row of its own, indented under its parent. */
  outline: boolean;
  /** Whether every box has the width it wants. */
  roomy: boolean;
  /** How many nodes are left out. */
  hidden: number;
}

const MOST_ROWS = 36;
const MOST_COLUMNS = 6;
/** Extra air between two families, in rows. */
const FAMILY_GAP = 0.3;
const NARROWEST_GAP = 36;
const WIDEST_GAP = 120;
/** How much wider than it wants a box becomes to fill the picture. */
const MOST_STRETCH = 1.25;
const INDENT = 46;
const NARROWEST_OUTLINED = 340;

/** Who descends from whom. An unknown parent, a second node of one id and a circle of parents make roots. */
export function readForest(nodes: TreeSpec["nodes"]): Forest {
  const firstOf = new Map<string, number>();
  for (const [at, { id }] of nodes.entries()) if (!firstOf.has(id)) firstOf.set(id, at);
  const parents = nodes.map(({ id, parent }, at) => {
    if (parent === undefined || firstOf.get(id) !== at) return null;
    return firstOf.get(parent) ?? null;
  });
  cutCircles(parents);
  const children: number[][] = nodes.map(() => []);
  const roots: number[] = [];
  for (const [at, parent] of parents.entries()) {
    if (parent === null) roots.push(at);
    else children[parent]?.push(at);
  }
  return { roots, children, parents };
}

/** Makes the first node of each circle a root. */
function cutCircles(parents: (number | null)[]): void {
  const done = new Set<number>();
  for (const start of parents.keys()) {
    const path = new Set<number>();
    let at: number | null = start;
    while (at !== null && !done.has(at) && !path.has(at)) {
      path.add(at);
      at = parents[at] ?? null;
    }
    if (at !== null && path.has(at)) {
      const trail = [...path];
      const circle = trail.slice(trail.indexOf(at));
      parents[circle.reduce((first, one) => Math.min(first, one))] = null;
    }
    for (const one of path) done.add(one);
  }
}

/**
 * Boxes in columns by generation, leaves in rows from top to bottom, parents in the middle of their children. What is
 * beyond the limit is left out: late generations first, `marked` nodes and their ancestors last.
 */
export function layOutTree(
  forest: Forest,
  { width, wants, marked }: { width: number; wants: (node: number) => number; marked: readonly boolean[] },
): TreeLayout {
  const outline = depthOf(forest) > MOST_COLUMNS;
  const kept = pick(forest, { outline, marked });
  const { places, rows } = placeRows(forest, { kept, outline });
  const hidden = forest.parents.length - kept.size;
  const columns = outline ? outlined(places, { width, wants }) : inColumns(places, { width, wants });
  return { ...columns, rows, outline, hidden };
}

/** How many generations there are. */
function depthOf({ roots, children }: Forest): number {
  let depth = 0;
  let level = roots;
  while (level.length > 0) {
    depth += 1;
    level = level.flatMap((node) => children[node] ?? []);
  }
  return depth;
}

/** The nodes that fit into the rows, never one without its parent. */
function pick(
  { roots, children, parents }: Forest,
  { outline, marked }: { outline: boolean; marked: readonly boolean[] },
): Set<number> {
  const kept = new Set<number>();
  const withChild = new Set<number>();
  let rows = 0;
  const keep = (node: number): void => {
    const parent = parents[node] ?? null;
    if (kept.has(node) || (parent !== null && !kept.has(parent))) return;
    // The first child stands in the row of its parent.
    const needs = outline || parent === null || withChild.has(parent) ? 1 : 0;
    if (rows + needs > MOST_ROWS) return;
    rows += needs;
    kept.add(node);
    if (parent !== null) withChild.add(parent);
  };
  for (const [node, isMarked] of marked.entries()) {
    if (isMarked && rows < MOST_ROWS) for (const one of ancestry(parents, node)) keep(one);
  }
  let level = roots;
  while (level.length > 0) {
    for (const node of level) keep(node);
    level = level.flatMap((node) => (kept.has(node) ? (children[node] ?? []) : []));
  }
  return kept;
}

/** From the root to the node. */
function ancestry(parents: readonly (number | null)[], node: number): number[] {
  const path: number[] = [];
  for (let at: number | null = node; at !== null; at = parents[at] ?? null) path.push(at);
  return path.reverse();
}

type Row = Pick<Place, "node" | "depth" | "row">;

function placeRows(
  { roots, children }: Forest,
  { kept, outline }: { kept: ReadonlySet<number>; outline: boolean },
): { places: Row[]; rows: number } {
  const places: Row[] = [];
  let next = 0;
  // As deep as the tree that is shown, which is bounded.
  const place = (node: number, depth: number): Row => {
    const own: Row = { node, depth, row: next };
    places.push(own);
    const shown = (children[node] ?? []).filter((child) => kept.has(child));
    if (outline || shown.length === 0) next += 1;
    const rows = shown.map((child) => place(child, depth + 1).row);
    if (!outline && rows.length > 0) own.row = ((rows[0] ?? 0) + (rows.at(-1) ?? 0)) / 2;
    return own;
  };
  let wasFamily = false;
  for (const root of roots.filter((node) => kept.has(node))) {
    const isFamily = (children[root] ?? []).some((child) => kept.has(child));
    if (next > 0 && (isFamily || wasFamily)) next += FAMILY_GAP;
    place(root, 0);
    wasFamily = isFamily;
  }
  return { places, rows: next };
}

type Widths = { width: number; wants: (node: number) => number };

function inColumns(rows: Row[], { width, wants }: Widths): Pick<TreeLayout, "places" | "roomy"> {
  const count = Math.max(0, ...rows.map(({ depth }) => depth + 1));
  const wanted = Array.from({ length: count }, () => 0);
  for (const { node, depth } of rows) wanted[depth] = Math.max(wanted[depth] ?? 0, wants(node));
  const room = width - NARROWEST_GAP * (count - 1);
  const total = wanted.reduce((sum, one) => sum + one, 0);
  const roomy = total <= room;
  const stretch = Math.min(MOST_STRETCH, Math.max(1, (width - WIDEST_GAP * (count - 1)) / total));
  const widths = roomy ? wanted.map((one) => one * stretch) : shrunk(wanted, room);
  const used = widths.reduce((sum, one) => sum + one, 0);
  const gap = count > 1 ? Math.min(WIDEST_GAP, (width - used) / (count - 1)) : 0;
  const lefts = widths.map((_, at) => widths.slice(0, at).reduce((sum, one) => sum + one + gap, 0));
  const places = rows.map((row) => ({ ...row, x: lefts[row.depth] ?? 0, width: widths[row.depth] ?? 0 }));
  return { places, roomy };
}

/** Narrow columns keep what they want, the wide ones share the rest. */
function shrunk(wanted: readonly number[], room: number): number[] {
  const order = [...wanted.entries()].sort(([, one], [, other]) => one - other);
  const widths = wanted.map(() => 0);
  let left = room;
  for (const [index, [at, want]] of order.entries()) {
    const width = Math.min(want, left / (order.length - index));
    widths[at] = width;
    left -= width;
  }
  return widths;
}

function outlined(rows: Row[], { width, wants }: Widths): Pick<TreeLayout, "places" | "roomy"> {
  const deepest = Math.max(1, ...rows.map(({ depth }) => depth));
  const indent = Math.min(INDENT, (width - NARROWEST_OUTLINED) / deepest);
  const places = rows.map((row) => {
    const x = row.depth * indent;
    return { ...row, x, width: Math.min(wants(row.node), width - x) };
  });
  return { places, roomy: places.every(({ node, width: own }) => own >= wants(node)) };
}
