import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choose } from "../../commands/choose.ts";
import { strengths } from "../../src/labs/bradley-terry.ts";
import { answerSeconds, tokenCost } from "../../src/labs/offers.ts";
import { candidatesOf, rate, untold, type Weights } from "../../src/registry/choose.ts";
import { choosing } from "../../src/registry/choosing.ts";
import { course, model } from "../course/registry.ts";

const NONE: Weights = { quality: 0, price: 0, latency: 0, context: 0, openness: 0 };
const usage = { inTokens: 1000, outTokens: 300, requests: 1000 };
const pool = ["gpt-4o", "claude-3.5-sonnet", "llama-3.1-405b-instruct", "llama-3.1-8b-instruct"].map(model);
const candidates = candidatesOf(course, pool, { task: "anything", usage });
const first = (weights: Partial<Weights>): string | undefined =>
  rate(candidates, { ...NONE, ...weights })[0]?.candidate.model.id;

describe("formulas", () => {
  test("cost and time of an answer", () => {
    const cost = tokenCost({
      inTokens: 1200,
      outTokens: 300,
      pricePerMillionIn: 3,
      pricePerMillionOut: 15,
      requests: 10_000,
    });
    expect(cost).toBeCloseTo(81, 9);
    expect(answerSeconds({ secondsToFirstToken: 0.5, outTokens: 300, tokensPerSecond: 60 })).toBeCloseTo(
      5.5,
      9,
    );
  });

  const column = (values: Record<string, number>, better: "higher" | "lower" = "higher") => ({
    better,
    values: new Map(Object.entries(values)),
  });

  test("two who never met are compared by whom they met", () => {
    const columns = [column({ strong: 9, middle: 5 }), column({ middle: 5, weak: 1 })];
    const found = strengths(Array.from({ length: 10 }, () => columns).flat());
    const chance = (id: string): number => found.get(id)?.chance ?? Number.NaN;
    expect(chance("strong")).toBeGreaterThan(chance("middle"));
    expect(chance("middle")).toBeCloseTo(0.5, 2);
    expect(chance("weak")).toBeLessThan(chance("middle"));
    expect(found.get("middle")?.duels).toBe(20);
  });

  test("beating only weak ones is worth less than a mean win rate of 100 % says", () => {
    const many = Array.from({ length: 12 }, () => column({ a: 9, b: 8, c: 7 }));
    const few = [column({ c: 7, onlyMeetsC: 8 }), column({ c: 7, onlyMeetsC: 8 })];
    const found = strengths([...many, ...few]);
    expect(found.get("onlyMeetsC")?.chance ?? 1).toBeLessThan(found.get("a")?.chance ?? 0);
  });

  test("the direction counts, ties are halves, a column of one says nothing", () => {
    const found = strengths([column({ a: 1, b: 2 }, "lower"), column({ c: 5 })]);
    expect(found.get("a")?.chance ?? 0).toBeGreaterThan(0.5);
    expect(found.has("c")).toBe(false);
    const tied = strengths([column({ a: 1, b: 1 })]);
    expect(tied.get("a")?.chance).toBeCloseTo(0.5, 6);
  });

  test("any table gives chances between 0 and 1", () => {
    const columns = fc.array(
      fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.double({ noNaN: true, min: -1e6, max: 1e6 })),
    );
    fc.assert(
      fc.property(columns, (tables) => {
        for (const { chance } of strengths(tables.map((values) => column(values))).values()) {
          expect(chance).toBeGreaterThan(0);
          expect(chance).toBeLessThan(1);
        }
      }),
    );
  });
});

describe("weighing", () => {
  test("one criterion alone puts its best first", () => {
    expect(first({ quality: 1 })).not.toBe("llama-3.1-8b-instruct");
    expect(first({ price: 1 })).toBe("llama-3.1-8b-instruct");
    expect(first({ context: 1 })).toBe("claude-3.5-sonnet");
    expect(
      rate(candidates, { ...NONE, openness: 1 })
        .slice(0, 2)
        .every(({ candidate }) => candidate.open),
    ).toBe(true);
  });

  test("points are the weighted mean; the worst has 0, the best 1", () => {
    const rated = rate(candidates, { ...NONE, quality: 3, price: 1 });
    for (const { parts, low } of rated) {
      const mean = parts.reduce((sum, { points, weight }) => sum + (points ?? 0) * weight, 0) / 4;
      expect(low).toBeCloseTo(mean, 12);
    }
    const prices = rated.map(({ parts }) => parts.find(({ criterion }) => criterion === "price")?.points);
    expect([Math.min(...prices.map(Number)), Math.max(...prices.map(Number))]).toEqual([0, 1]);
  });

  test("what is unknown counts nothing for certain and everything at best", () => {
    const withUnknown = candidatesOf(course, [...pool, model("gpt-4"), model("palm-540b")], {
      task: "anything",
      usage,
    });
    const rated = rate(withUnknown, { ...NONE, quality: 1, price: 1 });
    const palm = rated.find(({ candidate }) => candidate.model.id === "palm-540b");
    expect(palm?.parts.find(({ criterion }) => criterion === "price")?.points).toBeNull();
    expect(palm?.high).toBeGreaterThan(palm?.low ?? 1);
  });

  test("latency is left out while nobody has measured it, and said so", () => {
    expect(untold(candidates)).toContain("latency");
    const reply = choosing(course, pool, { task: "code", usage, weights: { ...NONE, latency: 5, price: 5 } });
    expect(JSON.stringify(reply.blocks)).toContain("latency");
    expect(reply.data?.leftOut).toEqual(["latency"]);
    const measured = {
      ...course,
      offers: course.offers.map((offer) => ({ ...offer, secondsToFirstToken: 0.4, tokensPerSecond: 80 })),
    };
    expect(untold(candidatesOf(measured, pool, { task: "anything", usage }))).not.toContain("latency");
  });

  test("free offers and contexts of nothing do no harm to the scale", () => {
    const free = course.offers.map((offer) =>
      offer.model === "gpt-4o" ? { ...offer, input: 0, output: 0 } : offer,
    );
    const rated = rate(candidatesOf({ ...course, offers: free }, pool, { task: "anything", usage }), {
      ...NONE,
      price: 1,
    });
    const points = Object.fromEntries(rated.map(({ candidate, low }) => [candidate.model.id, low]));
    expect(points["gpt-4o"]).toBe(1);
    expect(points["llama-3.1-8b-instruct"]).toBe(1);
    expect(points["llama-3.1-405b-instruct"]).toBeGreaterThan(0.3);
    const empty = course.offers.map((offer) => ({ ...offer, context: 0 }));
    for (const { low, high } of rate(
      candidatesOf({ ...course, offers: empty }, pool, { task: "anything", usage }),
      { ...NONE, context: 1 },
    )) {
      expect(Number.isFinite(low) && Number.isFinite(high)).toBe(true);
    }
  });

  const wordsOf = (weights: Partial<Weights>, among = pool): string =>
    JSON.stringify(
      choosing(course, among, { task: "anything", usage, weights: { ...NONE, ...weights } }).blocks,
    );

  test("nothing weighed or nothing known is a mistake with a way out", () => {
    const reply = choosing(course, pool, { task: "anything", usage, weights: NONE });
    expect(reply.error).toBe(true);
    expect(JSON.stringify(reply.blocks)).toContain("All weights are 0");
    expect(wordsOf({ price: 1 }, [model("palm-540b"), model("gopher-280b")])).toContain("among:");
    expect(wordsOf({ latency: 3 })).toContain("seconds_to_first_token");
  });

  test("whoever could be ahead is counted and named", () => {
    const weights = { ...NONE, quality: 5, price: 5 };
    const unsold = {
      ...course,
      offers: course.offers.filter((offer) => offer.model !== "claude-3.5-sonnet"),
    };
    const reply = choosing(unsold, pool, { task: "anything", usage, weights });
    const text = expect.stringMatching(
      /best of those with known price; Claude 3\.5 Sonnet.* could be ahead$/,
    );
    expect(reply.blocks[0]).toMatchObject({ text });
    expect(JSON.stringify(reply.blocks)).toMatch(/Could be ahead if .*Claude 3\.5 Sonnet.* \(up to 1\.00\)/);
    expect(reply.data?.couldBeAhead).toEqual(["claude-3.5-sonnet"]);
    const sure = choosing(course, pool, { task: "anything", usage, weights });
    expect(JSON.stringify(sure.blocks)).not.toContain("ould be ahead");
    expect(sure.data?.couldBeAhead).toEqual([]);
  });

  test("a chance from few comparisons is marked and explained", () => {
    const duels = 10;
    const quality = candidates.map((each) => each.quality?.duels ?? 0);
    expect(Math.min(...quality)).toBeGreaterThan(duels);
    expect(wordsOf({ quality: 5 })).not.toContain(", few)");
    const sparse = { ...course, scores: course.scores.filter(({ benchmark }) => benchmark === "humaneval") };
    const among = course.models.filter(({ id }) => course.offers.some((offer) => offer.model === id));
    const reply = choosing(sparse, among, { task: "code", usage, weights: { ...NONE, quality: 5 } });
    expect(JSON.stringify(reply.blocks)).toMatch(/% \(\d+, few\)/);
    expect(JSON.stringify(reply.blocks)).toContain("the chance is rough");
  });

  test("the buttons ask about the same models and keep the other weights", () => {
    const { blocks } = choosing(course, pool, {
      task: "code",
      usage,
      weights: { ...NONE, quality: 8, price: 4 },
      among: pool.map(({ id }) => id),
    });
    const buttons = blocks.flatMap((block) => (block.kind === "actions" ? block.buttons : []));
    for (const { value } of buttons)
      expect(value).toContain(`among:"${pool.map(({ id }) => id).join(", ")}"`);
    const open = buttons.find(({ label }) => label === "Open weights matter most");
    expect(open?.value).toContain("quality:8 price:4 latency:0 context:0 openness:10");
  });

  test("the working adds up to the points that are shown", () => {
    const { blocks, data } = choosing(course, pool, {
      task: "anything",
      usage,
      weights: { ...NONE, quality: 5, price: 3 },
    });
    const text = blocks.flatMap((block) => (block.kind === "text" ? [block.text] : [])).join();
    const [, quality, , price] = /quality ([\d.]+) × (\d+) \+ price ([\d.]+) × 3\) ÷ 8/.exec(text) ?? [];
    const [best] = (data?.models ?? []) as { points: { low: number } }[];
    expect((Number(quality) * 5 + Number(price) * 3) / 8).toBeCloseTo(best?.points.low ?? -1, 1);
    expect(text).toContain(best?.points.low.toFixed(2));
  });
});

describe("the task in a person's words", () => {
  const { task, among } = choose.args;
  const parse = (word: string) => task?.parse([word], { course, commands: [] });
  test.each([
    ["maths", "mathematics"],
    ["math", "mathematics"],
    ["coding", "code"],
    ["programming", "code"],
    ["tool", "tools"],
    ["long", "long-texts"],
    ["languages", "multilingual"],
    ["chatbot", "chat"],
  ])("%s is %s", (word, meant) => expect(parse(word)).toBe(meant));

  test("a slip is asked back, anything else gets the list", () => {
    expect(() => parse("resoning")).toThrow("Did you mean `reasoning`?");
    expect(() => parse("xyz")).toThrow("is none of these");
    expect(() => parse("xyz")).not.toThrow("Did you mean");
  });

  test("too few models are answered with an example of this command", () => {
    expect(() => among?.parse(["gpt-4o"], { course, commands: [] })).toThrow("/choose among:");
  });
});

test("a context that the price list rounds is the model's own, a shorter one that is sold stays", () => {
  const usage = { inTokens: 1000, outTokens: 100, requests: 1 };
  const contextOf = (offered: number): number | undefined => {
    const offers = course.offers.map((offer) =>
      offer.model === "gpt-4.1" ? { ...offer, context: offered } : offer,
    );
    return candidatesOf({ ...course, offers }, [model("gpt-4.1")], { task: "anything", usage })[0]?.context;
  };
  expect(contextOf(1_000_000)).toBe(1_047_576);
  expect(contextOf(128_000)).toBe(128_000);
});
