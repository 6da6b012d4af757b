import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Language } from "../embeddings/languages.ts";
import { packageRoot } from "../package-root.ts";

/** One sentence, by the codes of languages (of the built-in ones all, of a person's own any). */
export interface ParallelSentence {
  /** What a chart calls it. */
  name: string;
  texts: Record<string, string>;
}

export interface LabelledText {
  text: string;
  label: string;
}

export interface TestText extends LabelledText {
  language: Language;
  /** Its place in the file, which its translations share. */
  item: number;
}

/** What a classifier learns and is tested with. */
export interface ClassifyTask {
  id: string;
  title: string;
  /** What a label answers: "Is the writer pleased or not?" */
  question: string;
  /** With no meaning the label's own name stands for it. */
  labels: { label: string; meaning?: string }[];
  /** In a filter the label of what may pass. */
  harmless?: string;
  training: LabelledText[];
  /** Never trained on; empty where a person's own labels have no test texts. */
  tests: TestText[];
}

export interface LabData {
  tasks: ClassifyTask[];
  sentences: ParallelSentence[];
  /** One line for each file that cannot be used. */
  problems: string[];
}

const BUILT_IN = join(packageRoot, "data");
const PARALLEL = "parallel-sentences.yaml";
const known = new Map<string, Promise<LabData>>();

/**
 * The texts of the labs: the built-in ones, and those of a course's own folder, whose files replace built-in ones of the same name. Read
 * once. A broken file is left out and said in `problems`; the built-in ones are tested.
 */
export function loadLabData(own?: string): Promise<LabData> {
  const key = own ?? "";
  const data = known.get(key) ?? readAll([BUILT_IN, ...(own === undefined ? [] : [own])]);
  known.set(key, data);
  return data;
}

async function readAll(folders: readonly string[]): Promise<LabData> {
  const data: LabData = { tasks: [], sentences: [], problems: [] };
  // Parser and schemas only now: a start needs neither.
  const { parseLabFile } = await import("./parse-lab-file.ts");
  for (const path of folders.flatMap(filesIn)) {
    const read = parseLabFile(path, basename(path) === PARALLEL ? "sentences" : "task", textOf(path));
    if ("problem" in read) data.problems.push(read.problem);
    else if ("sentences" in read) data.sentences = read.sentences;
    else data.tasks = [...data.tasks.filter(({ id }) => id !== read.task.id), read.task];
  }
  return data;
}

function filesIn(folder: string): string[] {
  try {
    return (
      readdirSync(join(folder, "labs"))
        // Exercises are read by a loader of their own.
        .filter((name) => name.endsWith(".yaml") && !/^([._]|exercise-)/.test(name))
        .sort()
        .map((name) => join(folder, "labs", name))
    );
  } catch {
    return [];
  }
}

/** Undefined where it cannot be read. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
