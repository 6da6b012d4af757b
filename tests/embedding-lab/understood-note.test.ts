import { expect, test } from "vitest";
import { understoodNote } from "../../src/embedding-lab/understood-note.ts";

const note = (id: string, ...texts: string[]): string => understoodNote({ provider: { id } }, texts);

test("says of which texts nothing is known, differently where pieces of words are read", () => {
  expect(note("local-words", "😀", "*x*qzwv", "the sea")).toBe(
    "Nothing is understood of “😀” and “\\*x\\*qzwv”: what is said of them means nothing.",
  );
  expect(note("local-sentences", "😀", "the sea")).toBe(
    "No known word is in “😀”: what is said of it means little.",
  );
});

test("says by which words a text goes that is known in parts", () => {
  expect(note("local-concepts", "荷物が届きません", "私の荷物はどこ")).toBe(
    "Only parts are understood of “荷物が届きません” (package) and “私の荷物はどこ” (package): what is said of them rests on those words alone.",
  );
});

test("asks back where a word looks misspelt, but leaves names alone", () => {
  expect(note("local-sentences", "the kign of Spain", "I met Zsoltt in Spain")).toBe(
    "Perhaps misspelt: kign (king?).",
  );
});

test("names a few and counts the rest", () => {
  expect(note("local-words", "😀", "🎉", "🚗", "🌍", "🌍", "🐈")).toContain(
    "“😀”, “🎉”, “🚗” and 2 more: what",
  );
});

test("says nothing where all is known, or of models elsewhere", () => {
  expect(note("local-words", "The soup was too salty")).toBe("");
  expect(note("cohere", "😀")).toBe("");
});
