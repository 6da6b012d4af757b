/**
 * Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, substitutions and swaps of
 * neighbours. Anything above `limit` is reported as `limit + 1`.
 */
export function editDistance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
    }
    if (Math.min(...current) > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return Math.min(last[b.length] ?? 0, limit + 1);
}

/** The entries nearest to `word`, at most `limit` edits away; several when they are equally near. */
export function nearestWords(word: string, known: Iterable<string>, limit: number): string[] {
  let best = limit;
  let nearest: string[] = [];
  for (const candidate of known) {
    const distance = editDistance(word, candidate, best);
    if (distance > best) continue;
    if (distance < best) nearest = [];
    best = distance;
    nearest.push(candidate);
  }
  return nearest;
}

/** All entries at most `limit` edits from `word` with their distance, nearest first. */
export function wordsWithin(word: string, known: Iterable<string>, limit: number): [string, number][] {
  const found: [string, number][] = [];
  for (const candidate of known) {
    const distance = editDistance(word, candidate, limit);
    if (distance <= limit) found.push([candidate, distance]);
  }
  return found.sort(([, a], [, b]) => a - b);
}
