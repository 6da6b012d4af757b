import { PNG } from "pngjs";

/** How many pixels differ from the first one, the background. */
export function inked(png: Buffer): number {
  const { data } = PNG.sync.read(png);
  const background = data.readUInt32BE(0);
  let count = 0;
  for (let at = 0; at < data.length; at += 4) if (data.readUInt32BE(at) !== background) count += 1;
  return count;
}

/** Nothing may be cut off by the edge: the outermost pixels are background. */
export function marginIsClear(png: Buffer): boolean {
  const { data, width, height } = PNG.sync.read(png);
  const pixel = (x: number, y: number): number => data.readUInt32BE((y * width + x) * 4);
  const background = pixel(0, 0);
  const columns = Array.from({ length: height }, (_, y) => [pixel(1, y), pixel(width - 2, y)]);
  const rows = Array.from({ length: width }, (_, x) => [pixel(x, 1), pixel(x, height - 2)]);
  return [...columns, ...rows].flat().every((value) => value === background);
}
