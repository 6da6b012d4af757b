/** The 97.5 % point of the normal distribution: intervals hold 95 %. */
export const Z_95 = 1.95996398454;

/**
 * Wilson's interval for a share of `hits` in `trials`, both ends from 0 to 1, with `z` standard deviations: unlike the
 * usual one it is right for few trials and for shares near 0 and 1. Source: Wilson 1927; checked against independent
 * figures. Without trials nothing is known: 0 to 1.
 */
export function wilsonInterval(
  hits: number,
  trials: number,
  z: number = Z_95,
): { low: number; high: number } {
  if (!(trials >= 0) || hits < 0 || hits > trials) throw new RangeError(`${hits} of ${trials} is no share`);
  if (trials === 0) return { low: 0, high: 1 };
  const share = hits / trials;
  const square = z * z;
  const scale = 1 + square / trials;
  const middle = (share + square / (2 * trials)) / scale;
  const half = (z * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials))) / scale;
  // Exactly, where rounding would leave a trace.
  return {
    low: hits === 0 ? 0 : Math.max(0, middle - half),
    high: hits === trials ? 1 : Math.min(1, middle + half),
  };
}
