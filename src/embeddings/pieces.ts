/** The model reads this many pieces, roughly 105 to 115 English words; what comes after them is not seen. */
export const MOST_PIECES = 128;

/** More characters than 128 pieces ever need, except where thousands of unknown ones melt into one piece. */
const MOST_CHARACTERS = 20_000;
/** The first entries of the vocabulary are marks for unknown, beginning and end, and never found in a text. */
const RESERVED = 6;
const SPACE = "\u2581";
const ROOT = 0;
const UNKNOWN = -1;

/**
 * A tree of the vocabulary's characters. Characters are numbered, so that a step from a node is one small number:
 * node × characters + character. `pieceAt` has the piece that ends at a node (0: none).
 */
interface Tree {
  characters: Map<string, number>;
  next: Map<number, number>;
  pieceAt: number[];
}

export interface PieceReader {
  /** The numbers of the pieces of a text, all of them; 0 stands for characters that the vocabulary lacks. */
  read(text: string): number[];
}

/**
 * Splits texts into the pieces of the sentence model's vocabulary, as SentencePiece's unigram model does: the split whose
 * pieces' log-probabilities add up to most. Follows the model's own JavaScript package (Apache-2.0) in its details too: a
 * character without a piece costs nothing, of equal splits the one with the later break wins, and unknown neighbours are one.
 */
export function createPieceReader(pieces: readonly string[], scores: Float32Array): PieceReader {
  const tree = grow(pieces);
  return {
    read(text) {
      const tidy = text.slice(0, MOST_CHARACTERS).normalize("NFKC");
      if (tidy === "") return [];
      return split([...`${SPACE}${tidy.replaceAll(" ", SPACE)}`], tree, scores);
    },
  };
}

function grow(pieces: readonly string[]): Tree {
  const characters = new Map<string, number>();
  for (const piece of pieces)
    for (const character of piece) if (!characters.has(character)) characters.set(character, characters.size);
  const next = new Map<number, number>();
  const pieceAt = [0];
  for (const [index, piece] of pieces.entries()) {
    if (index < RESERVED) continue;
    let node = ROOT;
    for (const character of piece) {
      const edge = node * characters.size + (characters.get(character) ?? 0);
      let child = next.get(edge);
      if (child === undefined) {
        child = pieceAt.push(0) - 1;
        next.set(edge, child);
      }
      node = child;
    }
    pieceAt[node] = index;
  }
  return { characters, next, pieceAt };
}

function split(characters: readonly string[], tree: Tree, scores: Float32Array): number[] {
  const points = characters.map((character) => tree.characters.get(character) ?? UNKNOWN);
  const best = new Float64Array(points.length + 1);
  const piece = new Uint16Array(points.length + 1);
  const from = new Int32Array(points.length + 1);
  const offer = (start: number, end: number, index: number): void => {
    const score = (best[start] ?? 0) + (index === 0 ? 0 : (scores[index] ?? 0));
    if (best[end] !== 0 && score < (best[end] ?? 0)) return;
    best[end] = score;
    piece[end] = index;
    from[end] = start;
  };
  for (let start = 0; start < points.length; start += 1) {
    let isKnown = false;
    let node: number | undefined = ROOT;
    for (let end = start; end < points.length; end += 1) {
      const point = points[end] ?? UNKNOWN;
      node = point === UNKNOWN ? undefined : tree.next.get(node * tree.characters.size + point);
      if (node === undefined) break;
      const index = tree.pieceAt[node] ?? 0;
      if (index === 0) continue;
      isKnown = true;
      offer(start, end + 1, index);
    }
    if (!isKnown) offer(start, start + 1, 0);
  }
  return walkBack(piece, from);
}

function walkBack(piece: Uint16Array, from: Int32Array): number[] {
  const found: number[] = [];
  for (let end = piece.length - 1; end > 0; end = from[end] ?? 0) {
    const index = piece[end] ?? 0;
    if (index !== 0 || found.at(-1) !== 0) found.push(index);
  }
  return found.reverse();
}
