import type { ActionsBlock, Button as SlackButton, StaticSelect } from "@slack/types";
import { SLACK, shorten } from "./limits.ts";
import type { BlockOf, Button, Menu } from "./reply.ts";
import { plainText } from "./slack-text.ts";

/** Slack wants every action_id of a message to be different; `slackAction` takes the number off again. */
const actionId = (action: string, number: number): string => `${action}:${number}`;

export function slackAction(id: string): string {
  return id.replace(/:\d+$/, "");
}

const ROOM_FOR_NUMBER = 6;
const fits = (action: string): boolean => action !== "" && action.length <= SLACK.actionId - ROOM_FOR_NUMBER;

function slackButton(button: Button, number: number): SlackButton {
  return {
    type: "button",
    action_id: actionId(button.action, number),
    text: plainText(shorten(button.label, SLACK.buttonText) || "…"),
    ...(button.value === "" ? {} : { value: button.value }),
    ...(button.style === undefined ? {} : { style: button.style }),
  };
}

function slackMenu(menu: Menu, number: number): StaticSelect {
  return {
    type: "static_select",
    action_id: actionId(menu.action, number),
    placeholder: plainText(shorten(menu.label, SLACK.placeholder) || "Choose"),
    options: menu.options
      .filter((option) => usableOption(option))
      .slice(0, SLACK.optionsPerSelect)
      .map((option) => ({
        text: plainText(shorten(option.label, SLACK.optionText) || "…"),
        value: option.value,
        ...(option.description
          ? { description: plainText(shorten(option.description, SLACK.optionText)) }
          : {}),
      })),
  };
}

const usableOption = (option: Menu["options"][number]): boolean =>
  option.value !== "" && option.value.length <= SLACK.optionText;

/** A cut value would do something else than its label says, so such a button is left out and named. */
function leftOut(block: BlockOf<"actions">): string[] {
  const buttons = block.buttons.filter((button) => !usableButton(button)).map((button) => button.label);
  const menus = (block.menus ?? []).flatMap((menu) => {
    const missing =
      menu.options.length - Math.min(menu.options.filter(usableOption).length, SLACK.optionsPerSelect);
    if (!usableMenu(menu)) return [menu.label];
    return missing === 0 ? [] : [`${missing} of ${menu.options.length} choices of ${menu.label}`];
  });
  return [...buttons, ...menus].map((label) => shorten(label, SLACK.buttonText));
}

const usableButton = (button: Button): boolean =>
  fits(button.action) && button.value.length <= SLACK.buttonValue;
const usableMenu = (menu: Menu): boolean => fits(menu.action) && menu.options.some(usableOption);

/** `first` numbers the controls; the caller passes how many the message already has. */
export function actionsBlocks(
  block: BlockOf<"actions">,
  first: number,
): { blocks: ActionsBlock[]; controls: number; leftOut: string[] } {
  const elements: ActionsBlock["elements"] = [
    ...block.buttons.filter(usableButton).map((button, at) => slackButton(button, first + at)),
  ];
  for (const menu of (block.menus ?? []).filter(usableMenu))
    elements.push(slackMenu(menu, first + elements.length));
  const blocks: ActionsBlock[] = [];
  for (let at = 0; at < elements.length; at += SLACK.buttonsPerActions) {
    blocks.push({ type: "actions", elements: elements.slice(at, at + SLACK.buttonsPerActions) });
  }
  return { blocks, controls: elements.length, leftOut: leftOut(block) };
}
