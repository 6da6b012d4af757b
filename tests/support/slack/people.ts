import {
  assertSlackAccepts,
  assertSlackAcceptsOptions,
  assertSlackAcceptsView,
  type Data,
  isData,
  SlackRefusal,
} from "./accepts.ts";
import { chosenFiles, type SentFile, sentFile } from "./files.ts";
import { control, entered, optionsShown, selectIn, words } from "./selects.ts";
import type { Delivery, Transport } from "./transport.ts";
import {
  BOT_USER,
  type Ephemeral,
  type OpenView,
  type StoredMessage,
  TEAM,
  type Workspace,
} from "./workspace.ts";

/** What a person can do in Slack and what they see. */
export class People {
  readonly workspace: Workspace;
  readonly transport: Transport;
  /** Every refused call, with its reason. */
  readonly refusals: string[] = [];
  /** What people saw as Slack's own errors: "/compare failed with the error operation_timeout". */
  readonly failures: string[] = [];
  base = "";

  constructor(workspace: Workspace, transport: Transport) {
    this.workspace = workspace;
    this.transport = transport;
  }

  messages(channel: string): StoredMessage[] {
    return this.workspace.posted.filter((message) => message.channel === channel);
  }

  /** What the bot said in a channel. */
  said(channel: string): StoredMessage[] {
    return this.messages(channel).filter((message) => message.user === BOT_USER);
  }

  ephemerals(user: string): Ephemeral[] {
    return this.workspace.whispered.filter((message) => message.user === user);
  }

  view(user: string): OpenView {
    const view = this.workspace.views.findLast((each) => each.user === user || each.user === "");
    if (view === undefined) throw new Error(`${user} has no modal open`);
    view.user = user;
    return view;
  }

  /** Types a slash command; what the acknowledgement carries is shown. */
  async types(user: string, channel: string, line: string): Promise<Delivery> {
    const [command = "", ...rest] = line.split(" ");
    const url = this.workspace.responseUrl(this.base, { channel, user });
    const delivery = await this.transport.deliver("slash_commands", {
      token: "t",
      command,
      text: asTyped(rest.join(" ")),
      response_url: url,
      trigger_id: this.workspace.trigger(),
      user_id: user,
      user_name: user.toLowerCase(),
      team_id: TEAM,
      team_domain: "school",
      channel_id: channel,
      channel_name: "general",
      api_app_id: "A1",
    });
    if (delivery.timedOut) this.failures.push(`${command} failed with the error "operation_timeout"`);
    const { text, blocks, response_type } = delivery.answer;
    if (text === undefined && blocks === undefined) return delivery;
    this.#check(() => assertSlackAccepts(delivery.answer));
    const shown = Array.isArray(blocks) ? blocks.filter(isData) : [];
    const said = { channel, text: String(text ?? ""), blocks: shown };
    const id = url.split("/").at(-1) ?? "";
    const original =
      response_type === "in_channel"
        ? this.workspace.post({ ...said, user: BOT_USER })
        : this.workspace.whisper({ ...said, user, responseUrl: id });
    Object.assign(this.workspace.responseUrls.get(id) ?? {}, { original });
    return delivery;
  }

  /** Mentions the bot in a channel or a thread. Returns the message; deliver it again with `redeliver`. */
  async mentions(
    user: string,
    channel: string,
    text: string,
    { thread, files }: { thread?: string; files?: SentFile[] } = {},
  ): Promise<StoredMessage> {
    const inThread = thread === undefined ? {} : { thread_ts: thread };
    const said = `<@${BOT_USER}> ${asTyped(text)}`;
    const message = this.workspace.post({ channel, user, text: said, blocks: [], ...inThread });
    const sent = this.#sent(user, files);
    const event = { type: "app_mention", user, text: said, ts: message.ts, channel };
    await this.#event({
      ...event,
      ...inThread,
      ...(sent === undefined ? {} : { files: sent, upload: false }),
    });
    return message;
  }

  async dm(user: string, text: string, files?: SentFile[]): Promise<StoredMessage> {
    const channel = this.workspace.direct(user).id;
    const message = this.workspace.post({ channel, user, text: asTyped(text), blocks: [] });
    const sent = this.#sent(user, files);
    await this.#event({
      type: "message",
      channel_type: "im",
      user,
      text: asTyped(text),
      ts: message.ts,
      channel,
      ...(sent === undefined ? {} : { subtype: "file_share", files: sent, upload: false }),
    });
    return message;
  }

  async opensHome(user: string): Promise<void> {
    await this.#event({
      type: "app_home_opened",
      user,
      channel: this.workspace.direct(user).id,
      tab: "home",
    });
  }

  /** The last event once more, as Slack does when it missed the acknowledgement. */
  async redeliver(): Promise<void> {
    if (this.#lastEvent !== undefined) await this.transport.deliver("events_api", this.#lastEvent, 1);
  }

  /** Presses a button, or chooses a menu entry, by its label. */
  async presses(message: StoredMessage | Ephemeral, label: string, user = "U1"): Promise<Delivery> {
    const whispered = this.workspace.whispered.some((each) => each === message);
    const { channel, ts, thread_ts } = message;
    const url = this.workspace.responseUrl(this.base, { channel, user, original: message });
    const inThread = thread_ts === undefined ? {} : { thread_ts };
    return this.#interact(user, {
      type: "block_actions",
      container: {
        type: "message",
        message_ts: ts,
        channel_id: channel,
        is_ephemeral: whispered,
        ...inThread,
      },
      channel: { id: channel, name: "general" },
      ...(whispered ? {} : { message: { type: "message", ts, text: message.text, ...inThread } }),
      response_url: url,
      actions: [control(message.blocks, label)],
    });
  }

  async pressesAtHome(user: string, label: string): Promise<Delivery> {
    const blocks = this.workspace.homes.get(user)?.blocks;
    return this.#interact(user, {
      type: "block_actions",
      container: { type: "view", view_id: `home-${user}` },
      view: { id: `home-${user}`, type: "home" },
      actions: [control(Array.isArray(blocks) ? blocks.filter(isData) : [], label)],
    });
  }

  async shortcut(user: string, message: StoredMessage, callbackId: string): Promise<Delivery> {
    const { channel, ts, text, thread_ts } = message;
    const inThread = thread_ts === undefined ? {} : { thread_ts };
    return this.#interact(user, {
      type: "message_action",
      callback_id: callbackId,
      message: { type: "message", user: message.user, ts, text, ...inThread },
      message_ts: ts,
      channel: { id: channel, name: "general" },
      response_url: this.workspace.responseUrl(this.base, { channel, user }),
    });
  }

  /** Types into a select of the open modal; the labels it then shows. Empty: what it shows when it is opened. */
  async searches(user: string, blockId: string, typed: string): Promise<string[]> {
    const open = this.view(user);
    const { action_id, min_query_length: least = 3 } = selectIn(open.view, blockId);
    if (typed.length < Number(least)) return [];
    const delivery = await this.#interact(user, {
      type: "block_suggestion",
      action_id,
      block_id: blockId,
      value: typed,
      container: { type: "view", view_id: open.id },
      view: { ...open.view, id: open.id, state: { values: {} } },
    });
    const shown = this.#checked(() => assertSlackAcceptsOptions(delivery.answer)) ?? [];
    open.offered = new Map([...(open.offered ?? []), [blockId, optionsShown(open, blockId, shown)]]);
    return shown.map((option) => words(option.text));
  }

  #sent(user: string, files: SentFile[] | undefined): Data[] | undefined {
    return files?.map((file) => sentFile(this.workspace, this.base, user, file));
  }

  /** Sends the open modal with these values and files; errors stay on it, otherwise it closes. */
  async submits(
    user: string,
    values: Record<string, string>,
    files: Record<string, SentFile[]> = {},
  ): Promise<Delivery> {
    const open = this.view(user);
    const blocks = Array.isArray(open.view.blocks) ? open.view.blocks.filter(isData) : [];
    const state = blocks.map((block): [string, Data] => {
      const element = isData(block.element) ? block.element : {};
      const id = String(block.block_id);
      const state =
        element.type === "file_input"
          ? chosenFiles(element, files[id] ?? [], (file) => sentFile(this.workspace, this.base, user, file))
          : entered(element, values[id], open.offered?.get(id) ?? []);
      return [id, { [String(element.action_id)]: state }];
    });
    const view = { ...open.view, id: open.id, hash: "h", state: { values: Object.fromEntries(state) } };
    const delivery = await this.#interact(user, { type: "view_submission", view, response_urls: [] });
    const { response_action, errors, view: next } = delivery.answer;
    if (response_action === "errors") {
      const ids = Object.keys(isData(errors) ? errors : {});
      const known = ids.length > 0 && ids.every((id) => blocks.some((block) => block.block_id === id));
      if (!known) this.failures.push("We had some trouble connecting. Try again?");
      open.errors = errors as Record<string, string>;
    } else if (response_action === "update" && isData(next)) {
      this.#check(() => assertSlackAcceptsView(next));
      open.view = next;
    } else if (!delivery.timedOut) this.workspace.views.splice(this.workspace.views.indexOf(open), 1);
    return delivery;
  }

  #lastEvent: Data | undefined;

  async #event(event: Data): Promise<void> {
    this.#lastEvent = {
      token: "t",
      team_id: TEAM,
      api_app_id: "A1",
      type: "event_callback",
      event_id: this.workspace.next("Ev"),
      event_time: Math.floor(this.workspace.now() / 1000),
      event,
      authorizations: [{ team_id: TEAM, user_id: BOT_USER, is_bot: true, is_enterprise_install: false }],
    };
    await this.transport.deliver("events_api", this.#lastEvent);
  }

  async #interact(user: string, payload: Data): Promise<Delivery> {
    const common = {
      token: "t",
      api_app_id: "A1",
      user: { id: user, username: user.toLowerCase(), name: user.toLowerCase(), team_id: TEAM },
      team: { id: TEAM, domain: "school" },
      trigger_id: this.workspace.trigger(),
    };
    const delivery = await this.transport.deliver("interactive", { ...common, ...payload });
    if (delivery.timedOut)
      this.failures.push(`${String(payload.type)} failed with the error "operation_timeout"`);
    return delivery;
  }

  #check(accept: () => void): void {
    this.#checked(accept);
  }

  #checked<Value>(accept: () => Value): Value | undefined {
    try {
      return accept();
    } catch (refusal) {
      if (!(refusal instanceof SlackRefusal)) throw refusal;
      this.refusals.push(`ack: ${refusal.message}`);
      this.failures.push(refusal.message);
      return undefined;
    }
  }
}

function asTyped(text: string): string {
  return text.replaceAll("&", "&amp;").replace(/<(?![@#])/g, "&lt;");
}
