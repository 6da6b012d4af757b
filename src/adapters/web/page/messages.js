import { element } from "./element.js";
import { watchTables } from "./tables.js";

/** @typedef {{ id: string, person: string, name: string, asked: string, html: string, error: boolean,
 *   private: boolean, working: boolean, at: number, stage: number }} View */

const NEAR_BOTTOM_PX = 90;
/** The stage of what only this page knows; the server begins at 1. */
const PENDING = 0;

/** @param {number} at */
function timeOf(at) {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  /** @type {Intl.DateTimeFormatOptions} */
  const clock = { hour: "numeric", minute: "2-digit" };
  const words = date.toLocaleString([], today ? clock : { day: "numeric", month: "short", ...clock });
  return element("time", { datetime: date.toISOString() }, words);
}

/** @param {View} view */
function askTurn(view) {
  const command = view.asked.startsWith("/");
  const asked = command ? element("code", {}, view.asked) : view.asked;
  const avatar = element(
    "span",
    { class: "avatar", "data-person": view.person, "aria-hidden": "true" },
    view.name[0] ?? "",
  );
  const by = element("div", { class: "by" }, element("b", {}, view.name), timeOf(view.at));
  return element(
    "div",
    { class: "turn ask" },
    avatar,
    element("div", {}, by, element("p", { class: "asked" }, asked)),
  );
}

/** @param {View} view */
function answerTurn(view) {
  const icon = element("img", { src: "/assets/icon.svg", alt: "", width: "36", height: "36" });
  const by = element("div", { class: "by" }, element("b", {}, "Lectern"));
  if (view.private) by.append(element("span", { class: "only" }, "Only visible to you"));
  const reply = element("div", { class: "reply" });
  // The server's renderer escapes everything; there is no other source of HTML.
  reply.innerHTML = view.html;
  return element("div", { class: "turn answer", "aria-busy": String(view.working) }, icon, by, reply);
}

/** @param {HTMLElement} article @param {View} view */
function fill(article, view) {
  const focused = article.contains(document.activeElement);
  article.className = ["message", view.private && "private", view.error && "error"].filter(Boolean).join(" ");
  article.setAttribute("aria-label", view.asked === "" ? "Lectern" : `${view.name}: ${view.asked}`);
  if (article.querySelector(".ask") === null && view.asked !== "") article.prepend(askTurn(view));
  article.querySelector(".answer")?.remove();
  const turn = answerTurn(view);
  article.append(turn);
  watchTables(turn);
  if (focused) article.focus({ preventScroll: true });
}

/** The messages on the page, oldest first. */
export class Messages {
  /** @type {Map<string, { view: View, article: HTMLElement }>} */
  #shown = new Map();
  /** Ids that changed since the last listing began, which that listing may not know of. */
  #fresh = new Set();
  #parts;

  /** @param {{ log: HTMLElement, scroller: HTMLElement, changed: (count: number) => void }} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** Shows the newest state of a message; an older one changes nothing. @param {View} view */
  put(view, { own = false } = {}) {
    this.#fresh.add(view.id);
    const there = this.#shown.get(view.id);
    if (there !== undefined && there.view.stage > view.stage) return;
    if (there !== undefined && there.view.stage === view.stage && there.view.html === view.html) return;
    const following = this.#following();
    const article = there?.article ?? element("article", { tabindex: "-1" });
    fill(article, view);
    this.#shown.set(view.id, { view, article });
    if (there === undefined) this.#insert(article, view.at);
    this.#parts.changed(this.#shown.size);
    if (own || following) this.#reveal(article);
  }

  /** At the end, or where the beginning of the newest message was shown because it is taller than the view. */
  #following() {
    const { scroller, log } = this.#parts;
    const newest = log.lastElementChild;
    const seen = newest?.getBoundingClientRect().top ?? 0;
    const { top, bottom } = scroller.getBoundingClientRect();
    const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_BOTTOM_PX;
    return atEnd || (seen >= top - NEAR_BOTTOM_PX && seen < bottom);
  }

  /** @param {HTMLElement} article @param {number} at */
  #insert(article, at) {
    const later = [...this.#shown.values()]
      .filter((one) => one.article.isConnected && one.view.at > at)
      .sort((a, b) => a.view.at - b.view.at)[0];
    if (later === undefined) this.#parts.log.append(article);
    else later.article.before(article);
  }

  /** To the end, but never past the beginning of what is new. @param {HTMLElement} article */
  #reveal(article) {
    const { scroller } = this.#parts;
    if (article.offsetHeight > scroller.clientHeight) article.scrollIntoView({ block: "start" });
    else scroller.scrollTop = scroller.scrollHeight;
  }

  /** @param {string} id */
  remove(id) {
    this.#shown.get(id)?.article.remove();
    this.#shown.delete(id);
    this.#parts.changed(this.#shown.size);
  }

  /** Shows at once that something was asked. @param {Omit<View, "html" | "stage">} view */
  pending(view) {
    this.put({ ...view, html: '<p class="note">Lectern is reading…</p>', stage: PENDING }, { own: true });
  }

  /** Takes back what `pending` showed, unless there is an answer by now. @param {string} id */
  settle(id) {
    if (this.#shown.get(id)?.view.stage === PENDING) this.remove(id);
  }

  beginListing() {
    this.#fresh.clear();
  }

  /** Makes the page show exactly these, and what arrived meanwhile. @param {View[]} views */
  list(views) {
    const { log, changed } = this.#parts;
    const stay = new Set([...views.map((view) => view.id), ...this.#fresh]);
    log.setAttribute("aria-live", "off");
    for (const [id, { view }] of this.#shown) if (!stay.has(id) && view.stage > PENDING) this.remove(id);
    const first = this.#shown.size === 0;
    for (const view of views) this.put(view);
    // A page that is opened shows the newest, whatever was tall on the way there.
    if (first) this.#parts.scroller.scrollTop = this.#parts.scroller.scrollHeight;
    requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
    changed(this.#shown.size);
  }

  clear() {
    this.#shown.clear();
    this.#fresh.clear();
    this.#parts.log.replaceChildren();
  }

  /** What somebody asked here, oldest first. @param {string} person */
  askedBy(person) {
    return [...this.#shown.values()]
      .filter(({ view }) => view.person === person && view.asked !== "")
      .sort((a, b) => a.view.at - b.view.at)
      .map(({ view }) => view.asked);
  }
}
