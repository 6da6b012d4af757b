import type { APIComponentInContainer, APIContainerComponent } from "discord-api-types/v10";
import { type DiscordFile, discordPieces, type Piece } from "./discord-pieces.ts";
import { type Cuttable, discordLine } from "./discord-text.ts";
import { DISCORD } from "./limits.ts";
import type { Reply } from "./reply.ts";

export interface DiscordMessage {
  components: APIContainerComponent[];
  files: DiscordFile[];
}

type Whole = Extract<Piece, { kind: "whole" }>;

/** Room kept for the note that says what was left out. */
const NOTE_LENGTH = 300;
/** Besides the container itself. */
const ROOM = DISCORD.componentsPerMessage - 1;

const cost = (pieces: Piece[]): number =>
  pieces.reduce((sum, piece) => sum + (piece.kind === "text" ? 1 : piece.cost), 0);
const textLength = (pieces: Piece[]): number =>
  pieces.reduce((sum, piece) => sum + (piece.kind === "text" ? piece.text.length : 0), 0);
const filesOf = (pieces: Piece[]): DiscordFile[] =>
  pieces.flatMap((piece) => (piece.kind === "whole" && piece.file !== undefined ? [piece.file] : []));

/** Texts one after the other, each in what the ones before it left. */
function joined(parts: Cuttable[]): Cuttable {
  return {
    length: parts.reduce((sum, part) => sum + part.length, parts.length - 1),
    upTo: (limit) => {
      let all = "";
      for (const part of parts) {
        const between = all === "" ? "" : "\n";
        const room = limit - all.length - between.length;
        if (room < 2) return all;
        all += between + part.upTo(room);
        if (part.length > room) return all;
      }
      return all;
    },
  };
}

/** Neighbouring texts as one, which costs one component instead of many. */
function merged(pieces: Piece[]): Piece[] {
  const runs: (Whole | Cuttable[])[] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    if (piece.kind === "whole") runs.push(piece);
    else if (Array.isArray(last)) last.push(piece.text);
    else runs.push([piece.text]);
  }
  return runs.map((run) => (Array.isArray(run) ? { kind: "text", text: joined(run) } : run));
}

function withinCounts(pieces: Piece[]): { kept: Piece[]; leftOut: string[] } {
  const kept: Piece[] = [];
  const leftOut: string[] = [];
  for (const piece of cost(pieces) > ROOM ? merged(pieces) : pieces) {
    const files = filesOf([...kept, piece]).length;
    if (cost([...kept, piece]) <= ROOM - 1 && files <= DISCORD.attachments) kept.push(piece);
    else leftOut.push(piece.kind === "whole" ? piece.label : "text");
  }
  return { kept, leftOut };
}

/** The length to which the longest texts are cut, so that the short ones (sources, hints) stay whole. */
function longestText(pieces: Piece[], room: number): number {
  const lengths = pieces.flatMap((piece) => (piece.kind === "text" ? [piece.text.length] : []));
  const fits = (cap: number): boolean =>
    lengths.reduce((sum, length) => sum + Math.min(length, cap), 0) <= room;
  let [low, high] = [0, room];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

const display = (content: string): APIComponentInContainer => ({ type: 10, content });

const components = (pieces: Piece[], cap: number): APIComponentInContainer[] =>
  pieces.map((piece) => (piece.kind === "text" ? display(piece.text.upTo(cap)) : piece.component));

/** Renders any reply as one Components V2 message within Discord's limits; what had to go is named at the end. */
export function toDiscordMessage(reply: Reply): DiscordMessage {
  const pieces = discordPieces(reply);
  if (pieces.length === 0) return message([display("-# Nothing to show.")], []);
  const whole =
    cost(pieces) <= ROOM &&
    textLength(pieces) <= DISCORD.messageText &&
    filesOf(pieces).length <= DISCORD.attachments;
  if (whole) return message(components(pieces, DISCORD.messageText), filesOf(pieces));

  const { kept, leftOut } = withinCounts(pieces);
  const cap = longestText(kept, DISCORD.messageText - NOTE_LENGTH);
  const note = discordLine("-# Shortened to fit one message. ", leftOutText(leftOut)).upTo(NOTE_LENGTH);
  return message([...components(kept, cap), display(note)], filesOf(kept));
}

function leftOutText(leftOut: string[]): string {
  return leftOut.length === 0 ? "The text goes on." : `Left out: ${leftOut.join(", ")}.`;
}

function message(inside: APIComponentInContainer[], files: DiscordFile[]): DiscordMessage {
  return { components: [{ type: 17, components: inside }], files };
}
