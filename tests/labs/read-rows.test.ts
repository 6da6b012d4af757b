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
      "There is no such column: nothing, given for column. There are 3: key, Comment, when.",
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
    expect(texts(read)).toEqual(["good", 'x"y"', "good too"]);
    expect(read.bad).toEqual([
      { line: 3, reason: "has 1 columns instead of 2" },
      { line: 4, reason: "has 3 columns instead of 2" },
      { line: 5, reason: "has no text" },
      { line: 6, reason: "is longer than 8,000 characters" },
      { line: 7, reason: "has no label" },
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
    expect(() => readRows(Buffer.from("a\0b"))).toThrow(/no text file/);
  });

  test.each([
    ["a workbook", Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), undefined, /Excel file: save it as CSV/],
    ["an old workbook", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), undefined, /Excel file: save it as CSV/],
    ["a list of objects", '\n[ {"text":"a"}]', undefined, /JSON: save it as CSV/],
    ["a list of texts", '["a","b"]', undefined, /JSON: save it as CSV/],
    ["an object a line", '{"text":"a"}\n{"text":"b"}', undefined, /JSON: save it as CSV/],
    ["what is called so", "1\n2", "numbers.JSON", /JSON: save it as CSV/],
  ])("%s is refused with the way out", (_, file, name, expected) => {
    expect(() => readRows(file, name === undefined ? {} : { name })).toThrow(expected);
  });

  test("texts may begin with brackets", () => {
    expect(texts(readRows("[laughs] Well\n{name} is here\n"))).toEqual(["[laughs] Well", "{name} is here"]);
  });

  test("rows beyond the most are counted", () => {
    const read = readRows(Array.from({ length: MOST_ROWS + 5 }, (_, at) => `row ${at}`).join("\n"));
    expect(read.rows).toHaveLength(MOST_ROWS);
    expect(read.left).toBe(5);
  });

  test("reading ends with the most rows: what follows is counted by lines, and blank ones are none", () => {
    const good = Array.from({ length: MOST_ROWS }, (_, at) => `row ${at},a`).join("\n");
    const read = readRows(`text,label\n,a\n${good}\n\nmore,a\n\n"open,b\nlast`);
    expect(read.rows.at(-1)?.line).toBe(MOST_ROWS + 2);
    expect(read.bad).toEqual([{ line: 2, reason: "has no text" }]);
    expect(read.left).toBe(3);
  });

  test("rows without a text are given up some time", () => {
    const file = `text,label\n${",a\n".repeat(200_000)}`;
    expect(() => readRows(file)).toThrow(/^No row can be used: line 2 has no text; .* and 49,997 more\./);
  });

  test("a table of many faults is broken", () => {
    const faulty = (count: number): string => `text,label\ngood,a\n${'"x"y,b\n'.repeat(count)}better,a\n`;
    expect(readRows(faulty(1_000)).bad).toHaveLength(1_000);
    expect(texts(readRows(faulty(1_000)))).toEqual(["good", "better"]);
    expect(() => readRows(faulty(1_001))).toThrow(
      /broken: more than 1,000 of its lines.*: line 3 has.*save the table anew/,
    );
    const ragged = `text,label\n${"good,a\nbad\n".repeat(1_001)}`;
    expect(() => readRows(ragged)).toThrow(/line 3 has 1 columns instead of 2/);
  });

  test("a million columns are refused, or cost their line where the others have two", () => {
    const wide = "a,".repeat(1_000_000);
    for (const options of [{ name: "x.csv" }, { delimiter: "," } as const])
      expect(() => readRows(wide, options)).toThrow(/more than 1,000 columns/);
    const read = readRows(`text,label\n${wide}\ngood,a\n`);
    expect(texts(read)).toEqual(["good"]);
    expect(read.bad).toEqual([{ line: 2, reason: "has more than 1,000 columns instead of 2" }]);
    const widest = Array.from({ length: 1_000 }, (_, at) => `c${at}`).join(",");
    expect(readRows(`${widest}\n${widest}`, { header: true }).columns).toHaveLength(1_000);
  });

  test("a quotation mark within a cell is part of it", () => {
    const read = readRows('id,text\n1,a 5" pipe for the garden\n2,he said "no", "never"\n3,it is "schön"\n');
    expect(texts(read)).toEqual(['a 5" pipe for the garden', 'it is "schön"']);
    expect(read.bad).toEqual([{ line: 3, reason: "has 3 columns instead of 2" }]);
  });

  test("a cell of many lines is one, but no mark swallows half a table", () => {
    const lines = "a line\n".repeat(1_000).trim();
    const read = readRows(`id,text\n1,"${lines}"\n2,after\n`);
    expect(read.rows).toEqual([
      { line: 1_001, text: lines },
      { line: 1_002, text: "after" },
    ]);
    const swallowing = readRows(`id,text\n1,"open\n${"2,good\n".repeat(20_000)}3,"`);
    expect(swallowing.rows[0]).toEqual({ line: 3, text: "good" });
    expect(swallowing.bad[0]).toEqual({ line: 2, reason: "has a quotation mark that is never closed" });
  });
});
