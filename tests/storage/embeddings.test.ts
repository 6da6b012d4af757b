import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EmbeddingCache, embeddingsOn } from "../../src/storage/embeddings.ts";
import { type OpenDatabase, openDatabase } from "../../src/storage/open.ts";
import { type Service, startPostgres } from "../support/services.ts";

const kind = { model: "m", purpose: "document" };
const texts = (count: number, prefix = "text"): string[] =>
  Array.from({ length: count }, (_, at) => `${prefix} ${at} – größer 猫`);
const vectorOf = (at: number): Float32Array => Float32Array.from([at, -at / 3, Math.fround(1e-30), 3.4e38]);
const ada = { holder: "ada", seconds: 30 };
const ben = { holder: "ben", seconds: 30 };

describe.each(["embedded", "postgres"] as const)("vectors on %s", (where) => {
  const home = mkdtempSync(join(tmpdir(), "lectern-vectors-"));
  let server: (Service & { createDatabase: () => Promise<string> }) | undefined;
  let database: OpenDatabase;
  let cache: EmbeddingCache;

  beforeAll(async () => {
    if (where === "postgres") server = await startPostgres();
    const url = server === undefined ? {} : { url: await server.createDatabase() };
    database = await openDatabase({ home, ...url });
    cache = embeddingsOn(database.storage);
  });
  afterAll(async () => {
    await database.close();
    await server?.stop();
    rmSync(home, { recursive: true, force: true });
  });

  test("vectors come back exactly, by text, for their model and purpose only", async () => {
    const many = texts(300);
    await cache.put(
      kind,
      many.map((text, at) => [text, vectorOf(at)]),
    );
    const found = await cache.get(kind, ["unknown", ...many.toReversed()]);
    expect(found.size).toBe(300);
    for (const [at, text] of many.entries()) expect(found.get(text)).toEqual(vectorOf(at));
    expect((await cache.get({ ...kind, purpose: "query" }, many)).size).toBe(0);
    expect((await cache.get({ ...kind, model: "n" }, many)).size).toBe(0);
    expect((await cache.get(kind, [])).size).toBe(0);
  });

  test("what is there stays, and vectors of different lengths are refused together", async () => {
    await cache.put(kind, [["once", vectorOf(1)]]);
    await cache.put(kind, [["once", vectorOf(2)]]);
    expect((await cache.get(kind, ["once"])).get("once")).toEqual(vectorOf(1));
    const uneven = [
      ["a", new Float32Array(3)],
      ["b", new Float32Array(2)],
    ] as const;
    await expect(cache.put(kind, uneven)).rejects.toThrow(/different lengths/);
  });

  test("of several who ask for the same text one holds it, until it is stored or given up", async () => {
    const wanted = texts(20, "held");
    expect(await cache.hold(kind, wanted.slice(0, 15), ada)).toEqual(wanted.slice(0, 15));
    expect(await cache.hold(kind, wanted, ben)).toEqual(wanted.slice(15));
    expect(await cache.hold(kind, wanted, ada)).toEqual(wanted.slice(0, 15));
    expect((await cache.get(kind, wanted)).size).toBe(0);
    await cache.put(kind, [[wanted[0] ?? "", vectorOf(0)]]);
    await cache.release(kind, wanted.slice(0, 5), "ada");
    expect(await cache.hold(kind, wanted.slice(0, 6), ben)).toEqual(wanted.slice(1, 5));
    // Only what one holds can one give up.
    await cache.release(kind, wanted.slice(5, 10), "ben");
    expect(await cache.hold(kind, wanted.slice(5, 10), ben)).toEqual([]);
  });

  test("two at once never hold the same text", async () => {
    const wanted = texts(200, "race");
    const holds = await Promise.all(
      ["a", "b", "c", "d"].map((holder, turn) =>
        cache.hold(kind, turn % 2 === 0 ? wanted : wanted.toReversed(), { holder, seconds: 30 }),
      ),
    );
    expect(holds.flat().sort()).toEqual([...wanted].sort());
  });

  test("a hold that ran out is free for others", async () => {
    await cache.hold(kind, ["late"], ada);
    await sql`update lectern.embedding set held_until = now() - interval '1 second' where holder = 'ada'`.execute(
      database.storage,
    );
    expect(await cache.hold(kind, ["late"], ben)).toEqual(["late"]);
    expect(await cache.hold(kind, ["late"], ada)).toEqual([]);
  });

  test("what nobody uses is forgotten; what is used is kept", async () => {
    const wanted = ["forgotten", "used"];
    await cache.put(
      kind,
      wanted.map((text, at) => [text, vectorOf(at)]),
    );
    await sql`update lectern.embedding set used_at = now() - interval '400 days'`.execute(database.storage);
    await cache.get(kind, ["used"]);
    await cache.prune(365);
    expect([...(await cache.get(kind, wanted)).keys()]).toEqual(["used"]);
  });
});
