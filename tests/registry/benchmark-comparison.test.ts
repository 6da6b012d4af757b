import { beforeAll, describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import type { Benchmark } from "../../src/course/content.ts";
import { benchmarkComparison } from "../../src/registry/benchmark-comparison.ts";
import type { BlockOf, Reply } from "../../src/replies/reply.ts";
import { cellText } from "../../src/replies/text-table.ts";
import { toText } from "../../src/replies/to-text.ts";
import { completeArgument } from "../../src/router/complete.ts";
import { course, model } from "../course/registry.ts";
import { buttonsOf, replyOf, routerWorld, said, type World } from "../support/router.ts";

let world: World;
beforeAll(() => {
  world = routerWorld(course);
});
const reply = async (line: string): Promise<Reply> => replyOf(await world.ask(line));
const refusal = async (line: string): Promise<string> => {
  const outcome = await world.ask(line);
  expect(replyOf(outcome).error, line).toBe(true);
  return said(outcome);
};
const tableOf = ({ blocks }: Reply): BlockOf<"table"> | undefined =>
  blocks.find((block) => block.kind === "table");
const rowsOf = (of: Reply): string[][] => (tableOf(of)?.rows ?? []).map((row) => row.map(cellText));
const heading = ({ blocks }: Reply): string => blocks.find((block) => block.kind === "heading")?.text ?? "";

interface Row {
  benchmark: string;
  setting: { words: string };
  evaluator: string;
  comparable: boolean;
  lead: string | null;
  noise: string;
  scores: Record<string, { value: number; unit: string; source: string; setting: { words: string } }>;
}
const dataRows = (of: Reply): Row[] => of.data?.rows as unknown as Row[];

const COURSE_TABLE = "/compare llama-3.1-405b gpt-4o claude-3.5-sonnet by:benchmarks";
const MODELS = ["llama-3.1-405b-instruct", "gpt-4o", "claude-3.5-sonnet"];

describe("/compare by:benchmarks", () => {
  test("holds every row of the course's Llama table with setting and source", async () => {
    const rows = dataRows(await reply(COURSE_TABLE)).filter(({ evaluator }) => evaluator === "llama3");
    const own = course.scores.filter(({ source, model: id }) => source === "llama3" && MODELS.includes(id));
    expect(rows.flatMap(({ scores }) => Object.values(scores))).toHaveLength(own.length);
    for (const { benchmark, model: id, score, unit } of own) {
      const there = rows.filter((row) => row.benchmark === benchmark).map(({ scores }) => scores[id]);
      expect(there).toContainEqual(
        expect.objectContaining({
          ...{ value: score, unit, source: "llama3" },
          setting: expect.objectContaining({ words: expect.any(String) }),
        }),
      );
    }
  });

  test("reads the base model as its tuned variant and says so", async () => {
    const answer = await reply(COURSE_TABLE);
    expect(answer.data?.readAs).toEqual([{ from: "llama-3.1-405b", to: "llama-3.1-405b-instruct" }]);
    expect(toText(answer)).toMatch(
      /Llama 3\.1 405B is read as Llama 3\.1 405B Instruct, which shares 25 rows/,
    );
    const bases = await reply("/compare llama-3.1-405b deepseek-v3 by:humaneval");
    expect(bases.data?.models).toEqual(["llama-3.1-405b", "deepseek-v3"]);
  });

  test("claims a lead only beyond noise, and none in a mixed row", async () => {
    const rows = dataRows(await reply(COURSE_TABLE));
    const row = (benchmark: string, words: string) =>
      rows.find(
        (each) => each.benchmark === benchmark && each.setting.words === words && each.evaluator === "llama3",
      );
    expect(row("humaneval", "0-shot, pass@1")).toMatchObject({
      lead: null,
      noise: "within",
      comparable: true,
    });
    expect(row("mmlu", "5-shot")).toMatchObject({ lead: "claude-3.5-sonnet", noise: "beyond" });
    expect(row("gpqa", "0-shot, CoT")).toMatchObject({ lead: null, noise: "unknown" });
    expect(row("gsm8k", "8-shot, CoT")).toMatchObject({ lead: null, comparable: false });
  });

  test("the first line counts what the rows say", async () => {
    const answer = await reply(COURSE_TABLE);
    const rows = dataRows(answer);
    const leads = (id: string): number => rows.filter(({ lead }) => lead === id).length;
    const tests = new Set(rows.map(({ benchmark }) => benchmark)).size;
    expect(heading(answer)).toBe(
      `GPT-4o leads ${leads("gpt-4o")} of ${rows.length} rows (${tests} benchmarks) beyond noise, Claude 3.5 Sonnet ${leads("claude-3.5-sonnet")}, Llama 3.1 405B Instruct ${leads(MODELS[0] ?? "")}`,
    );
    const count = (noise: string): number =>
      rows.filter((row) => row.comparable && row.noise === noise).length;
    expect(toText(answer)).toContain(
      `Of the rows ${count("within")} are within noise, ${count("unknown")} have no known noise, 1 is not comparable.`,
    );
    expect(toText(answer)).toMatch(/counts once for each \(MMLU 4 times\)/);
  });

  test("the first line fits into a heading, whoever is compared", async () => {
    const many = "llama-3.1-405b llama-3.1-70b nemotron-4-340b gpt-4o claude-3.5-sonnet mixtral-8x22b";
    const first = heading(await reply(`/compare ${many} by:benchmarks`));
    expect(first).toContain("beyond noise");
    expect(first.length).toBeLessThanOrEqual(150);
  });

  test("a footnote is a letter, and force:yes ranks the row and marks it as mixed", async () => {
    const line = "/compare llama-3.1-405b-instruct nemotron-4-340b claude-3.5-sonnet by:mmlu";
    const plainly = await reply(line);
    const mixed = (of: Reply) => rowsOf(of).find((row) => row.some((cell) => cell.includes("(a)")));
    expect(mixed(plainly)).toEqual(["MMLU", "0-shot, CoT ¹", "88.6 %", "78.7 % (a)", "88.3 %"]);
    expect(toText(plainly)).toContain("(a) a footnote of the source: taken as 0-shot, no CoT.");
    const forced = await reply(`${line.replace("claude-3.5-sonnet ", "")} force:yes`);
    expect(mixed(forced)).toEqual(["MMLU", "0-shot, CoT, mixed ¹", "88.6 % △", "78.7 % (a)"]);
    expect(toText(forced)).toContain("prove little");
  });

  test("what has no row is listed, and with force:yes stands in it, marked", async () => {
    const line = "/compare gpt-3 gopher gpt-4 by:mmlu";
    const outcome = await world.ask(line);
    const text = toText(replyOf(outcome));
    expect(text).toMatch(/Not comparable:.*\n.*MMLU: GPT-4 86\.4 %† \(5-shot\)/);
    expect(text).toContain("† from memory");
    const [button] = buttonsOf(outcome);
    const forced = await reply(button?.value ?? "");
    expect(rowsOf(forced)).toEqual([["MMLU", "5-shot, mixed ¹˒²", "43.9 %", "60.0 %", "86.4 %† △ (a)"]]);
    expect(toText(forced)).toContain("(a) taken as 5-shot, in GPT-4 Technical Report.");
  });

  test("without any shared row says so instead of an empty table", async () => {
    const answer = await reply("/compare qwen-72b gpt-4 by:mmlu");
    expect(heading(answer)).toBe("No two of these models have a score that was taken the same way");
    expect(tableOf(answer)).toBeUndefined();
    const forced = await reply("/compare qwen-72b gpt-4 by:mmlu force:yes");
    expect(rowsOf(forced)[0]?.[1]).toMatch(/^5-shot, mixed/);
    expect(heading(forced)).toMatch(/^MMLU: GPT-4 has 86\.4 % against .* taken in different ways$/);
  });

  test("force:yes takes the scores with the nearest settings, claims no lead, and says once who took them", async () => {
    const forced = await reply("/compare gpt-4 gpt-4o by:mmlu force:yes");
    expect(rowsOf(forced)).toEqual([["MMLU", "5-shot, mixed ¹˒²", "86.4 %† (a)", "89.1 % △ (b)"]]);
    expect(toText(forced)).not.toContain("beyond noise");
    expect(dataRows(forced)[0]).toMatchObject({ lead: null, best: "gpt-4o", noise: "unknown" });
    expect(toText(forced)).toContain("(b) taken as 5-shot, in The Llama 3 Herd of Models.");
  });

  test("where no row holds every model, says so and offers one ranking of all", async () => {
    const outcome = await world.ask("/compare llama-3.1-8b mistral-7b phi-3-mini by:mmlu");
    expect(rowsOf(replyOf(outcome))).toHaveLength(3);
    expect(toText(replyOf(outcome))).toContain("Not comparable: no row holds all of these models");
    const drawn = benchmarkComparison(course, {
      models: ["llama-3.1-8b", "mistral-7b", "phi-3-mini"].map(model),
      ...{ benchmark: course.benchmarks.find(({ id }) => id === "mmlu") as Benchmark },
      ...{ force: false, forcedLine: "" },
    });
    const specs = drawn.blocks.flatMap((block) => (block.kind === "chart" ? block.spec : []));
    expect(specs.map(({ title }) => title)).toEqual([heading(drawn)]);
    expect(JSON.stringify(specs)).toContain("68.8");
    const forced = await reply(buttonsOf(outcome)[0]?.value ?? "");
    expect(rowsOf(forced)).toEqual([["MMLU", "5-shot, mixed ¹˒²", "69.4 % △", "61.1 %", "68.8 % (a)"]]);
    expect(toText(forced)).toContain("(a) taken as 5-shot (Phi-3 report).");
  });

  test("a model in another prompt format is not ranked", async () => {
    const [row] = dataRows(await reply("/compare gpt-3 gopher chinchilla by:race-h"));
    expect(row).toMatchObject({ comparable: false, lead: null });
  });

  test("draws a profile from three axes on, and bars", () => {
    const charts = (ids: string[], id?: string) => {
      const benchmark = course.benchmarks.find((one) => one.id === id);
      const { blocks } = benchmarkComparison(course, {
        models: ids.map(model),
        ...(benchmark === undefined ? {} : { benchmark }),
        ...{ force: false, forcedLine: "" },
      });
      return blocks.flatMap((block) => (block.kind === "chart" ? block.spec : []));
    };
    const [radar, bars, ...more] = charts(MODELS);
    expect(radar).toMatchObject({
      kind: "radar",
      axes: { length: 12 },
      series: [{ group: "Meta" }, { group: "OpenAI" }, { group: "Anthropic" }],
    });
    expect(bars).toMatchObject({
      kind: "bar",
      title:
        "Of the 14 rows here that all 3 have, they differ most on Nexus function calling: by 13.0 points",
    });
    expect(more).toEqual([]);
    expect(charts(["gpt-3-175b", "gopher-280b"], "mmlu").map(({ kind }) => kind)).toEqual(["bar"]);
    const [house] = charts(["gpt-4o", "gpt-4o-mini"]);
    expect(house).toMatchObject({ series: [{ label: "GPT-4o" }, { label: "GPT-4o mini" }] });
    expect(JSON.stringify(house)).not.toContain('"group"');
  });

  test("asof: leaves out later sources, keeps undated ones with a word, refuses models of the future", async () => {
    const then = await reply("/compare gpt-3 gopher chinchilla by:mmlu asof:2022-04");
    expect(toText(then)).toMatch(/As of April 2022:.*Kept although undated: hendrycks\/test README/);
    expect(await refusal("/compare gpt-3 gopher by:mmlu asof:2021-12")).toMatch(
      /No score on MMLU .* as of December 2021/,
    );
    for (const by of ["by:mmlu", "by:tokens", ""])
      expect(await refusal(`/compare gpt-3 gpt-4 ${by} asof:2022-04`)).toBe(
        "Not released yet in April 2022 was GPT-4 (14 March 2023). Leave out asof:, or name a later date.",
      );
  });

  test("says what is wrong with what was typed", async () => {
    expect(await refusal("/compare gpt-3 gopher by:zorglub")).toMatch(/neither a field nor a benchmark/);
    const far = await world.ask("/compare gpt-3 gopher by:foo");
    expect(said(far)).not.toMatch(/context_length|BoolQ/);
    expect(buttonsOf(far).map(({ label }) => label)).toEqual([
      ...["Released", "Parameters", "Training tokens", "Context length"],
      "All benchmarks",
    ]);
    expect(await refusal("/compare gpt-3 gopher by:parametres")).toMatch(/Did you mean Parameters\?/);
    expect(await refusal("/compare gpt-3 gopher by:price")).toMatch(/\/choose shows what models cost/);
    expect(await refusal("/compare gpt-3 gopher by:gp")).toMatch(/could be several benchmarks/);
    expect(await refusal("/compare gpt-3 gopher by:mmlu force:perhaps")).toMatch(/neither yes nor no/);
    expect(await refusal("/compare bert-base dbrx by:benchmarks")).toMatch(/No benchmark score is known/);
    expect(await refusal("/compare gpt-3 gopher by:mmlu asof:soon")).toMatch(/is no date/);
    expect(await refusal("/compare gpt-3 gopher by:mmlx")).toMatch(/Did you mean MMLU/);
  });

  test("completion offers fields, then all benchmarks, then benchmarks by name", () => {
    const offered = (typed: string) =>
      completeArgument({ course, commands }, { command: "compare", argument: "by", typed }).map(
        ({ value }) => value,
      );
    expect(offered("")).toHaveLength(25);
    expect(offered("")).toContain("benchmarks");
    expect(offered("mml")).toEqual(expect.arrayContaining(["mmlu", "mmlu-pro"]));
    expect(offered("context")[0]).toBe("context_length");
    expect(offered("bench")[0]).toBe("benchmarks");
  });

  test("foreign text never becomes markup", async () => {
    const [text] = (await reply("/compare gpt-3 gopher by:**zorglub**")).blocks;
    expect(text).toMatchObject({ text: expect.stringContaining(String.raw`\*\*zorglub\*\*`) });
  });
});
