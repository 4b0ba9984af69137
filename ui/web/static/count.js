// How much is typed and how much may be asked, shown once the end comes near. It makes no request and writes no HTML.
window.onrecordCount = (() => {
  "use strict";
  const NEAR = 0.8; // of what may be asked

  function look() {
    const box = document.querySelector("#or-question textarea");
    const most = Number(document.querySelector(".or-bar")?.dataset.longest);
    if (!box || !most) return;
    const count = [...box.value].length;
    let line = document.getElementById("or-count");
    if (count < most * NEAR) {
      line?.remove();
      return;
    }
    if (!line) {
      line = document.createElement("p");
      line.id = "or-count";
      document.getElementById("or-composer").prepend(line);
    }
    line.textContent = `${count.toLocaleString("en")} / ${most.toLocaleString("en")}`;
    line.classList.toggle("or-over", count > most);
  }

  document.addEventListener("input", (event) => event.target.closest?.("#or-question") && look());
  // the box was emptied by the page: after its next drawing
  return { look: () => requestAnimationFrame(() => requestAnimationFrame(look)) };
})();
