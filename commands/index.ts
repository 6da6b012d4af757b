import type { Command } from "../src/router/command.ts";
import { benchmark } from "./benchmark.ts";
import { choose } from "./choose.ts";
import { compare } from "./compare.ts";
import { glossary } from "./glossary.ts";
import { help } from "./help.ts";
import { labs } from "./lab/index.ts";
import { leaderboard } from "./leaderboard.ts";
import { lesson } from "./lesson.ts";
import { model } from "./model.ts";
import { models } from "./models.ts";
import { status } from "./status.ts";
import { table } from "./table.ts";
import { timeline } from "./timeline.ts";

/** Every command, in the order help shows them. */
export const commands: readonly Command[] = [
  help,
  lesson,
  glossary,
  model,
  models,
  compare,
  benchmark,
  leaderboard,
  table,
  timeline,
  choose,
  ...labs,
  status,
];
