import type { Reply } from "../../replies/reply.ts";
import type { Invocation } from "../../router/invocation.ts";
import type { Form } from "../adapter.ts";

/** Enough for a class that all mistype at once; forgotten in a restart, when the form merely opens empty. */
const REMEMBERED = 200;

const opens = (reply: Reply, command: string): boolean =>
  reply.blocks.some(
    (block) =>
      block.kind === "actions" &&
      block.buttons.some(({ action, value }) => action === "form" && value === command),
  );

/** Says that more is needed, with the button that opens the form. */
export function formButton(form: Form): Reply {
  return {
    blocks: [
      { kind: "text", text: "A little more is needed." },
      {
        kind: "actions",
        buttons: [{ action: "form", label: "Open the form", value: form.command, style: "primary" }],
      },
    ],
  };
}

/**
 * Discord closes a form whatever its answers were. A mistake is therefore answered with a button that opens it again,
 * filled in as it was.
 */
export function rememberedForms() {
  const typed = new Map<string, Record<string, string>>();
  const key = (person: string, command: string): string => `${person} ${command}`;

  return {
    /** The reply to a submitted form; when it is an error, with "Try again". */
    submitted({ input, person }: Invocation, reply: Reply): Reply {
      if (input.kind !== "options") return reply;
      typed.delete(key(person.id, input.command));
      if (reply.error !== true) return reply;
      typed.set(key(person.id, input.command), input.options);
      const [oldest] = typed.keys();
      if (typed.size > REMEMBERED && oldest !== undefined) typed.delete(oldest);
      if (opens(reply, input.command)) return reply;
      const again = { action: "form", label: "Try again", value: input.command, style: "primary" } as const;
      return { ...reply, blocks: [...reply.blocks, { kind: "actions", buttons: [again] }] };
    },
    filled({ input, person }: Invocation, form: Form): Form {
      const before = input.kind === "action" ? typed.get(key(person.id, form.command)) : undefined;
      if (before === undefined) return form;
      const fields = form.fields.map((field) => {
        const value = field.value ?? before[field.name];
        return value === undefined ? field : { ...field, value };
      });
      return { ...form, fields };
    },
  };
}
