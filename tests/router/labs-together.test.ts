import { describe, expect, test } from "vitest";
import { realCourse } from "../support/course.ts";
import { buttonsOf, replyOf, routerWorld, said, type World } from "../support/router.ts";

const course = await realCourse();

const press = ({ ask }: World, { action, value }: { action: string; value: string }) =>
  ask({ kind: "action", action, value });

describe("the class pool", () => {
  test("an addition is confirmed with how to take it back; a sentence keeps its commas and quotes", async () => {
    const world = routerWorld(course);
    const added = await world.ask('/lab add The soup, "again": too salty');
    expect(said(added)).toBe("Added. 1 sentence by 1 person.");
    expect(replyOf(added).blocks[1]).toEqual({
      kind: "note",
      text: "No chart here follows the pool: `/lab pool` shows it as it is now.",
    });
    // Buttons are seen by whoever looks at the message's source: they hold no sentence.
    expect(buttonsOf(added).map(({ value }) => value)).toEqual(["lab add undo:yes", "lab pool"]);
    expect(said(await world.ask('/lab add The soup, "again": too salty'))).toMatch(
      /^That sentence of yours is in/,
    );
    const [undo] = buttonsOf(added);
    if (undo === undefined) throw new Error("no button");
    expect(said(await press(world, undo))).toMatch(/^Taken out: The soup, "again": too salty\./);
    expect(said(await world.ask("/lab add undo:yes"))).toBe("No sentence of yours is in this pool.");
  });

  test.each([
    ["/lab add", /^Write a sentence to add/],
    ["/lab add ?!", /^Write a sentence to add/],
    [`/lab add ${"x".repeat(301)}`, /has 301 characters; 300 is the most/],
    ["/lab pool clear:yes", /^Only the course staff can begin a new pool/],
  ])("%s is refused in words", async (line, words) => {
    const outcome = await routerWorld(course).ask(line);
    expect(said(outcome)).toMatch(words);
    expect(replyOf(outcome).error).toBe(true);
  });

  test("is shown by a job, under either of its names; a sentence is added first", async () => {
    const world = routerWorld(course);
    for (const line of ["/lab pool The bus was late", "/lab embed pool"])
      expect((await world.ask(line)).kind).toBe("working");
    expect(world.owed).toHaveLength(2);
    expect(said(await world.ask("/lab add The bus was late"))).toMatch(/in already. 1 sentence by 1 person/);
    expect(said(await world.ask("/lab pool clear:yes", { staff: true }))).toMatch(/^A new pool begins/);
    expect(said(await world.ask("/lab add The bus was late"))).toMatch(/^Added\. 1 sentence/);
  });
});

describe("the exercise", () => {
  test("begins, hints, judges, and goes on; buttons of a step that is over change nothing", async () => {
    const world = routerWorld(course);
    const begun = await world.ask("/lab exercise embeddings");
    expect(said(begun)).toMatch(/^Seven steps.*not what you answer\./s);
    const hint = buttonsOf(begun).find(({ label }) => label === "Hint");
    if (hint === undefined) throw new Error("no hint");
    expect(said(await press(world, hint))).toContain("Hint 1:");
    expect(said(await press(world, hint))).not.toContain("Hint 2:");
    expect(said(await world.ask("/lab exercise embeddings castle"))).toMatch(
      /^Not yet\. apple and castle: 0\.17/,
    );
    const next = await world.ask("/lab exercise embeddings banana");
    expect(said(next)).toMatch(/^Right\. apple and banana: 0\.51.*Step 2 of 7/s);
    expect(replyOf(next).data).toMatchObject({ step: 2, hints: 1, wrong: 1, answer: "right" });
    expect(replyOf(await press(world, hint)).data).toMatchObject({ step: 2, hints: 1 });
    const again = buttonsOf(next).find(({ label }) => label === "Start again");
    if (again === undefined) throw new Error("no start");
    expect(replyOf(await press(world, again)).data).toMatchObject({ step: 1, hints: 0, wrong: 0 });
  });

  test("is answered without its name, and typed acts do what buttons do; no button gives a line again", async () => {
    const world = routerWorld(course);
    const begun = await world.ask("/lab exercise");
    expect(said(await world.ask("/lab exercise hint"))).toContain("Hint 1:");
    expect(said(await world.ask("/lab exercise answer:hint"))).toContain("Hint 2:");
    const chosen = await world.ask({ kind: "options", command: "lab exercise", options: { answer: "Hint" } });
    expect(said(chosen)).toContain("Hint 3:");
    const next = await world.ask("/lab exercise banana");
    expect(replyOf(next).data).toMatchObject({ step: 2, hints: 3, wrong: 0 });
    for (const outcome of [begun, next])
      expect(buttonsOf(outcome).filter(({ action }) => action === "data" || action === "csv")).toEqual([]);
    expect(world.jobs.map(({ job }) => [job.line, job.numbers])).toContainEqual([undefined, undefined]);
    expect(world.jobs.some(({ job }) => job.line !== undefined)).toBe(false);
    expect(said(await world.ask("/lab exercise skip"))).toMatch(/^Skipped\..*Step 3 of 7/s);
    expect(replyOf(await world.ask("/lab exercise again")).data).toMatchObject({ step: 1, hints: 0 });
    expect(said(await world.ask("/lab exercise exercise:embeddings castle"))).toMatch(/^Not yet/);
  });

  test("an answer without a beginning is taken as the first; progress is for staff", async () => {
    const world = routerWorld(course);
    expect(said(await world.ask("/lab progress", { staff: true }))).toMatch(/^Nobody here has begun/);
    expect(replyOf(await world.ask("/lab exercise embeddings cherry")).data).toMatchObject({ step: 2 });
    expect(said(await world.ask("/lab progress"))).toMatch(/for the course staff/);
    expect(said(await world.ask("/lab progress", { staff: true }))).toMatch(
      /^0 of 1 has finished; everybody is at step 2: Estimate a cosine\./,
    );
  });
});
