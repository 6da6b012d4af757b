import type { VectorsOf } from "../../src/embedding-lab/provider-note.ts";
import type { EmbeddingProvider } from "../../src/embeddings/provider.ts";
import type { Block, BlockOf, Reply } from "../../src/replies/reply.ts";

/** The vectors that a provider gives for some texts; of any other text there is none. */
export async function vectorsFrom(provider: EmbeddingProvider, texts: readonly string[]): Promise<VectorsOf> {
  const { vectors } = await provider.embed(texts, { purpose: "classification" });
  const byText = new Map(texts.map((text, at) => [text, vectors[at] ?? null]));
  return (text) => byText.get(text) ?? null;
}

/** Vectors written down by hand. */
export const written =
  (vectors: Record<string, number[]>): VectorsOf =>
  (text) => {
    const found = vectors[text];
    return found === undefined ? null : Float32Array.from(found);
  };

export const blocksOf = <Kind extends Block["kind"]>(reply: Reply, kind: Kind): BlockOf<Kind>[] =>
  reply.blocks.filter((block): block is BlockOf<Kind> => block.kind === kind);

/** All text of a reply. */
export const wordsOf = (reply: Reply): string =>
  reply.blocks.map((block) => ("text" in block ? block.text : "")).join("\n");
