import { describe, expect, test } from "vitest";
import { readAsOf } from "../../src/course/as-of.ts";
import type { Course } from "../../src/course/model.ts";
import { asOfTyped, publishedLater } from "../../src/registry/as-of-marks.ts";
import { modelCard } from "../../src/registry/card.ts";
import { cardButtons } from "../../src/registry/card-buttons.ts";
import { newestBy, notOutYet } from "../../src/registry/not-out-yet.ts";
import type { BlockOf, Reply } from "../../src/replies/reply.ts";
import { toText } from "../../src/replies/to-text.ts";
import { course, model } from "../course/registry.ts";
import { buttonsOf, replyOf, routerWorld, said } from "../support/router.ts";

const by = (text: string) => {
  const asOf = readAsOf(text);
  if (asOf === undefined) throw new Error(text);
  return asOf;
};
const fieldsOf = (reply: Reply): string[][] =>
  reply.blocks
    .filter((block): block is BlockOf<"fields"> => block.kind === "fields")
    .map(({ fields }) => fields.map(({ label }) => label));
const fieldOf = (reply: Reply, label: string): string | undefined =>
  reply.blocks
    .flatMap((block) => (block.kind === "fields" ? block.fields : []))
    .find((field) => field.label === label)?.value;

describe("a figure as of a date", () => {
  test.each([
    ["gpt3", "2020-05", false],
    ["gpt3", "2020", false],
    ["gpt3", "2020-04-30", true],
    ["gpt3", "2020-05-10", undefined],
    ["gpt3, palm", "2021", true],
    ["gpt3, cohere", "2021", undefined],
    ["cohere, palm", "2021", true],
    ["nowhere", "2021", undefined],
  ])("%s by %s: %s", (source, date, later) => {
    expect(publishedLater(course, { source }, by(date))).toBe(later);
  });

  test.each(["2022-04", "2022-04-29", "2022-01-31"])(
    "%s is typed again so that it means the same",
    (date) => {
      expect(readAsOf(asOfTyped(by(date)))?.until).toBe(by(date).until);
    },
  );
});

describe("a card as of a date", () => {
  test("sets apart what was published later, and nothing that was known", () => {
    const reply = modelCard(course, model("gpt-3-175b"), by("2020-06"));
    const [known, later] = fieldsOf(reply);
    expect(known).toEqual(expect.arrayContaining(["Released", "Parameters", "Training tokens"]));
    expect(later).toEqual(expect.arrayContaining(["Model FLOPs utilisation", "Training compute"]));
    expect(known?.filter((label) => later?.includes(label))).toEqual([]);
    expect(toText(reply)).toContain("Published later than June 2020");
    expect(reply.data).toMatchObject({
      figures: { mfu: { value: 21.3, publishedLater: true }, parameters: { value: 175e9 } },
    });
    expect(reply.data?.figures).not.toHaveProperty("parameters.publishedLater");
  });

  test("loses relatives and scores that came later", () => {
    const now = modelCard(course, model("gpt-3-175b"));
    const then = modelCard(course, model("gpt-3-175b"), by("2020-06"));
    expect(fieldOf(now, "Tuned into")).toBe("InstructGPT 175B");
    expect(fieldOf(then, "Tuned into")).toBeUndefined();
    expect(fieldOf(now, "Family")).toBe("5 models");
    expect(fieldOf(then, "Family")).toBe("4 models");
    expect(Number(now.data?.scores)).toBeGreaterThan(Number(then.data?.scores));
  });

  test("says where the release date is too vague to tell", () => {
    const text = (date: string) => toText(modelCard(course, model("roberta-large"), by(date)));
    expect(text("2019-07-10")).toContain(
      "Whether it was out by 10 July 2019 cannot be told: only July 2019 is known.",
    );
    expect(text("2019-07")).not.toContain("cannot be told");
  });

  test("does not spoil the card without a date", () => {
    const before = toText(modelCard(course, model("palm-540b")));
    modelCard(course, model("palm-540b"), by("2022-05"));
    expect(toText(modelCard(course, model("palm-540b")))).toBe(before);
  });

  test("shows prices with their day, and none of later days", () => {
    const priced: Course = {
      ...course,
      offers: [
        {
          ...{
            model: "gpt-4o",
            provider: "Some provider",
            offer: "gpt-4o",
            source: "openai",
            date: "2024-05-13",
          },
          ...{ input: 5, output: null, context: 128_000, longestOutput: null },
        },
      ],
    };
    const gpt4o = { ...model("gpt-4o") };
    expect(fieldOf(modelCard(priced, gpt4o), "Price at Some provider")).toMatch(
      /^input \$5\.00, output unknown per million tokens .* \(13 May 2024\)$/,
    );
    expect(modelCard(priced, gpt4o).data?.prices).toMatchObject([{ input: 5, output: null }]);
    expect(fieldOf(modelCard(priced, gpt4o, by("2024-04")), "Price at Some provider")).toBeUndefined();
  });
});

describe("corrections as of a date", () => {
  test("those of later or undated sources are not shown, and are marked in the data", () => {
    const text = toText(modelCard(course, model("palm-540b"), by("2022-05")));
    expect(text).toContain("about 22 % of the tokens are non-English");
    expect(text).not.toContain("True when written");
    expect(toText(modelCard(course, model("palm-540b")))).toContain("True when written");
    expect(modelCard(course, model("palm-540b"), by("2022-05")).data?.errata).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: 31, publishedLater: true })]),
    );
  });

  test("the ranking keeps the date", () => {
    const buttons = cardButtons(course, model("palm-540b"), {
      ...{ commands: [{ name: "leaderboard" }], asOf: by("2022-05"), tree: false },
    });
    expect(buttons.map(({ value }) => value)).toContain("leaderboard mmlu asof:2022-05");
  });

  test("a missing date is said to be missing", async () => {
    expect(said(await routerWorld(course).ask("model gpt-3 asof:"))).toContain("a date is missing");
  });
});

describe("a model that was not out yet", () => {
  test("says when it came and what was the newest until then", () => {
    const reply = notOutYet(course, model("palm-540b"), by("2022-03"));
    const text = toText(reply);
    expect(text).toMatch(/^PaLM 540B was not yet out as of March 2022: Google released it on 4 April 2022/);
    expect(text).toContain("GLaM 64B/64E");
    expect(text).toContain("Sources: ¹");
    expect(reply.data).toMatchObject({ released: false, newestThen: "glam-64b-64e" });
  });

  test("says so when the organisation had nothing out", () => {
    const reply = notOutYet(course, model("gpt-1"), by("2017"));
    expect(toText(reply)).toContain("No model of OpenAI that is known here was out by then.");
    expect(reply.data).toMatchObject({ newestThen: null });
  });

  test("of several sizes of one day the largest is the newest", () => {
    expect(newestBy(course, "DeepMind", by("2021"))?.id).toBe("gopher-280b");
    expect(newestBy(course, "Meta AI", by("2022"))?.id).toBe("opt-175b");
  });
});

describe("/model", () => {
  const { ask } = routerWorld(course);

  test("the day itself counts", async () => {
    expect(said(await ask("model palm asof:2022-04-03"))).toContain("was not yet out as of 3 April 2022");
    expect(said(await ask("model palm asof:2022-04-04"))).toContain("PaLM 540B as of 4 April 2022");
    expect(said(await ask("model palm asof:2022-04"))).toContain("PaLM 540B as of April 2022");
  });

  test.each(["model palm asof:soon", "model palm asof:2022-13", "model palm show:nothing"])(
    "%s is a mistake that says what to write",
    async (line) => {
      const reply = replyOf(await ask(line));
      expect(reply.error).toBe(true);
      expect(toText(reply)).toMatch(/Write asof:2022|Choose from: family/);
    },
  );

  test("the card comes at once, the tree behind a button that keeps the date", async () => {
    const outcome = await ask("model gpt-3 asof:2021");
    expect(outcome.kind).toBe("reply");
    const button = buttonsOf(outcome).find(({ label }) => label === "Family tree");
    expect(button?.value).toBe("model gpt-3-175b show:family asof:2021-12");
    const tree = await ask(button?.value ?? "");
    expect(tree.kind).toBe("working");
    expect(buttonsOf(await ask("model bloom")).map(({ label }) => label)).not.toContain("Family tree");
  });

  test("offers lessons and rankings only where there are such commands", () => {
    const taught: Course = {
      ...course,
      lessons: [
        {
          ...{
            id: "scaling",
            title: "Scaling",
            topic: "scaling",
            order: 1,
            summary: "",
            aliases: [],
            questions: [],
          },
          ...{ terms: [], models: ["gopher-280b"], benchmarks: [], try: [], check: [], sections: [] },
        },
      ],
    };
    const values = (commands: { name: string }[]) =>
      cardButtons(taught, model("gopher-280b"), { commands, asOf: undefined, tree: false }).map(
        ({ value }) => value,
      );
    expect(values([])).toEqual(["model gopher-280b", "compare", "model gopher-280b show:family"]);
    expect(values([{ name: "lesson" }, { name: "leaderboard" }])).toEqual([
      ...values([]),
      expect.stringMatching(/^leaderboard /),
      "lesson scaling",
    ]);
  });
});
