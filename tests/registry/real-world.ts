import { expect } from "vitest";
import type { BlockOf, Reply } from "../../src/replies/reply.ts";
import { cellText } from "../../src/replies/text-table.ts";
import { course } from "../course/registry.ts";
import { replyOf, routerWorld, said } from "../support/router.ts";

/** The router on the real course. */
export const world = routerWorld(course);

export const reply = async (line: string): Promise<Reply> => replyOf(await world.ask(line));

/** What a mistake is answered with. */
export const refusal = async (line: string): Promise<string> => {
  const outcome = await world.ask(line);
  expect(replyOf(outcome).error, line).toBe(true);
  return said(outcome);
};

/** The cells of the first table. */
export const rowsOf = ({ blocks }: Reply): string[][] =>
  (blocks.find((block): block is BlockOf<"table"> => block.kind === "table")?.rows ?? []).map((row) =>
    row.map(cellText),
  );

export const menusOf = ({ blocks }: Reply) =>
  blocks.flatMap((block) => (block.kind === "actions" ? (block.menus ?? []) : []));

/** A part of the machine-readable result. */
export const dataOf = <Part>({ data = {} }: Reply, name: string): Part => data[name] as Part;
