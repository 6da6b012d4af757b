import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadLabData } from "../../src/embedding-lab/lab-data.ts";
import { LANGUAGES, type Language, wordsIn } from "../../src/embeddings/languages.ts";
import { packageRoot } from "../../src/package-root.ts";

const { tasks, sentences, problems } = await loadLabData();
const LEAST_TRAINED = 16;
const LEAST_TESTED = 12;

const bare = (text: string, language: Language): string => wordsIn(text, language).join(" ");

describe("the built-in texts", () => {
  test("are read once and are in order", async () => {
    expect(problems).toEqual([]);
    expect(await loadLabData()).toBe(await loadLabData());
    expect(tasks.map(({ id }) => id)).toEqual(["intent", "moderation", "sentiment"]);
  });

  test("every sentence is there in every language, in words of its own", () => {
    expect(sentences).toHaveLength(12);
    for (const { name, texts } of sentences)
      expect(Object.keys(texts).sort(), name).toEqual([...LANGUAGES].sort());
    for (const language of LANGUAGES) {
      const all = sentences.map(({ texts }) => bare(texts[language] ?? "", language));
      expect(new Set(all).size, language).toBe(sentences.length);
    }
    expect(new Set(sentences.map(({ name }) => name)).size).toBe(sentences.length);
  });

  describe.each(tasks)("$id", ({ labels, training, tests }) => {
    const names = labels.map(({ label }) => label);

    test("labels are known and taught alike", () => {
      expect(new Set(names).size).toBe(names.length);
      for (const label of names) {
        expect(training.filter((one) => one.label === label).length, label).toBeGreaterThanOrEqual(
          LEAST_TRAINED,
        );
      }
      expect([...training, ...tests].filter(({ label }) => !names.includes(label))).toEqual([]);
    });

    test("six languages are tested with the same labels, as often each", () => {
      expect([...new Set(tests.map(({ language }) => language))]).toEqual([
        "en",
        "de",
        "fr",
        "es",
        "ru",
        "ja",
      ]);
      for (const language of new Set(tests.map((one) => one.language))) {
        const own = tests.filter((one) => one.language === language);
        expect(own.length, language).toBeGreaterThanOrEqual(LEAST_TESTED);
        for (const label of names) {
          expect(own.filter((one) => one.label === label).length, `${language} ${label}`).toBe(
            own.length / names.length,
          );
        }
      }
    });

    test("no text comes twice, nor from training into a test", () => {
      const all = [
        ...training.map(({ text }) => bare(text, "en")),
        ...tests.map(
          ({ text, language }) => `${language === "en" ? "" : `${language}: `}${bare(text, language)}`,
        ),
      ];
      expect(all.filter((text, at) => all.indexOf(text) !== at)).toEqual([]);
    });
  });
});

describe("a course's own folder", () => {
  const TASK = [
    'title: "Mood"',
    'question: "How is it?"',
    "labels: [{label: good, meaning: It is good.}, {label: bad, meaning: It is bad.}]",
    "training: {good: [fine, nice], bad: [awful, poor]}",
    "tests: [{label: good, en: lovely, pl: ładny}]",
  ].join("\n");

  const folderWith = (files: Record<string, string>): string => {
    const own = mkdtempSync(join(tmpdir(), "lectern-labs-"));
    mkdirSync(join(own, "labs"));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(own, "labs", name), text);
    return own;
  };

  test("adds a task and replaces one of the same name", async () => {
    const data = await loadLabData(folderWith({ "mood.yaml": TASK, "sentiment.yaml": TASK }));
    expect(data.problems).toEqual([]);
    expect(data.tasks.map(({ id, title }) => `${id}: ${title}`)).toEqual([
      "intent: Intent",
      "moderation: Moderation",
      "mood: Mood",
      "sentiment: Mood",
    ]);
    expect(data.tasks[2]?.tests).toEqual([
      { text: "lovely", label: "good", language: "en", item: 0 },
      { text: "ładny", label: "good", language: "pl", item: 0 },
    ]);
    expect(data.sentences).toHaveLength(12);
  });

  test.each([
    ["no YAML", "title: [", "is no YAML"],
    ["no task", "title: Mood", "labels: "],
    [
      "an unknown label",
      TASK.replace("tests: [{label: good", "tests: [{label: so-so"),
      '"so-so" is not among the labels',
    ],
    ["a label without examples", TASK.replace(", bad: [awful, poor]", ""), 'training lacks the label "bad"'],
    [
      "a test text that was taught",
      TASK.replace("en: lovely", "en: nice"),
      '"nice" is in training and in tests',
    ],
    ["an unknown harmless label", `${TASK}\nharmless: so-so`, '"so-so" is not among the labels'],
    ["references to itself", "title: &a [*a]", "is no YAML"],
  ])("%s costs that file only", async (_, text, problem) => {
    const own = folderWith({ "mood.yaml": text });
    const data = await loadLabData(own);
    expect(data.problems).toEqual([expect.stringContaining(problem)]);
    expect(data.problems[0]).toContain(join(own, "labs", "mood.yaml"));
    expect(data.tasks.map(({ id }) => id)).toEqual(["intent", "moderation", "sentiment"]);
  });

  test("none, or one without texts, changes nothing", async () => {
    expect(await loadLabData(join(packageRoot, "docs"))).toEqual(await loadLabData());
  });
});
