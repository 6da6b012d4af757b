import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Programs beyond npm that the tests run, where they may be, and the Debian package that brings them. */
const PROGRAMS = {
  "redis-server": {
    package: "redis-server",
    paths: ["/usr/bin/redis-server", "/usr/local/bin/redis-server", "/opt/homebrew/bin/redis-server"],
  },
  postgres: { package: "postgresql", paths: postgresPaths() },
  chromium: {
    package: "chromium",
    paths: [
      process.env.CHROMIUM_PATH ?? "",
      "/usr/bin/chromium",
      "/usr/bin/chromium-browser",
      "/usr/bin/google-chrome",
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
  },
} as const;

export type Program = keyof typeof PROGRAMS;
export const programs = Object.keys(PROGRAMS) as Program[];
export const packageOf = (program: Program): string => PROGRAMS[program].package;

function postgresPaths(): string[] {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return [
    ...versions.map((version) => join(root, version, "bin", "postgres")),
    "/usr/local/bin/postgres",
    "/opt/homebrew/bin/postgres",
  ];
}

/** In CI and in containers packages may be installed; on a person's own machine they are only named. */
export const mayInstallPackages = (): boolean =>
  process.env.CI === "true" ||
  process.env.LECTERN_INSTALL_TEST_PROGRAMS === "yes" ||
  existsSync("/.dockerenv") ||
  existsSync("/run/.containerenv");

/** The path of the program, or undefined. */
export function findProgram(program: Program): string | undefined {
  const known = (program === "postgres" ? postgresPaths() : PROGRAMS[program].paths).find(
    (path) => path !== "" && existsSync(path),
  );
  if (known !== undefined) return known;
  try {
    return execFileSync("sh", ["-c", `command -v ${program}`], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** The path of the program; throws naming what to install. */
export function requireProgram(program: Program): string {
  const path = findProgram(program);
  if (path === undefined)
    throw new Error(
      `The tests need ${program}: install it (Debian, Ubuntu: apt-get install ${packageOf(program)}).`,
    );
  return path;
}
