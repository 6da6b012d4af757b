import { createHash } from "node:crypto";
import type { Transaction } from "kysely";
import { StartupError } from "../errors.ts";
import { sql } from "./kysely.ts";
import type { Storage } from "./open.ts";
import type { Schema } from "./schema.ts";

interface Migration {
  name: string;
  statements: string;
}

/** In order. A migration that was released is never edited: its checksum is compared at every start. */
const MIGRATIONS: readonly Migration[] = [
  {
    name: "001-first-light",
    statements: `
      create table lectern.delivery (
        invocation text primary key,
        address jsonb not null,
        job jsonb not null,
        stage integer not null default 0,
        posted jsonb,
        lease_until timestamptz,
        lease_holder text,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      create index delivery_owed on lectern.delivery (updated_at) where stage < 1000000;
      create table lectern.artifact (
        key text primary key,
        media_type text not null,
        width integer not null,
        height integer not null,
        bytes bytea not null,
        created_at timestamptz not null default now()
      );
      create table lectern.chat_message (
        id text primary key,
        platform text not null,
        channel text not null,
        person text not null,
        asked text not null,
        reply jsonb,
        visibility text not null,
        stage integer not null,
        at double precision not null
      );
      create index chat_message_channel on lectern.chat_message (platform, channel, at);
      create table lectern.kept_value (
        key text primary key,
        value text not null,
        created_at timestamptz not null default now()
      );
      create table lectern.taken_event (
        id text primary key,
        created_at timestamptz not null default now()
      );
    `,
  },
  {
    name: "002-embeddings",
    statements: `
      create table lectern.embedding (
        model text not null,
        purpose text not null,
        text_hash bytea not null,
        vector bytea,
        holder text,
        held_until timestamptz,
        created_at timestamptz not null default now(),
        used_at timestamptz not null default now(),
        primary key (model, purpose, text_hash)
      );
      create index embedding_used on lectern.embedding (used_at);
      alter table lectern.embedding alter column vector set storage external;
    `,
  },
  {
    name: "003-labs",
    statements: `
      alter table lectern.delivery add column stopping boolean not null default false;
      create table lectern.kept_text (
        key text primary key,
        value text not null,
        created_at timestamptz not null default now()
      );
      create table lectern.live_message (
        subject text primary key,
        version integer not null default 0,
        invocation text,
        job jsonb,
        asked_at double precision,
        planned_at timestamptz,
        drawn_at timestamptz,
        changed_at timestamptz not null default now()
      );
      create table lectern.pool (
        channel text primary key,
        round integer not null default 1
      );
      create table lectern.pool_sentence (
        id bigint generated always as identity primary key,
        pool text not null,
        person text not null,
        sentence text not null,
        created_at timestamptz not null default now(),
        unique (pool, person, sentence)
      );
      create table lectern.exercise (
        exercise text not null,
        place text not null,
        person text not null,
        name text not null,
        state jsonb not null,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (exercise, place, person)
      );
    `,
  },
];

/** Shared by every Lectern that starts on the same database. */
const LOCK = 0x1ec7e421;

const checksum = (migration: Migration): string =>
  createHash("sha256").update(migration.statements).digest("hex");

async function applied(transaction: Transaction<Schema>): Promise<Map<string, string>> {
  await sql`create schema if not exists lectern`.execute(transaction);
  await sql`create table if not exists lectern.migration (
    name text primary key, checksum text not null, applied_at timestamptz not null default now()
  )`.execute(transaction);
  const rows = await sql<{
    name: string;
    checksum: string;
  }>`select name, checksum from lectern.migration`.execute(transaction);
  return new Map(rows.rows.map((row) => [row.name, row.checksum]));
}

/**
 * Brings the database up to date: all missing migrations in one transaction, one process at a time.
 * Refuses a database that a newer Lectern wrote or whose history differs from ours.
 */
export async function migrate(db: Storage, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(transaction);
    const done = await applied(transaction);
    const unknown = [...done.keys()].find((name) => !migrations.some((migration) => migration.name === name));
    if (unknown !== undefined) {
      throw new StartupError(
        `The database was written by a newer Lectern (it has ${unknown}). Update Lectern, or restore an older backup.`,
      );
    }
    for (const migration of migrations) {
      const before = done.get(migration.name);
      if (before === undefined) {
        await sql.raw(migration.statements).execute(transaction);
        await sql`insert into lectern.migration (name, checksum) values (${migration.name}, ${checksum(migration)})`.execute(
          transaction,
        );
      } else if (before !== checksum(migration)) {
        throw new StartupError(
          `Migration ${migration.name} differs from the one this database was made with. Use the Lectern release that made it.`,
        );
      }
    }
  });
}
