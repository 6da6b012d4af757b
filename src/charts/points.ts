/** The most important points first; among equals the order stays. */
export function byPriority<Point extends { priority?: number }>(points: readonly Point[]): Point[] {
  const rank = ({ priority = 0 }: Point): number => (Number.isNaN(priority) ? 0 : priority);
  return points.toSorted((one, other) => {
    const [first, second] = [rank(one), rank(other)];
    return first === second ? 0 : second > first ? 1 : -1;
  });
}
