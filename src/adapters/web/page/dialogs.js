import { byId, element } from "./element.js";

/** @typedef {{ label: string, value: string }} Choice */
/** @typedef {{ name: string, label: string, hint: string, required: boolean, value?: string,
 *   input?: "lines" | "file", choices?: { label: string, value: string }[] }} Field */

const CONTROLS = "input, select, textarea";

/** Offers values while typing; in a list, for the entry after the last comma. */
function offer(input, list, complete) {
  let asked = 0;
  input.addEventListener("input", async () => {
    asked += 1;
    const mine = asked;
    const done = input.value.slice(0, input.value.lastIndexOf(",") + 1);
    const found = await complete(input.name, input.value.slice(done.length).trim()).catch(() => []);
    if (mine !== asked) return;
    const lead = done === "" ? "" : `${done} `;
    list.replaceChildren(
      ...found.map(({ label, value }) =>
        element("option", { value: lead + value }, label === value ? "" : label),
      ),
    );
  });
}

/** @param {Field} field @param {(argument: string, typed: string) => Promise<Choice[]>} complete */
function fieldElement(field, complete) {
  const id = `field-${field.name}`;
  const common = { id, name: field.name, "aria-describedby": `${id}-hint`, required: field.required };
  const label = element("label", { for: id }, field.label);
  if (!field.required) label.append(" ", element("span", { class: "optional" }, "optional"));
  const hint = element("p", { id: `${id}-hint` }, field.hint);
  if (field.choices !== undefined) {
    const select = element(
      "select",
      common,
      element("option", { value: "" }, field.required ? "Choose…" : "None"),
    );
    for (const choice of field.choices)
      select.append(
        element("option", { value: choice.value, selected: choice.value === field.value }, choice.label),
      );
    return element("div", { class: "field" }, label, select, hint);
  }
  if (field.input === "lines") {
    const area = element("textarea", { ...common, rows: "6", spellcheck: "false" }, field.value ?? "");
    return element("div", { class: "field" }, label, area, hint);
  }
  if (field.input === "file") {
    const input = element("input", { ...common, type: "file", accept: ".csv,.tsv,.txt" });
    return element("div", { class: "field" }, label, input, hint);
  }
  const list = element("datalist", { id: `${id}-list` });
  const input = element("input", {
    ...common,
    type: "text",
    value: field.value ?? "",
    list: list.id,
    autocomplete: "off",
  });
  offer(input, list, complete);
  return element("div", { class: "field" }, label, input, list, hint);
}

/** The dialog for the form of a command: stays open, with everything typed, until it is accepted or put away. */
export function createFormDialog() {
  const dialog = byId("form-dialog");
  const form = byId("form");
  const fields = byId("form-fields");
  const error = byId("form-error");
  const button = byId("form-submit");
  let submit = async (/** @type {Record<string, string>} */ _options, /** @type {File[]} */ _files) => "";

  byId("form-cancel").addEventListener("click", () => dialog.close());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const inputs = [...fields.querySelectorAll(CONTROLS)];
    const missing = inputs.filter((input) => input.required && input.value.trim() === "");
    for (const input of inputs) input.setAttribute("aria-invalid", String(missing.includes(input)));
    if (missing.length > 0) {
      const names = missing.map((input) => input.labels[0]?.textContent.trim()).join(", ");
      error.textContent = `Still needed: ${names}.`;
      missing[0].focus();
      return;
    }
    button.disabled = true;
    const filled = inputs.filter((input) => input.value.trim() !== "");
    const typed = filled.filter((input) => input.type !== "file");
    const options = Object.fromEntries(typed.map((input) => [input.name, input.value.trim()]));
    const problem = await submit(
      options,
      filled.flatMap((input) => [...(input.files ?? [])]),
    );
    button.disabled = false;
    error.innerHTML = problem;
    if (problem === "") dialog.close();
    else fields.querySelector(CONTROLS)?.focus();
  });

  return {
    /**
     * @param {{ command: string, title: string, fields: Field[] }} asked
     * @param {{ complete: (argument: string, typed: string) => Promise<Choice[]>,
     *   submit: (options: Record<string, string>, files: File[]) => Promise<string> }} on  `submit` gives HTML to show, or "" to close
     */
    open: (asked, on) => {
      submit = on.submit;
      byId("form-title").textContent = asked.title;
      error.replaceChildren();
      fields.replaceChildren(...asked.fields.map((field) => fieldElement(field, on.complete)));
      if (!dialog.open) dialog.showModal();
      fields.querySelector(CONTROLS)?.focus();
    },
    close: () => dialog.close(),
  };
}

/** Shows pictures in full size. @param {HTMLElement} log */
export function openPicturesFrom(log) {
  const dialog = byId("picture-dialog");
  const picture = byId("picture");
  log.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = /** @type {Element} */ (event.target).closest("a[data-picture]");
    if (link === null) return;
    event.preventDefault();
    picture.src = link.getAttribute("href");
    picture.alt = link.querySelector("img")?.alt ?? "";
    dialog.showModal();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}
