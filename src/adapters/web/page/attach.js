import { element } from "./element.js";

/**
 * The file that goes along with the next line: chosen with a button, shown by its name, taken away again with another.
 * @param {{ button: HTMLElement, input: HTMLInputElement, shown: HTMLElement, changed: () => void }} parts
 */
export function attachment({ button, input, shown, changed }) {
  /** @type {File | undefined} */
  let file;

  /** @param {File | undefined} chosen */
  function show(chosen) {
    file = chosen;
    input.value = "";
    shown.hidden = file === undefined;
    shown.replaceChildren();
    if (file === undefined) return;
    const remove = element("button", { type: "button", "aria-label": `Remove the file ${file.name}` }, "×");
    remove.addEventListener("click", () => {
      show(undefined);
      changed();
    });
    shown.append(element("span", {}, file.name), remove);
  }

  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const [chosen] = input.files ?? [];
    if (chosen === undefined) return;
    show(chosen);
    changed();
  });

  return {
    files: () => (file === undefined ? [] : [file]),
    /** Puts away what was sent, unless another was chosen meanwhile. @param {File[]} files */
    sent: (files) => {
      if (file !== undefined && files.includes(file)) show(undefined);
    },
  };
}
