import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planBatches } from "../../src/embeddings/batch-limits.ts";
import { progressOf } from "../../src/embeddings/progress.ts";
import { ProviderError, type ProviderFault } from "../../src/embeddings/provider-error.ts";
import { afterFailure, backOff, nextWait, RETRY_RULES, UNTRIED } from "../../src/embeddings/retry.ts";

const error = (fault: ProviderFault, retryAfterMs?: number) =>
  new ProviderError(fault, "x", { retryAfterMs });
const rules = RETRY_RULES;

describe("batches", () => {
  test("hold every text once, in order, within both limits, and are no more than needed", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 40, unit: "grapheme" }), { maxLength: 200 }),
        fc.integer({ min: 1, max: 100 }),
        fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined }),
        (texts, maxBatch, maxBytes) => {
          const batches = planBatches(texts, { maxBatch, ...(maxBytes === undefined ? {} : { maxBytes }) });
          expect(batches.flat()).toEqual(texts);
          for (const batch of batches) {
            expect(batch.length).toBeGreaterThan(0);
            expect(batch.length).toBeLessThanOrEqual(maxBatch);
            if (maxBytes !== undefined && batch.length > 1)
              expect(Buffer.byteLength(batch.join("")) + batch.length).toBeLessThanOrEqual(maxBytes);
          }
          if (maxBytes === undefined) expect(batches.length).toBe(Math.ceil(texts.length / maxBatch));
        },
      ),
    );
  });
});

describe("waits", () => {
  test("double up to the longest, never below half of that", () => {
    const most = [1, 2, 3, 4, 5, 6, 7, 20].map((times) => backOff(times, rules, 1));
    expect(most).toEqual([400, 800, 1_600, 3_200, 6_400, 12_800, 20_000, 20_000]);
    expect(backOff(3, rules, 0)).toBe(800);
  });

  test.each(["key", "model", "quota", "refused"] as const)("after %s there is no second try", (fault) => {
    expect(
      nextWait(error(fault), afterFailure(UNTRIED, error(fault)), { rules, chance: 0.5 }),
    ).toBeUndefined();
  });

  test("what the provider asks for is waited for, and a little more", () => {
    const limited = error("rate", 5_000);
    const tried = afterFailure(UNTRIED, limited);
    expect(nextWait(limited, tried, { rules, chance: 0 })).toBe(5_000);
    expect(nextWait(limited, tried, { rules, chance: 1 })).toBe(5_400);
    const failed = error("server", 9_000);
    expect(nextWait(failed, afterFailure(UNTRIED, failed), { rules, chance: 0 })).toBe(9_000);
  });

  test("failures are counted, rate limits are timed", () => {
    let tried = UNTRIED;
    const waits: (number | undefined)[] = [];
    for (let times = 0; times < rules.failures; times += 1) {
      tried = afterFailure(tried, error("server"));
      waits.push(nextWait(error("server"), tried, { rules, chance: 1 }));
    }
    expect(waits).toEqual([400, 800, 1_600, 3_200, 6_400, undefined]);
    const patient = { ...UNTRIED, limited: 50, waitedMs: rules.patienceMs - 10_000 };
    expect(nextWait(error("rate", 9_000), patient, { rules, chance: 0 })).toBe(9_000);
    expect(nextWait(error("rate", 11_000), patient, { rules, chance: 0 })).toBeUndefined();
    const unusable = { ...UNTRIED, malformed: rules.malformed };
    expect(nextWait(error("malformed"), unusable, { rules, chance: 0 })).toBeUndefined();
  });
});

test("progress leaves what was known out of its rate", () => {
  expect(progressOf({ done: 400, total: 1_000, known: 200, elapsedMs: 4_000 })).toEqual({
    done: 400,
    total: 1_000,
    known: 200,
    perSecond: 50,
    secondsLeft: 12,
  });
  expect(progressOf({ done: 200, total: 1_000, known: 200, elapsedMs: 4_000 }).secondsLeft).toBeNull();
  expect(progressOf({ done: 5, total: 5, known: 5, elapsedMs: 0 })).toEqual({
    done: 5,
    total: 5,
    known: 5,
    perSecond: null,
    secondsLeft: 0,
  });
});
