import { isMap, isSeq, parseDocument, type YAMLMap } from "yaml";
import { z } from "zod";

/** What models.dev's API says, as far as it is used here: providers, their models, price and limits of each. */
const catalogue = z.record(
  z.string(),
  z.object({
    models: z.record(
      z.string(),
      z.object({
        cost: z.object({ input: z.number().nonnegative(), output: z.number().nonnegative() }).optional(),
        limit: z.object({ context: z.number().nonnegative(), output: z.number().nonnegative() }).optional(),
      }),
    ),
  }),
);

export type Catalogue = z.infer<typeof catalogue>;

/** A price above this, in dollars for a million tokens, is a mistake of the source. */
const HIGHEST_PRICE = 5_000;
/** An answer that knows fewer of our offers than this share is not the catalogue that we know. */
const LEAST_SHARE = 0.5;

/** The answer as a catalogue, or what is wrong with it. */
export function readCatalogue(answer: unknown): { catalogue: Catalogue } | { problem: string } {
  const read = catalogue.safeParse(answer);
  if (!read.success) {
    const [issue] = read.error.issues;
    return {
      problem: `its answer has another form than expected (${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""})`,
    };
  }
  return { catalogue: read.data };
}

export interface Refreshed {
  /** The whole new file. */
  text: string;
  /** "gpt-4o: input 2.5 → 2". */
  changes: string[];
  /** Offers that the catalogue does not have (any more): they stay as they are, with their old date. */
  missing: string[];
}

/**
 * The price file with the figures of the catalogue, by provider and offer, dated `today`. Comments, order and whatever is
 * not in the catalogue stay. All or nothing: a catalogue that cannot be trusted gives a problem and no text.
 */
export function refreshPrices(
  file: string,
  found: Catalogue,
  today: string,
): Refreshed | { problem: string } {
  const document = parseDocument(file);
  const list = document.get("offers");
  if (document.errors.length > 0 || !isSeq(list))
    return { problem: "the price file cannot be read; run npm run course:check" };
  const offers = list.items.filter((item): item is YAMLMap => isMap(item));
  const changes: string[] = [];
  const missing: string[] = [];
  for (const offer of offers) {
    const [provider, name] = [String(offer.get("provider")), String(offer.get("offer"))];
    const entry = found[provider]?.models[name];
    if (entry?.cost === undefined) {
      missing.push(`${provider} ${name}`);
      continue;
    }
    const { input, output } = entry.cost;
    if (Math.max(input, output) > HIGHEST_PRICE)
      return { problem: `it gives ${name} a price of $${Math.max(input, output)} for a million tokens` };
    const figures = { input, output, context: entry.limit?.context, longest_output: entry.limit?.output };
    for (const [key, value] of Object.entries(figures)) set(offer, key, value, changes);
    offer.set("date", today);
    offer.set("source", "models-dev");
  }
  if (offers.length > 0 && missing.length > offers.length * (1 - LEAST_SHARE)) {
    return { problem: `it knows only ${offers.length - missing.length} of our ${offers.length} offers` };
  }
  return { text: document.toString({ lineWidth: 0, flowCollectionPadding: false }), changes, missing };
}

/** A limit of 0 or none means that the catalogue does not know it: what was known stays. */
function set(offer: YAMLMap, key: string, value: number | undefined, changes: string[]): void {
  const before = offer.get(key);
  const limit = key === "context" || key === "longest_output";
  if (value === undefined || (limit && value === 0) || before === value) return;
  changes.push(
    `${String(offer.get("model"))}: ${key} ${before === null || before === undefined ? "unknown" : String(before)} → ${value}`,
  );
  offer.set(key, value);
}
