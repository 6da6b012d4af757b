import type { Lesson, Section } from "../course/content.ts";
import type { Course } from "../course/model.ts";
import type { Block, Json } from "../replies/reply.ts";
import { blocksLength } from "./block-length.ts";
import { cutPages, cutText } from "./cut-pages.ts";
import { Prose } from "./prose.ts";
import { sectionBlocks } from "./section-blocks.ts";

/** As much of a lesson as fits into one message of every platform, with room for its title and page number. */
const PAGE_LENGTH = 3_400;

export interface LessonPage {
  /** The first heading on it; undefined on a page without any. */
  heading: string | undefined;
  blocks: Block[];
  /** Sources of its figures, numbered as on this page; "" when there are none. */
  note: string;
  /** The figures on it, as `data` carries them. */
  figures: Json[];
}

const known = new WeakMap<Course, Map<Lesson, LessonPage[]>>();

/** The pages of a lesson, cut at its sections; never none. Neither course nor lesson changes: they are made once. */
export function lessonPages(course: Course, lesson: Lesson): LessonPage[] {
  const ofCourse = known.get(course) ?? new Map<Lesson, LessonPage[]>();
  known.set(course, ofCourse);
  const pages = ofCourse.get(lesson) ?? makePages(course, lesson);
  ofCourse.set(lesson, pages);
  return pages;
}

/** However long the summary is. */
const SHORTEST_PAGE = 1_000;

/** A section, or as much of it as fits; `continues` is the heading of the section that it is the rest of. */
interface Part extends Section {
  continues?: string;
}

function makePages(course: Course, lesson: Lesson): LessonPage[] {
  const room = Math.max(SHORTEST_PAGE, PAGE_LENGTH - lesson.summary.length);
  const cost = (parts: readonly Part[]): number => {
    const { blocks, note } = pageOf(course, parts);
    return blocksLength([...blocks, { kind: "note", text: note }]);
  };
  const parts = lesson.sections.flatMap((section) => partsOf(section, (part) => cost([part]), room));
  return cutPages(parts, cost, room).map((page) => pageOf(course, page));
}

function partsOf({ heading, text }: Section, cost: (part: Part) => number, room: number): Part[] {
  const continues = heading ?? "";
  const pieces = cutText(text, (piece) => cost({ heading: null, text: piece, continues }), room);
  return pieces.map((piece, at) =>
    at === 0 ? { heading, text: piece } : { heading: null, text: piece, continues },
  );
}

function pageOf(course: Course, [first, ...rest]: readonly Part[]): LessonPage {
  const prose = new Prose(course);
  const parts = first === undefined ? [] : [{ ...first, heading: headingOf(first) }, ...rest];
  const blocks = parts.flatMap((part) => sectionBlocks(part, prose, course));
  const heading = parts.find((part) => part.heading !== null)?.heading ?? undefined;
  return { heading, blocks, note: prose.note(), figures: prose.figures };
}

/** A page that begins in the middle of a section says of which. */
const headingOf = ({ heading, continues }: Part): string | null =>
  continues === undefined || continues === "" ? heading : `${continues} (continued)`;
