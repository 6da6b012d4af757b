import { gunzipSync, gzipSync } from "node:zlib";

/** Arrays and lists of words by name, as they stand in one file. */
export type Packed = Record<string, Int8Array | Float32Array | Uint16Array | readonly string[]>;

interface Part {
  name: string;
  type: "int8" | "float32" | "uint16" | "words";
  bytes: number;
}

const MAGIC = "LCTN1";
/** Where gzip notes the operating system, the only thing in the file that would differ between machines. */
const SYSTEM_BYTE = 9;
const UNKNOWN_SYSTEM = 255;

/**
 * One file for several arrays: the magic word, the length of the table of contents (32 bits), the table as JSON, and then the
 * parts, each beginning at a multiple of 4 bytes; numbers are little-endian, words joined by line feeds. The whole is
 * compressed with gzip. The same input makes the same bytes with one version of Node.
 */
export function pack(arrays: Packed): Buffer {
  const parts: Part[] = [];
  const bodies: Buffer[] = [];
  for (const [name, array] of Object.entries(arrays)) {
    const body = bytesOf(array);
    parts.push({ name, type: typeOf(array), bytes: body.length });
    bodies.push(body, Buffer.alloc(padding(body.length)));
  }
  const contents = Buffer.from(JSON.stringify(parts));
  const head = Buffer.alloc(8);
  head.write(MAGIC, 0, "latin1");
  const size = Buffer.alloc(4);
  size.writeUInt32LE(contents.length);
  const table = [head, size, contents, Buffer.alloc(padding(contents.length))];
  const file = gzipSync(Buffer.concat([...table, ...bodies]), { level: 9 });
  file[SYSTEM_BYTE] = UNKNOWN_SYSTEM;
  return file;
}

/** Reads what `pack` wrote. Throws where the bytes are not such a file. */
export function unpack(file: Uint8Array): Packed {
  const whole = gunzipSync(file);
  if (whole.subarray(0, MAGIC.length).toString("latin1") !== MAGIC)
    throw new Error("This is not a file that `npm run data:embeddings` wrote");
  // Typed arrays want aligned memory; a Buffer may begin anywhere.
  const memory = whole.buffer.slice(whole.byteOffset, whole.byteOffset + whole.length);
  const contentsLength = whole.readUInt32LE(8);
  const parts = JSON.parse(whole.subarray(12, 12 + contentsLength).toString("utf8")) as Part[];
  const result: Packed = {};
  let at = 12 + contentsLength + padding(contentsLength);
  for (const part of parts) {
    result[part.name] = view(part, memory, at);
    at += part.bytes + padding(part.bytes);
  }
  return result;
}

export function words(packed: Packed, name: string): readonly string[] {
  const part = packed[name];
  if (!Array.isArray(part)) throw new Error(`The file has no words called ${name}`);
  return part as readonly string[];
}

export function int8(packed: Packed, name: string): Int8Array {
  const part = packed[name];
  if (!(part instanceof Int8Array)) throw new Error(`The file has no 8-bit numbers called ${name}`);
  return part;
}

export function float32(packed: Packed, name: string): Float32Array {
  const part = packed[name];
  if (!(part instanceof Float32Array)) throw new Error(`The file has no numbers called ${name}`);
  return part;
}

export function uint16(packed: Packed, name: string): Uint16Array {
  const part = packed[name];
  if (!(part instanceof Uint16Array)) throw new Error(`The file has no 16-bit numbers called ${name}`);
  return part;
}

function view({ type, bytes }: Part, memory: ArrayBufferLike, at: number): Packed[string] {
  switch (type) {
    case "int8":
      return new Int8Array(memory, at, bytes);
    case "uint16":
      return new Uint16Array(memory, at, bytes / 2);
    case "float32":
      return new Float32Array(memory, at, bytes / 4);
    case "words":
      return bytes === 0 ? [] : Buffer.from(memory, at, bytes).toString("utf8").split("\n");
  }
}

function bytesOf(array: Packed[string]): Buffer {
  if (!isNumbers(array)) return Buffer.from(array.join("\n"));
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}

function typeOf(array: Packed[string]): Part["type"] {
  if (array instanceof Int8Array) return "int8";
  if (array instanceof Float32Array) return "float32";
  return array instanceof Uint16Array ? "uint16" : "words";
}

const isNumbers = (array: Packed[string]): array is Int8Array | Float32Array | Uint16Array =>
  ArrayBuffer.isView(array);

const padding = (length: number): number => (4 - (length % 4)) % 4;
