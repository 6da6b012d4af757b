import type { ArrowsSpec } from "../charts/spec.ts";
import { norm } from "../labs/vectors.ts";
import type { Compared } from "./compared.ts";
import { decimals } from "./figures.ts";
import type { Pair } from "./similar-reply.ts";
import { asName } from "./wording.ts";

const MOST_DRAWN = 3;
const NAME = 32;
/** Beside an arrow there is room for fewer letters. */
const ARROW_NAME = 22;

/**
 * Two vectors as arrows: as they are in up to three dimensions, else in the plane that the two span, where lengths and angle are the
 * true ones. Undefined where one has no direction.
 */
export function pairArrows(
  { one, other, cosine, angle }: Pair,
  { dimension, source, model }: Pick<Compared, "dimension" | "source" | "model">,
): ArrowsSpec | undefined {
  if (cosine === undefined || angle === undefined) return undefined;
  const names = [asName(one.text, NAME), asName(other.text, NAME)] as const;
  const apart = `${decimals(angle, 1)}°`;
  const whole = model === "typed" && dimension <= MOST_DRAWN;
  const long = norm(other.vector);
  const radians = (angle * Math.PI) / 180;
  const places = whole
    ? [Array.from(one.vector), Array.from(other.vector)]
    : [
        [norm(one.vector), 0],
        [long * cosine, long * Math.sin(radians)],
      ];
  return {
    kind: "arrows",
    title: `${names[0]} and ${names[1]}: ${apart} apart, cosine ${decimals(cosine, 3)}`,
    subtitle: whole
      ? "The vectors as they are"
      : `The plane that the two span in ${dimension.toLocaleString("en")} dimensions: lengths and angle are true`,
    source,
    axes: whole
      ? Array.from({ length: dimension }, (_, at) => `dimension ${at + 1}`)
      : [`along ${names[0]}`, "across"],
    arrows: [one, other].map(({ text }, at) => ({ label: asName(text, ARROW_NAME), at: places[at] ?? [] })),
    angle: { between: [0, 1], label: apart },
  };
}
