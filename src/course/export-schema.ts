import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { schemaFiles } from "./schema.ts";

/** The entry of `npm run data:schema`: writes the JSON Schemas that editors check the data files with. */
const dir = process.argv[2] ?? join("data", "schema");
await mkdir(dir, { recursive: true });
for (const [name, content] of Object.entries(schemaFiles())) await writeFile(join(dir, name), content);
