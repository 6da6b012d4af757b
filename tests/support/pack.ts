import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { loadCourse } from "../../src/course/load.ts";
import type { Course, Problem } from "../../src/course/model.ts";
import { packageRoot } from "../../src/package-root.ts";

const root = mkdtempSync(join(tmpdir(), "lectern-pack-"));
let count = 0;

/** A copy of the example course to put mistakes into. */
export class Pack {
  readonly dir = join(root, `pack-${count++}`);

  constructor() {
    cpSync(join(packageRoot, "docs/examples/bread"), this.dir, { recursive: true });
  }

  path(name: string): string {
    return join(this.dir, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), "utf8");
  }

  write(name: string, content: string | Buffer): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
  }

  /** Replaces `old` in a file and returns the line on which it stood. */
  change(name: string, old: string, by: string): number {
    const text = this.read(name);
    expect(text).toContain(old);
    this.write(name, text.replace(old, by));
    return text.slice(0, text.indexOf(old)).split("\n").length;
  }

  load(): Promise<Course> {
    return loadCourse({ dir: join(packageRoot, "data"), own: this.dir });
  }

  /** "glossary.yaml:4 the message", by the pack's own names. */
  said({ file, line, message }: Problem): string {
    return `${file.replace(`${this.dir}/`, "")}:${line} ${message}`;
  }

  async problems(): Promise<string[]> {
    return (await this.load()).problems.map((problem) => this.said(problem));
  }
}
