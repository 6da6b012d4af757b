import fc from "fast-check";
import { expect, test } from "vitest";
import { artifactKey } from "../../src/charts/artifact-key.ts";
import { assertFonts } from "../../src/charts/fonts.ts";
import { contrastOn, groupColour, groupLooks, NEUTRAL, PALETTE } from "../../src/charts/palette.ts";
import { drawable } from "../../src/charts/text.ts";
import { THEMES } from "../../src/charts/theme.ts";
import { axisTicks, barRange, isOnAxis, pointRange, tickLabels, withRoom } from "../../src/charts/ticks.ts";
import { samples } from "./samples.ts";

test("every colour is seen on both backgrounds, every text is read", () => {
  for (const theme of Object.values(THEMES)) {
    for (const colour of [...PALETTE, NEUTRAL]) {
      expect(contrastOn(colour, theme.background), colour).toBeGreaterThanOrEqual(3);
    }
    expect(contrastOn(theme.text, theme.background)).toBeGreaterThanOrEqual(7);
    expect(contrastOn(theme.muted, theme.background)).toBeGreaterThanOrEqual(4.5);
    expect(contrastOn(theme.text, theme.zebra)).toBeGreaterThanOrEqual(7);
  }
});

test("an organisation keeps its colour, relatives share it, others get a stable one", () => {
  expect(groupColour("Meta")).toBe(groupColour("Meta AI"));
  expect(groupColour("Google")).toBe(groupColour("Google DeepMind"));
  expect(groupColour("OpenAI")).not.toBe(groupColour("Anthropic"));
  expect(groupColour("Some Institute")).toBe(groupColour(" some institute "));
  expect(PALETTE).toContain(groupColour("Some Institute"));
});

test("within one chart no two groups share both colour and shape", () => {
  const groups = Array.from({ length: 40 }, (_, at) => `group ${at % 20}`);
  const looks = groupLooks([...groups, "Meta", "Meta AI"]);
  expect(looks).toHaveLength(21);
  expect(new Set(looks.map(({ colour, shape }) => `${colour} ${shape}`)).size).toBe(21);
});

test("the key of a picture follows its content, not the order of its keys", () => {
  const { kind, title, ...rest } = samples.comparison;
  expect(artifactKey({ ...rest, title, kind })).toBe(artifactKey(samples.comparison));
  expect(artifactKey({ ...samples.comparison, theme: "dark" })).not.toBe(artifactKey(samples.comparison));
  expect(artifactKey(samples.comparison)).toMatch(/^[0-9a-f]{40}$/);
});

test("the fonts that come with the package load", () => {
  expect(() => assertFonts()).not.toThrow();
});

test("emoji, control and bidirectional characters are not drawn", () => {
  expect(drawable("a\u0000b 👩‍👩‍👧 \u202ec\nd 👍🏽 e\ud800")).toBe("a b c d e");
  expect(drawable("Größe ≤ 70 µ Ж ế")).toBe("Größe ≤ 70 µ Ж ế");
});

test("log axes are labelled in words people use", () => {
  const range = barRange([175e9, 280e9, 70e9], "log");
  expect(range.min).toBe(10e9);
  const ticks = axisTicks(withRoom({ min: 1e9, max: 1e12 }, "log", { before: 0, after: 0.1 }), "log", 5);
  expect(tickLabels(ticks, "count")).toEqual(["1B", "10B", "100B", "1T"]);
  expect(tickLabels(axisTicks({ min: 2.9, max: 6 }, "log", 6), "plain").length).toBeGreaterThanOrEqual(2);
});

test("any axis has few, ordered ticks inside its range, with labels that differ", () => {
  const scales = fc.constantFrom<"linear" | "log">("linear", "log");
  fc.assert(
    fc.property(fc.array(fc.double(), { maxLength: 8 }), scales, fc.boolean(), (all, scale, bars) => {
      const values = all.filter((value) => isOnAxis(value, scale));
      const range = bars
        ? barRange(values, scale)
        : pointRange(values, { label: "", scale, format: "plain" });
      expect(range.max).toBeGreaterThan(range.min);
      const ticks = axisTicks(range, scale, 5);
      expect(ticks.length).toBeLessThanOrEqual(8);
      const slack = (range.max - range.min) * 1e-6;
      for (const tick of ticks) {
        expect(tick).toBeGreaterThanOrEqual(range.min - slack);
        expect(tick).toBeLessThanOrEqual(range.max + slack);
      }
    }),
  );
});
