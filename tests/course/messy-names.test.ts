import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { completeModels } from "../../src/course/complete-models.ts";
import { editDistance } from "../../src/course/edit-distance.ts";
import { findModel } from "../../src/course/find-model.ts";
import type { Model } from "../../src/course/model.ts";
import { course } from "./registry.ts";

/** "gopher-280b" exactly, "~gopher-280b" with a word about what was taken, "? …" asked back, "- …" unknown with the nearest. */
function answer(text: string): string {
  const result = findModel(course, text);
  if (result.kind === "found") return (result.exact ? "" : "~") + result.model.id;
  const [mark, models] = result.kind === "unknown" ? ["-", result.nearest] : ["?", result.candidates];
  return [mark, ...models.map((model) => model.id)].join(" ");
}

/** Each line: what is typed, and what must come of it. */
const lines = (text: string): string[][] =>
  text
    .trim()
    .split("\n")
    .map((line) => line.split(" => ").map((part) => part.trim()));

describe("messy names that mean one model", () => {
  test.each(
    lines(`
      llama 405b => llama-3.1-405b
      lama2 70 b => ~llama-2-70b
      llama 70b 3.1 => ~llama-3.1-70b
      llama 3.1 405 => ~llama-3.1-405b
      llama ii 70b => llama-2-70b
      lamma 3 70b => ~llama-3-70b
      lllama 2 7b => ~llama-2-7b
      llama3:70b => llama-3-70b
      llama-3_1-405B => llama-3.1-405b
      llama3 instruct 70b => ~llama-3-70b-instruct
      instruct 405b => ~llama-3.1-405b-instruct
      scout => ~llama-4-scout
      codelama 34b => ~code-llama-34b
      3.5 sonnet => ~claude-3.5-sonnet
      sonet 3.5 => ~claude-3.5-sonnet
      claude 3.5 sonnet new => claude-3.5-sonnet-1022
      claude 3.5 sonnet v2 => claude-3.5-sonnet-1022
      claud 3 opus => ~claude-3-opus
      claud opus 3 => ~claude-3-opus
      claude 4 sonnet => ~claude-sonnet-4
      anthropic's claude 3 haiku => claude-3-haiku
      chat gpt => chatgpt
      gtp4o => ~gpt-4o
      gtp-4 => ~gpt-4
      gpt 4 omni => gpt-4o
      4o => gpt-4o
      4o-mini => gpt-4o-mini
      gpt four => gpt-4
      gpt four point five => gpt-4.5-preview
      gpt4-turbo => gpt-4-turbo-2024-04-09
      3.5 turbo => gpt-3.5-turbo
      gpt3 175 => ~gpt-3-175b
      gpt-3 175 billion => gpt-3-175b
      open ai gpt-4 => gpt-4
      oss 120b => ~gpt-oss-120b
      o 1 => o1
      openai's o3 => o3
      gemini pro 1.5 => ~gemini-1.5-pro
      gemeni ultra => ~gemini-1.0-ultra
      models/gemini-1.5-pro => gemini-1.5-pro
      mixtral 8 x 7b => mixtral-8x7b
      mixtral 8×22 => mixtral-8x22b
      mixtrall => ~mixtral-8x7b
      mistal 7b instuct => ~mistral-7b-instruct
      the 540b palm => ~palm-540b
      google's palm => palm-540b
      palm 540 billion parameters => palm-540b
      palm flan => ~flan-palm-540b
      chinchila => ~chinchilla-70b
      chinchilla by deepmind => chinchilla-70b
      chinchilla70b => chinchilla-70b
      gohper 280 => ~gopher-280b
      phi3 mini => phi-3-mini
      falcon 180 => ~falcon-180b
      falcn 180b => ~falcon-180b
      command r plus => command-r-plus
      comand r plus => ~command-r-plus
      nemotron 340 => ~nemotron-4-340b-instruct
      opt 175 => ~opt-175b
      otp 175b => ~opt-175b
      qwen 2.5 72 b => qwen2.5-72b
      quen 2.5 72b => ~qwen2.5-72b
      qwen3 32 => ~qwen3-32b
      deepsek r1 => ~deepseek-r1
      R1 deepseek => deepseek-r1
      gtp j => ~gpt-j-6b
      megatron turing => mt-nlg-530b
      jurasic => ~jurassic-1-jumbo
      ＧＰＴ-4 => gpt-4
    `),
  )("%s → %s", (text, wanted) => {
    expect(answer(text ?? "")).toBe(wanted);
  });
});

describe("messy names that are asked back", () => {
  test.each(
    lines(`
      mixtral big => mixtral-8x22b mixtral-8x7b
      bert big => bert-large bert-base
      the biggest llama => llama-3.1-405b
      smallest phi => phi-2 phi-3-mini
      latest claude => claude-sonnet-4 claude-opus-4
      new sonnet => claude-sonnet-4 claude-3.7-sonnet
      claude sonnet 3.5 new => claude-3.5-sonnet-1022 claude-3.5-sonnet
      claude 3.5 => claude-3.5-sonnet claude-3.5-sonnet-1022
      opus => claude-3-opus claude-opus-4
      gemini 2.5 => gemini-2.5-pro
      gemini 1.5 => gemini-1.5-pro
      phi 3.5 => phi-3.5-moe
      phi 3 => phi-3-mini phi-3-small phi-3-medium
      gpt35 => chatgpt gpt-3.5-turbo
      gpt turbo => gpt-3.5-turbo gpt-4-turbo-2024-04-09
      llama 33 => llama-33b llama-3.3-70b-instruct
      llama 70 billion => llama-2-70b llama-3-70b
      mpt 7 => mpt-7b
      gopher 7.1 => gopher-7.1b
      pythia 12 => pythia-12b
      code llama 7 => code-llama-7b
      lamma => llama-7b lamda-137b
      gofer => gopher-280b
      ghoper => gopher-280b
      cloud 3 opus => claude-3-opus
      qwen3 => qwen3-32b qwen3-235b-a22b
      cohere command => command-r command-r-plus
    `),
  )("%s → one of %s?", (text, wanted) => {
    const [mark, ...candidates] = answer(text ?? "").split(" ");
    expect(mark).toBe("?");
    expect(candidates).toEqual(expect.arrayContaining((wanted ?? "").split(" ")));
    // What orders the candidates is in the text: the first one is the best guess.
    expect(candidates[0]).toBe(wanted?.split(" ")[0]);
  });
});

describe("names of models that are not here", () => {
  test.each(
    lines(`
      deepseek v3 0324 => deepseek-v3
      deepseek r1 distill => deepseek-r1
      lama2 70 b chat => llama-2-70b
      llama 3.2 1b => llama-3.1-8b
      llama 7 => llama-7b
      gemma 7 => gemma-7b
      gptj 7b => gpt-j-6b
      o1preview => o1
      o3 mini => o3
      gpt-4.1 mini => gpt-4.1
      gpt-4-1106 => gpt-4
      gpt 5 mini => gpt-5
      gpt-4o 2024-08-06 => gpt-4o
      claude 3.5 haiku => claude-3-haiku
      claude 2 => claude-3-opus
      claude-3-opus-20240301 => claude-3-opus
      gemini 2.5 flash => gemini-2.0-flash
      qwen2.5-72b-instruct => qwen2.5-72b
      mistral-7b-v0.3 => mistral-7b
      mixtral 8x8b => mixtral-8x7b
      falcon-7b-instruct => falcon-40b
      codelama 34b python => code-llama-34b
      dbrx instruct => dbrx
      t5 xxl => t5-11b
      roberta base => roberta-large
      opt 176b => opt-175b
      palm 530b => palm-540b
      grok-2 => grok-1
    `),
  )("%s is none, and %s is near", (text, near) => {
    const [mark, ...nearest] = answer(text ?? "").split(" ");
    expect(mark).toBe("-");
    expect(nearest).toContain(near);
  });

  test.each([
    "dolly",
    "baize 13b",
    "stablelm",
    "starling 7b",
    "redpajama 3b",
    "granite 8b",
    "ernie 4",
    "olmoe",
  ])("%s is never asked back as another", (text) => {
    expect(answer(text)).toMatch(/^-/);
  });
});

/** Names whose meaning the registry has decided to keep open. */
const OPEN = new Set(["GPT"]);
const names = course.models.flatMap((model) =>
  [model.id, model.name, ...model.aliases].filter((name) => !OPEN.has(name)).map((name) => ({ name, model })),
);

const swapLetters = (text: string, at: number): string =>
  text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);

/** One mess made of a name: `at` chooses where. Digits are never touched: another number is another model. */
const MESSES: Record<string, (name: string, at: number) => string> = {
  "no hyphens": (name) => name.replaceAll("-", ""),
  "hyphens for spaces": (name) => name.replaceAll(" ", "-"),
  "upper case": (name) => name.toUpperCase(),
  "lower case": (name) => name.toLowerCase(),
  "doubled letter": (name, at) => {
    const letters = [...name.matchAll(/\p{L}/gu)].map((match) => match.index);
    const place = letters[at % Math.max(1, letters.length)] ?? 0;
    return name.slice(0, place + 1) + name.slice(place);
  },
  "swapped letters": (name, at) => {
    const pairs = [...name.matchAll(/(?=\p{L}{2})/gu)].map((match) => match.index);
    return pairs.length === 0 ? name : swapLetters(name, pairs[at % pairs.length] ?? 0);
  },
  "missing letter": (name, at) => {
    const letters = [...name.matchAll(/(?<=\p{L}{2})\p{L}/gu)].map((match) => match.index);
    const place = letters[at % Math.max(1, letters.length)];
    return place === undefined ? name : name.slice(0, place) + name.slice(place + 1);
  },
  "missing word": (name, at) => {
    const words = name.split(/[ -]/);
    return words.length < 2 ? name : words.filter((_, place) => place !== at % words.length).join(" ");
  },
};

const squash = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}.+]/gu, "");
const partsOf = (text: string): string[] => text.toLowerCase().match(/\d+(?:\.\d+)?|\p{L}+/gu) ?? [];
const spellings = (model: Model): string[] => [model.id, model.name, ...model.aliases];
const distance = (text: string, model: Model): number =>
  Math.min(...spellings(model).map((name) => editDistance(squash(text), squash(name))));

/**
 * Whether a text may be taken for `found` though it was made from `original`. It names `found` as well as the original by
 * letters alone; or it is a part of `found`'s name, numbers and all, and whatever else of that name was left out, the
 * original's was too ("Llama 3 8B" of "Llama 3 8B Instruct"). None of this uses the code under test.
 */
function reallyNames(text: string, found: Model, original: Model): boolean {
  if (distance(text, found) <= distance(text, original)) return true;
  return spellings(found).some((name) => {
    const named = partsOf(name);
    return partsOf(text).every((part) => named.includes(part));
  });
}

describe("random models with random messes", () => {
  /** `other` is a model that the messed text really names, `lost` what did not even lead to the model by a button. */
  const tally = { found: 0, other: 0, asked: 0, unknown: 0, lost: [] as string[] };
  const count = (text: string, model: Model): string | undefined => {
    const result = findModel(course, text);
    if (result.kind === "unknown") tally.unknown++;
    else if (result.kind === "ambiguous") tally.asked++;
    else if (result.model === model) tally.found++;
    else if (reallyNames(text, result.model, model)) tally.other++;
    else return `${text} → ${result.model.id}, not ${model.id}`;
    const near =
      result.kind === "found"
        ? [result.model]
        : result.kind === "unknown"
          ? result.nearest
          : result.candidates;
    if (!near.includes(model)) tally.lost.push(text);
    return undefined;
  };

  test("never become another model, and the model is found or offered", () => {
    const mess = fc.constantFrom(...Object.keys(MESSES));
    const wrong: string[] = [];
    fc.assert(
      fc.property(fc.constantFrom(...names), mess, fc.nat(40), ({ name, model }, kind, at) => {
        const text = MESSES[kind]?.(name, at) ?? name;
        const mistake = count(text, model);
        if (mistake !== undefined) wrong.push(`${kind}: ${mistake}`);
      }),
      { numRuns: 4_000, seed: 20_240_718 },
    );
    const { found, other, asked, unknown, lost } = tally;
    const all = found + other + asked + unknown;
    const share = (part: number) => `${((100 * part) / all).toFixed(1)} %`;
    const figures = `found ${share(found)}, asked ${share(asked)}, unknown ${share(unknown)}, another that it names ${share(other)}, not offered ${share(lost.length)} of ${all}: ${lost.slice(0, 12).join(" | ")}`;
    expect(wrong, figures).toEqual([]);
    expect(found / all, figures).toBeGreaterThan(0.85);
    expect(lost.length / all, figures).toBeLessThan(0.04);
  });
});

test("what is asked back is offered while typing, too, in the same order", () => {
  for (const text of ["mixtral big", "gofer", "latest claude", "mpt 7"]) {
    const result = findModel(course, text);
    const asked = result.kind === "ambiguous" ? result.candidates : [];
    expect(completeModels(course, text, 25)).toEqual(asked);
    expect(asked.length).toBeGreaterThan(0);
  }
});
