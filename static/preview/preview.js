// What the preview adds to a page: it follows the sources, and keeps the reader's place while it does.
// The socket is livereload's; its client asks every plugin first what a message means.
const host = document.querySelector("site-preview");
const desk = host.shadowRoot.querySelector(".desk");
const status = host.shadowRoot.querySelector(".status");
const alert = host.shadowRoot.querySelector(".alert");
// Pages take no HTML from a script. This one has it from the preview itself, and its policy names it.
const trusted = window.trustedTypes?.createPolicy("site-preview", { createHTML: (html) => html });
const PLACE = "preview.place";
const CLOSED = "preview.closed";
const MENDED = "preview.mended";

const panel = () => desk.querySelector("details.problems");
/** What is wrong, as one text: the panel stays closed as long as this is the same. */
const wrong = () => panel()?.textContent ?? "";
const hasErrors = () => Boolean(desk.querySelector(".errors, .failure"));

// The place in the text: the last heading above the window's upper edge, and how far above.

function savePlace() {
  const headings = [...document.querySelectorAll("[id]:is(h1, h2, h3, h4, section)")];
  const heading = headings.findLast((one) => one.getBoundingClientRect().top <= innerHeight / 3);
  const place = {
    page: location.pathname,
    scroll: scrollY,
    id: heading?.id,
    offset: heading?.getBoundingClientRect().top,
    open: [...document.querySelectorAll("details")].map((one) => one.open),
  };
  sessionStorage.setItem(PLACE, JSON.stringify(place));
}

function restorePlace() {
  const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  sessionStorage.removeItem(PLACE);
  if (!place || place.page !== location.pathname) return;
  const details = [...document.querySelectorAll("details")];
  if (details.length === place.open.length) details.forEach((one, index) => (one.open = place.open[index]));
  const heading = place.scroll > 0 && place.id && document.getElementById(place.id);
  const top = heading ? scrollY + heading.getBoundingClientRect().top - place.offset : place.scroll;
  scrollTo({ top, behavior: "instant" });
}

// The panel of problems.

function settlePanel() {
  const found = panel();
  if (!found) return;
  if (found.open && sessionStorage.getItem(CLOSED) === wrong()) found.open = false;
  found.addEventListener("toggle", () => {
    if (found.open) sessionStorage.removeItem(CLOSED);
    else sessionStorage.setItem(CLOSED, wrong());
  });
}

/** Said aloud to who cannot see the panel: how many problems there are, and the first. */
function tell() {
  const said = hasErrors() ? [...desk.querySelectorAll(".count.error, .failure h2, ol:first-of-type > li.error:first-child p")] : [];
  alert.textContent = said.map((one) => one.textContent).join(". ");
}

/** Fetch the bar alone: a page with a problem is the page that was there already. */
async function renewBar() {
  const answer = await fetch(`/preview/bar?page=${encodeURIComponent(location.pathname)}`);
  if (!answer.ok) return;
  const html = await answer.text();
  const found = new DOMParser().parseFromString(trusted ? trusted.createHTML(html) : html, "text/html");
  desk.replaceChildren(...found.body.childNodes);
  status.textContent = "";
  settlePanel();
  tell();
}

function closeAll() {
  for (const one of desk.querySelectorAll("details[open].menu, details[open].problems, details[open].tools")) {
    one.open = false;
    if (one.contains(host.shadowRoot.activeElement)) one.querySelector("summary").focus();
  }
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeAll();
});
addEventListener("click", (event) => {
  if (event.composedPath().some((one) => one.localName === "details" && one.classList.contains("menu"))) return;
  for (const one of desk.querySelectorAll("details.menu[open]")) one.open = false;
});

// Following the sources.

addEventListener("pagehide", savePlace);
if (performance.getEntriesByType("navigation")[0]?.type === "reload") {
  history.scrollRestoration = "manual";
  restorePlace();
  if (sessionStorage.getItem(MENDED) && !hasErrors()) status.textContent = host.dataset.mended;
} else {
  sessionStorage.removeItem(PLACE);
}
sessionStorage.removeItem(MENDED);
settlePanel();
tell();

document.addEventListener("LiveReloadConnect", () => {
  host.dataset.following = "";
  if (status.textContent === host.dataset.lost) status.textContent = "";
});
let leaving = false;
addEventListener("pagehide", () => (leaving = true));
document.addEventListener("LiveReloadDisconnect", () => {
  delete host.dataset.following;
  if (!leaving) status.textContent = host.dataset.lost;
});

window.LiveReloadPluginPreview = class {
  static identifier = "preview";
  static version = "1";

  /** Told to the server with the address: what this page shows, so that nothing saved meanwhile is missed. */
  analyze() {
    return { number: Number(desk.querySelector(".bar").dataset.number), good: Number(host.dataset.good) };
  }

  reload(path) {
    if (path === "problems") {
      renewBar();
      return true;
    }
    if (hasErrors()) sessionStorage.setItem(MENDED, "1");
    location.reload();
    return true;
  }
};
