import { commandOf, suggest } from "./complete.js";
import { element } from "./element.js";

const PAUSE_MS = 60;

/**
 * The command box: a combobox that completes commands and their arguments, with a history.
 * @param {{ form: HTMLFormElement, input: HTMLInputElement, choices: HTMLElement, hint: HTMLElement, count: HTMLElement }} parts
 * @param {{ commands: () => import("./complete.js").Command[], history: () => string[], send: (text: string) => void,
 *   complete: (command: string, argument: string, typed: string) => Promise<{ label: string, value: string }[]> }} on
 */
export function createComposer({ form, input, choices, hint, count }, on) {
  /** @type {import("./complete.js").Suggestion[]} */
  let suggestions = [];
  let active = -1;
  let asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let past = 0;

  const close = () => {
    asked += 1;
    clearTimeout(timer);
    suggestions = [];
    active = -1;
    choices.hidden = true;
    choices.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    count.textContent = "";
  };

  const select = (/** @type {number} */ index) => {
    active = index;
    for (const [at, option] of [...choices.children].entries())
      option.setAttribute("aria-selected", String(at === active));
    const option = choices.children[active];
    if (option === undefined) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    }
  };

  const open = (/** @type {import("./complete.js").Suggestion[]} */ found) => {
    if (found.length === 0) return close();
    suggestions = found;
    choices.replaceChildren(
      ...found.map(({ label, detail }, at) =>
        element(
          "div",
          { role: "option", id: `choice-${at}`, "aria-selected": "false" },
          /[/:]/.test(label) ? element("code", {}, label) : element("span", {}, label),
          ...(detail === "" ? [] : [element("span", {}, detail)]),
        ),
      ),
    );
    choices.hidden = false;
    choices.scrollTop = 0;
    select(-1);
    input.setAttribute("aria-expanded", "true");
    count.textContent = found.length === 1 ? "1 suggestion" : `${found.length} suggestions`;
  };

  const say = () => {
    const command = commandOf(input.value, on.commands());
    hint.classList.toggle("usage", command !== undefined);
    hint.textContent =
      command === undefined
        ? "Tab completes, Enter sends, the up arrow brings back what you sent."
        : `${command.usage}  ·  ${command.summary}`;
  };

  const refresh = async () => {
    say();
    asked += 1;
    const mine = asked;
    const line = input.value.slice(0, input.selectionStart ?? input.value.length);
    const found = await suggest(line, on.commands(), on.complete).catch(() => []);
    if (mine === asked) open(found);
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE_MS);
  };

  const write = (/** @type {string} */ text) => {
    input.value = text;
    input.setSelectionRange(text.length, text.length);
    say();
  };

  const take = (/** @type {number} */ index) => {
    const chosen = suggestions[index];
    if (chosen === undefined) return;
    const caret = input.selectionStart ?? input.value.length;
    const head = input.value.slice(0, chosen.start) + chosen.insert;
    input.value = head + input.value.slice(caret).trimStart();
    input.setSelectionRange(head.length, head.length);
    close();
    void refresh();
  };

  const recall = (/** @type {number} */ step) => {
    const lines = on.history();
    past = Math.min(Math.max(past + step, 0), lines.length);
    close();
    write(past === 0 ? "" : (lines.at(-past) ?? ""));
  };

  const listKeys = (/** @type {KeyboardEvent} */ event) => {
    const last = suggestions.length - 1;
    if (event.key === "ArrowDown") select(active === last ? -1 : active + 1);
    else if (event.key === "ArrowUp") select(active === -1 ? last : active - 1);
    else if (event.key === "Tab" && !event.shiftKey) take(Math.max(active, 0));
    else if (event.key === "Enter" && active >= 0) take(active);
    else if (event.key === "Escape") close();
    else return false;
    return true;
  };

  const historyKeys = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "ArrowUp" && (input.value === "" || past > 0)) recall(1);
    else if (event.key === "ArrowDown" && past > 0) recall(-1);
    else return false;
    return true;
  };

  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const handled = (suggestions.length > 0 && listKeys(event)) || historyKeys(event);
    if (handled) event.preventDefault();
  });
  input.addEventListener("input", () => {
    past = 0;
    soon();
  });
  input.addEventListener("click", soon);
  input.addEventListener("blur", close);
  choices.addEventListener("pointerdown", (event) => event.preventDefault());
  choices.addEventListener("click", (event) => {
    const option = /** @type {Element} */ (event.target).closest("[role=option]");
    if (option !== null) take([...choices.children].indexOf(option));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (text === "") return;
    past = 0;
    close();
    write("");
    on.send(text);
  });

  say();
  return {
    /** Gives back what could not be sent, unless something else was typed meanwhile. @param {string} text */
    restore: (text) => {
      if (input.value === "") write(text);
    },
    focus: () => input.focus(),
  };
}
