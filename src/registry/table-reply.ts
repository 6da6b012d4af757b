import type { CourseTable } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import { plain } from "../replies/markdown.ts";
import type { Block, Button, Json, Menu, Reply } from "../replies/reply.ts";
import { tableCsv } from "../replies/text-table.ts";
import { courseTableBlock, courseTableChart } from "./course-table.ts";
import { scoreTable } from "./score-table.ts";
import { Citations, RECALLED_MARK, RECALLED_NOTE } from "./sources.ts";

const STATUS = {
  seen: "Checked against its source.",
  derived: "Worked out from checked figures.",
  recalled: "From memory, not checked against its source: less certain.",
  "slide-only": "Only the slide says so.",
} as const;

const OTHER_GROUP = "Other tables";
const MOST_OPTIONS = 25;

function slideText({ slideDifferences }: CourseTable): Block[] {
  if (slideDifferences.length === 0) return [];
  const lines = slideDifferences.map(
    ({ slideSays, note }) => `- The slide says “${plain(slideSays)}”. Source: ${plain(note)}.`,
  );
  return [{ kind: "text", text: `**Where the slide differs**\n${lines.join("\n")}` }];
}

function notesText({ notes }: CourseTable): Block[] {
  return notes.length === 0
    ? []
    : [{ kind: "text", text: notes.map((note) => `- ${plain(note)}`).join("\n") }];
}

function sourceNote(course: Course, table: CourseTable, marks: string): string {
  const citations = new Citations(course);
  citations.mark({ source: table.source });
  const source = citations.note().replace(/^Sources: \S+ /, "Source: ");
  return [
    `${source}. ${STATUS[table.verified]}`,
    table.models === undefined
      ? marks.includes(RECALLED_MARK)
        ? RECALLED_NOTE
        : ""
      : scoreTable(course, table).note,
  ]
    .filter(Boolean)
    .join("\n");
}

function tableData(table: CourseTable): { [key: string]: Json } {
  const { id, title, source, verified, columns, rows, models, notes, slideDifferences } = table;
  return {
    ...{ table: id, title, source, verified },
    columns: columns.map(({ key, label }) => ({ key, label })),
    rows: rows.map((row) =>
      Object.fromEntries(row.map((value, at) => [columns[at]?.key ?? String(at), value])),
    ),
    ...(models === undefined ? {} : { models }),
    notes,
    slideDifferences: slideDifferences.map(({ slideSays, note }) => ({ slideSays, note })),
  };
}

/** One table of the course: its finding, the chart, the cells, the notes, where the slide differs, the source. */
export function tableReply(course: Course, table: CourseTable): Reply {
  const block = courseTableBlock(table, course);
  const chart = courseTableChart(table, course);
  const marks = JSON.stringify(block.rows);
  const text = tableCsv(block);
  return {
    blocks: [
      { kind: "heading", text: table.title },
      ...(chart === undefined
        ? []
        : [
            { kind: "text", text: `${plain(chart.title)}.` } as const,
            { kind: "chart", spec: chart } as const,
          ]),
      block,
      ...slideText(table),
      ...notesText(table),
      { kind: "note", text: sourceNote(course, table, marks) },
    ],
    files: [{ name: `${table.id}.csv`, mediaType: "text/csv", alt: table.title, text }],
    data: tableData(table),
  };
}

/** What stands around a table: its own kind, and the way to share it. */
export function tableButtons({ id }: CourseTable): Button[] {
  return [
    { action: "share", label: "Share with the channel", value: `table ${id}` },
    { action: "run", label: "All tables", value: "table" },
  ];
}

function byGroup(tables: readonly CourseTable[]): Map<string, CourseTable[]> {
  const groups = new Map<string, CourseTable[]>();
  for (const table of tables) {
    const name = table.group ?? OTHER_GROUP;
    groups.set(name, [...(groups.get(name) ?? []), table]);
  }
  return groups;
}

/** Every table by group, with a menu for each group. */
export function tableList(course: Course): Reply {
  const { tables } = course;
  if (tables.length === 0) {
    return {
      blocks: [{ kind: "text", text: "This course has no tables. `/models` lists its models." }],
      data: { tables: [] },
    };
  }
  const groups = [...byGroup(tables)];
  const lines = groups.map(
    ([name, members]) =>
      `**${plain(name)}**\n${members.map(({ id, title }) => `- \`${id}\` ${plain(title)}`).join("\n")}`,
  );
  const menus = groups.map(
    ([name, members]): Menu => ({
      action: "table.show",
      label: name,
      options: members.slice(0, MOST_OPTIONS).map(({ id, title }) => ({ label: title, value: id })),
    }),
  );
  const drawn = tables.filter(({ chart }) => chart !== undefined).length;
  return {
    blocks: [
      {
        kind: "text",
        text: `**${tables.length} ${tables.length === 1 ? "table" : "tables"} of the course, ${drawn} with a chart.** \`/table\` and a name shows one.`,
      },
      { kind: "text", text: lines.join("\n") },
      { kind: "actions", buttons: [], menus },
    ],
    data: { tables: tables.map(({ id, title, group }) => ({ table: id, title, group: group ?? null })) },
  };
}
