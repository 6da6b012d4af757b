import { commands } from "../../../commands/index.ts";
import { loadConfig } from "../../config.ts";
import { slackManifest } from "./manifest.ts";

/** `npm run slack:manifest`: prints the manifest; with the public address of Lectern as argument the one for HTTP mode. */
const [url] = process.argv.slice(2);
const manifest = slackManifest({
  commands,
  prefix: loadConfig().slackPrefix,
  socketMode: url === undefined,
  ...(url === undefined ? {} : { url }),
});
process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);
