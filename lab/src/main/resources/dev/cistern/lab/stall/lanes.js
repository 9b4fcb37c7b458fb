"use strict";
(() => {
  const ROW = 20;
  const AXIS = 24;
  const colors = ["bad", "quiet", "open", "line", "brand", "good"];
  const digits = value => Number(value.toPrecision(3)).toString();
  const time = seconds => seconds >= 600 ? digits(seconds / 60) + " min" : seconds >= 0.9995 || seconds === 0 ? digits(seconds) + " s" : seconds >= 0.9995e-3 ? digits(seconds * 1e3) + " ms" : digits(seconds * 1e6) + " µs";

  function element(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  cistern.mount("figure.lanes", (figure, state) => {
    const data = cistern.data(figure);
    const board = figure.querySelector(".board");
    board.replaceChildren();
    state.from ??= 0;
    state.to ??= data.seconds;
    state.min ??= data.min;
    state.kinds ??= data.kinds.map(kind => kind.shown);
    if (state.to > data.seconds || state.whole) { state.from = 0; state.to = data.seconds; }

    const tools = element("div", "bar-tools");
    data.kinds.forEach((kind, index) => {
      if (index !== 1 && !data.lanes.some(lane => lane.spans.some(span => span[2] === index))) return;
      const label = element("label", "");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = state.kinds[index];
      box.addEventListener("change", () => { state.kinds[index] = box.checked; draw(); });
      label.append(box, element("i", "kind-" + index), kind.name);
      tools.append(label);
    });
    const shortest = element("label", "", "at least ");
    const input = document.createElement("input");
    input.type = "number";
    input.min = "0";
    input.step = "1";
    input.value = String(Math.round(state.min * 1e6) / 1e3);
    input.addEventListener("input", () => { state.min = Number(input.value) / 1e3; draw(); });
    shortest.append(input, " ms");
    const reset = element("button", "tool", "Whole time");
    reset.type = "button";
    reset.addEventListener("click", () => zoom(0, data.seconds));
    tools.append(shortest, reset);

    const stage = element("div", "stage");
    stage.tabIndex = 0;
    stage.setAttribute("role", "application");
    stage.setAttribute("aria-label", "Lanes of the threads. Arrow keys go from bar to bar, plus and minus zoom, Escape shows the whole time.");
    const canvas = document.createElement("canvas");
    stage.append(canvas);
    const chosen = element("div", "chosen");
    chosen.hidden = true;
    chosen.setAttribute("aria-live", "polite");
    board.append(tools, stage, chosen);

    let width = 800;
    let left = 150;
    let hits = [];
    let drag = null;
    const x = seconds => left + (seconds - state.from) / (state.to - state.from) * (width - left - 8);
    const seconds = at => state.from + (at - left) / (width - left - 8) * (state.to - state.from);
    const visible = span => state.kinds[span[2]] && span[1] >= state.min;

    function zoom(from, to) {
      state.from = Math.max(0, from);
      state.to = Math.min(data.seconds, Math.max(to, state.from + 1e-4));
      state.whole = state.from === 0 && state.to === data.seconds;
      draw();
    }

    function draw() {
      width = Math.max(280, stage.clientWidth);
      left = width < 560 ? 84 : 170;
      const height = AXIS + Math.max(1, data.lanes.length) * ROW + 6;
      const scale = devicePixelRatio;
      canvas.width = width * scale;
      canvas.height = height * scale;
      canvas.style.height = height + "px";
      const pen = canvas.getContext("2d");
      pen.scale(scale, scale);
      const color = Object.fromEntries([...new Set([...colors, "text", "quiet", "line"])].map(name => [name, cistern.color(name)]));
      pen.font = "11px system-ui, sans-serif";
      pen.textBaseline = "middle";
      axis(pen, color, height);
      if (state.kinds[1]) bands(pen, color, height);
      hits = [];
      data.lanes.forEach((lane, row) => drawLane(pen, color, lane, row));
      if (data.critical !== null && data.critical >= state.from && data.critical <= state.to) {
        pen.fillStyle = color.bad;
        pen.fillRect(x(data.critical) - 0.75, AXIS - 6, 1.5, height);
        pen.textAlign = x(data.critical) > width - 110 ? "right" : "left";
        pen.fillText("critical point", x(data.critical) + (pen.textAlign === "left" ? 4 : -4), AXIS - 4);
      }
      if (drag && Math.abs(drag.to - drag.from) > 3) {
        pen.globalAlpha = .18;
        pen.fillStyle = color.brand;
        pen.fillRect(Math.min(drag.from, drag.to), AXIS, Math.abs(drag.to - drag.from), height);
        pen.globalAlpha = 1;
      }
      reset.hidden = state.from === 0 && state.to === data.seconds;
    }

    function axis(pen, color, height) {
      const span = state.to - state.from;
      const rough = span / Math.max(2, Math.floor((width - left) / 110));
      const power = 10 ** Math.floor(Math.log10(rough));
      const step = [1, 2, 5, 10].map(factor => factor * power).find(size => size >= rough);
      pen.textAlign = "center";
      for (let at = Math.ceil(state.from / step) * step; at <= state.to; at += step) {
        pen.fillStyle = color.line;
        pen.fillRect(x(at), AXIS - 4, 1, height);
        pen.fillStyle = color.quiet;
        pen.fillText(span < 2 ? at.toFixed(Math.max(0, Math.ceil(-Math.log10(step)))) + " s" : time(at), Math.min(width - 20, x(at)), 8);
      }
    }

    function bands(pen, color, height) {
      pen.globalAlpha = .28;
      pen.fillStyle = color.quiet;
      for (const [start, length] of data.pauses) {
        if (length < state.min || start > state.to || start + length < state.from) continue;
        const from = Math.max(left, x(start));
        pen.fillRect(from, AXIS, Math.max(1, Math.min(width - 8, x(start + length)) - from), height);
      }
      pen.globalAlpha = 1;
    }

    function drawLane(pen, color, lane, row) {
      const top = AXIS + row * ROW;
      pen.fillStyle = color.line;
      pen.fillRect(0, top + ROW - 1, width, .5);
      pen.fillStyle = color.text;
      pen.textAlign = "left";
      let name = lane.name;
      while (name.length > 3 && pen.measureText(name).width > left - 12) name = name.slice(0, -2).replace(/…?$/, "…");
      pen.fillText(name, 4, top + ROW / 2);
      for (const span of lane.spans) {
        const [start, length, kind] = span;
        if (!visible(span) || start > state.to || start + length < state.from) continue;
        const from = Math.max(left, x(start));
        const size = Math.max(1.5, Math.min(width - 8, x(start + length)) - from);
        pen.fillStyle = color[colors[kind]];
        pen.fillRect(from, top + 3, size, ROW - 7);
        hits.push({ from, to: from + size, row, lane, span });
        if (state.chosen === lane.name + start) {
          pen.strokeStyle = color.text;
          pen.lineWidth = 2;
          pen.strokeRect(from - 1, top + 2, size + 2, ROW - 5);
        }
      }
    }

    function choose(hit) {
      state.chosen = hit.lane.name + hit.span[0];
      const [start, length, kind, why, detail, stack] = hit.span;
      chosen.replaceChildren(
        element("p", "", `${hit.lane.name}: ${data.kinds[kind].name} of ${time(length)} at ${time(start)}; ${data.whys[why]}.`),
        element("p", "", detail),
        element("pre", "", stack < 0 ? "(no stack recorded)" : data.stacks[stack].join("\n")));
      chosen.hidden = false;
      const top = AXIS + hit.row * ROW;
      if (top < stage.scrollTop || top + ROW > stage.scrollTop + stage.clientHeight) stage.scrollTop = top - stage.clientHeight / 2;
      draw();
    }

    const place = event => {
      const box = canvas.getBoundingClientRect();
      return { x: event.clientX - box.left, y: event.clientY - box.top };
    };
    canvas.addEventListener("pointerdown", event => {
      const at = place(event);
      drag = { from: at.x, to: at.x };
    });
    canvas.addEventListener("pointermove", event => {
      if (!drag) return;
      drag.to = place(event).x;
      draw();
    });
    addEventListener("pointerup", event => {
      if (!drag || !canvas.isConnected) return;
      const moved = drag;
      drag = null;
      if (Math.abs(moved.to - moved.from) > 6) {
        zoom(seconds(Math.max(left, Math.min(moved.from, moved.to))), seconds(Math.max(moved.from, moved.to)));
        return;
      }
      const at = place(event);
      const row = Math.floor((at.y - AXIS) / ROW);
      const near = hits.filter(hit => hit.row === row && at.x >= hit.from - 3 && at.x <= hit.to + 3);
      if (near.length) choose(near.reduce((best, hit) => hit.span[1] > best.span[1] ? hit : best));
    });
    canvas.addEventListener("dblclick", () => zoom(0, data.seconds));
    stage.addEventListener("keydown", event => {
      const now = hits.findIndex(hit => hit.lane.name + hit.span[0] === state.chosen);
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const middle = now >= 0 ? hits[now].span[0] : (state.from + state.to) / 2;
      const half = (state.to - state.from) / (event.key === "-" ? 1 : 4);
      if (step && hits.length) choose(hits[(now + step + hits.length) % hits.length]);
      else if (down && hits.length) {
        const row = now < 0 ? -1 : hits[now].row;
        const order = down > 0 ? hits : [...hits].reverse();
        const next = order.find(hit => down > 0 ? hit.row > row : hit.row < row);
        if (next) choose(next);
      } else if (event.key === "+" || event.key === "=" || event.key === "-") zoom(middle - half, middle + half);
      else if (event.key === "Escape") zoom(0, data.seconds);
      else return;
      event.preventDefault();
    });
    new ResizeObserver(draw).observe(stage);
    cistern.onTheme(draw, figure);
    draw();
  });
})();
