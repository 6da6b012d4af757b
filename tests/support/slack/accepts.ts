/** What Slack answers when it refuses; `error` is its code. */
export class SlackRefusal extends Error {
  override readonly name = "SlackRefusal";
  readonly error: string;
  constructor(error: string, detail = "") {
    super(`${error}${detail === "" ? "" : `: ${detail}`}`);
    this.error = error;
  }
}

export type Data = { [key: string]: unknown };

export const isData = (value: unknown): value is Data =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function refuse(detail: string): never {
  throw new SlackRefusal("invalid_blocks", detail);
}

const list = (value: unknown, what: string): Data[] => {
  if (!Array.isArray(value) || !value.every(isData)) refuse(`${what} is not a list of objects`);
  return value;
};

function string(value: unknown, most: number, what: string): string {
  if (typeof value !== "string" || value.length === 0) refuse(`${what}: must be more than 0 characters`);
  if (value.length > most) refuse(`${what}: ${value.length} characters, must be at most ${most}`);
  return value;
}

function count(items: readonly unknown[], least: number, most: number): void {
  if (items.length < least || items.length > most)
    refuse(`${items.length} items, allowed are ${least} to ${most}`);
}

/** Slack refuses a bare `<` that is no link, mention or date only silently; our texts must never hold a ping. */
function noPing(text: string): void {
  if (/<[!@#]/.test(text)) throw new Error(`a ping got through: ${text.slice(0, 200)}`);
}

function text(value: unknown, most: number, kinds = ["mrkdwn", "plain_text"]): void {
  if (!isData(value)) refuse("text object missing");
  if (!kinds.includes(String(value.type))) refuse(`text type ${value.type}`);
  const words = string(value.text, most, "text");
  if (value.type === "mrkdwn") noPing(words);
}

const plain = (value: unknown, most: number): void => text(value, most, ["plain_text"]);

function options(value: unknown): void {
  const all = list(value, "options");
  count(all, 1, 100);
  for (const each of all) {
    option(each);
    if (each.description !== undefined) plain(each.description, 75);
  }
}

function option(each: unknown): void {
  if (!isData(each)) refuse("option");
  plain(each.text, 75);
  string(each.value, 75, "option value");
}

/** A select whose options the app is asked for. */
function externalSelect(each: Data): void {
  if (each.placeholder !== undefined) plain(each.placeholder, 150);
  const {
    min_query_length: least,
    max_selected_items: most,
    initial_option: one,
    initial_options: some,
  } = each;
  if (least !== undefined && !(Number.isInteger(least) && Number(least) >= 0)) refuse("min_query_length");
  if (each.options !== undefined) refuse("options in an external select");
  const several = each.type === "multi_external_select";
  if (several ? one !== undefined : some !== undefined || most !== undefined) refuse("initial option");
  if (most !== undefined && !(Number.isInteger(most) && Number(most) >= 1)) refuse("max_selected_items");
  if (one !== undefined) option(one);
  if (some === undefined) return;
  const all = list(some, "initial_options");
  count(all, 1, typeof most === "number" ? most : 100);
  for (const initial of all) option(initial);
}

/** What an app may answer when Slack asks for options; none is an empty list. */
export function assertSlackAcceptsOptions(answer: Data): Data[] {
  const all = list(answer.options, "options");
  count(all, 0, 100);
  for (const each of all) option(each);
  return all;
}

function element(each: Data): void {
  string(each.action_id, 255, "action_id");
  if (each.type === "button") {
    plain(each.text, 75);
    if (each.value !== undefined) string(each.value, 2_000, "value");
    if (each.style !== undefined && each.style !== "primary" && each.style !== "danger") refuse("style");
  } else if (each.type === "static_select") {
    if (each.placeholder !== undefined) plain(each.placeholder, 150);
    options(each.options);
  } else if (each.type === "external_select" || each.type === "multi_external_select") {
    externalSelect(each);
  } else if (each.type === "plain_text_input") {
    const { multiline, max_length: most = 3_000 } = each;
    if (multiline !== undefined && typeof multiline !== "boolean") refuse("multiline");
    if (typeof most !== "number" || most < 1 || most > 3_000) refuse("max_length");
    if (each.initial_value !== undefined) string(each.initial_value, Number(most), "initial_value");
  } else refuse(`element ${each.type}`);
}

/** Only in modals, and only of apps that may read files. */
function fileInput({ action_id, filetypes, max_files: most = 10 }: Data): void {
  string(action_id, 255, "action_id");
  if (typeof most !== "number" || !Number.isInteger(most) || most < 1 || most > 10) refuse("max_files");
  if (filetypes === undefined) return;
  if (!Array.isArray(filetypes)) refuse("filetypes");
  count(filetypes, 1, 100);
  for (const type of filetypes) if (!/^[a-z0-9]+$/.test(String(type))) refuse(`filetype ${String(type)}`);
}

function cells(block: Data, leastRows: number, mostRows: number): void {
  if (!Array.isArray(block.rows)) refuse("rows");
  count(block.rows, leastRows, mostRows);
  const widths = new Set<number>();
  for (const row of block.rows) {
    const all = list(row, "row");
    count(all, 1, 20);
    widths.add(all.length);
    for (const cell of all) {
      if (cell.type !== "raw_text" && cell.type !== "raw_number") refuse(`cell ${cell.type}`);
      string(cell.text, 10_000, "cell");
      if (cell.type === "raw_number" && typeof cell.value !== "number") refuse("raw_number value");
    }
  }
  if (widths.size !== 1) refuse("rows of different lengths");
}

const CHECKS: Record<string, (block: Data) => void> = {
  header: (block) => plain(block.text, 150),
  section: (block) => {
    if (block.text === undefined && block.fields === undefined) refuse("section without text or fields");
    if (block.text !== undefined) text(block.text, 3_000);
    if (block.fields === undefined) return;
    const fields = list(block.fields, "fields");
    count(fields, 1, 10);
    for (const field of fields) text(field, 2_000);
  },
  context: (block) => {
    const elements = list(block.elements, "elements");
    count(elements, 1, 10);
    for (const each of elements) text(each, 3_000);
  },
  actions: (block) => {
    const elements = list(block.elements, "elements");
    count(elements, 1, 25);
    for (const each of elements) element(each);
  },
  image: (block) => {
    string(block.alt_text, 2_000, "alt_text");
    const file = block.slack_file;
    if (isData(file)) {
      if ((file.id === undefined) === (file.url === undefined)) refuse("slack_file wants id or url");
    } else string(block.image_url, 3_000, "image_url");
  },
  divider: () => undefined,
  table: (block) => cells(block, 1, 100),
  data_table: (block) => {
    string(block.caption, 1_000, "caption");
    cells(block, 2, 101);
    const size = block.page_size ?? 5;
    if (typeof size !== "number" || size < 1 || size > 100) refuse("page_size");
  },
  input: (block) => {
    plain(block.label, 2_000);
    if (block.hint !== undefined) plain(block.hint, 2_000);
    if (!isData(block.element)) refuse("input without element");
    if (block.element.type === "file_input") fileInput(block.element);
    else element(block.element);
  },
};

function collect(value: unknown, keys: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => collect(each, keys));
  if (!isData(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    keys.includes(key) && typeof each === "string" ? [each] : collect(each, keys),
  );
}

const length = (parts: string[]): number => parts.reduce((sum, part) => sum + part.length, 0);

const SURFACES: Record<string, string[]> = {
  message: ["header", "section", "context", "actions", "image", "divider", "table", "data_table"],
  home: ["header", "section", "context", "actions", "image", "divider", "input"],
  modal: ["header", "section", "context", "actions", "image", "divider", "input"],
};

function checkBlocks(value: unknown, surface: string, most: number): void {
  const blocks = list(value, "blocks");
  if (blocks.length > most) refuse(`${blocks.length} blocks, must be at most ${most}`);
  for (const block of blocks) {
    const type = String(block.type);
    if (!SURFACES[surface]?.includes(type)) refuse(`block type ${type} in a ${surface}`);
    if (block.block_id !== undefined) string(block.block_id, 255, "block_id");
    CHECKS[type]?.(block);
    const asksForFile = isData(block.element) && block.element.type === "file_input";
    if (asksForFile && surface !== "modal") refuse(`file_input in a ${surface}`);
  }
  const ids = blocks.flatMap((block) => (block.type === "actions" ? collect(block, ["action_id"]) : []));
  if (new Set(ids).size !== ids.length) refuse("action_id is not unique");
  if (blocks.filter((block) => block.type === "table").length > 1) refuse("only_one_table_allowed");
  const tables = blocks.filter((block) => block.type === "table" || block.type === "data_table");
  for (const table of tables) if (length(collect(table, ["text"])) > 10_000) refuse("table text over 10000");
}

/** Throws what Slack would answer to this message; returns for a message Slack takes. */
export function assertSlackAccepts(message: { text?: unknown; blocks?: unknown }): void {
  const words = message.text;
  if ((words === undefined || words === "") && message.blocks === undefined)
    throw new SlackRefusal("no_text");
  if (words !== undefined && typeof words !== "string") throw new SlackRefusal("invalid_arguments", "text");
  if (typeof words === "string") {
    noPing(words);
    // Slack itself cuts at 40,000 and advises 4,000.
    if (words.length > 4_000) throw new SlackRefusal("msg_too_long", `${words.length} characters`);
  }
  if (message.blocks === undefined) return;
  checkBlocks(message.blocks, "message", 50);
  if (length(collect(message.blocks, ["text", "alt_text", "caption"])) > 13_000) {
    throw new SlackRefusal("msg_blocks_too_long");
  }
}

/** The same for a modal or a home tab. */
export function assertSlackAcceptsView(view: unknown): void {
  if (!isData(view)) throw new SlackRefusal("invalid_arguments", "view");
  const type = String(view.type);
  if (type !== "modal" && type !== "home") throw new SlackRefusal("invalid_arguments", `view type ${type}`);
  checkBlocks(view.blocks, type, 100);
  if (view.private_metadata !== undefined && String(view.private_metadata).length > 3_000) {
    throw new SlackRefusal("invalid_arguments", "private_metadata too long");
  }
  const blocks = list(view.blocks, "blocks");
  const ids = blocks.flatMap((block) => (block.block_id === undefined ? [] : [block.block_id]));
  if (new Set(ids).size !== ids.length) refuse("block_id is not unique");
  if (type === "home") return;
  plain(view.title, 24);
  if (view.callback_id !== undefined) string(view.callback_id, 255, "callback_id");
  const inputs = blocks.some((block) => block.type === "input");
  if (inputs && view.submit === undefined) refuse("a modal with inputs needs submit");
  if (view.submit !== undefined) plain(view.submit, 24);
  if (view.close !== undefined) plain(view.close, 24);
}
