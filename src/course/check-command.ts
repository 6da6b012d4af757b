import { join, normalize, relative, resolve } from "node:path";
import { configuredCourseDir } from "../config.ts";
import { packageRoot } from "../package-root.ts";
import { courseReport } from "./check.ts";

/** The entry of `npm run course:check [folder]`: a folder of one's own, else `COURSE_DIR`, else the built-in data. */
const named = process.argv[2] ?? configuredCourseDir();
const dir = join(packageRoot, "data");
const own =
  named === undefined || resolve(named) === dir ? {} : { own: normalize(named).replace(/\/+$/, "") };
const { lines, ok } = await courseReport({ dir, ...own }, relative(process.cwd(), dir));
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = ok ? 0 : 1;
