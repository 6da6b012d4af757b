import type { Section } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import { courseTableBlock } from "../registry/course-table.ts";
import type { Block } from "../replies/reply.ts";
import type { Prose } from "./prose.ts";

const TABLE_LINE = /^[ \t]*\{\{table ([^{}\s]+)\}\}[ \t]*$/m;

/** A section as it is shown: its heading, its text, and tables where the text has them on a line of their own. */
export function sectionBlocks({ heading, text }: Section, prose: Prose, course: Course): Block[] {
  const head: Block[] = heading === null ? [] : [{ kind: "heading", text: heading, level: 2 }];
  return [...head, ...textBlocks(text, prose, course)];
}

function textBlocks(text: string, prose: Prose, course: Course): Block[] {
  const match = TABLE_LINE.exec(text);
  if (match === null) return paragraph(prose.write(text.trim()));
  const before = paragraph(prose.write(text.slice(0, match.index).trim()));
  const table = course.tables.find(({ id }) => id === match[1]);
  const after = text.slice(match.index + match[0].length);
  if (table === undefined) return [...before, ...paragraph("unknown"), ...textBlocks(after, prose, course)];
  const { source, verified } = table;
  const mark = prose.mark({ value: null, unit: "", source, verified });
  const block = courseTableBlock(table, course);
  return [...before, { ...block, caption: `${block.caption} ${mark}` }, ...textBlocks(after, prose, course)];
}

const paragraph = (text: string): Block[] => (text === "" ? [] : [{ kind: "text", text }]);
