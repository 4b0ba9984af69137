// What was typed, and the question that was being answered, are in the box again when the page comes back: after a reload, and
// after a server that was lost, when the toolkit loads the page anew. Kept by the tab; it makes no request and writes no HTML.
(() => {
  "use strict";
  const KEY = "onrecord-unasked";
  const FRAMES = 600; // how long the box is waited for
  const box = () => document.querySelector("#or-question textarea");

  function keep() {
    const asked = document.querySelector("#or-current .or-turn[aria-busy] .or-asked bdi")?.textContent;
    const words = [asked, box()?.value].filter(Boolean).join("\n");
    try {
      if (words) sessionStorage.setItem(KEY, words);
      else sessionStorage.removeItem(KEY);
    } catch {
      // no room, or none allowed
    }
  }

  function bring(frames) {
    const words = sessionStorage.getItem(KEY);
    if (!words) return;
    const field = box();
    if (!field || !document.querySelector(".or-bar")) {
      if (frames) requestAnimationFrame(() => bring(frames - 1));
      return;
    }
    sessionStorage.removeItem(KEY);
    if (field.value) return;
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  window.addEventListener("pagehide", keep);
  bring(FRAMES);
})();
