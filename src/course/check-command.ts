import { relative, resolve } from "node:path";
import { courseReport } from "./check.ts";

/** The entry of `npm run course:check [directory]`. */
const dir = resolve(process.argv[2] ?? "data");
const { lines, ok } = await courseReport(dir, relative(process.cwd(), dir));
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = ok ? 0 : 1;
