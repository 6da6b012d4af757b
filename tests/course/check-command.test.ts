import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runToEnd } from "../support/processes.ts";

test("texts for labs are checked with the course: what cannot be used is named, with its file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lectern-course-"));
  try {
    mkdirSync(join(folder, "labs"));
    writeFileSync(join(folder, "course.yaml"), 'title: "Own"\n');
    writeFileSync(join(folder, "labs", "tone.yaml"), 'title: "Tone"\nquestion: "Which?"\n');
    const { code, out } = await runToEnd("src/course/check-command.js", { args: [folder] });
    expect(code).toBe(1);
    expect(out).toContain("tone.yaml");
    rmSync(join(folder, "labs"), { recursive: true });
    expect((await runToEnd("src/course/check-command.js", { args: [folder] })).out).not.toContain(
      "tone.yaml",
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
