// What a reader does under an answer: copy, link, thumb, comment. Turns are drawn anew with each question, so what was
// done is kept here by the turn's key and put back. It makes no request and writes no HTML.
window.onrecordTurns = (() => {
  "use strict";
  const done = new Map(); // of each turn: link, note, rating, comment, and whether the comment is open
  let before = new Map(); // the same of the conversation that was cleared

  const keyOf = (element) => element.closest(".or-turn").dataset.turn;
  const rowOf = (key) => document.querySelector(`.or-turn[data-turn="${CSS.escape(key)}"] .or-actions`);

  function keep(key, change) {
    done.set(key, { ...done.get(key), ...change });
    putBack();
  }

  function putBack() {
    for (const [key, was] of done) {
      const row = rowOf(key);
      if (!row) continue;
      for (const one of row.querySelectorAll("[data-rate]")) {
        one.setAttribute("aria-pressed", String(one.dataset.rate === was.rating));
      }
      row.querySelector(".or-comment").hidden = !was.open;
      const box = row.querySelector("textarea");
      if (was.comment !== undefined && box.value !== was.comment) box.value = was.comment;
      place(row, "or-saved-note", "p", was.note);
      place(row, "or-saved-link", "a", was.link);
    }
  }

  function place(row, name, tag, words) {
    const shown = row.querySelector(`.${name}`);
    if ((shown?.textContent ?? "") === (words ?? "")) return;
    shown?.remove();
    if (!words) return;
    const line = document.createElement(tag);
    line.className = name;
    line.textContent = words;
    if (tag === "a") line.href = words;
    row.querySelector(".or-comment").before(line);
  }

  async function copy(button, say) {
    const label = button.querySelector("span") || button;
    const before = label.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      fallback(button.dataset.copy); // no clipboard without https or leave
    }
    label.textContent = button.dataset.done;
    say(button.dataset.done);
    setTimeout(() => (label.textContent = before), 1600);
  }

  function fallback(words) {
    const box = document.createElement("textarea");
    box.value = words;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }

  function rate(button, send) {
    keep(keyOf(button), { rating: button.dataset.rate, open: true });
    rowOf(keyOf(button))?.querySelector(".or-comment").scrollIntoView({ block: "nearest" });
    send("rate", { turn: button.dataset.turn, rating: button.dataset.rate, comment: "" });
  }

  function comment(button, send) {
    const row = button.closest(".or-actions");
    const pressed = row.querySelector('[data-rate][aria-pressed="true"]');
    const words = row.querySelector("textarea").value.trim();
    if (pressed && words) send("rate", { turn: button.dataset.comment, rating: pressed.dataset.rate, comment: words });
    keep(keyOf(button), { open: false });
    pressed?.focus();
  }

  document.addEventListener("input", (event) => {
    const box = event.target.closest?.(".or-actions textarea");
    if (box) keep(keyOf(box), { comment: box.value });
  });

  return {
    copy,
    rate,
    comment,
    // turns were drawn anew: what was done under them comes back
    putBack,
    // a new conversation counts its turns from one again; what was done in the old one waits for its being brought back
    forget() {
      if (document.querySelector(".or-turn")) before = new Map(done);
      done.clear();
    },
    recall() {
      for (const [key, was] of before) done.set(key, was);
    },
    // the link to a saved answer, or the line that says why there is none: put under its turn
    linked(element, watch) {
      watch("value", () => {
        const said = element.querySelector("[data-turn]");
        if (!said) return;
        const key = said.dataset.turn;
        keep(key, said.href ? { link: said.href, note: "" } : { note: said.textContent });
        if (!said.href) return;
        navigator.clipboard?.writeText(said.href).catch(() => {});
        rowOf(key)?.querySelector(".or-saved-link")?.focus();
      });
    },
  };
})();
