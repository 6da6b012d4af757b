import { type Data, isData, SlackRefusal } from "./accepts.ts";

export const BOT_TOKEN = "xoxb-1-test";
export const APP_TOKEN = "xapp-1-test";
export const SIGNING_SECRET = "a-signing-secret";
export const BOT_USER = "UBOT";
export const BOT_ID = "BBOT";
export const TEAM = "T1";

export interface Channel {
  id: string;
  members: Set<string>;
  archived: boolean;
}

/** A message everybody in the channel sees. */
export interface StoredMessage {
  ts: string;
  channel: string;
  user: string;
  text: string;
  blocks: Data[];
  thread_ts?: string;
  metadata?: Data;
  edits: number;
}

/** A message one person sees, until they reload. */
export interface Ephemeral {
  ts: string;
  channel: string;
  user: string;
  text: string;
  blocks: Data[];
  thread_ts?: string;
  responseUrl?: string;
}

export interface StoredFile {
  id: string;
  name: string;
  bytes?: Buffer;
  completed: boolean;
  /** How many more times files.info says that the scan is not done. */
  notReady: number;
  shares: { channel: string; thread_ts?: string; ts: string }[];
}

export interface OpenView {
  id: string;
  user: string;
  view: Data;
  errors: Record<string, string>;
  /** What each select last showed, by block id: nothing else can be chosen. */
  offered?: Map<string, Data[]>;
}

interface ResponseUrl {
  channel: string;
  user: string;
  uses: number;
  madeAt: number;
  /** The message it belongs to, for replace_original and delete_original. */
  original?: StoredMessage | Ephemeral;
}

/** Everything Slack would still know after every client has gone: plain state and the rules about it. */
export class Workspace {
  readonly channels = new Map<string, Channel>();
  readonly posted: StoredMessage[] = [];
  whispered: Ephemeral[] = [];
  readonly files = new Map<string, StoredFile>();
  /** What people sent, by id. */
  readonly sent = new Map<string, Buffer>();
  readonly views: OpenView[] = [];
  readonly homes = new Map<string, Data>();
  readonly admins = new Set<string>(["UADMIN"]);
  readonly groups = new Map<string, string[]>([["S1", ["USTAFF"]]]);
  readonly scopes = new Set(
    "commands chat:write app_mentions:read im:history im:write files:write files:read users:read usergroups:read".split(
      " ",
    ),
  );
  readonly responseUrls = new Map<string, ResponseUrl>();
  readonly #triggers = new Map<string, number>();
  /** How often files.info says "not yet" for a new file. */
  fileChecks = 1;
  ephemeralPictures = true;
  #count = 0;
  #later = 0;

  constructor() {
    for (const id of ["C1", "C2"])
      this.channels.set(id, { id, members: new Set([BOT_USER]), archived: false });
    this.channels.get("C2")?.members.delete(BOT_USER);
  }

  now(): number {
    return Date.now() + this.#later;
  }

  advance(ms: number): void {
    this.#later += ms;
  }

  next(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count}`;
  }

  nextTs(): string {
    this.#count += 1;
    return `${Math.floor(this.now() / 1000)}.${String(this.#count).padStart(6, "0")}`;
  }

  direct(user: string): Channel {
    const id = `D${user}`;
    const channel = this.channels.get(id) ?? { id, members: new Set([user, BOT_USER]), archived: false };
    this.channels.set(id, channel);
    return channel;
  }

  trigger(): string {
    const id = `${this.next("")}.22.abc`;
    this.#triggers.set(id, this.now());
    return id;
  }

  useTrigger(id: unknown): void {
    const madeAt = this.#triggers.get(String(id));
    if (madeAt === undefined) throw new SlackRefusal("invalid_trigger_id");
    this.#triggers.delete(String(id));
    if (this.now() - madeAt > 3_000) throw new SlackRefusal("expired_trigger_id");
  }

  /** The channel, if the bot may write there. */
  writable(id: unknown): Channel {
    const channel = /^U/.test(String(id)) ? this.direct(String(id)) : this.channels.get(String(id));
    if (channel === undefined) throw new SlackRefusal("channel_not_found");
    if (channel.archived) throw new SlackRefusal("is_archived");
    if (!channel.members.has(BOT_USER) && !this.scopes.has("chat:write.public"))
      throw new SlackRefusal("not_in_channel");
    return channel;
  }

  /** Pictures must be uploaded, scanned and given by an id that exists. */
  checkPictures(blocks: readonly Data[]): void {
    for (const block of blocks) {
      if (block.type !== "image" || !isData(block.slack_file)) continue;
      const file = this.files.get(String(block.slack_file.id));
      if (file === undefined || !file.completed || file.notReady > 0) {
        throw new SlackRefusal("invalid_blocks", "invalid slack file");
      }
    }
  }

  post(message: Omit<StoredMessage, "ts" | "edits">): StoredMessage {
    const stored = { ...message, ts: this.nextTs(), edits: 0 };
    this.posted.push(stored);
    return stored;
  }

  whisper(message: Omit<Ephemeral, "ts">): Ephemeral {
    const stored = { ...message, ts: this.nextTs() };
    this.whispered.push(stored);
    return stored;
  }

  responseUrl(base: string, about: Omit<ResponseUrl, "uses" | "madeAt">): string {
    const id = this.next("r");
    this.responseUrls.set(id, { ...about, uses: 0, madeAt: this.now() });
    return `${base}/response/${id}`;
  }

  /** What a post to a response_url does; throws the code Slack answers. */
  respond(id: string, body: Data): void {
    const url = this.responseUrls.get(id);
    if (url === undefined || this.now() - url.madeAt > 30 * 60_000) throw new SlackRefusal("expired_url");
    if (url.uses >= 5) throw new SlackRefusal("used_url");
    const blocks = Array.isArray(body.blocks) ? body.blocks.filter(isData) : [];
    if (blocks.some((block) => isData(block.slack_file))) throw new SlackRefusal("invalid_blocks");
    url.uses += 1;
    if (body.delete_original === true) {
      this.whispered = this.whispered.filter((each) => each !== url.original);
      return;
    }
    const text = String(body.text ?? "");
    if (body.replace_original === true && url.original !== undefined) {
      Object.assign(url.original, { text, blocks });
      return;
    }
    const thread = typeof body.thread_ts === "string" ? { thread_ts: body.thread_ts } : {};
    const { channel, user } = url;
    if (body.response_type === "in_channel") this.post({ channel, user: BOT_USER, text, blocks, ...thread });
    else this.whisper({ channel, user, text, blocks, responseUrl: id, ...thread });
  }
}
