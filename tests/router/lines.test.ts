import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { arg } from "../../src/router/args.ts";
import { chooseArg } from "../../src/router/choose-args.ts";
import { type Args, defineCommand } from "../../src/router/command.ts";
import { formOf } from "../../src/router/form.ts";
import { type AttachedFile, PLATFORMS } from "../../src/router/invocation.ts";
import { lineOfRequest, parseArguments, usage } from "../../src/router/parse.ts";
import { emptyCourse } from "../support/course.ts";

const commandOf = (args: Args) =>
  defineCommand({
    name: "sort",
    summary: "Sort texts",
    examples: ["sort apple, banana"],
    visibility: "private",
    access: "everyone",
    args,
    run: () => ({ blocks: [] }),
  });
const args = {
  texts: arg.lines("texts, one a line", "<texts>"),
  map: arg.named("how to draw it", { placeholder: "<way>" }),
  file: arg.file("a table of texts"),
};
const command = commandOf(args);
const withWay = commandOf({ way: chooseArg.oneOf("the way", ["fast", "slow"]), ...args });
const vocabulary = { course: emptyCourse, commands: [] };
const parse = (given: string | Record<string, string>) => parseArguments(command, given, vocabulary);
const file: AttachedFile = { name: "a.csv", bytes: 3, read: async () => new Uint8Array(3) };

describe("text in several lines", () => {
  test.each([
    ["apple, banana\ncherry map:umap", "apple, banana\ncherry"],
    ["map:umap apple, banana\ncherry", "apple, banana\ncherry"],
    ["apple, banana\nmap:umap\ncherry", "apple, banana\ncherry"],
    ["apple,  banana\n\nmap:umap cherry", "apple,  banana\n\ncherry"],
    ["apple, MAP:umap banana\r\ncherry", "apple, banana\r\ncherry"],
    [`"apple", “banana”\n"open map:"umap"\ncherry`, `"apple", “banana”\n"open\ncherry`],
    ["fruit: apple\nnote:x http://a.b/c?map:1\nmap:umap", "fruit: apple\nnote:x http://a.b/c?map:1"],
    ["texts:apple texts: banana map:umap", "apple texts: banana"],
    ["map: of a town, Map: of another map:umap", "map: of a town, Map: of another"],
    ["say \\map:pca and \\\\map:x map:umap", "say map:pca and \\map:x"],
  ])("%j", (line, texts) => {
    expect(parse(line)).toEqual({ texts, map: "umap", file: undefined });
  });

  test("nothing typed is an empty text", () => {
    expect(parse(" \n ")).toEqual({ texts: "", map: undefined, file: undefined });
    expect(parse("map:umap")).toEqual({ texts: "", map: "umap", file: undefined });
  });

  test("a form's text is not looked into", () => {
    const texts = `map:pca, "x"\nfile:y texts:z`;
    expect(parse({ texts: `${texts}\n`, map: "umap" })).toEqual({ texts, map: "umap", file: undefined });
  });

  test("words of arguments that are filled in order come before the text, unless it begins with its name", () => {
    const given = (line: string) => parseArguments(withWay, line, vocabulary);
    expect(given("slow apple\nbanana map:umap")).toMatchObject({
      way: "slow",
      texts: "apple\nbanana",
      map: "umap",
    });
    expect(given("texts:slow apple way:fast")).toMatchObject({ way: "fast", texts: "slow apple" });
  });

  test("20,000 characters are read at once", () => {
    for (const word of ["“a ", "map ", "\\map: ", "a\n"]) {
      const text = word.repeat(20_000 / word.length);
      expect(parse(lineOfRequest(command, { texts: text }).slice("sort ".length)).texts).toBe(text.trim());
    }
  });

  const text = fc
    .array(
      fc.constantFrom(
        "apple",
        "map:",
        "texts:x",
        "\\",
        "\\map:y",
        "file:",
        "way:fast",
        '"',
        "“",
        ",",
        " ",
        "\n",
        "\t",
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join(""));

  test("the line of a form says the same", () => {
    for (const [one, more] of [
      [command, {}],
      [withWay, { way: "slow" }],
      [withWay, {}],
    ] as const)
      fc.assert(
        fc.property(fc.oneof(text, fc.string()), fc.constantFrom("", "umap", "two words"), (texts, map) => {
          const options = { texts, map, ...more };
          const line = lineOfRequest(one, options);
          const again = parseArguments(one, line.replace(/^sort ?/, ""), vocabulary);
          expect(again).toEqual(parseArguments(one, options, vocabulary));
        }),
      );
  });
});

describe("a file", () => {
  test("that came along is the argument, the first of several; without one it is left out", () => {
    const sent = { files: [file, { ...file, name: "b.csv" }], platform: "slack" } as const;
    expect(parseArguments(command, "apple", vocabulary, sent).file).toMatchObject({
      name: "a.csv",
      bytes: 3,
    });
    expect(parseArguments(command, {}, vocabulary, sent).file).toMatchObject({ name: "a.csv", bytes: 3 });
    expect(parse("apple").file).toBeUndefined();
  });

  test.each(PLATFORMS)("typed on %s: says how to send it there", (platform) => {
    const ways = {
      slack: /form of `\/sort`.*mentions Lectern/,
      discord: /option `file` of `\/sort`.*form.*mentions Lectern/,
      web: /form of `\/sort`.*paper clip/,
      terminal: /`--file <path>`/,
    };
    for (const given of ["file:x.csv", "apple\nfile: x", { file: "x.csv" }]) {
      const parsing = () => parseArguments(command, given, vocabulary, { files: [file], platform });
      expect(parsing).toThrow(ways[platform]);
      expect(parsing).toThrow(UserError);
    }
  });

  test("is not shown as something to type, and a form has a field for it", () => {
    expect(usage(command)).toBe("sort [<texts>] [map:<way>] [<file>]");
    expect(formOf(command).fields).toMatchObject([
      { name: "texts", input: "lines" },
      { name: "map" },
      { name: "file", input: "file", hint: "a table of texts; at most 5 MB" },
    ]);
  });
});
