// The reports of prove, check and boundaries.
import assert from "node:assert/strict";
import { test } from "node:test";
import { phone } from "./browser.js";
import { fitsEverywhere, open } from "./pages.js";

for (const name of ["prove", "check", "boundaries"]) {
  fitsEverywhere(name, { check: async page => assert.ok(await page.locator("figure.bars svg").count() > 0, "nothing is drawn") });
}

/** The rows of a chart: label, figure, and where each of its rectangles begins and ends, as shares of the width. */
const rows = chart => chart.locator("tbody tr").evaluateAll(all => all.map(row => {
  const scale = row.querySelector("svg").getBoundingClientRect();
  const share = x => (x - scale.left) / scale.width;
  return {
    label: row.querySelector("th").innerText,
    figure: row.querySelector("td.number").innerText,
    drawn: [...row.querySelectorAll("rect")].map(rect => {
      const box = rect.getBoundingClientRect();
      return { from: share(box.left), to: share(box.right), colour: getComputedStyle(rect).fill };
    }),
  };
}));

const near = (actual, expected, what) => assert.ok(Math.abs(actual - expected) < 0.01, `${what} is at ${actual}, not at ${expected}`);

test("prove_firstScreen_verdictThenFiguresThenIntervals", async () => {
  const page = await open("prove");
  assert.equal(await page.locator("h1").innerText(), "INFO: reuse absorbs it");
  assert.match(await page.locator("td.worse").innerText(), /worse/);
  const chart = await page.locator("figure.bars").boundingBox();
  assert.ok(chart.y + chart.height <= 800, "the intervals lie below the first screen");
});

test("prove_intervals_excludeZeroWhereTheTableSaysWorse", async () => {
  const page = await open("prove");
  const drawn = await rows(page.locator("figure.bars"));
  const table = await page.locator("table.sortable tbody tr").evaluateAll(all => all.map(row => [...row.cells].map(cell => cell.innerText)));
  assert.deepEqual(drawn.map(row => [row.label, row.figure]), table.map(cells => [cells[0], cells.at(-1)]));
  const [bytes, ...level] = drawn;
  assert.ok(bytes.drawn[0].from > 0.5, "more bytes lie right of the middle");
  for (const row of level) {
    assert.ok(row.drawn[0].from < 0.5 && row.drawn[0].to > 0.5, row.label + " is level, so its interval includes zero");
  }
  for (const row of drawn) near((row.drawn[2].from + row.drawn[2].to) / 2, 0.5, "zero");
  assert.notEqual(bytes.drawn[0].colour, level[0].drawn[0].colour);
});

test("prove_sortByKeyboard_ordersByTheChange", async () => {
  const page = await open("prove");
  await page.getByRole("button", { name: "Change" }).focus();
  await page.keyboard.press("Enter");
  assert.match(await page.locator("table.sortable tbody tr").first().innerText(), /\+50\.0 %/);
  await page.keyboard.press("Space");
  assert.match(await page.locator("table.sortable tbody tr").last().innerText(), /\+50\.0 %/);
  assert.equal(await page.locator("th[aria-sort]").innerText(), "Change");
});

test("prove_themeByKeyboard_coloursTheIntervalsAnew", async () => {
  const page = await open("prove", { colorScheme: "light" });
  const colour = async () => (await rows(page.locator("figure.bars")))[0].drawn[0].colour;
  const light = await colour();
  await page.locator("#theme").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("#theme").innerText(), "Theme: dark");
  assert.notEqual(await colour(), light);
});

test("check_everyComparison_hasItsVerdictAndWhyItHasNone", async () => {
  const page = await open("check");
  assert.match(await page.locator("h1").innerText(), /^The check failed: 1 of 3/);
  assert.deepEqual(await page.locator(".badge").allInnerTexts(),
    ["PROVEN: better, and nothing is worse", "INFO: reuse absorbs it", "UNDECIDED: not all figures are known"]);
  assert.match(await page.locator("section.card").nth(2).innerText(), /needs 6 pairs, but got 3/);
  assert.equal(await page.locator("section.card").nth(2).locator("figure").count(), 0);
});

for (const name of ["check", "boundaries"]) {
  test(`${name}_hostileNames_areShownAndNeverRun`, async () => {
    const page = await open(name);
    assert.notEqual(await page.title(), "owned");
    assert.equal(await page.locator("img, iframe, object, embed, form, link, base").count(), 0);
    assert.match(await page.locator("h2", { hasText: "<img src=x onerror=" }).first().innerText(), /<\/(h2|text)>/);
    assert.match(await page.locator(name === "check" ? "ul.plain" : "p.fine").innerText(), /<img src=x onerror=/);
    assert.deepEqual(page.complaints, []);
  });
}

test("boundaries_everyOne_expectedAndSeenWhetherTheyAgree", async () => {
  const page = await open("boundaries");
  assert.match(await page.locator(".answer").innerText(), /2 of 3 boundaries came out as expected/);
  assert.deepEqual(await page.locator(".badge").allInnerTexts(), ["as expected", "as expected", "otherwise than expected"]);
  assert.deepEqual(await page.locator("#boundary-3 dt").allInnerTexts(), ["Expected", "Seen"]);
});

test("boundaries_bars_asLongAsTheirFigures", async () => {
  const page = await open("boundaries");
  const [stays, passed, stored] = await rows(page.locator("#boundary-1 figure").first());
  assert.deepEqual([stays.drawn.length, stays.figure], [0, "0"]);
  for (const row of [passed, stored]) near(row.drawn[0].to, 1, row.label);
  const [fresh, pooled] = await rows(page.locator("#boundary-3 figure"));
  assert.deepEqual([fresh.figure, pooled.figure], ["1,412", "12.3"]);
  near(fresh.drawn[0].to, 1, "the longest");
  near(pooled.drawn[0].to, 12.25 / 1412, "the shortest");
  for (const lost of await rows(page.locator("#boundary-5 figure"))) assert.equal(lost.drawn.length, 0, "none was lost");
});

test("boundaries_phone_labelsAreReadableAboveTheirBars", async () => {
  const page = await open("boundaries", { viewport: phone });
  const places = await page.locator("figure.bars tr").evaluateAll(all => all.map(row => {
    const [label, bar] = ["th", "svg"].map(css => row.querySelector(css).getBoundingClientRect());
    return { size: parseFloat(getComputedStyle(row.querySelector("th")).fontSize), below: bar.top - label.bottom, wide: bar.width };
  }));
  for (const { size, below, wide } of places) {
    assert.ok(size >= 12, `${size} px is too small to be read`);
    assert.ok(below >= 0 && wide > 250, "the bar has the width below its label");
  }
});

for (const name of ["prove", "boundaries"]) {
  test(`${name}_withoutJavaScript_everythingCanBeRead`, async () => {
    const page = await open(name, { javaScriptEnabled: false });
    assert.ok(await page.locator("figure.bars").first().isVisible());
    assert.equal(await page.locator("#theme").isVisible(), false);
  });
}
