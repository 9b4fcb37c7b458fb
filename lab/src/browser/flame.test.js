import assert from "node:assert/strict";
import { test } from "node:test";
import { desktop, phone } from "./browser.js";
import { fitsTheWidth, open } from "./pages.js";

const canvas = page => page.locator("section.flame canvas").first();
const boxes = page => canvas(page).evaluate(element => Number(element.dataset.boxes));
const detail = page => page.locator(".flame .detail").innerText();

for (const name of ["flame", "flame-compared", "flame-hostile", "flame-one", "flame-big"]) {
  for (const [device, viewport] of Object.entries({ desktop, phone })) {
    for (const colorScheme of ["light", "dark"]) {
      test(`${name}_${device}_${colorScheme}_fitsTheWidthAndComplainsOfNothing`, async () => {
        const page = await open(name, { viewport, colorScheme });
        assert.ok(await boxes(page) >= 2, "nothing is drawn");
        assert.ok(await fitsTheWidth(page), "the page is wider than the screen");
        assert.deepEqual(page.complaints, []);
      });
    }
  }
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

test("big_zoom_drawsOnlyWhatCanBeSeen", async () => {
  const page = await open("flame-big");
  const seen = await boxes(page);
  assert.ok(seen > 500 && seen < 60_000, `${seen} boxes are drawn`);
  await click(page, 4);
  const draws = await page.evaluate(() => performance.getEntriesByName("cistern-draw").map(entry => entry.duration));
  console.log(`# 100,000 boxes: ${seen} drawn; draws took ${draws.map(ms => ms.toFixed(1)).join(", ")} ms`);
  assert.ok(draws.length >= 2);
});

test("withoutJavaScript_theTablesCanBeRead", async () => {
  const page = await open("flame", { javaScriptEnabled: false });
  assert.ok(await page.getByText("The graph is drawn by a script").isVisible());
  assert.ok(await page.locator("table").first().isVisible());
});
