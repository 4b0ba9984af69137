// A saved answer: a click on a mark brings its words into view. No request, no HTML.
(() => {
  "use strict";
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  document.addEventListener("click", (event) => {
    const { source, start, end } = event.target.closest?.("button[data-source]")?.dataset ?? {};
    const place = source && document.getElementById(`or-at-${source}-${start}-${end}`);
    if (!place) return;
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  });
})();
