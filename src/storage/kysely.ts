import { createRequire } from "node:module";

const library = createRequire(import.meta.url)("kysely") as typeof import("kysely");

/** The CommonJS build: as 250 ES modules it takes twice as long to load, which every start would wait for. */
export const { Kysely, PostgresDialect, sql, WithSchemaPlugin } = library;
