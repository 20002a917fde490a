/* Marks in the contents where the reader is. Without scripts the contents are a list of links. */
(() => {
  const pane = document.querySelector("[data-contents]");
  if (!pane || !("IntersectionObserver" in window)) return;
  const links = new Map();
  for (const link of pane.querySelectorAll('a[href^="#"]')) {
    const place = document.getElementById(link.hash.slice(1));
    if (place) links.set(place, link);
  }

  const details = pane.querySelector("details");
  const beside = () => getComputedStyle(pane).position === "sticky";
  const wide = matchMedia("(min-width: 77em)");
  const unfold = () => { if (beside()) details.open = true; };
  wide.addEventListener("change", unfold);
  unfold();

  const seen = new Set();
  let marked = null;
  const mark = () => {
    const places = [...links.keys()];
    const current = places.find((place) => seen.has(place) && place.matches(".article")) ?? places.find((place) => seen.has(place));
    const link = links.get(current);
    if (!link || link === marked) return;
    marked?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    marked = link;
    if (!beside() || pane.contains(document.activeElement)) return;
    const above = link.offsetTop - pane.scrollTop;
    if (above < 60 || above > pane.clientHeight - 80) pane.scrollTop = link.offsetTop - pane.clientHeight / 3;
  };
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) seen.add(entry.target);
      else seen.delete(entry.target);
    }
    mark();
  }, { rootMargin: "-10% 0px -60% 0px" });
  for (const place of links.keys()) observer.observe(place);
})();
