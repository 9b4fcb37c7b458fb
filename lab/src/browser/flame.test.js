import assert from "node:assert/strict";
import { test } from "node:test";
import { desktop } from "./browser.js";
import { fitsEverywhere, open } from "./pages.js";

const canvas = page => page.locator("section.flame canvas").first();
const boxes = page => canvas(page).evaluate(element => Number(element.dataset.boxes));
const detail = page => page.locator(".flame .detail").innerText();

for (const name of ["flame", "flame-compared", "flame-hostile", "flame-one", "flame-big"]) {
  fitsEverywhere(name, { check: async page => assert.ok(await boxes(page) >= 2, "nothing is drawn") });
}

/** Clicks the box in a row that is reached from the middle of the canvas. */
async function click(page, row, share = 0.3) {
  const box = await canvas(page).boundingBox();
  await page.mouse.click(box.x + box.width * share, box.y + row * 18 + 9);
}

test("graph_click_zoomsInAndTheButtonOut", async () => {
  const page = await open("flame");
  const all = await boxes(page);
  await click(page, 3);
  assert.doesNotMatch(await detail(page), /100\.00 %/);
  assert.ok(await boxes(page) < all);
  await page.getByRole("button", { name: "Zoom out" }).click();
  assert.equal(await boxes(page), all);
  assert.match(await detail(page), /1 GB, 100\.00 % of all/);
});

test("graph_keyboardAlone_movesZoomsAndOpensTheSandwich", async () => {
  const page = await open("flame");
  await canvas(page).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
  assert.match(await detail(page), /com\.acme\.shop\.Page\.render/);
  await page.keyboard.press("Enter");
  assert.match(await detail(page), /60\.20 % of all/);
  await page.keyboard.press("s");
  assert.match(await page.locator(".sandwich h3").innerText(), /Page\.render/);
  assert.equal(await page.locator(".sandwich canvas").count(), 2);
  await page.getByRole("button", { name: "Close" }).click();
  await page.keyboard.press("Escape");
  assert.match(await detail(page), /100\.00 % of all/);
});

test("search_frames_tellsTheShareOfWhatMatches", async () => {
  const page = await open("flame");
  await page.getByRole("searchbox").first().fill("caffeine");
  assert.equal(await page.locator(".found").innerText(), "26.90 % matched");
  await page.getByRole("searchbox").first().fill("/Page\\.render$/");
  assert.equal(await page.locator(".found").innerText(), "60.20 % matched");
  await page.getByRole("searchbox").first().fill("/(/");
  assert.equal(await page.locator(".found").innerText(), "0.00 % matched");
});

test("tables_frameLink_opensCallersAndCallees", async () => {
  const page = await open("flame");
  await page.locator("td.frame a", { hasText: "com.acme.shop.Catalog.find" }).first().click();
  assert.equal(await page.locator(".sandwich h3").innerText(), "com.acme.shop.Catalog.find");
  assert.match(await page.locator(".sandwich .fine").innerText(), /269 MB, 26\.90 % of all/);
});

test("orientation_button_drawsFromBelow", async () => {
  const page = await open("flame");
  const picture = () => canvas(page).evaluate(element => element.toDataURL());
  const before = await picture();
  const button = page.getByRole("button", { name: "From below" });
  await button.click();
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  assert.notEqual(await picture(), before);
});

test("lens_button_greysAllOtherFrames", async () => {
  const page = await open("flame");
  const picture = () => canvas(page).evaluate(element => element.toDataURL());
  const before = await picture();
  await page.getByRole("button", { name: "Pools and caches only" }).click();
  assert.notEqual(await picture(), before);
  assert.match(await page.locator("section", { has: page.locator("#lens") }).innerText(), /Caffeine[^]*Cistern pool/);
});

test("compared_detail_saysWhatItWasBefore", async () => {
  const page = await open("flame-compared");
  await canvas(page).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
  assert.match(await detail(page), /602 MB, .* before 100 MB/);
});

test("hostile_names_areDrawnAndNeverRun", async () => {
  const page = await open("flame-hostile");
  assert.equal(await page.title(), "cistern flame: Main");
  assert.equal(await page.locator("img, iframe, object, embed, form, link, base").count(), 0);
  assert.match(await page.locator("td.frame").first().innerText(), /<\/script>/);
  assert.ok((await page.locator("main").innerText()).includes("</script><img src=x onerror="));
  await canvas(page).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("s");
  assert.equal(await page.locator("img").count(), 0);
  assert.deepEqual(page.complaints, []);
});

test("big_drawing_hasOnlyWhatCanBeSeenAndTheScreenWithAQuarterMore", async () => {
  const page = await open("flame-big");
  const seen = await boxes(page);
  assert.ok(seen > 500 && seen < 10_000, `${seen} boxes are drawn`);
  const size = await canvas(page).evaluate(element => [element.clientHeight, element.parentElement.clientHeight]);
  assert.ok(size[0] <= 1.5 * desktop.height && size[0] < size[1], `the canvas is ${size[0]} of ${size[1]} pixels tall`);
  await click(page, 2);
  assert.ok(await boxes(page) > 100);
  const draws = await page.evaluate(() => performance.getEntriesByName("cistern-draw").map(entry => entry.duration));
  console.log(`# 100,000 boxes: ${seen} drawn; draws took ${draws.map(ms => ms.toFixed(1)).join(", ")} ms`);
  assert.equal(draws.length, 2, "one drawing for the page and one for the zoom");
});

/** Which part of the graph the canvas covers, and which the screen shows, in pixels from the graph's top. */
const covered = page => canvas(page).evaluate(element => {
  const graph = element.parentElement.getBoundingClientRect();
  const drawn = element.getBoundingClientRect();
  return { from: drawn.top - graph.top, to: drawn.bottom - graph.top,
    shown: [Math.max(0, -graph.top), Math.min(graph.height, innerHeight - graph.top)] };
});

test("big_scrolling_theCanvasFollows", async () => {
  const page = await open("flame-big", { viewport: { width: 1280, height: 300 } });
  const before = await covered(page);
  const y = await canvas(page).evaluate(element => element.parentElement.getBoundingClientRect().top + 400);
  await page.evaluate(top => scrollTo({ top, behavior: "instant" }), y);
  await page.waitForFunction(from => document.querySelector("section.flame canvas").offsetTop > from, before.from);
  const after = await covered(page);
  assert.ok(after.from <= after.shown[0] && after.to >= after.shown[1], JSON.stringify(after));
  const box = await canvas(page).boundingBox();
  const at = await canvas(page).evaluate(element => {
    const ctx = element.getContext("2d");
    const top = element.getBoundingClientRect().top;
    for (let y = 20; y < 280; y += 18) {
      const row = ctx.getImageData(0, Math.floor((y - top) / 18) * 18 + 8, element.width, 1).data;
      for (let x = 0; x < element.width; x++) if (row[x * 4 + 3] > 0) return [x + 1, y];
    }
    return null;
  });
  assert.ok(at, "nothing is drawn where the screen is");
  await page.mouse.click(box.x + at[0], at[1]);
  assert.doesNotMatch(await detail(page), /100\.00 %/, "what is clicked is what is shown there");
});

test("big_keyboard_scrollsToTheChosenBox", async () => {
  const page = await open("flame-big", { viewport: { width: 1280, height: 300 } });
  await canvas(page).focus();
  for (let i = 0; i < 30; i++) await page.keyboard.press("ArrowDown");
  const { from, to, shown } = await covered(page);
  assert.ok(shown[0] <= 29 * 18 && shown[1] >= 30 * 18, "the chosen row is on the screen");
  assert.ok(from <= shown[0] && to >= shown[1], "the screen is drawn");
});

test("big_printing_drawsTheWholeGraph", async () => {
  const page = await open("flame-big");
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  const [drawn, whole] = await canvas(page).evaluate(element => [element.clientHeight, element.parentElement.clientHeight]);
  assert.equal(drawn, whole);
});

test("search_matchUnderANarrowBox_coloursItsStrip", async () => {
  const page = await open("flame-big");
  const colours = () => canvas(page).evaluate(element => {
    const found = cistern.color("flame-match").match(/\d+/g).map(Number);
    const { data } = element.getContext("2d").getImageData(0, 0, element.width, element.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) count += data[i] === found[0] && data[i + 1] === found[1] && data[i + 2] === found[2];
    return count;
  });
  assert.equal(await colours(), 0);
  await page.getByRole("searchbox").first().fill("Class7.method3");
  assert.ok(await colours() > 0);
  await page.getByRole("searchbox").first().fill("no such frame");
  assert.equal(await colours(), 0);
});

test("withoutJavaScript_theTablesCanBeRead", async () => {
  const page = await open("flame", { javaScriptEnabled: false });
  assert.ok(await page.getByText("The graph is drawn by a script").isVisible());
  assert.ok(await page.locator("table").first().isVisible());
});
