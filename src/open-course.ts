import { join } from "node:path";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { loadCourse } from "./course/load.ts";
import type { Course } from "./course/model.ts";
import { wordProblem } from "./course/summary.ts";
import { packageRoot } from "./package-root.ts";
import { SEED } from "./seed.ts";

const MOST_LOGGED = 5;

/** The course of this process: the built-in one, with `COURSE_DIR` over it. Says loudly what could not be loaded. */
export async function openCourse({ home, courseDir }: Config, log: Logger): Promise<Course> {
  const dir = join(packageRoot, "data");
  if (courseDir === undefined) return reported(await loadCourse({ dir, cache: SEED.course }), undefined, log);
  try {
    // Not in the package's folder, which may belong to somebody else and holds the cache of the built-in course.
    const course = await loadCourse({ dir, own: courseDir, cache: join(home, "course.json") });
    return reported(course, courseDir, log);
  } catch (error) {
    log.error(
      { err: error, folder: courseDir },
      "COURSE_DIR cannot be loaded: the built-in course runs instead",
    );
    const course = await loadCourse({ dir, cache: SEED.course });
    const problem = { file: courseDir, line: 1, message: "cannot be loaded", mend: "see the log" };
    return { ...course, problems: [...course.problems, problem] };
  }
}

function reported(course: Course, courseDir: string | undefined, log: Logger): Course {
  const { problems, info } = course;
  if (courseDir !== undefined) {
    const { lessons, terms, models } = course;
    const counts = { lessons: lessons.length, terms: terms.length, models: models.length };
    log.info({ course: info.title, from: courseDir, ...counts }, "course loaded");
  }
  const unusable = problems.find(({ file }) => file === courseDir);
  if (unusable !== undefined) {
    log.error(
      { folder: courseDir, reason: `${unusable.message}: ${unusable.mend}` },
      "COURSE_DIR cannot be used: the built-in course runs instead",
    );
  } else if (problems.length > 0) {
    const first = problems.slice(0, MOST_LOGGED).map(wordProblem);
    log.warn({ problems: problems.length, first }, "parts of the course are left out: npm run course:check");
  }
  return course;
}

/** For `/status`: which course, from where, how much of it, and how many problems. */
export function courseStatus({ info, lessons, terms, models, problems }: Course, courseDir?: string) {
  const usable = problems.every(({ file }) => file !== courseDir);
  const builtIn = courseDir === undefined ? "built in" : `built in, for ${courseDir} cannot be used`;
  return {
    course: info.title === "" ? "without a title" : info.title,
    "course from": courseDir === undefined || !usable ? builtIn : courseDir,
    lessons: String(lessons.length),
    terms: String(terms.length),
    models: String(models.length),
    "course problems": problems.length === 0 ? "none" : `${problems.length}, see npm run course:check`,
  };
}
