import type { ServerResponse } from "node:http";
import type { Data } from "./accepts.ts";
import { BOT_TOKEN, TEAM, type Workspace } from "./workspace.ts";

/** A file somebody sends; `elsewhere` is one of another workspace, of which Slack gives no address. */
export interface SentFile {
  name: string;
  content: string | Buffer;
  elsewhere?: true;
}

/** The file as Slack puts it into events and the values of a form. */
export function sentFile(workspace: Workspace, base: string, user: string, sent: SentFile): Data {
  const { name, content, elsewhere } = sent;
  const id = workspace.next("F");
  const bytes = Buffer.from(content);
  workspace.sent.set(id, bytes);
  const common = { id, created: 1, timestamp: 1, user, user_team: TEAM, mode: "hosted", is_external: false };
  if (elsewhere) return { ...common, file_access: "check_file_info" };
  const extension = name.split(".").at(-1);
  const path = `${base}/files-pri/${TEAM}-${id}`;
  return {
    ...common,
    name,
    title: name,
    mimetype: "text/plain",
    filetype: extension,
    size: bytes.length,
    url_private: `${path}/${encodeURIComponent(name)}`,
    url_private_download: `${path}/download/${encodeURIComponent(name)}`,
  };
}

/** Gives the file to whoever may read it; everybody else is sent to the page where people log in. */
export function serveFile(
  workspace: Workspace,
  { path, authorization }: { path: string; authorization: string | undefined },
  response: ServerResponse,
): void {
  const bytes = workspace.sent.get(/^\/files-pri\/\w+-(\w+)\/download\//.exec(path)?.[1] ?? "");
  if (authorization !== `Bearer ${BOT_TOKEN}` || !workspace.scopes.has("files:read"))
    response.writeHead(302, { location: `/?redir=${encodeURIComponent(path)}` }).end();
  else if (bytes === undefined) response.writeHead(404).end();
  else response.writeHead(200, { "content-type": "text/plain" }).end(bytes);
}

export const LOG_IN_PAGE = "<!DOCTYPE html><html><title>Slack</title>Sign in to School</html>";

/** The state of an input for files, as Slack sends it. Only as many as it takes, of the types it takes, can be chosen. */
export function chosenFiles(
  element: Data,
  chosen: readonly SentFile[],
  toFile: (sent: SentFile) => Data,
): Data {
  const { filetypes, max_files: most = 10 } = element;
  if (chosen.length > Number(most)) throw new Error(`Slack lets nobody choose more than ${most} files`);
  for (const { name } of chosen) {
    const fits =
      !Array.isArray(filetypes) || filetypes.some((type) => name.toLowerCase().endsWith(`.${type}`));
    if (!fits) throw new Error(`Slack lets nobody choose ${name} here`);
  }
  return { type: "file_input", files: chosen.map(toFile) };
}
