import { cpus, loadavg } from "node:os";
import { type Row, tableOf } from "./row.ts";

/** What can be asked for by name; each is loaded only then. */
const PARTS: Record<string, () => Promise<Row[]>> = {
  acknowledgement: async () => (await import("./acknowledgement.ts")).benchAcknowledgement(),
  charts: async () => (await import("./charts.ts")).benchCharts(),
  "look-up": async () => (await import("./look-up.ts")).benchLookUp(),
  embeddings: async () => (await import("./embeddings.ts")).benchEmbeddings(),
  start: async () => (await import("./start.ts")).benchStart(),
  "embedding-calls": async () => (await import("./embedding-calls.ts")).benchEmbeddingCalls(),
  memory: async () => (await import("./memory.ts")).benchMemory(),
};

async function main(asked: string[]): Promise<void> {
  const unknown = asked.find((name) => PARTS[name] === undefined);
  if (unknown !== undefined)
    throw new Error(`There is no part called ${unknown}. Parts: ${Object.keys(PARTS).join(", ")}.`);
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? "?"}, load ${loadavg()[0]?.toFixed(2)} before\n`,
  );
  const rows: Row[] = [];
  for (const [name, part] of Object.entries(PARTS)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    process.stderr.write(`${name} …\n`);
    rows.push(...(await part()));
  }
  process.stdout.write(`${tableOf(rows)}\n`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
