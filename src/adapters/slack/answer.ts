import { setTimeout as wait } from "node:timers/promises";
import type { AckFn, RespondArguments } from "@slack/bolt";
import type { Logger } from "pino";
import { FINAL, type Parcel } from "../../queue/catalogue.ts";
import { SLACK, shorten } from "../../replies/limits.ts";
import { withoutMarkup } from "../../replies/markdown.ts";
import type { Reply } from "../../replies/reply.ts";
import { slackFallback } from "../../replies/slack-text.ts";
import { toSlackMessage } from "../../replies/to-slack.ts";
import type { Invocation } from "../../router/invocation.ts";
import { type Form, type Lectern, type Outcome, type Posted, Undeliverable } from "../adapter.ts";
import { slackCommandName } from "./names.ts";
import type { SlackSender } from "./send.ts";
import { picturesOf } from "./task.ts";

type Decided = Exclude<Outcome, { kind: "form" }>;
type Said = Extract<Outcome, { kind: "reply" }>;

/** What the router decided, said in Slack. */
export interface Answers {
  /** To a slash command, whose acknowledgement can carry the answer. */
  toCommand: (invocation: Invocation, outcome: Decided, ack: AckFn<RespondArguments>) => Promise<void>;
  /** To everything else: a message where the question was asked. */
  inPlace: (invocation: Invocation, outcome: Outcome) => Promise<void>;
  /** Opens a form; the person hears of it when Slack will not. */
  opened: (invocation: Invocation, form: Form, open: () => Promise<unknown>) => Promise<void>;
}

function parcelOf(invocation: Invocation, { reply, visibility }: Pick<Said, "reply" | "visibility">): Parcel {
  const address = { ...invocation.address, visibility };
  return { invocation: invocation.id, address, reply, stage: FINAL };
}

/** A form's errors by field, for a reply that is a mistake; undefined for any other reply. */
export function formErrors(
  reply: Reply,
  blocks: readonly { type: string; block_id?: string }[],
): Record<string, string> | undefined {
  const fields = blocks.flatMap((block) =>
    block.type === "input" && block.block_id ? [block.block_id] : [],
  );
  const named = reply.data?.argument;
  const field = fields.find((each) => each === named) ?? fields[0];
  if (reply.error !== true || field === undefined) return undefined;
  const texts = reply.blocks.flatMap((block) => (block.kind === "text" ? [withoutMarkup(block.text)] : []));
  const words = texts.join(" ") || slackFallback(reply, SLACK.formError);
  return { [field]: shorten(words.replaceAll("\n", " "), SLACK.formError) };
}

/** A passing trouble is met again at once; what is lost after these was an immediate answer, and can be asked again. */
const PAUSES_MS = [0, 500, 2_000];

export interface AnswerParts {
  lectern: Lectern;
  sender: SlackSender;
  commandPrefix: string;
  log: Logger;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** An immediate reply is not recorded anywhere: it is sent from here, and tried again at once when Slack stumbles. */
async function persist(
  { log }: AnswerParts,
  { invocation }: Parcel,
  attempt: () => Promise<void>,
): Promise<boolean> {
  for (const [tried, pause] of PAUSES_MS.entries()) {
    await wait(pause);
    try {
      await attempt();
      return true;
    } catch (error) {
      const last = error instanceof Undeliverable || tried === PAUSES_MS.length - 1;
      log.warn({ invocation, reason: reasonOf(error), last }, "an answer did not get through");
      if (last) return false;
    }
  }
  return false;
}

async function sayNow(parts: AnswerParts, parcel: Parcel): Promise<void> {
  let posted: Posted | null = null;
  const remember = async (next: Posted): Promise<void> => {
    posted = next;
  };
  await persist(parts, parcel, () => parts.sender.send(parcel, posted, remember));
}

async function show({ lectern, log }: AnswerParts, parcel: Parcel): Promise<void> {
  try {
    await lectern.show(parcel);
  } catch (error) {
    // The answer itself is durable and comes by delivery.
    log.warn(
      { invocation: parcel.invocation, reason: reasonOf(error) },
      "the working line did not get through",
    );
  }
}

async function replyToCommand(
  parts: AnswerParts,
  parcel: Parcel,
  ack: AckFn<RespondArguments>,
): Promise<void> {
  const { reply, address } = parcel;
  const files = (reply.files ?? []).length > 0;
  const open = address.visibility === "public";
  // An acknowledgement carries no pictures, and says not where it stands, so nothing can be put into its thread.
  if (picturesOf(reply).length > 0 || (files && open)) {
    await ack();
    return sayNow(parts, parcel);
  }
  await ack({ response_type: open ? "in_channel" : "ephemeral", ...toSlackMessage(reply, {}) });
  if (!files || (await persist(parts, parcel, () => parts.sender.sendFiles(parcel)))) return;
  await parts.sender.tellAboutFiles(parcel);
}

async function workForCommand(
  parts: AnswerParts,
  parcel: Parcel,
  ack: AckFn<RespondArguments>,
): Promise<void> {
  if (parcel.address.visibility === "public") {
    await ack();
    return show(parts, parcel);
  }
  const message = toSlackMessage(parcel.reply, {});
  const said = { acknowledged: true };
  await parts.lectern.shown(parcel, said, () => ack({ response_type: "ephemeral", ...message }));
}

function formTrouble(form: Form, commandPrefix: string): Reply {
  const typed = `/${slackCommandName(form.command, commandPrefix)}`;
  const text = `The form did not open in time. Try once more, or type \`${typed}\` with its arguments.`;
  return { blocks: [{ kind: "text", text }], error: true };
}

export function slackAnswers(parts: AnswerParts): Answers {
  return {
    async toCommand(invocation, outcome, ack) {
      if (outcome.kind === "repeat") return ack();
      if (outcome.kind === "reply") return replyToCommand(parts, parcelOf(invocation, outcome), ack);
      return workForCommand(parts, outcome.parcel, ack);
    },

    async inPlace(invocation, outcome) {
      if (outcome.kind === "reply") await sayNow(parts, parcelOf(invocation, outcome));
      else if (outcome.kind === "working") await show(parts, outcome.parcel);
      else if (outcome.kind === "form") {
        const reply = formButton(outcome.form);
        await sayNow(parts, parcelOf(invocation, { reply, visibility: "private" }));
      }
    },

    async opened(invocation, form, open) {
      try {
        await open();
      } catch (error) {
        parts.log.warn({ invocation: invocation.id, reason: reasonOf(error) }, "a form did not open");
        const reply = formTrouble(form, parts.commandPrefix);
        await sayNow(parts, parcelOf(invocation, { reply, visibility: "private" }));
      }
    },
  };
}

/** A mention cannot open a form by itself: Slack wants a press for that. */
function formButton(form: Form): Reply {
  return {
    blocks: [
      { kind: "text", text: `${form.title}: a few things are missing.` },
      { kind: "actions", buttons: [{ action: "form", label: "Fill in the form", value: form.command }] },
    ],
  };
}
