"use strict";
// The page is whole without this. The script opens the words beside the table instead of below it,
// moves between cells with the arrow keys, filters the findings, and unfolds what a link leads to.
(() => {
  const panel = document.getElementById("panel");
  const held = panel.querySelector(".held");
  let cells = [], at = -1, opener = null;

  // What a link leads to may lie folded.
  const unfold = (target) => {
    for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  };
  const arrive = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    unfold(target);
    for (const old of document.querySelectorAll(".here")) old.classList.remove("here");
    for (const part of document.querySelectorAll(`[data-s~="${target.id}"]`)) part.classList.add("here");
    target.scrollIntoView({ block: target.closest(".text") ? "center" : "start" });
  };
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();

  // The words of a cell, in a panel beside the table.
  const show = (cell) => {
    const words = document.getElementById(cell.hash.slice(1));
    if (!words) return;
    const copy = words.cloneNode(true);
    copy.removeAttribute("id");
    const list = document.createElement("ul");
    list.append(copy);
    const title = document.createElement("h3");
    const matter = words.closest(".matter"), claim = words.closest(".claim");
    title.textContent = matter.querySelector("h3").textContent + ": " + claim.querySelector("h4").firstChild.textContent.trim();
    held.replaceChildren(title, list);
    at = cells.indexOf(cell);
    panel.querySelector('[data-step="-1"]').disabled = at < 1;
    panel.querySelector('[data-step="1"]').disabled = at + 1 >= cells.length;
  };
  document.addEventListener("click", (event) => {
    const cell = event.target.closest(".matrix td a[href^='#m']");
    if (cell && cell.hash.includes("w") && !event.ctrlKey && !event.metaKey && panel.showModal) {
      event.preventDefault();
      cells = [...document.querySelectorAll(".matrix td a[href*='w']")];
      opener = cell;
      show(cell);
      panel.showModal();
    }
  });
  panel.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (step) { opener = cells[at + Number(step.dataset.step)]; show(opener); return; }
    if (event.target === panel || event.target.closest("[data-close], a")) panel.close();
  });
  panel.addEventListener("close", () => opener && opener.focus({ preventScroll: true }));

  // A click on a box of a drawing leads where its link in the list leads.
  document.addEventListener("click", (event) => {
    const box = event.target.closest(".nd[data-to]");
    if (box) location.hash = box.dataset.to;
  });

  // Arrow keys in the table of matters.
  document.addEventListener("keydown", (event) => {
    const here = event.target.closest && event.target.closest(".matrix td, .matrix th");
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!here || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    const rows = [...here.closest("table").rows];
    let row = here.parentElement.rowIndex + step[0], column = here.cellIndex + step[1];
    for (; rows[row] && rows[row].cells[column]; row += step[0], column += step[1]) {
      const link = rows[row].cells[column].querySelector("a");
      if (link) { event.preventDefault(); link.focus(); return; }
    }
  });

  // A statement and its note light up together.
  const light = (event, on) => {
    const from = event.target.closest && event.target.closest("[data-n], [data-s]");
    if (!from) return;
    const article = from.closest(".article");
    for (const id of (from.dataset.n || from.dataset.s).split(" ")) {
      for (const part of article.querySelectorAll(`[data-s~="${id}"], [data-n="${id}"]`)) part.classList.toggle("lit", on);
    }
  };
  for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(name, (event) => light(event, on));
  }

  // The findings by kind.
  const list = document.querySelector(".findings");
  const kinds = new Map();
  for (const item of list.children) {
    for (const sign of item.querySelectorAll(".kind[class*='k-']")) kinds.set(sign.className.split("k-")[1], sign.textContent.trim());
  }
  if (list.children.length > 5 && kinds.size > 1) {
    const bar = document.createElement("div");
    bar.className = "filter";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Show only one kind of finding");
    const button = (kind, name) => {
      const made = document.createElement("button");
      made.type = "button";
      made.textContent = name;
      made.setAttribute("aria-pressed", String(kind === ""));
      made.addEventListener("click", () => {
        for (const other of bar.children) other.setAttribute("aria-pressed", String(other === made));
        for (const item of list.children) item.hidden = kind !== "" && !item.dataset.f.split(" ").includes(kind);
      });
      bar.append(made);
    };
    button("", "all");
    for (const [kind, name] of kinds) if (kind !== "update") button(kind, name);
    list.before(bar);
  }

  // On paper nothing is folded.
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details:not([open])")) { folded.open = true; folded.dataset.folded = ""; }
  });
  addEventListener("afterprint", () => {
    for (const folded of document.querySelectorAll("details[data-folded]")) { folded.open = false; delete folded.dataset.folded; }
  });
})();
