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

  // A correction to copy into corrections.toml: what the page knows, in the words of the file.
  const line = (key, value) => `${key} = ${JSON.stringify(value)}\n`;
  const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  const signed = () => `by = ""\non = ${today()}\nwhy = ""\n`;
  const words = (element) => {
    const copy = element.cloneNode(true);
    for (const mark of copy.querySelectorAll("a.ref")) mark.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };
  // The words of a statement, as far as they stand together.
  const spoken = (id) => {
    let said = "", last = null;
    for (const part of document.querySelectorAll(`.text [data-s~="${id}"]`)) {
      if (last) {
        if (last.closest("p") !== part.closest("p")) break;
        const between = document.createRange();
        between.setStartAfter(last);
        between.setEndBefore(part);
        const holder = document.createElement("p");
        holder.append(between.cloneContents());
        if (words(holder)) break;
      }
      said += part.textContent;
      last = part;
    }
    return said.replace(/\s+/g, " ").trim();
  };
  // The file by as much of its path as tells it from the others.
  const files = [...new Set([...document.querySelectorAll(".article[data-file]")].map((article) => article.dataset.file))];
  const short = (path) => {
    const parts = path.split("/");
    for (let from = parts.length - 1; from > 0; from--) {
      const end = parts.slice(from).join("/");
      if (end && files.filter((other) => other === end || other.endsWith("/" + end)).length < 2) return end;
    }
    return path;
  };
  const file = (id) => short(document.getElementById(id).closest(".article").dataset.file);
  let before = null;
  const ofCard = (card) => {
    const id = card.querySelector(".where a").hash.slice(1);
    const around = card.querySelector("blockquote p"), focus = around.querySelector("mark");
    const near = (text, end) => (end ? text.slice(-32) : text.slice(0, 32)).replace(/\s+/g, " ").trim();
    const own = { article: file(id), quote: words(focus) };
    if (focus.previousSibling) own.prefix = near(focus.previousSibling.textContent, true);
    if (focus.nextSibling) own.suffix = near(focus.nextSibling.textContent, false);
    const matter = card.closest(".matter");
    if (matter) own.matter = matter.querySelector("h3").lastChild.textContent.trim();
    const inline = (one) => "    { " + Object.keys(one).filter((key) => one[key]).map((key) => line(key, one[key]).trim()).join(", ") + " },\n";
    const other = before && before.quote + before.article !== own.quote + own.article ? inline(before) : '    { article = "…", quote = "…" }, # open this on the other statement first\n';
    before = own;
    return {
      "Who says it": "[[speaker]]\n" + line("article", own.article) + line("quote", spoken(id) || own.quote) + line("speaker", "…") + '# or instead: described = "a guard"\n# or instead: unknown = true\n' + signed(),
      "Another matter": "[[part-matters]]\nstatements = [\n" + inline(own) + "]\n" + line("label", "") + signed(),
      "The same matter as another": "[[join-matters]]\nstatements = [\n" + other + inline(own) + "]\n" + line("label", "") + signed(),
    };
  };
  const kinds_of = [
    [".ev .where", (at) => ofCard(at.closest(".ev"))],
    [".passage .edit", (at) => ({ "Idiom": "[[idiom]]\n" + line("quote", words(at.closest(".passage").querySelector("blockquote p"))) + signed() })],
    [".article .particulars", (at) => ({ "When it was published": "[[date]]\n" + line("article", short(at.closest(".article").dataset.file)) + 'published = "…"\n' + signed() })],
    [".names dt", (at) => {
      const names = [...new Set([at.firstChild.textContent.trim(), ...(at.querySelector(".detail") ? at.querySelector(".detail").textContent.replace(/^ also /, "").split(", ") : [])])];
      const entry = (kind) => `[[${kind}]]\nnames = ${JSON.stringify(names.length > 1 ? names : [...names, "…"])}\n` + signed();
      return { "These are not one": entry("part-entities"), "These are one": entry("join-entities") };
    }],
  ];
  const mend = document.createElement("dialog");
  mend.setAttribute("aria-label", "Correct this");
  const heading = document.createElement("h3"), told = document.createElement("p"), bar_of = document.createElement("div"), area = document.createElement("textarea");
  heading.textContent = "Correct this";
  told.className = "gloss";
  told.textContent = "Put this into a file corrections.toml beside the articles, complete it, and run headwater again. It wins over the program on every run, and the new dossier says so.";
  bar_of.className = "kindbar";
  area.spellcheck = false;
  area.setAttribute("aria-label", "The correction");
  const press = (name, does) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    made.addEventListener("click", () => does(made));
    return made;
  };
  const copy = press("Copy", (button) => {
    const done = () => { button.textContent = "Copied"; };
    area.select();
    const by_hand = () => { let worked = false; try { worked = document.execCommand("copy"); } catch { } if (worked) done(); else button.textContent = "Press Ctrl+C"; };
    if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(area.value).then(done, by_hand); else by_hand();
  });
  mend.append(heading, told, bar_of, area, copy, " ", press("Close", () => mend.close()));
  mend.addEventListener("click", (event) => { if (event.target === mend) mend.close(); });
  const correct = (choices) => {
    bar_of.replaceChildren(...Object.keys(choices).map((name) => press(name, (made) => {
      for (const other of bar_of.children) other.setAttribute("aria-pressed", String(other === made));
      area.value = choices[name];
      copy.textContent = "Copy";
    })));
    bar_of.firstChild.click();
    mend.showModal();
  };
  if (mend.showModal) {
    document.body.append(mend);
    kinds_of.forEach(([places], kind) => {
      for (const place of document.querySelectorAll(places)) {
        const button = press("Correct…", () => {});
        button.className = "mend";
        button.dataset.kind = kind;
        place.append(button);
      }
    });
    document.addEventListener("click", (event) => {
      const button = event.target.closest(".mend");
      if (button) correct(kinds_of[button.dataset.kind][1](button.parentElement));
    });
  }

  // On paper nothing is folded.
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details:not([open])")) { folded.open = true; folded.dataset.folded = ""; }
  });
  addEventListener("afterprint", () => {
    for (const folded of document.querySelectorAll("details[data-folded]")) { folded.open = false; delete folded.dataset.folded; }
  });
})();
