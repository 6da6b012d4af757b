import type { Form } from "../adapters/adapter.ts";
import type { Arg, Command } from "./command.ts";
import { LARGEST } from "./files.ts";

function hintOf({ description, list, input }: Arg<unknown>): string {
  if (input === "file") return `${description}; at most ${LARGEST}`;
  return list === undefined ? description : `${description}, separated by commas`;
}

/** The form of a command: one field for each argument. */
export function formOf(command: Command): Form {
  return {
    command: command.name,
    title: command.name.charAt(0).toUpperCase() + command.name.slice(1),
    fields: Object.entries(command.args).map(([name, arg]) => ({
      name,
      label: name.charAt(0).toUpperCase() + name.slice(1),
      hint: hintOf(arg),
      required: arg.required,
      ...(arg.input === undefined ? {} : { input: arg.input }),
      ...(arg.choices === undefined ? {} : { choices: arg.choices }),
      ...(arg.complete === undefined
        ? {}
        : { suggested: { hint: arg.description, ...(arg.list === undefined ? {} : { list: arg.list }) } }),
    })),
  };
}
