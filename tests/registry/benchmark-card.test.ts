import { describe, expect, test } from "vitest";
import type { Benchmark } from "../../src/course/content.ts";
import { benchmarkCard, exampleAnswer } from "../../src/registry/benchmark-card.ts";
import { toText } from "../../src/replies/to-text.ts";
import { course } from "../course/registry.ts";
import { buttonsOf, replyOf } from "../support/router.ts";
import { dataOf, menusOf, refusal, reply, rowsOf, world } from "./real-world.ts";

describe("/benchmark", () => {
  test("every card renders and invents nothing", () => {
    for (const benchmark of course.benchmarks) {
      const text = toText(benchmarkCard(course, benchmark));
      expect(text, benchmark.id).not.toMatch(/undefined|NaN|\[object/);
      expect(text).toContain("Known problems (a summary)");
    }
  });

  test("of MMLU: size, levels, problems, best five, errata and the way to the leaderboard", async () => {
    const outcome = await world.ask("/benchmark mmlu");
    const text = toText(replyOf(outcome));
    for (const words of [
      /14,042 questions †/,
      /Random guess +25 %/,
      /People +89\.8 %/,
      /1–2 +OpenAI o3/,
      /Slide: "Llama 3 405B"/,
    ])
      expect(text).toMatch(words);
    expect(buttonsOf(outcome).map(({ value }) => value)).toContain("leaderboard mmlu");
    expect(dataOf<unknown[]>(replyOf(outcome), "best").length).toBe(5);
  });

  test("errata about MMLU-Pro are not about MMLU", () => {
    const card = benchmarkCard(
      { ...course, errata: course.errata.map((one) => ({ ...one, slideSays: "MMLU-Pro", sourceSays: "x" })) },
      course.benchmarks.find(({ id }) => id === "mmlu") as Benchmark,
    );
    expect(card.data?.errata).toEqual([]);
  });

  test("shows the best that is known, and first a group that does not rest on a slide", async () => {
    const answer = await reply("/benchmark gsm8k");
    expect(toText(answer)).toMatch(
      /Best known scores here, .*not ranked.*\n.*Llama 3\.1 405B Instruct: 96\.8 %/,
    );
    expect(rowsOf(answer)[0]).toEqual(["1–2", "Llama 3.1 405B Instruct", "96.8 %"]);
    expect(toText(answer)).not.toContain("‡");
  });

  test("the answer of our own item waits behind a line that every platform can give", async () => {
    const outcome = await world.ask("/benchmark imdb");
    const button = buttonsOf(outcome).find(({ label }) => label === "Show the answer");
    expect(button).toMatchObject({ action: "run", value: "benchmark imdb answer:yes" });
    expect(toText(replyOf(outcome))).not.toContain("There is praise in it");
    const before = { kind: "action", action: "benchmark.answer", value: "imdb" } as const;
    for (const input of [`/${button?.value}`, before])
      expect(toText(replyOf(await world.ask(input)))).toMatch(/^Answer: B\. Negative\nThere is praise in it/);
    expect(await refusal("/benchmark imdb answer:perhaps")).toMatch(/Write answer:yes or answer:no/);
  });

  test("a benchmark without an item of our own has no such button, and says so when asked", () => {
    const { example: _, ...without } = course.benchmarks.find(({ id }) => id === "imdb") as Benchmark;
    expect(JSON.stringify(benchmarkCard(course, without).blocks)).not.toContain("Show the answer");
    expect(toText(exampleAnswer(without))).toContain("No example of our own");
  });

  test("without a name lists all by group; wrong names are said or asked about", async () => {
    const list = await reply("/benchmark");
    expect(menusOf(list).flatMap(({ options }) => options)).toHaveLength(course.benchmarks.length);
    expect(menusOf(list).every(({ options }) => options.length <= 25)).toBe(true);
    expect(await refusal("/benchmark gpq")).toMatch(/could be several benchmarks: GPQA, GPQA Diamond/);
    expect(await refusal("/benchmark zorglub")).toMatch(/No benchmark called zorglub/);
    const gone = await world.ask({ kind: "action", action: "benchmark.answer", value: "gone" });
    expect(toText(replyOf(gone))).toMatch(/benchmarks, .* scores/);
  });
});
