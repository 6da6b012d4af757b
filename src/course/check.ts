import { loadCourse } from "./load.ts";
import type { Problem } from "./model.ts";

/** Every problem in the data directory; never uses a cache. */
export async function checkCourse(dir: string): Promise<Problem[]> {
  return (await loadCourse({ dir })).problems;
}

/** What `course:check` prints: one line per problem, or one line that says how much was checked. */
export async function courseReport(dir: string, shownAs = dir): Promise<{ lines: string[]; ok: boolean }> {
  const { models, sources, problems } = await loadCourse({ dir });
  const prefix = shownAs === "" ? "" : `${shownAs}/`;
  const lines = problems.map(
    ({ file, line, message, mend }) => `${prefix}${file}:${line}: ${message} – ${mend}`,
  );
  if (lines.length > 0) return { lines, ok: false };
  return {
    lines: [`${models.length} models, ${Object.keys(sources).length} sources: no problems`],
    ok: true,
  };
}
