import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Anchor,
  type Box,
  leadTo,
  overlap,
  placeLabels,
  spreadLabels,
} from "../../src/charts/labels.ts";

const area: Box = { x: 100, y: 20, width: 900, height: 500 };
const anchor = fc.record({
  x: fc.integer({ min: 100, max: 1000 }),
  y: fc.integer({ min: 20, max: 520 }),
  reach: fc.integer({ min: 1, max: 60 }),
  width: fc.integer({ min: 1, max: 400 }),
  height: fc.integer({ min: 10, max: 40 }),
  farthest: fc.constantFrom(0, 95, 180),
  strict: fc.boolean(),
});

test("placed labels never overlap each other nor leave the area", () => {
  fc.assert(
    fc.property(fc.array(anchor, { maxLength: 60 }), (anchors) => {
      const boxes = placeLabels(anchors, area);
      expect(boxes).toHaveLength(anchors.length);
      const placed = boxes.filter((box) => box !== null);
      for (const [at, box] of placed.entries()) {
        expect(box.x).toBeGreaterThanOrEqual(area.x);
        expect(box.y).toBeGreaterThanOrEqual(area.y);
        expect(box.x + box.width).toBeLessThanOrEqual(area.x + area.width);
        expect(box.y + box.height).toBeLessThanOrEqual(area.y + area.height);
        for (const other of placed.slice(at + 1)) expect(overlap(box, other)).toBe(0);
      }
    }),
  );
});

test("a label keeps off the centres of the other points", () => {
  fc.assert(
    fc.property(fc.array(anchor, { maxLength: 40 }), (anchors) => {
      for (const [at, box] of placeLabels(anchors, area).entries()) {
        if (box === null) continue;
        for (const [other, { x, y }] of anchors.entries()) {
          if (other !== at) expect(overlap(box, { x: x - 0.5, y: y - 0.5, width: 1, height: 1 })).toBe(0);
        }
      }
    }),
  );
});

test("a strict label without a line to its point is nearer to it than to any other", () => {
  const strict = anchor.map((one) => ({ ...one, strict: true }));
  fc.assert(
    fc.property(fc.array(strict, { maxLength: 40 }), (anchors) => {
      const edge = ({ x, y, reach }: Anchor, box: Box): number => {
        const dx = Math.max(box.x - x, 0, x - box.x - box.width);
        const dy = Math.max(box.y - y, 0, y - box.y - box.height);
        return Math.hypot(dx, dy) - reach;
      };
      for (const [at, box] of placeLabels(anchors, area).entries()) {
        const own = anchors[at];
        if (box === null || own === undefined || leadTo(own, box) !== undefined) continue;
        for (const other of anchors)
          if (other !== own) expect(edge(other, box)).toBeGreaterThan(edge(own, box));
      }
    }),
  );
});

test("a label stands no farther from its point than it may", () => {
  fc.assert(
    fc.property(fc.array(anchor, { maxLength: 40 }), (anchors) => {
      for (const [at, box] of placeLabels(anchors, area).entries()) {
        const { x = 0, y = 0, reach = 0, farthest = 0 } = anchors[at] ?? {};
        if (box === null) continue;
        const dx = Math.max(box.x - x, 0, x - box.x - box.width);
        const dy = Math.max(box.y - y, 0, y - box.y - box.height);
        expect(Math.hypot(dx, dy)).toBeLessThan(reach + farthest + 6);
      }
    }),
  );
});

test("a lone point has its label at its right, and a crowd still gets most of its labels", () => {
  const lone = { x: 300, y: 200, reach: 8, width: 120, height: 26, farthest: 95, strict: false };
  const [box] = placeLabels([lone], area);
  expect(box?.x).toBeGreaterThan(lone.x + lone.reach);
  const crowd = Array.from({ length: 30 }, (_, at) => ({
    ...lone,
    x: 150 + (at % 6) * 130,
    y: 60 + Math.floor(at / 6) * 90,
  }));
  expect(placeLabels(crowd, area).filter((each) => each !== null)).toHaveLength(30);
});

test("names at the ends of lines stand apart, in the order of the lines, inside the column", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 700 }), { maxLength: 30 }), (middles) => {
      const column = { height: 32, top: 0, bottom: 500 };
      const places = spreadLabels(middles, column);
      expect(places.filter((place) => place !== null)).toHaveLength(Math.min(15, middles.length));
      const kept = places.flatMap((place, at) =>
        place === null ? [] : [{ place, middle: middles[at] ?? 0 }],
      );
      kept.sort((one, other) => one.place - other.place);
      for (const [at, { place, middle }] of kept.entries()) {
        expect(place).toBeGreaterThanOrEqual(16);
        expect(place).toBeLessThanOrEqual(484);
        const next = kept[at + 1];
        if (next === undefined) continue;
        expect(next.place - place).toBeGreaterThanOrEqual(32);
        expect(next.middle).toBeGreaterThanOrEqual(middle);
      }
    }),
  );
});
