import { UserError } from "../../errors.ts";
import { INPUT } from "../../replies/slack-views.ts";
import { type AttachedFile, LARGEST_FILE } from "../../router/invocation.ts";
import { download, tooLarge } from "../download.ts";

/** What Slack says about a file, as far as it is used; a file kept elsewhere or not to be seen has no address. */
export interface SlackFile {
  name?: string | null;
  size?: number;
  url_private_download?: string;
}

export interface FileSource {
  botToken: string;
  apiUrl?: string;
}

const HOSTS = ["files.slack.com", "*.slack.com"];

const LOG_IN_PAGE =
  "Slack asked Lectern to log in instead of giving the file: its app lacks the scope `files:read`. " +
  "Whoever runs Lectern adds it under OAuth & Permissions and installs the app again.";

/** Files of a message or a form. Nothing is fetched before one is read. */
export function slackFiles(
  sent: readonly SlackFile[] | undefined,
  { botToken, apiUrl }: FileSource,
): AttachedFile[] {
  return (sent ?? []).map(({ name: named, size, url_private_download: url }) => {
    const name = named || "file";
    return {
      name,
      bytes: size ?? 0,
      read: async () => {
        if ((size ?? 0) > LARGEST_FILE) throw tooLarge(name);
        if (url === undefined)
          throw new UserError("Slack does not give this file to Lectern. Upload it here yourself.");
        const trusted = { hosts: HOSTS, apiUrl };
        return download({ url, name, trusted, authorization: `Bearer ${botToken}`, page: LOG_IN_PAGE });
      },
    };
  });
}

type FormState = Record<string, Record<string, { files?: SlackFile[] | null | undefined }>>;

/** The files chosen in a form. */
export const formFiles = (values: FormState): SlackFile[] =>
  Object.values(values).flatMap((inputs) => inputs[INPUT]?.files ?? []);
