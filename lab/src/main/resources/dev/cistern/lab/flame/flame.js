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

  const share = (graph, node) => (100 * graph.m.total[node] / (graph.options.all || 1)).toFixed(2) + " %";
  function words(graph, node) {
    const { m } = graph;
    const text = m.format(m.total[node]) + ", " + share(graph, node) + " of all; itself " + m.format(m.self[node]);
    const before = m.data.compared ? "; before " + m.format(m.base[node]) : "";
    const path = node > 0 ? pathWords[m.data.lens[m.frame[node]]] : "";
    return text + before + (path ? "; " + path : "");
  }

  /** What stands above a graph: the search and the buttons, which call back. */
  function toolbar(data, state, { searched, changed, out, split }) {
    const search = make("input");
    search.type = "search";
    search.id = "flame-search";
    search.placeholder = "Search frames, /pattern/";
    search.setAttribute("aria-label", search.placeholder);
    search.value = state.search || "";
    search.addEventListener("input", searched);
    const whole = make("button", "tool", "Zoom out");
    whole.addEventListener("click", out);
    const both = make("button", "tool", "Callers and callees");
    both.addEventListener("click", split);
    const found = make("span", "found");
    const tools = make("div", "tools");
    tools.append(search, whole, both,
      toggle("From below", "Draw callers below what they call, as flames, instead of above it, as icicles", state, "upward", changed));
    if (!data.compared) tools.append(toggle("Pools and caches only", "Grey out all other frames", state, "lensOnly", changed));
    tools.append(found);
    return { tools, search, found, zoomed(node) { whole.disabled = both.disabled = node === 0; } };
  }

  function legend(data) {
    const line = make("p", "legend");
    const kinds = data.compared ? [["grew", "grew"], ["shrank", "shrank"]]
      : [["java", "Java"], ["class", "class"], ["native", "native"], ["kernel", "kernel"], ["hit", "pool or cache: hit"],
        ["miss", "miss"], ["release", "release"]];
    for (const [style, text] of kinds) line.append(make("span", style, text));
    return line;
  }

  /** What stands below a graph: one frame with its callers and its callees, once somebody asks for it. */
  function sandwich(m, state, options, main) {
    const { data } = m;
    const place = make("div");
    let graphs = [];
    function close() {
      state.sandwich = null;
      graphs = [];
      place.replaceChildren();
      if (location.hash.startsWith("#frame-")) history.replaceState(null, "", location.pathname);
      main.canvas.focus();
    }
    function half(frame, upward) {
      const label = (upward ? "Callers of " : "Callees of ") + data.names[frame];
      return new Graph(merged(m, frame, upward), options({ label, whole: "", skip: 1, upward: () => upward, zoomedTo: () => {} }));
    }
    /** Shows a frame; returns its title. */
    function show(frame) {
      if (!(frame >= 0 && frame < data.names.length)) return;
      state.sandwich = data.names[frame];
      const section = make("section", "sandwich");
      section.id = "sandwich";
      const heading = make("div", "heading");
      const title = make("h3", "", data.names[frame]);
      title.tabIndex = -1;
      const end = make("button", "tool", "Close");
      end.addEventListener("click", close);
      heading.append(title, end);
      const above = half(frame, true);
      const under = half(frame, false);
      const up = make("div", "stage");
      const down = make("div", "stage");
      const weight = make("p", "fine", m.format(under.m.total[0]) + ", " + share(under, 0) + " of all");
      section.append(heading, weight, make("p", "side", "Its callers"), up, make("p", "side", "What it calls"), down);
      place.replaceChildren(section);
      graphs = [above, under];
      above.attach(up);
      under.attach(down);
      above.draw();
      under.draw();
      return title;
    }
    return { place, show, draw() { graphs.forEach(graph => graph.draw()); } };
  }

  /** Shows the frame that the address names, such as #frame-7, now unless another is shown, and whenever it changes. */
  function address(state, shown, show) {
    function jump() {
      const frame = /^#frame-(\d+)$/.exec(location.hash);
      const title = frame && show(Number(frame[1]));
      if (title) {
        title.closest(".sandwich").scrollIntoView();
        title.focus({ preventScroll: true });
      }
    }
    if (!shown) jump();
    state.address?.abort();
    state.address = new AbortController();
    addEventListener("hashchange", jump, { signal: state.address.signal });
  }

  cistern.mount("section.flame", (section, state) => {
    const m = model(cistern.data(section));
    const { data } = m;
    const detail = make("div", "detail");
    const spoken = make("p", "skip");
    spoken.setAttribute("aria-live", "polite");
    const place = make("div", "stage");
    const bar = toolbar(data, state, {
      searched() { searched(); redraw(); },
      changed: redraw,
      out: () => main.zoom(0),
      split() { if (main.zoomed > 0) below.show(m.frame[main.zoomed]); },
    });
    function tell(graph, node) {
      const at = node < 0 ? graph.zoomed : node;
      detail.replaceChildren(make("b", "", graph.label(at)), make("p", "", words(graph, at)));
    }
    const options = extra => ({
      label: "Flame graph of " + data.title,
      whole: "all of " + data.title,
      all: m.total[0],
      skip: 0,
      upward: () => Boolean(state.upward),
      lensOnly: () => Boolean(state.lensOnly),
      found: () => matches(data, bar.search.value),
      tell,
      say: (graph, node) => { spoken.textContent = graph.label(node) + ": " + words(graph, node); },
      sandwich: frame => below.show(frame),
      zoomedTo(graph) {
        state.zoom = names(m, graph.zoomed);
        bar.zoomed(graph.zoomed);
        searched();
        tell(graph, graph.zoomed);
      },
      ...extra,
    });
    const main = new Graph(m, options({}));
    const below = sandwich(m, state, options, main);
    function searched() {
      state.search = bar.search.value;
      const hits = matches(data, bar.search.value);
      bar.found.textContent = hits
        ? (100 * weightOf(m, hits, main.zoomed) / (m.total[main.zoomed] || 1)).toFixed(2) + " % matched" : "";
    }
    function redraw() { main.draw(); below.draw(); }

    section.querySelector(".without").remove();
    section.append(bar.tools, detail, place, legend(data), spoken, below.place);
    main.attach(place);
    main.zoomed = follow(m, state.zoom || []);
    bar.zoomed(main.zoomed);
    main.draw();
    searched();
    tell(main, main.zoomed);
    if (state.sandwich) below.show(data.names.indexOf(state.sandwich));
    address(state, Boolean(state.sandwich), below.show);
  });
})();
