import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, parse } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../../errors.ts";
import type { Reply } from "../../replies/reply.ts";
import { summaryText, toText } from "../../replies/to-text.ts";
import type { Attached } from "./attached.ts";
import type { Answer, Question } from "./receive.ts";

export interface CommandLine {
  /** Absent: read lines (`--stdin`) or talk (a terminal). */
  line?: string;
  json: boolean;
  stdin: boolean;
  out?: string;
  as: string;
  staff: boolean;
  channel: string;
  /** The path of a file that goes along with every line. */
  file?: string;
}

/** Asked for with `--help`. */
export class Usage extends Error {}

const USAGE =
  "Usage: npm run --silent lectern -- '/compare gpt-3 gopher' [--json] [--as <name>] [--staff] [--channel <name>] [--file <path>] [--out <folder>] [--stdin]";

export function readCommandLine(argv: string[]): CommandLine {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        stdin: { type: "boolean", default: false },
        out: { type: "string" },
        file: { type: "string" },
        as: { type: "string", default: "you" },
        staff: { type: "boolean", default: false },
        channel: { type: "string", default: "terminal" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    const line = positionals.join(" ").trim();
    if (values.help) throw new Usage(USAGE);
    const { out, file, help: _, ...rest } = values;
    return {
      ...rest,
      ...(line === "" ? {} : { line }),
      ...(out === undefined ? {} : { out }),
      ...(file === undefined ? {} : { file }),
    };
  } catch (error) {
    if (error instanceof Usage) throw error;
    throw new UserError(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  }
}

export interface WrittenFile {
  name: string;
  path: string;
  mediaType: string;
  alt: string;
}

/** A name that this run has not written yet: "models.csv", then "models-2.csv". What earlier runs wrote is replaced. */
function free(path: string, taken: Set<string>): string {
  const { dir, name, ext } = parse(path);
  let found = path;
  for (let copy = 2; taken.has(found); copy++) found = join(dir, `${name}-${copy}${ext}`);
  taken.add(found);
  return found;
}

/**
 * Writes pictures and text files of the answer into `folder`, or a fresh temporary one; block images come first. What
 * is in `taken`, the paths that answers before this one were written to, is left as it is.
 */
export async function writeFiles(
  answer: Answer,
  folder: string | undefined,
  taken: Set<string> = new Set(),
): Promise<{ files: WrittenFile[]; paths: Map<string, string> }> {
  const { reply, pictures } = answer;
  const files: WrittenFile[] = [];
  const paths = new Map<string, string>();
  const images = reply.blocks.filter((block) => block.kind === "image");
  if (images.length + (reply.files?.length ?? 0) === 0) return { files, paths };
  const directory = folder ?? (await mkdtemp(join(tmpdir(), "lectern-")));
  await mkdir(directory, { recursive: true }).catch((error: Error) => {
    throw new UserError(
      `The folder ${directory} cannot be used (${error.message}). Name another with --out.`,
    );
  });
  for (const { name, mediaType, alt, artifact } of images) {
    const path = free(join(directory, name), taken);
    await writeFile(path, Buffer.from(pictures[artifact] ?? "", "base64"));
    paths.set(artifact, path);
    files.push({ name: basename(path), path, mediaType, alt });
  }
  for (const { name, mediaType, alt, text } of reply.files ?? []) {
    const path = free(join(directory, name), taken);
    await writeFile(path, text);
    files.push({ name: basename(path), path, mediaType, alt });
  }
  return { files, paths };
}

/** What a mistake's buttons and menus would type. */
function nextLines({ blocks }: Reply): { label: string; line: string }[] {
  const choices = blocks.flatMap((block) =>
    block.kind === "actions"
      ? [
          ...block.buttons,
          ...(block.menus ?? []).flatMap(({ action, options }) =>
            options.map((option) => ({ ...option, action })),
          ),
        ]
      : [],
  );
  return choices
    .filter(({ action }) => action === "run")
    .map(({ label, value }) => ({ label, line: `/${value}` }));
}

/** One answer as it is printed, and the exit code it stands for. */
export async function printed(
  answer: Answer,
  options: { json: boolean; out?: string; taken?: Set<string> },
): Promise<{ text: string; code: 0 | 2 }> {
  const { command, visibility, reply } = answer;
  if (reply.error === true) {
    const message = summaryText(reply);
    const error = { message, next: nextLines(reply) };
    return { text: options.json ? JSON.stringify({ error }) : toText(reply), code: 2 };
  }
  const { files, paths } = await writeFiles(answer, options.out, options.taken);
  if (options.json)
    return {
      text: JSON.stringify({ command, visibility, blocks: reply.blocks, data: reply.data ?? {}, files }),
      code: 0,
    };
  const tables = files
    .filter(({ mediaType }) => mediaType !== "image/png")
    .map(({ path, alt }) => `File: ${path}\n${alt}`);
  return { text: [toText(reply, (artifact) => paths.get(artifact)), ...tables].join("\n\n"), code: 0 };
}

export const questionOf = (
  line: string,
  { as, staff, channel }: CommandLine,
  file: Attached | undefined,
): Question => ({
  line,
  as,
  staff,
  channel,
  ...(file === undefined ? {} : { file }),
});
