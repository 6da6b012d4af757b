import { firstWord } from "../../router/families.ts";

/** Commands of Slack's own; an app's command of the same name would never be reached. */
const RESERVED = new Set(
  (
    "active apps archive away call canvas collapse dm dnd expand feed feedback giphy help huddle invite invite_people " +
    "join keys leave list me mention msg mute open pause people prefs remind remove rename search shortcuts shrug star " +
    "status topic unmute who workflow"
  ).split(" "),
);

/**
 * How a command is called in Slack, without the slash: everything the program takes its names from goes through here. Of a
 * family Slack knows the first word alone, which is what may be reserved.
 */
export function slackCommandName(name: string, prefix: string): string {
  if (prefix !== "") return `${prefix}${name}`;
  return RESERVED.has(firstWord(name)) ? `lectern-${name}` : name;
}
