import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { commands } from "../../commands/index.ts";
import { usage } from "../../src/router/parse.ts";
import { read, repositoryFiles } from "./tree.ts";

const guides = repositoryFiles().filter((path) => path.endsWith(".md") && !path.startsWith("data/"));
const scripts = JSON.parse(read("package.json")).scripts as Record<string, string>;

describe("documents that can fail", () => {
  test("every path and picture that a guide names exists", () => {
    const missing = guides.flatMap((guide) => {
      const named = [
        ...read(guide).matchAll(
          /`((?:src|commands|data|tests|docs|bench|\.ci)\/[\w./-]*)`|\]\((?!https?:|#|mailto:)([^)\s]+)\)/g,
        ),
      ];
      const folder = guide.includes("/") ? guide.slice(0, guide.lastIndexOf("/") + 1) : "";
      const paths = named.map((match) =>
        match[1] === undefined ? folder + (match[2] ?? "").split("#")[0] : match[1],
      );
      return paths
        .filter((path) => !existsSync(new URL(path, `file://${process.cwd()}/`)))
        .map((path) => `${guide}: ${path}`);
    });
    expect(missing).toEqual([]);
  });

  test("every npm script that a guide names exists", () => {
    const named = guides.flatMap((guide) =>
      [...read(guide).matchAll(/npm run (?:--silent )?([\w:]+)/g)].map((match) => `${guide}: ${match[1]}`),
    );
    expect(
      named.filter(
        (line) => !(line.split(": ")[1] ?? "" in scripts) || scripts[line.split(": ")[1] ?? ""] === undefined,
      ),
    ).toEqual([]);
  });

  test("the README's command table is the registry", () => {
    const rows = commands.map(
      (command) =>
        `| \`/${usage(command)}\` | ${command.summary} | ${command.visibility === "public" ? "the channel" : "you"}${command.access === "staff" ? " (staff)" : ""} |`,
    );
    const table = read("README.md")
      .split("\n")
      .filter((line) => line.startsWith("| `/"));
    expect(table.map((row) => row.replaceAll("\\|", "|").replace(/\s+\|/g, " |"))).toEqual(rows);
  });

  test("guides speak of Lectern alone", () => {
    const foreign = repositoryFiles()
      .filter(
        (path) =>
          /\.(md|ts|yml|yaml|json|js|css|html)$/.test(path) &&
          path !== "package-lock.json" &&
          !path.startsWith("tests/house/"),
      )
      .filter((path) => /(^|[\s"'`(])\/(work|root|home)\/|\bregistry\.npmjs\b/.test(read(path)));
    expect(foreign).toEqual([]);
  });

  test("the scripts that the guides promise are there", () => {
    const promised = [
      "start",
      "worker",
      "lectern",
      "check",
      "test",
      "bench",
      "slack:manifest",
      "discord:register",
      "course:check",
    ];
    expect(promised.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});
