import { assertDiscordAcceptsModal } from "./accepts.ts";
import { assertDiscordAcceptsCommands } from "./accepts-commands.ts";
import { Refusal, type Request } from "./http.ts";
import { accept, botJson, createMessage, editMessage, messageJson } from "./messages.ts";
import {
  ACKNOWLEDGE_WITHIN,
  type Data,
  type FakeChannel,
  type FakeInteraction,
  type FakeMessage,
  NONCE_WINDOW,
  TOKEN_LIFE,
  type World,
} from "./world.ts";

export interface RestOptions {
  world: World;
  gatewayUrl: () => string;
  /** Tells connected bots about a new message. */
  posted: (message: FakeMessage) => void;
}

interface Call extends Request {
  args: string[];
  body: Data;
}

/** `undefined` is an empty success (204). */
type Handler = (call: Call) => unknown;

const ALLOWED_ANSWERS = {
  command: [4, 5, 9],
  component: [4, 5, 6, 7, 9],
  autocomplete: [8],
  modal: [4, 5, 6, 7],
};
const EDITABLE_FLAGS = 4;

/** Discord's REST routes over the world, as far as a bot like Lectern uses them. */
export function restRoutes({ world, gatewayUrl, posted }: RestOptions) {
  function callback({ args, body, uploads }: Call): void {
    const interaction = world.interactions.find(({ id, token }) => id === args[0] && token === args[1]);
    if (interaction === undefined || interaction.answer === "none")
      throw new Refusal(404, 10_062, "Unknown interaction");
    if (interaction.answer !== undefined)
      throw new Refusal(400, 40_060, "Interaction has already been acknowledged.");
    if (world.now() - interaction.at > ACKNOWLEDGE_WITHIN)
      throw new Refusal(404, 10_062, "Unknown interaction");
    const type = Number(body.type);
    if (!ALLOWED_ANSWERS[interaction.kind].includes(type))
      throw new Refusal(400, 50_035, `Invalid Form Body: type ${type} does not answer a ${interaction.kind}`);
    const data = (body.data ?? {}) as Data;
    if (type === 9) accept(world, data, () => assertDiscordAcceptsModal(data));
    if (type === 9) interaction.modal = data;
    if (type === 8) interaction.choices = choicesOf(data);
    if (type === 4) interaction.original = firstResponse(interaction, { body: data, uploads }).id;
    interaction.answer = type;
  }

  function firstResponse(interaction: FakeInteraction, sent: Pick<Call, "body" | "uploads">): FakeMessage {
    const ephemeral = (Number(sent.body.flags ?? 0) & 64) !== 0;
    return createMessage(world, sent, {
      channel: interaction.channel,
      interaction: interaction.id,
      ...(ephemeral ? { onlyFor: interaction.person } : {}),
    });
  }

  function choicesOf(data: Data): { name: string; value: string }[] {
    const choices = (data.choices ?? []) as { name: string; value: string }[];
    const fine = choices.every(
      ({ name, value }) => name && value && name.length <= 100 && value.length <= 100,
    );
    if (!fine || choices.length > 25) throw new Refusal(400, 50_035, "Invalid Form Body: choices");
    return choices;
  }

  /** The message an interaction's token still gives access to. */
  function original({ args }: Call): FakeMessage {
    const interaction = world.interactions.find(({ token }) => token === args[1]);
    if (args[0] !== world.applicationId || interaction === undefined)
      throw new Refusal(404, 10_015, "Unknown Webhook");
    if (world.now() - interaction.at > TOKEN_LIFE) throw new Refusal(401, 50_027, "Invalid Webhook Token");
    if (interaction.answer === undefined || interaction.answer === "none")
      throw new Refusal(404, 10_015, "Unknown Webhook");
    const message = world.messages.find(({ id }) => id === interaction.original);
    if (message === undefined) throw new Refusal(404, 10_008, "Unknown Message");
    return message;
  }

  function open({ args, body }: Pick<Call, "args" | "body">): FakeChannel {
    const channel = world.channels.get(args[0] ?? "");
    if (channel === undefined) throw new Refusal(404, 10_003, "Unknown Channel");
    if (channel.refuses !== undefined) throw new Refusal(403, channel.refuses, "Missing Access");
    const withFiles = ((body.attachments ?? []) as unknown[]).length > 0;
    if (channel.refusesFiles && withFiles) throw new Refusal(403, 50_013, "Missing Permissions");
    const recipient = [...world.people.values()].find(({ id }) => id === channel.recipient);
    if (recipient?.directClosed) throw new Refusal(403, 50_007, "Cannot send messages to this user");
    return channel;
  }

  function post(call: Call): Data {
    const channel = open(call);
    const { nonce, enforce_nonce: enforced, message_reference: reference } = call.body;
    const earlier = world.messages.find(
      (message) =>
        enforced === true &&
        message.channel === channel.id &&
        message.nonce === nonce &&
        world.now() - message.at < NONCE_WINDOW,
    );
    if (earlier !== undefined) return messageJson(world, earlier);
    const replyTo = (reference as Data | undefined)?.message_id;
    const message = createMessage(world, call, {
      channel: channel.id,
      ...(typeof nonce === "string" ? { nonce } : {}),
      ...(typeof replyTo === "string" ? { replyTo } : {}),
    });
    posted(message);
    return messageJson(world, message);
  }

  function change(call: Call): Data {
    open(call);
    const message = world.messages.find(({ id, channel }) => channel === call.args[0] && id === call.args[1]);
    if (message === undefined) throw new Refusal(404, 10_008, "Unknown Message");
    if (message.author !== world.applicationId)
      throw new Refusal(403, 50_005, "Cannot edit another user's message");
    editMessage(world, message, call);
    return messageJson(world, message);
  }

  function register(where: "global" | "guild"): Handler {
    return ({ args, body }) => {
      if (args[0] !== world.applicationId)
        throw new Refusal(403, 20_012, "You are not authorized for this application");
      if (where === "guild" && args[1] !== world.guild) throw new Refusal(403, 50_001, "Missing Access");
      const list = body as unknown as Data[];
      accept(world, body, () => assertDiscordAcceptsCommands(list, where));
      const made = list.map((command) => ({ type: 1, ...command, id: world.snowflake() }));
      if (where === "guild") world.guildCommands = made;
      else world.commands = made;
      return made;
    };
  }

  const gateway = () => ({
    url: gatewayUrl(),
    shards: 1,
    session_start_limit: { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 },
  });
  const application = () => ({
    id: world.applicationId,
    name: "Lectern",
    description: "",
    flags: 0,
    bot: botJson(world),
  });
  const person = (id: unknown) => {
    const found = [...world.people.values()].find((each) => each.id === id);
    if (found === undefined) throw new Refusal(404, 10_013, "Unknown User");
    return found;
  };

  const routes: { method: string; path: RegExp; open?: true; run: Handler }[] = [
    { method: "GET", path: /^\/gateway\/bot$/, run: gateway },
    { method: "GET", path: /^\/users\/@me$/, run: () => botJson(world) },
    { method: "GET", path: /^\/(?:applications|oauth2\/applications)\/@me$/, run: application },
    { method: "PUT", path: /^\/applications\/(\d+)\/commands$/, run: register("global") },
    { method: "PUT", path: /^\/applications\/(\d+)\/guilds\/(\d+)\/commands$/, run: register("guild") },
    { method: "POST", path: /^\/interactions\/(\d+)\/([^/]+)\/callback$/, open: true, run: callback },
    {
      method: "GET",
      path: /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/,
      open: true,
      run: (call) => messageJson(world, original(call)),
    },
    {
      method: "PATCH",
      path: /^\/webhooks\/(\d+)\/([^/]+)\/messages\/@original$/,
      open: true,
      run: (call) => {
        const message = original(call);
        // What was ephemeral stays so: only some flags can be changed.
        const flags = Number(call.body.flags ?? 0) & ~(64 | EDITABLE_FLAGS);
        editMessage(world, message, { ...call, body: { ...call.body, flags } });
        return messageJson(world, message);
      },
    },
    {
      method: "POST",
      path: /^\/webhooks\/(\d+)\/([^/]+)$/,
      open: true,
      run: (call) => {
        const { channel } = original(call);
        const only = (Number(call.body.flags ?? 0) & 64) !== 0 ? original(call).onlyFor : undefined;
        return messageJson(
          world,
          createMessage(world, call, { channel, ...(only ? { onlyFor: only } : {}) }),
        );
      },
    },
    { method: "POST", path: /^\/channels\/(\d+)\/messages$/, run: post },
    { method: "PATCH", path: /^\/channels\/(\d+)\/messages\/(\d+)$/, run: change },
    {
      method: "POST",
      path: /^\/users\/@me\/channels$/,
      run: ({ body }) => ({ id: world.direct(person(body.recipient_id)).id, type: 1 }),
    },
  ];

  return (request: Request): unknown => {
    const path = request.path.replace(/^\/api\/v10/, "");
    const route = routes.find((each) => each.method === request.method && each.path.test(path));
    if (route === undefined) throw new Refusal(404, 0, `404: Not Found (${request.method} ${request.path})`);
    if (!route.open && request.authorization !== `Bot ${world.token}`)
      throw new Refusal(401, 0, "401: Unauthorized");
    const args = (route.path.exec(path) ?? []).slice(1);
    return route.run({ ...request, args, body: request.body as Data });
  };
}
