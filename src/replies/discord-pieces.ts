import type { APIComponentInContainer } from "discord-api-types/v10";
import type { ChartSpec } from "../charts/spec.ts";
import { actionRows } from "./discord-actions.ts";
import {
  type Cuttable,
  cuttable,
  discordFields,
  discordLine,
  discordMarkdown,
  escapeDiscord,
  literal,
  oneLine,
} from "./discord-text.ts";
import { DISCORD, shorten } from "./limits.ts";
import type { Block, BlockOf, Reply, TableBlock, TextFile } from "./reply.ts";
import { cellText, textTable } from "./text-table.ts";

/** An attachment: a drawn picture by its key, or the text itself. */
export interface DiscordFile {
  name: string;
  artifact?: string;
  text?: string;
  alt: string;
}

/** One part of the message: text may be cut to make room, the rest is there or left out. */
export type Piece =
  | { kind: "text"; text: Cuttable }
  | { kind: "whole"; component: APIComponentInContainer; cost: number; label: string; file?: DiscordFile };

/** What must be unique within one message. */
interface Taken {
  customIds: Set<string>;
  names: Set<string>;
}

/** Discord rewrites other characters in attachment names, and the reference by name would then miss. */
function fileName(wanted: string, taken: Taken): string {
  const clean = wanted.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[.-]+/, "") || "file";
  const [, stem = clean, extension = ""] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/.exec(clean.slice(-100)) ?? [];
  let name = `${stem || "file"}${extension}`;
  for (let copy = 2; taken.names.has(name.toLowerCase()); copy++)
    name = `${stem || "file"}-${copy}${extension}`;
  taken.names.add(name.toLowerCase());
  return name;
}

function picture(block: BlockOf<"image">, taken: Taken): Piece {
  const name = fileName(block.name, taken);
  const alt = shorten(block.alt.trim() || name, DISCORD.altText);
  return {
    kind: "whole",
    component: { type: 12, items: [{ media: { url: `attachment://${name}` }, description: alt }] },
    cost: 1,
    label: name,
    file: { name, artifact: block.artifact, alt },
  };
}

function textFile(file: TextFile, taken: Taken): Piece {
  const name = fileName(file.name, taken);
  const alt = shorten(file.alt.trim() || name, DISCORD.altText);
  return {
    kind: "whole",
    component: { type: 13, file: { url: `attachment://${name}` } },
    cost: 1,
    label: name,
    file: { name, text: file.text, alt },
  };
}

const FENCE = "```";

/** The table as a code block, cut by rows and by width; a table too wide for it normally comes as a picture instead. */
function codeTable(table: TableBlock): Cuttable {
  const clean = (text: string): string => literal(oneLine(text));
  const lines = textTable({
    columns: table.columns.map((column) => ({ ...column, label: clean(column.label) })),
    rows: table.rows.slice(0, DISCORD.tableRows).map((row) => row.map((cell) => clean(cellText(cell)))),
  }).map((line) => shorten(line, DISCORD.tableWidth));
  const caption =
    table.caption.trim() === "" ? "" : `**${escapeDiscord(shorten(oneLine(table.caption), 200))}**\n`;
  const beyond = Math.max(0, table.rows.length - DISCORD.tableRows);
  const more = (count: number): string[] => (count > 0 ? [`… ${count} more rows`] : []);
  const block = (kept: number): string => {
    const shown = [...lines.slice(0, 2 + kept), ...more(lines.length - 2 - kept + beyond)];
    return `${caption}${FENCE}\n${shown.join("\n")}\n${FENCE}`;
  };
  return {
    length: block(lines.length - 2).length,
    upTo: (limit) => {
      for (let kept = lines.length - 2; kept >= 0; kept--) {
        const text = block(kept);
        if (text.length <= limit) return text;
      }
      return cuttable([caption.trimEnd(), `\n${block(0)}`]).upTo(limit);
    },
  };
}

const BAR = 20;

function progress(block: BlockOf<"progress">): Cuttable {
  const { done = 0, total = 0 } = block;
  if (!(total > 0 && done >= 0)) return discordMarkdown(block.text);
  const filled = Math.round((Math.min(done, total) / total) * BAR) || 0;
  const bar = `\`${"█".repeat(filled)}${"░".repeat(BAR - filled)}\` ${done} of ${total}`;
  const text = discordMarkdown(block.text);
  if (text.length === 0) return cuttable([bar]);
  return {
    length: text.length + 1 + bar.length,
    upTo: (limit) =>
      limit > bar.length + 1 ? `${text.upTo(limit - bar.length - 1)}\n${bar}` : cuttable([bar]).upTo(limit),
  };
}

/** What a chart says in words, for the case that nobody drew it. */
function undrawn(spec: ChartSpec): Piece[] {
  const title = discordLine("**Chart, not drawn:** ", spec.title);
  return [title, discordLine("", spec.subtitle ?? ""), discordLine("-# ", spec.source)].map(text);
}

const text = (content: Cuttable): Piece => ({ kind: "text", text: content });

function actions(block: BlockOf<"actions">, taken: Taken): Piece[] {
  return actionRows(block, taken.customIds).flatMap(({ component, cost, label, missing }): Piece[] => [
    { kind: "whole", component, cost, label },
    ...(missing.length === 0 ? [] : [text(discordLine("-# Not in the menu: ", missing.join(", ")))]),
  ]);
}

function piecesOf(block: Block, taken: Taken): Piece[] {
  switch (block.kind) {
    case "heading":
      return [text(discordLine(block.level === 2 ? "### " : "## ", block.text))];
    case "text":
      return [text(discordMarkdown(block.text))];
    case "table":
      return [text(codeTable(block))];
    case "fields":
      return [text(discordFields(block.fields))];
    case "chart":
      return undrawn(block.spec);
    case "image":
      return [picture(block, taken)];
    case "actions":
      return actions(block, taken);
    case "note":
      return [text(discordMarkdown(block.text, "-# "))];
    case "progress":
      return [text(progress(block))];
    default:
      return block satisfies never;
  }
}

/** The reply as parts in their order, the files last. */
export function discordPieces(reply: Reply): Piece[] {
  const taken: Taken = { customIds: new Set(), names: new Set() };
  const blocks = reply.blocks.flatMap((block) => piecesOf(block, taken));
  const files = (reply.files ?? []).map((file) => textFile(file, taken));
  return [...blocks, ...files].filter((piece) => piece.kind === "whole" || piece.text.length > 0);
}
