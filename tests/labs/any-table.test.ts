import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { readRows } from "../../src/labs/read-rows.ts";
import { type Fault, isFault, isRow, Records, type Row } from "../../src/labs/split-records.ts";

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
  const unquoted = (written: string): string =>
    written.slice(1, -1).replaceAll('""', '"').replace(/\r\n?/g, "\n").trim();
  const recordsOf = (text: string): { rows: Row[]; faults: Fault[] } => {
    const records = new Records(text, ",");
    const all: (Row | Fault)[] = [];
    for (let one = records.next(); one !== undefined; one = records.next()) all.push(one);
    return { rows: all.filter(isRow), faults: all.filter(isFault) };
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
        if (typeof read === "string") {
          expect(read).toMatch(/^UserError: /);
          // Nothing at all: breaks, blanks and empty quotes.
          if (/no rows/.test(read)) expect(file).not.toMatch(/[a-zé,]/);
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

  test("whose lines are good or bad has the right line with each", () => {
    const good = fc.record({ written: cell.map(quoted), reason: fc.constant(undefined) });
    const bad = fc.constantFrom(
      { written: "", reason: undefined },
      { written: 'a"b, c,d', reason: "has 4 columns instead of 2" },
      { written: '"a"b', reason: "has a quotation mark in the wrong place" },
      { written: '"a', reason: "has a quotation mark in the wrong place" },
      { written: " ", reason: "has no text" },
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(good, bad), { minLength: 1, maxLength: 20 }), (parts) => {
        let file = 'text,n\n"x",1\n';
        let line = 2;
        const expected: unknown[] = [{ line, text: "x" }];
        for (const { written, reason } of parts) {
          const record = written === "" ? "" : `${written},"1"`;
          line += record.replace(/\r\n?/g, "\n").split("\n").length;
          file += `${record}\n`;
          if (reason !== undefined) expected.push({ line, reason });
          else if (written !== "") expected.push({ line, text: unquoted(written) });
        }
        const { rows, bad: faults } = readRows(file, { delimiter: ",", header: true, column: "text" });
        expect([...rows, ...faults].sort((a, b) => a.line - b.line)).toEqual(expected);
      }),
    );
  });

  test("is read as a strict parser reads it, where that can", () => {
    const piece = fc.constantFrom('"', '"a', 'b"', ",", "\n", "a", " ", '""', "é\n");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        const { rows, faults } = recordsOf(text);
        let strict: string[][];
        try {
          strict = parse(text, { delimiter: ",", record_delimiter: "\n", relax_column_count: true });
        } catch {
          return;
        }
        expect(faults).toEqual([]);
        expect(rows.map(({ cells }) => cells)).toEqual(
          strict.filter((cells) => cells.length > 1 || cells[0]?.trim() !== ""),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  test("or anything else gives rows or an error for people, with any options", () => {
    const place = fc.oneof(fc.string({ maxLength: 5 }), fc.integer({ min: -1, max: 4 }), fc.constant("text"));
    const options = fc.record(
      {
        column: place,
        label: place,
        header: fc.boolean(),
        delimiter: fc.constantFrom(",", ";", "\t", "|"),
        name: fc.oneof(fc.string(), fc.constantFrom("a.csv", "a.tsv", "a.txt")),
      },
      { requiredKeys: [] },
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc
        .array(fc.constantFrom(...'",;|\t\n\r a1é'.split(""), "text", "label"), { maxLength: 60 })
        .map((parts) => Buffer.from(parts.join(""))),
    );
    fc.assert(
      fc.property(bytes, options, (file, how) => {
        try {
          const read = readRows(file, how);
          expect(read.rows.length).toBeGreaterThan(0);
          expect(read.columns).toContain(read.column);
          if (read.labelColumn !== undefined) expect(read.columns).toContain(read.labelColumn);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          expect(error.message).not.toMatch(/undefined|NaN/);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
