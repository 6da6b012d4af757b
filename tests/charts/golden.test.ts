import { mkdir, readFile, writeFile } from "node:fs/promises";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { expect, test } from "vitest";
import { drawChart } from "../../src/charts/draw.ts";
import type { ChartSpec } from "../../src/charts/spec.ts";
import { samples } from "./samples.ts";

/** Processors differ by one level on some edges; more than this is a change of drawing. */
const MOST_DIFFERENT_PIXELS = 0.001;

const cases: [name: string, spec: ChartSpec][] = [
  ["comparison-light", samples.comparison],
  ["comparison-dark", { ...samples.comparison, theme: "dark" }],
  ["prompting-light", samples.prompting],
  ["losses-light", samples.losses],
  ["losses-dark", { ...samples.losses, theme: "dark" }],
  ["shots-light", samples.shots],
  ["landscape-light", samples.landscape],
  ["trade-off-dark", { ...samples.tradeOff, theme: "dark" }],
  ["suite-light", samples.suite],
  ["suite-dark", { ...samples.suite, theme: "dark" }],
  ["code-scores-light", samples.codeScores],
  ["mixture-light", samples.mixture],
  ["mixture-dark", { ...samples.mixture, theme: "dark" }],
  ["profile-light", samples.profile],
  ["profile-dark", { ...samples.profile, theme: "dark" }],
  ["crowded-profile-light", samples.crowdedProfile],
  ["shape-dark", { ...samples.shape, theme: "dark" }],
  ["duel-light", samples.duel],
  ["lineage-light", samples.lineage],
  ["lineage-dark", { ...samples.lineage, theme: "dark" }],
  ["deep-lineage-light", samples.deepLineage],
  ["timeline-light", samples.timeline],
  ["timeline-dark", { ...samples.timeline, theme: "dark" }],
  ["timeline-bubbles-light", samples.timelineBubbles],
  ["words-heatmap-light", samples.wordLikeness],
  ["words-heatmap-dark", { ...samples.wordLikeness, theme: "dark" }],
  ["sentences-heatmap-light", samples.sentenceLikeness],
  ["sentences-heatmap-dark", { ...samples.sentenceLikeness, theme: "dark" }],
  ["confusion-light", samples.confusion],
  ["languages-heatmap-dark", { ...samples.languageLikeness, theme: "dark" }],
  ["forty-heatmap-light", samples.manyLikeness],
  ["arrows-light", samples.lemonsAndLimes],
  ["arrows-around-dark", { ...samples.analogy, theme: "dark" }],
  ["arrows-line-light", samples.oneDimension],
  ["arrows-space-light", samples.threeDimensions],
  ["arrows-space-dark", { ...samples.threeDimensions, theme: "dark" }],
  ["words-map-light", samples.wordMap],
  ["cloud-light", samples.cloud],
  ["cloud-dark", { ...samples.cloud, theme: "dark" }],
  ["regions-light", samples.regionMap],
  ["regions-dark", { ...samples.regionMap, theme: "dark" }],
  ["japanese-heatmap-light", samples.japaneseLikeness],
  ["many-scripts-light", samples.manyScripts],
  ["undrawable-arrows-dark", { ...samples.undrawableArrows, theme: "dark" }],
  ["table-light", samples.gopherTable],
  ["table-dark", { ...samples.gopherTable, theme: "dark" }],
];

test.each(cases)(
  "%s looks as it did (UPDATE_GOLDEN=1 after a change that was looked at)",
  async (name, spec) => {
    const file = new URL(`./golden/${name}.png`, import.meta.url);
    const { png } = await drawChart(spec);
    if (process.env.UPDATE_GOLDEN === "1") {
      await mkdir(new URL("./golden/", import.meta.url), { recursive: true });
      await writeFile(file, png);
    }
    const golden = PNG.sync.read(await readFile(file));
    const drawn = PNG.sync.read(png);
    expect([drawn.width, drawn.height]).toEqual([golden.width, golden.height]);
    const different = pixelmatch(drawn.data, golden.data, undefined, drawn.width, drawn.height, {
      threshold: 0.1,
    });
    expect(different / (drawn.width * drawn.height)).toBeLessThan(MOST_DIFFERENT_PIXELS);
  },
);

test("the same specification gives the same bytes", async () => {
  const [one, other] = [await drawChart(samples.landscape), await drawChart(samples.landscape)];
  expect(one.png.equals(other.png)).toBe(true);
});
