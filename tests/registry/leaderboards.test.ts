import { describe, expect, test } from "vitest";
import type { Benchmark } from "../../src/course/content.ts";
import { agrees, averageRows } from "../../src/registry/average-board.ts";
import { benchmarkBoard } from "../../src/registry/benchmark-board.ts";
import { statusMark, statusNote } from "../../src/registry/sources.ts";
import type { Reply } from "../../src/replies/reply.ts";
import { toText } from "../../src/replies/to-text.ts";
import { course } from "../course/registry.ts";
import { buttonsOf, replyOf } from "../support/router.ts";
import { dataOf, menusOf, refusal, reply, rowsOf, world } from "./real-world.ts";

const heading = ({ blocks }: Reply): string => blocks.find((block) => block.kind === "heading")?.text ?? "";

describe("/leaderboard of a benchmark", () => {
  test("ranks the largest comparable group, with ranges within noise, people and chance apart", async () => {
    const answer = await reply("/leaderboard mmlu");
    expect(heading(answer)).toBe(
      "MMLU: OpenAI o3 (high effort) with 93.3 % is first of 26, within noise of 1 other",
    );
    const rows = rowsOf(answer);
    expect(rows[0]).toEqual(["1–2", "OpenAI o3 (high effort)", "93.3 % ¹"]);
    expect(rows.slice(26).map(([place, name]) => [place, name])).toEqual([
      ["–", "Estimated expert"],
      ["–", "Average human rater"],
      ["–", "Random guess"],
    ]);
    expect(answer.data).toMatchObject({ evaluator: "simple-evals", items: 14_042, comparable: true });
  });

  test("offers the other groups, each of which it then shows", async () => {
    const [menu] = menusOf(await reply("/leaderboard mmlu"));
    expect(menu?.options.length).toBeGreaterThan(10);
    for (const { value } of menu?.options ?? []) {
      const shown = await reply(value);
      expect(shown.error, value).toBeUndefined();
      const { setting, evaluator } = shown.data as { setting: { words: string }; evaluator: string };
      expect(value).toContain(evaluator);
      expect(setting.words).not.toBe("0-shot, CoT (simple-evals)");
    }
  });

  test("a setting is found by its words, and 5-shot is not 25-shot", async () => {
    const settingOf = async (line: string) => dataOf<{ words: string }>(await reply(line), "setting").words;
    expect(await settingOf("/leaderboard mmlu setting:5-shot")).toMatch(/^5-shot/);
    expect(await settingOf("/leaderboard arc-c setting:25-shot")).toMatch(/^25-shot/);
    expect(await settingOf("/leaderboard humaneval setting:simple-evals")).toBe("0-shot, CoT (simple-evals)");
    expect(await refusal("/leaderboard mmlu setting:7-shot")).toMatch(
      /no scores under 7-shot\. Known: 0-shot/,
    );
  });

  test("where a setting fits several evaluators, says which was taken and offers the others", async () => {
    const outcome = await world.ask("/leaderboard mmlu setting:5-shot");
    const [, line] = replyOf(outcome).blocks;
    expect(line).toMatchObject({
      text: expect.stringMatching(
        /5-shot\* fits the scores of \d+ evaluators.*most models \(12\): \*\*5-shot \(Open LLM Leaderboard v1\)/,
      ),
    });
    const [other] = buttonsOf(outcome);
    expect((await reply(other?.value ?? "")).data).toMatchObject({ setting: { words: "5-shot" } });
    expect(other?.label).toContain("The Llama 3 Herd of Models");
    expect(toText(await reply(other?.value ?? ""))).not.toContain("evaluators. Shown");
  });

  test("a long list shows its first 30 and the levels, and says where the rest is", async () => {
    const answer = await reply("/leaderboard mmlu force:yes");
    const total = dataOf<unknown[]>(answer, "ranking").length;
    expect(rowsOf(answer)).toHaveLength(30 + dataOf<unknown[]>(answer, "levels").length);
    expect(toText(answer)).toContain(`The first 30 of ${total} are shown`);
    const benchmark = course.benchmarks.find(({ id }) => id === "mmlu") as Benchmark;
    const { files } = benchmarkBoard(course, { benchmark, force: true });
    expect(files?.[0]?.text.trim().split("\r\n")).toHaveLength(total + 1);
    expect(toText(await reply("/benchmark mmlu"))).toContain(
      `${total} of models, in 24 comparable groups, and 3 of people or chance`,
    );
  });

  test("lower is better where it is", async () => {
    const rows = rowsOf(await reply("/leaderboard wikitext-103"));
    expect(rows.map(([, name]) => name)).toEqual(["Chinchilla 70B", "Gopher 280B"]);
  });

  test("claims nothing about noise where the items are not known", async () => {
    const answer = await reply("/leaderboard gpqa");
    expect(heading(answer)).toMatch(/how noisy the scores are is not known$/);
    expect(answer.data?.items).toBeNull();
  });

  test("force:yes puts all settings into one list and says so", async () => {
    const answer = await reply("/leaderboard lambada force:yes");
    expect(answer.data).toMatchObject({ comparable: false, setting: null });
    expect(toText(answer)).toContain("this order proves little");
    expect(rowsOf(answer)[0]?.[2]).toBe("8-shot");
  });

  test("asof: leaves out what came later, the models too", async () => {
    const answer = await reply("/leaderboard mmlu asof:2022-04");
    const models = dataOf<{ model: string }[]>(answer, "ranking").map(({ model }) => model);
    expect(models[0]).toBe("chinchilla-70b");
    expect(models).not.toContain("gpt-4");
    expect(await refusal("/leaderboard hellaswag asof:2019")).toMatch(
      /No model's score on HellaSwag .* as of 2019/,
    );
  });

  test("says what is wrong with what was typed", async () => {
    expect(await refusal("/leaderboard zorglub")).toMatch(/No leaderboard called zorglub/);
    expect(await refusal("/leaderboard gpq")).toMatch(/could be several leaderboards/);
    expect(await refusal("/leaderboard fever")).toMatch(/No model's score on FEVER/);
    expect(await refusal('/leaderboard mmlu models:"gpt-4o, gpt-4"')).toMatch(
      /works with HELM's mean win rate alone/,
    );
    for (const line of ["/leaderboard mmlu models:gpt-3", "/leaderboard models:gpt-3"])
      expect(await refusal(line)).toMatch(/works with HELM's mean win rate alone/);
    expect(await refusal("/leaderboard helm force:yes")).toMatch(/leave it out/);
    expect((await reply("/leaderboard")).data).toMatchObject({ leaderboards: ["open-llm", "helm"] });
  });
});

describe("/leaderboard open-llm", () => {
  const board = course.leaderboards.find(({ id }) => id === "open-llm");
  const rows = board?.kind === "average" ? averageRows(course, board) : [];

  test("recomputes the slide's eleven averages, and the twelfth is extra", () => {
    expect(rows).toHaveLength(12);
    expect(rows.filter(({ onSlide }) => onSlide)).toHaveLength(11);
    expect(rows.find(({ onSlide }) => !onSlide)?.who.name).toBe("Llama 3 70B Instruct");
    for (const row of rows) {
      expect(row.parts.every((part) => part !== undefined)).toBe(true);
      expect(agrees(row), row.who.name).toBe(true);
    }
    expect(rows[0]).toMatchObject({ published: { score: 81.22 }, mean: expect.closeTo(81.225, 9) });
  });

  test("a difference that rounding does not explain is seen", () => {
    expect(agrees({ difference: 0.0051 })).toBe(false);
    expect(agrees({ difference: -0.005 })).toBe(true);
    expect(agrees({ difference: undefined })).toBe(false);
  });

  test("shows snapshot, closing, duplicates, and what stands only on the slide", async () => {
    const answer = await reply("/leaderboard open-llm");
    expect(heading(answer)).toBe(
      "All 11 averages of the slide agree with the mean of their six scores within rounding; Llama 3 70B Instruct is extra, not on the slide",
    );
    const text = toText(answer);
    expect(text).toMatch(/Figures of +May 2024/);
    expect(text).toMatch(/Closed since +June 2024/);
    expect(text).toContain("leakage was suspected");
    expect(text).toContain("listed twice on the slide");
    expect(text).toContain("¶ only on the slide");
    const second = rowsOf(answer).find(([, name]) => name?.includes("second entry"));
    expect(second?.slice(5).every((cell) => cell.endsWith("¶"))).toBe(true);
    expect(await refusal("/leaderboard open-llm asof:2023")).toMatch(/as it stood in May 2024/);
  });
});

describe("/leaderboard helm", () => {
  test("has the scenarios, the metrics, the findings and how little is known of its own runs", async () => {
    const answer = await reply("/leaderboard helm");
    const text = toText(answer);
    expect(heading(answer)).toBe(
      "HELM: 16 core scenarios, ranked by mean win rate; 7 figures of its own runs are known here",
    );
    for (const word of [
      "NarrativeQA (F1)",
      "MS MARCO, TREC (NDCG@10)",
      "calibration",
      "maintenance mode since 1 June 2026",
    ])
      expect(text).toContain(word);
    expect(text).toMatch(/Closed since +August 2024/);
    expect(dataOf<{ columns: number }[]>(answer, "standings").map(({ columns }) => columns)).toEqual(
      Array(11).fill(16),
    );
  });

  test("the figures that were run for RedPajama have the means their table prints", () => {
    const own = course.scores.filter(({ source }) => source === "redpajama");
    const printed = { "llama-7b": 47.2, "gpt-j-6b": 41.7, "dolly-v2": 39.6, "stablelm-alpha-7b": 28.8 };
    for (const [model, mean] of Object.entries(printed)) {
      const scores = own.filter((score) => score.model === model).map(({ score }) => score);
      expect(scores).toHaveLength(16);
      expect(scores.reduce((sum, score) => sum + score, 0) / 16).toBeCloseTo(mean, 1);
    }
  });

  test("win rates of chosen models, in their pool and among all", async () => {
    const answer = await reply('/leaderboard helm models:"gpt-4o, claude-3.5-sonnet"');
    const [first, second] = dataOf<{ winRate: number; winRateAmongAll: number; columns: number }[]>(
      answer,
      "standings",
    );
    expect((first?.winRate ?? 0) + (second?.winRate ?? 0)).toBeCloseTo(1, 9);
    expect(first?.winRateAmongAll).not.toBeCloseTo(first?.winRate ?? 0, 2);
    expect(first?.columns).toBe(dataOf<string[]>(answer, "columns").length);
    expect(toText(answer)).toContain("The rate depends on the pool");
    const entrants = await reply('/leaderboard helm models:"dolly v2, falcon-7b"');
    expect(entrants.data).toMatchObject({ columns: { length: 16 } });
  });

  test("refuses one model, unknown ones, and a pool without a shared column", async () => {
    expect(await refusal('/leaderboard helm models:"gpt-4o"')).toMatch(/at least two/);
    expect(await refusal('/leaderboard helm models:"gpt-4o, zorglub"')).toMatch(/No model called zorglub/);
    expect(await refusal('/leaderboard helm models:"bert-base, dbrx"')).toMatch(/nothing to win/);
  });
});

test("each status has its mark in one place", () => {
  expect((["seen", "derived", "recalled", "slide-only"] as const).map(statusMark)).toEqual([
    "",
    "",
    "†",
    "¶",
  ]);
  expect(statusNote([{ verified: "slide-only" }, { verified: "seen" }])).toMatch(/^¶ only on the slide/);
  expect(statusNote([{ verified: "seen" }])).toBe("");
});
