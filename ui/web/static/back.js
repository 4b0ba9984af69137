// The Back button of the browser closes the open panel, as it does on a phone's own pages. It makes no request.
window.onrecordBack = (() => {
  "use strict";
  const PANEL = "onrecord-panel";
  let leaving = false; // we went back ourselves, and the browser has not told so yet
  let close = () => {};
  let isOpen = () => false;

  const add = () => history.pushState(PANEL, "");

  window.addEventListener("popstate", () => {
    if (leaving) {
      leaving = false;
      if (isOpen()) add(); // opened again in the meantime
    } else if (isOpen()) close();
  });

  return {
    // how the panel is closed, and whether it is open
    over(closes, opened) {
      close = closes;
      isOpen = opened;
    },
    opened() {
      if (!leaving && history.state !== PANEL) add();
    },
    // closed by other means than Back: its place in the history goes with it
    closed() {
      if (leaving || history.state !== PANEL) return;
      leaving = true;
      history.back();
    },
  };
})();
