import { element } from "./element.js";

/** @typedef {{ id: string, person: string, name: string, asked: string, html: string, error: boolean,
 *   private: boolean, working: boolean, at: number, stage: number }} View */

const NEAR_BOTTOM_PX = 90;

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
  article.append(answerTurn(view));
  if (focused) article.focus({ preventScroll: true });
}

/**
 * The messages on the page.
 * @param {{ log: HTMLElement, scroller: HTMLElement, changed: (count: number) => void }} parts
 */
export function createMessages({ log, scroller, changed }) {
  /** @type {Map<string, { view: View, article: HTMLElement }>} */
  const shown = new Map();
  /** Ids that changed since the last listing began, which that listing may not know of. */
  const fresh = new Set();

  /** @param {HTMLElement} article */
  const reveal = (article) => {
    const tall = article.offsetHeight > scroller.clientHeight;
    if (tall) article.scrollIntoView({ block: "start" });
    else scroller.scrollTop = scroller.scrollHeight;
  };

  /** @param {View} view @param {{ own?: boolean }} [how] */
  const put = (view, { own = false } = {}) => {
    fresh.add(view.id);
    const there = shown.get(view.id);
    if (there !== undefined && there.view.stage >= view.stage && there.view.html === view.html) return;
    if (there !== undefined && there.view.stage > view.stage) return;
    const following = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_BOTTOM_PX;
    const article = there?.article ?? element("article", { tabindex: "-1" });
    fill(article, view);
    shown.set(view.id, { view, article });
    if (there === undefined) {
      const later = [...shown.values()].find((one) => one.article !== article && one.view.at > view.at);
      if (later === undefined) log.append(article);
      else later.article.before(article);
    }
    changed(shown.size);
    if (own || following) reveal(article);
  };

  /** @param {string} id */
  const remove = (id) => {
    shown.get(id)?.article.remove();
    shown.delete(id);
    changed(shown.size);
  };

  return {
    put,
    remove,
    /** Shows at once that something was asked. @param {Omit<View, "html" | "stage">} view */
    pending: (view) =>
      put({ ...view, html: '<p class="note">Lectern is reading…</p>', stage: 0 }, { own: true }),
    beginListing: () => fresh.clear(),
    /** Makes the page show exactly these, and what arrived meanwhile. @param {View[]} views */
    list: (views) => {
      const listed = new Set(views.map((view) => view.id));
      const arrived = new Set(fresh);
      log.setAttribute("aria-live", "off");
      for (const [id, { view }] of shown)
        if (!listed.has(id) && !arrived.has(id) && view.stage > 0) remove(id);
      for (const view of views) put(view);
      requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
      changed(shown.size);
    },
    clear: () => {
      shown.clear();
      fresh.clear();
      log.replaceChildren();
    },
    /** What somebody asked here, oldest first. @param {string} person */
    askedBy: (person) =>
      [...shown.values()]
        .filter(({ view }) => view.person === person && view.asked !== "")
        .sort((a, b) => a.view.at - b.view.at)
        .map(({ view }) => view.asked),
  };
}
