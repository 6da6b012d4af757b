import { describe, expect, test } from "vitest";
import { lab } from "../support/lab.ts";

const ask = lab();

describe("/lab nearest", () => {
  test("shows the nearest words as bars, nearest first", async () => {
    const { words, charts, data, visibility } = await ask("/lab nearest Banana");
    expect(visibility).toBe("public");
    expect(words).toMatch(/^Nearest to banana: coconut \(0\.71\), mango \(0\.71\) and bananas \(0\.68\)\./);
    expect(words).toContain("old and new are opposites, yet their cosine is 0.64");
    const [chart] = charts;
    expect(chart).toMatchObject({ kind: "bar", orientation: "horizontal" });
    const near = data.nearest as { word: string; cosine: number }[];
    expect(near).toHaveLength(10);
    expect(near.map(({ cosine }) => cosine)).toEqual(near.map(({ cosine }) => cosine).sort((a, b) => b - a));
    expect(near.map(({ word }) => word)).not.toContain("banana");
  });

  test("ranks a guess among all words", async () => {
    const { words, data } = await ask("/lab nearest banana guess:pear count:25");
    expect(words).toContain("Your guess pear is number 12 of 34,908 words, cosine 0.61.");
    expect((data.nearest as { word: string }[])[11]?.word).toBe("pear");
    expect((await ask("/lab nearest banana guess:Banana")).words).toContain("is the word itself");
  });

  test.each([
    ["/lab nearest", /A word is needed/],
    ["/lab nearest appel", /appel is not among the 34,909 English words.* apple/],
    ["/lab nearest banana guess:peear", /peear is not among .*Near spellings: (\w+, )*pear\b/],
    ["/lab nearest xqzjwvkpq", /Try another English word/],
    ["/lab nearest new york", /One word is looked up at a time/],
    ["/lab nearest banana count:26", /no whole number from 1 to 25/],
  ])("%s is a mistake that says what to do", async (line, message) => {
    const { reply, words, visibility } = await ask(line);
    expect(words).toMatch(message);
    expect(words).not.toContain("coconut");
    expect([reply.error, visibility]).toEqual([true, "private"]);
  });
});

describe("/lab analogy", () => {
  test.each([
    "",
    "king - man + woman",
    "king − man + woman",
    "man : king :: woman : ?",
    "man: king :: woman: ?",
    "king man woman",
  ])("%j is king − man + woman", async (typed) => {
    const { words, charts } = await ask(`/lab analogy ${typed}`);
    expect(words).toMatch(/^king − man \+ woman ≈ queen \(cosine 0\.77\)\./);
    expect(words).toContain("Left out of the answers are the words themselves, king, man and woman");
    expect(words).toContain("otherwise king would come first, cosine 0.83");
    expect(charts[0]).toMatchObject({ kind: "scatter", title: "king − man + woman ≈ queen" });
  });

  test("the numbers written out add up, and the sum is the parallelogram's corner", async () => {
    const { words, charts } = await ask("/lab analogy king - man + woman");
    expect(words).not.toContain("associate");
    const rows = ["king", "minus man", "plus woman", "makes"].map((name) => {
      const line = words.split("\n").find((each) => each.startsWith(`- ${name}: `)) ?? "";
      return (
        line
          .split(": ")[1]
          ?.split(", ")
          .slice(0, 4)
          .map((one) => Number(one.replace("−", "-"))) ?? []
      );
    });
    const [king = [], man = [], woman = [], sum = []] = rows;
    for (const [at, value] of sum.entries())
      expect(Math.abs((king[at] ?? 9) - (man[at] ?? 9) + (woman[at] ?? 9) - value)).toBeLessThanOrEqual(
        0.021,
      );
    const chart = charts[0];
    if (chart?.kind !== "scatter") throw new Error("no scatter");
    const at = (label: string) => chart.points.find((point) => point.label === label) ?? { x: 9, y: 9 };
    for (const axis of ["x", "y"] as const)
      expect(at("king")[axis] - at("man")[axis] + at("woman")[axis]).toBeCloseTo(
        at("king − man + woman")[axis],
        5,
      );
    const steps = chart.steps?.map((ends) => ends.map((end) => chart.points[end]?.label));
    expect(steps).toEqual([
      ["man", "king"],
      ["woman", "king − man + woman"],
    ]);
  });

  test("two answers as good as each other are both named", async () => {
    const { words, charts } = await ask("/lab analogy man + woman");
    expect(words).toMatch(/^man \+ woman ≈ girl \(cosine 0\.825\), nearly a tie with boy \(0\.820\)\./);
    expect(charts[0]).not.toHaveProperty("steps");
    expect(words).not.toContain("associate");
  });

  test.each([
    ["doctor - man + woman", /^nurse is what the texts associate with doctor, man and woman: .*no fact/m],
    ["nurse - she + he", /^physician is what the texts associate with nurse, she and he: /m],
    ["engineer + woman", /is what the texts associate with engineer and woman: /],
  ])("%s says at the answer that it is an association", async (sum, message) => {
    expect((await ask(`/lab analogy ${sum}`)).words).toMatch(message);
  });

  test.each(["actor - man + woman", "paris - france + italy", "uncle - man + woman"])(
    "%s does not",
    async (sum) => {
      expect((await ask(`/lab analogy ${sum}`)).words).not.toContain("associate");
    },
  );

  test("sums of any length, and guesses", async () => {
    expect((await ask("/lab analogy paris - france + italy guess:rome")).words).toMatch(
      /Your guess rome is right, cosine 0\.82/,
    );
    expect((await ask("/lab analogy king-man+woman=princess")).words).toContain(
      "Your guess princess is number 5 of 34,906 words",
    );
    expect((await ask("/lab analogy king - man + woman guess:king")).words).toContain(
      "is one of the words themselves",
    );
    const { data } = await ask("/lab analogy cat + dog + horse - fish + bird");
    expect(data.terms).toHaveLength(5);
    expect(data.answers).toHaveLength(5);
  });

  test.each([
    ["/lab analogy kng - man + woman", /kng is not among .*king/],
    ["/lab analogy king - man + woman guess:queeen", /queeen is not among .*queen/],
    ["/lab analogy king man", /no \+ or − before man/],
    ["/lab analogy king", /One word is no sum/],
    ["/lab analogy king - king", /Nothing is left/],
  ])("%s is a mistake that says what to do", async (line, message) => {
    const { reply, words } = await ask(line);
    expect(words).toMatch(message);
    expect(reply.error).toBe(true);
  });
});

describe("/lab place", () => {
  test("asks where apple goes, with regions and no apple on the map", async () => {
    const { words, charts, buttons, visibility } = await ask("/lab place");
    expect(words).toMatch(/^Where does apple go: A, B, C or D\?/);
    const chart = charts[0];
    if (chart?.kind !== "scatter") throw new Error("no scatter");
    expect(chart.regions?.map(({ label }) => label)).toEqual(["A", "B", "C", "D"]);
    expect(chart.points.map(({ label }) => label)).toHaveLength(12);
    expect(chart.points.map(({ label }) => label)).not.toContain("apple");
    expect(visibility).toBe("private");
    const picks = buttons.filter(({ action }) => action === "lab place.pick");
    expect(picks.map(({ value }) => value)).toEqual(["A apple", "B apple", "C apple", "D apple"]);
  });

  test("is shared with the channel, and each press answers the presser alone", async () => {
    const { buttons } = await ask("/lab place");
    const share = buttons.find(({ action }) => action === "share");
    const shared = await ask({ kind: "action", action: "share", value: share?.value ?? "" });
    expect(shared.visibility).toBe("public");
    const answers = await Promise.all(
      ["A", "B", "C", "D"].map((region) =>
        ask({ kind: "action", action: "lab place.pick", value: `${region} apple` }),
      ),
    );
    expect(answers.map(({ visibility }) => visibility)).toEqual(Array.from({ length: 4 }, () => "private"));
    expect(answers.filter(({ data }) => data.correct === true)).toHaveLength(1);
    for (const { words, charts, data } of answers) {
      expect(words).toMatch(
        /^(Right\. apple goes|Not quite\. You chose [A-D]; apple goes) to [A-D], with banana, cherry and strawberry\./,
      );
      expect(words).toMatch(
        /Nearest of the twelve: banana \(0\.51\), strawberry \(0\.\d\d\) and cherry|Nearest of the twelve:/,
      );
      expect((data.nearest as { word: string }[]).map(({ word }) => word).sort()).toEqual([
        "banana",
        "cherry",
        "strawberry",
      ]);
      const chart = charts[0];
      expect(chart?.kind === "scatter" && chart.points.map(({ label }) => label)).toContain("apple");
    }
  });

  test("takes another word, and is answered by typing where there are no buttons", async () => {
    expect((await ask("/lab place word:Football")).words).toContain("Where does football go");
    const { buttons } = await ask("/lab place word:football", "terminal");
    const lines = buttons.filter(({ label }) => /^[A-D]$/.test(label)).map(({ value }) => value);
    expect(lines).toEqual(["A", "B", "C", "D"].map((region) => `lab place word:football answer:${region}`));
    const verdicts = await Promise.all(lines.map((line) => ask(line, "terminal")));
    const right = verdicts.filter(({ data }) => data.correct === true);
    expect(right.map(({ words }) => words)).toEqual([
      expect.stringMatching(/^Right\. football .* basketball, soccer and tennis/),
    ]);
  });

  test.each([
    ["/lab place word:appel", /appel is not among .*apple/],
    ["/lab place word:castle", /castle is on the map already/],
    ["/lab place answer:e", /none of a, b, c, d/],
  ])("%s is a mistake that says what to do", async (line, message) => {
    const { reply, words } = await ask(line);
    expect(words).toMatch(message);
    expect(reply.error).toBe(true);
  });

  test.each(["E apple", "", "A", "A constructor()"])("a button with %j is refused", async (value) => {
    const { reply } = await ask({ kind: "action", action: "lab place.pick", value });
    expect(reply.error).toBe(true);
  });
});
