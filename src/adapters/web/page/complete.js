/** @typedef {{ name: string, description: string, position: string, list: boolean, required: boolean,
 *   completes: boolean }} Argument */
/** @typedef {{ name: string, summary: string, usage: string }} Family */
/** @typedef {{ name: string, aliases: string[], family?: Family, summary: string, usage: string, access: string,
 *   examples: string[], args: Argument[] }} Command */
/** @typedef {{ start: number, text: string }} Word */
/** `insert` replaces the line from `start` to the caret. */
/** @typedef {{ label: string, detail: string, insert: string, start: number }} Suggestion */

const MOST = 12;
/** Words of a name: "lab embed pool" is another one of "lab pool". */
const LONGEST_NAME = 3;

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

/** @param {Word[]} words */
const asName = (words) =>
  words
    .map(({ text }) => text)
    .join(" ")
    .replace(/^\//, "")
    .toLowerCase();

/** @param {string} name */
const secondWord = (name) => name.split(" ")[1] ?? "";

/** The command with the longest name that the words begin with. @param {Word[]} words @param {Command[]} commands */
function commandAt(words, commands) {
  for (let count = Math.min(words.length, LONGEST_NAME); count > 0; count--) {
    const name = asName(words.slice(0, count));
    const command =
      commands.find((one) => one.name === name) ?? commands.find(({ aliases }) => aliases.includes(name));
    if (command !== undefined) return { command, count };
  }
  return undefined;
}

/** @param {Word | undefined} word @param {Command[]} commands */
function familyAt(word, commands) {
  const name = word === undefined ? "" : asName([word]);
  return commands.filter(({ family }) => family?.name === name);
}

/** The command that a line gives, else the family it names. @param {string} line @param {Command[]} commands */
export function commandOf(line, commands) {
  const words = wordsOf(line);
  return commandAt(words, commands)?.command ?? familyAt(words[0], commands)[0]?.family;
}

/**
 * Commands for a first word; a family is one of them, and its members are there once it is named, or meant by their own.
 * @param {Word} word @param {Command[]} commands @returns {Suggestion[]}
 */
function commandNames({ text, start }, commands) {
  const slash = text.startsWith("/");
  const partial = text.replace(/^\//, "").toLowerCase();
  if (!slash && partial.length < 2) return [];
  const entries = new Map(
    commands.map((command) => [(command.family ?? command).name, command.family ?? command]),
  );
  const begins = [...entries.values()].filter(({ name }) => name.startsWith(partial));
  const members = commands.filter(
    ({ name, family }) =>
      family?.name === partial || (family && begins.length === 0 && secondWord(name).includes(partial)),
  );
  const others = [...entries.values()].filter(
    ({ name }) => !name.startsWith(partial) && name.includes(partial),
  );
  return [...begins, ...(slash ? [...members, ...others] : [])].map(({ name, summary }) => ({
    label: `/${name}`,
    detail: summary,
    insert: `/${name} `,
    start,
  }));
}

/** The members of a family for a second word. @param {Word[]} words @param {Command[]} commands @returns {Suggestion[]} */
function memberNames([first, second], commands) {
  const partial = second?.text.toLowerCase() ?? "";
  return familyAt(first, commands)
    .map(({ name, summary }) => ({ label: `/${name}`, detail: summary, word: secondWord(name) }))
    .filter(({ word }) => word.includes(partial))
    .sort((a, b) => Number(b.word.startsWith(partial)) - Number(a.word.startsWith(partial)))
    .map(({ word, ...about }) => ({ ...about, insert: `${word} `, start: second?.start ?? 0 }));
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
  const all = wordsOf(line);
  const [first] = all;
  if (first === undefined || first.text === "") return [];
  if (all.length === 1) return commandNames(first, commands).slice(0, 40);
  // A word that is being typed is no part of the name yet.
  const found = commandAt(all.slice(0, -1), commands);
  if (found === undefined) return all.length === 2 ? memberNames(all, commands) : [];
  const { command } = found;
  const words = all.slice(found.count);

  const { used, loose, argument, prefix, typed, start } = argumentAt(words, command, line);
  const offered = argument?.completes ? await complete(command.name, argument.name, typed) : [];
  const taken = new Set(argument?.list ? loose.map(({ text }) => unquote(text)) : []);
  const insertOf = (/** @type {string} */ value) =>
    argument?.position === "rest" && !argument.list && prefix === "" ? value : quote(value);
  const values = offered
    .filter(({ value }) => !taken.has(value))
    .slice(0, MOST)
    .map(({ label, value }) => ({
      label,
      detail: label.toLowerCase() === value.toLowerCase() ? "" : value,
      insert: `${prefix}${insertOf(value)} `,
      start,
    }));
  const last = /** @type {Word} */ (words.at(-1));
  // In the middle of a sentence a key is offered for its own beginning.
  const begun = last.text === "" ? typed : unquote(last.text);
  const keys = command.args
    .filter(({ name, position }) => position === "named" && prefix === "" && !used.has(name))
    .filter(({ name }) => `${name}:`.startsWith(begun))
    .map(({ name, description }) => ({
      label: `${name}:`,
      detail: description,
      insert: `${name}:`,
      start: last.start,
    }));
  return [...values, ...keys];
}
