import type { KnownBlock } from "@slack/types";
import { SLACK, shorten } from "./limits.ts";
import type { Block, BlockOf, Reply } from "./reply.ts";
import { actionsBlocks } from "./slack-actions.ts";
import { fitTable, isSmall, nativeTable, pagedTable } from "./slack-table.ts";
import {
  escapedWithin,
  mrkdwn,
  mrkdwnWithin,
  plainText,
  progressText,
  slackFallback,
  toMrkdwn,
} from "./slack-text.ts";

export type SlackBlock = KnownBlock;

export interface SlackMessage {
  text: string;
  blocks: SlackBlock[];
}

/** One block of a reply as Slack blocks. `essential` pieces stay when others are left out for length. */
interface Piece {
  blocks: SlackBlock[];
  length: number;
  essential?: boolean;
  /** The same in at most `budget` characters, visibly cut; undefined when that says nothing. */
  shrink?: (budget: number) => SlackBlock[] | undefined;
}

/** What the blocks so far have used up. */
interface Used {
  /** Whether a CSV goes along that holds what a table must leave out. */
  csv: boolean;
  tables: number;
  controls: number;
}

/** The characters Slack counts: every text, label, caption and alt text. */
function textLength(part: unknown): number {
  if (typeof part !== "object" || part === null) return 0;
  let sum = 0;
  // Run for every block of every acknowledgement: no intermediate lists.
  for (const key in part) {
    const value = (part as Record<string, unknown>)[key];
    if (typeof value !== "string") sum += textLength(value);
    else if (key === "text" || key === "alt_text" || key === "caption") sum += value.length;
  }
  return sum;
}

const piece = (blocks: SlackBlock[], more: Partial<Piece> = {}): Piece => ({
  blocks,
  length: textLength(blocks),
  ...more,
});

const section = (text: string): SlackBlock => ({ type: "section", text: mrkdwn(text) });
const context = (text: string): SlackBlock => ({ type: "context", elements: [mrkdwn(text)] });

/** Slack has headings of one size; those of parts are bold text. */
function headingPiece({ text, level }: BlockOf<"heading">): Piece {
  if (text.trim() === "") return piece([]);
  return level === 2
    ? piece([section(`*${escapedWithin(text, SLACK.headerText)}*`)])
    : piece([{ type: "header", text: plainText(shorten(text, SLACK.headerText)) }]);
}

const TOO_LITTLE = 80;

function textPiece(text: string): Piece {
  return piece(toMrkdwn(text, SLACK.sectionText).map(section), {
    shrink: (budget) =>
      budget < TOO_LITTLE ? undefined : [section(mrkdwnWithin(text, Math.min(budget, SLACK.sectionText)))],
  });
}

function notePiece(text: string): Piece {
  const part = mrkdwnWithin(text, SLACK.fieldText);
  return piece(part === "" ? [] : [context(part)]);
}

function tablePiece(table: BlockOf<"table">, used: Used): Piece {
  const more = used.csv ? " The CSV has all of them." : "";
  const native = used.tables < SLACK.tablesPerMessage;
  const render = (budget: number): SlackBlock[] | undefined => {
    const fitted = fitTable(table, budget - TOO_LITTLE);
    if (fitted === undefined) return undefined;
    const note = fitted.cut === undefined ? [] : [context(escapedWithin(fitted.cut + more, SLACK.fieldText))];
    if (!native || !isSmall(fitted)) return [pagedTable(table, fitted), ...note];
    const caption = table.caption === "" ? [] : [section(`*${escapedWithin(table.caption, SLACK.caption)}*`)];
    return [...caption, nativeTable(table, fitted), ...note];
  };
  const blocks = render(SLACK.messageText);
  if (blocks?.some((block) => block.type === "table")) used.tables += 1;
  const empty = [context(`${escapedWithin(table.caption, SLACK.caption)}: no rows.`)];
  return piece(blocks ?? empty, { shrink: render });
}

function fieldsPiece(block: BlockOf<"fields">): Piece {
  const texts = block.fields.map(({ label, value }) => {
    const name = escapedWithin(label, SLACK.caption);
    return mrkdwn(`*${name}*\n${mrkdwnWithin(value, SLACK.fieldText - name.length - 3) || "–"}`);
  });
  const blocks: SlackBlock[] = [];
  for (let at = 0; at < texts.length; at += SLACK.fieldsPerSection) {
    blocks.push({ type: "section", fields: texts.slice(at, at + SLACK.fieldsPerSection) });
  }
  return piece(blocks);
}

function imagePiece(block: BlockOf<"image">, images: Record<string, string>): Piece {
  const alt = block.alt || block.name;
  const id = images[block.artifact];
  if (id === undefined) return piece([context(`Picture: ${escapedWithin(alt, SLACK.fieldText - 9)}`)]);
  return piece([{ type: "image", alt_text: shorten(alt, SLACK.altText) || "Picture", slack_file: { id } }]);
}

function actionsPiece(block: BlockOf<"actions">, used: Used): Piece {
  const { blocks, controls, leftOut } = actionsBlocks(block, used.controls);
  used.controls += controls;
  const note =
    leftOut.length === 0
      ? []
      : [context(escapedWithin(`Too long for Slack: ${leftOut.join(", ")}.`, SLACK.fieldText))];
  return piece([...blocks, ...note], { essential: true });
}

function render(block: Block, images: Record<string, string>, used: Used): Piece {
  switch (block.kind) {
    case "heading":
      return headingPiece(block);
    case "text":
      return textPiece(block.text);
    case "table":
      return tablePiece(block, used);
    case "fields":
      return fieldsPiece(block);
    case "chart":
      return piece([context(`Chart: ${escapedWithin(block.spec.title, SLACK.fieldText - 7)}`)]);
    case "image":
      return imagePiece(block, images);
    case "actions":
      return actionsPiece(block, used);
    case "note":
      return notePiece(block.text);
    case "progress":
      return notePiece(progressText(block));
    default:
      return block satisfies never;
  }
}

/** Sections that come apart one by one, so that a long reply loses its end and not its middle. */
function apart(whole: Piece): Piece[] {
  if (whole.shrink !== undefined || whole.blocks.length < 2) return [whole];
  return whole.blocks.map((block) => piece([block], whole.essential ? { essential: true } : {}));
}

function partsMissing(count: number): SlackBlock {
  return context(
    `Shortened to fit Slack: ${count} ${count === 1 ? "part is" : "parts are"} cut or not shown here.`,
  );
}

/** Keeps what fits in order, the essential pieces before the others, and says at the end how much is missing. */
function keepWithin(pieces: Piece[], mostBlocks: number): SlackBlock[] {
  const all = pieces.flatMap((each) => each.blocks);
  if (all.length <= mostBlocks && textLength(all) <= SLACK.messageText) return all;
  let blocks = mostBlocks - 1;
  let budget = SLACK.messageText - TOO_LITTLE;
  const kept = new Map<Piece, SlackBlock[]>();
  const take = (each: Piece, shown: SlackBlock[]): void => {
    kept.set(each, shown);
    blocks -= shown.length;
    budget -= textLength(shown);
  };
  const parts = pieces.flatMap(apart);
  for (const each of parts.filter((part) => part.essential)) {
    if (each.blocks.length <= blocks / 2 && each.length <= budget / 2) take(each, each.blocks);
  }
  let missing = parts.filter((part) => part.essential && !kept.has(part)).length;
  for (const each of parts.filter((part) => !part.essential)) {
    const whole = each.blocks.length <= blocks && each.length <= budget;
    const shown = whole ? each.blocks : each.shrink?.(budget);
    if (!whole) missing += 1;
    if (shown !== undefined && shown.length <= blocks && textLength(shown) <= budget) take(each, shown);
  }
  return [...parts.flatMap((each) => kept.get(each) ?? []), partsMissing(missing)];
}

/** Blocks for a reply; `images` are Slack's ids of the pictures by artifact key. Total: cuts visibly, never throws. */
export function toSlackBlocks(
  reply: Reply,
  images: Record<string, string>,
  mostBlocks: number,
): SlackBlock[] {
  const csv = (reply.files ?? []).some((file) => file.mediaType === "text/csv");
  const used: Used = { csv, tables: 0, controls: 0 };
  return keepWithin(
    reply.blocks.map((block) => render(block, images, used)),
    mostBlocks,
  );
}

/** A message Slack accepts; `text` alone says it too. Pictures without an id are shown by their alt text. */
export function toSlackMessage(reply: Reply, images: Record<string, string>): SlackMessage {
  return {
    text: slackFallback(reply, SLACK.fallbackText),
    blocks: toSlackBlocks(reply, images, SLACK.blocksPerMessage),
  };
}
