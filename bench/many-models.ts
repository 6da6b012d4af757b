import { NO_CONTENT } from "../src/course/content.ts";
import { type Course, FACTS, type Fact, type Model } from "../src/course/model.ts";

/** Mulberry32: the same numbers from the same seed, on every machine. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const BEGINNINGS =
  "al ba cor del em fal gal hel ir jur kal lum mar nor or pal quar ros sol tal ul ver wil xen yar zeph".split(
    " ",
  );
const MIDDLES = "a e i o u an en in on ar er is os ur".split(" ");
const ENDINGS = "ba con dor fin go ka lis mon na phi ra ris ta tron va vex xis zo".split(" ");
const MAKERS = "AI|Labs|Research|Institute|University|Systems".split("|");
const VERSIONS = ["", "1", "1.5", "2", "2.1", "2.5", "3", "3.1", "3.2", "4"];
const SIZES = "0.5B 1B 1.5B 3B 7B 8B 9B 13B 14B 27B 32B 34B 70B 72B 110B 180B 236B 405B 8x7B 16x3.8B".split(
  " ",
);
const VARIANTS = ["", "", "", "Instruct", "Chat", "Code", "Mini", "Preview"];

/** A course of synthetic models with names as real ones have them: family, version, size, variant. No two are alike. */
export function manyModels(count: number, seed = 2024): Course {
  const random = seeded(seed);
  const pick = <Value>(from: readonly Value[]): Value => from[Math.floor(random() * from.length)] as Value;
  const family = (): string => {
    const word = pick(BEGINNINGS) + pick(MIDDLES) + (random() < 0.4 ? pick(BEGINNINGS) : "") + pick(ENDINGS);
    return word.charAt(0).toUpperCase() + word.slice(1);
  };
  const families = Array.from({ length: Math.ceil(count / 25) }, () => ({
    name: random() < 0.15 ? `${family()} ${family()}` : family(),
    organisation: `${family()} ${pick(MAKERS)}`,
  }));
  const models = new Map<string, Model>();
  while (models.size < count) {
    const { name: called, organisation } = pick(families);
    const size = pick(SIZES);
    const name = [called, pick(VERSIONS), size, pick(VARIANTS)].filter((part) => part !== "").join(" ");
    const id = name.toLowerCase().replaceAll(" ", "-");
    if (models.has(id)) continue;
    const day = new Date(Date.UTC(2019, 0, 1) + Math.floor(random() * 2_200) * 86_400_000);
    models.set(id, {
      id,
      name,
      aliases: random() < 0.3 ? [`${called} ${size} v${pick(["0.1", "0.2", "1"])} ${models.size}`] : [],
      organisation,
      facts: factsOf(size, day.toISOString().slice(0, 10), random),
      whatWeLearned: "",
      paper: null,
    });
  }
  return { ...NO_CONTENT, models: [...models.values()], errata: [], problems: [] };
}

function factsOf(size: string, day: string, random: () => number): Model["facts"] {
  const billions = size.split("x").reduce((product, part) => product * Number.parseFloat(part), 1);
  const fact = (value: Fact["value"], unit: string): Fact => ({
    value,
    unit,
    source: "made",
    verified: "derived",
  });
  const parameters = billions * 1e9;
  const known: Model["facts"] = {
    release_date: fact(day, "date"),
    architecture: fact(size.includes("x") ? "decoder, MoE" : "decoder", "text"),
    parameters: fact(parameters, "parameters"),
    training_tokens: fact(random() < 0.2 ? null : Math.round(parameters * (20 + 200 * random())), "tokens"),
    context_length: fact(2_048 * 2 ** Math.floor(7 * random()), "tokens"),
    weights_open: fact(random() < 0.7, "boolean"),
  };
  const rest = FACTS.filter((name) => known[name] === undefined).map((name) => [name, fact(null, "text")]);
  return { ...known, ...Object.fromEntries(rest) };
}
