import type { UserError } from "../errors.ts";
import { ACTION_VALUE } from "../replies/limits.ts";
import type { Block, Reply } from "../replies/reply.ts";
import type { KeptValues } from "../storage/small-tables.ts";
import type { Command } from "./command.ts";
import { firstWord } from "./families.ts";

/** Marks a button value that stands in the database under the key that follows. */
export const KEPT = "~";

/** A person's mistake as they see it. */
export function mistake(error: UserError): Reply {
  const blocks: Block[] = [{ kind: "text", text: error.message }];
  if (error.suggestions.length > 0) blocks.push({ kind: "actions", buttons: [...error.suggestions] });
  const data = error.argument === undefined ? {} : { data: { argument: error.argument } };
  return { blocks, error: true, ...data };
}

/** What a person sees when something failed on our side. */
export function apology(reference: string): Reply {
  const text = `Something went wrong here, not in what you typed. Try again in a moment; if it happens again, tell the course staff this reference: \`${reference}\``;
  return { blocks: [{ kind: "text", text }], error: true };
}

/** Puts button values that are too long for a platform into the database and their keys in their place. */
export async function keepLongValues(reply: Reply, keptValues: KeptValues): Promise<Reply> {
  const short = async <Part extends { value: string }>(part: Part): Promise<Part> =>
    part.value.length <= ACTION_VALUE ? part : { ...part, value: KEPT + (await keptValues.keep(part.value)) };
  const blocks = reply.blocks.map(async (block): Promise<Block> => {
    if (block.kind !== "actions") return block;
    const buttons = await Promise.all(block.buttons.map(short));
    const menus = (block.menus ?? []).map(async (menu) => ({
      ...menu,
      options: await Promise.all(menu.options.map(short)),
    }));
    return { ...block, buttons, menus: await Promise.all(menus) };
  });
  return { ...reply, blocks: await Promise.all(blocks) };
}

const COMMAND_IN_CODE = /`\/([a-z][a-z-]*)/g;

/** Names commands as they are typed on the asker's platform, wherever text says `/name …` as code. */
export function namedAsTyped(
  reply: Reply,
  commands: readonly Command[],
  typed: (name: string) => string,
): Reply {
  const say = (text: string): string => {
    if (!text.includes("`/")) return text;
    // Platforms change the first word alone; what a family's name is followed by stays.
    const known = (name: string): boolean => commands.some((command) => firstWord(command.name) === name);
    return text.replace(COMMAND_IN_CODE, (code, name: string) => (known(name) ? `\`${typed(name)}` : code));
  };
  const blocks = reply.blocks.map((block): Block => {
    if (block.kind === "text" || block.kind === "note") return { ...block, text: say(block.text) };
    if (block.kind === "fields") {
      return { ...block, fields: block.fields.map(({ label, value }) => ({ label, value: say(value) })) };
    }
    return block;
  });
  return { ...reply, blocks };
}
