import { UserError } from "../errors.ts";
import { type Command, hasUse, type Vocabulary } from "./command.ts";

/** Lets staff commands through for staff only. The one place where roles decide. */
export async function checkAccess(command: Command, isStaff: () => Promise<boolean>): Promise<void> {
  if (command.access === "staff" && !(await isStaff())) {
    throw new UserError(
      `\`${command.name}\` is for the course staff. Ask your instructor to run it, or to add you to the staff.`,
    );
  }
}

/** A bucket of commands per person: it holds `perMinute` at most and refills evenly. */
export interface Bucket {
  left: number;
  at: number;
}

/** Takes one command out of the bucket; `waitMs` says when the next one is there if it was empty. */
export function take(
  bucket: Bucket | undefined,
  perMinute: number,
  nowMs: number,
): { bucket: Bucket; waitMs: number } {
  const refilled =
    bucket === undefined ? perMinute : bucket.left + ((nowMs - bucket.at) / 60_000) * perMinute;
  const left = Math.min(perMinute, refilled);
  if (left >= 1) return { bucket: { left: left - 1, at: nowMs }, waitMs: 0 };
  return { bucket: { left, at: nowMs }, waitMs: Math.ceil(((1 - left) / perMinute) * 60_000) };
}

/** One bucket for each person, in memory: a restart is generous to everybody. */
export function rateLimit(perMinute: number): (person: string, nowMs: number) => void {
  const buckets = new Map<string, Bucket>();
  return (person, nowMs) => {
    const { bucket, waitMs } = take(buckets.get(person), perMinute, nowMs);
    // Re-inserting keeps the map in order of last use, so the oldest is the one to forget.
    buckets.delete(person);
    buckets.set(person, bucket);
    const oldest = buckets.size > 10_000 ? buckets.keys().next().value : undefined;
    if (oldest !== undefined) buckets.delete(oldest);
    if (waitMs > 0) {
      const seconds = Math.max(1, Math.ceil(waitMs / 1000));
      throw new UserError(
        `That was more than ${perMinute} commands in a minute. Give it again in ${seconds} s.`,
      );
    }
  };
}

/** Refuses a command that has nothing to show in this course, with a way to what it has. */
export function checkUse(command: Command, { course, commands }: Vocabulary): void {
  if (command.needs === undefined || hasUse(command, course)) return;
  const ways = [
    { name: "lesson", label: "Show the lessons", has: course.lessons.length > 0 },
    { name: "glossary", label: "Show the glossary", has: course.terms.length > 0 },
    { name: "help", label: "Show all commands", has: true },
  ].filter(({ name, has }) => has && commands.some((one) => one.name === name));
  const [first] = ways;
  const next = first === undefined ? "" : ` \`/${first.name}\` shows what it has.`;
  throw new UserError(`This course has no ${command.needs.what}.${next}`, {
    suggestions: ways.map(({ name, label }) => ({ action: "run", label, value: name })),
  });
}
