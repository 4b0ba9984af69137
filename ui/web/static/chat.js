// What the page does on its own: opening and closing the source panel, cards on marks, keyboard, live region.
// It makes no request and writes no HTML; text it places goes through textContent.
window.onrecord = (() => {
  "use strict";
  const phone = window.matchMedia("(max-width: 860px)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let send = () => {};
  let panel = null; // the element the source is drawn in
  let opener = null; // what had the focus before the panel opened
  let wanted = null; // what the panel was last asked for: its key, and the event to send once more if another came later
  let tip = null;
  let everywhere = ""; // what is asked again once all sources are in use
  let live = null; // the live region
  const turns = window.onrecordTurns; // what a reader does under an answer
  const inTurn = window.onrecordInTurn; // quick clicks, one after the other

  const back = window.onrecordBack; // the browser's Back closes the panel

  const root = () => document.getElementById("or-root");
  const side = () => document.getElementById("or-side");
  const say = (words) => live && (live.textContent = words);
  const smooth = () => (calm.matches ? "auto" : "smooth");

  // --- panel ------------------------------------------------------------------------------------------------
  function show(view, from) {
    if (from && !side().contains(from)) opener = from;
    if (!root().dataset.panel) back.opened();
    root().dataset.panel = view;
    if (view === "shelf") side().scrollTop = 0; // not where the last source was read
    modal();
  }

  // On a narrow screen the open panel is a sheet: all else rests until it is closed or the screen grows wide.
  function modal() {
    const sheet = phone.matches && Boolean(root().dataset.panel);
    for (const [name, value] of [["role", "dialog"], ["aria-modal", "true"]]) {
      if (sheet) side().setAttribute(name, value);
      else side().removeAttribute(name);
    }
    for (const id of ["or-head", "or-talk"]) document.getElementById(id).inert = sheet;
    return sheet;
  }

  const title = () => side().querySelector(root().dataset.panel === "source" ? "#or-panel h2" : "#or-books h2");

  // A sheet that only now becomes visible takes the focus a frame or two later.
  function focusOn(element, frames = 10) {
    if (!element || !root().dataset.panel) return;
    element.focus({ preventScroll: true });
    if (document.activeElement !== element && frames) requestAnimationFrame(() => focusOn(element, frames - 1));
  }

  function close() {
    if (!root().dataset.panel) return;
    delete root().dataset.panel;
    back.closed();
    modal();
    if (!phone.matches) side().scrollTop = 0;
    for (const lit of document.querySelectorAll(".or-lit")) lit.classList.remove("or-lit");
    const from = opener && document.contains(opener) ? opener : document.querySelector("#or-question textarea");
    if (from) from.focus({ preventScroll: true });
    opener = null;
  }

  function reveal() {
    const source = panel && panel.querySelector(".or-source");
    if (!source) return;
    const mark = source.querySelector("mark");
    panel.dataset.shown = source.dataset.key;
    const box = scroller(panel);
    box.scrollTop = 0;
    if (mark) {
      const m = mark.getBoundingClientRect();
      const b = box.getBoundingClientRect();
      // What stays at the top while the text scrolls: the whole head, on a short screen its bar alone.
      const heads = [...source.querySelectorAll(".or-source-head, .or-source-bar")];
      const stuck = heads.find((e) => getComputedStyle(e).position === "sticky");
      const room = Math.max(box.clientHeight * 0.4, (stuck?.offsetHeight ?? 0) + 12);
      if (m.bottom > b.top + box.clientHeight - 48) box.scrollTo({ top: m.top - b.top - room, behavior: smooth() });
    }
    focusOn(source.querySelector("h2"));
  }

  // After the next drawing: the turns above may only now have taken up their room.
  function toTop(turn) {
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const box = document.getElementById("or-scroll");
        const down = turn.getBoundingClientRect().top - box.getBoundingClientRect().top;
        box.scrollTo({ top: box.scrollTop + down - 16, behavior: smooth() });
      }),
    );
  }

  function scroller(element) {
    let box = element;
    while (box && box !== document.body) {
      const flow = getComputedStyle(box).overflowY;
      if (flow === "auto" || flow === "scroll") return box;
      box = box.parentElement;
    }
    return document.scrollingElement;
  }

  function open(button) {
    for (const lit of document.querySelectorAll(".or-lit")) lit.classList.remove("or-lit");
    if (button.classList.contains("or-mark")) button.classList.add("or-lit");
    hideTip();
    show("source", button);
    const { source, start, end } = button.dataset;
    const key = start === undefined ? `${source}:0` : `${source}:${start}-${end}`;
    wanted = { key, event: { source, start, end } };
    if (shown() === key) reveal();
    else send("cite", wanted.event);
  }

  const shown = () => panel.querySelector(".or-source")?.dataset.key;

  // Of quick clicks the last one decides, whichever answer comes last.
  function arrived() {
    if (!wanted || shown() === wanted.key) reveal();
    else if (wanted.event) {
      send("cite", wanted.event);
      wanted.event = null;
    }
  }

  // --- cards on marks -----------------------------------------------------------------------------------------
  function showTip(mark) {
    const card = document.getElementById(mark.getAttribute("aria-describedby"));
    if (!card || !card.showPopover || card === tip) return;
    hideTip();
    card.showPopover();
    const m = mark.getBoundingClientRect();
    const c = card.getBoundingClientRect();
    const left = Math.max(8, Math.min(m.left - 24, innerWidth - c.width - 8));
    const above = m.top - c.height - 8;
    card.style.left = `${left}px`;
    card.style.top = `${above > 8 ? above : Math.min(m.bottom + 8, innerHeight - c.height - 8)}px`;
    tip = card;
  }

  function hideTip() {
    if (tip && document.contains(tip) && tip.matches(":popover-open")) tip.hidePopover();
    tip = null;
  }

  // --- under an answer ------------------------------------------------------------------------------------------
  function edit(question) {
    const box = document.querySelector("#or-question textarea");
    box.value = question;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
    box.setSelectionRange(question.length, question.length);
  }

  function save() {
    const words = [...document.querySelectorAll("[data-copy]")].map((b) => b.dataset.copy).join("\n\n---\n\n");
    if (!words) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([words], { type: "text/plain;charset=utf-8" }));
    link.download = "on-record.txt";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  // --- events -------------------------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const hit = (name) => event.target.closest?.(`button[data-${name}]`);
    let button;
    if ((button = hit("source"))) open(button);
    else if ((button = hit("example"))) send("example", { index: button.dataset.example });
    else if ((button = hit("copy"))) turns.copy(button, say);
    else if ((button = hit("again"))) send("again", { question: button.dataset.again });
    else if ((button = hit("everywhere"))) {
      everywhere = button.dataset.everywhere;
      inTurn.send("scope", { what: "all" }, send);
    } else if ((button = hit("edit"))) edit(button.dataset.edit);
    else if ((button = hit("link"))) send("link", { turn: button.dataset.link });
    else if ((button = hit("rate"))) turns.rate(button, send);
    else if ((button = hit("comment"))) turns.comment(button, send);
    else if ((button = hit("scope"))) inTurn.send("scope", { what: button.dataset.scope }, send);
    else if ((button = hit("language"))) inTurn.send("language", { code: button.dataset.language }, send);
    else if (hit("save")) save();
    else if ((button = hit("shelf"))) {
      show("shelf", button);
      focusOn(title());
    } else if (hit("close")) close();
    else if (hit("clear")) {
      close();
      turns.forget();
      send("clear", {});
      document.querySelector("#or-question textarea")?.focus();
    } else if (hit("undo")) {
      turns.recall();
      send("undo", {});
      document.querySelector("#or-question textarea")?.focus();
    } else if (root()?.dataset.panel && phone.matches && !side().contains(event.target)) close();
  });
  const onMark = (event) => event.target.closest?.(".or-mark");
  document.addEventListener("mouseover", (event) => {
    const mark = onMark(event);
    if (mark && !phone.matches) showTip(mark);
    else if (!event.target.closest?.(".or-tip")) hideTip();
  });
  document.addEventListener("focusin", (event) => {
    const mark = onMark(event);
    if (mark && mark.matches(":focus-visible")) showTip(mark);
    else hideTip();
  });
  document.addEventListener("scroll", hideTip, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (tip) hideTip();
      else close();
    } else if (event.key === "Tab" && root()?.dataset.panel && phone.matches) keepInside(event);
  });

  phone.addEventListener("change", () => {
    if (root() && modal() && !side().contains(document.activeElement)) focusOn(title());
  });

  function keepInside(event) {
    const stops = [...side().querySelectorAll("button, a[href], summary")].filter((e) => e.offsetParent);
    if (!stops.length) return;
    const [first, last] = [stops[0], stops[stops.length - 1]];
    if (event.shiftKey && (document.activeElement === first || !stops.includes(document.activeElement))) {
      last.focus();
      event.preventDefault();
    } else if (!event.shiftKey && document.activeElement === last) {
      first.focus();
      event.preventDefault();
    }
  }

  back.over(close, () => Boolean(root()?.dataset.panel));

  // --- what the parts of the page call ------------------------------------------------------------------------
  return {
    // the source panel; it also carries the page's events to the server
    bind(element, trigger, watch) {
      panel = element;
      send = trigger;
      watch("value", arrived);
    },
    // the header: the page is in its language, also after it was loaded anew
    speaks(element, watch) {
      const heard = () => {
        const bar = element.querySelector(".or-bar");
        if (bar) document.documentElement.lang = bar.lang;
      };
      heard();
      watch("value", () => {
        heard();
        inTurn.drawn("language");
      });
    },
    // the list of sources with its switches
    shelf(element, watch) {
      watch("value", () => {
        inTurn.drawn("scope");
        const question = everywhere;
        everywhere = "";
        if (question) send("again", { question });
      });
    },
    // the turns before the newest
    past(element, watch) {
      watch("value", turns.putBack);
    },
    // the newest turn: a new question is brought to the top, its answer then grows below it
    follow(element, watch) {
      let key = null;
      watch("value", () => {
        const turn = element.querySelector(".or-turn");
        const now = turn ? turn.dataset.turn : null;
        if (turn && now !== key) toTop(turn);
        else if (!turn && key) document.getElementById("or-scroll").scrollTop = 0; // a new conversation is read from its first line
        key = now;
        turns.putBack();
        window.onrecordCount.look();
        root().toggleAttribute("data-busy", Boolean(turn && turn.getAttribute("aria-busy")));
      });
    },
    // the live region is ours and lasts, so what is put into it is read out once
    speak(element, watch) {
      live = document.createElement("div");
      live.setAttribute("role", "status");
      live.setAttribute("aria-live", "polite");
      live.id = "or-live";
      document.body.append(live);
      watch("value", () => {
        say(element.textContent);
      });
    },
  };
})();
