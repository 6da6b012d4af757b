import { UserError } from "../errors.ts";
import type { Command } from "./command.ts";
import { LARGEST_FILE, type Platform } from "./invocation.ts";

/** The most that is read of a file, in words. */
export const LARGEST = `${LARGEST_FILE / 1e6} MB`;

export const takesFile = ({ args }: Command): boolean =>
  Object.values(args).some(({ input }) => input === "file");

/** How a file is sent to a command where it is asked for. */
export function howToSend({ name }: Pick<Command, "name">, argument: string, platform: Platform): string {
  switch (platform) {
    case "slack":
      return `Choose the file in the form of \`/${name}\`, or attach it to a message that mentions Lectern.`;
    case "discord":
      return `Choose the file in the option \`${argument}\` of \`/${name}\` or in its form, or attach it to a message that mentions Lectern.`;
    case "web":
      return `Choose the file in the form of \`/${name}\`, or attach it with the paper clip before you send the line.`;
    case "terminal":
      return "Name the file on the command line of the terminal: `--file <path>`.";
    default:
      return platform satisfies never;
  }
}

/** What is said when a file's name was typed instead. */
export function fileTyped(command: Command, argument: string, platform: Platform): UserError {
  const form = { action: "form", label: "Fill in a form", value: command.name };
  return new UserError(`A file cannot be typed. ${howToSend(command, argument, platform)}`, {
    argument,
    suggestions: platform === "terminal" ? [] : [form],
  });
}
