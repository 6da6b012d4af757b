import { parseLines, withoutMarkup } from "./markdown.ts";
import type { Block, Reply } from "./reply.ts";
import { textTable } from "./text-table.ts";

/** Text keeps links, everything else loses its markup. */
function words(text: string): string {
  return parseLines(text)
    .map(({ bullet, spans }) => {
      const line = spans
        .map((span) =>
          span.kind === "link" && span.text !== span.url ? `${span.text} <${span.url}>` : span.text,
        )
        .join("");
      return bullet ? `  • ${line}` : line;
    })
    .join("\n");
}

function fieldLines(fields: { label: string; value: string }[]): string {
  const width = Math.max(...fields.map(({ label }) => label.length));
  return fields.map(({ label, value }) => `${label.padEnd(width)}  ${words(value)}`).join("\n");
}

function blockText(block: Block, pathOf: (artifact: string) => string | undefined): string {
  switch (block.kind) {
    case "heading":
      return `${block.text}\n${(block.level === 2 ? "╌" : "─").repeat(block.text.length)}`;
    case "text":
      return words(block.text);
    case "table":
      return [block.caption, "", ...textTable(block)].join("\n");
    case "fields":
      return fieldLines(block.fields);
    case "chart":
      return `[chart: ${block.spec.title}]`;
    case "image":
      return `Picture: ${pathOf(block.artifact) ?? block.name}\n${block.alt}`;
    case "actions": {
      const lines = block.buttons
        .filter(({ action }) => action === "run")
        .map(({ label, value }) => [label, `/${value.replace(/^\//, "")}`])
        .map(([label, line]) => (label === line ? `  ${line}` : `  ${label}: ${line}`));
      return lines.length === 0 ? "" : `Next:\n${lines.join("\n")}`;
    }
    case "note":
      return words(block.text);
    case "progress":
      return block.total === undefined ? block.text : `${block.text} (${block.done ?? 0} of ${block.total})`;
    default:
      return block satisfies never;
  }
}

/** The reply as readable plain text with aligned tables; `pathOf` says where a picture was written. */
export function toText(
  reply: Reply,
  pathOf: (artifact: string) => string | undefined = () => undefined,
): string {
  return reply.blocks
    .map((block) => blockText(block, pathOf))
    .filter((text) => text !== "")
    .join("\n\n");
}

/** The words of a reply in one short text, for places that show nothing else. */
export function summaryText(reply: Reply): string {
  return reply.blocks
    .flatMap((block) =>
      block.kind === "text" || block.kind === "heading" ? [withoutMarkup(block.text)] : [],
    )
    .join("\n");
}
