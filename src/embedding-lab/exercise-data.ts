import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Exercise } from "../course/exercise-schema.ts";
import type { WordTable } from "../embeddings/words.ts";
import { UserError } from "../errors.ts";
import { packageRoot } from "../package-root.ts";
import { plain } from "../replies/markdown.ts";
import { type Words, wordsOf } from "./exercise-words.ts";

/** The exercises there are; each is a file `data/labs/exercise-<name>.yaml`. */
export const EXERCISES = ["embeddings"] as const;
export type ExerciseName = (typeof EXERCISES)[number];

export interface OpenExercise {
  name: ExerciseName;
  exercise: Exercise;
  words: Words;
  /** What the words are looked up in, for pictures. */
  table: WordTable;
}

const known = new Map<ExerciseName, Promise<OpenExercise>>();

/** An exercise with the word vectors it is checked against, read once. Throws UserError where its file cannot be used. */
export function loadExercise(name: ExerciseName): Promise<OpenExercise> {
  const read = known.get(name) ?? open(name);
  known.set(name, read);
  // A file that was mended is read again.
  read.catch(() => known.delete(name));
  return read;
}

async function open(name: ExerciseName): Promise<OpenExercise> {
  const { loadWords } = await import("../embeddings/data-files.ts");
  const table = loadWords();
  const words = wordsOf(table);
  const path = join(packageRoot, "data", "labs", `exercise-${name}.yaml`);
  const exercise = await readExercise(basename(path), await readFile(path, "utf8"), words);
  return { name, exercise, words, table };
}

/** The exercise of a file's text. Throws UserError that says where it is wrong. */
export async function readExercise(file: string, text: string, words: Words): Promise<Exercise> {
  // Parser and schema only now: a start needs neither.
  const [{ parse }, { exerciseSchema }, { problemsOf }] = await Promise.all([
    import("yaml"),
    import("../course/exercise-schema.ts"),
    import("./exercise-facts.ts"),
  ]);
  const bad = (problems: readonly string[]): UserError =>
    new UserError(
      `This exercise cannot be used: its file \`${file}\` says ${plain(problems.slice(0, 3).join("; "))}. Tell the course staff.`,
    );
  let content: unknown;
  try {
    content = parse(text, { maxAliasCount: 0 });
  } catch (error) {
    throw bad([`no YAML: ${error instanceof Error ? error.message.split("\n")[0] : ""}`]);
  }
  const read = exerciseSchema.safeParse(content);
  if (!read.success)
    throw bad(
      read.error.issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": ")),
    );
  const problems = problemsOf(read.data, words);
  if (problems.length > 0) throw bad(problems);
  return read.data;
}
