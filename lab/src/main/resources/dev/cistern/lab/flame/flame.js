"use strict";
(() => {
  const ROW = 18;
  const MOST_ROWS = 700;
  const colours = { j: "flame-java", n: "flame-native", k: "flame-kernel", c: "flame-class", o: "flame-other" };
  const paths = { h: "flame-hit", r: "flame-release", m: "flame-miss" };
  const pathWords = { h: "hit path of a pool or cache", r: "release path of a pool or cache", m: "miss path of a pool or cache" };
  const prefixes = [["P", 1e15], ["T", 1e12], ["G", 1e9], ["M", 1e6], ["k", 1e3]];
  const digits = value => value.toLocaleString("en-GB", { maximumSignificantDigits: 3 });
  const formats = {
    bytes(value) {
      const found = prefixes.find(([, size]) => Math.abs(value) >= size);
      return found ? digits(value / found[1]) + " " + found[0] + "B" : digits(value) + " B";
    },
    nanoseconds(value) {
      const size = Math.abs(value);
      return size >= 1e9 || size === 0 ? digits(value / 1e9) + " s"
        : size >= 1e6 ? digits(value / 1e6) + " ms" : digits(value / 1e3) + " µs";
    },
    samples: value => Math.round(value).toLocaleString("en-GB"),
  };

  /** The nodes of a page's data with all that drawing needs, in arrays side by side; node 0 is the whole. */
  function model(data) {
    const count = data.depth.length + 1;
    const m = {
      data,
      count,
      format: formats[data.unit],
      frame: new Int32Array(count).fill(-1),
      depth: new Int32Array(count),
      parent: new Int32Array(count),
      last: new Int32Array(count),
      self: new Float64Array(count),
      total: new Float64Array(count),
      base: new Float64Array(count),
      start: new Float64Array(count),
    };
    m.parent[0] = -1;
    m.self[0] = data.rest || 0;
    m.base[0] = data.baseRest || 0;
    const above = [0];
    for (let i = 1; i < count; i++) {
      const depth = data.depth[i - 1] + 1;
      m.depth[i] = depth;
      m.frame[i] = data.frame[i - 1];
      m.self[i] = data.self[i - 1];
      if (data.base) m.base[i] = data.base[i - 1];
      m.parent[i] = above[depth - 1];
      above[depth] = i;
    }
    sums(m);
    return m;
  }

  /** Sums over subtrees, where each ends, and where each box begins; a box is as wide as the larger of now and before. */
  function sums(m) {
    m.total.set(m.self);
    const base = m.base;
    for (let i = 0; i < m.count; i++) m.last[i] = i;
    for (let i = m.count - 1; i > 0; i--) {
      const p = m.parent[i];
      m.total[p] += m.total[i];
      base[p] += base[i];
      if (m.last[i] > m.last[p]) m.last[p] = m.last[i];
    }
    const used = new Float64Array(m.count);
    for (let i = 1; i < m.count; i++) {
      const p = m.parent[i];
      m.start[i] = m.start[p] + used[p];
      used[p] += width(m, i);
    }
    m.width = new Float64Array(m.count);
    for (let i = 0; i < m.count; i++) m.width[i] = width(m, i);
  }
  const width = (m, i) => m.total[i];

  function matcher(text) {
    if (!text) return null;
    if (text.length > 2 && text.startsWith("/") && text.endsWith("/")) {
      try {
        const pattern = new RegExp(text.slice(1, -1));
        return name => pattern.test(name);
      } catch { /* not finished yet: taken as it is written */ }
    }
    const wanted = text.toLowerCase();
    return name => name.toLowerCase().includes(wanted);
  }

  /** Which frames match, by number. */
  function matches(data, text) {
    const fits = matcher(text);
    return fits && Uint8Array.from(data.names, name => fits(name) ? 1 : 0);
  }

  /** The weight under matching boxes, each counted once. */
  function weightOf(m, found, from) {
    let sum = 0;
    for (let i = from; i <= m.last[from];) {
      if (i > 0 && found[m.frame[i]]) {
        sum += m.total[i];
        i = m.last[i] + 1;
      } else {
        i++;
      }
    }
    return sum;
  }

  /** A canvas that draws one model: from the top down, or from the bottom up. */
  class Graph {
    constructor(m, options) {
      this.m = m;
      this.options = options;
      this.zoomed = 0;
      this.chosen = -1;
      this.canvas = document.createElement("canvas");
      this.canvas.tabIndex = 0;
      this.canvas.setAttribute("role", "application");
      this.canvas.setAttribute("aria-label", options.label
        + ". Arrow keys move, Enter zooms in, Escape zooms out, S shows callers and callees of a frame.");
      this.canvas.addEventListener("click", event => this.click(event));
      this.canvas.addEventListener("mousemove", event => options.tell(this, this.at(event)));
      this.canvas.addEventListener("mouseleave", () => options.tell(this, this.chosen));
      this.canvas.addEventListener("keydown", event => this.key(event));
    }

    attach(place) {
      place.append(this.canvas);
      new ResizeObserver(() => this.draw()).observe(place);
      cistern.onTheme(() => { this.palette = null; this.draw(); }, this.canvas);
    }

    zoom(node) {
      this.zoomed = Math.max(0, node);
      this.chosen = -1;
      this.draw();
      this.options.zoomedTo(this);
    }

    x(i) { return (this.m.start[i] - this.m.start[this.zoomed]) * this.scale; }

    /** Calls back for each box that is wide enough to be seen, callers first. */
    visible(take) {
      const { m, zoomed } = this;
      const line = [];
      for (let i = zoomed; i >= 0; i = m.parent[i]) line.push(i);
      for (let i = line.length - 1; i >= 0; i--) take(line[i], 0, this.pixels, line[i] !== zoomed);
      const least = 0.4 / this.scale;
      for (let i = zoomed + 1; i <= m.last[zoomed];) {
        if (m.width[i] < least) {
          i = m.last[i] + 1;
        } else {
          take(i, this.x(i), m.width[i] * this.scale, false);
          i++;
        }
      }
    }

    draw() {
      if (!this.canvas.isConnected) return;
      performance.mark("cistern-draw-begins");
      const { m, canvas, options } = this;
      const ratio = devicePixelRatio || 1;
      this.pixels = Math.max(50, canvas.clientWidth);
      this.scale = this.pixels / (m.width[this.zoomed] || 1);
      const boxes = [];
      let rows = 1;
      this.visible((node, x, w, above) => {
        const depth = m.depth[node] - options.skip;
        if (depth < 0 || depth >= MOST_ROWS) return;
        boxes.push(node, x, w, above);
        if (depth + 1 > rows) rows = depth + 1;
      });
      this.rows = rows;
      canvas.style.height = rows * ROW + "px";
      canvas.width = Math.round(this.pixels * ratio);
      canvas.height = Math.round(rows * ROW * ratio);
      const ctx = canvas.getContext("2d");
      ctx.scale(ratio, ratio);
      ctx.font = "11.5px system-ui, sans-serif";
      ctx.textBaseline = "middle";
      this.found = options.found();
      for (let b = 0; b < boxes.length; b += 4) this.box(ctx, boxes[b], boxes[b + 1], boxes[b + 2], boxes[b + 3]);
      this.shown = boxes.length / 4;
      canvas.dataset.boxes = this.shown;
      performance.measure("cistern-draw", "cistern-draw-begins");
    }

    row(node) {
      const depth = this.m.depth[node] - this.options.skip;
      return this.options.upward() ? this.rows - 1 - depth : depth;
    }

    box(ctx, node, x, w, above) {
      const y = this.row(node) * ROW;
      const wide = Math.max(w - (w > 3 ? 1 : 0), 0.4);
      ctx.globalAlpha = above ? 0.45 : 1;
      ctx.fillStyle = this.colour(node);
      ctx.fillRect(x, y, wide, ROW - 1);
      if (node === this.chosen) {
        ctx.strokeStyle = this.tint("brand");
        ctx.lineWidth = 2;
        ctx.strokeRect(x + 1, y + 1, Math.max(wide - 2, 1), ROW - 3);
      }
      if (w > 24) {
        ctx.globalAlpha = above ? 0.7 : 1;
        ctx.fillStyle = this.tint("flame-text");
        ctx.fillText(fitted(ctx, this.label(node), wide - 7), x + 4, y + ROW / 2);
      }
    }

    tint(name) {
      this.palette = this.palette || new Map();
      if (!this.palette.has(name)) this.palette.set(name, cistern.color(name));
      return this.palette.get(name);
    }

    colour(node) {
      const { m, found } = this;
      const { data } = m;
      if (node === 0) return this.tint("raised");
      const frame = m.frame[node];
      if (found) return found[frame] ? this.tint("flame-match") : this.tint("raised");
      if (data.compared) return this.change(node);
      if (data.lens[frame] !== "-") return this.tint(paths[data.lens[frame]]);
      return this.options.lensOnly() ? this.tint("raised") : this.shade(data.kinds[frame], frame);
    }

    /** Packages differ a little in shade, so that neighbours can be told apart. */
    shade(kind, frame) {
      const key = kind + frame;
      this.palette = this.palette || new Map();
      if (!this.palette.has(key)) {
        const [r, g, b] = (this.tint(colours[kind]).match(/[\d.]+/g) || [128, 128, 128]).map(Number);
        const name = this.m.data.names[frame];
        const owner = name.slice(0, name.lastIndexOf(".", name.lastIndexOf(".") - 1));
        let hash = 0;
        for (let i = 0; i < owner.length; i++) hash = (hash * 31 + owner.charCodeAt(i)) | 0;
        const by = 1 + ((hash >>> 4) % 17 - 8) / 70;
        const part = value => Math.min(255, Math.round(value * by));
        this.palette.set(key, `rgb(${part(r)}, ${part(g)}, ${part(b)})`);
      }
      return this.palette.get(key);
    }

    change(node) {
      const { m } = this;
      const change = m.total[node] - m.base[node];
      const most = Math.max(m.total[node], m.base[node], 1e-9);
      const name = change > 0 ? "bad" : "brand";
      const strength = Math.min(1, Math.abs(change) / most);
      const steps = Math.round(strength * 10) / 10;
      const key = name + steps;
      this.palette = this.palette || new Map();
      if (!this.palette.has(key)) {
        const [a, b] = [this.tint("raised"), this.tint(name)].map(text => (text.match(/[\d.]+/g) || []).map(Number));
        const mixed = [0, 1, 2].map(i => Math.round(a[i] + (b[i] - a[i]) * steps * 0.75));
        this.palette.set(key, `rgb(${mixed.join(", ")})`);
      }
      return this.palette.get(key);
    }

    label(node) { return node === 0 ? this.options.whole : this.m.data.names[this.m.frame[node]]; }

    at(event) {
      const box = this.canvas.getBoundingClientRect();
      const row = Math.floor((event.clientY - box.top) / ROW);
      const x = event.clientX - box.left;
      const depth = (this.options.upward() ? this.rows - 1 - row : row) + this.options.skip;
      return this.find(x, depth);
    }

    /** The box at a place, by going down from the zoomed one. */
    find(x, depth) {
      const { m, zoomed } = this;
      if (depth <= m.depth[zoomed]) {
        let node = zoomed;
        while (node > 0 && m.depth[node] > depth) node = m.parent[node];
        return node;
      }
      const where = m.start[zoomed] + x / this.scale;
      for (let i = zoomed + 1; i <= m.last[zoomed];) {
        if (where < m.start[i] || where >= m.start[i] + m.width[i]) i = m.last[i] + 1;
        else if (m.depth[i] === depth) return i;
        else i++;
      }
      return -1;
    }

    click(event) {
      const node = this.at(event);
      if (node < 0) return;
      if (event.shiftKey || event.altKey) {
        if (node > 0) this.options.sandwich(m_frame(this, node));
        return;
      }
      this.zoom(node === this.zoomed ? m_parent(this, node) : node);
    }

    key(event) {
      const { m } = this;
      const at = this.chosen < 0 ? this.zoomed : this.chosen;
      const outward = this.options.upward() ? "ArrowDown" : "ArrowUp";
      const inward = this.options.upward() ? "ArrowUp" : "ArrowDown";
      let next = null;
      if (event.key === outward) next = Math.max(0, m.parent[at]);
      else if (event.key === inward) next = this.widest(at);
      else if (event.key === "ArrowRight") next = this.sibling(at, 1);
      else if (event.key === "ArrowLeft") next = this.sibling(at, -1);
      else if (event.key === "Enter") this.zoomAndChoose(at);
      else if (event.key === "Escape") this.zoom(0);
      else if (event.key === "Backspace") this.zoomAndChoose(Math.max(0, m.parent[this.zoomed]));
      else if ((event.key === "s" || event.key === "S") && at > 0) this.options.sandwich(m.frame[at]);
      else return;
      event.preventDefault();
      if (next !== null && next >= 0) this.choose(next);
    }

    zoomAndChoose(node) {
      this.zoom(node);
      this.choose(node);
    }

    choose(node) {
      this.chosen = node;
      if (node < this.zoomed || node > this.m.last[this.zoomed]) this.zoomed = node;
      this.draw();
      this.options.tell(this, node);
      this.options.say(this, node);
    }

    widest(node) {
      const { m } = this;
      let best = node;
      for (let i = node + 1; i <= m.last[node]; i = m.last[i] + 1) if (best === node || m.width[i] > m.width[best]) best = i;
      return best;
    }

    sibling(node, by) {
      const { m } = this;
      if (node === 0) return 0;
      const all = [];
      for (let i = m.parent[node] + 1; i <= m.last[m.parent[node]]; i = m.last[i] + 1) {
        if (i === node || m.width[i] * this.scale >= 0.4) all.push(i);
      }
      return all[Math.max(0, Math.min(all.length - 1, all.indexOf(node) + by))];
    }
  }
  const m_frame = (graph, node) => graph.m.frame[node];
  const m_parent = (graph, node) => Math.max(0, graph.m.parent[node]);

  function fitted(ctx, text, room) {
    if (room < 8) return "";
    const each = 7;
    if (text.length * each <= room || ctx.measureText(text).width <= room) return text;
    // The end of a name says most: class and method.
    const short = text.replace(/^.*\.(?=[^.]*\.[^.]*$)/, "");
    if (short.length * each <= room || ctx.measureText(short).width <= room) return short;
    const fits = Math.floor(room / each);
    return fits < 4 ? "" : short.slice(0, fits - 1) + "…";
  }

  /** The callers, or the callees, of a frame wherever it stands, merged into a model of their own. */
  function merged(m, frame, callers) {
    const root = { frame, total: 0, base: 0, self: 0, under: new Map() };
    const under = (of, number) => {
      let found = of.under.get(number);
      if (!found) of.under.set(number, found = { frame: number, total: 0, base: 0, self: 0, under: new Map() });
      return found;
    };
    for (let i = 1; i < m.count; i++) {
      if (m.frame[i] !== frame || within(m, i, frame)) continue;
      if (callers) {
        let at = root;
        for (let up = m.parent[i]; up > 0; up = m.parent[up]) at = under(at, m.frame[up]);
        at.self += m.total[i];
        at.base += m.base[i];
      } else {
        root.self += m.self[i];
        const line = [root];
        for (let j = i + 1; j <= m.last[i]; j++) {
          const depth = m.depth[j] - m.depth[i];
          const at = line[depth] = under(line[depth - 1], m.frame[j]);
          at.self += m.self[j];
        }
      }
    }
    return model(flat(m.data, root));
  }
  function within(m, node, frame) {
    for (let up = m.parent[node]; up > 0; up = m.parent[up]) if (m.frame[up] === frame) return true;
    return false;
  }
  function flat(data, root) {
    const out = { ...data, rest: 0, baseRest: 0, depth: [], frame: [], self: [], base: undefined, compared: false };
    const open = [[root, 0]];
    while (open.length) {
      const [node, depth] = open.pop();
      out.depth.push(depth);
      out.frame.push(node.frame);
      out.self.push(node.self);
      const next = [...node.under.values()].sort((a, b) => data.names[b.frame].localeCompare(data.names[a.frame]));
      for (const child of next) open.push([child, depth + 1]);
    }
    return out;
  }

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
    const place = make("div");
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
      const up = make("div");
      const down = make("div");
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
