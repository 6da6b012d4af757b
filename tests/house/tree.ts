import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Every file of the repository that is or will be committed, by path from the root. */
export function repositoryFiles(): string[] {
  const out = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
    encoding: "utf8",
    maxBuffer: 1 << 24,
  });
  return [...new Set(out.split("\n"))].filter((path) => path !== "" && exists(path));
}

export function read(path: string): string {
  return readFileSync(path, "utf8");
}

function exists(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}

export const sources = (): string[] =>
  repositoryFiles().filter((path) => /^(src|commands|tests|bench|scripts)\/.*\.(ts|js)$/.test(path));

/** What a source file imports: packages by name, own files by path from the root. `typeOnly` imports vanish at run time. */
export function importsOf(path: string): { target: string; typeOnly: boolean }[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^"'();]*?\sfrom\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;
  return [...read(path).matchAll(pattern)].map((match) => {
    const target = match[2] ?? match[3] ?? "";
    const own = target.startsWith(".") ? new URL(target, `file:///${path}`).pathname.slice(1) : target;
    return { target: own, typeOnly: match[1] !== undefined };
  });
}
