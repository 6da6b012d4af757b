import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LONGEST_TEXT, MOST_ROWS, readRows } from "../../src/labs/read-rows.ts";

const texts = (read: ReturnType<typeof readRows>): string[] => read.rows.map(({ text }) => text);

describe("what is read", () => {
  test.each([",", ";", "\t", "|"] as const)(
    "columns split by %j, with quotes and breaks of lines in them",
    (by) => {
      const file = ["id", "text", "label"]
        .join(by)
        .concat("\r\n1", by, `"a ""b""${by} c\nd"`, by, "x\r\n2", by, "e", by, "y\r\n");
      const read = readRows(file, { label: "label" });
      expect(read).toMatchObject({
        columns: ["id", "text", "label"],
        column: "text",
        delimiter: by,
        bad: [],
      });
      expect(read.rows).toEqual([
        { line: 3, text: `a "b"${by} c\nd`, label: "x" },
        { line: 4, text: "e", label: "y" },
      ]);
    },
  );

  test("lines of text are one column, commas, quotes and all", () => {
    const read = readRows('To be, or not to be\nHe said "no"\n\nthree, four, five\n');
    expect(texts(read)).toEqual(["To be, or not to be", 'He said "no"', "three, four, five"]);
    expect(read.rows.map(({ line }) => line)).toEqual([1, 2, 4]);
    expect(texts(readRows("apple"))).toEqual(["apple"]);
  });

  test("a column is chosen by name in any case, by number, or because its texts are long", () => {
    const file = "key,Comment,when\n1,the whole story,monday\n2,another story,friday\n";
    expect(texts(readRows(file, { column: "comment" }))).toEqual(["the whole story", "another story"]);
    expect(texts(readRows(file, { column: 3, header: true }))).toEqual(["monday", "friday"]);
    expect(texts(readRows(file, { column: "3", header: true }))).toEqual(["monday", "friday"]);
    expect(readRows(file).column).toBe("Comment");
    expect(readRows("1,a long sentence here\n2,another sentence\n").column).toBe("column 2");
    expect(() => readRows(file, { column: 4 })).toThrow(/There are 3/);
    expect(() => readRows(file, { column: "nothing" })).toThrow(
      "There is no such column as “nothing”. There are 3: “key”, “Comment”, “when”. Name one",
    );
    // Its first line is no obvious head, but what a person who names a column takes for one.
    expect(() => readRows("apple,pear\nplum,cherry\n", { label: "kind" })).toThrow(
      /“apple”, “pear”.*label:2/,
    );
  });

  test("a first line is taken for names only where it looks like them", () => {
    expect(texts(readRows("word\napple\npear\n"))).toEqual(["apple", "pear"]);
    expect(texts(readRows("word\napple\npear\n", { header: false }))).toEqual(["word", "apple", "pear"]);
    expect(texts(readRows("plum\napple\npear\n"))).toEqual(["plum", "apple", "pear"]);
    expect(readRows("word,price\napple,3\npear,4\n").columns).toEqual(["word", "price"]);
    expect(readRows("apple,pear\nplum,cherry\n").columns).toEqual(["column 1", "column 2"]);
    expect(readRows("apple,3\npear,4\n").rows).toHaveLength(2);
    expect(readRows("apple,pear\nplum,cherry\n", { header: true }).columns).toEqual(["apple", "pear"]);
  });

  test.each([
    ["UTF-8", Buffer.from("text,n\nGröße,1\n猫,2\n"), ["Größe", "猫"]],
    ["UTF-8", Buffer.from("\uFEFFtext,n\nGröße,1\n猫,2\n"), ["Größe", "猫"]],
    ["UTF-16", Buffer.from("\uFEFFtext,n\nGröße,1\n猫,2\n", "utf16le"), ["Größe", "猫"]],
    ["UTF-16", Buffer.from("\uFEFFtext,n\nGröße,1\n猫,2\n", "utf16le").swap16(), ["Größe", "猫"]],
    ["Windows-1252", Buffer.from("text,n\nGröße,1\ncafé,2\n", "latin1"), ["Größe", "café"]],
  ])("%s is recognised", (encoding, bytes, expected) => {
    const read = readRows(bytes);
    expect(read.encoding).toBe(encoding);
    expect(read.columns[0]).toBe("text");
    expect(texts(read)).toEqual(expected);
  });
});

describe("what is wrong", () => {
  test("bad rows are listed with their line and cost no other", () => {
    const long = "x".repeat(LONGEST_TEXT + 1);
    const file = `text,label\ngood,a\nonly\ntoo,many,cells\n,a\n${long},a\nno label,\nx"y",a\n"z"z,a\ngood too,b\n`;
    const read = readRows(file, { column: "text", label: "label" });
    expect(texts(read)).toEqual(["good", 'x"y"', "good too"].filter((text) => !text.includes('"')));
    expect(read.bad).toEqual([
      { line: 3, reason: "has 1 columns instead of 2" },
      { line: 4, reason: "has 3 columns instead of 2" },
      { line: 5, reason: "has no text" },
      { line: 6, reason: "is longer than 8,000 characters" },
      { line: 7, reason: "has no label" },
      { line: 8, reason: "has a quotation mark in the wrong place" },
      { line: 9, reason: "has a quotation mark in the wrong place" },
    ]);
  });

  test("a quote that is never closed costs its own line", () => {
    const read = readRows('id,text\n1,first\n\n2,"open\n3,third\n4,fourth\n');
    expect(texts(read)).toEqual(["first", "third", "fourth"]);
    expect(read.bad).toEqual([{ line: 4, reason: "has a quotation mark that is never closed" }]);
  });

  test("nothing, and what is no text, is said plainly", () => {
    for (const nothing of ["", "\n \n", "\uFEFF"]) expect(() => readRows(nothing)).toThrow(/no rows/);
    expect(() => readRows(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).toThrow(/no text file/);
  });

  test("rows beyond the most are counted", () => {
    const read = readRows(Array.from({ length: MOST_ROWS + 5 }, (_, at) => `row ${at}`).join("\n"));
    expect(read.rows).toHaveLength(MOST_ROWS);
    expect(read.left).toBe(5);
  });
});

describe("any table", () => {
  const cell = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
    .filter((text) => text.trim() !== "" && !text.includes("\0"));
  const attempt = (file: string): ReturnType<typeof readRows> | string => {
    try {
      return readRows(file, { delimiter: ",", header: false });
    } catch (error) {
      return String(error);
    }
  };
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

  test("that is quoted comes back as it went in", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 30 }),
        fc.constantFrom(",", ";", "\t", "|"),
        fc.constantFrom("\n", "\r\n"),
        (table, delimiter, newline) => {
          const lines = [["text", "label"], ...table].map((row) => row.map(quoted).join(delimiter));
          const options = { delimiter, header: true, column: 1, label: 2 } as const;
          const read = readRows(Buffer.from(lines.join(newline).concat(newline)), options);
          expect(read.bad).toEqual([]);
          expect(read.rows.map(({ text, label }) => [text, label])).toEqual(
            table.map((row) => row.map((value) => value.replace(/\r\n?/g, "\n").trim())),
          );
        },
      ),
    );
  });

  test("whatever it is made of is read or refused, and every line is accounted for once", () => {
    const piece = fc.constantFrom('"', ",", "\n", "\r\n", "a", "b c", ";", "\t", '""', "é");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const file = pieces.join("");
        const read = attempt(file);
        // Only where there is nothing but breaks, blanks and empty quotes.
        if (typeof read === "string") {
          expect(read).toMatch(/no rows/);
          expect(file).not.toMatch(/[a-zé,]/);
          return;
        }
        const lines = [...read.rows, ...read.bad].map(({ line }) => line);
        expect(new Set(lines).size).toBe(lines.length);
        expect(lines.length).toBeGreaterThan(0);
        expect(Math.max(...lines)).toBeLessThanOrEqual(file.split(/\r?\n/).length);
      }),
      { numRuns: 500 },
    );
  });
});
