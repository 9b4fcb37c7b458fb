"use strict";
(() => {
  const palette = ["brand", "open", "good", "bad", "series-5", "series-6"];
  const prefixes = [["P", 1e15], ["T", 1e12], ["G", 1e9], ["M", 1e6], ["k", 1e3]];
  const digits = value => Number(value.toPrecision(3)).toLocaleString("en-GB", { maximumFractionDigits: 9 });
  function scaled(value, unit) {
    const found = prefixes.find(([, size]) => Math.abs(value) >= size * 0.9995);
    return found ? digits(value / found[1]) + " " + found[0] + unit : digits(value) + (unit ? " " + unit : "");
  }
  function time(seconds) {
    const size = Math.abs(seconds);
    if (size >= 600) return digits(seconds / 60) + " min";
    if (size >= 0.9995 || size === 0) return digits(seconds) + " s";
    return size >= 0.9995e-3 ? digits(seconds * 1e3) + " ms" : digits(seconds * 1e6) + " µs";
  }
  const formats = {
    bytes: value => scaled(value, "B"),
    bytes_per_second: value => scaled(value, "B/s"),
    seconds: time,
    share: value => digits(value * 100) + " %",
    count: value => scaled(value, ""),
  };
  const shown = format => (plot, value) => value === null || value === undefined ? "–" : format(value);
  /** The cursor stops at the times of all series; between its own points a line says what it said last. */
  const held = format => (plot, value, series, at) => {
    for (let before = at ?? 0; value === undefined && before > 0;) value = plot.data[series][--before];
    return shown(format)(plot, value);
  };

  /** All series on the union of their times, as uPlot wants them; a band is two series. */
  function aligned(chart) {
    const tables = [];
    for (const one of chart.series) {
      tables.push([one.x, one.y]);
      if (one.upper) tables.push([one.x, one.upper]);
    }
    return tables.length ? uPlot.join(tables) : [[]];
  }

  function looks(chart) {
    const series = [{ label: "Time", value: shown(time) }];
    const bands = [];
    const format = formats[chart.unit];
    chart.series.forEach((one, number) => {
      const name = palette[number % palette.length];
      const stroke = () => cistern.color(name);
      const look = { label: one.name, stroke, width: 1.5, spanGaps: true, value: (one.look === "points" ? shown : held)(format), points: { show: false } };
      if (one.look === "steps") look.paths = uPlot.paths.stepped({ align: 1 });
      if (one.look === "points") {
        look.paths = () => null;
        look.points = { show: true, size: 5, fill: stroke, width: 0 };
      }
      if (one.look === "band") {
        series.push({ ...look, width: 0.5, label: one.name + ", low" }, { ...look, width: 0.5, label: one.name + ", high" });
        bands.push({ series: [series.length - 1, series.length - 2], fill: () => soft(cistern.color(name)) });
      } else {
        series.push(look);
      }
    });
    return { series, bands };
  }
  const soft = color => color.replace("rgb(", "rgba(").replace(/\)$/, ", .16)");

  function marks(chart) {
    return plot => {
      const { ctx, bbox } = plot;
      ctx.save();
      ctx.font = 11 * devicePixelRatio + "px system-ui, sans-serif";
      for (const mark of chart.marks) {
        const x = plot.valToPos(mark.x, "x", true);
        if (x < bbox.left || x > bbox.left + bbox.width) continue;
        ctx.strokeStyle = ctx.fillStyle = cistern.color(mark.strong ? "bad" : "quiet");
        ctx.globalAlpha = mark.strong ? 1 : .4;
        ctx.lineWidth = (mark.strong ? 1.5 : 1) * devicePixelRatio;
        ctx.beginPath();
        ctx.moveTo(x, bbox.top);
        ctx.lineTo(x, bbox.top + bbox.height);
        ctx.stroke();
        if (mark.strong) {
          const right = x + ctx.measureText(mark.label).width + 8 * devicePixelRatio < bbox.left + bbox.width;
          ctx.textAlign = right ? "left" : "right";
          ctx.fillText(mark.label, x + (right ? 5 : -5) * devicePixelRatio, bbox.top + 11 * devicePixelRatio);
        }
      }
      ctx.restore();
    };
  }

  function axis(format, size) {
    return {
      stroke: () => cistern.color("quiet"),
      grid: { stroke: () => cistern.color("line"), width: 1 },
      ticks: { show: false },
      font: "11px system-ui, sans-serif",
      size,
      values: (plot, splits) => splits.map(value => value === null ? "" : format(value)),
    };
  }

  const sync = uPlot.sync("cistern");
  cistern.mount("figure.series", (figure, state) => {
    const chart = cistern.data(figure);
    const place = figure.querySelector(".plot");
    place.replaceChildren();
    const { series, bands } = looks(chart);
    const size = () => ({ width: Math.max(200, place.clientWidth), height: 240 });
    const plot = new uPlot({
      ...size(),
      series,
      bands,
      scales: { x: { time: false }, y: { range: (self, low, high) => low === null ? [0, 1] : [Math.min(0, low), high > 0 ? high * 1.06 : 1] } },
      axes: [axis(time, 28), axis(formats[chart.unit], 66)],
      cursor: { sync: { key: sync.key }, drag: { x: true, y: false }, points: { size: 6 } },
      hooks: { draw: [marks(chart)] },
    }, aligned(chart), place);
    if (state.zoom) plot.setScale("x", state.zoom);

    const times = plot.data[0];
    function zoom(range) {
      state.zoom = range;
      reset.hidden = !range;
      plot.setScale("x", range || { min: times[0], max: times[times.length - 1] });
    }
    const reset = document.createElement("button");
    reset.type = "button";
    reset.className = "tool reset";
    reset.textContent = "Whole time";
    reset.hidden = !state.zoom;
    reset.addEventListener("click", () => zoom(null));
    place.append(reset);
    plot.over.addEventListener("mouseup", () => setTimeout(() => {
      const { min, max } = plot.scales.x;
      const whole = min <= times[0] && max >= times[times.length - 1];
      state.zoom = whole ? null : { min, max };
      reset.hidden = whole;
    }));
    plot.over.addEventListener("dblclick", () => zoom(null));

    place.tabIndex = 0;
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", chart.caption + ". Arrow keys move the cursor, plus and minus zoom, Escape shows the whole time.");
    place.addEventListener("keydown", event => {
      const { min, max } = plot.scales.x;
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step) {
        const at = Math.max(0, Math.min(times.length - 1, (plot.cursor.idx ?? -step) + step));
        plot.setCursor({ left: plot.valToPos(times[at], "x"), top: 10 });
      } else if (event.key === "+" || event.key === "=" || event.key === "-") {
        const middle = plot.cursor.idx === null || plot.cursor.idx === undefined ? (min + max) / 2 : times[plot.cursor.idx];
        const half = (max - min) / (event.key === "-" ? 1 : 4);
        zoom({ min: Math.max(times[0], middle - half), max: Math.min(times[times.length - 1], middle + half) });
      } else if (event.key === "Escape") {
        zoom(null);
      } else {
        return;
      }
      event.preventDefault();
    });
    new ResizeObserver(() => plot.setSize(size())).observe(place);
    cistern.onTheme(() => plot.redraw(false), figure);
  });
})();
