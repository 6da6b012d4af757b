import { join, resolve } from "node:path";
import { refreshPriceFile } from "./refresh.ts";

/** The entry of `npm run data:refresh [course folder]`. */
const path = join(resolve(process.argv[2] ?? "data"), "prices.yaml");
const { ok, lines } = await refreshPriceFile(path, { today: new Date().toISOString().slice(0, 10) });
process.stdout.write(`${lines.join("\n")}\n`);
process.exitCode = ok ? 0 : 1;
