import { describe, expect, test } from "vitest";
import { lab } from "../support/lab.ts";

const ask = lab();

describe("/lab vector", () => {
  test("shows a word's numbers, as a list, a picture of all and a file", async () => {
    const { words, charts, reply, data, visibility } = await ask("/lab vector apple");
    expect(visibility).toBe("public");
    expect(words).toMatch(/^apple is a list of 100 numbers: (−?\d\.\d{3}, ){8}…/);
    expect(words).toMatch(
      /Length of the arrow: 5\.988\nLargest number: 1\.611 in dimension 32\nSmallest number: −1\.455 in dimension 56/,
    );
    expect(words).toContain("To store it: 400 bytes (4 for each number)");
    expect(words).toContain(
      "The numbers are GloVe's, rounded to 63 steps for each word: they lie on a grid. A row of the slide's table (A, Aardvark … Zygote × 4,096 columns) would take 16,384 bytes; but of Cohere's models only embed-english-v2.0 had 4,096 numbers. The others have 384 to 1,536: 1,536 to 6,144 bytes.",
    );
    expect(words).toContain("A single dimension has no name");
    const chart = charts[0];
    if (chart?.kind !== "heatmap") throw new Error("no heat map");
    expect([chart.rows.length, chart.columns.length]).toEqual([10, 10]);
    expect(chart.from).toBe(-chart.to);
    expect(chart.values[3]?.[1]).toBeCloseTo(1.611, 3);
    const [head = "", row = ""] = reply.files?.[0]?.text.split("\r\n") ?? [];
    expect([head.split(",").length, row.split(",").length]).toEqual([101, 101]);
    expect(row.startsWith("apple,-0.62")).toBe(true);
    expect(data.bytes).toMatchObject({ value: 400, unit: "bytes" });
  });

  test("shows several side by side, as rows of a table: two columns, then many", async () => {
    const { words, charts, reply } = await ask("/lab vector king queen castle");
    expect(words).toMatch(/Two columns, then many\nText +1 +2 +… +100 +Length/);
    expect(charts[0]).toMatchObject({ kind: "heatmap", subtitle: "The first 40 of 100 dimensions" });
    expect(reply.files?.[0]?.text.trim().split("\r\n")).toHaveLength(4);
  });

  test("a sentence, an unknown word and another model are read by a worker", async () => {
    expect((await ask("/lab vector The soup, which was cold, was too salty.")).job).toEqual({
      name: "compare-texts",
      payload: { texts: ["The soup, which was cold, was too salty."], model: "auto", show: "vector" },
    });
    expect((await ask("/lab vector apple model:sentences")).job?.payload).toMatchObject({
      model: "sentences",
    });
    expect((await ask("/lab vector qeen")).job?.payload).toMatchObject({
      hint: expect.stringMatching(/^\*qeen\* is not in the table of English words/),
    });
    expect((await ask("/lab vector apple model:words")).job).toBeUndefined();
  });

  test.each([
    ["/lab vector", /A word or a sentence is needed/],
    ["/lab vector a | b | c | d | e | f | g | h | i", /9 texts are too many/],
  ])("%s is a mistake that says what to do", async (line, message) => {
    const { reply, words } = await ask(line);
    expect(words).toMatch(message);
    expect(reply.error).toBe(true);
  });
});

describe("/lab similar", () => {
  test.each([
    ["8,2 | 9,1", "8 × 9 + 2 × 1 = 72 + 2 = 74", "0.991", "7.7°"],
    ["8,2 | 0,10", "8 × 0 + 2 × 10 = 0 + 20 = 20", "0.243", "76.0°"],
    ["9,1 | 0,10", "9 × 0 + 1 × 10 = 0 + 10 = 10", "0.110", "83.7°"],
    ["5,5 | 2,2", "5 × 2 + 5 × 2 = 10 + 10 = 20", "1.000", "0.0°"],
    ["1,0 | -1,0", "1 × (−1) + 0 × 0 = −1 + 0 = −1", "−1.000", "180.0°"],
    ["3,-1 | -2,2", "3 × (−2) + (−1) × 2 = −6 − 2 = −8", "−0.894", "153.4°"],
  ])("%s is multiplied out", async (typed, product, cosine, angle) => {
    const { words, charts } = await ask(`/lab similar ${typed}`);
    expect(words).toContain(`cosine similarity ${cosine}, an angle of ${angle}`);
    expect(words).toContain(`Dot product: ${product}`);
    const vectors = typed.split(" | ").map((part) => part.split(",").map(Number));
    const chart = charts[0];
    if (chart?.kind !== "arrows") throw new Error("no arrows");
    expect(chart.arrows.map(({ at }) => at)).toEqual(vectors);
    expect(chart.angle).toEqual({ between: [0, 1], label: angle });
  });

  test("the numbers go along as data, in full", async () => {
    const { data } = await ask("/lab similar 8,2 | 9,1");
    expect(data).toMatchObject({ dot: 74, one: { vector: [8, 2] }, angle: { unit: "degrees" } });
    expect(data.cosine).toBeCloseTo(0.99099243041, 10);
  });

  test("the range is put right, and negative is explained", async () => {
    expect((await ask("/lab similar 8,2 | 9,1")).words).toContain(
      "It runs from −1 to 1; 0 to 1 holds only where no number is negative, as here.",
    );
    const { words } = await ask("/lab similar 3,-1 | -2,2");
    expect(words).toContain("these vectors have some, so they may go below 0");
    expect(words).toContain("That does not mean opposite in meaning");
  });

  test("words of the table: largest products and all as a file, true angle in their plane, yardstick", async () => {
    const { words, charts, buttons, reply } = await ask("/lab similar lemons | limes");
    expect(words).toMatch(
      /^lemons and limes: cosine similarity 0\.753, an angle of 41\.2°; dot product 22\.121\./,
    );
    expect(words).toContain("Largest of 100 products: 0.890 × 1.28 = 1.14 (dimension 100); ");
    expect(words).toContain("Most negative: (−0.851) × 0.329 = −0.280 (dimension 52); ");
    expect(words).toContain(
      "Dot product: 1.14 + 1.08 + 1.05 − 0.280 − 0.0876 − 0.0781 + 19.303 (the other 94) = 22.121",
    );
    expect(reply.files?.map(({ name }) => name)).toEqual(["products.csv"]);
    const products = reply.files?.[0]?.text.trim().split("\r\n").slice(1) ?? [];
    expect(products).toHaveLength(100);
    const sum = products.reduce((total, row) => total + Number(row.split(",")[3]), 0);
    expect(sum).toBeCloseTo(22.121, 3);
    expect(words).toContain("a cosine of 0, give or take 0.100 (1/√100). This one is 7.5 times that from 0.");
    expect(charts[0]).toMatchObject({
      kind: "arrows",
      subtitle: "The plane that the two span in 100 dimensions: lengths and angle are true",
    });
    expect(buttons.map(({ value }) => value)).toContain("lab dimensions");
    expect((await ask("/lab similar king | queen")).buttons.map(({ value }) => value)).not.toContain(
      "lab dimensions",
    );
  });

  test("a guess is scored by the formula that is told", async () => {
    const { words, data } = await ask("/lab similar king | queen guess:0.5");
    expect(words).toContain(
      "Your guess 0.50 is some way off: 0.25 from 0.75, 75 of 100 points (100 × (1 − the difference), not below 0).",
    );
    expect(data.guess).toMatchObject({ cosine: 0.5, points: 75 });
  });

  test("more than two: all pairs as a heat map and a table", async () => {
    const { words, charts } = await ask("/lab similar king, queen, castle");
    expect(words).toMatch(
      /^Most alike: king and queen, cosine 0\.75\. Least alike: queen and castle, cosine 0\.46\./,
    );
    const chart = charts[0];
    if (chart?.kind !== "heatmap") throw new Error("no heat map");
    expect(chart.values[0]?.[0]).toBeCloseTo(1, 6);
    expect(words).toMatch(/king +queen +27\.53 +0\.752 +41\.2/);
  });

  test("zeros have no direction, and that is said", async () => {
    const { words, charts, reply } = await ask("/lab similar 0,0 | 1,1");
    expect(words).toContain("dot product 0, but no cosine");
    expect([charts.length, reply.error]).toEqual([0, undefined]);
    expect((await ask("/lab similar 0,0 | 0,0 | 0,0")).words).toContain("Vectors of zeros have no direction");
  });

  test("sentences are read by a worker", async () => {
    const { job } = await ask(
      "/lab similar The soup was too salty | There was too much salt in it guess:0.7",
    );
    expect(job).toEqual({
      name: "compare-texts",
      payload: {
        texts: ["The soup was too salty", "There was too much salt in it"],
        model: "auto",
        show: "similar",
        guess: 0.7,
      },
    });
  });

  test.each([
    ["/lab similar", /Two texts are needed, with \| between them/],
    ["/lab similar king", /Two texts are needed/],
    ["/lab similar king and queen", /Two texts are needed/],
    ["/lab similar 8,2 | 9", /only vectors of the same dimension/],
    ["/lab similar king | queen guess:2", /2 is no cosine.*from −1 to 1/],
    ["/lab similar king | queen guess:80%", /80% is no cosine, and a cosine is no percentage/],
    ["/lab similar a | b | c guess:0.5", /A guess is for two texts/],
    [`/lab similar ${Array.from({ length: 41 }, (_, at) => `w${at}`).join("|")}`, /At most 40 texts/],
  ])("%s is a mistake that says what to do", async (line, message) => {
    const { reply, words } = await ask(line);
    expect(words).toMatch(message);
    expect(reply.error).toBe(true);
  });
});

describe("/lab dimensions", () => {
  test("works out the course's table", async () => {
    const { words, charts, data } = await ask("/lab dimensions");
    expect(words).toMatch(
      /^The largest dot product pairs lemons and limes: 74, and so does the largest cosine: 0\.991\./,
    );
    expect(words).toContain("lemons (8, 2) · limes (9, 1) · Jordan (a country) (0, 10)");
    expect(words).toContain("- lemons · limes: 8 × 9 + 2 × 1 = 72 + 2 = 74");
    expect(words).toContain("- lemons · Jordan: 8 × 0 + 2 × 10 = 0 + 20 = 20");
    expect(words).toContain("- limes · Jordan: 9 × 0 + 1 × 10 = 0 + 10 = 10");
    expect(words).toMatch(
      /lemons, limes +74 +0\.991 +7\.7\n.*lemons, Jordan +20 +0\.243 +76\.0\n.*limes, Jordan +10 +0\.110 +83\.7/,
    );
    expect(words).toContain("lemons · lemons is only 68, less than lemons · limes = 74");
    expect(charts[0]).toMatchObject({
      kind: "arrows",
      axes: ["how citric?", "how large?"],
      arrows: [{ at: [8, 2] }, { at: [9, 1] }, { at: [0, 10] }],
      angle: { between: [0, 1], label: "7.7°" },
    });
    const cosines = (data.pairs as { cosine: number }[]).map(({ cosine }) => cosine);
    for (const [at, value] of [0.99099243041, 0.242535625036, 0.110431526075].entries())
      expect(cosines[at]).toBeCloseTo(value, 9);
  });

  test("takes one's own table, in lines or in one", async () => {
    const parts = ["features: sweet, crunchy, red", "apple: 7, 8, 6", "cake: 9, 1, 0", "carrot: 4, 9, 3"];
    for (const line of [parts.join("\n"), parts.join("; ")]) {
      const { words, charts } = await ask(`/lab dimensions ${line}`);
      expect(words).toMatch(/^The largest dot product pairs apple and carrot: 118/);
      expect(words).toContain("Best match of cake: apple (dot product 71, cosine 0.642)");
      expect(charts[0]).toMatchObject({ kind: "arrows", axes: ["sweet", "crunchy", "red"] });
    }
  });

  test("draws one feature on a line, without an angle", async () => {
    const { words, charts } = await ask("/lab dimensions features: citric; lemons: 8; limes: 9; salt: -1");
    expect(words).toMatch(/^The largest dot product pairs lemons and limes: 72\.\n/);
    expect(words).toContain("Each thing has 1 number (citric): lemons (8)");
    expect(words).toContain("a cosine is 1 where the signs agree and −1 where they differ");
    const [chart] = charts;
    expect(chart).toMatchObject({
      kind: "arrows",
      title: "lemons and limes: dot product 72",
      axes: ["citric"],
      arrows: [{ at: [8] }, { at: [9] }, { at: [-1] }],
    });
    expect(chart).not.toHaveProperty("angle");
  });

  test("names the pair whose angle is drawn, and the other where the largest product is another's", async () => {
    const { charts } = await ask("/lab dimensions x: 1, 1; y: 2, 2.1; z: 9, 0");
    expect(charts[0]).toMatchObject({
      title: "x and y: cosine 1.000, dot product 4.1",
      subtitle: "The largest dot product pairs y and z: 18",
      angle: { between: [0, 1] },
    });
  });

  test("says where dot product and cosine disagree; more than three features are a heat map", async () => {
    const { words, charts } = await ask("/lab dimensions x: 1, 2, 3, 4; y: 4, 3, 2, 1; z: -1, 0, 0, 5");
    expect(words).toMatch(/pairs x and y: 20; but the nearest in direction are x and z, cosine 0\.680/);
    expect(words).toContain("Best match of x: y by dot product (20), z by cosine (0.680)");
    expect(charts[0]?.kind).toBe("heatmap");
  });

  test("ten things make 45 pairs, ten of them written out", async () => {
    const things = Array.from({ length: 10 }, (_, at) => `thing ${at}: ${at}, ${10 - at}`).join("; ");
    const { words } = await ask(`/lab dimensions ${things}`);
    expect(words).toContain("- and 35 more, in the table");
  });

  test.each([
    ["/lab dimensions lemons 8,2; limes 9", /Part 2, limes 9, has 1 number; 2 are needed/],
    ["/lab dimensions features: a,b,c,d,e,f,g; x: 1,2,3,4,5,6,7", /names 7 features; 1 to 6 are needed/],
    ["/lab dimensions hello", /Part 1, hello, has no numbers that can be read/],
    ["/lab dimensions *a*: 1, 2; b: x", /Part 2, b: x, has no numbers/],
  ])("%s is a mistake that names the line", async (line, message) => {
    const { reply, words } = await ask(line);
    expect(words).toMatch(message);
    expect(reply.error).toBe(true);
  });
});
