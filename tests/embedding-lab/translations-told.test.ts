import { describe, expect, test } from "vitest";
import { loadLabData, type ParallelSentence } from "../../src/embedding-lab/lab-data.ts";
import { pairOf, parsePair } from "../../src/embedding-lab/language-pair.ts";
import { multilingualReply, multilingualTexts } from "../../src/embedding-lab/multilingual.ts";
import { oddOnes, saidOf, testSentences } from "../../src/embedding-lab/translations.ts";
import { localConcepts } from "../../src/embeddings/local.ts";
import { UserError } from "../../src/errors.ts";
import { blocksOf, vectorsFrom, wordsOf, written } from "./vectors.ts";

describe("what is perhaps no translation", () => {
  const three: ParallelSentence[] = [{ name: "one", texts: { en: "one", de: "eins", fr: "le train" } }];
  const oddIn = (sentences: ParallelSentence[], vectors: Record<string, number[]>, different?: number) =>
    oddOnes(saidOf(sentences, written(vectors)).said, different).map(({ one, reason }) => [one.text, reason]);

  test("a text that is far less like its partners than they are to each other", () => {
    expect(oddIn(three, { one: [1, 0], eins: [1, 0.1], "le train": [0, 1] })).toEqual([
      ["le train", "partners"],
    ]);
    expect(oddIn(three, { one: [1, 0], eins: [1, 0.1], "le train": [1, 0.2] })).toEqual([]);
  });

  test("a text that is more like another sentence", () => {
    const two = [
      { name: "one", texts: { en: "one", de: "zwei" } },
      { name: "two", texts: { en: "two", de: "eins" } },
    ];
    const vectors = { one: [1, 0], eins: [1, 0.1], two: [0.5, 1], zwei: [0.5, 1] };
    expect(oddIn(two, vectors).map(([, reason]) => reason)).toEqual(Array(4).fill("other sentence"));
  });

  test("a pair that is less alike than different sentences are", () => {
    const pair = [{ name: "one", texts: { en: "one", de: "eins" } }];
    const vectors = { one: [1, 0], eins: [1, 3] };
    expect(oddIn(pair, vectors, 0.44)).toHaveLength(2);
    expect(oddIn(pair, vectors, 0.2)).toEqual([]);
  });

  test("is said above the picture, with what else it can be", async () => {
    const { sentences: beside } = await loadLabData();
    const local = localConcepts();
    const told = async (texts: Record<string, string>) => {
      const sentences = [{ name: "own", texts }];
      const vectorsOf = await vectorsFrom(local, multilingualTexts([...sentences, ...beside]));
      return wordsOf(multilingualReply({ sentences, beside, own: true, vectorsOf, provider: local }));
    };
    const wrong = await told({ en: "Good morning", de: "Guten Morgen", fr: "Le train est en retard" });
    expect(wrong).toMatch(
      /Perhaps no translation: .*“Le train est en retard” \(French\) has a cosine of 0\.39/,
    );
    expect(wrong).toContain("or the vectors do not know its words");
    const right = await told({
      en: "The train is late",
      de: "Der Zug ist verspätet",
      fr: "Le train est en retard",
    });
    expect(right).not.toContain("Perhaps no translation");
    expect(right).toContain("For comparison, Lectern's own sentences with these vectors: translations 0.78");
    await local.close();
  });
});

describe("a pair of languages", () => {
  test.each([
    ["en-fr", { from: "en", to: "fr" }],
    ["French", { to: "fr" }],
    ["German to FR", { from: "de", to: "fr" }],
    ["sv", { to: "sv" }],
  ])("%s is read", (typed, pair) => {
    expect(parsePair(typed)).toEqual(pair);
  });

  test.each(["", "en-en", "klingon", "en-de-fr", "12"])("%j is refused", (typed) => {
    expect(() => parsePair(typed)).toThrow(UserError);
  });

  test("one language stands beside the first; one that is missing is said", () => {
    const languages = ["en", "de", "fr"];
    expect(pairOf(undefined, languages)).toEqual({ from: "en", to: "de" });
    expect(pairOf({ to: "fr" }, languages)).toEqual({ from: "en", to: "fr" });
    expect(pairOf({ to: "en" }, languages)).toEqual({ from: "de", to: "en" });
    expect(() => pairOf({ to: "sv" }, languages)).toThrow(
      "There is no sentence in Swedish. There are English (en)",
    );
  });
});

describe("the built-in sentences", async () => {
  const { sentences, tasks } = await loadLabData();
  const local = localConcepts();
  const beside = testSentences(tasks);
  const vectorsOf = await vectorsFrom(local, multilingualTexts([...sentences, ...beside]));
  const asked = { sentences, beside, vectorsOf, provider: local };
  const reply = multilingualReply(asked);
  const charts = blocksOf(reply, "chart").map(({ spec }) => spec);
  await local.close();

  // Measured: 152 of 275, where the dozen of unrelated ones has 115 of 120.
  test("are called the easy case, with the harder figure", () => {
    const text = blocksOf(reply, "text")[0]?.text ?? "";
    expect(text).toMatch(
      /^That is the easy case: 12 sentences on 12 unrelated everyday topics, .* names of emoji/,
    );
    expect(text).toMatch(/Among 55 sentences .*5 languages\) 15\d of 275 cases \(5\d %;/);
    expect(wordsOf(reply)).toContain("0: a right angle, −1: opposite");
  });

  test("meet in a matrix of English rows and German columns whose diagonal is the translations", () => {
    const [matrix] = charts;
    if (matrix?.kind !== "heatmap") throw new Error("no matrix");
    expect([matrix.rowsLabel, matrix.columnsLabel]).toEqual(["English", "German"]);
    expect([matrix.rows.length, matrix.columns.length]).toEqual([12, 12]);
    const brightest = matrix.values.map((row) => row.indexOf(Math.max(...row.map((value) => value ?? -1))));
    const right = brightest.filter((column, row) => column === row).length;
    expect(matrix.title).toBe(`${right} of 12 English sentences are most like their German translation`);
    expect(right).toBeGreaterThanOrEqual(10);
    const other = multilingualReply({ ...asked, pair: { to: "fr" } });
    expect(blocksOf(other, "chart")[0]?.spec).toMatchObject({ rowsLabel: "English", columnsLabel: "French" });
  });

  test("the matrix of languages has the range that is there, and names its diagonal", () => {
    const languages = charts[1];
    expect(languages).toMatchObject({ kind: "heatmap", from: 0.6, to: 0.9, unknownLabel: "same language" });
    expect(languages?.title).toMatch(
      /^Translations: mean cosine 0\.78, from 0\.69 \(Italian–Russian\) to 0\.89/,
    );
    expect(languages?.subtitle).toContain("different sentences have 0.44");
  });

  test("the map has two colours, each sentence's name once, and a code at each text that strayed", () => {
    const map = charts[2];
    if (map?.kind !== "scatter") throw new Error("no map");
    expect(map.title).toMatch(/^In all 101 dimensions 12\d of 132 are nearest to a translation$/);
    expect(new Set(map.points.map(({ group }) => group))).toEqual(
      new Set(["a translation", "another sentence"]),
    );
    const labels = map.points.map(({ label }) => label).filter((label) => label !== "");
    expect(labels.filter((label) => !label.includes(",")).sort()).toEqual(
      sentences.map(({ name }) => name).sort(),
    );
    const strays = map.points.filter(({ group }) => group === "another sentence");
    expect(strays.every(({ label }) => /^\w+, [a-z]{2}$/.test(label))).toBe(true);
    expect(map.subtitle).toMatch(/a name with a code \(\w\w: \w+\) is nearest to another sentence/);
  });

  test.each([
    ["meaning", 6, 66],
    ["language", 4, 132],
  ] as const)("by %s it has few colours", (colour, colours, points) => {
    const map = blocksOf(multilingualReply({ ...asked, colour, map: "pca" }), "chart")[2]?.spec;
    if (map?.kind !== "scatter") throw new Error("no map");
    expect(new Set(map.points.map(({ group }) => group)).size).toBe(colours);
    expect(map.points).toHaveLength(points);
  });
});
