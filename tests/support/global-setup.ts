import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { findProgram, mayInstallPackages, packageOf, programs } from "./find-programs.ts";

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** Programs are the system's, so installing them takes its administrator. */
const mayInstall = (): boolean =>
  process.getuid?.() === 0 && mayInstallPackages() && existsSync("/usr/bin/apt-get");

function install(packages: readonly string[]): void {
  say(`Installing for the tests: ${packages.join(", ")} (apt-get)`);
  const options = { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
  execFileSync("apt-get", ["update", "-qq"], options);
  execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], options);
}

/** Finds or installs what the tests need beyond npm, says what it did, and builds `dist/`, which some tests run. */
export default function setup(): void {
  const absent = programs.filter((program) => findProgram(program) === undefined);
  if (absent.length > 0) {
    const packages = absent.map(packageOf);
    if (!mayInstall()) {
      throw new Error(
        `The tests need ${absent.join(", ")}. Install them and run the tests again: apt-get install ${packages.join(" ")} ` +
          "(or run as root with LECTERN_INSTALL_TEST_PROGRAMS=yes and the tests install them).",
      );
    }
    install(packages);
  }
  for (const program of programs) say(`Tests use ${program}: ${findProgram(program) ?? "missing"}`);
  execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
  // A seed from before a migration was changed would be refused at every first start.
  const seeded = statSync("dist/seed/database/PG_VERSION", { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (seeded < statSync("src/storage/migrations.ts").mtimeMs)
    execFileSync("npm", ["run", "--silent", "seed"], { stdio: "inherit" });
}
