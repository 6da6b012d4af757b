import { describe, expect, test } from "vitest";
import { importsOf, read, repositoryFiles, sources } from "./tree.ts";

const program = sources().filter((path) => /^(src|commands)\//.test(path));

/** Files outside `allowed` that import `target` at run time. */
function trespassers(target: RegExp, allowed: RegExp): string[] {
  return program.filter(
    (path) => !allowed.test(path) && importsOf(path).some((one) => !one.typeOnly && target.test(one.target)),
  );
}

describe("who may import what", () => {
  test.each([
    ["Slack's libraries", /^@slack\//, /^src\/adapters\/slack\//],
    ["discord.js", /^(discord\.js|@discordjs\/)/, /^src\/adapters\/discord\//],
    ["the web server", /^(hono|@hono\/)/, /^src\/adapters\/web\//],
    ["BullMQ and ioredis", /^(bullmq|ioredis)/, /^src\/queue\//],
    ["the canvas and chart.js", /^(@napi-rs\/canvas|chart\.js)/, /^src\/charts\//],
    ["threads", /^piscina/, /^src\/thread-pool\.ts$/],
    [
      "the model providers' libraries",
      /^(openai|cohere-ai|@huggingface\/transformers)(\/|$)/,
      /^src\/providers\//,
    ],
    ["SQL", /^(kysely|pg|@electric-sql\/)/, /^src\/(storage\/|build-seed\.ts)/],
  ])("%s stay where they belong", (_, target, allowed) => {
    expect(trespassers(target, allowed)).toEqual([]);
  });

  test("only the configuration reads the environment", () => {
    const readers = program.filter((path) => path !== "src/config.ts" && /process\.env/.test(read(path)));
    expect(readers).toEqual([]);
  });

  test("commands know no adapter, queue, worker or storage", () => {
    const strays = program.filter(
      (path) =>
        path.startsWith("commands/") &&
        importsOf(path).some(({ target }) => /^src\/(adapters|queue|workers|storage)\//.test(target)),
    );
    expect(strays).toEqual([]);
  });

  test("adapters know no command and no other adapter", () => {
    const strays = program.filter((path) => {
      const own = /^src\/adapters\/(\w+)\//.exec(path)?.[1];
      if (own === undefined) return false;
      const reaches = importsOf(path)
        .filter(({ typeOnly }) => !typeOnly)
        .map(({ target }) => target);
      const registry = /\/(register|print-manifest)\.ts$/.test(path);
      return reaches.some(
        (target) =>
          (/^commands\//.test(target) && !registry) ||
          (/^src\/adapters\/(\w+)\//.exec(target)?.[1] ?? own) !== own,
      );
    });
    expect(strays).toEqual([]);
  });

  test("replies, registry, lessons, labs and course rules do no input or output", () => {
    const pure = program.filter(
      (path) =>
        /^src\/(replies|registry|lessons|labs)\//.test(path) ||
        (/^src\/course\//.test(path) &&
          !/(load|check|check-command|export-schema|parse-course|data-file|read-folder)\.ts$/.test(path)),
    );
    expect(pure.length).toBeGreaterThan(10);
    expect(
      pure.filter((path) =>
        importsOf(path).some(({ target }) => /^node:(fs|http|net|child_process)/.test(target)),
      ),
    ).toEqual([]);
  });

  test("no import goes round in a circle at run time", () => {
    const edges = new Map(
      program.map((path) => [
        path,
        importsOf(path)
          .filter(({ typeOnly }) => !typeOnly)
          .map(({ target }) => target),
      ]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (path: string, trail: string[]): void => {
      if (trail.includes(path)) circles.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
      if (done.has(path) || trail.includes(path)) return;
      for (const next of edges.get(path) ?? []) if (edges.has(next)) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of edges.keys()) visit(path, []);
    expect(circles).toEqual([]);
  });
});

describe("names and places", () => {
  test("no junk drawers", () => {
    expect(
      repositoryFiles().filter((path) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.ts$)/.test(path)),
    ).toEqual([]);
  });

  test("files are kebab-case and export by name", () => {
    expect(sources().filter((path) => !/^[a-z0-9/.-]+$/.test(path))).toEqual([]);
    const defaults = program.filter((path) => /^export default/m.test(read(path)));
    expect(defaults).toEqual([]);
  });

  test("every adapter has connect.ts, receive.ts and send.ts", () => {
    const files = new Set(repositoryFiles());
    const adapters = [
      ...new Set([...files].flatMap((path) => /^src\/adapters\/(\w+)\//.exec(path)?.[1] ?? [])),
    ];
    expect(adapters.sort()).toEqual(["discord", "slack", "terminal", "web"]);
    const wanted = adapters.flatMap((name) =>
      ["connect", "receive", "send"].map((file) => `src/adapters/${name}/${file}.ts`),
    );
    expect(wanted.filter((path) => !files.has(path))).toEqual([]);
  });

  test("the top level is the design's, plus what tools demand", () => {
    const top = [...new Set(repositoryFiles().map((path) => path.split("/")[0] ?? ""))].sort();
    const design = [
      "README.md",
      "commands",
      "data",
      "docker-compose.yml",
      "package.json",
      "src",
      "tests",
      "tsconfig.json",
    ];
    const tools = [
      ".ci",
      ".dockerignore",
      ".env.example",
      ".gitignore",
      ".npmrc",
      "CHANGELOG.md",
      "Dockerfile",
      "LICENSE",
      "bench",
      "biome.json",
      "docs",
      "knip.json",
      "package-lock.json",
      "tsconfig.bench.json",
      "tsconfig.build.json",
      "vitest.config.ts",
    ];
    expect(top.filter((name) => ![...design, ...tools].includes(name))).toEqual([]);
    expect(design.filter((name) => !top.includes(name))).toEqual([]);
  });
});
