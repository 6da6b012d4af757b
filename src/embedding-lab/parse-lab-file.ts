import { basename } from "node:path";
import { parse, YAMLParseError } from "yaml";
import type { z } from "zod";
import { classifyTaskSchema, parallelSchema } from "../course/lab-schema.ts";
import { LANGUAGES } from "../embeddings/languages.ts";
import type { ClassifyTask, ParallelSentence } from "./lab-data.ts";

type Read = { sentences: ParallelSentence[] } | { task: ClassifyTask } | { problem: string };

/** A file of the `labs` folder. Never throws: what is wrong is a line that says where and what. */
export function parseLabFile(path: string, what: "sentences" | "task", text: string | undefined): Read {
  if (text === undefined) return { problem: `${path}: cannot be read` };
  try {
    const content: unknown = parse(text, { maxAliasCount: 0 });
    return what === "sentences" ? sentencesOf(path, content) : taskOf(path, content);
  } catch (error) {
    if (!(error instanceof YAMLParseError || error instanceof ReferenceError)) throw error;
    return { problem: `${path}: is no YAML: ${error.message.split("\n")[0]}` };
  }
}

function sentencesOf(path: string, content: unknown): Read {
  const read = parallelSchema.safeParse(content);
  if (!read.success) return problemOf(path, read.error);
  return { sentences: read.data.sentences.map(({ name, ...texts }) => ({ name, texts })) };
}

function taskOf(path: string, content: unknown): Read {
  const read = classifyTaskSchema.safeParse(content);
  if (!read.success) return problemOf(path, read.error);
  const { title, question, labels, harmless, training, tests } = read.data;
  return {
    task: {
      id: basename(path, ".yaml"),
      title,
      question,
      labels,
      ...(harmless === undefined ? {} : { harmless }),
      training: labels.flatMap(({ label }) => (training[label] ?? []).map((text) => ({ text, label }))),
      // By language, so that tables and files have each language's texts together.
      tests: LANGUAGES.flatMap((language) =>
        tests.flatMap(({ label, [language]: text }, item) =>
          text === undefined ? [] : [{ text, label, language, item }],
        ),
      ),
    },
  };
}

function problemOf(path: string, error: z.ZodError): Read {
  const said = error.issues.map(({ path: at, message }) =>
    [at.join("."), message].filter(Boolean).join(": "),
  );
  return { problem: `${path}: ${said.join("; ")}` };
}
