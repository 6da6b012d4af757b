import { loadConfig } from "./config.ts";
import { runUntilStopped } from "./lifecycle.ts";
import { SEED } from "./seed.ts";
import { beginDatabase } from "./storage/embedded.ts";

await runUntilStopped(async () => {
  const config = loadConfig();
  // The embedded database starts while the rest of the program is loaded.
  const begun = await beginDatabase({ ...config, seed: SEED.database });
  const { runBot } = await import("./bot.ts");
  return runBot(config, begun);
});
