"use strict";
(() => {
  const { model, matches, weightOf, merged, Graph } = cistern.flame;
  const pathWords = { h: "hit path of a pool or cache", r: "release path of a pool or cache", m: "miss path of a pool or cache" };

  function make(tag, className, text) {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text) element.textContent = text;
    if (tag === "button") element.type = "button";
    return element;
  }
  function toggle(text, title, state, name, change) {
    const button = make("button", "tool", text);
    button.title = title;
    const show = () => button.setAttribute("aria-pressed", String(Boolean(state[name])));
    button.addEventListener("click", () => { state[name] = !state[name]; show(); change(); });
    show();
    return button;
  }
  const names = (m, node) => {
    const line = [];
    for (let i = node; i > 0; i = m.parent[i]) line.push(m.data.names[m.frame[i]]);
    return line.reverse();
  };
  /** The node with the same callers in another state of a live graph; the nearest caller that is still there otherwise. */
  function follow(m, line) {
    let node = 0;
    for (const name of line) {
      let next = -1;
      for (let i = node + 1; i <= m.last[node]; i = m.last[i] + 1) if (m.data.names[m.frame[i]] === name) next = i;
      if (next < 0) return node;
      node = next;
    }
    return node;
  }

  cistern.mount("section.flame", (section, state) => {
    const m = model(cistern.data(section));
    const { data } = m;
    const detail = make("div", "detail");
    const spoken = make("p", "skip");
    spoken.setAttribute("aria-live", "polite");
    const search = make("input");
    search.type = "search";
    search.id = "flame-search";
    search.placeholder = "Search frames, /pattern/";
    search.setAttribute("aria-label", search.placeholder);
    search.value = state.search || "";
    const found = make("span", "found");
    const place = make("div", "stage");
    const below = make("div");
    const out = make("button", "tool", "Zoom out");
    const split = make("button", "tool", "Callers and callees");
    const share = (graph, node) => (100 * graph.m.total[node] / (m.total[0] || 1)).toFixed(2) + " %";

    function words(graph, node) {
      const text = graph.m.format(graph.m.total[node]) + ", " + share(graph, node) + " of all; itself "
        + graph.m.format(graph.m.self[node]);
      const before = data.compared && graph === main ? "; before " + graph.m.format(graph.m.base[node]) : "";
      const path = node > 0 ? pathWords[data.lens[graph.m.frame[node]]] : "";
      return text + before + (path ? "; " + path : "");
    }
    function tell(graph, node) {
      const at = node < 0 ? graph.zoomed : node;
      const name = make("b", "", graph.label(at));
      detail.replaceChildren(name, make("p", "", words(graph, at)));
    }
    const options = extra => ({
      label: "Flame graph of " + data.title,
      whole: "all of " + data.title,
      skip: 0,
      upward: () => Boolean(state.upward),
      lensOnly: () => Boolean(state.lensOnly),
      found: () => matches(data, search.value),
      tell,
      say: (graph, node) => { spoken.textContent = graph.label(node) + ": " + words(graph, node); },
      sandwich: show,
      zoomedTo(graph) {
        if (graph === main) {
          state.zoom = names(m, graph.zoomed);
          out.disabled = graph.zoomed === 0;
          split.disabled = graph.zoomed === 0;
          searched();
        }
        tell(graph, graph.zoomed);
      },
      ...extra,
    });
    const main = new Graph(m, options({}));

    function searched() {
      state.search = search.value;
      const hits = matches(data, search.value);
      found.textContent = hits
        ? (100 * weightOf(m, hits, main.zoomed) / (m.total[main.zoomed] || 1)).toFixed(2) + " % matched" : "";
    }
    function redraw() { main.draw(); below.graphs?.forEach(graph => graph.draw()); }
    search.addEventListener("input", () => { searched(); redraw(); });
    out.addEventListener("click", () => main.zoom(0));
    split.addEventListener("click", () => { if (main.zoomed > 0) show(m.frame[main.zoomed]); });

    function show(frame) {
      if (!(frame >= 0 && frame < data.names.length)) return;
      state.sandwich = data.names[frame];
      const sandwich = make("section", "sandwich");
      sandwich.id = "sandwich";
      const heading = make("div", "heading");
      const title = make("h3", "", data.names[frame]);
      title.tabIndex = -1;
      const close = make("button", "tool", "Close");
      close.addEventListener("click", () => {
        state.sandwich = null;
        below.graphs = [];
        below.replaceChildren();
        if (location.hash.startsWith("#frame-")) history.replaceState(null, "", location.pathname);
        main.canvas.focus();
      });
      heading.append(title, close);
      const above = new Graph(merged(m, frame, true), options({
        label: "Callers of " + data.names[frame], whole: "", skip: 1, upward: () => true, zoomedTo: () => {} }));
      const under = new Graph(merged(m, frame, false), options({
        label: "Callees of " + data.names[frame], whole: "", skip: 1, upward: () => false, zoomedTo: () => {} }));
      const up = make("div", "stage");
      const down = make("div", "stage");
      const weight = make("p", "fine", m.format(under.m.total[0]) + ", " + share(under, 0) + " of all");
      sandwich.append(heading, weight, make("p", "side", "Its callers"), up, make("p", "side", "What it calls"), down);
      below.replaceChildren(sandwich);
      below.graphs = [above, under];
      above.attach(up);
      under.attach(down);
      above.draw();
      under.draw();
      return title;
    }
    function fromAddress() {
      const frame = /^#frame-(\d+)$/.exec(location.hash);
      const title = frame && show(Number(frame[1]));
      if (title) {
        title.closest(".sandwich").scrollIntoView();
        title.focus({ preventScroll: true });
      }
    }

    const tools = make("div", "tools");
    tools.append(search, out, split,
      toggle("From below", "Draw callers below what they call, as flames, instead of above it, as icicles", state, "upward", redraw));
    if (!data.compared) tools.append(toggle("Pools and caches only", "Grey out all other frames", state, "lensOnly", redraw));
    tools.append(found);
    const legend = make("p", "legend");
    const kinds = data.compared ? [["grew", "grew"], ["shrank", "shrank"]]
      : [["java", "Java"], ["class", "class"], ["native", "native"], ["kernel", "kernel"], ["hit", "pool or cache: hit"],
        ["miss", "miss"], ["release", "release"]];
    for (const [style, text] of kinds) legend.append(make("span", style, text));
    section.querySelector(".without").remove();
    section.append(tools, detail, place, legend, spoken, below);
    main.attach(place);
    main.zoomed = follow(m, state.zoom || []);
    out.disabled = main.zoomed === 0;
    split.disabled = main.zoomed === 0;
    main.draw();
    searched();
    tell(main, main.zoomed);
    if (state.sandwich) show(data.names.indexOf(state.sandwich));
    else fromAddress();
    state.address?.abort();
    state.address = new AbortController();
    addEventListener("hashchange", fromAddress, { signal: state.address.signal });
  });
})();
