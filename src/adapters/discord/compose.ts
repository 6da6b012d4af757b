import { DISCORD } from "../../replies/limits.ts";
import { plain } from "../../replies/markdown.ts";
import type { Block, Reply } from "../../replies/reply.ts";
import { toDiscordMessage } from "../../replies/to-discord.ts";
import type { Lectern } from "../adapter.ts";
import type { Outgoing } from "./api.ts";

const MEBIBYTES = DISCORD.attachmentBytes / 2 ** 20;
const TOO_LARGE = `larger than the ${MEBIBYTES} MiB Discord takes`;

const leftOut = (what: string, why: string, alt: string): Block => ({
  kind: "note",
  text: `${plain(what)} is left out, ${why}. It shows: ${plain(alt)}`,
});

/** Renders the reply and fetches its pictures; one that cannot be sent is replaced by a note that says so. */
export async function compose(reply: Reply, artifact: Lectern["artifact"]): Promise<Outgoing> {
  const pictures = new Map<string, Buffer>();
  const blocks: Block[] = [];
  for (const block of reply.blocks) {
    const bytes = block.kind === "image" ? await artifact(block.artifact) : undefined;
    if (block.kind !== "image") blocks.push(block);
    else if (bytes === undefined)
      blocks.push(leftOut(block.name, "it is no longer stored: ask again", block.alt));
    else if (bytes.length > DISCORD.attachmentBytes) blocks.push(leftOut(block.name, TOO_LARGE, block.alt));
    else {
      pictures.set(block.artifact, bytes);
      blocks.push(block);
    }
  }
  const small = (reply.files ?? []).filter((file) => Buffer.byteLength(file.text) <= DISCORD.attachmentBytes);
  for (const file of reply.files ?? []) {
    if (!small.includes(file)) blocks.push(leftOut(file.name, TOO_LARGE, file.alt));
  }
  const { components, files } = toDiscordMessage({ ...reply, blocks, files: small });
  const uploads = files.map(({ name, artifact: key, text, alt }) => {
    const data = key === undefined ? Buffer.from(text ?? "") : (pictures.get(key) ?? Buffer.alloc(0));
    return { name, data, mediaType: key === undefined ? "text/plain; charset=utf-8" : "image/png", alt };
  });
  return { components, uploads };
}

/** The same words without pictures and files, for a channel where Lectern may write but not attach. */
export function composeWithoutFiles(reply: Reply, why: string): Outgoing {
  const blocks = reply.blocks.map((block) =>
    block.kind === "image" ? leftOut(block.name, why, block.alt) : block,
  );
  const files = (reply.files ?? []).map((file) => leftOut(file.name, why, file.alt));
  const { components } = toDiscordMessage({ ...reply, blocks: [...blocks, ...files], files: [] });
  return { components, uploads: [] };
}
