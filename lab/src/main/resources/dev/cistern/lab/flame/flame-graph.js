// Draws a model on a canvas.
"use strict";
(() => {
  const ROW = 18;
  const MOST_ROWS = 700;
  const { counted, Colours, NARROW, MATCH } = cistern.flame;

  /** What is drawn: boxes and strips of narrow ones, each with its row, place and width in pixels. */
  class Boxes {
    constructor() {
      this.size(1024);
      this.clear();
    }

    clear() {
      this.count = 0;
      this.above = 0;
      this.rows = 1;
      this.strip = [];
    }

    size(capacity) {
      const larger = (type, old) => { const array = new type(capacity); if (old) array.set(old); return array; };
      this.node = larger(Int32Array, this.node);
      this.depth = larger(Int32Array, this.depth);
      this.x = larger(Float64Array, this.x);
      this.w = larger(Float64Array, this.w);
    }

    add(node, depth, x, w) {
      if (depth < 0) return;
      const last = this.strip[depth];
      if (node < 0 && last >= 0 && this.node[last] === node && x - this.x[last] - this.w[last] < 0.01) {
        this.w[last] = x + w - this.x[last];
        return;
      }
      if (this.count === this.node.length) this.size(2 * this.count);
      const b = this.count++;
      this.node[b] = node;
      this.depth[b] = depth;
      this.x[b] = x;
      this.w[b] = w;
      this.strip[depth] = node < 0 ? b : -1;
      if (depth + 1 > this.rows) this.rows = depth + 1;
    }
  }

  /**
   * A canvas that draws one model: from the top down, or from the bottom up.
   *
   * A box narrower than a pixel is not drawn, nor what it calls; neighbours as narrow are one grey strip, or one that says
   * that a match lies within. The canvas is as tall as what can be seen with a quarter of a screen more on either side, and
   * follows the scrolling; so a drawing costs what the screen shows, not what the model has.
   */
  class Graph {
    constructor(m, options) {
      this.m = m;
      this.options = options;
      this.zoomed = 0;
      this.chosen = -1;
      this.rows = 1;
      this.pixels = 0;
      this.boxes = new Boxes();
      this.colours = new Colours(m, options);
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
      this.place = place;
      place.append(this.canvas);
      // The drawing itself changes the height, which is no reason to draw again.
      new ResizeObserver(() => { if (place.clientWidth !== this.pixels) this.draw(); }).observe(place);
      cistern.onTheme(() => { this.colours.clear(); this.draw(); }, this.canvas);
      this.whileShown("scroll", () => { if (!this.covers()) this.paint(); });
      this.whileShown("resize", () => { if (!this.covers()) this.paint(); });
      this.whileShown("beforeprint", () => this.paint(true));
      this.whileShown("afterprint", () => this.paint());
    }

    /** Listens until the canvas is gone from the page. */
    whileShown(event, act) {
      const still = () => {
        if (this.canvas.isConnected) act();
        else removeEventListener(event, still);
      };
      addEventListener(event, still, { passive: true });
    }

    zoom(node) {
      this.zoomed = Math.max(0, node);
      this.chosen = -1;
      this.draw();
      this.options.zoomedTo(this);
    }

    x(i) { return (this.m.start[i] - this.m.start[this.zoomed]) * this.scale; }

    draw() {
      if (!this.canvas.isConnected) return;
      performance.mark("cistern-draw-begins");
      this.lay();
      this.place.style.height = this.rows * ROW + "px";
      this.paint();
      performance.measure("cistern-draw", "cistern-draw-begins");
    }

    /** Finds the boxes that are wide enough to be seen. */
    lay() {
      const { m, zoomed, boxes } = this;
      const skip = this.options.skip;
      this.pixels = this.place.clientWidth;
      this.scale = Math.max(50, this.pixels) / (m.total[zoomed] || 1);
      this.found = this.options.found();
      const hits = this.found && counted(m, this.found);
      boxes.clear();
      for (let i = m.parent[zoomed]; i >= 0; i = m.parent[i]) boxes.add(i, m.depth[i] - skip, 0, this.pixels);
      boxes.above = boxes.count;
      boxes.add(zoomed, m.depth[zoomed] - skip, 0, this.pixels);
      const least = 1 / this.scale;
      const end = m.last[zoomed];
      for (let i = zoomed + 1; i <= end;) {
        const depth = m.depth[i] - skip;
        const wide = m.total[i] >= least;
        if (depth < MOST_ROWS && m.total[i] > 0) {
          const what = wide ? i : hits && hits[m.last[i] + 1] > hits[i] ? MATCH : NARROW;
          boxes.add(what, depth, this.x(i), m.total[i] * this.scale);
        }
        i = wide && depth < MOST_ROWS ? i + 1 : m.last[i] + 1;
      }
      this.rows = boxes.rows;
      this.shown = boxes.count;
      this.canvas.dataset.boxes = this.shown;
    }

    /** The part of the graph that the screen shows, from its top in pixels. */
    onScreen() {
      const height = this.rows * ROW;
      const top = this.place.getBoundingClientRect().top;
      const from = Math.min(Math.max(0, -top), height - ROW);
      return [from, Math.max(from + ROW, Math.min(height, innerHeight - top))];
    }

    covers() {
      const [from, to] = this.onScreen();
      return from >= this.top && to <= this.bottom;
    }

    /** Draws what the screen shows of the boxes that were laid. */
    paint(all) {
      const { boxes } = this;
      const [from, to] = all ? [0, MOST_ROWS * ROW] : this.onScreen();
      const more = innerHeight / 4;
      this.top = Math.max(0, Math.floor((from - more) / ROW) * ROW);
      this.bottom = Math.min(this.rows * ROW, Math.ceil((to + more) / ROW) * ROW);
      const ctx = this.blank();
      const byColour = new Map();
      const wanted = [];
      for (let b = 0; b < boxes.count; b++) {
        const y = this.row(boxes.depth[b]) * ROW;
        if (y < this.top || y >= this.bottom) continue;
        const colour = this.colours.of(boxes.node[b], this.found);
        if (!byColour.has(colour)) byColour.set(colour, []);
        byColour.get(colour).push(b);
        if (boxes.w[b] > 24 && boxes.node[b] >= 0) wanted.push(b);
      }
      for (const [colour, list] of byColour) {
        ctx.fillStyle = colour;
        for (const b of list) {
          ctx.globalAlpha = b < boxes.above ? 0.45 : 1;
          ctx.fillRect(boxes.x[b], this.row(boxes.depth[b]) * ROW - this.top, wide(boxes.w[b]), ROW - 1);
        }
      }
      ctx.fillStyle = this.colours.tint("flame-text");
      for (const b of wanted) {
        ctx.globalAlpha = b < boxes.above ? 0.7 : 1;
        const text = fitted(ctx, this.label(boxes.node[b]), wide(boxes.w[b]) - 7);
        if (text) ctx.fillText(text, boxes.x[b] + 4, this.row(boxes.depth[b]) * ROW - this.top + ROW / 2);
      }
      ctx.globalAlpha = 1;
      if (this.chosen >= 0) this.ring(ctx);
    }

    /** The canvas in the size and place that are needed now, with nothing on it. */
    blank() {
      const { canvas } = this;
      const ratio = devicePixelRatio || 1;
      const width = Math.max(1, Math.round(this.pixels * ratio));
      const height = Math.round((this.bottom - this.top) * ratio);
      const ctx = canvas.getContext("2d");
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      } else {
        ctx.setTransform(1, 0, 0, 1, 0, 0);
        ctx.clearRect(0, 0, width, height);
      }
      canvas.style.top = this.top + "px";
      canvas.style.height = this.bottom - this.top + "px";
      ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      ctx.font = "11.5px system-ui, sans-serif";
      ctx.textBaseline = "middle";
      return ctx;
    }

    ring(ctx) {
      const { m, chosen } = this;
      const inside = chosen >= this.zoomed;
      const w = inside ? wide(m.total[chosen] * this.scale) : this.pixels;
      const y = this.row(m.depth[chosen] - this.options.skip) * ROW - this.top;
      ctx.strokeStyle = this.colours.tint("brand");
      ctx.lineWidth = 2;
      ctx.strokeRect((inside ? this.x(chosen) : 0) + 1, y + 1, Math.max(w - 2, 1), ROW - 3);
    }

    row(depth) { return this.options.upward() ? this.rows - 1 - depth : depth; }

    label(node) { return node === 0 ? this.options.whole : this.m.data.names[this.m.frame[node]]; }

    at(event) {
      const box = this.place.getBoundingClientRect();
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
        if (where < m.start[i] || where >= m.start[i] + m.total[i]) i = m.last[i] + 1;
        else if (m.depth[i] === depth) return i;
        else i++;
      }
      return -1;
    }

    click(event) {
      const node = this.at(event);
      if (node < 0) return;
      if (event.shiftKey || event.altKey) {
        if (node > 0) this.options.sandwich(this.m.frame[node]);
        return;
      }
      this.zoom(node === this.zoomed ? Math.max(0, this.m.parent[node]) : node);
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
      this.reveal(node);
      this.options.tell(this, node);
      this.options.say(this, node);
    }

    /** Scrolls until the screen shows the row of a node. */
    reveal(node) {
      const top = this.place.getBoundingClientRect().top + this.row(this.m.depth[node] - this.options.skip) * ROW;
      const by = top < 0 ? top - ROW : Math.max(0, top + 2 * ROW - innerHeight);
      if (by !== 0) scrollBy({ top: by, behavior: "instant" });
    }

    widest(node) {
      const { m } = this;
      let best = node;
      for (let i = node + 1; i <= m.last[node]; i = m.last[i] + 1) if (best === node || m.total[i] > m.total[best]) best = i;
      return best;
    }

    sibling(node, by) {
      const { m } = this;
      if (node === 0) return 0;
      const all = [];
      for (let i = m.parent[node] + 1; i <= m.last[m.parent[node]]; i = m.last[i] + 1) {
        if (i === node || m.total[i] * this.scale >= 1) all.push(i);
      }
      return all[Math.max(0, Math.min(all.length - 1, all.indexOf(node) + by))];
    }
  }

  /** A gap of a pixel where there is room for one. */
  const wide = w => Math.max(w - (w > 3 ? 1 : 0), 1);

  const lengths = new Map();
  function length(ctx, text) {
    let found = lengths.get(text);
    if (found === undefined) lengths.set(text, found = ctx.measureText(text).width);
    return found;
  }
  function fitted(ctx, text, room) {
    if (room < 8) return "";
    const each = 7;
    if (text.length * each <= room || length(ctx, text) <= room) return text;
    // The end of a name says most: class and method.
    const short = text.replace(/^.*\.(?=[^.]*\.[^.]*$)/, "");
    if (short.length * each <= room || length(ctx, short) <= room) return short;
    const fits = Math.floor(room / each);
    return fits < 4 ? "" : short.slice(0, fits - 1) + "…";
  }
  cistern.flame.Graph = Graph;
})();
