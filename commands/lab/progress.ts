import { loadExercise } from "../../src/embedding-lab/exercise-data.ts";
import { progressReply } from "../../src/embedding-lab/exercise-progress.ts";
import { defineCommand, NEEDS } from "../../src/router/command.ts";

/** For staff: where everybody is in the exercise. */
export const progress = defineCommand({
  name: "lab progress",
  summary: "Who is at which step of the exercise, with hints and minutes",
  examples: ["lab progress"],
  visibility: "private",
  access: "staff",
  needs: NEEDS.labs,
  args: {},
  async run(_, { exercises, now }) {
    const { name, exercise } = await loadExercise("embeddings");
    return progressReply(await exercises.everyone(name), exercise, now.getTime());
  },
});
