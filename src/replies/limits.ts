/** What the platforms refuse to take, each number once. Characters unless said otherwise. */

export const SLACK = {
  blocksPerMessage: 50,
  blocksPerView: 100,
  /** All text of a message's blocks together; above ~13,000 Slack answers `msg_blocks_too_long`. */
  messageText: 12_000,
  fallbackText: 4_000,
  headerText: 150,
  sectionText: 3_000,
  fieldsPerSection: 10,
  fieldText: 2_000,
  contextElements: 10,
  buttonsPerActions: 25,
  buttonText: 75,
  buttonValue: 2_000,
  actionId: 255,
  blockId: 255,
  optionText: 75,
  optionsPerSelect: 100,
  altText: 2_000,
  tablesPerMessage: 1,
  tableRows: 100,
  tableColumns: 20,
  dataTableRows: 101,
  /** All cells of a message's tables together. */
  tableText: 10_000,
  cellText: 500,
  caption: 200,
  modalTitle: 24,
  placeholder: 150,
  labelText: 2_000,
  inputText: 3_000,
  formError: 300,
  privateMetadata: 3_000,
  slashCommands: 50,
  messageShortcuts: 10,
  commandName: 32,
  commandDescription: 2_000,
  usageHint: 1_000,
  shortcutName: 24,
  shortcutDescription: 150,
} as const;

export const DISCORD = {
  componentsPerMessage: 40,
  /** All text displays of a message together. */
  messageText: 4_000,
  altText: 1_024,
  buttonsPerRow: 5,
  buttonLabel: 80,
  customId: 100,
  selectOptions: 25,
  optionText: 100,
  placeholder: 150,
  galleryItems: 10,
  attachments: 10,
  attachmentBytes: 10 * 1024 * 1024,
  modalTitle: 45,
  modalFields: 5,
  labelText: 45,
  labelDescription: 100,
  textInput: 4_000,
  slashCommands: 100,
  messageMenus: 15,
  commandName: 32,
  commandDescription: 100,
  commandOptions: 25,
  /** Commands of one family. */
  subcommands: 25,
  /** All names, descriptions and choices of a command and its subcommands together. */
  commandText: 8_000,
  optionChoices: 25,
  autocompleteChoices: 25,
  contextMenuName: 32,
  nonce: 25,
  /** How long an interaction's token is good for, in milliseconds. */
  interactionLife: 15 * 60_000,
  /** How long a first response may take, in milliseconds. */
  acknowledgement: 3_000,
  /** A code block this wide does not wrap on a desktop; wider tables become pictures. */
  tableWidth: 56,
  tableRows: 24,
} as const;

/** The longest value of a button or menu entry; the router keeps longer ones in the database and sends a key. */
export const ACTION_VALUE = 70;

/** Cuts visibly: the result is at most `limit` characters and ends in "…" when something is missing. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, "");
  return `${cut.trimEnd()}…`;
}
