import { FIELDS, figureOf, wordDate, wordFact } from "../course/fields.ts";
import type { Course, Erratum, Fact, Model } from "../course/model.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Json, Reply } from "../replies/reply.ts";
import { Citations, figureData, RECALLED_MARK, RECALLED_NOTE } from "./sources.ts";

/** Says nothing that the word "unknown" does not say. */
const EMPTY_NOTE = "unknown or not looked up";

const STATUS = {
  seen: "checked there",
  derived: "worked out",
  recalled: "from memory",
  "slide-only": "only on the slide",
} as const;

/** Where the course's slides and the sources differ. */
export function correctionsToSlides(errata: readonly Erratum[]): Block[] {
  if (errata.length === 0) return [];
  const lines = errata.map(({ slideSays, sourceSays, source, status }) => {
    const slide = slideSays.replace(/^\(Not on the slides\.\) /, "");
    const said = slide === slideSays ? "Slide" : "Said elsewhere";
    return `- ${said}: ${plain(slide)}. Source: ${plain(sourceSays)} (${plain(source)}; ${STATUS[status]}).`;
  });
  return [{ kind: "text", text: `**Corrections to the slides**\n${lines.join("\n")}` }];
}

function noteOf(fact: Fact): string {
  return fact.note === undefined || fact.note === EMPTY_NOTE ? "" : ` (${plain(fact.note)})`;
}

function firstLine(model: Model): string {
  const released = model.facts.release_date?.value;
  const when = typeof released === "string" ? `, released ${wordDate(released)}` : "";
  const learned = model.whatWeLearned === "" ? "" : ` ${plain(model.whatWeLearned)}`;
  return `**${plain(model.name)}** by ${plain(model.organisation)}${when}.${learned}`;
}

function paperLine(model: Model): string {
  if (model.paper === null) return "";
  const { title, arxiv } = model.paper;
  return arxiv === undefined
    ? `Paper: ${plain(title)}`
    : `Paper: [${plain(title)}](https://arxiv.org/abs/${arxiv})`;
}

function cardData(model: Model, errata: readonly Erratum[]): { [key: string]: Json } {
  const figures = FIELDS.flatMap((field): [string, Json][] => {
    const fact = figureOf(model, field);
    return fact === undefined ? [] : [[field.id, figureData(fact)]];
  });
  const corrections = errata.map(({ id, severity, slideSays, sourceSays, source, status }) => ({
    id,
    severity,
    slideSays,
    sourceSays,
    source,
    status,
  }));
  return {
    model: model.id,
    name: model.name,
    organisation: model.organisation,
    base: model.base ?? null,
    figures: Object.fromEntries(figures),
    errata: corrections,
  };
}

/** Everything known about a model: each figure with its source, the unknown ones named, corrections beside them. */
export function modelCard(course: Course, model: Model): Reply {
  const known = cards.get(model) ?? writeCard(course, model);
  cards.set(model, known);
  return known;
}

/** A model belongs to one course, and neither changes: its card is written once. */
const cards = new WeakMap<Model, Reply>();

function writeCard(course: Course, model: Model): Reply {
  const citations = new Citations(course);
  const known: { label: string; value: string }[] = [];
  const unknown: string[] = [];
  let recalled = false;
  for (const field of FIELDS) {
    const fact = figureOf(model, field);
    if (fact === undefined) continue;
    if (fact.value === null) {
      unknown.push(`${field.label}${noteOf(fact)}`);
      continue;
    }
    const mark = fact.verified === "recalled" ? ` ${RECALLED_MARK}` : "";
    recalled ||= fact.verified === "recalled";
    known.push({
      label: field.label,
      value: `${plain(wordFact(fact, field))}${mark} ${citations.mark(fact)}${noteOf(fact)}`,
    });
  }
  const base = course.models.find(({ id }) => id === model.base);
  if (base !== undefined) known.push({ label: "Tuned from", value: plain(base.name) });
  const errata = course.errata.filter(({ models }) => models.includes(model.id));
  const blocks: Block[] = [
    { kind: "heading", text: model.name },
    { kind: "text", text: firstLine(model) },
    { kind: "fields", fields: known },
  ];
  if (unknown.length > 0) blocks.push({ kind: "text", text: `**Unknown:** ${unknown.join(", ")}.` });
  blocks.push(...correctionsToSlides(errata.filter(({ severity }) => severity !== "typo")));
  const notes = [paperLine(model), citations.note(), recalled ? RECALLED_NOTE : ""]
    .filter(Boolean)
    .join("\n");
  blocks.push({ kind: "note", text: notes });
  return { blocks, data: cardData(model, errata) };
}
