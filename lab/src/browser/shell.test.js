import assert from "node:assert/strict";
import { test } from "node:test";
import { phone } from "./browser.js";
import { fitsEverywhere, open } from "./pages.js";

fitsEverywhere("shell", {
  check: async page => {
    assert.equal(await page.locator("figure.series canvas").count(), 2);
    assert.equal(await page.title(), "cistern shell");
  },
});

/** How many pixels of the first chart are not blank. */
const painted = page => page.locator("figure.series canvas").first().evaluate(canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let i = 3; i < data.length; i += 4) count += data[i] > 0;
  return count;
});

test("chart_dragAndDoubleClick_zoomsInAndOut", async () => {
  const page = await open("shell");
  const chart = page.locator("figure.series .u-over").first();
  const box = await chart.boundingBox();
  await page.mouse.move(box.x + 100, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y + 60, { steps: 4 });
  await page.mouse.up();
  const reset = page.getByRole("button", { name: "Whole time" }).first();
  await reset.waitFor();
  await chart.dblclick();
  await reset.waitFor({ state: "hidden" });
});

test("chart_keyboard_movesTheCursorAndZooms", async () => {
  const page = await open("shell");
  const plot = page.locator("figure.series .plot").first();
  await plot.focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => /MB/.test(document.querySelector(".u-legend").innerText));
  await page.keyboard.press("+");
  await page.getByRole("button", { name: "Whole time" }).first().waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Whole time" }).first().waitFor({ state: "hidden" });
  assert.deepEqual(page.complaints, []);
});

test("chart_themeChange_isDrawnAnew", async () => {
  const page = await open("shell", { colorScheme: "light" });
  const before = await painted(page);
  assert.ok(before > 1000, "the chart is empty");
  const colour = () => page.locator("figure.series canvas").first().evaluate(canvas => canvas.toDataURL());
  const light = await colour();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForFunction(light => document.querySelector("figure.series canvas").toDataURL() !== light, light);
});

test("chart_hostileNames_areShownAndNeverRun", async () => {
  const page = await open("shell");
  assert.equal(await page.locator("img").count(), 0);
  assert.match(await page.locator(".u-legend").first().innerText(), /<img src=x/);
  assert.deepEqual(page.complaints, []);
});

test("table_phone_rowsAreCardsWithLabels", async () => {
  const page = await open("shell", { viewport: phone });
  const label = await page.locator("table.cards td").last().evaluate(cell => getComputedStyle(cell, "::before").content);
  assert.equal(label, '"Longest"');
});

test("withoutJavaScript_theExtremesCanBeRead", async () => {
  const page = await open("shell", { javaScriptEnabled: false });
  await page.locator("summary").first().click();
  assert.ok(await page.locator(".extremes td").first().isVisible());
});

test("chart_cursorBetweenThePointsOfASeries_tellsItsLastFigure", async () => {
  const page = await open("shell");
  await page.locator("figure.series .plot").first().focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => /committed\s*150 MB/.test(document.querySelector(".u-legend").innerText));
});
