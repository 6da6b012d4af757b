import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { Course } from "../../src/course/model.ts";
import { UserError } from "../../src/errors.ts";
import { type Command, defineCommand } from "../../src/router/command.ts";
import { realCourse } from "../support/course.ts";
import { replyOf, routerWorld, said } from "../support/router.ts";

let course: Course;
beforeAll(async () => {
  course = await realCourse();
});

const world = (options: Parameters<typeof routerWorld>[1] = {}) => routerWorld(course, options);

describe("when things go wrong", () => {
  const broken = (run: () => never): Command =>
    defineCommand({
      name: "broken",
      summary: "Fails",
      examples: ["broken"],
      visibility: "public",
      access: "everyone",
      args: {},
      run,
    });

  test("a bug is an apology with a reference that the log has too, and no detail", async () => {
    const secret = "postgres://user:password@host";
    const { ask, logged } = world({
      commands: [
        broken(() => {
          throw new Error(secret);
        }),
      ],
    });
    const outcome = await ask("/broken");
    expect(outcome).toMatchObject({ visibility: "private", reply: { error: true } });
    const reference = /reference: (\w+)/.exec(said(outcome))?.[1];
    expect(reference).toMatch(/^\w{6}$/);
    expect(said(outcome)).not.toContain(secret);
    expect(logged.join("")).toContain(`"reference":"${reference}"`);
  });

  test("whoever got an apology gets no answer on top of it", async () => {
    const slow = world({ beforeOwing: () => new Promise((resolve) => setTimeout(resolve, 2_600)) });
    expect(said(await slow.ask("/compare gpt-3 gopher"))).toMatch(/Something went wrong here/);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect([slow.owed, slow.queued]).toEqual([[], []]);
  });

  test("a line too long is a mistake, at once; half characters and NULs do no harm", async () => {
    const { ask } = world();
    const started = performance.now();
    for (const text of [`/compare ${"gpt ".repeat(5_000)}`, "x".repeat(20_000)]) {
      expect(said(await ask(text))).toMatch(/2000 is the most\. Shorten it\./);
    }
    expect(performance.now() - started).toBeLessThan(500);
    const odd = JSON.stringify(replyOf(await ask(`/${"a".repeat(58)}😀😀 \u0000 \ud83d`)));
    expect(odd.isWellFormed()).toBe(true);
    expect(odd).not.toContain("\\u0000");
  });

  test("names from outside reach nothing that was not declared", async () => {
    const { ask } = world();
    for (const action of ["help.constructor", "help.toString", "constructor.constructor"]) {
      expect(said(await ask({ kind: "action", action, value: "x" }))).toMatch(/older version/);
    }
    expect(said(await ask("/compare constructor:foo gpt-3 gopher"))).toMatch(/constructor:foo/);
  });

  test("a command that hangs is answered in time", async () => {
    const hangs = {
      ...broken(() => {
        throw new UserError("never");
      }),
      run: () => new Promise<never>(() => {}),
    };
    const started = Date.now();
    expect(said(await world({ commands: [hangs] }).ask("/broken"))).toMatch(/Something went wrong here/);
    expect(Date.now() - started).toBeLessThan(3_000);
  });

  test("logs hold no words of the person", async () => {
    const { ask, logged } = world();
    await ask("/model my-secret-plan");
    await ask("my-secret-plan");
    expect(logged).toHaveLength(2);
    expect(logged.join("")).not.toContain("secret");
  });

  test("whatever is typed, there is an outcome", async () => {
    const { ask } = world();
    const names = ["/compare ", "/model ", "/models ", "/help ", ""];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.string({ maxLength: 80, unit: "grapheme" }),
        async (name, text) => {
          const outcome = await ask(name + text);
          if (outcome.kind === "reply") expect(said(outcome)).not.toMatch(/Something went wrong here/);
        },
      ),
      { numRuns: 400 },
    );
  });
});
