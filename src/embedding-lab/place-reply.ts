import type { ScatterSpec } from "../charts/spec.ts";
import type { WordTable } from "../embeddings/words.ts";
import { UserError } from "../errors.ts";
import { nearestTo } from "../labs/clusters.ts";
import type { Button, Reply } from "../replies/reply.ts";
import type { Platform } from "../router/invocation.ts";
import { COURSE_WORDS } from "./course-words.ts";
import { cited, decimals, listed, runs } from "./figures.ts";
import { type KnownWord, knownWord } from "./known-words.ts";
import { WORD_VECTORS } from "./model-note.ts";
import { type PlaceMap, placeMap } from "./place-map.ts";

export const REGIONS = ["A", "B", "C", "D"] as const;
type Region = (typeof REGIONS)[number];

const NEAREST = 3;
const NAMES = COURSE_WORDS.split(", ");
/** The word that is to find its place, and those on the map. */
export const ASKED = NAMES.at(-1) ?? "";
const ON_MAP = NAMES.slice(0, -1);

let kept: { table: WordTable; map: PlaceMap } | undefined;

/** The map of the twelve words, made once for a table. */
function mapOf(table: WordTable): PlaceMap {
  if (kept?.table !== table)
    kept = { table, map: placeMap(ON_MAP.map((word) => knownWord(table, word, "word"))) };
  return kept.map;
}

function asked(table: WordTable, typed: string): KnownWord {
  const known = knownWord(table, typed, "word");
  if (ON_MAP.includes(known.word))
    throw new UserError(`${cited(known.word)} is on the map already. Ask for another word.`, {
      argument: "word",
    });
  return known;
}

/** Where does the word go? Buttons for the regions, which answer the presser alone. */
export function placeQuestion(table: WordTable, typed: string, platform: Platform): Reply {
  const { word } = asked(table, typed);
  const map = mapOf(table);
  const line = `lab place word:${word}`;
  // What a terminal shows of a button is typed.
  const buttons = REGIONS.map(
    (region): Button =>
      platform === "terminal"
        ? runs(region, `${line} answer:${region}`)
        : { action: "lab place.pick", label: region, value: `${region} ${word}` },
  );
  return {
    blocks: [
      {
        kind: "text",
        text: `Where does ${cited(word)} go: A, B, C or D? Position stands for how words are used.`,
      },
      { kind: "chart", spec: picture(map, `Where does ${word} go?`) },
      { kind: "actions", buttons },
      { kind: "note", text: aboutMap(map) },
      {
        kind: "actions",
        buttons: [
          { action: "share", label: "Share with the channel", value: line },
          { action: "form", label: "Another word", value: "lab place" },
        ],
      },
    ],
    data: { word, regions: map.regions.map(({ label, members }) => ({ label, members })) },
  };
}

/** Whether a region is the word's, the map with the word on it, and its nearest words. */
export function placeVerdict(table: WordTable, typed: string, picked: string): Reply {
  const region = picked.toUpperCase();
  const known = asked(table, typed);
  if (!isRegion(region)) throw new UserError("The regions are A, B, C and D.", { argument: "answer" });
  const map = mapOf(table);
  const [best, second] = map.regionOf(known.vector);
  const right = best?.label ?? "";
  const members = map.regions.find(({ label }) => label === right)?.members ?? [];
  const on = ON_MAP.map((word) => knownWord(table, word, "word"));
  const near = nearestTo(
    known.vector,
    on.map(({ vector }) => vector),
    NEAREST,
  ).map(({ at, cosine }) => ({ word: on[at]?.word ?? "", cosine }));
  const verdict =
    region === right
      ? `**Right.** ${cited(known.word)} goes to ${right}`
      : `**Not quite.** You chose ${region}; ${cited(known.word)} goes to ${right}`;
  const nearest = near.map(({ word, cosine }) => `**${word}** (${decimals(cosine)})`);
  const means =
    best === undefined || second === undefined
      ? ""
      : ` On average its cosine with the words in ${right} is ${decimals(best.cosine)}, with those in ${second.label}, the next, ${decimals(second.cosine)}.`;
  return {
    blocks: [
      {
        kind: "text",
        text: `${verdict}, with ${listed(members)}. Nearest of the twelve: ${listed(nearest)}.`,
      },
      { kind: "chart", spec: picture(map, `${known.word} goes to ${right}`, known) },
      {
        kind: "note",
        text: `Cosines are computed from all ${table.dimension} numbers.${means}\n${aboutMap(map)}`,
      },
      {
        kind: "actions",
        buttons: [
          runs("Its nearest of all words", `lab nearest ${known.word}`),
          { action: "form", label: "Another word", value: "lab place" },
        ],
      },
    ],
    data: { word: known.word, picked: region, right, correct: region === right, nearest: near },
  };
}

/** "B apple", as a button carries it. */
export function readPick(value: string): { region: string; word: string } {
  const [region = "", ...word] = value.split(" ");
  return { region, word: word.join(" ") };
}

const isRegion = (text: string): text is Region => REGIONS.some((region) => region === text);

const aboutMap = ({ kept: share }: PlaceMap): string =>
  `The map is a flat view of the words' vectors, turned so that its four groups (found by k-means) lie apart; it keeps ${Math.round(share * 100)} % of their spread. Vectors: ${WORD_VECTORS}.`;

function picture({ points, regions, placeOf }: PlaceMap, title: string, placed?: KnownWord): ScatterSpec {
  const axis = { label: "", scale: "linear", format: "plain" } as const;
  return {
    kind: "scatter",
    title,
    subtitle: `${points.length} words of the course, in four regions`,
    source: WORD_VECTORS,
    bare: true,
    groupLabel: "Region",
    x: axis,
    y: axis,
    regions: regions.map(({ label, x, y, radius }) => ({ label, x, y, radius })),
    points: [
      ...regions.flatMap(({ label: region }) =>
        points
          .filter((point) => point.region === region)
          .map(({ word, x, y }) => ({ x, y, label: word, group: region })),
      ),
      ...(placed === undefined
        ? []
        : [{ ...placeOf(placed.vector), label: placed.word, group: "your word", priority: 1 }]),
    ],
  };
}
