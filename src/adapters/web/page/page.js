import { forgetUploads, get, newId, post, Refused, Unreachable, upload } from "./api.js";
import { attachment } from "./attach.js";
import { Composer } from "./composer.js";
import { connect } from "./connection.js";
import { createFormDialog, openPicturesFrom } from "./dialogs.js";
import { byId, element } from "./element.js";
import { Messages } from "./messages.js";

const banner = byId("banner");
const notice = byId("notice");
const person = byId("person");

/** @type {{ id: string, name: string, topic: string }[]} */
let channels = [];
/** @type {{ id: string, name: string, staff: boolean }[]} */
let people = [];
/** @type {import("./complete.js").Command[]} */
let commands = [];
let channel = "";
let as = "";
let disconnect = () => {};
/** What could not be sent: the same again gets the same id, or it might be done twice. */
let unsent = { key: "", id: "" };
/** The id of the message for which the notice says that there was no answer; "" when it says something else. */
let unanswered = "";

const where = () => ({ channel, as });
const nameOfMe = () => people.find(({ id }) => id === as)?.name ?? as;

const messages = new Messages({
  log: byId("log"),
  scroller: byId("scroller"),
  changed: (count) => {
    byId("welcome").hidden = count > 0;
  },
});
const dialog = createFormDialog();
openPicturesFrom(byId("log"));
// Long texts and pictures are scrolled with the keyboard too.
for (const id of ["scroller", "picture-full"]) byId(id).tabIndex = 0;

function hush() {
  notice.textContent = "";
  unanswered = "";
}

/** @param {unknown} error @param {string} [id] of the message that got no answer */
function tell(error, id = "") {
  unanswered = error instanceof Unreachable ? id : "";
  if (error instanceof Unreachable)
    notice.textContent = "No answer from Lectern. What you typed is kept; send it again in a moment.";
  else notice.textContent = error instanceof Error ? error.message : String(error);
}

/**
 * Sends one thing and shows what comes back. Resolves to the answer, or undefined if it was not taken.
 * @param {string} path @param {Record<string, unknown>} body
 * @param {{ asked?: string, files?: File[] }} [more] `asked` is shown at once, before the answer
 */
async function submit(path, body, { asked, files = [] } = {}) {
  const at = where();
  hush();
  const ids = await Promise.all(files.map(upload)).catch((error) => tell(error));
  if (ids === undefined) return undefined;
  if (ids.length > 0) body = { ...body, files: ids };
  const key = JSON.stringify([path, at, body]);
  const id = unsent.key === key ? unsent.id : newId();
  const shownAs = `web-${id}`;
  if (asked !== undefined)
    messages.pending({
      id: shownAs,
      person: as,
      name: nameOfMe(),
      asked,
      at: Date.now(),
      private: false,
      error: false,
      working: true,
    });
  try {
    const answer = await post(path, { id, ...at, ...body });
    unsent = { key: "", id: "" };
    if (at.channel !== channel || at.as !== as) return answer;
    if (answer.message !== undefined) messages.put(answer.message, { own: true });
    else messages.settle(shownAs);
    if (answer.form !== undefined) openForm(answer.form);
    return answer;
  } catch (error) {
    unsent = { key, id };
    messages.settle(shownAs);
    if (error instanceof Refused) forgetUploads(files);
    tell(error, shownAs);
    return undefined;
  }
}

/** @param {{ command: string, title: string, fields: import("./dialogs.js").Field[] }} form */
function openForm(form) {
  dialog.open(form, {
    complete: (argument, typed) => complete(form.command, argument, typed),
    submit: async (options, files) => {
      const answer = await submit("/api/form", { command: form.command, options }, { files });
      if (answer !== undefined) return answer.error ?? "";
      const why = element("p", {}, notice.textContent);
      hush();
      return why.outerHTML;
    },
  });
}

/** @param {string} command @param {string} argument @param {string} typed */
async function complete(command, argument, typed) {
  return (await get("/api/complete", { command, argument, typed })).choices;
}

/** @param {HTMLElement} control @param {string} value @param {string} label */
async function act(control, value, label) {
  const action = control.dataset.action ?? "";
  const group = control.closest(".actions");
  const controls = /** @type {HTMLButtonElement[]} */ ([
    ...(group?.querySelectorAll("button, select") ?? []),
  ]);
  dialog.close();
  for (const one of controls) one.disabled = true;
  // A long line is kept by the server; what is here then is its key.
  const typed = (action === "run" || action === "share") && !value.startsWith("~");
  await submit(
    "/api/act",
    { action, value, label },
    { asked: typed ? `/${value.replace(/^\//, "")}` : label },
  );
  for (const one of controls) one.disabled = false;
  if (document.activeElement === document.body) control.focus();
}

document.addEventListener("click", (event) => {
  const control = /** @type {Element} */ (event.target).closest("button");
  if (control === null) return;
  if (control.dataset.action !== undefined)
    void act(control, control.dataset.value ?? "", control.textContent ?? "");
  else if (control.dataset.choose !== undefined) {
    const select = control.parentElement?.querySelector("select");
    const chosen = select?.selectedOptions[0];
    if (chosen === undefined || chosen.value === "") select?.focus();
    else void act(select, chosen.value, chosen.textContent ?? "");
  }
});

const attached = attachment({
  button: byId("attach"),
  input: byId("attach-input"),
  shown: byId("attached"),
  changed: () => composer.focus(),
});

const composer = new Composer(
  {
    form: byId("composer"),
    input: byId("command"),
    choices: byId("choices"),
    hint: byId("hint"),
    count: byId("count"),
  },
  {
    commands: () => commands,
    history: () => messages.askedBy(as),
    complete,
    send: async (text) => {
      const files = attached.files();
      const answer = await submit("/api/say", { text }, { asked: text, files });
      if (answer === undefined) composer.restore(text);
      else attached.sent(files);
    },
  },
);

async function list() {
  const at = where();
  messages.beginListing();
  const found = await get("/api/messages", at).catch(() => undefined);
  if (found !== undefined && at.channel === channel && at.as === as) messages.list(found.messages);
}

function showWhere() {
  const here = channels.find(({ id }) => id === channel);
  const me = byId("me");
  byId("channel-name").textContent = here?.name ?? channel;
  byId("topic").textContent = here?.topic ?? "";
  document.title = `#${here?.name ?? channel} · Lectern playground`;
  me.dataset.person = as;
  me.textContent = nameOfMe()[0] ?? "";
  person.value = as;
  byId("channels").replaceChildren(
    ...channels.map(({ id, name }) => {
      const link = element("a", { href: `/?${new URLSearchParams({ channel: id, as })}` }, name);
      if (id === channel) link.setAttribute("aria-current", "page");
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go(id, as);
        byId("channels").querySelector("[aria-current]")?.focus();
      });
      return element("li", {}, link);
    }),
  );
}

/** @param {string} toChannel @param {string} toPerson */
function go(toChannel, toPerson) {
  channel = toChannel;
  as = toPerson;
  history.replaceState(null, "", `/?${new URLSearchParams(where())}`);
  hush();
  messages.clear();
  showWhere();
  showSuggestions();
  listen();
}

function listen() {
  disconnect();
  disconnect = connect(where(), {
    ready: () => {
      banner.hidden = true;
      // The line that could not be sent is in the box again; that nobody answered is no longer so.
      if (unanswered !== "") hush();
      void list();
    },
    lost: () => {
      banner.textContent = "No connection to Lectern. Trying again; what you type is kept.";
      banner.hidden = false;
    },
    message: (view) => {
      if (view.id === unanswered) hush();
      messages.put(view);
    },
    gone: (id) => messages.remove(id),
  });
}

// Browsers allow six connections to one address: pages nobody looks at leave theirs to the others.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) disconnect();
  else if (channel !== "") listen();
});

/** Three things to try: first examples, of commands that cannot do without an argument if there are enough. */
function showSuggestions() {
  const open = commands.filter(({ access, examples }) => access === "everyone" && examples.length > 0);
  const needy = (/** @type {import("./complete.js").Command} */ { args }) =>
    args.some(({ required }) => required);
  const order = [...open.filter(needy), ...open.filter((command) => !needy(command)).reverse()];
  byId("suggestions").replaceChildren(
    ...order.slice(0, 3).map(({ examples, summary }) => {
      const line = `/${examples[0].replace(/^\//, "")}`;
      const button = element(
        "button",
        { type: "button" },
        element("code", {}, line),
        element("span", {}, summary),
      );
      button.addEventListener("click", async () => {
        composer.focus();
        await submit("/api/say", { text: line }, { asked: line });
      });
      return element("li", {}, button);
    }),
  );
}

person.addEventListener("change", () => go(channel, person.value));

async function start() {
  const [place, known] = await Promise.all([get("/api/channels"), get("/api/commands")]);
  ({ channels, people } = place);
  if (place.course !== "") byId("course").textContent = `the course “${place.course}”`;
  commands = known.commands;
  person.replaceChildren(
    ...people.map(({ id, name, staff }) => element("option", { value: id }, staff ? `${name}, staff` : name)),
  );
  const wanted = new URLSearchParams(location.search);
  const pick = (/** @type {{ id: string }[]} */ from, /** @type {string | null} */ id) =>
    from.find((one) => one.id === id)?.id ?? from[0]?.id ?? "";
  go(pick(channels, wanted.get("channel")), pick(people, wanted.get("as")));
  if (matchMedia("(pointer: fine)").matches) composer.focus();
}

start().catch((error) => {
  banner.textContent = `The playground could not start: ${error.message} Reload the page.`;
  banner.hidden = false;
});
