import { describe, expect, test } from "vitest";
import { commands as ownCommands } from "../../commands/index.ts";
import { ACTION_VALUE, DISCORD } from "../../src/replies/limits.ts";
import { byFamily, commandOf, firstWord, isFamily } from "../../src/router/families.ts";
import { emptyCourse } from "../support/course.ts";
import { familyCommands, member } from "../support/families.ts";
import { buttonsOf, replyOf, routerWorld, said } from "../support/router.ts";

const commands = familyCommands;
const { ask } = routerWorld(emptyCourse, { commands });
const values = (outcome: Parameters<typeof buttonsOf>[0]) => buttonsOf(outcome).map(({ value }) => value);

describe("a command of two words", () => {
  test.each([
    ["/lab embed cat dog", "embed of cat dog ×1"],
    ["lab embed cat", "embed of cat ×1"],
    ["  /Lab   EMBED   Cat  Dog count:2 ", "embed of Cat Dog ×2"],
    ["/lectern-lab embed cat", "embed of cat ×1"],
    ["@lectern lab pool cat", "pool of cat ×1"],
    ["/lab\nembed\ncat", "embed of cat ×1"],
    ["/lab embed pool x", "pool of x ×1"],
    ["/lab embed pools x", "embed of pools x ×1"],
  ])("%j", async (line, answer) => {
    expect(said(await ask(line))).toContain(answer);
  });

  test("keeps what follows its name as it was typed", () => {
    expect(commandOf("/lab embed  a  b\n c ", commands)?.rest).toBe("a  b\n c ");
    expect(commandOf("", commands)).toBeUndefined();
    expect(commandOf("lab embed", [])).toBeUndefined();
  });

  test("is named whole where something is missing, in its form and by its buttons", async () => {
    const outcome = await ask("/lab embed");
    expect(said(outcome)).toBe("/lab embed needs the text. Example: /lab embed cat dog");
    expect(buttonsOf(outcome)[0]).toMatchObject({ action: "form", value: "lab embed" });
    const form = await ask({ kind: "action", action: "form", value: "lab embed" });
    expect(form).toMatchObject({ kind: "form", form: { command: "lab embed", title: "Lab embed" } });
    const filled = await ask({ kind: "options", command: "lab embed", options: { text: "cat", count: "3" } });
    expect(said(filled)).toContain("embed of cat ×3");
    const [more] = buttonsOf(filled);
    expect(said(await ask({ kind: "action", action: more?.action ?? "", value: "cat" }))).toBe(
      "more embed of cat",
    );
  });

  test("keeps the rest of the line where an argument is put right", async () => {
    expect(values(await ask("/lab embed cat dog count:many"))).toEqual(["lab embed cat dog count:2"]);
  });

  test("is explained", async () => {
    for (const line of ["/lab embed help", "/help lab embed", "help /lab  EMBED"])
      expect(replyOf(await ask(line)).data, line).toEqual({ command: "lab embed" });
    expect(replyOf(await ask("/help lab embed pool")).data).toEqual({ command: "lab pool" });
    const explained = await ask({ kind: "action", action: "help.on", value: "lab pool" });
    expect(said(explained)).toContain("/lab pool <text> [count:<number>]");
  });
});

describe("a family", () => {
  const everyone = ["lab embed", "lab pool", "lab similarity"];

  test.each(["/lab", " lab ", "/lab help", "/help lab", "LAB Help", "/lectern-lab"])(
    "%j shows what is in it",
    async (line) => {
      const outcome = await ask(line);
      expect(outcome).toMatchObject({ command: "help", visibility: "private" });
      expect(replyOf(outcome).blocks[0]).toEqual({ kind: "heading", text: "/lab" });
      expect(replyOf(outcome).data).toEqual({ commands: everyone });
      expect(said(outcome)).toContain("/lab embed <text> [count:<number>] Turn texts into vectors");
      expect(values(outcome)).toEqual(["lab embed cat dog", "lab pool cat dog", "lab similarity cat dog"]);
    },
  );

  test("shows staff what is theirs, and what has use in the course", async () => {
    expect(replyOf(await ask("/lab", { staff: true })).data).toEqual({
      commands: ["lab embed", "lab pool", "lab audit", "lab similarity"],
    });
    const term = { id: "token", term: "Token", aliases: [], meaning: "m", lessons: [] };
    const course = { ...emptyCourse, terms: [term] } as unknown as typeof emptyCourse;
    const other = routerWorld(course, { commands });
    expect(replyOf(await other.ask("/lab")).data?.commands).toContain("lab vector");
    expect(said(await ask("/lab vector cat"))).toBe("This course has no vectors. /help shows what it has.");
  });

  test("says why where there is nothing for this person or in this course", async () => {
    const alone = (name: string) => commands.filter((each) => each.name === name || each.name === "help");
    const staffOnly = routerWorld(emptyCourse, { commands: alone("lab audit") });
    expect(said(await staffOnly.ask("/lab"))).toContain("lab audit is for the course staff");
    expect(replyOf(await staffOnly.ask("/help")).data).toEqual({ commands: ["help"] });
    const useless = routerWorld(emptyCourse, { commands: alone("lab vector") });
    expect(said(await useless.ask("/lab"))).toBe("This course has no vectors. /help shows what it has.");
  });

  test("is one line of help, and one entry of its menu", async () => {
    const outcome = await ask("/help");
    const lines = said(outcome)
      .split("\n")
      .filter((line) => /\/(lab|prompt)\b/.test(line));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain("/lab <embed|pool|similarity> The labs");
    const menus = replyOf(outcome).blocks.flatMap((block) => (block.kind === "actions" ? block.menus : []));
    expect(menus[0]?.options.map(({ value }) => value)).toEqual(["help", "model", "lab", "prompt"]);
    const chosen = await ask({ kind: "action", action: "help.on", value: "lab" });
    expect(replyOf(chosen).data).toEqual({ commands: everyone });
  });

  test("names three of many members", async () => {
    const many = Array.from({ length: 15 }, (_, at) => member(`m${at}`));
    const outcome = await routerWorld(emptyCourse, { commands: [...commands.slice(0, 1), ...many] }).ask("");
    expect(said(outcome)).toContain("/lab <m0|m1|m2|…> The labs");
    expect(said(outcome).split("\n").length).toBeLessThan(8);
  });

  test("is completed as an argument of help, its members once it is named", () => {
    const { command } = commands[0]?.args ?? {};
    const offered = (partial: string) =>
      command?.complete?.(partial, { course: emptyCourse, commands }).map(({ value }) => value);
    expect(offered("")).toEqual(["help", "model", "lab", "prompt"]);
    expect(offered("la")).toEqual(["lab"]);
    expect(offered("/lab p")).toEqual(["lab pool"]);
    expect(offered("lab")).toEqual(["lab", "lab embed", "lab pool", "lab audit", "lab similarity"]);
  });
});

describe("a line that names no command", () => {
  test.each([
    ["/lab embd cat", "No lab is called embd. Did you mean /lab embed cat?", "lab embed cat"],
    ["/lab Embd", "No lab is called Embd. Did you mean /lab embed?", "lab embed"],
    ["/lab embd cat colour:red", "No lab is called embd. Did you mean /lab embed …?", "lab embed"],
    ["/lab sim cat", "No lab is called sim. Did you mean /lab similarity cat?", "lab similarity cat"],
    ["/labb embed cat", "No command is called /labb. Did you mean /lab embed cat?", "lab embed cat"],
    ["/labb embd cat", "No command is called /labb. Did you mean /lab embed cat?", "lab embed cat"],
    ["/lap", "No command is called /lap. Did you mean /lab?", "lab"],
    ["/embed cat dog", "No command is called /embed. Did you mean /lab embed cat dog?", "lab embed cat dog"],
    ["/modle cat", "No command is called /modle. Did you mean /model cat?", "model cat"],
  ])("%j", async (line, answer, value) => {
    const outcome = await ask(line);
    expect(outcome).toMatchObject({ visibility: "private", reply: { error: true } });
    expect(said(outcome)).toBe(answer);
    const [button, ...others] = buttonsOf(outcome);
    expect(button).toMatchObject({ action: "run", label: `/${value}`, value });
    expect(others.at(-1)?.label).toMatch(/^Show all (commands|of \/lab)$/);
    expect(
      replyOf(await ask({ kind: "action", action: "run", value: others.at(-1)?.value ?? "" })).error,
    ).toBe(undefined);
  });

  test("nothing near leads to the whole family", async () => {
    const outcome = await ask("/lab xyzzy cat");
    expect(said(outcome)).toBe("No lab is called xyzzy. /lab shows them all.");
    expect(values(outcome)).toEqual(["lab"]);
    expect(said(await ask("/help lab xyzzy"))).toContain("Commands: lab embed, lab pool");
  });

  test("what is of no use here is not suggested", async () => {
    expect(values(await ask("/lab vecto cat"))).toEqual(["lab"]);
    expect(values(await ask("/vector cat"))).toEqual(["help"]);
  });

  test("a member's name that two families have suggests neither", async () => {
    const twice = [...commands, { ...member("embed"), name: "prompt embed" }];
    const outcome = await routerWorld(emptyCourse, { commands: twice }).ask("/embed cat dog");
    expect(values(outcome)).toEqual(["help"]);
  });

  test("a member that was registered once and is gone is answered like a typed one", async () => {
    const outcome = await ask({ kind: "options", command: "lab embeds", options: {} });
    expect(said(outcome)).toBe("No lab is called embeds. Did you mean /lab embed?");
  });
});

test("names are written as typed on the platform, the first word of a family too", async () => {
  const typed = (name: string) => `/llm-${name}`;
  const world = routerWorld(emptyCourse, { commands, typed });
  expect(said(await world.ask("/lab embed"))).toContain("/llm-lab embed needs the text");
  expect(said(await world.ask("/lab xyzzy"))).toContain("/llm-lab shows them all");
  expect(said(await world.ask("/help"))).toContain("/llm-lab <embed|pool|similarity>");
  expect(said(await world.ask("/lab"))).toContain("/llm-lab embed <text>");
});

describe("Lectern's own commands", () => {
  test("have names of one or two plain words, all different, other names too", () => {
    const names = ownCommands.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]*( [a-z0-9-]+)*$/);
    for (const { name } of ownCommands) expect(name.split(" ").length).toBeLessThanOrEqual(2);
    const singles = ownCommands.filter(({ name }) => !name.includes(" ")).map(({ name }) => name);
    const families = ownCommands.filter(({ name }) => name.includes(" ")).map(({ name }) => firstWord(name));
    expect(singles.filter((name) => families.includes(name))).toEqual([]);
  });

  test("have buttons that leave room for a value and a number in Discord", () => {
    const room = DISCORD.customId - ACTION_VALUE - "~2|".length;
    const actions = ownCommands.flatMap(({ name, actions = {} }) =>
      Object.keys(actions).map((action) => `${name}.${action}`),
    );
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter((action) => action.length > room)).toEqual([]);
  });

  test("have families that say what they are for", () => {
    const nameless = byFamily([...ownCommands, member("embed")])
      .filter(isFamily)
      .filter(({ name, summary }) => summary === `The commands of ${name}`);
    expect(nameless).toEqual([]);
  });
});
