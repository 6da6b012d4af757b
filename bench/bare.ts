import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Starts a bare bot as a process of its own and waits until it is connected. */
export async function startBare(
  name: "bare-slack" | "bare-discord",
  environment: Record<string, string>,
): Promise<ChildProcess> {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [fileURLToPath(new URL(`./${name}.js`, import.meta.url))], {
    env: { PATH, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.includes("ready\n")) return child;
  }
  const [code] = (await once(child, "exit")) as [number | null];
  throw new Error(`${name} ended with ${code}`);
}
