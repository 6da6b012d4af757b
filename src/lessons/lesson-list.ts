import type { Lesson } from "../course/content.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Reply } from "../replies/reply.ts";
import type { Context } from "../router/command.ts";
import { blocksLength } from "./block-length.ts";
import { TOPIC_PREFIX, type Topic, topicsOf } from "./find-lesson.ts";
import { actions, menuOf, run, shortTitle } from "./ways-on.ts";

/** So long a list of names is still read; a longer one says how many there are. */
const LIST_LENGTH = 3_200;

const lessonsOf = ({ course }: Context, topic: Topic): Lesson[] =>
  course.lessons.filter((lesson) => lesson.topic === topic.id);

const counted = (count: number): string => `${count} ${count === 1 ? "lesson" : "lessons"}`;

/** All lessons by topic. */
export function lessonList(context: Context): Reply {
  const topics = topicsOf(context.course);
  const count = context.course.lessons.length;
  if (count === 0)
    return { blocks: [{ kind: "text", text: "This course has no lessons yet." }], data: { lessons: [] } };
  const line = (value: (lessons: Lesson[]) => string): string =>
    topics.map((topic) => `- **${plain(topic.title)}:** ${value(lessonsOf(context, topic))}`).join("\n");
  const named: Block = {
    kind: "text",
    text: line((lessons) => lessons.map((one) => plain(shortTitle(one))).join(" · ")),
  };
  const list: Block =
    blocksLength([named]) <= LIST_LENGTH
      ? named
      : { kind: "text", text: line(({ length }) => counted(length)) };
  const start = context.course.lessons[0];
  return {
    blocks: [
      {
        kind: "heading",
        text: `${counted(count)} on ${topics.length} ${topics.length === 1 ? "topic" : "topics"}`,
      },
      { kind: "text", text: "Read one with `/lesson` and its name, or choose a topic." },
      list,
      ...actions(
        start === undefined ? [] : [run(`Begin: ${shortTitle(start)}`, `lesson ${start.id}`)],
        menuOf(
          "Choose a topic",
          topics.map((topic) => ({
            label: topic.title,
            value: `lesson ${TOPIC_PREFIX}${topic.id}`,
            description: counted(lessonsOf(context, topic).length),
          })),
        ),
      ),
    ],
    data: { lessons: context.course.lessons.map(({ id, title, topic }) => ({ lesson: id, title, topic })) },
  };
}

/** The lessons of one topic with what each says, in order. */
export function topicList(topic: Topic, context: Context): Reply {
  const lessons = lessonsOf(context, topic);
  const line = (lesson: Lesson): string => `- **${plain(lesson.title)}:** ${plain(lesson.summary)}`;
  const told: Block = { kind: "text", text: lessons.map(line).join("\n") };
  const short: Block = {
    kind: "text",
    text: lessons.map((lesson) => `- ${plain(shortTitle(lesson))}`).join("\n"),
  };
  const [first] = lessons;
  return {
    blocks: [
      { kind: "heading", text: `${topic.title}: ${counted(lessons.length)}` },
      blocksLength([told]) <= LIST_LENGTH ? told : short,
      ...actions(
        [
          ...(first === undefined ? [] : [run(`Begin: ${shortTitle(first)}`, `lesson ${first.id}`)]),
          run("All topics", "lesson"),
        ],
        menuOf(
          "Choose a lesson",
          lessons.map(({ id, title }) => ({ label: title, value: `lesson ${id}` })),
        ),
      ),
    ],
    data: {
      topic: topic.id,
      title: topic.title,
      lessons: lessons.map(({ id, title }) => ({ lesson: id, title })),
    },
  };
}
