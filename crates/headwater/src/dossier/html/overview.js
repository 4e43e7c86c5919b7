"use strict";
// The page is whole without this. The script finds stories by their words and kinds of findings, and unfolds what a
// link leads to.
(() => {
  const arrive = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
    target.scrollIntoView({ block: "start" });
  };
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();

  const list = document.querySelector(".stories");
  const items = list ? [...list.children] : [];
  if (items.length < 6) return;
  const words = items.map((item) => item.textContent.toLowerCase());
  const kinds = new Map();
  for (const sign of list.querySelectorAll(".kind[class*='k-']")) kinds.set(sign.className.split("k-")[1], sign.textContent.trim());
  const bar = document.createElement("div");
  bar.className = "filter";
  bar.setAttribute("role", "search");
  const field = document.createElement("label");
  field.append("Find a story ");
  const input = document.createElement("input");
  input.type = "search";
  input.placeholder = "words, names, outlets";
  field.append(input);
  const told = document.createElement("span");
  told.className = "n";
  told.setAttribute("role", "status");
  let wanted = "";
  const sift = () => {
    const asked = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    items.forEach((item, at) => {
      const fits = (!wanted || item.dataset.f.split(" ").includes(wanted)) && asked.every((word) => words[at].includes(word));
      item.hidden = !fits;
      shown += fits;
    });
    told.textContent = shown === items.length ? "" : `${shown} of ${items.length}`;
  };
  input.addEventListener("input", sift);
  bar.append(field);
  const buttons = [];
  const button = (kind, name) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    made.setAttribute("aria-pressed", String(kind === ""));
    made.addEventListener("click", () => {
      wanted = kind;
      for (const other of buttons) other.setAttribute("aria-pressed", String(other === made));
      sift();
    });
    buttons.push(made);
    bar.append(made);
  };
  if (kinds.size > 1) {
    button("", "all");
    for (const [kind, name] of kinds) button(kind, name);
  }
  bar.append(told);
  list.before(bar);
})();
