// Quick clicks and keys, one after the other: none is lost and none is done twice. It makes no request and writes no HTML.
window.onrecordInTurn = (() => {
  "use strict";
  // Gradio may draw the answers to quick clicks out of their order, and an older state would cover the newer: what builds on
  // the click before is sent when that was drawn. An answer that never comes holds up the next click for so long:
  const PATIENCE_MS = 5000;
  const lines = new Map(); // by the name of the event: what is under way, and behind it what waits

  function next(name, trigger) {
    const line = lines.get(name);
    const [first] = line;
    if (!first) return;
    trigger(name, first.data);
    setTimeout(() => line[0] === first && drawn(name), PATIENCE_MS);
  }

  function drawn(name) {
    const done = lines.get(name)?.shift();
    if (done) next(name, done.trigger);
  }

  // Enter while an answer grows, a key held down and the second half of a double click ask nothing: what was typed stays.
  function hold(event) {
    event.stopPropagation();
    event.preventDefault();
  }

  // Nor does an empty box: it only gets the cursor.
  function blank() {
    const box = document.querySelector("#or-question textarea");
    if (!box || box.value.trim()) return false;
    box.focus();
    return true;
  }

  window.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.closest?.("#or-question")) return;
    if (event.repeat || document.getElementById("or-root")?.hasAttribute("data-busy") || blank()) hold(event);
  }, true);
  window.addEventListener("click", (event) => {
    if (!event.target.closest?.("#or-send, #or-stop")) return;
    if (event.detail > 1 || (event.target.closest("#or-send") && blank())) hold(event);
  }, true);

  return {
    send(name, data, trigger) {
      if (!lines.has(name)) lines.set(name, []);
      lines.get(name).push({ data, trigger });
      if (lines.get(name).length === 1) next(name, trigger);
    },
    // the page shows what came of the event under way
    drawn,
  };
})();
