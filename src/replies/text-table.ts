import type { Cell, Column, TableBlock } from "./reply.ts";

export const cellText = (cell: Cell): string => (typeof cell === "string" ? cell : cell.text);

function pad(text: string, width: number, align: Column["align"]): string {
  return align === "right" ? text.padStart(width) : text.padEnd(width);
}

/** The table as aligned lines: header, rule, rows. Widths count UTF-16 units, right for the text Lectern prints. */
export function textTable(table: Pick<TableBlock, "columns" | "rows">): string[] {
  const widths = table.columns.map((column, at) =>
    Math.max(column.label.length, ...table.rows.map((row) => cellText(row[at] ?? "").length)),
  );
  const line = (cells: string[]): string =>
    cells
      .map((cell, at) => pad(cell, widths[at] ?? 0, table.columns[at]?.align))
      .join("  ")
      .trimEnd();
  return [
    line(table.columns.map((column) => column.label)),
    widths.map((width) => "─".repeat(width)).join("  "),
    ...table.rows.map((row) => line(table.columns.map((_, at) => cellText(row[at] ?? "")))),
  ];
}

/** How many characters wide `textTable` would be. */
export function tableWidth(table: Pick<TableBlock, "columns" | "rows">): number {
  return textTable(table)[1]?.length ?? 0;
}

/** RFC 4180, with a leading quote before cells that a spreadsheet would run as a formula. */
export function tableCsv(table: Pick<TableBlock, "columns" | "rows">): string {
  const quote = (text: string): string => {
    // Most cells need nothing, and a long table has hundreds of thousands.
    if (!/[=+@\t\r\n",-]/.test(text)) return text;
    const safe = /^[=+@\t\r]/.test(text) || /^-[^\d.]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const value = (cell: Cell): string => (typeof cell === "string" ? cell : String(cell.value));
  const lines = [table.columns.map((column) => column.label), ...table.rows.map((row) => row.map(value))];
  return lines.map((cells) => `${cells.map(quote).join(",")}\r\n`).join("");
}
