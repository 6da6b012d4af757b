import fc from "fast-check";
import { expect, test } from "vitest";
import { overlap } from "../../src/charts/labels.ts";
import type { TreeSpec } from "../../src/charts/spec.ts";
import { layOutTree, readForest } from "../../src/charts/tree-layout.ts";
import { samples } from "./samples.ts";
import { anyNodes } from "./specs.ts";

const WIDTH = 1128;

function layOut(nodes: TreeSpec["nodes"], wants = (node: number): number => 80 + ((node * 37) % 300)) {
  const forest = readForest(nodes);
  const marked = nodes.map(({ highlight }) => highlight === true);
  return { forest, layout: layOutTree(forest, { width: WIDTH, wants, marked }) };
}

/** Mostly real trees, deep and broad. */
const grownNodes = fc
  .array(fc.record({ back: fc.integer({ min: 1, max: 30 }), highlight: fc.boolean() }), { maxLength: 120 })
  .map((all): TreeSpec["nodes"] =>
    all.map(({ back, highlight }, at) => ({ id: `${at}`, parent: `${at - back}`, label: "", highlight })),
  );

const nodes = fc.oneof(anyNodes, grownNodes);

test("boxes never overlap nor leave the width, and rows have room", () => {
  fc.assert(
    fc.property(nodes, (all) => {
      const { layout } = layOut(all);
      const boxes = layout.places.map(({ x, width, row }) => ({ x, width, y: row * 10, height: 10 - 1e-6 }));
      for (const [at, box] of boxes.entries()) {
        expect(box.x).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(WIDTH + 1e-6);
        expect(box.y + box.height).toBeLessThanOrEqual(layout.rows * 10);
        for (const other of boxes.slice(at + 1)) expect(overlap(box, other)).toBeLessThan(1e-6);
      }
    }),
  );
});

test("parents are there and stand left of their children", () => {
  fc.assert(
    fc.property(nodes, (all) => {
      const { forest, layout } = layOut(all);
      const places = new Map(layout.places.map((place) => [place.node, place]));
      for (const place of layout.places) {
        const parent = forest.parents[place.node] ?? null;
        if (parent === null) {
          expect(place.depth).toBe(0);
          continue;
        }
        const above = places.get(parent);
        expect(above).toBeDefined();
        expect(above?.x).toBeLessThan(place.x);
        if (!layout.outline && above !== undefined) {
          expect(above.x + above.width).toBeLessThan(place.x);
        }
      }
    }),
  );
});

test("every node is placed once or counted as left out", () => {
  fc.assert(
    fc.property(nodes, (all) => {
      const { layout } = layOut(all);
      expect(new Set(layout.places.map(({ node }) => node)).size).toBe(layout.places.length);
      expect(layout.places.length + layout.hidden).toBe(all.length);
      expect(layout.rows).toBeLessThan(50);
    }),
  );
});

test("a forest has every node once, whatever its parents say", () => {
  fc.assert(
    fc.property(anyNodes, (all) => {
      const { roots, children } = readForest(all);
      const seen: number[] = [];
      const waiting = [...roots];
      for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
        seen.push(node);
        waiting.push(...(children[node] ?? []));
      }
      expect(seen.sort((one, other) => one - other)).toEqual(all.map((_, at) => at));
    }),
  );
});

test("circles are cut at their first node; unknown parents and second ids are roots", () => {
  const label = "";
  const { roots, parents } = readForest([
    { id: "tail", parent: "x", label },
    { id: "y", parent: "x", label },
    { id: "x", parent: "y", label },
    { id: "x", parent: "tail", label },
    { id: "z", parent: "nobody", label },
  ]);
  expect(roots).toEqual([1, 3, 4]);
  expect(parents).toEqual([2, null, 1, null, null]);
});

test("a parent stands in the middle of its children", () => {
  const { layout } = layOut(samples.lineage.nodes, () => 200);
  const rows = layout.places.filter(({ depth }) => depth === 1).map(({ row }) => row);
  expect(layout.outline).toBe(false);
  expect(layout.roomy).toBe(true);
  expect(layout.places[0]?.row).toBe(((rows[0] ?? 0) + (rows[3] ?? 0)) / 2);
});

test("a deep tree is an outline: a row for each node", () => {
  const { layout } = layOut(samples.deepLineage.nodes);
  expect(layout.outline).toBe(true);
  expect(layout.rows).toBe(samples.deepLineage.nodes.length);
});

test("the highlighted node is kept with its ancestors, even as the last of many", () => {
  const { layout } = layOut(samples.broadLineage.nodes);
  const last = samples.broadLineage.nodes.length - 1;
  expect(layout.hidden).toBeGreaterThan(0);
  expect(layout.places.map(({ node }) => node)).toContain(last);
});
