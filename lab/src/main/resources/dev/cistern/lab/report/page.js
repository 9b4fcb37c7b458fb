"use strict";
(() => {
  const root = document.documentElement;
  const themes = ["auto", "light", "dark"];

  function kept() {
    try { return localStorage.getItem("cistern-theme"); } catch { return null; }
  }
  function keep(theme) {
    try { localStorage.setItem("cistern-theme", theme); } catch { /* a page without storage forgets */ }
  }
  function show(theme) { root.dataset.theme = theme; }
  show(themes.includes(kept()) ? kept() : "auto");

  function themeButton() {
    const button = document.getElementById("theme");
    const label = () => { button.textContent = "Theme: " + root.dataset.theme; };
    button.hidden = false;
    label();
    button.addEventListener("click", () => {
      const next = themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length];
      show(next);
      keep(next);
      label();
    });
  }

  function make(tag, className, text) {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    if (tag === "button") element.type = "button";
    return element;
  }

  function sortable(table) {
    const body = table.tBodies[0];
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      if (!head.dataset.order) return;
      const button = make("button", "", head.textContent);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        const order = !now ? head.dataset.order : now === "ascending" ? "descending" : "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", order);
        const key = row => row.cells[column].dataset.sort;
        const compare = (a, b) => {
          const difference = Number(key(a)) - Number(key(b));
          return Number.isNaN(difference) ? key(a).localeCompare(key(b)) : difference;
        };
        const rows = [...body.rows].sort(compare);
        if (order === "descending") rows.reverse();
        body.append(...rows);
      });
    });
  }

  function filter(table) {
    if (table.tBodies[0].rows.length < 10) return;
    const input = document.createElement("input");
    input.type = "search";
    input.placeholder = "Filter by class or method";
    input.setAttribute("aria-label", input.placeholder);
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      for (const row of table.tBodies[0].rows) {
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
      }
    });
    table.closest("section").querySelector(".heading").append(input);
  }

  function copy(snippet) {
    const button = make("button", "tool", "Copy");
    button.addEventListener("click", async () => {
      const code = snippet.querySelector("pre");
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(code);
        button.textContent = "Selected";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    snippet.append(button);
  }

  function openTarget() {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const part = target && target.closest("details");
    if (!part) return;
    part.open = true;
    part.scrollIntoView();
    part.querySelector("summary").focus({ preventScroll: true });
  }

  document.addEventListener("DOMContentLoaded", () => {
    themeButton();
    document.querySelectorAll("table.sortable").forEach(table => { sortable(table); filter(table); });
    document.querySelectorAll(".snippet").forEach(copy);
    addEventListener("hashchange", openTarget);
    addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(part => { part.open = true; }));
    openTarget();
  });
})();
