// What the page does and Gradio does not: the newest turn put into the Chatbot, conversations kept in this browser, a mark that opens its
// passage, what was typed brought back. It makes no request of its own and writes no HTML but the server's cards.
window.onrecord = (() => {
  "use strict";
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const TYPED = "onrecord-typed"; // what stands in the box, and the question under way
  const MOST = 30; // conversations
  const FULL = 4_000_000; // characters of all; a browser keeps about five million for one site
  let send = () => {};
  let choose = () => {};
  let panel = null;
  let list = null;
  let opener = null; // what had the focus before the panel opened
  let under = ""; // the question under way

  const $ = (query, from = document) => from.querySelector(query);
  const words = () => $(".or-bar")?.dataset ?? {};
  const box = () => $("#or-question textarea");
  const side = () => $("#or-side");
  const newest = () => [...document.querySelectorAll("#or-chat .or-answer, #or-chat .or-growing, #or-chat .or-error")].at(-1);

  // --- conversations, kept in this browser ------------------------------------------------------------------------
  let key = "onrecord"; // two cases at one address must not mix their conversations
  let room = 500_000; // bytes of a request
  const here = () => sessionStorage.getItem(`${key}-here`) || "";
  function kept() {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? {};
    } catch {
      return {};
    }
  }
  function keep(all) {
    const ids = Object.keys(all).sort((a, b) => all[b].when - all[a].when);
    for (const id of ids.slice(MOST)) delete all[id];
    for (const id of ids.reverse()) {
      if (JSON.stringify(all).length < FULL) break;
      delete all[id];
    }
    try {
      localStorage.setItem(key, JSON.stringify(all));
    } catch {
      // no room, or none allowed: the conversation lasts as long as its page
    }
    drawList();
  }
  function remember(turn) {
    const all = kept();
    const id = here() || crypto.randomUUID?.() || String(Date.now());
    sessionStorage.setItem(`${key}-here`, id);
    const one = (all[id] ??= { title: under, answers: [] });
    one.when = Date.now();
    one.answers.length = Math.min(one.answers.length, turn.n - 1);
    one.answers.push(turn.kept);
    keep(all);
  }
  function cut(count) {
    const all = kept();
    if (!all[here()]) return;
    all[here()].answers.length = Math.min(all[here()].answers.length, count);
    if (!count) delete all[here()];
    keep(all);
  }
  // The newest answers of the conversation, as many as one request has room for.
  function given() {
    let left = room;
    const size = (text) => new Blob([JSON.stringify(text)]).size + 1;
    const answers = kept()[here()]?.answers?.filter(Boolean) ?? [];
    return answers.reverse().filter((text) => (left -= size(text)) > 0).reverse();
  }
  function button(label, does, name) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    if (name) made.setAttribute("aria-label", name);
    made.addEventListener("click", does);
    return made;
  }
  function drawList() {
    if (!list) return;
    const all = kept();
    const ids = Object.keys(all).sort((a, b) => all[b].when - all[a].when);
    const lines = ids.map((id) => {
      const line = document.createElement("li");
      const way = button(all[id].title, () => (sessionStorage.setItem(`${key}-here`, id), choose("choose", {})));
      if (id === here()) way.setAttribute("aria-current", "true");
      const away = button("×", () => {
        const left = kept();
        delete left[id];
        keep(left);
        if (id === here()) $("#or-new").click();
      }, `${words().delete}: ${all[id].title}`);
      line.append(way, away);
      return line;
    });
    const title = document.createElement("h2");
    title.textContent = words().conversations ?? "";
    const all_ = document.createElement("ul");
    all_.append(...lines);
    list.replaceChildren(...(lines.length ? [title, all_] : []));
  }

  // --- the Chatbot's value -------------------------------------------------------------------------------------------
  const card = (html) => [{ type: "component", component: "html", value: html, constructor_args: {}, props: { apply_default_css: false } }];
  const message = (role, html) => ({ role, content: card(html), metadata: null, options: null });
  const pair = (asked, body) => [message("user", asked), message("assistant", body)];

  // No answer is under way any more.
  function idle() {
    document.body.removeAttribute("data-busy");
    under = "";
  }
  function put(chat, turn) {
    if (!turn) return [chat ?? []];
    if (turn.all) {
      idle();
      requestAnimationFrame(() => scrollTo({ top: turn.opened ? 0 : scrollY }));
      drawList();
      return [turn.all.flatMap(([asked, body]) => pair(asked, body))];
    }
    if (turn.cut !== undefined) {
      idle();
      cut(turn.cut);
      return [(chat ?? []).slice(0, 2 * turn.cut)];
    }
    const before = (chat ?? []).slice(0, 2 * (turn.n - 1));
    const fresh = !chat || chat.length !== 2 * turn.n || !document.body.dataset.busy;
    document.body.toggleAttribute("data-busy", turn.busy);
    const asked = new DOMParser().parseFromString(turn.asked, "text/html");
    under = $("bdi", asked)?.textContent ?? "";
    say(turn.aloud);
    if (turn.kept) remember(turn);
    if (!turn.busy) under = "";
    if (fresh && turn.busy) requestAnimationFrame(() => requestAnimationFrame(toNewest));
    return [[...before, ...pair(turn.asked, turn.body)]];
  }
  function toNewest() {
    const asked = [...document.querySelectorAll("#or-chat .or-asked")].at(-1);
    const bar = $(".or-bar")?.offsetHeight ?? 0;
    if (asked) scrollTo({ top: scrollY + asked.getBoundingClientRect().top - bar - 16, behavior: calm.matches ? "auto" : "smooth" });
  }

  // --- the panel of sources -------------------------------------------------------------------------------------------
  const isOpen = () => side()?.classList.contains("open");
  const toggle = () => $(".toggle-button", side()).click();
  function open(from, view) {
    if (from && !side().contains(from)) opener = from;
    side().dataset.view = view;
    $(".sidebar-content", side()).scrollTop = 0;
    if (!isOpen()) {
      toggle();
      history.pushState("onrecord-panel", "");
    }
  }
  function close(gone) {
    if (!isOpen()) return;
    toggle();
    if (history.state === "onrecord-panel" && !gone) history.back();
    (opener && document.contains(opener) ? opener : box())?.focus({ preventScroll: true });
    opener = null;
  }
  function reveal() {
    const marked = $("mark", panel);
    $("h2", panel)?.focus({ preventScroll: true });
    if (marked) requestAnimationFrame(() => marked.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" }));
  }
  addEventListener("popstate", () => close(true));

  // --- said, copied, typed ------------------------------------------------------------------------------------------------
  function line(id, role) {
    let made = document.getElementById(id);
    if (!made) {
      made = document.createElement("p");
      made.id = id;
      made.setAttribute("role", role);
      document.body.append(made);
    }
    return made;
  }
  const say = (said) => (line("or-live", "status").textContent = said ?? "");
  function tell(said, href) {
    const shown = line("or-toast", "status");
    shown.textContent = said;
    if (href) {
      const way = document.createElement("a");
      way.href = way.textContent = href;
      shown.append(" ", way);
    }
    clearTimeout(shown.timer);
    shown.timer = setTimeout(() => (shown.textContent = ""), href ? 20_000 : 4000);
  }
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea"); // no clipboard without https or leave
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
  }
  function type(text) {
    const field = box();
    if (!field) return;
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }
  addEventListener("pagehide", () => {
    const typed = [under, box()?.value].filter(Boolean).join("\n");
    if (typed) sessionStorage.setItem(TYPED, typed);
    else sessionStorage.removeItem(TYPED);
  });
  function bring() {
    const typed = sessionStorage.getItem(TYPED);
    sessionStorage.removeItem(TYPED);
    if (typed && box() && !box().value) type(typed);
  }
  addEventListener("beforeprint", () => document.querySelectorAll("#or-chat details").forEach((d) => (d.open = true)));

  // --- clicks and keys -----------------------------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    const hit = event.target.closest?.("button, a.or-skip");
    if (!hit) return;
    const data = hit.dataset;
    if (data.source) {
      open(hit, "source");
      const { source, start, end } = data;
      send("cite", { source, start, end });
    } else if (data.ask) send("ask", { question: data.ask });
    else if (data.everywhere) send("everywhere", { question: data.everywhere });
    else if (data.link) send("link", { turn: data.link });
    else if (data.edit) type(data.edit);
    else if (data.copy) copy(data.copy).then(() => tell(data.done));
    else if (data.shelf !== undefined) open(hit, "shelf");
    else if (data.close !== undefined) hit.classList.contains("or-back") ? (side().dataset.view = "shelf") : close();
    else if (hit.classList.contains("or-skip")) {
      event.preventDefault();
      const to = hit.hash === "#or-question" ? box() : (newest() ?? $(".or-welcome a, .example"));
      to?.focus();
      to?.scrollIntoView({ block: "nearest" });
    }
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
  // An empty box asks nothing, and Enter held down asks once.
  addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.closest?.("#or-question")) return;
    if (event.repeat || document.body.dataset.busy !== undefined || !box().value.trim()) {
      event.stopPropagation();
      event.preventDefault();
    }
  }, true);

  // Gradio's own buttons speak the browser's language, ours the page's; its log would read every draft aloud.
  function rename() {
    const told = words();
    for (const one of document.querySelectorAll("#or-chat :is(button, [role], [data-testid])[aria-label], .toggle-button")) {
      const name = one.getAttribute("aria-label") ?? "";
      one.dataset.its ??= name;
      const ours = told[`its${one.dataset.its.replace(/(?:^|[ _])(\w)/g, (_, first) => first.toUpperCase())}`];
      if (/^(user|bot)'s message/.test(name)) one.removeAttribute("aria-label");
      else if (ours && ours !== name) {
        one.setAttribute("aria-label", ours);
        if (one.title) one.title = ours;
      }
    }
    $('#or-chat [role="log"]')?.setAttribute("aria-live", "off");
    $('#or-chat .examples')?.setAttribute("role", "group"); // a list of buttons is none
  }

  // --- what the parts of the page call ----------------------------------------------------------------------------------
  return {
    put,
    given,
    begin(name, bytes) {
      [key, room] = [name, bytes];
      return given();
    },
    open(id) {
      sessionStorage.setItem(`${key}-here`, id);
      box()?.focus();
      return [];
    },
    told(said) {
      if (!said?.say) return [];
      const href = said.copy && new URL(said.copy, document.baseURI).href;
      if (href) copy(href);
      say(said.say);
      tell(said.say, href);
      return [];
    },
    // the source panel; it also carries the page's events to the server
    bind(element, trigger, watch) {
      panel = element;
      send = trigger;
      watch("value", reveal);
    },
    lists(element, trigger) {
      list = element;
      choose = trigger;
      drawList();
    },
    // the bar: the page is in its language
    speaks(element, watch) {
      watch("value", () => {
        const bar = $(".or-bar", element);
        if (!bar) return;
        document.documentElement.lang = bar.lang;
        document.body.dataset.alive = "true";
        drawList();
        bring();
        rename();
        new MutationObserver(rename).observe($("#or-chat"), { childList: true, subtree: true });
      });
    },
    refused: (said, href) => tell(said, href),
    words,
  };
})();

// What the server refuses is told: Gradio shows nothing of a request that is turned away.
(() => {
  "use strict";
  const ask = window.fetch;
  window.fetch = async (...given) => {
    const to = new URL(given[0] instanceof Request ? given[0].url : String(given[0]), location.href).pathname;
    const told = window.onrecord.words();
    try {
      const answer = await ask(...given);
      if (to.endsWith("/queue/join") && !answer.ok) {
        const wait = Number(answer.headers.get("Retry-After"));
        if (answer.status === 401) window.onrecord.refused(told.notIn, new URL("./login", document.baseURI).href);
        else if (answer.status === 429) window.onrecord.refused(`${told.tooMany} ${wait ? told.wait.replace("{}", wait) : ""}`);
        else answer.clone().json().then((said) => window.onrecord.refused(said.error?.message ?? said.detail ?? `${answer.status}`), () => {});
      }
      return answer;
    } catch (failed) {
      if (/\/(queue\/join|app_id)$/.test(to)) window.onrecord.refused(told.lost);
      throw failed;
    }
  };
})();
