import type { Form } from "../adapters/adapter.ts";
import type { Command } from "./command.ts";

/** The form of a command: one field for each argument. */
export function formOf(command: Command): Form {
  return {
    command: command.name,
    title: command.name.charAt(0).toUpperCase() + command.name.slice(1),
    fields: Object.entries(command.args).map(([name, arg]) => ({
      name,
      label: name.charAt(0).toUpperCase() + name.slice(1),
      hint: arg.list === undefined ? arg.description : `${arg.description}, separated by commas`,
      required: arg.required,
      ...(arg.choices === undefined ? {} : { choices: arg.choices }),
      ...(arg.complete === undefined
        ? {}
        : { suggested: { hint: arg.description, ...(arg.list === undefined ? {} : { list: arg.list }) } }),
    })),
  };
}
