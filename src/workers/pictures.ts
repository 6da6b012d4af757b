import { artifactKey } from "../charts/artifact-key.ts";
import { describeChart } from "../charts/describe.ts";
import type { DrawingPool } from "../charts/pool.ts";
import type { ChartSpec } from "../charts/spec.ts";
import { pictureOf } from "../replies/drawing.ts";
import type { Block, BlockOf, Reply } from "../replies/reply.ts";
import type { Platform } from "../router/invocation.ts";
import type { Artifacts } from "../storage/artifacts.ts";

/** Tells the asker how far a job is; called as often as one likes. */
export type Progress = (text: string, done: number, total: number) => Promise<void>;

/** Draws each picture once: pictures are artifacts under the hash of what they show, and one that is just being drawn is waited for. */
export interface Pictures {
  /** The reply with everything drawn that this platform needs as a picture. */
  drawn: (reply: Reply, platform: Platform, progress: Progress) => Promise<Reply>;
}

const fileName = (title: string): string =>
  title
    .normalize("NFKD")
    .replace(/[^a-zA-Z0-9.]+/g, "-")
    .replace(/^[-.]+|[-.]+$/g, "")
    .slice(0, 60)
    .toLowerCase() || "picture";

export function openPictures(parts: { artifacts: Artifacts; pool: DrawingPool }): Pictures {
  const { artifacts, pool } = parts;
  const underway = new Map<string, Promise<{ width: number; height: number }>>();

  async function draw(key: string, spec: ChartSpec): Promise<{ width: number; height: number }> {
    const known = await artifacts.size(key);
    if (known !== undefined) return known;
    const { png, width, height } = await pool.draw(spec);
    await artifacts.put(key, { mediaType: "image/png", width, height, bytes: png });
    return { width, height };
  }

  async function image(spec: ChartSpec): Promise<BlockOf<"image">> {
    const key = artifactKey(spec);
    const drawing = underway.get(key) ?? draw(key, spec).finally(() => underway.delete(key));
    underway.set(key, drawing);
    const { width, height } = await drawing;
    return {
      kind: "image",
      artifact: key,
      name: `${fileName(spec.title)}.png`,
      mediaType: "image/png",
      alt: describeChart(spec),
      width,
      height,
    };
  }

  return {
    async drawn(reply, platform, progress) {
      const total = reply.blocks.filter((block) => pictureOf(block, platform) !== undefined).length;
      let done = 0;
      const blocks: Block[] = [];
      for (const block of reply.blocks) {
        const spec = pictureOf(block, platform);
        blocks.push(spec === undefined ? block : await image(spec));
        if (spec !== undefined && ++done < total)
          await progress(`Drawing picture ${done + 1} of ${total}…`, done, total);
      }
      return { ...reply, blocks };
    },
  };
}
