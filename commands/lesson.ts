import { questionReply, readCheckValue, verdictReply } from "../src/lessons/checks.ts";
import { checkArg, lessonArg, pageArg } from "../src/lessons/lesson-arg.ts";
import { lessonList, topicList } from "../src/lessons/lesson-list.ts";
import { readLesson } from "../src/lessons/lesson-reply.ts";
import { readAs } from "../src/lessons/ways-on.ts";
import { defineCommand } from "../src/router/command.ts";

/** The course in short lessons, each with questions to check oneself with. */
export const lesson = defineCommand({
  name: "lesson",
  summary: "Read a short lesson of the course and check what stayed",
  examples: ["lesson", "lesson chinchilla", "lesson topic:scaling", "lesson training-stages page:2"],
  visibility: "private",
  access: "everyone",
  args: { lesson: lessonArg, page: pageArg, check: checkArg },

  run({ lesson: named, ...reading }, context) {
    if (named === undefined) return lessonList(context);
    const reply =
      "topic" in named ? topicList(named.topic, context) : readLesson(named.lesson, reading, context);
    const { title } = "topic" in named ? named.topic : named.lesson;
    return { ...reply, blocks: [...readAs(named.correctedFrom, title), ...reply.blocks] };
  },

  actions: {
    check: (value, context) => {
      const { lesson: asked, number } = readCheckValue(value, context);
      return questionReply(asked, number, context);
    },
    answer: (value, context) => {
      const { lesson: asked, ...given } = readCheckValue(value, context);
      return verdictReply(asked, given, context);
    },
  },
});
