import { describe, expect, test } from "vitest";
import { loadConcepts, loadWords } from "../../src/embeddings/data-files.ts";
import { type Understood, understoodOf } from "../../src/embeddings/understood.ts";

const vocabulary = { dictionary: loadConcepts(), table: loadWords() };
const of = (id: string, text: string): Understood | null => understoodOf({ id }, text, vocabulary);

describe("what a model understands of a text", () => {
  test("is nothing where there are no words", () => {
    for (const id of ["local-words", "local-sentences", "local-concepts"])
      for (const text of ["😀", "!?", "42", ""]) expect(of(id, text)).toMatchObject({ share: 0, known: [] });
  });

  test("is the words that the table has, each once", () => {
    expect(of("local-words", "The king of the kign")).toEqual({
      text: "The king of the kign",
      share: 0.8,
      known: ["the", "king", "of"],
      unknown: ["kign"],
    });
  });

  test("does not suffer from contractions, which the sentence model reads", () => {
    expect(of("local-sentences", "I didn't know it's late")).toMatchObject({ share: 1, unknown: [] });
    expect(of("local-sentences", "I don't")).toMatchObject({ share: 1 });
    expect(of("local-words", "I don't")).toMatchObject({ share: 0, known: [] });
  });

  test("is the concepts of another language, in English", () => {
    expect(of("local-concepts", "荷物が届きません")).toMatchObject({ known: ["package"], unknown: [] });
    expect(of("local-concepts", "荷物が届きません")?.share).toBeLessThan(0.5);
    expect(of("local-concepts", "Paczka nie dotarła")).toMatchObject({ known: ["package", "no"] });
    expect(of("local-concepts", "Das ist mir unangenehm")).toMatchObject({
      share: 0,
      known: ["something bad"],
    });
  });

  test("foreign words are not taken for misspelt English", () => {
    expect(of("local-sentences", "Mein Paket ist nicht angekommen")?.unknown).toEqual([]);
  });

  test("is not known of models elsewhere", () => {
    expect(of("cohere", "qwzx")).toBeNull();
  });
});
