import { promisify } from "node:util";
import { crc32, deflate } from "node:zlib";

const compress = promisify(deflate);

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const BYTES_PER_PIXEL = 4;
/** Level 3 without row filters: a quarter of the time of the canvas's own encoder, at about the same size. */
const COMPRESSION = { level: 3, memLevel: 9, chunkSize: 262_144 };

export interface Pixels {
  /** RGBA, row by row. Must be opaque: the canvas hands out premultiplied colours. */
  data: Buffer;
  width: number;
  height: number;
}

/** A PNG of the pixels; compression runs beside the event loop. The data are read before this returns. */
export async function encodePng(pixels: Pixels): Promise<Buffer> {
  const body = await compress(unfilteredRows(pixels), COMPRESSION);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header(pixels)),
    chunk("IDAT", body),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function unfilteredRows({ data, width, height }: Pixels): Buffer {
  const stride = width * BYTES_PER_PIXEL;
  const rows = Buffer.allocUnsafe((stride + 1) * height);
  for (let row = 0; row < height; row += 1) {
    const at = row * (stride + 1);
    rows[at] = 0;
    data.copy(rows, at + 1, row * stride, (row + 1) * stride);
  }
  return rows;
}

function header({ width, height }: Pixels): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(width, 0);
  bytes.writeUInt32BE(height, 4);
  bytes[8] = 8; // bits per channel
  bytes[9] = 6; // colour type RGBA
  return bytes;
}

function chunk(type: string, body: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const bytes = Buffer.allocUnsafe(typed.length + 8);
  bytes.writeUInt32BE(body.length, 0);
  typed.copy(bytes, 4);
  bytes.writeUInt32BE(crc32(typed), typed.length + 4);
  return bytes;
}
