// A saved answer: cards on its marks, and a click on a mark brings its words into view. No request, no HTML.
(() => {
  "use strict";
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let tip = null;

  function hide() {
    if (tip && tip.matches(":popover-open")) tip.hidePopover();
    tip = null;
  }

  function show(mark) {
    const card = document.getElementById(mark.getAttribute("aria-describedby"));
    if (!card || !card.showPopover || card === tip) return;
    hide();
    card.showPopover();
    const m = mark.getBoundingClientRect();
    const c = card.getBoundingClientRect();
    const above = m.top - c.height - 8;
    card.style.left = `${Math.max(8, Math.min(m.left - 24, innerWidth - c.width - 8))}px`;
    card.style.top = `${above > 8 ? above : Math.min(m.bottom + 8, innerHeight - c.height - 8)}px`;
    tip = card;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-source]");
    if (!button) return;
    const { source, start, end } = button.dataset;
    const place = document.getElementById(`or-at-${source}-${start}-${end}`);
    if (!place) {
      if (button.classList.contains("or-mark")) show(button);
      return;
    }
    hide();
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  });
  const onMark = (event) => event.target.closest?.(".or-mark");
  document.addEventListener("mouseover", (event) => {
    const mark = onMark(event);
    if (mark) show(mark);
    else if (!event.target.closest?.(".or-tip")) hide();
  });
  document.addEventListener("focusin", (event) => {
    const mark = onMark(event);
    if (mark && mark.matches(":focus-visible")) show(mark);
    else hide();
  });
  document.addEventListener("scroll", hide, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
})();
