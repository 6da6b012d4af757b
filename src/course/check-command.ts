import { join, normalize, relative, resolve } from "node:path";
import { configuredCourseDir } from "../config.ts";
import { loadLabData } from "../embedding-lab/lab-data.ts";
import { packageRoot } from "../package-root.ts";
import { courseReport } from "./check.ts";

/** The entry of `npm run course:check [folder]`: a folder of one's own, else `COURSE_DIR`, else the built-in data. */
const named = process.argv[2] ?? configuredCourseDir();
const dir = join(packageRoot, "data");
const own: { own?: string } =
  named === undefined || resolve(named) === dir ? {} : { own: normalize(named).replace(/\/+$/, "") };
const { lines, ok } = await courseReport({ dir, ...own }, relative(process.cwd(), dir));
const labs = await loadLabData(own.own);
process.stdout.write(`${[...labs.problems, ...lines].join("\n")}\n`);
process.exitCode = ok && labs.problems.length === 0 ? 0 : 1;
