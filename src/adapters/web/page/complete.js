/** @typedef {{ name: string, description: string, position: string, list: boolean, required: boolean,
 *   completes: boolean }} Argument */
/** @typedef {{ name: string, summary: string, usage: string, access: string, examples: string[],
 *   args: Argument[] }} Command */
/** @typedef {{ start: number, text: string }} Word */
/** `insert` replaces the line from `start` to the caret. */
/** @typedef {{ label: string, detail: string, insert: string, start: number }} Suggestion */

const MOST = 12;

/** Words of the line up to the caret; the last one is being typed and may be empty. @param {string} line @returns {Word[]} */
function wordsOf(line) {
  /** @type {Word[]} */
  const words = [{ start: 0, text: "" }];
  let quoted = false;
  for (const [at, sign] of [...line].entries()) {
    const word = /** @type {Word} */ (words.at(-1));
    if (sign === '"') quoted = !quoted;
    if (/\s/.test(sign) && !quoted) {
      if (word.text === "") word.start = at + 1;
      else words.push({ start: at + 1, text: "" });
    } else word.text += sign;
  }
  return words;
}

/** @param {string} value */
const quote = (value) => (/\s/.test(value) ? `"${value}"` : value);
/** @param {string} text */
const unquote = (text) => text.replaceAll('"', "");

/** @param {string} line @param {Command[]} commands */
export function commandOf(line, commands) {
  const first = line.trimStart().split(/\s/, 1)[0]?.replace(/^\//, "").toLowerCase();
  return commands.find((command) => command.name === first);
}

/** @param {string} typed @param {Command[]} commands @returns {Suggestion[]} */
function commandNames(typed, commands, start) {
  const partial = typed.replace(/^\//, "").toLowerCase();
  if (!typed.startsWith("/") && partial.length < 2) return [];
  const begins = commands.filter(({ name }) => name.startsWith(partial));
  const within = commands.filter(({ name }) => !name.startsWith(partial) && name.includes(partial));
  return [...begins, ...(typed.startsWith("/") ? within : [])].map(({ name, summary }) => ({
    label: `/${name}`,
    detail: summary,
    insert: `/${name} `,
    start,
  }));
}

/**
 * Which argument is being typed, and which are taken.
 * @param {Word[]} words without the command @param {Command} command @param {string} line
 */
function argumentAt(words, command, line) {
  const before = words.slice(0, -1);
  const current = /** @type {Word} */ (words.at(-1));
  const keyOf = (/** @type {Word} */ word) =>
    command.args.find(({ name }) => word.text.startsWith(`${name}:`));
  const used = new Set(before.map((word) => keyOf(word)?.name).filter(Boolean));
  const loose = before.filter((word) => keyOf(word) === undefined);
  const key = keyOf(current);
  if (key !== undefined) {
    const prefix = `${key.name}:`;
    return {
      used,
      loose,
      argument: key,
      prefix,
      typed: unquote(current.text.slice(prefix.length)),
      start: current.start,
    };
  }
  const places = command.args.filter(({ name, position }) => position !== "named" && !used.has(name));
  const at = places.findIndex(
    ({ list, position }, index) => index >= loose.length || list || position === "rest",
  );
  const argument = places[at];
  // A list is completed entry by entry, a sentence or a name of several words as a whole.
  if (argument?.position !== "rest" || argument.list)
    return { used, loose, argument, prefix: "", typed: unquote(current.text), start: current.start };
  const start = loose[at]?.start ?? current.start;
  return { used, loose, argument, prefix: "", typed: line.slice(start), start };
}

/**
 * What may come next in the line.
 * @param {string} line up to the caret @param {Command[]} commands
 * @param {(command: string, argument: string, typed: string) => Promise<{ label: string, value: string }[]>} complete
 * @returns {Promise<Suggestion[]>}
 */
export async function suggest(line, commands, complete) {
  const [first, ...words] = wordsOf(line);
  if (first === undefined || first.text === "") return [];
  if (words.length === 0) return commandNames(first.text, commands, first.start).slice(0, 40);
  const command = commandOf(line, commands);
  if (command === undefined) return [];

  const { used, loose, argument, prefix, typed, start } = argumentAt(words, command, line);
  const found = argument?.completes ? await complete(command.name, argument.name, typed) : [];
  const taken = new Set(argument?.list ? loose.map(({ text }) => unquote(text)) : []);
  const insertOf = (/** @type {string} */ value) =>
    argument?.position === "rest" && !argument.list && prefix === "" ? value : quote(value);
  const values = found
    .filter(({ value }) => !taken.has(value))
    .slice(0, MOST)
    .map(({ label, value }) => ({
      label,
      detail: label.toLowerCase() === value.toLowerCase() ? "" : value,
      insert: `${prefix}${insertOf(value)} `,
      start,
    }));
  const keys = command.args
    .filter(({ name, position }) => position === "named" && prefix === "" && !used.has(name))
    .filter(({ name }) => `${name}:`.startsWith(typed))
    .map(({ name, description }) => ({
      label: `${name}:`,
      detail: description,
      insert: `${name}:`,
      start: /** @type {Word} */ (words.at(-1)).start,
    }));
  return [...values, ...keys];
}
