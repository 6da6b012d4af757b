import type {
  AckFn,
  App,
  BlockSuggestion,
  RespondArguments,
  SlackViewAction,
  ViewResponseAction,
} from "@slack/bolt";
import type { PlainTextOption } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import type { Logger } from "pino";
import { SLACK } from "../../replies/limits.ts";
import { slackOption, toSlackHome, toSlackModal } from "../../replies/slack-views.ts";
import { byFamily } from "../../router/families.ts";
import type { Invocation } from "../../router/invocation.ts";
import type { Form, Lectern } from "../adapter.ts";
import { type Answers, formErrors } from "./answer.ts";
import {
  actionInvocation,
  directInvocation,
  formInvocation,
  formMetadata,
  homeInvocation,
  mentionInvocation,
  shortcutInvocation,
  slashInvocation,
  typedText,
} from "./events.ts";
import { type FileSource, formFiles, type SlackFile, slackFiles } from "./files.ts";
import { slackCommandName } from "./names.ts";

export interface ReceiveParts {
  lectern: Lectern;
  log: Logger;
  answers: Answers;
  fileSource: FileSource;
  botUser: string;
  commandPrefix: string;
}

/** Bolt acknowledges events before it calls us; everything else is acknowledged with what the router decided. */
export function receiveFrom(app: App, parts: ReceiveParts): void {
  receiveCommands(app, parts);
  receiveEvents(app, parts);
  receiveInteractions(app, parts);
  app.error(async ({ name, message }) => {
    parts.log.error({ name, reason: message }, "a Slack event could not be handled");
  });
}

interface Opening {
  client: WebClient;
  trigger: string;
  invocation: Invocation;
}

function openForm(
  { answers }: ReceiveParts,
  form: Form,
  { client, trigger, invocation }: Opening,
): Promise<void> {
  const view = toSlackModal(form, formMetadata(invocation.address));
  return answers.opened(invocation, form, () => client.views.open({ trigger_id: trigger, view }));
}

function receiveCommands(app: App, parts: ReceiveParts): void {
  const { lectern, answers, commandPrefix } = parts;
  const names = new Map(
    byFamily(lectern.commands).map(({ name }) => [`/${slackCommandName(name, commandPrefix)}`, name]),
  );
  // Every command, also one left over from an older manifest: what nobody answers fails without a word after 3 s.
  app.command(/.*/, async ({ ack, body, client }) => {
    const invocation = slashInvocation(body, names.get(body.command) ?? body.command.replace(/^\//, ""));
    const outcome = await lectern.route(invocation);
    if (outcome.kind !== "form")
      return answers.toCommand(invocation, outcome, ack as AckFn<RespondArguments>);
    await ack();
    await openForm(parts, outcome.form, { client, trigger: body.trigger_id, invocation });
  });
}

function receiveEvents(app: App, parts: ReceiveParts): void {
  const { lectern, answers, botUser, fileSource } = parts;
  const answer = async (invocation: Invocation | undefined, sent?: readonly SlackFile[]): Promise<void> => {
    if (invocation === undefined) return;
    const files = slackFiles(sent, fileSource);
    await answers.inPlace(invocation, await lectern.route({ ...invocation, files }));
  };
  app.event("app_mention", ({ event, body }) => answer(mentionInvocation(event, body, botUser), event.files));
  app.event("message", ({ event, body }) =>
    answer(directInvocation(event, body, botUser), "files" in event ? event.files : []),
  );
  app.event("app_home_opened", async ({ event, body, client }) => {
    if (event.tab !== "home") return;
    const outcome = await lectern.route(homeInvocation(event.user, body));
    if (outcome.kind !== "reply") return;
    await client.views.publish({ user_id: event.user, view: toSlackHome(outcome.reply) });
  });
}

function receiveInteractions(app: App, parts: ReceiveParts): void {
  const { lectern, answers } = parts;
  const interaction = async (opening: Opening, ack: () => Promise<void>): Promise<void> => {
    const outcome = await lectern.route(opening.invocation);
    await ack();
    if (outcome.kind === "form") await openForm(parts, outcome.form, opening);
    else await answers.inPlace(opening.invocation, outcome);
  };
  app.action({ type: "block_actions" }, async ({ ack, body, client }) => {
    const invocation = actionInvocation(body);
    if (invocation === undefined) return ack();
    await interaction({ client, trigger: body.trigger_id, invocation }, ack);
  });
  app.shortcut({ type: "message_action" }, async ({ ack, body, client }) => {
    await interaction({ client, trigger: body.trigger_id, invocation: shortcutInvocation(body) }, () =>
      ack(),
    );
  });
  app.options<"block_suggestion">(/.*/, ({ ack, body }) => ack({ options: optionsFor(parts, body) }));
  app.view(/.*/, ({ ack, body }) => receiveForm(parts, ack as AckFn<ViewResponseAction>, body));
}

/** What a form's select offers for what is typed into it. */
function optionsFor(
  { lectern, log }: ReceiveParts,
  { block_id, value, view }: BlockSuggestion,
): PlainTextOption[] {
  try {
    const choices = lectern.offer(view?.callback_id ?? "", block_id, typedText(value).trim());
    return choices.flatMap((choice) => slackOption(choice) ?? []).slice(0, SLACK.optionsPerSelect);
  } catch (error) {
    log.error({ reason: error instanceof Error ? error.message : "?" }, "no options for a form");
    return [];
  }
}

/** A mistake stays on the form, beside what was typed; anything else closes it. */
async function receiveForm(
  { lectern, answers, fileSource }: ReceiveParts,
  ack: AckFn<ViewResponseAction>,
  body: SlackViewAction,
): Promise<void> {
  if (body.type !== "view_submission") return ack();
  const files = slackFiles(formFiles(body.view.state.values), fileSource);
  const invocation = { ...formInvocation(body), files };
  const outcome = await lectern.route(invocation);
  if (outcome.kind === "form") {
    return ack({ response_action: "update", view: toSlackModal(outcome.form, body.view.private_metadata) });
  }
  const errors = outcome.kind === "reply" ? formErrors(outcome.reply, body.view.blocks) : undefined;
  if (errors !== undefined) return ack({ response_action: "errors", errors });
  await ack();
  await answers.inPlace(invocation, outcome);
}
