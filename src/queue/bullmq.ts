import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** The CommonJS builds: as ES modules they take nearly twice as long to load, which every start would wait for. */
export const bullmq = require("bullmq") as typeof import("bullmq");
export const ioredis = require("ioredis") as typeof import("ioredis");
