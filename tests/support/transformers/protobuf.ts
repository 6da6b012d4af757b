/** A value of a protocol buffer's message: whole numbers, text or bytes, messages, packed whole numbers, or several of a field. */
type Value = number | string | Uint8Array | Field[] | { packed: number[] };
type Field = readonly [number: number, ...values: Value[]];

const VARINT = 0;
const BYTES = 2;

/** Seven bits at a time, the lowest first; the top bit says that more follow. */
function varint(number: number): number[] {
  const bytes: number[] = [];
  for (let rest = number; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 128);
  }
}

function bytesOf(value: Exclude<Value, number>): Uint8Array {
  if (typeof value === "string") return Buffer.from(value, "utf8");
  if (value instanceof Uint8Array) return value;
  return Array.isArray(value) ? message(value) : Uint8Array.from(value.packed.flatMap(varint));
}

/** A message of protocol buffers, as far as small ONNX files need it. */
export function message(fields: Field[]): Uint8Array {
  return Buffer.concat(
    fields.flatMap(([number, ...values]) =>
      values.map((value) => {
        const tag = varint(number * 8 + (typeof value === "number" ? VARINT : BYTES));
        if (typeof value === "number") return Uint8Array.from([...tag, ...varint(value)]);
        const bytes = bytesOf(value);
        return Buffer.concat([Uint8Array.from([...tag, ...varint(bytes.length)]), bytes]);
      }),
    ),
  );
}
