import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChartSpec } from "../../src/charts/spec.ts";
import type { Step } from "../../src/course/exercise-schema.ts";
import {
  again,
  answer,
  begin,
  type ExerciseState,
  hint,
  isOver,
  skip,
  type Turn,
  typedTurn,
} from "../../src/embedding-lab/exercise.ts";
import { loadExercise, readExercise } from "../../src/embedding-lab/exercise-data.ts";
import { factsOf } from "../../src/embedding-lab/exercise-facts.ts";
import { judge } from "../../src/embedding-lab/exercise-judge.ts";
import { exerciseReply, spent } from "../../src/embedding-lab/exercise-reply.ts";
import { cosine } from "../../src/labs/vectors.ts";
import { packageRoot } from "../../src/package-root.ts";

const open = await loadExercise("embeddings");
const { exercise, words } = open;
const at = { exercise, words, nowMs: 60_000 };
const stepOf = (kind: Step["kind"]): Step => {
  const found = exercise.steps.find((step) => step.kind === kind);
  if (found === undefined) throw new Error(kind);
  return found;
};
const verdict = (kind: Step["kind"], typed: string) => judge(stepOf(kind), typed, words);

describe("answers", () => {
  test.each(exercise.steps.map((step) => [step.kind, step] as const))(
    "%s: the computed one is right",
    (_, step) => {
      expect(judge(step, factsOf(step, words).answer, words).kind).toBe("right");
    },
  );

  test.each([
    ["nearest", "near Cherry!", "right", "*apple* and *cherry*: 0.59"],
    ["nearest", "castle", "wrong", "*apple* and *castle*: 0.17. Of the 12 words "],
    ["nearest", "banana or castle", "unclear", "one word only"],
    ["nearest", "pear", "unclear", "none of the 12 words"],
    ["estimate", "0,7", "right", "0.02 off"],
    ["estimate", "0.2", "wrong", "too low"],
    ["estimate", "0.9", "wrong", "too high"],
    ["estimate", "7", "unclear", "from −1 to 1"],
    ["product", "74", "right", "8 × 9 + 2 × 1 = 74"],
    ["product", "73", "wrong", "8 × 9 = 72"],
    ["nearer", "computer", "right", "*apple* and *computer*: 0.61; *apple* and *banana*: 0.51."],
    ["nearer", "castle", "wrong", "*apple* and *castle*: 0.17"],
    ["nearer", "banana", "unclear", "another word"],
    ["nearer", "qzxv", "unclear", "words that have a vector here"],
    ["odd", "the hammer", "right", "mean cosine of 0.25"],
    ["odd", "flute", "wrong", "another word has less"],
    ["analogy", "Rome", "right", "0.82"],
    ["analogy", "milan", "wrong", "1 word is nearer"],
    ["analogy", "banana", "wrong", "not among the 100"],
    ["opposites", "cold and hot", "right", "*cold* and *hot*: 0.73."],
    ["opposites", "king, queen", "right", "only you can tell"],
    ["opposites", "banana, castle", "wrong", "below 0.5"],
    ["opposites", "hot hot", "unclear", "two different words"],
  ] as const)("%s: %s is %s", (kind, typed, expected, said) => {
    expect(verdict(kind, typed)).toEqual({ kind: expected, said: expect.stringContaining(said) });
  });

  test("whatever is typed, there is a verdict with a sentence", () => {
    fc.assert(
      fc.property(fc.constantFrom(...exercise.steps), fc.string({ unit: "grapheme" }), (step, typed) => {
        expect(judge(step, typed, words).said).toMatch(/\S/);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a person's way through", () => {
  const rightAnswer = (state: ExerciseState): string => {
    const step = exercise.steps[state.steps.length - 1];
    return step === undefined ? "" : factsOf(step, words).answer;
  };

  test("right answers lead to the end, which says how it went", () => {
    let { state } = begin(0);
    state = hint(state, exercise, { place: 0, hints: 1 }).state;
    state = answer(state, "castle", at).state;
    for (const _ of exercise.steps)
      state = answer(state, rightAnswer(state), { ...at, nowMs: 380_000 }).state;
    expect(isOver(state, exercise)).toBe(true);
    const { blocks, data } = exerciseReply({ state, kind: "shown" }, open, "web");
    expect(JSON.stringify(blocks)).toContain("in 6 minutes 20 seconds.");
    expect(data).toMatchObject({ finished: true, hints: 1, wrong: 1, step: 7 });
    expect(answer(state, "more", at)).toEqual({ state, kind: "shown" });
  });

  test("the same press or the same right answer twice changes nothing the second time", () => {
    const { state } = begin(5);
    const hinted = hint(state, exercise, { place: 0, hints: 1 }).state;
    expect(hint(hinted, exercise, { place: 0, hints: 1 }).state).toEqual(hinted);
    const skipped = skip(hinted, { place: 0 }, at).state;
    expect(skip(skipped, { place: 0 }, at)).toEqual({ state: skipped, kind: "shown" });
    const next = answer(state, "cherry", at).state;
    expect(answer(next, "Cherry", at)).toEqual({ state: next, kind: "shown" });
    const fresh = again(next, 5, 9).state;
    expect(again(fresh, 5, 12)).toEqual({ state: fresh, kind: "shown" });
  });

  test("any order of acts keeps the books: one record a step, ended but for the last, hints within what there are", () => {
    const act = fc.oneof(
      fc.constant("right"),
      fc.constant("wrong"),
      fc.record({ skip: fc.nat(8) }),
      fc.record({ hint: fc.nat(8), count: fc.nat(5) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        let { state } = begin(0);
        for (const one of acts) {
          if (one === "right") state = answer(state, rightAnswer(state), at).state;
          else if (one === "wrong") state = answer(state, "no, thank you", at).state;
          else if (typeof one === "object" && "skip" in one)
            state = skip(state, { place: one.skip }, at).state;
          else if (typeof one === "object")
            state = hint(state, exercise, { place: one.hint, hints: one.count }).state;
        }
        const over = isOver(state, exercise);
        expect(state.steps.length).toBeLessThanOrEqual(exercise.steps.length);
        expect(state.steps.slice(0, -1).every(({ end }) => end !== undefined)).toBe(true);
        expect(state.steps.at(-1)?.end !== undefined).toBe(over);
        for (const [place, { hints }] of state.steps.entries())
          expect(hints).toBeLessThanOrEqual(exercise.steps[place]?.hints.length ?? 0);
        expect(JSON.stringify(exerciseReply({ state, kind: "shown" }, open, "web").blocks)).not.toMatch(
          /\{\w+\}|undefined/,
        );
      }),
      { numRuns: 60 },
    );
  });

  test("hint, skip and again are typed where there are no buttons", () => {
    const begun = typedTurn(undefined, "", at);
    expect(begun.kind).toBe("begun");
    let { state } = typedTurn(begun.state, "Hint", at);
    state = typedTurn(state, "hint", at).state;
    state = typedTurn(state, "hint", at).state;
    expect(state.steps).toEqual([{ hints: 3, wrong: 0 }]);
    expect(typedTurn(state, "hint", at)).toEqual({
      state,
      kind: "unclear",
      said: "There are no more hints for this step.",
    });
    const skipped = typedTurn(state, " SKIP ", at);
    expect(skipped).toMatchObject({ kind: "skipped", said: expect.stringContaining("A right answer is") });
    expect(typedTurn(skipped.state, "again", { ...at, nowMs: 70_000 }).state).toEqual(begin(70_000).state);
    expect(typedTurn(skipped.state, "0.7", at).kind).toBe("right");
  });

  test.each([
    ["terminal", "/lab exercise <word>"],
    ["discord", "/lab exercise answer:<word>"],
  ] as const)("every step ends with how to answer it: %s", (platform, line) => {
    let { state } = begin(0);
    const ways = exercise.steps.map((_, place) => {
      const { blocks } = exerciseReply({ state, kind: "shown" }, open, platform);
      state = skip(state, { place }, at).state;
      const note = blocks.findLast(({ kind }) => kind === "note");
      return note?.kind === "note" ? note.text : "";
    });
    expect(ways[0]).toContain(`Answer: \`${line}\``);
    expect(ways[1]).toContain(line.replace("word", "number"));
    expect(ways[6]).toContain("<word>, <word>");
    for (const way of ways) expect(way).toMatch(/hint` gives a hint.*skip` goes on.*again` starts over/);
  });

  test("pictures: the map with the question, and once more with the word on it; others after their answers", () => {
    let turn = begin(0) as Turn;
    const seen = exercise.steps.map((_, place) => {
      const { blocks } = exerciseReply(turn, open, "web");
      turn = skip(turn.state, { place }, at);
      return blocks.flatMap((block) => (block.kind === "chart" ? [block.spec] : []));
    });
    const names = (spec: ChartSpec | undefined): string[] =>
      spec?.kind === "scatter" ? spec.points.map(({ label }) => label) : [];
    expect(names(seen[0]?.[0])).toHaveLength(12);
    expect(names(seen[1]?.[0])).toContain("apple");
    expect(seen.map((specs) => specs.map(({ kind }) => kind))).toEqual([
      ["scatter"],
      ["scatter"],
      ["arrows"],
      ["arrows"],
      [],
      ["heatmap"],
      [],
    ]);
    expect(seen[3]?.[0]).toMatchObject({ arrows: [{ label: "lemons", at: [8, 2] }, { label: "limes" }] });
    // In the plane of the two the arrows have the cosine that the answer says.
    const plane = seen[2]?.[0];
    const [one, other] = plane?.kind === "arrows" ? plane.arrows.map(({ at: place }) => place) : [];
    expect(cosine(one ?? [], other ?? [])).toBeCloseTo(words.cosine("car", "bicycle"), 5);
  });

  test("what is said of the cosine is true at all three ends", () => {
    const { ask } = stepOf("estimate");
    expect(ask).toMatch(/1 for the same direction, 0 for a right angle and −1 for the opposite/);
  });

  test.each([
    [0, "0 seconds"],
    [61_000, "1 minute 1 second"],
    [120_000, "2 minutes"],
  ])("%d ms are %s", (ms, said) => expect(spent(ms)).toBe(said));
});

describe("the file", () => {
  const text = readFileSync(join(packageRoot, "data/labs/exercise-embeddings.yaml"), "utf8");
  test.each([
    [
      "a word without a vector",
      text.replace("than: banana", "than: qzxv"),
      /steps\.4 \(nearer\): no vector for qzxv/,
    ],
    [
      "braces that stand for nothing",
      text.replace("between {low}", "between {lower}"),
      /steps\.2.*\{lower\} stands for nothing/,
    ],
    ["a vector of another length", text.replace("[[8, 2]", "[[8, 2, 3]"), /steps\.3.*different lengths/],
    ["a mistyped field", text.replace("within: 0.15", "withn: 0.15"), /steps\.1\.?.*within/],
    [
      "one hint only",
      text.replace(/ {4}hints:\n {6}- [^\n]*\n {6}- [^\n]*\n {6}- /, "    hints:\n      - "),
      /hints/,
    ],
    ["no YAML", "steps: [", /no YAML/],
  ])("%s is refused, with the place", async (_, broken, said) => {
    await expect(readExercise("exercise-embeddings.yaml", broken, words)).rejects.toThrow(said);
  });
});
