import { describe, expect, test } from "vitest";
import type { CompareTexts } from "../../src/embedding-lab/compare-request.ts";
import type { EmbedderResult } from "../../src/embeddings/embedder.ts";
import { localWords } from "../../src/embeddings/local.ts";
import { UserError } from "../../src/errors.ts";
import { compareTexts } from "../../src/workers/compare-texts.ts";
import type { Job } from "../../src/workers/index.ts";
import { seen } from "../support/lab.ts";

/** A job whose model is the one of words, with what went wrong on the way. */
function jobWith(change: Partial<EmbedderResult> = {}, controller = new AbortController()): Job {
  const provider = localWords();
  return {
    embeddings: {
      embed: async (texts) => {
        const { vectors } = await provider.embed(texts, { purpose: "clustering" });
        const none = { failed: [], unique: texts.length, cached: 0, asked: texts.length, calls: 1 };
        return { ...none, vectors, tokens: null, cost: 0, cut: 0, provider, ...change };
      },
      close: async () => undefined,
    },
    compute: async () => {
      throw new Error("not for this job");
    },
    labData: async () => ({ tasks: [], sentences: [], problems: [] }),
    poolSentences: async () => [],
    kept: async () => undefined,
    progress: async () => undefined,
    signal: controller.signal,
    platform: "web",
  };
}

const request = (texts: string[], more: Partial<CompareTexts> = {}): CompareTexts => ({
  texts,
  model: "auto",
  show: "similar",
  ...more,
});

describe("a few texts", () => {
  test("are multiplied, and the model is told", async () => {
    const texts = ["The soup was too salty", "There was too much salt in the soup"];
    const { words, charts, data } = seen(await compareTexts(request(texts, { guess: 0.9 }), jobWith()));
    expect(words).toMatch(
      /^The soup was too salty and There was too much salt in the soup: cosine similarity 0\.86\d/,
    );
    expect(words).toContain("Your guess 0.90");
    expect(words).toContain("GloVe word vectors (run here, English); 100 numbers each.");
    expect(charts[0]).toMatchObject({
      kind: "arrows",
      arrows: [{ label: "The soup was too salty" }, { label: "There was too much…" }],
    });
    expect(data.model).toBe("glove-6b-100d-sif-1");
  });

  test("are shown as vectors, and three are a heat map", async () => {
    const one = seen(await compareTexts(request(["a red *car*"], { show: "vector" }), jobWith()));
    expect(one.words).toMatch(/^a red \*car\* is a list of 100 numbers/);
    expect(one.words).toContain("Length of the arrow: 1.000");
    expect(one.buttons.map(({ value }) => value)).toEqual(["table cohere-embedding-sizes"]);
    const three = await compareTexts(request(["a red car", "a car", "the sea"]), jobWith());
    expect(seen(three).charts[0]?.kind).toBe("heatmap");
  });

  test("without those that the model does not know, with the hint that came along", async () => {
    const texts = ["a red car", "xqzj wvkp", "the blue sea"];
    const { words } = seen(await compareTexts(request(texts, { hint: "Spelt otherwise." }), jobWith()));
    expect(words).toContain("Not known to this model, so left out: xqzj wvkp. Spelt otherwise.");
    await expect(compareTexts(request(["xqzj", "wvkp"]), jobWith())).rejects.toThrow(
      /knows none of these texts\. Try model:sentences/,
    );
    await expect(compareTexts(request(["xqzj", "car"]), jobWith())).rejects.toThrow(/knows only one/);
  });

  test("of which little is known are named right below the answer", async () => {
    const texts = ["the kign xqzj", "the sea of Spain"];
    const { blocks } = await compareTexts(request(texts), jobWith());
    expect(blocks[1]).toEqual({
      kind: "note",
      text: "Only parts are understood of “the kign xqzj” (the): what is said of it rests on those words alone. Perhaps misspelt: kign (king?).",
    });
    const plainly = await compareTexts(request(["the sea", "a red car"]), jobWith());
    expect(plainly.blocks[1]).toMatchObject({ kind: "text" });
  });

  test("that failed are said with the reason", async () => {
    const failed = { vectors: [null], failed: [{ text: "a car", reason: "It was refused." }] };
    const made = compareTexts(request(["a car"], { show: "vector" }), jobWith(failed));
    await expect(made).rejects.toThrow(/gave no vector for that: It was refused\. Try model:sentences/);
    await expect(made).rejects.toBeInstanceOf(UserError);
  });

  test("stop where somebody asks for it", async () => {
    const controller = new AbortController();
    controller.abort(new Error("stopped"));
    await expect(compareTexts(request(["a", "car"]), jobWith({}, controller))).rejects.toThrow("stopped");
  });
});
