import { join } from "node:path";
import { packageRoot } from "./package-root.ts";

const builtPath = (name: string): string => join(packageRoot, "dist", "seed", name);

/** Made by `npm run seed`: a migrated embedded database, copied at the first start, and the parsed course data. */
export const SEED = { database: builtPath("database"), course: builtPath("course.json") };
