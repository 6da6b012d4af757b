import type { Command } from "../../src/router/command.ts";
import { analogy } from "./analogy.ts";
import { dimensions } from "./dimensions.ts";
import { embed } from "./embed.ts";
import { nearest } from "./nearest.ts";
import { place } from "./place.ts";
import { similar } from "./similar.ts";
import { vector } from "./vector.ts";

/** The labs, in the order help shows them. */
export const lab: readonly Command[] = [embed, vector, similar, nearest, analogy, dimensions, place];
