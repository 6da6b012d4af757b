import type {
  DataTableBlock,
  RawNumberElement,
  RawTextElement,
  TableBlock as SlackTable,
} from "@slack/types";
import { SLACK, shorten } from "./limits.ts";
import type { Cell, TableBlock } from "./reply.ts";
import { cellText } from "./text-table.ts";

type SlackCell = RawTextElement | RawNumberElement;

/** Slack refuses empty cells. */
const words = (text: string): string => shorten(text, SLACK.cellText) || "–";

function slackCell(cell: Cell): SlackCell {
  if (typeof cell === "string" || !Number.isFinite(cell.value))
    return { type: "raw_text", text: words(cellText(cell)) };
  return { type: "raw_number", text: words(cell.text), value: cell.value };
}

const rowLength = (row: readonly SlackCell[]): number => row.reduce((sum, cell) => sum + cell.text.length, 0);

/** What of a table fits into the limits and into `budget` characters. */
export interface FittedTable {
  header: SlackCell[];
  rows: SlackCell[][];
  length: number;
  /** Says what is missing; undefined when everything is there. */
  cut: string | undefined;
}

/** Undefined when not even the header and one row fit. */
export function fitTable(table: TableBlock, budget: number): FittedTable | undefined {
  const columns = table.columns.slice(0, SLACK.tableColumns);
  const header = columns.map((column): SlackCell => ({ type: "raw_text", text: words(column.label) }));
  const most = SLACK.dataTableRows - 1;
  const rows: SlackCell[][] = [];
  let length = rowLength(header) + Math.min(table.caption.length, SLACK.caption);
  for (const row of table.rows.slice(0, most)) {
    const cells = columns.map((_, at) => slackCell(row[at] ?? ""));
    if (length + rowLength(cells) > Math.min(budget, SLACK.tableText)) break;
    length += rowLength(cells);
    rows.push(cells);
  }
  if (columns.length === 0 || rows.length === 0) return undefined;
  const missing = [
    ...(rows.length < table.rows.length ? [`the first ${rows.length} of ${table.rows.length} rows`] : []),
    ...(columns.length < table.columns.length
      ? [`the first ${columns.length} of ${table.columns.length} columns`]
      : []),
  ];
  const cut = missing.length === 0 ? undefined : `Shown: ${missing.join(" and ")}.`;
  return { header, rows, length, cut };
}

/** Small enough for Slack's plain table, which shows every row at once. */
export const isSmall = (table: FittedTable): boolean => table.rows.length < SLACK.tableRows;

export function nativeTable(table: TableBlock, fitted: FittedTable): SlackTable {
  return {
    type: "table",
    column_settings: fitted.header.map((_, at) => ({
      align: table.columns[at]?.align ?? "left",
      is_wrapped: true,
    })),
    rows: [fitted.header, ...fitted.rows],
  };
}

const PAGE_SIZE = 10;

/** Slack's table with pages and sorting. */
export function pagedTable(table: TableBlock, fitted: FittedTable): DataTableBlock {
  return {
    type: "data_table",
    caption: shorten(table.caption, SLACK.caption) || "Table",
    page_size: PAGE_SIZE,
    row_header_column_index: 0,
    rows: [fitted.header, ...fitted.rows],
  };
}
