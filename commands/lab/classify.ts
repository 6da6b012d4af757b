import { sentencesIn, tableItems } from "../../src/embedding-lab/items.ts";
import type { ClassifyTask } from "../../src/embedding-lab/lab-data.ts";
import { ownTask, parseOwnLabels } from "../../src/embedding-lab/own-labels.ts";
import { UserError } from "../../src/errors.ts";
import { arg } from "../../src/router/args.ts";
import { defineCommand, NEEDS } from "../../src/router/command.ts";
import type { AttachedFile } from "../../src/router/invocation.ts";
import { labArg } from "../../src/router/lab-args.ts";
import { working } from "../../src/router/working.ts";

const TASK = /^(sentiment|moderation|intent)\b[\s:,]*/i;
const MOST_TEXTS = 50;

async function fileTask(file: AttachedFile): Promise<ClassifyTask> {
  const { items } = tableItems(await file.read(), { name: file.name, label: "label" });
  return ownTask(items.map(({ text, label = "" }) => ({ text, label })));
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
    task: arg.named("sentiment (unless you say otherwise), moderation or intent", { placeholder: "<task>" }),
    examples: {
      ...arg.lines(
        "labels of your own: at least two examples for each, a line each: refund: I want my money back",
        "examples",
      ),
      position: "named",
    },
    file: arg.file("or a CSV file with the columns text and label"),
    model: labArg.model(),
  },

  async run({ texts: typed, task: named, examples, file, model }, context) {
    if (file !== undefined && examples !== "")
      throw new UserError("There are examples and a file: send one of them.", { argument: "examples" });
    const [first = "", word = ""] = TASK.exec(typed) ?? [];
    const lines = examples.includes("\n") ? examples : examples.replace(/\s*;\s*/g, "\n");
    const own = file !== undefined ? await fileTask(file) : lines === "" ? undefined : parseOwnLabels(lines);
    const texts = sentencesIn(own === undefined ? typed.slice(first.length) : typed);
    if (texts.length > MOST_TEXTS)
      throw new UserError(`${texts.length} texts are too many for one answer: ${MOST_TEXTS} at most.`, {
        argument: "texts",
      });
    const task = own ?? named?.toLowerCase() ?? (word === "" ? "sentiment" : word.toLowerCase());
    return working(context, "classify-texts", { task, texts, model });
  },
});
