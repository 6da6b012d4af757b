import type { ArrowsSpec, HeatmapSpec } from "../charts/spec.ts";
import { dot, norm } from "../labs/vectors.ts";
import { plain } from "../replies/markdown.ts";
import type { Json, Reply, TableBlock } from "../replies/reply.ts";
import type { FeatureItem, FeatureTable } from "./feature-table.ts";
import { asGiven, cited, decimals, numberCell, runs } from "./figures.ts";
import { lengthWords, multiplication } from "./products.ts";
import { dataOf, type Pair, pairOf } from "./similar-reply.ts";
import { counted } from "./wording.ts";

/** So many products are written out; the table has all. */
const MOST_WRITTEN = 10;
const MOST_DRAWN = 3;

interface Worked extends FeatureTable {
  pairs: Pair[];
  /** The pair with the largest dot product, and the one with the largest cosine. */
  most: Pair;
  nearest: Pair;
}

const asText = ({ name, values }: FeatureItem): Pair["one"] => ({ text: name, vector: values });
/** "Jordan" of "Jordan (a country)". */
const short = (name: string): string => name.replace(/\s*\(.*\)$/, "") || name;
const names = ({ one, other }: Pair): string => `${cited(short(one.text))} and ${cited(short(other.text))}`;

function work(table: FeatureTable): Worked {
  const { items } = table;
  const pairs = items.flatMap((one, at) =>
    items.slice(at + 1).map((other) => pairOf(asText(one), asText(other))),
  );
  const [first] = pairs;
  if (first === undefined) throw new RangeError("two things are compared");
  const most = pairs.reduce((best, pair) => (pair.dot > best.dot ? pair : best), first);
  const nearest = pairs.reduce(
    (best, pair) => ((pair.cosine ?? -2) > (best.cosine ?? -2) ? pair : best),
    first,
  );
  return { ...table, pairs, most, nearest };
}

/** Things with a score on each feature, multiplied with each other line by line. */
export function dimensionsReply(table: FeatureTable): Reply {
  const worked = work(table);
  const { features, items, pairs, most, nearest } = worked;
  return {
    blocks: [
      { kind: "text", text: finding(worked) },
      { kind: "text", text: `${listing(worked)}\n\n${products(pairs)}` },
      { kind: "chart", spec: features.length <= MOST_DRAWN ? arrows(worked) : heatmap(worked) },
      { kind: "text", text: `${why(worked)}\n\n${bestOfEach(worked)}` },
      pairTable(worked),
      { kind: "note", text: features.length === 1 ? ON_A_LINE : NOTE },
      {
        kind: "actions",
        buttons: [
          { action: "form", label: "Your own features", value: "lab dimensions" },
          ...(table.ofCourse ? [runs("Lemons and limes as word vectors", "lab similar lemons | limes")] : []),
        ],
      },
    ],
    data: {
      features,
      items: items.map(({ name, values }): Json => ({ name, values, length: norm(values) })),
      pairs: pairs.map(dataOf),
      largest: { one: most.one.text, other: most.other.text, dot: most.dot },
      nearest: { one: nearest.one.text, other: nearest.other.text, cosine: nearest.cosine ?? null },
    },
  };
}

const NOTE =
  "The dot product grows with the lengths of the vectors, so it says who is alike only where lengths are alike; the cosine divides them away. In a trained model the dimensions have no names, but the arithmetic is the same.";

const ON_A_LINE =
  "With one feature there are two directions only: a cosine is 1 where the signs agree and −1 where they differ, and tells nothing more. A second feature makes a plane.";

function finding({ features, most, nearest }: Worked): string {
  const largest = `The largest dot product pairs ${names(most)}: **${asGiven(most.dot)}**`;
  if (nearest.cosine === undefined || features.length === 1) return `${largest}.`;
  if (nearest === most) return `${largest}, and so does the largest cosine: ${decimals(nearest.cosine, 3)}.`;
  return `${largest}; but the nearest in direction are ${names(nearest)}, cosine ${decimals(nearest.cosine, 3)}.`;
}

const listing = ({ features, items }: Worked): string =>
  `Each thing has ${counted(features.length, "number")} (${features.map(plain).join(", ")}): ${items
    .map(({ name, values }) => `${plain(name)} (${values.map(asGiven).join(", ")})`)
    .join(" · ")}`;

function products(pairs: readonly Pair[]): string {
  const shown = [...pairs].sort((a, b) => b.dot - a.dot).slice(0, MOST_WRITTEN);
  const lines = shown.map(
    ({ one, other }) =>
      `- ${plain(short(one.text))} · ${plain(short(other.text))}: ${multiplication(one.vector, other.vector)}`,
  );
  const more = pairs.length - shown.length;
  return [...lines, ...(more > 0 ? [`- and ${more} more, in the table`] : [])].join("\n");
}

/** Which product makes the largest sum large, and what length has to do with it. */
function why({ features, most, items }: Worked): string {
  const { one, other } = most;
  const parts = features.map((feature, at) => ({
    feature,
    a: one.vector[at] ?? 0,
    b: other.vector[at] ?? 0,
  }));
  const [top] = [...parts].sort((x, y) => y.a * y.b - x.a * x.b);
  const reason =
    top === undefined || top.a * top.b <= 0
      ? `No feature is large in both ${names(most)}.`
      : features.length === 1
        ? `${names(most)} come out first: ${asGiven(top.a)} × ${asGiven(top.b)} = ${asGiven(most.dot)}.`
        : `${names(most)} come out first; the largest part is from *${plain(top.feature)}*, where both score: ${asGiven(top.a)} × ${asGiven(top.b)} = ${asGiven(top.a * top.b)} of the ${asGiven(most.dot)}.`;
  const odd = items.flatMap((item) => {
    const own = dot(item.values, item.values);
    const rival = items.find((each) => each !== item && dot(item.values, each.values) > own);
    return rival === undefined ? [] : [{ item, own, rival }];
  })[0];
  if (odd === undefined) return reason;
  const { item, own, rival } = odd;
  const name = plain(short(item.name));
  const ahead = asGiven(dot(item.values, rival.values));
  return `${reason} But ${name} · ${name} is only ${asGiven(own)}, less than ${name} · ${plain(short(rival.name))} = ${ahead}: length counts, ${lengthWords(rival.values) ?? ""} against ${lengthWords(item.values) ?? ""}.`;
}

function bestOfEach({ items }: Worked): string {
  const lines = items.map((item) => {
    const others = items
      .filter((other) => other !== item)
      .map((other) => pairOf(asText(item), asText(other)));
    const by = (value: (pair: Pair) => number): Pair | undefined =>
      [...others].sort((a, b) => value(b) - value(a))[0];
    const [largest, near] = [by((pair) => pair.dot), by((pair) => pair.cosine ?? -2)];
    if (largest === undefined || near === undefined) return "";
    const other = (pair: Pair): string => plain(short(pair.other.text));
    const cosine = near.cosine === undefined ? "none" : decimals(near.cosine, 3);
    const match =
      largest === near
        ? `${other(near)} (dot product ${asGiven(near.dot)}, cosine ${cosine})`
        : `${other(largest)} by dot product (${asGiven(largest.dot)}), ${other(near)} by cosine (${cosine})`;
    return `- Best match of ${plain(short(item.name))}: ${match}`;
  });
  return lines.join("\n");
}

/** "lemons and limes", without markup. */
const drawn = ({ one, other }: Pair): string => `${short(one.text)} and ${short(other.text)}`;

/** The pair whose angle is drawn; on a line, where there is none, the one with the largest dot product. */
function title({ features, most, nearest }: Worked): string {
  if (features.length === 1 || nearest.cosine === undefined)
    return `${drawn(most)}: dot product ${asGiven(most.dot)}`;
  return `${drawn(nearest)}: cosine ${decimals(nearest.cosine, 3)}, dot product ${asGiven(nearest.dot)}`;
}

/** The largest dot product where the title tells of another pair. */
const runnerUp = ({ features, most, nearest }: Worked): string =>
  features.length === 1 || nearest === most || nearest.cosine === undefined
    ? ""
    : `The largest dot product pairs ${drawn(most)}: ${asGiven(most.dot)}`;

const sourceOf = ({ ofCourse }: FeatureTable): string =>
  ofCourse ? "The course's own example" : "The numbers as typed";

function arrows(worked: Worked): ArrowsSpec {
  const { features, items, nearest } = worked;
  const place = (text: string): number => items.findIndex(({ name }) => name === text);
  return {
    kind: "arrows",
    title: title(worked),
    ...(runnerUp(worked) === "" ? {} : { subtitle: runnerUp(worked) }),
    source: sourceOf(worked),
    axes: features.map((feature) => (worked.ofCourse ? `how ${feature}?` : feature)),
    arrows: items.map(({ name, values }) => ({ label: name, at: values })),
    ...(nearest.angle === undefined || features.length === 1
      ? {}
      : {
          angle: {
            between: [place(nearest.one.text), place(nearest.other.text)],
            label: `${decimals(nearest.angle, 1)}°`,
          },
        }),
  };
}

function heatmap(worked: Worked): HeatmapSpec {
  const axis = worked.items.map(({ name }) => ({ label: name }));
  const values = worked.items.map((one) =>
    worked.items.map((other) => pairOf(asText(one), asText(other)).cosine ?? null),
  );
  return {
    kind: "heatmap",
    title: title(worked),
    subtitle: `Cosines; ${worked.features.length} features are too many for arrows`,
    source: sourceOf(worked),
    rows: axis,
    columns: axis,
    values,
    from: values.flat().some((value) => (value ?? 0) < 0) ? -1 : 0,
    to: 1,
    valueLabel: "cosine similarity",
  };
}

function pairTable({ pairs }: Worked): TableBlock {
  const right = (label: string) => ({ label, align: "right" as const });
  return {
    kind: "table",
    caption: "All pairs",
    columns: [{ label: "Pair" }, right("Dot product"), right("Cosine"), right("Angle (°)")],
    rows: pairs.map(({ one, other, dot: product, cosine, angle }) => [
      `${short(one.text)}, ${short(other.text)}`,
      { text: asGiven(product), value: product },
      numberCell(cosine, 3),
      numberCell(angle, 1),
    ]),
  };
}
