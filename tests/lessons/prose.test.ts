import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Prose } from "../../src/lessons/prose.ts";
import { sectionBlocks } from "../../src/lessons/section-blocks.ts";
import { parseSpans } from "../../src/replies/markdown.ts";
import { smallCourse } from "./small-course.ts";

const write = (text: string): string => new Prose(smallCourse).write(text);

describe("references", () => {
  test.each([
    ["{{m-1.parameters}}", "70B parameters¹"],
    ["{{m-1.training_tokens}}", "1.4T tokens†¹"],
    ["{{m-1.tokens_per_parameter}}", "20 tokens per parameter†¹˒²"],
    ["{{m-1.context_length}}", "131,072 tokens (128K)¹"],
    ["{{m-1.release_date}}", "29 March 2022¹"],
    ["{{m-1.mfu}}", "46.2\u00a0%¹"],
    ["{{m-1.organisation}}", "Some \\* Lab"],
    ["{{benchmark quiz.size}}", "14,042 questions¹"],
    ["{{benchmark quiz.random_baseline}}", "25\u00a0%¹"],
    ["{{figure energy}}", "1,287 MWh¹"],
    ["{{figure alpha}}", "0.076¹"],
    ['{{cell sizes "small" rate}}', "0.00004¹"],
    ['{{cell sizes "large" "rate"}}', "1.92e19¹"],
    ['{{cell sizes "small" year}}', "2021¹"],
    ['{{cell sizes "small" note}}', "some \\*text\\*¹"],
    ['{{score m-1 quiz "" memory}}', "8.38 of 10†¹"],
    ["[[dot-product]]", "*Dot product*"],
    ["[[dot-product|dot products]]", "*dot products*"],
    ["[[lesson:one]]", "*About one: the rest*"],
  ])("%s", (reference, shown) => {
    expect(write(reference)).toBe(shown);
  });

  test.each([
    "{{m-2.parameters}}",
    "{{m-1.vocabulary}}",
    "{{m-1.nonsense}}",
    '{{score m-1 quiz "3-shot" paper}}',
    "{{benchmark quiz.human_level}}",
    '{{cell sizes "none" rate}}',
    '{{cell sizes "large" year}}',
    "{{figure toString}}",
    "{{what is this}}",
    "[[nothing]]",
    "[[lesson:nothing]]",
  ])("%s leads nowhere and is unknown", (reference) => {
    expect(write(`It is ${reference}.`)).toBe("It is unknown.");
  });

  test("anything at all is written without an exception and without a reference left in it", () => {
    const words = fc.constantFrom(
      "{{",
      "}}",
      "[[",
      "]]",
      "m-1.",
      "parameters",
      "cell ",
      '"',
      "|",
      "lesson:",
      "*",
      "`",
      "\n",
      "- ",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 20 }), (parts) => {
        expect(write(parts.join(""))).not.toMatch(/\{\{[^{}\n]*\}\}|\[\[[^[\]\n]*\]\]/);
      }),
    );
  });
});

describe("how it reads", () => {
  test("a unit that the sentence says is not said twice", () => {
    expect(write("{{m-1.layers}} layers, {{m-1.layers}}, {{m-1.parameters}} of weights")).toBe(
      "80¹ layers, 80 layers¹, 70B parameters¹ of weights",
    );
    expect(write("{{m-1.layers}} layersome")).toBe("80 layers¹ layersome");
  });

  test("the setting of a score stands with it unless the sentence has it", () => {
    const five = '{{score m-1 quiz "5-shot" paper}}';
    const cot = '{{score m-1 quiz "0-shot, CoT" paper}}';
    expect(write(`${five} against ${five} and ${cot}`)).toBe(
      "67.6\u00a0% (5-shot)¹ against 67.6\u00a0%¹ and 70\u00a0% (0-shot, CoT)¹",
    );
    expect(write(`MMLU, 5-shot: ${five}`)).toBe("MMLU, 5-shot: 67.6\u00a0%¹");
    expect(write(`Not 15-shot: ${five}`)).toBe("Not 15-shot: 67.6\u00a0% (5-shot)¹");
    expect(write(`0-shot: ${cot}`)).toBe("0-shot: 70\u00a0% (CoT)¹");
    expect(write(`0-shot, no CoT is less than ${cot}`)).toBe("0-shot, no CoT is less than 70\u00a0% (CoT)¹");
    expect(write(`${five}\n\n${five}`)).toBe("67.6\u00a0% (5-shot)¹\n\n67.6\u00a0% (5-shot)¹");
  });

  test("terms are lower-case inside a sentence, unless they are written otherwise", () => {
    expect(write("The [[dot-product]] of [[rlhf]]. [[dot-product]]")).toBe(
      "The *dot product* of *RLHF*. *Dot product*",
    );
  });

  test("markup around a reference stays whole", () => {
    const spans = (text: string) => parseSpans(write(text)).map(({ kind, text: words }) => [kind, words]);
    expect(spans("**The [[dot-product]] here**")).toEqual([["bold", "The dot product here"]]);
    expect(spans("`2 × {{m-1.organisation}}`")).toEqual([["code", "2 × Some * Lab"]]);
    expect(spans("**a** [[rlhf]]")).toEqual([
      ["bold", "a"],
      ["text", " "],
      ["italic", "RLHF"],
    ]);
  });

  test("lines of a paragraph are one, points of a list and paragraphs are not", () => {
    expect(write("one\ntwo\n- three\n  four\n- five\n\nsix")).toBe("one two\n- three four\n- five\n\nsix");
  });

  test("sources are numbered in the order in which they are cited, and recalled figures explained", () => {
    const prose = new Prose(smallCourse);
    expect(prose.write("{{m-1.training_tokens}}, {{m-1.parameters}}")).toBe("1.4T tokens†¹, 70B parameters²");
    expect(prose.note()).toBe(
      "Sources: ¹ A memory · ² [The paper](https://arxiv.org/abs/2203.15556)\n† from memory, not checked against its source: less certain.",
    );
    expect(prose.figures).toMatchObject([
      {
        reference: "{{m-1.training_tokens}}",
        figure: { value: 1.4e12, unit: "tokens", source: "memory", verified: "recalled" },
      },
      { reference: "{{m-1.parameters}}", figure: { value: 70e9 } },
    ]);
    expect(new Prose(smallCourse).note()).toBe("");
  });
});

test("a table stands between the texts around it, with the mark of its source", () => {
  const text = "Before.\n{{table sizes}}\nAfter.\n\n{{table nothing}}";
  const blocks = sectionBlocks({ heading: "Sizes", text }, new Prose(smallCourse), smallCourse);
  expect(blocks).toMatchObject([
    { kind: "heading", text: "Sizes", level: 2 },
    { kind: "text", text: "Before." },
    { kind: "table", caption: "Sizes ¹" },
    { kind: "text", text: "After." },
    { kind: "text", text: "unknown" },
  ]);
});
