import type { Reply, Visibility } from "../../replies/reply.ts";

/** One exchange in the playground: what somebody typed or did, and what Lectern said to it. */
export interface WebMessage {
  id: string;
  channel: string;
  /** Who asked. */
  person: string;
  /** What they typed or did, as plain text. */
  asked: string;
  /** Null until there is something to show: such a message is a note that this was asked, and is never listed. */
  reply: Reply | null;
  visibility: Visibility;
  at: number;
  stage: number;
}

/** Where the playground's messages are kept; the same `put` may come twice. */
export interface WebMessages {
  /** Inserts, or replaces by id; a lower stage never replaces a higher one. */
  put: (message: WebMessage) => Promise<void>;
  /** The newest `limit` answered messages that `viewer` may see (public ones and their own private ones), oldest first. */
  list: (channel: string, viewer: string, limit: number) => Promise<WebMessage[]>;
  get: (id: string) => Promise<WebMessage | undefined>;
}
