import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

function find(directory: string): string {
  if (existsSync(join(directory, "package.json"))) return directory;
  const parent = dirname(directory);
  if (parent === directory) throw new Error("package.json not found above the program");
  return find(parent);
}

/** The folder of package.json, the same from the sources and from `dist/`. */
export const packageRoot = find(dirname(fileURLToPath(import.meta.url)));
