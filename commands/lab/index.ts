import type { Command } from "../../src/router/command.ts";
import { add } from "./add.ts";
import { embed } from "./embed.ts";
import { pool } from "./pool.ts";

/** The labs, in the order help shows them. */
export const lab: readonly Command[] = [embed, pool, add];
