import type { Command } from "../../src/router/command.ts";
import { add } from "./add.ts";
import { embed } from "./embed.ts";
import { exercise } from "./exercise.ts";
import { pool } from "./pool.ts";
import { progress } from "./progress.ts";

/** The labs, in the order help shows them. */
export const lab: readonly Command[] = [embed, pool, add, exercise, progress];
