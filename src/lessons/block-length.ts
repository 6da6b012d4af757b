import { pictureOf } from "../replies/drawing.ts";
import type { Block } from "../replies/reply.ts";
import { textTable } from "../replies/text-table.ts";

/** What a platform may have to put a backslash or an entity before. */
const ESCAPED = /[_~|<>]/g;
/** Room for what marks a block as heading, small print or code. */
const AROUND = 12;

const written = (text: string): number => text.length + (text.match(ESCAPED)?.length ?? 0);

/** About how many characters a block takes where a message has the least room for them; pictures and buttons take none. */
export function blockLength(block: Block): number {
  switch (block.kind) {
    case "heading":
    case "text":
      return written(block.text) + AROUND;
    case "note":
      return block.text.split("\n").reduce((sum, line) => sum + written(line) + AROUND, 0);
    case "table": {
      if (pictureOf(block, "discord") !== undefined) return AROUND;
      const lines = textTable(block).reduce((sum, line) => sum + line.length + 1, 0);
      return lines + written(block.caption) + AROUND;
    }
    case "fields":
      return block.fields.reduce((sum, { label, value }) => sum + label.length + written(value) + AROUND, 0);
    default:
      return 0;
  }
}

export const blocksLength = (blocks: readonly Block[]): number =>
  blocks.reduce((sum, block) => sum + blockLength(block), 0);
