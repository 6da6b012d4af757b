import { expect } from "vitest";
import { pictureOf } from "../../src/replies/drawing.ts";
import { DISCORD, SLACK } from "../../src/replies/limits.ts";
import type { Block, Reply } from "../../src/replies/reply.ts";
import { toDiscordMessage } from "../../src/replies/to-discord.ts";
import { toHtml } from "../../src/replies/to-html.ts";
import { toSlackMessage } from "../../src/replies/to-slack.ts";
import { toText } from "../../src/replies/to-text.ts";

/** As a worker leaves it: with pictures of what the platform cannot show. */
function drawn(reply: Reply): Reply {
  const blocks = reply.blocks.map((block, at): Block => {
    const spec = pictureOf(block, "discord");
    if (spec === undefined) return block;
    const name = `table-${at}.png`;
    return {
      kind: "image",
      artifact: name,
      name,
      mediaType: "image/png",
      alt: spec.title,
      width: 1,
      height: 1,
    };
  });
  return { ...reply, blocks };
}

/** One message on each platform, with nothing cut from it. */
export function expectWhole(reply: Reply): void {
  const cuts = toText(reply).split("…").length;
  const shown = {
    slack: JSON.stringify(toSlackMessage(reply, {}).blocks),
    discord: JSON.stringify(toDiscordMessage(drawn(reply)).components),
    html: toHtml(reply, { fileUrl: () => "" }),
  };
  for (const [platform, text] of Object.entries(shown)) {
    expect(text, platform).not.toMatch(
      /Shortened to fit|Not in the menu|Too long for Slack|Shown: the first/,
    );
    expect(text.split("…").length, `${platform} cuts nothing`).toBeLessThanOrEqual(cuts);
  }
  expect(toDiscordMessage(drawn(reply)).components[0]?.components.length).toBeLessThan(
    DISCORD.componentsPerMessage,
  );
  expect(toSlackMessage(reply, {}).blocks.length).toBeLessThanOrEqual(SLACK.blocksPerMessage);
}
