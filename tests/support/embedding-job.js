// One embedding job in a process of its own, which a test may kill. It runs the built program.
import { embedAll } from "../../dist/src/embeddings/embed-all.js";
import { cohereEmbeddings } from "../../dist/src/providers/cohere.js";
import { embeddingsOn } from "../../dist/src/storage/embeddings.js";
import { openDatabase } from "../../dist/src/storage/open.js";

const { home, databaseUrl, baseUrl, apiKey, count, concurrency, timeoutMs } = JSON.parse(
  process.argv[2] ?? "{}",
);
const database = await openDatabase({ home, ...(databaseUrl === undefined ? {} : { url: databaseUrl }) });
// Of one name for every server, whatever its port.
const provider = cohereEmbeddings({ apiKey, model: "embed-v4.0", baseUrl, dimension: 256 });
const texts = Array.from({ length: count }, (_, at) => `sentence ${at}`);
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
const { vectors, ...counts } = await embedAll(texts, {
  provider,
  cache: embeddingsOn(database.storage),
  purpose: "document",
  concurrency,
  timeoutMs,
  onProgress: ({ done }) => say({ done }),
});
say({ ...counts, vectors: vectors.filter((vector) => vector !== null).length });
await database.close();
