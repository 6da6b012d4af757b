/**
 * Cuts a row of parts into as few pages as possible, none of which costs more than `limit`, and those as even as
 * possible. `cost` is that of a page with these parts and grows with them; a part that costs more than `limit` by
 * itself gets a page of its own.
 */
export function cutPages<Part>(
  parts: readonly Part[],
  cost: (page: readonly Part[]) => number,
  limit: number,
): Part[][] {
  const fewest = packed(parts, cost, limit);
  if (fewest.length === 1) return fewest;
  let even = fewest;
  let [low, high] = [0, limit];
  while (high - low > limit * EVEN_ENOUGH) {
    const middle = Math.floor((low + high) / 2);
    const pages = packed(parts, cost, middle);
    if (pages.length > fewest.length) low = middle;
    else [even, high] = [pages, middle];
  }
  return even;
}

/** A fraction of the limit. */
const EVEN_ENOUGH = 0.02;

/** Every page as full as it gets. */
function packed<Part>(
  parts: readonly Part[],
  cost: (page: readonly Part[]) => number,
  limit: number,
): Part[][] {
  const pages: Part[][] = [];
  for (const part of parts) {
    const page = pages.at(-1);
    if (page !== undefined && cost([...page, part]) <= limit) page.push(part);
    else pages.push([part]);
  }
  return pages;
}

const SEPARATORS = ["\n\n", "\n", /(?<=[.;:]) (?![^{]*\}\})/, / (?![^{]*\}\})/];

/**
 * Text in pieces that cost `limit` at most, cut between paragraphs, else lines, else sentences, else words outside of
 * references. What pieces cost together is taken as the sum, so that each is measured once.
 */
export function cutText(text: string, cost: (text: string) => number, limit: number): string[] {
  return cutAt(SEPARATORS, text, { cost, limit }).map((piece) => piece.text);
}

interface Measured {
  text: string;
  cost: number;
}

function cutAt(
  [separator, ...finer]: readonly (string | RegExp)[],
  text: string,
  measure: { cost: (text: string) => number; limit: number },
): Measured[] {
  const whole = { text, cost: measure.cost(text) };
  if (whole.cost <= measure.limit || separator === undefined) return [whole];
  const pieces: Measured[] = [];
  const glue = typeof separator === "string" ? separator : " ";
  for (const part of text.split(separator).flatMap((each) => cutAt(finer, each, measure))) {
    const last = pieces.at(-1);
    if (last === undefined || last.cost + part.cost > measure.limit) pieces.push(part);
    else pieces[pieces.length - 1] = { text: last.text + glue + part.text, cost: last.cost + part.cost };
  }
  return pieces;
}
