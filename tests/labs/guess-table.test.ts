import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { readRows } from "../../src/labs/read-rows.ts";

const texts = (read: ReturnType<typeof readRows>): string[] => read.rows.map(({ text }) => text);

describe("what is a table", () => {
  const uneven = "text,topic\nfirst,a\n\nsecond,b,c\nthird\n\nfourth,a\nfifth,b\n";

  test("bad rows and blank lines make no plain text of it", () => {
    const read = readRows(uneven);
    expect(texts(read)).toEqual(["first", "fourth", "fifth"]);
    expect(read).toMatchObject({ header: true, column: "text", delimiter: ",", labelColumn: "topic" });
    expect(read.bad).toEqual([
      { line: 4, reason: "has 3 columns instead of 2" },
      { line: 5, reason: "has 1 columns instead of 2" },
    ]);
  });

  test.each([
    ["names without digits", "Satz;Eindruck\nEins;gut\nZwei, drei;schlecht\nVier\n", {}, ";"],
    ["a space after the comma", "id, text\n1, one\n2, two\n3\n", {}, ","],
    ["a name that is asked for", "nummer 1,q 1\nx,y\nz\nv,w\n", { column: "q 1" }, ","],
    ["a file's name", "a 1,b 1\nx,y\nz\n", { name: "x.CSV" }, ","],
    ["a file's name", "a 1;b 1\nx, y;z\nz\n", { name: "x.csv" }, ";"],
    ["a file's name", "a,b\tc,d\nx,y\tz\n", { name: "x.tsv" }, "\t"],
    ["a file that is not what it is called", "id\ttext\n1\tone, two\n", { name: "x.csv" }, "\t"],
    ["quoted texts in one column", 'text\n"one, two"\nthree\n', { name: "x.csv" }, ","],
    ["quoted texts in one column", '"one, two"\n"three"\n', {}, ","],
  ])("%s: %j", (_, file, options, delimiter) => {
    expect(readRows(file, options).delimiter).toBe(delimiter);
  });

  test.each([
    "Wow, nice\nI like it, really\nYes\n",
    "Well\nI came, I saw\nI left\n",
    "Yes.\nI came,saw and won\n",
    "To be, or not to be, that is it.\nOne, two, three.\n",
  ])("plain text stays so: %j", (file) => {
    expect(readRows(file)).toMatchObject({ delimiter: "", header: false });
    expect(texts(readRows(file))).toEqual(file.trim().split("\n"));
  });

  test("a line alone is a text, unless its file is called a table", () => {
    expect(texts(readRows("apple,pear"))).toEqual(["apple,pear"]);
    expect(readRows("apple,pear", { name: "x.csv" }).columns).toHaveLength(2);
  });

  test("names that are not usual show by labels below them that come back", () => {
    const rows = Array.from(
      { length: 10 },
      (_, at) => `Aussage ${at} und mehr;${at % 2 ? "gut" : "schlecht"}`,
    );
    const read = readRows(["Aussage;Richtung", ...rows].join("\n"));
    expect(read).toMatchObject({ header: true, column: "Aussage", labelColumn: "Richtung" });
    expect(readRows(["Aussage;Gut", ...rows].join("\n")).header).toBe(false);
    expect(readRows(["Tisch;Holz", ...rows.slice(0, 9)].join("\n")).header).toBe(false);
  });

  test("texts of one column need no quotes, commas or not", () => {
    const read = readRows("text\nTo be, or not\nthree\n", { name: "x.csv" });
    expect(texts(read)).toEqual(["To be, or not", "three"]);
    expect(read.column).toBe("text");
  });

  test.each([
    ["text,topic\n", {}],
    ["\n\ntext;topic", {}],
    ["text\n", { name: "x.csv" }],
    ["a,b\n", { header: true }],
  ])("only a header is said to be one: %j", (file, options) => {
    expect(() => readRows(file, options)).toThrow(/only a header and no rows: /);
  });

  test("a header is no text where all rows are bad: the error names the first of them", () => {
    const file = 'Thema;Text\nFilm;"Das war "schön", ja"\nBuch;"Sehr "schön"."\n'.concat(
      'Haus;"Gar "nicht""\n'.repeat(3),
    );
    for (const options of [{}, { name: "meinungen.csv" }])
      expect(() => readRows(Buffer.from(file, "latin1"), options)).toThrow(
        /^No row .*: line 2 has a quotation mark in the wrong place; line 3 .*; line 4 .*; and 2 more\. .*save the table anew/,
      );
    const unnamed = 'Film;Meinung\n"Das "schön" da";gut\n';
    expect(() => readRows(unnamed, { name: "x.csv" })).toThrow(/No row of x.csv can be used: line 2/);
    expect(() => readRows("text,label\n,a\n,b\n", { name: "x_1_[2].csv" })).toThrow(
      /^No row of x_1_\\\[2\\\].csv can be used: line 2 has no text; line 3 has no text\./,
    );
  });
});

describe("columns", () => {
  const file = "id,review_text,Sentiment\n1,I love it,good\n2,I hate it,bad\n";
  const message = (options: Parameters<typeof readRows>[1], table = file): string => {
    try {
      readRows(table, options);
    } catch (error) {
      if (error instanceof UserError) return `${error.argument}: ${error.message}`;
      throw error;
    }
    return "";
  };

  test("the error says which name was wrong, for what, and which there are", () => {
    expect(message({ column: "review_text", label: "sentimnt" })).toBe(
      "label: There is no such column: sentimnt, given for label. Did you mean Sentiment? There are 3: id, review_text, Sentiment. Name one, or give its number from 1.",
    );
    expect(message({ column: "review" })).toMatch(
      /^column: .*review, given for column\. Did you mean review_text\?/,
    );
    expect(message({ column: "nothing" })).not.toContain("Did you mean");
    expect(message({ column: 0 })).toContain("There is no such column: 0, given for column. There are 3");
  });

  test("names are made safe and are not too many", () => {
    const head = Array.from({ length: 15 }, (_, at) => `*c${at}*`).join(",");
    expect(message({ column: "`x`" }, `text,${head}\nword,${head}\n`)).toMatch(
      /no such column: \\`x\\`, given for column\. There are 16: text, \\\*c0\\\*, .*\\\*c10\\\* and 4 more\./,
    );
  });

  test("columns without names go by number", () => {
    expect(message({ column: "texts" }, "1,one apple\n2,two pears\n")).toBe(
      "column: There is no such column: texts, given for column. There are 2, and the first row does not name them: 1, one apple. Give a number from 1 to 2.",
    );
    expect(message({ label: "label" }, "one apple\ntwo pears\n")).toMatch(
      /There are 1, .* Give the number 1\.$/,
    );
  });

  test.each([
    ["named so", file, {}, "Sentiment"],
    ["asked for", file, { label: 1 }, "id"],
    ["few short values", "id,text,wer\n1,ab c,x\n2,cd e,y\n3,ef g,x\n4,gh i,y\n", {}, "wer"],
    ["few short values, no names", "ab c d,x\ncd e f,y\nef g h,x\ngh i j,y\n", {}, "column 2"],
    ["as many values as rows", "text,wer\nab c,x\ncd e,y\nef g,z\n", {}, undefined],
    ["one value", "text,wer\nab c,x\ncd e,x\n", {}, undefined],
    ["gaps", "text,wer\nab c,x\ncd e,\nef g,y\ngh i,x\nij k,y\n", {}, undefined],
    ["plain text", "a\nb\na\nb\n", {}, undefined],
  ])("labels are offered: %s", (_, table, options, expected) => {
    const read = readRows(table, options);
    expect(read.labelColumn).toBe(expected);
    if (expected !== undefined) expect(readRows(table, { label: expected }).rows[0]).toHaveProperty("label");
  });

  test("labels are not taken for texts, however long they are", () => {
    expect(readRows("id,topic,phrase 1\n1,a very long topic,short\n2,another long one,words\n").column).toBe(
      "phrase 1",
    );
  });
});
