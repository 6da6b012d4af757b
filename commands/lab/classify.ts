import { sentencesIn, tableItems } from "../../src/embedding-lab/items.ts";
import type { ClassifyTask } from "../../src/embedding-lab/lab-data.ts";
import { exampleLines, ownTask, parseOwnLabels, unknownTask } from "../../src/embedding-lab/own-labels.ts";
import { UserError } from "../../src/errors.ts";
import { arg } from "../../src/router/args.ts";
import { type Context, defineCommand, NEEDS } from "../../src/router/command.ts";
import type { AttachedFile } from "../../src/router/invocation.ts";
import { labArg } from "../../src/router/lab-args.ts";
import { working } from "../../src/router/working.ts";

const TASK = /^(sentiment|moderation|intent)\b[\s:,]*/i;
const MOST_TEXTS = 50;
async function fileTask(
  file: AttachedFile,
  columns: { column?: string; label: string },
): Promise<ClassifyTask> {
  const { items } = tableItems(await file.read(), { name: file.name, ...columns });
  return ownTask(items.map(({ text, label = "" }) => ({ text, label })));
}

/** Only what was named is looked up: names in front of the texts are those of built-in tasks. */
async function taskNamed(named: string, { taskNames }: Context): Promise<string> {
  const names = await taskNames();
  const found = names.find((name) => name.toLowerCase() === named.toLowerCase());
  if (found === undefined) throw new UserError(unknownTask(named, names), { argument: "task" });
  return found;
}

/** A classifier on top of vectors: learns from a few English examples, labels texts of any language. */
export const classify = defineCommand({
  name: "lab classify",
  summary: "Train a classifier on a few English examples and label texts in any language with it",
  examples: [
    "lab classify",
    "lab classify intent",
    "lab classify sentiment Das Essen war wunderbar | The room was dirty | Je déteste ce film",
    'lab classify Where is my parcel? examples:"delivery: My order never came; delivery: The parcel is late; refund: I want my money back; refund: Please return my payment"',
  ],
  visibility: "public",
  access: "everyone",
  needs: NEEDS.labs,
  args: {
    texts: arg.lines("what to label, one a line; without any, how good the classifier is", "texts"),
    task: arg.named("sentiment, moderation, intent or a task of the course", { placeholder: "<task>" }),
    examples: {
      ...arg.lines(
        "your own labels: two examples or more for each, a line each: refund: Pay me back",
        "examples",
      ),
      position: "named",
    },
    file: arg.file("or a CSV file with a column of texts and one of labels"),
    column: arg.named("the file's column with the texts, by name or number", { placeholder: "<column>" }),
    label: arg.named("the file's column with the labels; “label” by itself", { placeholder: "<column>" }),
    model: labArg.model(),
  },

  async run({ texts: typed, task: named, examples, file, column, label = "label", model }, context) {
    if (file !== undefined && examples !== "")
      throw new UserError("There are examples and a file: send one of them.", { argument: "examples" });
    const [first = "", word = "sentiment"] = TASK.exec(typed) ?? [];
    const columns = { label, ...(column === undefined ? {} : { column }) };
    const lines = exampleLines(examples);
    const own =
      file !== undefined ? await fileTask(file, columns) : lines === "" ? undefined : parseOwnLabels(lines);
    const task = own ?? (named === undefined ? word.toLowerCase() : await taskNamed(named, context));
    const texts = sentencesIn(own === undefined ? typed.slice(first.length) : typed);
    if (texts.length > MOST_TEXTS)
      throw new UserError(`${texts.length} texts are too many for one answer: ${MOST_TEXTS} at most.`, {
        argument: "texts",
      });
    return working(context, "classify-texts", { task, texts, model });
  },
});
