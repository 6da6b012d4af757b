/** The share of pairs of one good and one bad score in which the good one is higher; a tie counts half. */
export function areaUnderCurve(good: readonly number[], bad: readonly number[]): number {
  let wins = 0;
  for (const one of good) for (const other of bad) wins += one > other ? 1 : one === other ? 0.5 : 0;
  return wins / (good.length * bad.length);
}

/** Spearman's rank correlation, −1 to 1; equal values share their mean rank. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranks(a), ranks(b)];
  const [meanX, meanY] = [mean(x), mean(y)];
  const sum = (of: (at: number) => number): number => x.reduce((total, _, at) => total + of(at), 0);
  const [dx, dy] = [(at: number) => (x[at] ?? 0) - meanX, (at: number) => (y[at] ?? 0) - meanY];
  return sum((at) => dx(at) * dy(at)) / Math.sqrt(sum((at) => dx(at) ** 2) * sum((at) => dy(at) ** 2));
}

export const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** Wilson's 95 % interval of a share. */
export function wilson(hits: number, of: number): [number, number] {
  const z = 1.96;
  const share = hits / of;
  const middle = (share + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half = (z * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2))) / (1 + z ** 2 / of);
  return [middle - half, middle + half];
}

function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}
