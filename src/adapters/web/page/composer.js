import { commandOf, suggest } from "./complete.js";
import { element } from "./element.js";

/** @typedef {import("./complete.js").Suggestion} Suggestion */
/** @typedef {{ form: HTMLFormElement, input: HTMLTextAreaElement, choices: HTMLElement, hint: HTMLElement, count: HTMLElement }} Parts */
/** @typedef {{ commands: () => import("./complete.js").Command[], history: () => string[], send: (text: string) => void,
 *   complete: (command: string, argument: string, typed: string) => Promise<{ label: string, value: string }[]> }} Uses */

const PAUSE_MS = 60;
const MOST_ROWS = 8;

/** @param {Suggestion} suggestion @param {number} at */
function option({ label, detail }, at) {
  const name = element(/[/:]/.test(label) ? "code" : "span", {}, label);
  const more = detail === "" ? [] : [element("span", {}, detail)];
  return element("div", { role: "option", id: `choice-${at}`, "aria-selected": "false" }, name, ...more);
}

/** The command box: a combobox that completes commands and their arguments, with a history. */
export class Composer {
  /** @type {Suggestion[]} */
  #suggestions = [];
  #active = -1;
  /** Counts the questions for suggestions: only the newest answer is shown. */
  #asked = 0;
  #timer = 0;
  /** How many lines back in the history the box is; 0 is outside of it. */
  #back = 0;
  #parts;
  #uses;

  /** @param {Parts} parts @param {Uses} uses */
  constructor(parts, uses) {
    this.#parts = parts;
    this.#uses = uses;
    const { form, input, choices } = parts;
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("input", () => {
      this.#back = 0;
      this.#fit();
      this.#suggestSoon();
    });
    input.addEventListener("click", () => this.#suggestSoon());
    input.addEventListener("blur", () => this.#close());
    choices.addEventListener("pointerdown", (event) => event.preventDefault());
    choices.addEventListener("click", (event) => {
      const chosen = /** @type {Element} */ (event.target).closest("[role=option]");
      if (chosen !== null) this.#take([...choices.children].indexOf(chosen));
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#explain();
  }

  /** Gives back what could not be sent, unless something else was typed meanwhile. @param {string} text */
  restore(text) {
    if (this.#parts.input.value === "") this.#write(text);
  }

  focus() {
    this.#parts.input.focus();
  }

  #send() {
    const text = this.#parts.input.value.trim();
    if (text === "") return;
    this.#back = 0;
    this.#close();
    this.#write("");
    this.#uses.send(text);
  }

  /** @param {string} text */
  #write(text) {
    this.#parts.input.value = text;
    this.#parts.input.setSelectionRange(text.length, text.length);
    this.#fit();
    this.#explain();
  }

  /** As high as its lines; where the browser can, style sheets do better. */
  #fit() {
    const { input } = this.#parts;
    input.rows = Math.min(input.value.split("\n").length, MOST_ROWS);
  }

  #explain() {
    const command = commandOf(this.#parts.input.value, this.#uses.commands());
    this.#parts.hint.classList.toggle("usage", command !== undefined);
    this.#parts.hint.textContent =
      command === undefined
        ? "Tab completes, Enter sends, Shift+Enter begins a new line, the up arrow brings back what you sent."
        : `${command.usage}  ·  ${command.summary}`;
  }

  #suggestSoon() {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#suggest(), PAUSE_MS);
  }

  async #suggest() {
    this.#explain();
    this.#asked += 1;
    const mine = this.#asked;
    const { input } = this.#parts;
    const line = input.value.slice(0, input.selectionStart ?? input.value.length);
    const found = await suggest(line, this.#uses.commands(), this.#uses.complete).catch(() => []);
    if (mine === this.#asked) this.#open(found);
  }

  /** @param {Suggestion[]} found */
  #open(found) {
    if (found.length === 0) return this.#close();
    const { input, choices, count } = this.#parts;
    this.#suggestions = found;
    choices.replaceChildren(...found.map(option));
    choices.hidden = false;
    choices.scrollTop = 0;
    this.#select(-1);
    input.setAttribute("aria-expanded", "true");
    count.textContent = found.length === 1 ? "1 suggestion" : `${found.length} suggestions`;
  }

  #close() {
    const { input, choices, count } = this.#parts;
    this.#asked += 1;
    clearTimeout(this.#timer);
    this.#suggestions = [];
    this.#active = -1;
    choices.hidden = true;
    choices.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    count.textContent = "";
  }

  /** @param {number} index */
  #select(index) {
    const { input, choices } = this.#parts;
    this.#active = index;
    for (const [at, one] of [...choices.children].entries())
      one.setAttribute("aria-selected", String(at === index));
    const chosen = choices.children[index];
    if (chosen === undefined) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} index */
  #take(index) {
    const chosen = this.#suggestions[index];
    if (chosen === undefined) return;
    const { input } = this.#parts;
    const caret = input.selectionStart ?? input.value.length;
    const head = input.value.slice(0, chosen.start) + chosen.insert;
    input.value = head + input.value.slice(caret).trimStart();
    input.setSelectionRange(head.length, head.length);
    this.#close();
    void this.#suggest();
  }

  /** @param {number} step */
  #recall(step) {
    const lines = this.#uses.history();
    this.#back = Math.min(Math.max(this.#back + step, 0), lines.length);
    this.#close();
    this.#write(this.#back === 0 ? "" : (lines.at(-this.#back) ?? ""));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const handled =
      (this.#suggestions.length > 0 && this.#listKey(event)) ||
      this.#historyKey(event) ||
      this.#sendKey(event);
    if (handled) event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  #listKey(event) {
    const last = this.#suggestions.length - 1;
    if (event.key === "ArrowDown") this.#select(this.#active === last ? -1 : this.#active + 1);
    else if (event.key === "ArrowUp") this.#select(this.#active === -1 ? last : this.#active - 1);
    else if (event.key === "Tab" && !event.shiftKey) this.#take(Math.max(this.#active, 0));
    else if (event.key === "Enter" && this.#active >= 0) this.#take(this.#active);
    else if (event.key === "Escape") this.#close();
    else return false;
    return true;
  }

  /** With Shift, Enter begins a new line. @param {KeyboardEvent} event */
  #sendKey(event) {
    if (event.key !== "Enter" || event.shiftKey) return false;
    this.#parts.form.requestSubmit();
    return true;
  }

  /** @param {KeyboardEvent} event */
  #historyKey(event) {
    if (event.key === "ArrowUp" && (this.#parts.input.value === "" || this.#back > 0)) this.#recall(1);
    else if (event.key === "ArrowDown" && this.#back > 0) this.#recall(-1);
    else return false;
    return true;
  }
}
