import { expect, test } from "vitest";
import { read } from "./tree.ts";

interface Locked {
  optionalDependencies?: Record<string, string>;
}

test("the lock file has the binaries of every platform: `node .ci/complete-lock.mjs` adds what npm left out", () => {
  const packages = (JSON.parse(read("package-lock.json")) as { packages: Record<string, Locked> }).packages;
  const platform = /(^|[/-])(android|darwin|freebsd|linux|openharmony|win32)([/-]|$)/;
  const missing = Object.values(packages)
    .flatMap(({ optionalDependencies = {} }) => Object.entries(optionalDependencies))
    .filter(([name, version]) => platform.test(name) && /^\d/.test(version))
    .filter(([name]) => packages[`node_modules/${name}`] === undefined);
  expect(missing).toEqual([]);
});
