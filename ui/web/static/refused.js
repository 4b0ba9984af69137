// Tells what the server refuses, above the question box: Gradio shows nothing of a request that is turned away. That the server
// is lost is told there too, in the reader's language, in the place of the toolkit's English note.
// It makes no request of its own and writes no HTML; text it places goes through textContent.
(() => {
  "use strict";
  const send = window.fetch;
  const JOIN = "/queue/join"; // all that the page asks of the server goes this way
  const ALIVE = "/app_id"; // what the toolkit asks again and again once the server is lost

  window.fetch = async (...given) => {
    const to = given[0] instanceof Request ? given[0].url : String(given[0]);
    const place = new URL(to, location.href).pathname;
    let answer;
    try {
      answer = await send(...given);
    } catch (failed) {
      if (place.endsWith(JOIN) || place.endsWith(ALIVE)) lost();
      throw failed;
    }
    if (place.endsWith(JOIN)) {
      const [status, copy] = [answer.status, answer.ok ? null : answer.clone()];
      const known = inWords(status, Number(answer.headers.get("Retry-After")) || 0);
      if (known) tell(known, status, document.documentElement.lang);
      else reason(copy).then((words) => tell(words, status));
    }
    return answer;
  };

  async function reason(refusal) {
    if (!refusal) return "";
    try {
      const { error, detail } = await refusal.json();
      const words = error?.message ?? detail;
      if (typeof words === "string" && words) return words;
    } catch {
      // a proxy's own page, for example: its status is all there is to tell
    }
    return `${refusal.status} ${refusal.statusText}`.trim();
  }

  // What the page has words for in the reader's language; of others the server's own are told.
  function inWords(status, seconds) {
    const said = document.querySelector(".or-bar")?.dataset ?? {};
    if (status === 401) return said.notIn;
    if (status !== 429 || !said.tooMany) return "";
    return seconds ? `${said.tooMany} ${said.wait.replace("{}", seconds)}` : said.tooMany;
  }

  function lost() {
    const words = document.querySelector(".or-bar")?.dataset.lost;
    if (!words || document.body.dataset.lost) return;
    document.body.dataset.lost = "true";
    tell(words, 0, document.documentElement.lang);
  }

  // One line, there before it is needed so that a screen reader hears it; what is let through next takes it away.
  function tell(words, status, language = "en") {
    const composer = document.getElementById("or-composer");
    if (!composer) return;
    let line = document.getElementById("or-refused");
    if (!line) {
      line = document.createElement("p");
      line.id = "or-refused";
      line.setAttribute("role", "status");
      composer.prepend(line);
    }
    line.replaceChildren();
    if (!words) {
      delete document.body.dataset.lost;
      return;
    }
    const said = document.createElement("span");
    said.lang = language;
    said.textContent = words;
    line.append(said);
    if (status !== 401) return;
    const link = document.createElement("a");
    link.href = "./login";
    link.textContent = document.querySelector(".or-bar")?.dataset.signIn || "Sign in";
    line.append(" ", link);
  }
})();
