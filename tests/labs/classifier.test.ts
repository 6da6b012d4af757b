import { describe, expect, test } from "vitest";
import {
  chooseShots,
  classifyByName,
  evaluate,
  learningCurve,
  nearestExamples,
  shuffled,
} from "../../src/labs/classifier.ts";
import { minimise } from "../../src/labs/lbfgs.ts";
import { classify, type Example, logisticLoss, trainLogistic } from "../../src/labs/logistic.ts";
import { seededRandom } from "../../src/labs/vectors.ts";
import { clouds } from "./points.ts";

const examples = (each: number, seed: number, spread = 0.3): Example[] =>
  clouds({ clouds: 3, each, dimension: 6, spread }, seed).map((vector, at) => ({
    vector,
    label: ["praise", "blame", "question"][Math.floor(at / each)] ?? "",
  }));

describe("training", () => {
  test("the gradient is the loss's slope", () => {
    const random = seededRandom(3);
    const some = examples(4, 1).map((example, at) => ({ ...example, at: Math.floor(at / 4) }));
    const weights = Float64Array.from({ length: 21 }, () => random() - 0.5);
    const options = { width: 7, strength: 0.7 };
    const { gradient } = logisticLoss(weights, some, options);
    weights.forEach((_, at) => {
      const beside = (by: number) => {
        const moved = Float64Array.from(weights);
        moved[at] = (moved[at] ?? 0) + by;
        return logisticLoss(moved, some, options).value;
      };
      expect(gradient[at]).toBeCloseTo((beside(1e-6) - beside(-1e-6)) / 2e-6, 3);
    });
  });

  test("two points of one number have the weight that mathematics says", () => {
    // By symmetry the weights are w and −w and the constants 0; w = 1 / (1 + e^(2w)) · 2 / … has one root.
    const { weights, labels } = trainLogistic([
      { vector: [1], label: "up" },
      { vector: [-1], label: "down" },
    ]);
    expect(labels).toEqual(["up", "down"]);
    const weight = weights[0]?.[0] ?? 0;
    expect(weights[1]?.[0]).toBeCloseTo(-weight, 6);
    expect(weights[0]?.[1]).toBeCloseTo(0, 6);
    expect(weight).toBeCloseTo(2 / (1 + Math.exp(2 * weight)), 5);
  });

  test("a narrow valley's lowest point is found", () => {
    const { place } = minimise(Float64Array.of(-1.2, 1), ([x = 0, y = 0]) => ({
      value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
      gradient: Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
    }));
    expect(place[0]).toBeCloseTo(1, 4);
    expect(place[1]).toBeCloseTo(1, 4);
  });

  test("one label or uneven vectors are refused", () => {
    expect(() => trainLogistic([{ vector: [1], label: "a" }])).toThrow(/two labels/);
    expect(() =>
      trainLogistic([
        { vector: [1], label: "a" },
        { vector: [1, 2], label: "b" },
      ]),
    ).toThrow(/different lengths/);
  });

  test("1,536 numbers and 150 examples take no more than seconds", () => {
    const many = clouds({ clouds: 3, each: 50, dimension: 1_536, spread: 3 }).map((vector, at) => ({
      vector: Float32Array.from(vector),
      label: String(Math.floor(at / 50)),
    }));
    expect(evaluate(trainLogistic(many), many).accuracy.right).toBe(150);
  }, 30_000);
});

describe("answers", () => {
  const model = trainLogistic(examples(20, 1));

  test("probabilities sum to 1, most probable first, and test texts are told right", () => {
    const tests = examples(20, 1);
    const [first, ...others] = classify(model, tests[0]?.vector ?? []);
    expect(first?.label).toBe("praise");
    expect([first, ...others].reduce((sum, one) => sum + (one?.probability ?? 0), 0)).toBeCloseTo(1, 12);
    const { accuracy, confusion } = evaluate(model, tests);
    expect(accuracy).toMatchObject({ right: 60, trials: 60, share: 1 });
    expect(accuracy.interval.low).toBeGreaterThan(0.93);
    expect(confusion.counts).toEqual([
      [20, 0, 0],
      [0, 20, 0],
      [0, 0, 20],
    ]);
  });

  test("a label it never saw is wrong, and stands in the matrix", () => {
    const { accuracy, confusion } = evaluate(model, [
      { vector: examples(1, 1)[0]?.vector ?? [], label: "spam" },
    ]);
    expect(accuracy).toMatchObject({ right: 0, trials: 1 });
    expect(confusion.labels).toEqual(["praise", "blame", "question", "spam"]);
    expect(confusion.counts[3]?.reduce((sum, count) => sum + count, 0)).toBe(1);
  });

  test("nothing tested, nothing known", () => {
    expect(evaluate(model, []).accuracy).toEqual({
      right: 0,
      trials: 0,
      share: undefined,
      interval: { low: 0, high: 1 },
    });
  });

  test("the nearest examples explain, and names alone can answer", () => {
    const all = examples(20, 1);
    const target = all[25]?.vector ?? [];
    const nearest = nearestExamples(target, all, 3);
    expect(nearest[0]).toMatchObject({ example: all[25] });
    expect(nearest.map(({ example }) => example.label)).toEqual(["blame", "blame", "blame"]);
    const names = [0, 20, 40].map((at) => ({ label: all[at]?.label ?? "", vector: all[at]?.vector ?? [] }));
    expect(classifyByName(target, names)[0]?.label).toBe("blame");
  });

  test("shots are drawn by label, without losing any example, the same for the same seed", () => {
    const all = examples(7, 2);
    const { chosen, rest } = chooseShots(all, 3, 5);
    expect(chosen).toHaveLength(9);
    expect(new Set([...chosen, ...rest])).toEqual(new Set(all));
    expect(chooseShots(all, 3, 5).chosen).toEqual(chosen);
    expect(shuffled(all, 1)).not.toEqual(shuffled(all, 2));
  });

  test("more examples do better where texts are hard to tell", () => {
    const curve = learningCurve(examples(60, 8, 4), examples(60, 8, 4).slice(0), {
      shots: [1, 40],
      draws: 4,
    });
    expect(curve.map(({ shots }) => shots)).toEqual([1, 40]);
    expect(curve[1]?.accuracy.share ?? 0).toBeGreaterThan(curve[0]?.accuracy.share ?? 1);
    expect(curve[0]?.draws).toHaveLength(4);
  });
});
