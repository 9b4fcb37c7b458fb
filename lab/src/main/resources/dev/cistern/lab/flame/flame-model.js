// The stacks of a page as arrays, and what can be asked of them.
"use strict";
(() => {
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

  /** Sums over subtrees, where each ends, and where each box begins. */
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
      used[p] += m.total[i];
    }
  }

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

  /** How many boxes before each one match: two of these tell whether a match lies under a box. */
  function counted(m, found) {
    const before = new Int32Array(m.count + 1);
    for (let i = 0; i < m.count; i++) before[i + 1] = before[i] + (i > 0 && found[m.frame[i]] ? 1 : 0);
    return before;
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
      const next = [...node.under.values()].sort((a, b) => data.names[a.frame] < data.names[b.frame] ? 1 : -1);
      for (const child of next) open.push([child, depth + 1]);
    }
    return out;
  }

  cistern.flame = { model, matches, weightOf, counted, merged };
})();
