// The page is complete without this script, which keeps the contents in step with the reader.
const headings = [...document.querySelectorAll(".text > section > h2[id]")];
const entries = new Map(
  [...document.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]),
);
const details = document.querySelector(".contents details");

/** The last heading above the upper third of the window; none above the first section. */
function readHeading() {
  return headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
}

function follow() {
  const heading = readHeading();
  for (const [id, link] of entries) {
    if (heading && id === heading.id) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

if (details && headings.length) {
  // Folded on a narrow screen, open beside the text on a wide one.
  const wide = matchMedia("(min-width: 68em)");
  const unfold = () => (details.open = wide.matches);
  wide.addEventListener("change", unfold);
  unfold();
  details.addEventListener("click", (event) => {
    if (event.target.closest("a") && !wide.matches) details.open = false;
  });
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      follow();
    });
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  follow();
}
