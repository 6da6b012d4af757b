import { type CourseFolders, loadCourse } from "./load.ts";
import type { Problem } from "./model.ts";
import { countProblems, wordContents, wordProblem } from "./summary.ts";

/** Every problem in a course; never uses a cache. */
export async function checkCourse(folders: CourseFolders): Promise<Problem[]> {
  return (await loadCourse(folders)).problems;
}

/**
 * What `course:check` prints: one line for each problem, and one that says what was loaded. `shownAs` is put before the
 * names of built-in files.
 */
export async function courseReport(
  folders: CourseFolders,
  shownAs = "",
): Promise<{ lines: string[]; ok: boolean }> {
  const course = await loadCourse(folders);
  const { info, problems } = course;
  // Only the folder itself is wrong: the built-in course would be no answer.
  const unusable = problems.find(({ file }) => file === folders.own);
  if (unusable !== undefined)
    return { lines: [`${unusable.file} ${unusable.message} – ${unusable.mend}`], ok: false };
  const isOwn = (file: string): boolean => folders.own !== undefined && file.startsWith(folders.own);
  const lines = problems.map((problem) =>
    wordProblem(
      isOwn(problem.file) || shownAs === "" ? problem : { ...problem, file: `${shownAs}/${problem.file}` },
    ),
  );
  const title = info.title === "" ? "" : `${info.title}: `;
  lines.push(`${title}${wordContents(course)}; ${countProblems(problems)}`);
  return { lines, ok: problems.length === 0 };
}
