import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

export interface Hub {
  url: string;
  /** What was asked for, without repetitions. */
  asked: Set<string>;
  close: () => Promise<void>;
}

/** A hub that has one model: the files of a folder, at the addresses that the real one has. */
export async function startHub(model: string, folder: string): Promise<Hub> {
  const asked = new Set<string>();
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.add(path);
    const start = `/${model}/resolve/main/`;
    const file = path.startsWith(start) ? contents(join(folder, path.slice(start.length))) : undefined;
    response.writeHead(file === undefined ? 404 : 200, { "content-length": file?.length ?? 0 });
    response.end(request.method === "HEAD" ? undefined : file);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function contents(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
