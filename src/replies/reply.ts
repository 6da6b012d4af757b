import type { ChartSpec } from "../charts/spec.ts";

export type Visibility = "private" | "public";

/** Anything JSON can carry: replies travel through queues and databases. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** `text` is what is shown; `value`, when given, is what a table that can sort should sort by. */
export type Cell = string | { text: string; value: number };

export interface Column {
  label: string;
  align?: "left" | "right";
}

export interface TableBlock {
  kind: "table";
  /** Says what the table shows; read aloud by screen readers. */
  caption: string;
  columns: Column[];
  rows: Cell[][];
}

/** `value`: with `run`, `share`, `csv` and `data` a command line, with `form` a command's name. */
export interface Button {
  /** `run` types `value` for the person; `share` does so for the whole channel; `csv` and `data` give the numbers behind
   * that line's answer to the person alone (`numbers-behind.ts`); `form` opens the form of a command; anything else is
   * `<command>.<action>`. */
  action: string;
  label: string;
  value: string;
  style?: "primary" | "danger";
}

export interface Menu {
  action: string;
  /** Shown while nothing is chosen. */
  label: string;
  options: { label: string; value: string; description?: string }[];
}

/**
 * The kinds of block. Text fields named `text` or `value` hold the Markdown subset of `markdown.ts` (pass foreign
 * text through `plain`); headings, table cells, captions, labels and alt texts are plain text.
 */
export type Block =
  /** With `level` 2 the heading of a part of the reply. */
  | { kind: "heading"; text: string; level?: 2 }
  | { kind: "text"; text: string }
  | TableBlock
  | { kind: "fields"; fields: { label: string; value: string }[] }
  | { kind: "chart"; spec: ChartSpec }
  /** A drawn picture: `artifact` is its key in the artifact store. */
  | {
      kind: "image";
      artifact: string;
      name: string;
      mediaType: "image/png";
      alt: string;
      width: number;
      height: number;
    }
  | { kind: "actions"; buttons: Button[]; menus?: Menu[] }
  /** Sources, status of figures, small print. */
  | { kind: "note"; text: string }
  | { kind: "progress"; text: string; done?: number; total?: number };

export type BlockOf<Kind extends Block["kind"]> = Extract<Block, { kind: Kind }>;

/** A text file that goes along (CSV): small enough to travel inside the reply. */
export interface TextFile {
  name: string;
  mediaType: "text/csv" | "text/plain";
  /** What the file holds, in one sentence. */
  alt: string;
  text: string;
}

/** What Lectern says: data only, the same for every platform. */
export interface Reply {
  blocks: Block[];
  files?: TextFile[];
  /** The machine-readable result behind the reply: figures as `{ value, unit, source }`, names as registry ids. */
  data?: { [key: string]: Json };
  /** True for what is for the asker alone, whatever the command's visibility. */
  private?: boolean;
  /** True for a mistake of the person's: shown to the asker alone, exit code 2 in the terminal. */
  error?: boolean;
}
