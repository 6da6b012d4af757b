import type { Command } from "../../src/router/command.ts";
import { embed } from "./embed.ts";

/** The labs, in the order help shows them. */
export const lab: readonly Command[] = [embed];
