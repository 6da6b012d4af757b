import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editDistance } from "../../src/course/edit-distance.ts";
import { completeNamed, findNamed, type NamedEntry } from "../../src/course/find-named.ts";
import { course } from "./registry.ts";

/** "mmlu" where one is taken, with "~" where that must be said; "? …" asked back; "- …" unknown with the nearest. */
function answer(entries: readonly NamedEntry[], text: string): string {
  const result = findNamed(entries, text);
  if (result.kind === "found") return (result.exact ? "" : "~") + result.entry.id;
  const [mark, near] = result.kind === "unknown" ? ["-", result.nearest] : ["?", result.candidates];
  return [mark, ...near.map(({ id }) => id)].join(" ");
}

const lines = (text: string): string[][] =>
  text
    .trim()
    .split("\n")
    .map((line) => line.split(" => ").map((part) => part.trim()));

/** The benchmarks themselves may gain aliases, which make a taken name an exact one; what is taken stays. */
const taken = (text: string): string => answer(course.benchmarks, text).replace("~", "");

describe("benchmarks as people type them", () => {
  test.each(
    lines(`
      mmlu pro => mmlu-pro
      MMLU => mmlu
      mmul => mmlu
      the mmlu benchmark => mmlu
      what is mmlu? => mmlu
      human eval => humaneval
      humanevall => humaneval
      gsm 8k => gsm8k
      gsm8 k => gsm8k
      hella swag => hellaswag
      helaswag => hellaswag
      arc challenge => arc-c
      arc chalenge => arc-c
      easy arc => arc-e
      truthful qa => truthfulqa
      qa truthful => truthfulqa
      truthfullqa => truthfulqa
      big bench hard => bbh
      bigbench => bigbench
      big-bench => bigbench
      gpqa diamond => gpqa-diamond
      diamond gpqa => gpqa-diamond
      infinite bench => infinitebench-en-mc
      math500 => math-500
      math => math
      needle in haystack => nih-multi-needle
      squad 2 => squad
      pile => pile
      swe bench => swe-bench-verified
      mtbench => mt-bench
      natural question => naturalquestions
      wino grande => winogrande
      winograde => winogrande
      open book qa => openbookqa
      bool q => boolq
      berkeley function calling => bfcl
      proverbs => bigbench-english-proverbs
      if eval => ifeval
      agi eval => agieval
    `),
  )("%s is %s", (text, id) => {
    expect(taken(text ?? "")).toBe(id);
  });

  test.each(
    lines(`
      race => race-h race-m
      function calling => bfcl nexus
      mmmu => mmlu
    `),
  )("%s is asked back: %s", (text, ids) => {
    const [mark, ...candidates] = taken(text ?? "").split(" ");
    expect([mark, candidates.sort()]).toEqual(["?", (ids ?? "").split(" ").sort()]);
  });

  test.each(
    lines(`
      math 5 => math
      mmlu 2 => mmlu
      aime 2025 => aime-2024
      squad 1.1 => squad
      wikitext 2 => wikitext-103
      medmcqa => medqa
      swe bench lite => swe-bench-verified
      humaneval+ => humaneval
      winogradsky => winogrande
    `),
  )("%s is none; %s is offered", (text, id) => {
    const [mark, ...nearest] = taken(text ?? "").split(" ");
    expect(mark).toBe("-");
    expect(nearest).toContain(id);
  });

  test.each(["superglue", "xyzzy", "a", "…", ""])("%s is nothing and nothing is near", (text) => {
    expect(taken(text)).toBe("-");
  });

  test("every id and name finds its own exactly", () => {
    for (const { id, name } of course.benchmarks)
      for (const text of [id, name])
        expect(`${text} → ${answer(course.benchmarks, text)}`).toBe(`${text} → ${id}`);
  });
});

const term = (id: string, name: string, ...aliases: string[]): NamedEntry => ({ id, name, aliases });
const terms = [
  term("attention", "Attention", "self-attention"),
  term("chain-of-thought", "Chain of thought", "CoT"),
  term("chinchilla-scaling", "Chinchilla scaling", "chinchilla laws"),
  term("few-shot", "Few-shot", "5-shot"),
  term("hallucination", "Hallucination"),
  term("kaplan-scaling", "Kaplan scaling", "kaplan laws", "kaplan scaling laws"),
  term("key-value-cache", "Key-value cache", "KV cache"),
  term("mixture-of-experts", "Mixture of experts", "MoE"),
  term("multi-head-attention", "Multi-head attention"),
  term("power-law", "Power law"),
  term("rlhf", "RLHF"),
  term("scaling-law", "Scaling law", "neural scaling laws"),
  term("sentence-embedding", "Sentence embedding"),
  term("t-sne", "t-SNE"),
  term("tokeniser", "Tokeniser"),
  term("top-k-routing", "Top-k routing"),
  term("top-p", "Top-p"),
];

describe("terms as people type them", () => {
  test.each(
    lines(`
      atention => ~attention
      what is attention => attention
      scaling kaplan laws => ~kaplan-scaling
      laws scaling => ~scaling-law
      power laws => power-law
      mixture experts => mixture-of-experts
      experts mixture => ~mixture-of-experts
      kv-cache => key-value-cache
      cache kv => ~key-value-cache
      chain thought => chain-of-thought
      rhlf => ~rlhf
      fewshot => few-shot
      tokenizers => tokeniser
      halucinations => ~hallucination
      sentence embedings => ~sentence-embedding
      tsne => t-sne
      top p => top-p
      head => ~multi-head-attention
      scaling => ? kaplan-scaling chinchilla-scaling scaling-law
      law => ? power-law scaling-law kaplan-scaling chinchilla-scaling
      3-shot => - few-shot
      dropout => -
    `),
  )("%s → %s", (text, wanted) => {
    const [mark = "", ...ids] = answer(terms, text ?? "").split(" ");
    const [wantedMark = "", ...wantedIds] = (wanted ?? "").split(" ");
    expect(mark).toBe(wantedMark);
    if (mark === "-") expect(ids).toEqual(expect.arrayContaining(wantedIds));
    else expect(ids.sort()).toEqual(wantedIds.sort());
  });

  test("two entries with the same alias are asked, an id or a name goes before an alias", () => {
    const entries = [
      term("arc-c", "ARC Challenge", "arc"),
      term("arc-e", "ARC Easy", "arc"),
      term("x", "CoT", "y"),
    ];
    expect(answer(entries, "ARC")).toBe("? arc-c arc-e");
    expect(answer([...entries, term("arc", "Arc")], "arc")).toBe("arc");
  });
});

describe("random messes", () => {
  const all = course.benchmarks;
  const words = (text: string): string[] => text.toLowerCase().match(/\d+(?:\.\d+)?|\p{L}+/gu) ?? [];
  const squash = (text: string): string => words(text).join("");
  const spellings = ({ id, name, aliases }: NamedEntry): string[] => [id, name, ...aliases];
  const distance = (text: string, entry: NamedEntry): number =>
    Math.min(...spellings(entry).map((name) => editDistance(squash(name), squash(text))));

  /** A text names an entry if it is no further from it than from the one it was made from, or is a part of its name. */
  const reallyNames = (text: string, found: NamedEntry, original: NamedEntry): boolean =>
    distance(text, found) <= distance(text, original) ||
    spellings(found).some((name) => words(text).every((word) => words(name).includes(word)));

  test("never become another entry, and lead to their own", () => {
    const names = all.flatMap((entry) => [entry.name, entry.id].map((name) => ({ name, entry })));
    const tally = { own: 0, offered: 0, lost: 0 };
    const wrong: string[] = [];
    const messed = (name: string, how: number, at: number): string => {
      const place = at % Math.max(1, name.length - 1);
      const letters = /^\p{L}{2}$/u.test(name.slice(place, place + 2));
      if (how === 0) return name.replace(/[ -]/g, "");
      if (how === 1) return name.toUpperCase().replaceAll("-", " ");
      if (how === 2) return name.split(/[ -]/).reverse().join(" ");
      if (!letters) return name;
      if (how === 3) return name.slice(0, place) + name.charAt(place) + name.slice(place);
      return name.slice(0, place) + name.charAt(place + 1) + name.charAt(place) + name.slice(place + 2);
    };
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(4), fc.nat(60), ({ name, entry }, how, at) => {
        const text = messed(name, how, at);
        const result = findNamed(all, text);
        if (result.kind === "found") {
          if (result.entry === entry) tally.own++;
          else if (!reallyNames(text, result.entry, entry)) wrong.push(`${text} → ${result.entry.id}`);
          return;
        }
        const near = result.kind === "unknown" ? result.nearest : result.candidates;
        if (near.includes(entry)) tally.offered++;
        else tally.lost++;
      }),
      { numRuns: 2_000, seed: 7 },
    );
    const count = tally.own + tally.offered + tally.lost;
    const figures = `of ${count}: own ${tally.own}, offered ${tally.offered}, lost ${tally.lost}`;
    expect(wrong, figures).toEqual([]);
    expect(tally.own / count, figures).toBeGreaterThan(0.95);
    expect(tally.lost / count, figures).toBeLessThan(0.01);
  });

  test("no text makes it fail, and completion repeats nothing", () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom("mmlu", "arc", "8k", "+", "İ", "ﬁ", "2.0"));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const text = pieces.join(" ");
        const result = findNamed(all, text);
        if (result.kind === "ambiguous") expect(result.candidates.length).toBeGreaterThan(0);
        const offered = completeNamed(all, text, 7);
        expect(offered.length).toBeLessThanOrEqual(7);
        expect(new Set(offered).size).toBe(offered.length);
      }),
      { numRuns: 400 },
    );
    expect(findNamed(all, "a".repeat(1_000_000)).kind).toBe("unknown");
    expect(findNamed([], "mmlu")).toEqual({ kind: "unknown", nearest: [] });
  });
});

describe("completion", () => {
  const complete = (entries: readonly NamedEntry[], text: string): string[] =>
    completeNamed(entries, text, 5).map(({ id }) => id);

  test("names that begin so, then words that do, then letters inside, then what may be meant", () => {
    expect(complete(terms, "att")).toEqual(["attention", "multi-head-attention"]);
    expect(complete(terms, "scal").slice(0, 3)).toEqual([
      "scaling-law",
      "chinchilla-scaling",
      "kaplan-scaling",
    ]);
    expect(complete(terms, "law kap")).toEqual(["kaplan-scaling"]);
    expect(complete(terms, "zzqq")).toEqual([]);
    expect(complete(terms, "atention")).toEqual(["attention"]);
    expect(complete(terms, "")).toEqual(terms.slice(0, 5).map(({ id }) => id));
  });

  test("what is found comes first", () => {
    for (const { id, name } of course.benchmarks)
      for (const text of [id, name]) expect(complete(course.benchmarks, text)[0]).toBe(id);
  });
});
