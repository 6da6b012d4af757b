import type { ChartSpec } from "../charts/spec.ts";
import type { Platform } from "../router/invocation.ts";
import { DISCORD } from "./limits.ts";
import type { Block, Reply } from "./reply.ts";
import { tableWidth } from "./text-table.ts";

/** What a worker has to draw before this platform can show the block; undefined when it shows it as it is. */
export function pictureOf(block: Block, platform: Platform): ChartSpec | undefined {
  if (block.kind === "chart") return block.spec;
  if (block.kind !== "table" || platform !== "discord") return undefined;
  const narrow = block.rows.length <= DISCORD.tableRows && tableWidth(block) <= DISCORD.tableWidth;
  if (narrow) return undefined;
  return { kind: "table", title: block.caption, source: "", columns: block.columns, rows: block.rows };
}

export function needsDrawing(reply: Reply, platform: Platform): boolean {
  return reply.blocks.some((block) => pictureOf(block, platform) !== undefined);
}

/** The reply while its pictures are being drawn: everything else is there already. */
export function whileDrawing(reply: Reply, platform: Platform): Reply {
  const blocks = reply.blocks.map((block): Block => {
    const picture = pictureOf(block, platform);
    if (picture === undefined) return block;
    return { kind: "progress", text: `Drawing ${picture.kind === "table" ? "the table" : "the chart"}…` };
  });
  return { ...reply, blocks, files: [] };
}
