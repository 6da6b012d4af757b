import { chartTable } from "../charts/data.ts";
import type { Platform } from "../router/invocation.ts";
import type { Block, BlockOf, Button, Reply, TableBlock, TextFile } from "./reply.ts";
import { tableCsv } from "./text-table.ts";

/** What can be asked for about an answer that holds tables or charts: all numbers as files, or those of the charts to read. */
export const NUMBERS = ["csv", "data"] as const;
export type Numbers = (typeof NUMBERS)[number];

const MOST_BUTTONS_IN_A_ROW = 5;

/** Where people see each other's messages, and files are in the way. */
export const isChat = (platform: Platform): boolean => platform === "slack" || platform === "discord";

/**
 * Gives every table a "Download CSV" and every chart a "Show data". In chats these are buttons that answer the presser
 * alone, so nobody's channel fills with files; on the web page and in the terminal the files are there at once.
 * `line` is the command line that gave the reply.
 */
export function withNumbers(reply: Reply, line: string, platform: Platform): Reply {
  const charts = reply.blocks.some(({ kind }) => kind === "chart");
  const files = numberFiles(reply);
  if (reply.error === true || (files.length === 0 && !charts)) return reply;
  const chat = isChat(platform);
  const buttons: Button[] = [];
  if (chat && files.length > 0) buttons.push({ action: "csv", label: "Download CSV", value: line });
  if (charts && platform !== "terminal") buttons.push({ action: "data", label: "Show data", value: line });
  const blocks = withButtons(reply.blocks, buttons);
  if (!chat) return { ...reply, blocks, ...(files.length > 0 ? { files } : {}) };
  const { files: _onDemand, ...rest } = reply;
  return { ...rest, blocks };
}

/** The reply's own files, else one for each table and chart. */
function numberFiles(reply: Reply): TextFile[] {
  if (reply.files !== undefined && reply.files.length > 0) return reply.files;
  return tablesOf(reply.blocks, "tables and charts").map((table, at, all) => ({
    name: `${table.chart ? "chart-" : ""}${fileStem(table.caption) || "table"}${all.length > 1 ? `-${at + 1}` : ""}.csv`,
    mediaType: "text/csv" as const,
    alt: `${table.caption}, as comma-separated values`,
    text: tableCsv(table),
  }));
}

const fileStem = (caption: string): string =>
  caption
    // Footnote signs would become figures of the name.
    .replace(/[⁰¹²³⁴-⁹]+/g, "")
    .normalize("NFKD")
    .replace(/[^a-zA-Z0-9.]+/g, "-")
    .replace(/^[-.]+|[-.]+$/g, "")
    .slice(0, 50)
    .toLowerCase();

/** `chart`: the numbers of a chart, which the reply does not show as a table. */
type Numbered = TableBlock & { chart?: true };

function tablesOf(blocks: readonly Block[], which: "charts" | "tables and charts"): Numbered[] {
  return blocks.flatMap((block): Numbered[] => {
    if (block.kind === "table") return which === "charts" ? [] : [block];
    if (block.kind !== "chart") return [];
    return [{ kind: "table", caption: block.spec.title, ...chartTable(block.spec), chart: true }];
  });
}

/** Into the last row of buttons when there is room, else into a row of their own. */
function withButtons(blocks: readonly Block[], buttons: readonly Button[]): Block[] {
  if (buttons.length === 0) return [...blocks];
  const last = blocks.at(-1);
  if (last?.kind === "actions" && last.buttons.length + buttons.length <= MOST_BUTTONS_IN_A_ROW) {
    return [...blocks.slice(0, -1), { ...last, buttons: [...last.buttons, ...buttons] }];
  }
  return [...blocks, { kind: "actions", buttons: [...buttons] }];
}

/** What a press on one of the buttons shows, made from the reply that the command gives again. */
export function numbersOf(reply: Reply, asked: Numbers, platform: Platform): Reply {
  if (reply.error === true) return reply;
  const files = numberFiles(reply);
  if (asked === "csv") {
    const where = platform === "slack" ? " Slack keeps them in your direct messages with Lectern." : "";
    const names = files.map(({ name }) => `\`${name}\``).join(", ");
    return {
      blocks: [{ kind: "text", text: `The numbers as comma-separated values: ${names}.${where}` }],
      files,
    };
  }
  const tables = tablesOf(reply.blocks, "charts").map(({ chart: _, ...table }) => table);
  const notes = reply.blocks.flatMap((block) => (block.kind === "note" ? [withoutNumbers(block)] : []));
  return { blocks: [...tables, ...notes] };
}

/** The sources by their titles alone: their numbers stand behind the figures of the answer, not behind the charts'. */
const withoutNumbers = (note: BlockOf<"note">): BlockOf<"note"> => ({
  ...note,
  text: note.text.replace(/^Sources: .*$/gm, (line) => line.replace(/(: | · )[⁰¹²³⁴-⁹]+ /g, "$1")),
});
