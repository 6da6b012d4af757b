import type { HeatmapSpec } from "../charts/spec.ts";
import { likenessOf } from "../labs/clusters.ts";
import { cosine, randomCosineDeviation } from "../labs/vectors.ts";
import type { Reply, TableBlock } from "../replies/reply.ts";
import type { Compared } from "./compared.ts";
import { cited, decimals, numberCell } from "./figures.ts";
import { dataOf, type Pair, pairOf } from "./similar-reply.ts";
import { asName } from "./wording.ts";

/** A heat map has no more rows. */
export const MOST_COMPARED = 40;
const PAIRS = 15;
const NAME = 32;

/** All pairs of three and more vectors: a heat map, and the pairs from the most alike on. */
export function matrixReply(shown: Compared): Reply {
  const { texts, dimension, about, model } = shown;
  const all = texts.map(({ vector }) => vector);
  const { pairs: order } = likenessOf(all, (texts.length * (texts.length - 1)) / 2);
  const pairs = order.flatMap(({ one, other }) => {
    const [first, second] = [texts[one], texts[other]];
    return first === undefined || second === undefined ? [] : [pairOf(first, second)];
  });
  const [most, least] = [pairs[0], pairs.at(-1)];
  const said =
    most === undefined || least === undefined
      ? "Vectors of zeros have no direction, so there is nothing to compare."
      : `Most alike: ${named(most)}. Least alike: ${named(least)}.`;
  const spread = decimals(randomCosineDeviation(dimension), 3);
  const yardstick = `Two random directions in ${dimension.toLocaleString("en")} dimensions have a cosine of 0, give or take ${spread}.`;
  const range = "A cosine runs from −1 to 1, not from 0 to 1 as on the slide.";
  const notes = [`${range}${dimension < 7 ? "" : ` ${yardstick}`}`, about].filter((line) => line !== "");
  return {
    blocks: [
      { kind: "text", text: said },
      { kind: "chart", spec: heatmap(shown, most) },
      table(pairs),
      { kind: "note", text: notes.join("\n") },
    ],
    data: { texts: texts.map(({ text }) => text), dimension, model, pairs: pairs.map(dataOf) },
  };
}

const named = ({ one, other, cosine: near }: Pair): string =>
  `${cited(one.text)} and ${cited(other.text)}, cosine ${decimals(near ?? 0)}`;

function heatmap({ texts, source }: Compared, most: Pair | undefined): HeatmapSpec {
  const axis = texts.map(({ text }) => ({ label: asName(text, NAME) }));
  const values = texts.map((one) => texts.map((other) => cosine(one.vector, other.vector) ?? null));
  const near =
    most === undefined
      ? ""
      : `Most alike: ${asName(most.one.text, NAME)} and ${asName(most.other.text, NAME)}`;
  return {
    kind: "heatmap",
    title: near === "" ? "No directions to compare" : `${near} (${decimals(most?.cosine ?? 0)})`,
    source,
    rows: axis,
    columns: axis,
    values,
    from: values.flat().some((value) => (value ?? 0) < -0.05) ? -1 : 0,
    to: 1,
    valueLabel: "cosine similarity",
  };
}

function table(pairs: readonly Pair[]): TableBlock {
  const right = (label: string) => ({ label, align: "right" as const });
  const cut =
    pairs.length > PAIRS
      ? `the ${PAIRS} most alike of ${pairs.length} pairs`
      : "all pairs, the most alike first";
  return {
    kind: "table",
    caption: `Multiplied: ${cut}`,
    columns: [
      { label: "Text" },
      { label: "Text" },
      right("Dot product"),
      right("Cosine"),
      right("Angle (°)"),
    ],
    rows: pairs
      .slice(0, PAIRS)
      .map(({ one, other, dot, cosine: near, angle }) => [
        asName(one.text, NAME),
        asName(other.text, NAME),
        numberCell(dot),
        numberCell(near, 3),
        numberCell(angle, 1),
      ]),
  };
}
