import type {
  APIApplicationCommandAutocompleteInteraction,
  APIInteraction,
  GatewayMessageCreateDispatchData,
} from "discord-api-types/v10";
import type { Logger } from "pino";
import { FINAL } from "../../queue/catalogue.ts";
import { discordForm } from "../../replies/discord-form.ts";
import { ACTION_VALUE, DISCORD, shorten } from "../../replies/limits.ts";
import type { Block, Reply } from "../../replies/reply.ts";
import type { Choice } from "../../router/command.ts";
import type { Invocation } from "../../router/invocation.ts";
import type { Lectern, Outcome, Sender } from "../adapter.ts";
import { type DiscordApi, DiscordFailure } from "./api.ts";
import { compose } from "./compose.ts";
import { type Asking, chosenCommand, interactionInvocation, isAsking, messageInvocation } from "./events.ts";
import { attachmentsOf, discordFiles } from "./files.ts";
import { argumentOf } from "./options.ts";
import { formButton, rememberedForms } from "./retry.ts";

const TOO_LATE = 10_062;
const ALREADY_ACKNOWLEDGED = 40_060;

interface Receiving {
  api: DiscordApi;
  lectern: Lectern;
  sender: Sender;
  log: Logger;
  /** The bot's own user id, known once connected. */
  self: () => string;
  administrator: (guild: string, roles: string[], person: string) => boolean;
  /** The course's server, where one is set. */
  home?: string;
  apiUrl?: string;
}

export interface Receiver {
  interaction: (event: APIInteraction) => Promise<void>;
  message: (event: GatewayMessageCreateDispatchData) => Promise<void>;
}

/** Events in, acknowledgements out. Neither function rejects: what goes wrong is logged, without anybody's words. */
export function discordReceiver(options: Receiving): Receiver {
  const { log, lectern, self, administrator } = options;
  const answer = interactionAnswerer(options);

  const logged = async (id: string, handle: () => Promise<void>): Promise<void> => {
    try {
      await handle();
    } catch (error) {
      log.error({ event: id, fault: fault(error) }, "a Discord event could not be answered");
    }
  };

  return {
    interaction: (event) =>
      logged(event.id, async () => {
        if (event.type === 4) await complete(event, options);
        else if (isAsking(event)) await answer(event);
      }),
    message: (event) =>
      logged(event.id, async () => {
        const asked = messageInvocation(event, self(), administrator);
        if (asked === undefined) return;
        const invocation = { ...asked, files: discordFiles(event.attachments, options.apiUrl) };
        const outcome = await lectern.route(invocation);
        if (outcome.kind === "working") await lectern.show(outcome.parcel);
        else await deliver(invocation, forEverybody(invocation, outcome), options.sender);
      }),
  };
}

/** A message in a server cannot be for one person alone; a button's answer can. */
function forEverybody({ address, input, files = [] }: Invocation, outcome: Outcome): Outcome {
  if (outcome.kind !== "reply" || outcome.visibility === "public" || address.workspace === undefined)
    return outcome;
  const line = input.kind === "text" ? input.text : "";
  // A press gives the line again, without what was attached.
  const press = line.length <= ACTION_VALUE && files.length === 0;
  const text = press
    ? "That answer is for you alone."
    : "That answer is for you alone: use the slash command.";
  const buttons = [{ action: "run", label: "Show it to me", value: line }];
  const blocks: Block[] = [{ kind: "text", text }];
  if (press) blocks.push({ kind: "actions", buttons });
  return { ...outcome, reply: { blocks }, visibility: "public" };
}

/** Sends a finished outcome as a message of its own; forms need an interaction, so a button opens them. */
async function deliver({ id, address }: Invocation, outcome: Outcome, sender: Sender): Promise<void> {
  if (outcome.kind !== "reply" && outcome.kind !== "form") return;
  const reply = outcome.kind === "reply" ? outcome.reply : formButton(outcome.form);
  // The button that opens a form tells nobody anything.
  const visibility = outcome.kind === "reply" ? outcome.visibility : "public";
  const parcel = { invocation: id, address: { ...address, visibility }, reply, stage: FINAL };
  await sender.send(parcel, null, async () => {});
}

function interactionAnswerer({
  api,
  lectern,
  sender,
  log,
  home,
  apiUrl,
}: Receiving): (event: Asking) => Promise<void> {
  const forms = rememberedForms();

  const show = async (event: Asking, reply: Reply, ephemeral: boolean): Promise<void> =>
    api.reply(event, await compose(reply, lectern.artifact), ephemeral);

  async function acknowledge(event: Asking, invocation: Invocation, outcome: Outcome): Promise<void> {
    switch (outcome.kind) {
      case "reply": {
        const reply = event.type === 5 ? forms.submitted(invocation, outcome.reply) : outcome.reply;
        return show(event, reply, outcome.visibility === "private");
      }
      case "working": {
        if (event.type === 5) forms.submitted(invocation, outcome.parcel.reply);
        const { parcel } = outcome;
        const acknowledged = () => show(event, parcel.reply, parcel.address.visibility === "private");
        return lectern.shown(parcel, { message: "@original" }, acknowledged);
      }
      case "form": {
        // Discord takes no modal in answer to a modal.
        if (event.type === 5) return show(event, formButton(outcome.form), true);
        const data = discordForm(forms.filled(invocation, outcome.form));
        return api.respond(event, { type: 9, data });
      }
      case "repeat":
        // A pressed button must be told something, or it spins; a command was answered before.
        return event.type === 3 ? api.respond(event, { type: 6 }) : undefined;
      default:
        return outcome satisfies never;
    }
  }

  return async (event) => {
    const files = discordFiles(attachmentsOf(event), apiUrl);
    const invocation = { ...interactionInvocation(event, lectern.commands, home), files };
    const outcome = await lectern.route(invocation);
    try {
      await acknowledge(event, invocation, outcome);
    } catch (error) {
      const code = error instanceof DiscordFailure ? error.code : 0;
      log.warn({ event: event.id, fault: fault(error) }, "a Discord interaction was not acknowledged");
      if (code === ALREADY_ACKNOWLEDGED) return;
      // Too late for the interaction, not for a message; any other failure may still be told to the person.
      if (code === TOO_LATE) await deliver(invocation, outcome, sender);
      else await show(event, APOLOGY, true);
    }
  };
}

const APOLOGY: Reply = {
  blocks: [
    {
      kind: "text",
      text: "Discord did not take the answer. Ask again; if it stays so, tell whoever runs Lectern.",
    },
  ],
  error: true,
};

async function complete(event: APIApplicationCommandAutocompleteInteraction, { api, lectern }: Receiving) {
  const chosen = chosenCommand(event.data);
  const command = lectern.commands.find(({ name }) => name === chosen.name);
  const options = chosen.options.flatMap((option) => ("focused" in option && option.focused ? [option] : []));
  const [option] = options;
  const argument = option && command && argumentOf(command.args, option.name);
  const typed = option !== undefined && "value" in option ? String(option.value) : "";
  const found = command && argument ? lectern.complete(command.name, argument, typed) : [];
  await api.respond(event, { type: 8, data: { choices: nativeChoices(found) } });
}

function nativeChoices(choices: Choice[]): { name: string; value: string }[] {
  const usable = choices.filter(({ value }) => value !== "" && value.length <= DISCORD.optionText);
  return usable
    .slice(0, DISCORD.autocompleteChoices)
    .map(({ label, value }) => ({ name: shorten(label || value, DISCORD.optionText), value }));
}

/** An error for the log: Discord's own carry nothing private once they are `DiscordFailure`. */
const fault = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
