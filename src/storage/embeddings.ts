import { createHash } from "node:crypto";
import { endianness } from "node:os";
import { sql } from "./kysely.ts";
import type { Storage } from "./open.ts";

/** Which vectors: of one model, for one purpose (empty where the model has the same for all). */
export interface VectorKind {
  model: string;
  purpose: string;
}

/**
 * Vectors that were computed or paid for, by model, purpose and text, shared by every process on the database. Whoever
 * is about to ask for vectors holds their texts for a while, so that nobody else asks for the same ones meanwhile.
 * All moments are the database's own clock. Each function is one statement, however many texts it gets.
 */
export interface EmbeddingCache {
  /** The vectors that are there, by text; notes that they are still in use. */
  get: (kind: VectorKind, texts: readonly string[]) => Promise<Map<string, Float32Array>>;
  /**
   * Takes hold of texts for `seconds`, also again of those that `holder` holds already. Gives the texts that are held
   * now; the others have their vectors, or somebody else asks for them.
   */
  hold: (
    kind: VectorKind,
    texts: readonly string[],
    by: { holder: string; seconds: number },
  ) => Promise<string[]>;
  /** Stores vectors, all of one length, and ends every hold on them. What is there already stays. */
  put: (kind: VectorKind, entries: readonly (readonly [string, Float32Array])[]) => Promise<void>;
  /** Gives up texts without a vector. */
  release: (kind: VectorKind, texts: readonly string[], holder: string) => Promise<void>;
  /** Forgets vectors that nobody has used for `days`. */
  prune: (days: number) => Promise<void>;
}

const HASH_BYTES = 32;
const SAME_ORDER = endianness() === "LE";

const hashOf = (text: string): Buffer => createHash("sha256").update(text, "utf8").digest();

/**
 * Bytes travel as base64: ten times as fast through PGlite as its own conversion, and half as long as Postgres's. All of
 * one statement are one value, for arrays of bytes are not understood alike by the two.
 */
const packed = (texts: readonly string[]): Buffer => Buffer.concat(texts.map(hashOf));

function base64Of(vectors: readonly Float32Array[]): string {
  const bytes = Buffer.concat(
    vectors.map((vector) => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)),
  );
  return (SAME_ORDER ? bytes : bytes.swap32()).toString("base64");
}

function vectorOf(base64: string): Float32Array {
  // A copy of its own: Node's buffers share memory, and begin where no float may.
  const bytes = Buffer.from(Uint8Array.from(Buffer.from(base64, "base64")).buffer);
  if (!SAME_ORDER) bytes.swap32();
  return new Float32Array(bytes.buffer, 0, bytes.byteLength / 4);
}

/** The rows of a packed value: `at` counts from 0, `hash` is one text's. */
const rowsOf = (hashes: Buffer) =>
  sql`(select at, substring(given.hashes from at * ${sql.lit(HASH_BYTES)} + 1 for ${sql.lit(HASH_BYTES)}) as hash
    from (select decode(${hashes.toString("base64")}, 'base64') as hashes offset 0) given, generate_series(0, ${sql.lit(hashes.length / HASH_BYTES - 1)}) at)`;

const inSeconds = (seconds: number) => sql`now() + ${sql.lit(`${seconds} seconds`)}::interval`;

export function embeddingsOn(db: Storage): EmbeddingCache {
  return {
    async get({ model, purpose }, texts) {
      if (texts.length === 0) return new Map();
      const { rows } = await sql<{ at: number; vector: string }>`
        with wanted as ${rowsOf(packed(texts))},
        stale as (
          select text_hash from lectern.embedding join wanted on text_hash = hash
          where model = ${model} and purpose = ${purpose} and used_at < now() - interval '1 day'
          for update of embedding skip locked
        ),
        used as (
          update lectern.embedding set used_at = now() from stale
          where model = ${model} and purpose = ${purpose} and embedding.text_hash = stale.text_hash
        )
        select at::int as at, encode(vector, 'base64') as vector from wanted join lectern.embedding on text_hash = hash
        where model = ${model} and purpose = ${purpose} and vector is not null`.execute(db);
      return new Map(rows.map(({ at, vector }) => [texts[at] ?? "", vectorOf(vector)]));
    },

    async hold({ model, purpose }, texts, { holder, seconds }) {
      if (texts.length === 0) return [];
      const { rows } = await sql<{ hash: string }>`
        insert into lectern.embedding as known (model, purpose, text_hash, holder, held_until)
        select ${model}, ${purpose}, hash, ${holder}, ${inSeconds(seconds)} from ${rowsOf(packed(texts))} wanted
        order by hash
        on conflict (model, purpose, text_hash) do update
        set holder = excluded.holder, held_until = excluded.held_until, used_at = now()
        where known.vector is null
          and (known.holder is null or known.holder = excluded.holder or known.held_until < now())
        returning encode(text_hash, 'hex') as hash`.execute(db);
      const held = new Set(rows.map(({ hash }) => hash));
      return texts.filter((text) => held.has(hashOf(text).toString("hex")));
    },

    async put({ model, purpose }, entries) {
      const bytes = (entries[0]?.[1].length ?? 0) * 4;
      if (bytes === 0) return;
      const hashes = packed(entries.map(([text]) => text));
      if (entries.some(([, vector]) => vector.length * 4 !== bytes))
        throw new RangeError("vectors of different lengths");
      const vectors = base64Of(entries.map(([, vector]) => vector));
      await sql`
        insert into lectern.embedding as known (model, purpose, text_hash, vector)
        select ${model}, ${purpose}, hash, substring(given.vectors from at * ${sql.lit(bytes)} + 1 for ${sql.lit(bytes)})
        from ${rowsOf(hashes)} wanted, (select decode(${vectors}, 'base64') as vectors offset 0) given
        order by hash
        on conflict (model, purpose, text_hash) do update
        set vector = excluded.vector, holder = null, held_until = null, used_at = now()
        where known.vector is null`.execute(db);
    },

    async release({ model, purpose }, texts, holder) {
      if (texts.length === 0) return;
      await sql`
        delete from lectern.embedding using ${rowsOf(packed(texts))} wanted
        where model = ${model} and purpose = ${purpose} and text_hash = hash
          and vector is null and holder = ${holder}`.execute(db);
    },

    async prune(days) {
      await db
        .deleteFrom("embedding")
        .where("used_at", "<", sql<Date>`now() - ${sql.lit(`${days} days`)}::interval`)
        .execute();
    },
  };
}
