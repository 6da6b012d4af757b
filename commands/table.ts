import type { CourseTable } from "../src/course/content.ts";
import type { Course } from "../src/course/model.ts";
import { tableButtons, tableList, tableReply } from "../src/registry/table-reply.ts";
import { plain } from "../src/replies/markdown.ts";
import type { Block, Reply } from "../src/replies/reply.ts";
import { defineCommand, NEEDS } from "../src/router/command.ts";
import { namedArg } from "../src/router/named-args.ts";

function shown(course: Course, table: CourseTable, correctedFrom?: string): Reply {
  const reply = tableReply(course, table);
  const read: Block[] =
    correctedFrom === undefined
      ? []
      : [{ kind: "note", text: `Read *${plain(correctedFrom)}* as **${plain(table.title)}**.` }];
  return { ...reply, blocks: [...read, ...reply.blocks, { kind: "actions", buttons: tableButtons(table) }] };
}

/** The tables of the course's slides, held against their sources. */
export const table = defineCommand({
  name: "table",
  summary: "Show a table of the course, checked against its source",
  examples: ["table", "table gopher-tasks", "table palm-mfu", "table massivetext"],
  visibility: "private",
  access: "everyone",
  needs: NEEDS.tables,
  args: { name: namedArg.table("a table's name; left out, all are listed") },
  run: ({ name }, { course }) =>
    name === undefined ? tableList(course) : shown(course, name.entry, name.correctedFrom),
  actions: {
    show: (id, { course }) => {
      const chosen = course.tables.find((one) => one.id === id);
      return chosen === undefined ? tableList(course) : shown(course, chosen);
    },
  },
});
