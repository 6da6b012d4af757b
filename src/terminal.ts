import { createInterface } from "node:readline/promises";
import { type Attached, readAttached } from "./adapters/terminal/attached.ts";
import {
  type CommandLine,
  printed,
  questionOf,
  readCommandLine,
  Usage,
} from "./adapters/terminal/command-line.ts";
import { connectTerminal } from "./adapters/terminal/connect.ts";
import type { Answer, Question } from "./adapters/terminal/receive.ts";
import { watched } from "./adapters/terminal/status-line.ts";
import { loadConfig } from "./config.ts";
import { StartupError, UserError } from "./errors.ts";
import { SEED } from "./seed.ts";
import { beginDatabase, DatabaseInUse } from "./storage/embedded.ts";

/** Thousands of texts take minutes. Node itself waits no longer than five for an answer. */
const LONGEST_JOB_MS = 280_000;

interface Session {
  /** Only work in this process tells how far it is. */
  ask: (question: Question, progress: (text: string) => void) => Promise<Answer>;
  close: () => Promise<void>;
}

/** Asks the instance that has the database open. */
function remoteSession(url: string, token: string): Session {
  return {
    async ask(question) {
      const response = await fetch(`${url}/api/terminal`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify(question),
        signal: AbortSignal.timeout(LONGEST_JOB_MS),
      }).catch((error: Error) => {
        if (error.name !== "TimeoutError") throw error;
        throw new UserError(
          "The running Lectern is still at it. Give the same line again later: what it has computed is kept.",
        );
      });
      // A mistake of the person's, in words; everything else is between the two processes.
      if (response.status === 422) throw new UserError(((await response.json()) as { error: string }).error);
      if (!response.ok)
        throw new StartupError(
          `The running Lectern at ${url} answered ${response.status}. If the line is not too long, restart it and try again.`,
        );
      return (await response.json()) as Answer;
    },
    close: async () => {},
  };
}

/** Lectern in this process, or the one that already runs on the same data. */
async function openSession(): Promise<Session> {
  const config = loadConfig();
  try {
    const begun = await beginDatabase({ ...config, seed: SEED.database });
    const [{ openParts }, { openLog }, { chatMessagesOn }] = await Promise.all([
      import("./lectern.ts"),
      import("./log.ts"),
      import("./storage/chat-messages.ts"),
    ]);
    const parts = await openParts(
      config,
      openLog(config.logLevel === "info" ? "error" : config.logLevel),
      begun,
    );
    const terminal = connectTerminal(parts.lectern, chatMessagesOn(parts.database.storage, "terminal"));
    parts.attach(terminal);
    parts.work(config.drawingThreads).begin();
    return { ask: terminal.ask, close: parts.close };
  } catch (error) {
    if (!(error instanceof DatabaseInUse)) throw error;
    const { url, token } = error.holder;
    if (url === undefined || token === undefined) throw error;
    return remoteSession(url, token);
  }
}

type Options = CommandLine & { attached?: Attached };

async function answerLine(
  session: Session,
  line: string,
  options: Options & { taken?: Set<string> },
): Promise<{ text: string; code: 0 | 2 }> {
  try {
    // One document for each line, so that a script can match them.
    if (line.trim() === "") throw new UserError("Nothing was typed. Try `/help`.");
    const question = questionOf(line, options, options.attached);
    const seen = process.stderr.isTTY && !options.json ? process.stderr : undefined;
    const answer = await watched(seen, (progress) => session.ask(question, progress));
    return await printed(answer, options);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {
      text: options.json ? JSON.stringify({ error: { message: error.message } }) : error.message,
      code: 2,
    };
  }
}

async function talk(session: Session, options: Options): Promise<void> {
  const interactive = process.stdin.isTTY && !options.stdin;
  const taken = new Set<string>();
  const lines = createInterface({
    input: process.stdin,
    ...(interactive ? { output: process.stdout, prompt: "lectern> " } : {}),
  });
  if (interactive) {
    process.stdout.write(
      "Type a command, for example /compare gpt-3 gopher chinchilla, or /help. Leave with Ctrl-D.\n",
    );
    lines.prompt();
  }
  for await (const line of lines) {
    if (interactive && /^\s*(exit|quit)\s*$/.test(line)) break;
    if (!interactive || line.trim() !== "")
      process.stdout.write(`${(await answerLine(session, line, { ...options, taken })).text}\n`);
    if (interactive) lines.prompt();
  }
}

async function main(): Promise<number> {
  // Who reads along may leave early (`| head`): nothing more is to be said, and nothing is wrong.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  const read = readCommandLine(process.argv.slice(2));
  const options = read.file === undefined ? read : { ...read, attached: await readAttached(read.file) };
  const session = await openSession();
  try {
    if (options.line === undefined) {
      await talk(session, options);
      return 0;
    }
    const { text, code } = await answerLine(session, options.line, options);
    process.stdout.write(`${text}\n`);
    return code;
  } finally {
    await session.close();
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof Usage) {
      process.stdout.write(`${error.message}\n`);
      return;
    }
    const known = error instanceof StartupError || error instanceof UserError;
    process.stderr.write(`${known ? error.message : (error as Error).stack}\n`);
    process.exitCode = error instanceof UserError ? 2 : 1;
  },
);
