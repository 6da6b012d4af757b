import fc from "fast-check";
import type { Axis, ChartSpec } from "../../src/charts/spec.ts";

const text = fc.string({ unit: "binary", maxLength: 200 });
const figure = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, 175e9, 1.4e12, Number.NaN));
const axis: fc.Arbitrary<Axis> = fc.record({
  label: text,
  scale: fc.constantFrom("linear", "log"),
  format: fc.constantFrom("count", "plain", "percent"),
});
const common = { title: text, source: text };
const known = { requiredKeys: ["label"] as ["label"] };
const category = fc.record({ label: text, group: text }, known);
const series = fc.record({ label: text, values: fc.array(fc.option(figure), { maxLength: 40 }) });
const point = fc.record({ x: figure, y: figure });

/** Any specification that the types allow. */
export const anySpec: fc.Arbitrary<ChartSpec> = fc.oneof(
  fc.record({
    ...common,
    kind: fc.constant("bar" as const),
    orientation: fc.constantFrom("vertical" as const, "horizontal" as const),
    categories: fc.array(category, { maxLength: 40 }),
    panels: fc.array(fc.record({ axis, series: fc.array(series, { maxLength: 5 }) }), { maxLength: 5 }),
  }),
  fc.record({
    ...common,
    kind: fc.constant("line" as const),
    x: axis,
    y: axis,
    series: fc.array(fc.record({ label: text, points: fc.array(point, { maxLength: 30 }) }), {
      maxLength: 20,
    }),
  }),
  fc.record({
    ...common,
    kind: fc.constant("scatter" as const),
    x: axis,
    y: axis,
    points: fc.array(fc.record({ x: figure, y: figure, label: text, size: figure }), { maxLength: 60 }),
  }),
  fc.record({
    ...common,
    kind: fc.constant("table" as const),
    columns: fc.array(fc.record({ label: text }), { maxLength: 15 }),
    rows: fc.array(fc.array(text, { maxLength: 15 }), { maxLength: 50 }),
  }),
);
