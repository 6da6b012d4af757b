import { type AsOf, wasReleased } from "../course/as-of.ts";
import type { Offer } from "../course/content.ts";
import { FIELDS, figureOf, wordDate, wordFact } from "../course/fields.ts";
import type { Course, Erratum, Fact, Model } from "../course/model.ts";
import { datePeriod } from "../course/parse-filter.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, BlockOf, Json, Reply } from "../replies/reply.ts";
import { publishedLater, wasCorrectable } from "./as-of-marks.ts";
import { familyBy, SMALLEST_TREE, tunedFrom } from "./families.ts";
import { dollars } from "./price-words.ts";
import { Citations, figureData, statusMark, statusNote } from "./sources.ts";

/** Says nothing that the word "unknown" does not say. */
const EMPTY_NOTE = "unknown or not looked up";

const STATUS = {
  seen: "checked there",
  derived: "worked out",
  recalled: "from memory",
  "slide-only": "only on the slide",
} as const;

/** Where the course's slides and the sources differ. */
export function correctionsToSlides(errata: readonly Erratum[], asOf?: AsOf): Block[] {
  const shown = errata.filter((erratum) => asOf === undefined || wasCorrectable(erratum, asOf));
  if (shown.length === 0) return [];
  const lines = shown.map(({ slideSays, sourceSays, source, status }) => {
    const slide = slideSays.replace(/^\(Not on the slides\.\) /, "");
    const said = slide === slideSays ? "Slide" : "Said elsewhere";
    return `- ${said}: ${plain(slide)}. Source: ${plain(sourceSays)} (${plain(source)}; ${STATUS[status]}).`;
  });
  return [{ kind: "text", text: `**Corrections to the slides**\n${lines.join("\n")}` }];
}

function noteOf(fact: Fact): string {
  return fact.note === undefined || fact.note === EMPTY_NOTE ? "" : ` (${plain(fact.note)})`;
}

/** How data files write "unknown" where the field is text. */
const WITHHELD = /^(?:not disclosed|withheld)\b/i;
const isUnknown = ({ value }: Fact): boolean =>
  value === null || (typeof value === "string" && WITHHELD.test(value));

/** Why a figure is unknown; "" where there is no more to say. How it would be worked out is no reason. */
function reasonOf({ value, note }: Fact): string {
  if (typeof value === "string") return "not disclosed by the developer";
  return note === undefined || note === EMPTY_NOTE || note.startsWith("derived:") ? "" : note;
}

/** "**Unknown:** Layers, Experts (one reason); not disclosed by the developer: Parameters, Vocabulary." */
function unknownBlock(unknown: readonly { label: string; reason: string }[]): Block[] {
  if (unknown.length === 0) return [];
  const allFor = (reason: string) => unknown.filter((one) => one.reason === reason);
  const isShared = (reason: string): boolean => reason !== "" && allFor(reason).length > 1;
  const single = unknown
    .filter(({ reason }) => !isShared(reason))
    .map(({ label, reason }) => (reason === "" ? label : `${label} (${plain(reason)})`));
  const shared = [...new Set(unknown.map(({ reason }) => reason))].filter(isShared).map((reason) => {
    const labels = allFor(reason).map(({ label }) => label);
    return `${plain(reason)}: ${labels.join(", ")}`;
  });
  const parts = [...(single.length === 0 ? [] : [single.join(", ")]), ...shared];
  return [{ kind: "text", text: `**Unknown:** ${parts.join("; ")}.` }];
}

function firstLine(model: Model): string {
  const released = model.facts.release_date?.value;
  const when = typeof released === "string" ? `, released ${wordDate(released)}` : "";
  const learned = model.whatWeLearned === "" ? "" : ` ${plain(model.whatWeLearned)}`;
  return `**${plain(model.name)}** by ${plain(model.organisation)}${when}.${learned}`;
}

/** A date known to the month or the year only may not say whether the model was out on a day within it. */
function releaseDoubt({ model, asOf }: Card): string {
  if (asOf === undefined || wasReleased(model, asOf) !== undefined) return "";
  const released = model.facts.release_date?.value;
  const known = typeof released === "string" ? `only ${wordDate(released)} is known` : "no date is known";
  return ` Whether it was out by ${asOf.words} cannot be told: ${known}.`;
}

function paperLine(model: Model): string {
  if (model.paper === null) return "";
  const { title, arxiv } = model.paper;
  return arxiv === undefined
    ? `Paper: ${plain(title)}`
    : `Paper: [${plain(title)}](https://arxiv.org/abs/${arxiv})`;
}

type Fields = BlockOf<"fields">["fields"];

/** Everything a card is written from; with `asOf` what was known then is told from what came later. */
interface Card {
  course: Course;
  model: Model;
  asOf: AsOf | undefined;
  citations: Citations;
}

/** That a model is out everybody sees on the day, whoever wrote the date down later. */
const isLater = ({ course, asOf }: Card, fact: Fact): boolean =>
  asOf !== undefined && fact.unit !== "date" && publishedLater(course, fact, asOf) === true;

/** The known figures, those that were published later apart; the names of the unknown ones. */
function figures(card: Card): {
  known: Fields;
  later: Fields;
  unknown: { label: string; reason: string }[];
  shown: Fact[];
} {
  const [known, later]: [Fields, Fields] = [[], []];
  const unknown: { label: string; reason: string }[] = [];
  const shown: Fact[] = [];
  for (const field of FIELDS) {
    const fact = figureOf(card.model, field);
    if (fact === undefined) continue;
    if (isUnknown(fact)) {
      unknown.push({ label: field.label, reason: reasonOf(fact) });
      continue;
    }
    shown.push(fact);
    const mark = statusMark(fact.verified);
    const value = `${plain(wordFact(fact, field))}${mark === "" ? "" : ` ${mark}`} ${card.citations.mark(fact)}${noteOf(fact)}`;
    (isLater(card, fact) ? later : known).push({ label: field.label, value });
  }
  return { known, later, unknown, shown };
}

const namesOf = (models: readonly Model[]): string => models.map(({ name }) => plain(name)).join(", ");

function relatives({ course, model, asOf }: Card): Fields {
  const base = course.models.find(({ id }) => id === model.base);
  const tuned = tunedFrom(course, model).filter(
    (one) => asOf === undefined || wasReleased(one, asOf) === true,
  );
  const family = familyBy(course, model, asOf);
  return [
    ...(base === undefined ? [] : [{ label: "Tuned from", value: plain(base.name) }]),
    ...(tuned.length === 0 ? [] : [{ label: "Tuned into", value: namesOf(tuned) }]),
    ...(family.length < SMALLEST_TREE ? [] : [{ label: "Family", value: `${family.length} models` }]),
  ];
}

function scoresOf({ course, model, asOf }: Card): { scores: number; benchmarks: number } {
  const scores = course.scores.filter(
    (score) =>
      score.model === model.id && (asOf === undefined || publishedLater(course, score, asOf) !== true),
  );
  return { scores: scores.length, benchmarks: new Set(scores.map(({ benchmark }) => benchmark)).size };
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? "" : "s"}`;

function scoreField(card: Card): Fields {
  const { scores, benchmarks } = scoresOf(card);
  if (scores === 0) return [];
  const value = `${counted(scores, "score")} on ${counted(benchmarks, "benchmark")}`;
  return [{ label: "Benchmarks", value }];
}

const offersOf = ({ course, model, asOf }: Card): Offer[] =>
  course.offers.filter(
    (offer) => offer.model === model.id && (asOf === undefined || datePeriod(offer.date).from <= asOf.until),
  );

/** Published prices, each with its day: they change more often than anything else here. */
function priceFields(card: Card): Fields {
  const worded = (price: number | null): string => (price === null ? "unknown" : dollars(price));
  return offersOf(card).map(({ provider, input, output, date, source }) => {
    const mark = card.citations.mark({ source });
    const price = `input ${worded(input)}, output ${worded(output)} per million tokens`;
    return {
      label: `Price at ${plain(provider)}`,
      value: `${price} ${mark} (${wordDate(date)})`,
    };
  });
}

function cardData(card: Card, errata: readonly Erratum[]): { [key: string]: Json } {
  const { course, model } = card;
  const figures = FIELDS.flatMap((field): [string, Json][] => {
    const fact = figureOf(model, field);
    if (fact === undefined) return [];
    const data = figureData(fact);
    return [[field.id, isLater(card, fact) ? { ...(data as object), publishedLater: true } : data]];
  });
  const prices = offersOf(card).map(({ provider, offer, input, output, date, source }) => ({
    ...{ provider, offer, date, source, unit: "US dollars per million tokens" },
    ...{ input, output },
  }));
  return {
    model: model.id,
    name: model.name,
    organisation: model.organisation,
    base: model.base ?? null,
    tunedInto: tunedFrom(course, model).map(({ id }) => id),
    family: familyBy(course, model, card.asOf).map(({ id }) => id),
    ...scoresOf(card),
    prices,
    figures: Object.fromEntries(figures),
    errata: errata.map(({ id, severity, slideSays, sourceSays, source, status }) => ({
      ...{ id, severity, slideSays, sourceSays, source, status },
      ...(card.asOf === undefined || wasCorrectable({ source }, card.asOf) ? {} : { publishedLater: true }),
    })),
  };
}

/** Everything known about a model: each figure with its source, the unknown ones named, corrections beside them. With
 * `asOf` the figures whose source is newer stand apart, and relatives, scores and prices that came later are left out. */
export function modelCard(course: Course, model: Model, asOf?: AsOf): Reply {
  if (asOf !== undefined) return writeCard({ course, model, asOf, citations: new Citations(course) });
  const known =
    cards.get(model) ?? writeCard({ course, model, asOf: undefined, citations: new Citations(course) });
  cards.set(model, known);
  return known;
}

/** A model belongs to one course, and neither changes: its card is written once. */
const cards = new WeakMap<Model, Reply>();

function writeCard(card: Card): Reply {
  const { course, model, asOf } = card;
  const { known, later, unknown, shown } = figures(card);
  const fields = [...known, ...relatives(card), ...scoreField(card), ...priceFields(card)];
  const errata = course.errata.filter(({ models }) => models.includes(model.id));
  const notes = [paperLine(model), card.citations.note(), statusNote(shown)];
  const blocks: Block[] = [
    { kind: "heading", text: asOf === undefined ? model.name : `${model.name} as of ${asOf.words}` },
    { kind: "text", text: firstLine(model) + releaseDoubt(card) },
    { kind: "fields", fields },
    ...(later.length === 0 ? [] : laterBlocks(later, asOf)),
    ...unknownBlock(unknown),
    ...correctionsToSlides(
      errata.filter(({ severity }) => severity !== "typo"),
      asOf,
    ),
    { kind: "note", text: notes.filter(Boolean).join("\n") },
  ];
  return { blocks, data: cardData(card, errata) };
}

function laterBlocks(fields: Fields, asOf: AsOf | undefined): Block[] {
  const when = asOf?.words ?? "";
  const text = `**Published later than ${when}** (the sources of these figures are newer, so they may not have been known then):`;
  return [
    { kind: "text", text },
    { kind: "fields", fields },
  ];
}
