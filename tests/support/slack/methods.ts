import { assertSlackAccepts, assertSlackAcceptsView, type Data, isData, SlackRefusal } from "./accepts.ts";
import { BOT_ID, BOT_USER, type StoredMessage, TEAM, type Workspace } from "./workspace.ts";

export type Method = (args: Data, slack: Workspace, base: string) => Data;

function blocksOf(args: Data): Data[] {
  return Array.isArray(args.blocks) ? args.blocks.filter(isData) : [];
}

function needScope(slack: Workspace, scope: string): void {
  if (!slack.scopes.has(scope)) throw new SlackRefusal("missing_scope", scope);
}

const thread = (args: Data): { thread_ts?: string } =>
  typeof args.thread_ts === "string" && args.thread_ts !== "" ? { thread_ts: args.thread_ts } : {};

const metadata = (args: Data): { metadata?: Data } =>
  isData(args.metadata) ? { metadata: args.metadata } : {};

function history(args: Data, slack: Workspace, chosen: (message: StoredMessage) => boolean): Data {
  const channel = String(args.channel);
  needScope(slack, channel.startsWith("D") ? "im:history" : "channels:history");
  const oldest = Number(args.oldest ?? 0);
  const messages = slack.posted
    .filter((message) => message.channel === channel && Number(message.ts) >= oldest && chosen(message))
    .reverse()
    .slice(0, Number(args.limit ?? 100));
  const shown = messages.map(({ metadata: meta, ...message }) => ({
    ...message,
    ...(message.user === BOT_USER ? { bot_id: BOT_ID } : {}),
    ...(args.include_all_metadata && meta !== undefined ? { metadata: meta } : {}),
  }));
  return { messages: shown, has_more: false };
}

function user(id: string, slack: Workspace): Data {
  const admin = slack.admins.has(id);
  return { id, name: id.toLowerCase(), is_admin: admin, is_owner: false, locale: "en-GB" };
}

export const METHODS: Record<string, Method> = {
  "auth.test": () => ({ user_id: BOT_USER, bot_id: BOT_ID, team_id: TEAM, user: "lectern", team: "School" }),

  "chat.postMessage": (args, slack) => {
    const channel = slack.writable(args.channel);
    assertSlackAccepts(args);
    slack.checkPictures(blocksOf(args));
    const message = slack.post({
      channel: channel.id,
      user: BOT_USER,
      text: String(args.text ?? ""),
      blocks: blocksOf(args),
      ...thread(args),
      ...metadata(args),
    });
    return { channel: channel.id, ts: message.ts, message };
  },

  "chat.update": (args, slack) => {
    const channel = slack.channels.get(String(args.channel));
    if (channel === undefined) throw new SlackRefusal("channel_not_found");
    const message = slack.posted.find((each) => each.channel === channel.id && each.ts === args.ts);
    if (message === undefined) throw new SlackRefusal("message_not_found");
    if (message.user !== BOT_USER) throw new SlackRefusal("cant_update_message");
    assertSlackAccepts(args);
    slack.checkPictures(blocksOf(args));
    Object.assign(message, { text: String(args.text ?? ""), blocks: blocksOf(args), ...metadata(args) });
    message.edits += 1;
    return { channel: channel.id, ts: message.ts };
  },

  "chat.postEphemeral": (args, slack) => {
    const channel = slack.channels.get(String(args.channel));
    if (channel === undefined) throw new SlackRefusal("channel_not_found");
    if (!channel.members.has(BOT_USER)) throw new SlackRefusal("not_in_channel");
    assertSlackAccepts(args);
    const pictures = blocksOf(args).some((block) => isData(block.slack_file));
    if (pictures && !slack.ephemeralPictures) throw new SlackRefusal("invalid_blocks", "invalid slack file");
    slack.checkPictures(blocksOf(args));
    const text = String(args.text ?? "");
    const said = {
      channel: channel.id,
      user: String(args.user),
      text,
      blocks: blocksOf(args),
      ...thread(args),
    };
    return { message_ts: slack.whisper(said).ts };
  },

  "conversations.open": (args, slack) => {
    needScope(slack, "im:write");
    return { channel: { id: slack.direct(String(args.users)).id } };
  },

  "conversations.history": (args, slack) =>
    history(args, slack, (message) => message.thread_ts === undefined),

  "conversations.replies": (args, slack) =>
    history(args, slack, (message) => message.thread_ts === args.ts || message.ts === args.ts),

  "users.info": (args, slack) => {
    needScope(slack, "users:read");
    return { user: user(String(args.user), slack) };
  },

  "usergroups.users.list": (args, slack) => {
    needScope(slack, "usergroups:read");
    const users = slack.groups.get(String(args.usergroup));
    if (users === undefined) throw new SlackRefusal("no_such_subteam");
    return { users };
  },

  "views.open": (args, slack) => {
    slack.useTrigger(args.trigger_id);
    assertSlackAcceptsView(args.view);
    const view = { id: slack.next("V"), user: "", view: isData(args.view) ? args.view : {}, errors: {} };
    slack.views.push(view);
    return { view: { ...view.view, id: view.id } };
  },

  "views.update": (args, slack) => {
    assertSlackAcceptsView(args.view);
    const open = slack.views.find((view) => view.id === args.view_id);
    if (open === undefined) throw new SlackRefusal("not_found");
    open.view = isData(args.view) ? args.view : {};
    return { view: { ...open.view, id: open.id } };
  },

  "views.publish": (args, slack) => {
    assertSlackAcceptsView(args.view);
    slack.homes.set(String(args.user_id), isData(args.view) ? args.view : {});
    return { view: { id: `home-${args.user_id}` } };
  },

  "files.getUploadURLExternal": (args, slack, base) => {
    needScope(slack, "files:write");
    if (!(Number(args.length) > 0)) throw new SlackRefusal("invalid_arguments", "length");
    const id = slack.next("F");
    const name = String(args.filename);
    slack.files.set(id, { id, name, completed: false, notReady: slack.fileChecks, shares: [] });
    return { file_id: id, upload_url: `${base}/upload/${id}` };
  },

  "files.completeUploadExternal": (args, slack) => {
    const wanted = Array.isArray(args.files) ? args.files.filter(isData) : [];
    const files = wanted.map((each) => {
      const file = slack.files.get(String(each.id));
      if (file?.bytes === undefined || file.completed) throw new SlackRefusal("file_not_found");
      return file;
    });
    const channel = typeof args.channel_id === "string" ? slack.writable(args.channel_id) : undefined;
    for (const file of files) {
      file.completed = true;
      if (channel === undefined) continue;
      const text = file.name;
      const message = slack.post({ channel: channel.id, user: BOT_USER, text, blocks: [], ...thread(args) });
      file.shares.push({ channel: channel.id, ts: message.ts, ...thread(args) });
    }
    return { files: files.map(({ id, name }) => ({ id, title: name })) };
  },

  "files.info": (args, slack) => {
    const file = slack.files.get(String(args.file));
    if (file === undefined || !file.completed) throw new SlackRefusal("file_not_found");
    const ready = file.notReady <= 0;
    file.notReady -= 1;
    const shared = Object.fromEntries(file.shares.map((share) => [share.channel, [share]]));
    return {
      file: {
        id: file.id,
        name: file.name,
        ...(ready ? { mimetype: "image/png" } : {}),
        shares: { public: shared },
      },
    };
  },
};
