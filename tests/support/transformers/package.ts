import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { packageRoot } from "../../../src/package-root.ts";
import { mayInstallPackages } from "../find-programs.ts";

const PACKAGE = "@huggingface/transformers";
const VERSION = "4.3.1";
/** `npm ci` empties it; installing takes some five seconds. */
const CACHE = join(packageRoot, "node_modules", ".cache");
const FOLDER = join(CACHE, `lectern-transformers-${VERSION}`);

/** Parts for pictures, browsers and graphics cards, 170 MB that texts on a processor never touch. */
const UNUSED = ["sharp", "onnxruntime-web", "adm-zip", "global-agent"];

/** The folder from which the package can be imported, or undefined. */
function findTransformers(): string | undefined {
  return [packageRoot, FOLDER].find((folder) => {
    try {
      return existsSync(createRequire(join(folder, "package.json")).resolve(PACKAGE));
    } catch {
      return false;
    }
  });
}

/** The folder from which the package can be imported, installed now where packages may be; throws naming what to install. */
export function requireTransformers(): string {
  const found = findTransformers();
  if (found !== undefined) return found;
  const missing = `The tests need the package ${PACKAGE}: npm install --ignore-scripts --prefix ${FOLDER} ${PACKAGE}@${VERSION}`;
  if (!mayInstallPackages())
    throw new Error(`${missing} (or set LECTERN_INSTALL_TEST_PROGRAMS=yes and the tests install it).`);
  try {
    install();
  } catch (error) {
    throw new Error(`${missing}. Installing it failed.`, { cause: error });
  }
  return FOLDER;
}

/** The package without its unused parts: an empty package stands for each. Whole or not at all, also when two do it at once. */
function install(): void {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, "installing-"));
  try {
    mkdirSync(join(folder, "unused"));
    writeFileSync(join(folder, "unused", "package.json"), '{ "name": "unused", "version": "1.0.0" }');
    writeFileSync(join(folder, "unused", "index.js"), "module.exports = {};\n");
    const overrides = Object.fromEntries(UNUSED.map((name) => [name, "file:./unused"]));
    const manifest = { private: true, dependencies: { [PACKAGE]: VERSION }, overrides };
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    const quiet = ["--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"];
    execFileSync("npm", ["install", "--install-links", ...quiet], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
    removeOtherPlatforms(join(folder, "node_modules", "onnxruntime-node", "bin"));
    if (!existsSync(FOLDER)) renameSync(folder, FOLDER);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Its binaries are in `napi-v6/linux/x64` and the like: 240 MB for machines that this is not. */
function removeOtherPlatforms(folder: string): void {
  for (const abi of readdirSync(folder)) {
    for (const platform of readdirSync(join(folder, abi))) {
      for (const arch of readdirSync(join(folder, abi, platform)))
        if (platform !== process.platform || arch !== process.arch)
          rmSync(join(folder, abi, platform, arch), { recursive: true });
    }
  }
}
