// The colours of the boxes: by kind, package and path through a pool, by what matched, or by what changed.
"use strict";
(() => {
  const kinds = { j: "flame-java", n: "flame-native", k: "flame-kernel", c: "flame-class", o: "flame-other" };
  const paths = { h: "flame-hit", r: "flame-release", m: "flame-miss" };

  /** What stands for a strip of boxes too narrow to be drawn, and for one in which a match lies. */
  const NARROW = -1;
  const MATCH = -2;

  const parts = text => (text.match(/[\d.]+/g) || [128, 128, 128]).map(Number);

  /** The colours of one model in the present theme; to be cleared when that changes. */
  class Colours {
    constructor(m, options) {
      this.m = m;
      this.options = options;
      this.palette = new Map();
    }

    clear() { this.palette.clear(); }

    tint(name) { return this.kept(name, () => cistern.color(name)); }

    kept(key, make) {
      if (!this.palette.has(key)) this.palette.set(key, make());
      return this.palette.get(key);
    }

    /** Of a node, or of a strip. */
    of(node, found) {
      const { m } = this;
      const { data } = m;
      if (node < 0) return this.tint(node === MATCH ? "flame-match" : found ? "raised" : "flame-other");
      if (node === 0) return this.tint("raised");
      const frame = m.frame[node];
      if (found) return found[frame] ? this.tint("flame-match") : this.tint("raised");
      if (data.compared) return this.change(node);
      if (data.lens[frame] !== "-") return this.tint(paths[data.lens[frame]]);
      return this.options.lensOnly() ? this.tint("raised") : this.shade(data.kinds[frame], frame);
    }

    /** Packages differ a little in shade, so that neighbours can be told apart. */
    shade(kind, frame) {
      const step = this.step(frame);
      return this.kept(kind + step, () => {
        const [r, g, b] = parts(this.tint(kinds[kind]));
        const by = 1 + step / 70;
        const part = value => Math.min(255, Math.round(value * by));
        return `rgb(${part(r)}, ${part(g)}, ${part(b)})`;
      });
    }

    /** From −8 to 8 by the hash of a frame's package. */
    step(frame) {
      const steps = this.m.data.steps ??= new Map();
      let found = steps.get(frame);
      if (found === undefined) {
        const name = this.m.data.names[frame];
        const owner = name.slice(0, name.lastIndexOf(".", name.lastIndexOf(".") - 1));
        let hash = 0;
        for (let i = 0; i < owner.length; i++) hash = (hash * 31 + owner.charCodeAt(i)) | 0;
        steps.set(frame, found = (hash >>> 4) % 17 - 8);
      }
      return found;
    }

    /** The stronger, the more of the larger of both weights is the difference. */
    change(node) {
      const { m } = this;
      const change = m.total[node] - m.base[node];
      const most = Math.max(m.total[node], m.base[node], 1e-9);
      const name = change > 0 ? "bad" : "brand";
      const steps = Math.round(Math.min(1, Math.abs(change) / most) * 10) / 10;
      return this.kept(name + steps, () => {
        const [a, b] = [parts(this.tint("raised")), parts(this.tint(name))];
        const mixed = [0, 1, 2].map(i => Math.round(a[i] + (b[i] - a[i]) * steps * 0.75));
        return `rgb(${mixed.join(", ")})`;
      });
    }
  }

  Object.assign(cistern.flame, { Colours, NARROW, MATCH });
})();
