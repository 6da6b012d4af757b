import type { Command } from "../../src/router/command.ts";
import { add } from "./add.ts";
import { classify } from "./classify.ts";
import { embed } from "./embed.ts";
import { multilingual } from "./multilingual.ts";
import { pool } from "./pool.ts";

/** The labs, in the order help shows them. */
export const labs: readonly Command[] = [embed, pool, add, multilingual, classify];
