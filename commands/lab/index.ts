import type { Command } from "../../src/router/command.ts";
import { add } from "./add.ts";
import { analogy } from "./analogy.ts";
import { classify } from "./classify.ts";
import { dimensions } from "./dimensions.ts";
import { embed } from "./embed.ts";
import { exercise } from "./exercise.ts";
import { multilingual } from "./multilingual.ts";
import { nearest } from "./nearest.ts";
import { place } from "./place.ts";
import { pool } from "./pool.ts";
import { progress } from "./progress.ts";
import { similar } from "./similar.ts";
import { vector } from "./vector.ts";

/** The labs, in the order help shows them. */
export const labs: readonly Command[] = [
  embed,
  pool,
  add,
  place,
  vector,
  similar,
  nearest,
  analogy,
  dimensions,
  multilingual,
  classify,
  exercise,
  progress,
];
