import { classificationTexts } from "../embedding-lab/classification.ts";
import { evaluationTexts } from "../embedding-lab/evaluation.ts";
import type { ClassifyTask } from "../embedding-lab/lab-data.ts";
import { unknownTask } from "../embedding-lab/own-labels.ts";
import type { LocalModel, ModelChoice } from "../embeddings/choose.ts";
import { languageOf } from "../embeddings/data-files.ts";
import { UserError } from "../errors.ts";
import type { Reply } from "../replies/reply.ts";
import type { Job } from "./index.ts";
import { labAnswer } from "./lab-answer.ts";

export interface ClassifyTexts {
  /** One of the course's tasks by its id, or a person's own. */
  task: string | ClassifyTask;
  /** What is to be labelled; without any the classifier itself is examined. */
  texts: string[];
  model: ModelChoice;
}

/** Trains a classifier on the task's examples; labels texts with it, or says how good it is. */
export async function classifyTexts({ task: named, texts, model }: ClassifyTexts, job: Job): Promise<Reply> {
  const task = typeof named === "string" ? await taskNamed(named, job) : named;
  const wanted = texts.length > 0 ? classificationTexts(task, texts) : evaluationTexts(task);
  const work =
    texts.length > 0 ? { kind: "classify" as const, task, texts } : { kind: "evaluate" as const, task };
  const local = task.tests.length > 0 ? "concepts" : localFor(wanted);
  return labAnswer(wanted, work, { job, own: texts, model, local, purpose: "classification" });
}

/**
 * A task with test texts has one model, whatever the language of the texts that it is asked of: the dictionary, as in its
 * evaluation. For own labels the dictionary as soon as one text is not in English; their accuracy is that of the same model.
 */
const localFor = (texts: readonly string[]): LocalModel =>
  texts.some((text) => (languageOf(text) ?? "en") !== "en") ? "concepts" : "sentences";

async function taskNamed(id: string, { labData }: Job): Promise<ClassifyTask> {
  const { tasks } = await labData();
  const task = tasks.find((one) => one.id === id);
  if (task !== undefined) return task;
  throw new UserError(
    unknownTask(
      id,
      tasks.map((one) => one.id),
    ),
  );
}
