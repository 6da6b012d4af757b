import type { APIAttachment } from "discord-api-types/v10";
import { type AttachedFile, LARGEST_FILE } from "../../router/invocation.ts";
import { download, tooLarge } from "../download.ts";
import type { Asking } from "./events.ts";

const HOSTS = ["cdn.discordapp.com", "media.discordapp.net"];

const PAGE = "Discord did not give the file but sent Lectern elsewhere. Send the file again.";

const ATTACHMENT = 11;
const FILE_UPLOAD = 19;

type Sent = Pick<APIAttachment, "filename" | "size" | "url">;

/** Options may stand within those that name a part of a command. */
interface Option {
  type: number;
  value?: unknown;
  options?: readonly Option[];
}

const optionIds = (options: readonly Option[] = []): string[] =>
  options.flatMap(({ type, value, options: within }) => [
    ...(type === ATTACHMENT ? [String(value)] : []),
    ...optionIds(within),
  ]);

/** What was chosen in native options or in a form; of the command's options in the order they were given. */
export function attachmentsOf(interaction: Asking): Sent[] {
  if (interaction.type === 3) return [];
  if (interaction.type === 2) {
    if (interaction.data.type !== 1) return [];
    const { options, resolved } = interaction.data;
    return known(optionIds(options), resolved?.attachments);
  }
  const ids = interaction.data.components.flatMap((row) =>
    "component" in row && row.component.type === FILE_UPLOAD ? row.component.values : [],
  );
  return known(ids, interaction.data.resolved?.attachments);
}

const known = (ids: readonly string[], attachments: Record<string, APIAttachment> = {}): Sent[] =>
  ids.flatMap((id) => attachments[id] ?? []);

/** Discord's addresses need no authorization. Nothing is fetched before a file is read. */
export function discordFiles(sent: readonly Sent[], apiUrl: string | undefined): AttachedFile[] {
  return sent.map(({ filename: name, size, url }) => ({
    name,
    bytes: size,
    read: async () => {
      if (size > LARGEST_FILE) throw tooLarge(name);
      return download({ url, name, trusted: { hosts: HOSTS, apiUrl }, page: PAGE });
    },
  }));
}
