import { randomBytes } from "node:crypto";
import { filled, optionValue } from "./fields.ts";
import { resolvedFiles, type SentFile, type SentFiles, storeFile } from "./files.ts";
import type { Gateway } from "./gateway.ts";
import { messageJson, personJson } from "./messages.ts";
import {
  ACKNOWLEDGE_WITHIN,
  type Data,
  type FakeChannel,
  type FakeFile,
  type FakeInteraction,
  type FakeMessage,
  type FakePerson,
  type World,
} from "./world.ts";

const GUILD_MESSAGES = 1 << 9;
const DIRECT_MESSAGES = 1 << 12;
const ATTACHMENT_LIMIT = 10 * 1024 * 1024;

const list = (value: unknown): Data[] => (Array.isArray(value) ? (value as Data[]) : []);
const flat = (components: Data[]): Data[] =>
  components.flatMap((component) => [
    component,
    ...flat(list(component.components)),
    ...flat(component.component === undefined ? [] : [component.component as Data]),
  ]);

/** What people do in Discord's client. A method resolves once the bot has acknowledged, or failed to within 3 s. */
export function createPeople(world: World, gateway: Gateway) {
  const commands = (): Data[] => [...world.guildCommands, ...world.commands];

  function place(name: string): FakeChannel {
    const channel = world.channel(name);
    if (channel === undefined) throw new Error(`there is no channel called ${name}`);
    return channel;
  }

  function identity(person: FakePerson, { guild }: FakeChannel): Data {
    if (guild === undefined) return { user: personJson(person) };
    const permissions = String(person.permissions);
    const member = {
      user: personJson(person),
      roles: person.roles,
      permissions,
      nick: null,
      joined_at: null,
    };
    return { guild_id: guild, member: { ...member, deaf: false, mute: false, flags: 0 } };
  }

  async function interact(
    who: { person: FakePerson; channel: FakeChannel },
    kind: FakeInteraction["kind"],
    event: Data,
  ): Promise<FakeInteraction> {
    const interaction: FakeInteraction = {
      id: world.snowflake(),
      token: randomBytes(24).toString("base64url"),
      kind,
      person: who.person.id,
      channel: who.channel.id,
      at: world.now(),
    };
    world.interactions.push(interaction);
    const heard = gateway.dispatch("INTERACTION_CREATE", {
      id: interaction.id,
      application_id: world.applicationId,
      token: interaction.token,
      version: 1,
      type: { command: 2, component: 3, autocomplete: 4, modal: 5 }[kind],
      channel_id: who.channel.id,
      channel: { id: who.channel.id, type: who.channel.guild === undefined ? 1 : 0 },
      ...identity(who.person, who.channel),
      locale: "en-GB",
      entitlements: [],
      authorizing_integration_owners: { 0: world.guild },
      app_permissions: "2147483647",
      attachment_size_limit: ATTACHMENT_LIMIT,
      context: who.channel.guild === undefined ? 1 : 0,
      ...event,
    });
    const within = heard ? ACKNOWLEDGE_WITHIN : 0;
    await world
      .until(() => interaction.answer !== undefined, "an answer", within)
      .catch(() => {
        interaction.answer = "none";
        world.unanswered.push(interaction);
      });
    return interaction;
  }

  function registered(name: string, type: number): Data {
    const found = commands().find((command) => command.name === name && command.type === type);
    if (found === undefined) throw new Error(`Discord knows no command called ${name}: was it registered?`);
    return found;
  }

  /** A registered command, or a subcommand of it: "lab embed". `data` makes what the event says of what was filled in. */
  function slashCommand(line: string): { known: Data; data: (filled: Data) => Data } {
    const [name = "", second] = line.split(" ");
    const command = registered(name, 1);
    const about = { id: command.id, name, type: 1 };
    const family = list(command.options).some(({ type }) => type === 1);
    if (!family && second === undefined)
      return { known: command, data: (filled) => ({ ...about, ...filled }) };
    const known = list(command.options).find((option) => option.type === 1 && option.name === second);
    if (known === undefined) throw new Error(`/${name} has no subcommand ${second ?? "and needs one"}`);
    const data = ({ options, ...rest }: Data): Data => ({
      ...about,
      ...rest,
      options: [{ name: second, type: 1, options }],
    });
    return { known, data };
  }

  /** Options and what they refer to; files are given apart, as they are attached. */
  function nativeOptions(command: Data, given: Record<string, string>, files: SentFiles): Data {
    const defined = list(command.options);
    for (const { name, required } of defined) {
      if (required === true && !given[String(name)] && files[String(name)] === undefined)
        throw new Error(`Discord asks for the option ${String(name)}`);
    }
    const options = Object.entries(given).map(([name, text]) => {
      const option = defined.find((each) => each.name === name);
      if (option === undefined) throw new Error(`/${String(command.name)} has no option ${name}`);
      if (option.type !== 3) throw new Error(`nothing can be typed into ${name}`);
      const choices = list(option.choices);
      const choice = choices.find((each) => each.name === text || each.value === text);
      if (choices.length > 0 && choice === undefined)
        throw new Error(`${text} is not among the choices of ${name}`);
      return { name, type: 3, value: choice?.value ?? text };
    });
    const stored = Object.entries(files).map(([name, file]): [string, FakeFile] => {
      if (!defined.some((each) => each.name === name && each.type === 11))
        throw new Error(`/${String(command.name)} takes no file ${name}`);
      return [name, storeFile(world, file)];
    });
    const attached = stored.map(([name, { id }]) => ({ name, type: 11, value: id }));
    return {
      options: [...options, ...attached],
      ...resolvedFiles(
        world,
        stored.map(([, file]) => file),
      ),
    };
  }

  function component(message: FakeMessage, matches: (component: Data) => boolean, what: string): Data {
    const found = flat(message.components).find(matches);
    if (found === undefined) throw new Error(`the message has no ${what}`);
    if (found.disabled === true) throw new Error(`${what} is disabled`);
    return found;
  }

  async function uses(name: string, message: FakeMessage, data: Data): Promise<FakeInteraction> {
    const person = world.person(name);
    if (message.onlyFor !== undefined && message.onlyFor !== person.id)
      throw new Error(`${name} cannot see that message`);
    const channel = place(message.channel);
    return interact({ person, channel }, "component", { data, message: messageJson(world, message) });
  }

  async function writes(
    name: string,
    channelName: string,
    content: string,
    files: SentFile[] = [],
  ): Promise<FakeMessage> {
    const person = world.person(name);
    const channel = place(channelName);
    const message: FakeMessage = {
      id: world.snowflake(),
      channel: channel.id,
      author: person.id,
      content,
      flags: 0,
      components: [],
      files: files.map((file) => storeFile(world, file)),
      at: world.now(),
      edits: 0,
    };
    world.messages.push(message);
    announce(message, identity(person, channel));
    return message;
  }

  /** Without the privileged intent, content comes only in direct messages and to those it mentions. */
  function announce(message: FakeMessage, about: Data = {}): void {
    const channel = place(message.channel);
    const direct = channel.guild === undefined;
    const readable = direct || message.content.includes(`<@${world.applicationId}>`);
    const json = messageJson(world, message);
    const event = {
      ...json,
      ...about,
      ...(readable ? {} : { content: "", components: [], attachments: [] }),
    };
    gateway.dispatch("MESSAGE_CREATE", event, direct ? DIRECT_MESSAGES : GUILD_MESSAGES);
    world.changed();
  }

  return {
    announce,
    /** `discord.runs("ada", "general", "compare", { model1: "gpt-3" })`; a subcommand as "lab embed". */
    async runs(
      name: string,
      channel: string,
      command: string,
      options: Record<string, string> = {},
      files: SentFiles = {},
    ) {
      const { known, data } = slashCommand(command);
      const event = { data: data(nativeOptions(known, options, files)) };
      return interact({ person: world.person(name), channel: place(channel) }, "command", event);
    },
    /** The choices offered while `option` is being typed. */
    async completes(
      name: string,
      channel: string,
      typing: { command: string; option: string; typed: string; others?: Record<string, string> },
    ): Promise<{ name: string; value: string }[]> {
      const { data } = slashCommand(typing.command);
      const others = Object.entries(typing.others ?? {}).map(([key, value]) => ({
        name: key,
        type: 3,
        value,
      }));
      const focused = { name: typing.option, type: 3, value: typing.typed, focused: true };
      const done = await interact({ person: world.person(name), channel: place(channel) }, "autocomplete", {
        data: data({ options: [...others, focused] }),
      });
      return done.choices ?? [];
    },
    async presses(name: string, message: FakeMessage, label: string): Promise<FakeInteraction> {
      const button = component(
        message,
        ({ type, label: text }) => type === 2 && text === label,
        `button “${label}”`,
      );
      return uses(name, message, { custom_id: button.custom_id, component_type: 2 });
    },
    async selects(name: string, message: FakeMessage, option: string): Promise<FakeInteraction> {
      const has = (menu: Data): boolean =>
        menu.type === 3 && list(menu.options).some(({ label }) => label === option);
      const menu = component(message, has, `menu entry “${option}”`);
      return uses(name, message, {
        custom_id: menu.custom_id,
        component_type: 3,
        values: [optionValue(menu, option)],
      });
    },
    /** Fills in the modal an interaction was answered with; fields by name or by label. */
    async submits(
      interaction: FakeInteraction,
      values: Record<string, string>,
      files: SentFiles = {},
    ): Promise<FakeInteraction> {
      const { modal } = interaction;
      if (modal === undefined) throw new Error("no form was opened");
      const person = world.person(interaction.person);
      const data = { custom_id: modal.custom_id, ...filled(world, modal, { values, files }) };
      return interact({ person, channel: place(interaction.channel) }, "modal", { data });
    },
    /** Picks an entry of the context menu of a message. */
    async contextMenu(name: string, message: FakeMessage, entry: string): Promise<FakeInteraction> {
      const known = registered(entry, 3);
      const resolved = { messages: { [message.id]: messageJson(world, message) } };
      const data = { id: known.id, name: entry, type: 3, target_id: message.id, resolved };
      return interact({ person: world.person(name), channel: place(message.channel) }, "command", { data });
    },
    writes,
    async mentions(
      name: string,
      channel: string,
      text: string,
      files: SentFile[] = [],
    ): Promise<FakeMessage> {
      return writes(name, channel, `<@${world.applicationId}> ${text}`, files);
    },
  };
}
