"use strict";
const cistern = (() => {
  const mounts = [];
  const themed = new Set();
  const states = new Map();
  const root = document.documentElement;
  const themes = ["auto", "light", "dark"];

  function kept() {
    try { return localStorage.getItem("cistern-theme"); } catch { return null; }
  }
  function keep(theme) {
    try { localStorage.setItem("cistern-theme", theme); } catch { /* a page without storage forgets */ }
  }
  function show(theme) {
    root.dataset.theme = theme;
    themed.forEach(draw => draw());
  }
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
    input.placeholder = "Filter";
    input.setAttribute("aria-label", input.placeholder);
    input.addEventListener("input", () => {
      const wanted = input.value.trim().toLowerCase();
      for (const row of table.tBodies[0].rows) {
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
      }
    });
    const section = table.closest("section");
    const heading = section && section.querySelector(".heading");
    if (heading) heading.append(input);
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

  /** What is kept for an element while the page around it is exchanged: by its id, or its place among its like. */
  function state(selector, element, place) {
    const key = selector + (element.id ? "#" + element.id : ":" + place);
    if (!states.has(key)) states.set(key, {});
    return states.get(key);
  }
  function run({ selector, start }) {
    document.querySelectorAll(selector).forEach((element, place) => start(element, state(selector, element, place)));
  }
  let here = false;
  function mount(selector, start) {
    mounts.push({ selector, start });
    if (here) run(mounts[mounts.length - 1]);
  }

  function data(element) {
    return JSON.parse(element.querySelector('script[type="application/json"]').textContent);
  }
  function color(name) {
    const probe = document.createElement("i");
    probe.hidden = true;
    document.body.append(probe);
    probe.style.color = "var(--" + name + ")";
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  }
  /** Calls back when the theme changes, until the element is gone from the page. */
  function onTheme(draw, element) {
    const still = () => {
      if (element && !element.isConnected) themed.delete(still);
      else draw();
    };
    themed.add(still);
  }

  /** Whether a page has the scripts and styles of this one: its policy names their digests. */
  function isAlike(answer) {
    const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]').content;
    return answer.headers.get("Content-Security-Policy").startsWith(policy + ";");
  }
  function exchange(text) {
    const next = new DOMParser().parseFromString(text, "text/html").querySelector("main");
    if (!next) return;
    const open = new Set([...document.querySelectorAll("main details[open]")].map(part => part.id).filter(Boolean));
    const focused = document.activeElement && document.activeElement.id;
    document.querySelector("main").replaceChildren(...next.childNodes);
    open.forEach(id => { const part = document.getElementById(id); if (part) part.open = true; });
    mounts.forEach(run);
    if (focused && document.getElementById(focused)) document.getElementById(focused).focus({ preventScroll: true });
  }
  function live() {
    const every = Number(root.dataset.live);
    const told = document.getElementById("live");
    if (!every || !told) return;
    let tag = "";
    async function look() {
      try {
        const answer = await fetch(location.pathname, { headers: tag ? { "If-None-Match": tag } : {} });
        if (answer.status === 200) {
          if (!isAlike(answer)) return location.reload(); // this document can't take up scripts that it did not come with
          tag = answer.headers.get("ETag") || "";
          exchange(await answer.text());
        }
        told.textContent = "live";
        told.className = "live";
      } catch {
        told.textContent = "ended";
        told.className = "live ended";
      }
      setTimeout(look, every);
    }
    setTimeout(look, every);
  }

  mount("table.sortable", table => { sortable(table); filter(table); });
  mount(".snippet", copy);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => themed.forEach(draw => draw()));
  document.addEventListener("DOMContentLoaded", () => {
    here = true;
    themeButton();
    mounts.forEach(run);
    addEventListener("hashchange", openTarget);
    addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(part => { part.open = true; }));
    openTarget();
    live();
  });
  return { mount, data, color, onTheme };
})();
