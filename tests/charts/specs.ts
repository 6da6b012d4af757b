import fc from "fast-check";
import type { Axis, ChartSpec, NumberFormat } from "../../src/charts/spec.ts";

const text = fc.string({ unit: "binary", maxLength: 200 });
const figure = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, 175e9, 1.4e12, Number.NaN));
const format = fc.constantFrom<NumberFormat>("count", "plain", "percent", "year");
const axis: fc.Arbitrary<Axis> = fc.record({
  label: text,
  scale: fc.constantFrom("linear", "log"),
  format,
});
const common = { title: text, source: text };
const known = { requiredKeys: ["label"] as ["label"] };
const category = fc.record({ label: text, group: text }, known);
const values = fc.array(fc.option(figure), { maxLength: 40 });
const series = fc.record({ label: text, group: text, values }, { requiredKeys: ["label", "values"] });
const point = fc.record({ x: figure, y: figure });
/** Few ids, so that parents are found, missing, doubled and in circles. */
const id = fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h");
const node = fc.record(
  { id, parent: id, label: text, detail: text, group: text, highlight: fc.boolean() },
  { requiredKeys: ["id", "label"] },
);

/** Nodes whose parents are often cut off, doubled or descendants of their own. */
export const anyNodes = fc.array(node, { maxLength: 60 });

const region = fc.record({ label: text, x: figure, y: figure, radius: figure });

/** Maps, matrices and arrows with any content. */
export const anyLikeness: fc.Arbitrary<ChartSpec> = fc.oneof(
  fc.record(
    {
      ...common,
      kind: fc.constant("heatmap" as const),
      rows: fc.array(category, { maxLength: 45 }),
      columns: fc.array(category, { maxLength: 45 }),
      values: fc.array(values, { maxLength: 45 }),
      from: figure,
      to: figure,
      valueLabel: text,
      decimals: figure,
      rowsLabel: text,
      columnsLabel: text,
    },
    {
      noNullPrototype: true,
      requiredKeys: ["kind", "title", "source", "rows", "columns", "values", "from", "to", "valueLabel"],
    },
  ),
  fc.record({
    ...common,
    kind: fc.constant("arrows" as const),
    axes: fc.array(text, { maxLength: 4 }),
    arrows: fc.array(
      fc.record(
        { label: text, group: text, dashed: fc.boolean(), at: fc.array(figure, { maxLength: 4 }) },
        { requiredKeys: ["label", "at"] },
      ),
      { maxLength: 20 },
    ),
    angle: fc.record({ between: fc.tuple(fc.integer({ min: -1, max: 4 }), fc.nat(4)), label: text }),
  }),
  fc.record({
    ...common,
    kind: fc.constant("scatter" as const),
    x: axis,
    y: axis,
    bare: fc.boolean(),
    groupLabel: text,
    regions: fc.array(region, { maxLength: 30 }),
    steps: fc.array(fc.tuple(fc.integer({ min: -1, max: 90 }), fc.nat({ max: 90 })), { maxLength: 50 }),
    points: fc.array(
      fc.record(
        { x: figure, y: figure, label: fc.oneof(fc.constant(""), text), group: text },
        { requiredKeys: ["x", "y", "label"] },
      ),
      { maxLength: 90 },
    ),
  }),
);

/** Any specification that the types allow. */
export const anySpec: fc.Arbitrary<ChartSpec> = fc.oneof(
  anyLikeness,
  fc.record({
    ...common,
    kind: fc.constant("bar" as const),
    orientation: fc.constantFrom("vertical" as const, "horizontal" as const),
    categories: fc.array(category, { maxLength: 40 }),
    stacked: fc.boolean(),
    panels: fc.array(fc.record({ axis, series: fc.array(series, { maxLength: 14 }) }), { maxLength: 5 }),
  }),
  fc.record({
    ...common,
    kind: fc.constant("radar" as const),
    axes: fc.array(fc.record({ label: text, max: figure, format }, { requiredKeys: ["label", "format"] }), {
      maxLength: 20,
    }),
    series: fc.array(series, { maxLength: 8 }),
  }),
  fc.record({ ...common, kind: fc.constant("tree" as const), nodes: anyNodes }),
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
    hollowLabel: text,
    points: fc.array(
      fc.record(
        {
          x: figure,
          y: figure,
          label: text,
          group: text,
          size: figure,
          hollow: fc.boolean(),
          priority: figure,
        },
        { requiredKeys: ["x", "y", "label"] },
      ),
      { maxLength: 90 },
    ),
  }),
  fc.record({
    ...common,
    kind: fc.constant("table" as const),
    columns: fc.array(fc.record({ label: text }), { maxLength: 15 }),
    rows: fc.array(fc.array(text, { maxLength: 15 }), { maxLength: 50 }),
  }),
);
