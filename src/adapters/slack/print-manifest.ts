import { commands } from "../../../commands/index.ts";
import { loadConfig } from "../../config.ts";
import { StartupError } from "../../errors.ts";
import { slackManifest } from "./manifest.ts";

/** `npm run slack:manifest`: prints the manifest; with the public address of Lectern as argument the one for HTTP mode. */
function manifest(url: string | undefined): object {
  if (url !== undefined && !/^https:\/\/[^/\s]+\.[^/\s]+/.test(url)) {
    throw new StartupError(
      `"${url}" is not an address that Slack can reach. Example: npm run slack:manifest -- https://lectern.example.org`,
    );
  }
  const at = url === undefined ? {} : { url };
  return slackManifest({ commands, prefix: loadConfig().slackPrefix, socketMode: url === undefined, ...at });
}

try {
  process.stdout.write(`${JSON.stringify(manifest(process.argv[2]), null, 2)}\n`);
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
