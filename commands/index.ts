import type { Command } from "../src/router/command.ts";
import { compare } from "./compare.ts";
import { glossary } from "./glossary.ts";
import { help } from "./help.ts";
import { lesson } from "./lesson.ts";
import { model } from "./model.ts";
import { models } from "./models.ts";
import { status } from "./status.ts";

/** Every command, in the order help shows them. */
export const commands: readonly Command[] = [help, model, models, compare, lesson, glossary, status];
