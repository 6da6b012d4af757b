import type { Block, Reply } from "../../../src/replies/reply.ts";
import { toDiscordMessage } from "../../../src/replies/to-discord.ts";
import { assertDiscordAccepts } from "./accepts.ts";

const V2 = 32_768;

/** The rendered reply as it is posted, after Discord's rules have passed it. */
export function posted(reply: Reply) {
  const { components, files } = toDiscordMessage(reply);
  const attachments = files.map(({ name, alt }, id) => ({ id, filename: name, description: alt }));
  assertDiscordAccepts({ flags: V2, components, attachments });
  const inside = components[0]?.components ?? [];
  const texts = inside.flatMap((component) => ("content" in component ? [component.content] : []));
  return { inside, texts, text: texts.join("\n"), files };
}
export const shows = (...blocks: Block[]) => posted({ blocks });
