import type { Reply, Visibility } from "../replies/reply.ts";
import { sql } from "./kysely.ts";
import type { Storage } from "./open.ts";

/** What somebody asked in the playground or the terminal, and what Lectern said. */
export interface ChatMessage {
  id: string;
  channel: string;
  /** Who asked. */
  person: string;
  /** What they typed or did. */
  asked: string;
  /** Null until there is something to show: a note that this was asked, never listed. */
  reply: Reply | null;
  visibility: Visibility;
  /** Milliseconds since 1970. */
  at: number;
  stage: number;
}

/** The messages of one platform that has no memory of its own. */
export interface ChatMessages {
  /** Inserts, or replaces by id; a lower stage never replaces a higher one. */
  put: (message: ChatMessage) => Promise<void>;
  /** The latest answered ones that `viewer` may see (public ones and their own private ones), oldest first; their files empty. */
  list: (channel: string, viewer: string, limit: number) => Promise<ChatMessage[]>;
  get: (id: string) => Promise<ChatMessage | undefined>;
}

const COLUMNS = ["id", "channel", "person", "asked", "visibility", "at", "stage"] as const;

/** The names of an answer's files without what is in them, which may be megabytes for each message of a list. */
const replyWithoutFiles = sql<Reply | null>`case when reply ? 'files' then jsonb_set(reply, '{files}', (
  select coalesce(jsonb_agg(file || '{"text": ""}'), '[]') from jsonb_array_elements(reply -> 'files') file
)) else reply end`;

export function chatMessagesOn(db: Storage, platform: "web" | "terminal"): ChatMessages {
  const messages = (reply = sql<Reply | null>`reply`) =>
    db.selectFrom("chat_message").select(COLUMNS).select(reply.as("reply")).where("platform", "=", platform);
  return {
    async put(message) {
      const row = {
        ...message,
        reply: message.reply === null ? null : JSON.stringify(message.reply),
        platform,
      };
      const { reply, visibility, stage } = row;
      await db
        .insertInto("chat_message")
        .values(row)
        .onConflict((conflict) =>
          conflict
            .column("id")
            .doUpdateSet({ reply, visibility, stage })
            .where("chat_message.stage", "<=", stage),
        )
        .execute();
    },
    async list(channel, viewer, limit) {
      const latest = await messages(replyWithoutFiles)
        .where("channel", "=", channel)
        .where("reply", "is not", null)
        .where((is) => is.or([is("visibility", "=", "public"), is("person", "=", viewer)]))
        .orderBy("at", "desc")
        .orderBy(sql`id`, "desc")
        .limit(limit)
        .execute();
      return latest.reverse();
    },
    get: (id) => messages().where("id", "=", id).executeTakeFirst(),
  };
}

const DAY_MS = 24 * 3600_000;
const KEPT_DAYS = { web: 365, terminal: 7 } as const;

/** Forgets old messages, and notes of questions that never got an answer here (forms). */
export async function pruneChatMessages(db: Storage, now: number = Date.now()): Promise<void> {
  for (const [platform, days] of Object.entries(KEPT_DAYS)) {
    await db
      .deleteFrom("chat_message")
      .where("platform", "=", platform as "web" | "terminal")
      .where("at", "<", now - days * DAY_MS)
      .execute();
  }
  await db
    .deleteFrom("chat_message")
    .where("reply", "is", null)
    .where("at", "<", now - DAY_MS)
    .execute();
}
