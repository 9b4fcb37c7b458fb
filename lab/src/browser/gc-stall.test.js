import assert from "node:assert/strict";
import { test } from "node:test";
import { fitsEverywhere, open } from "./pages.js";

for (const name of ["gc", "stall"]) fitsEverywhere(name);

test("gc_firstScreen_verdictAndWhatItRestsOn", async () => {
  const page = await open("gc");
  assert.match(await page.locator("h1").innerText(), /^PAYS: /);
  assert.match(await page.locator("dl.facts").innerText(), /R_alloc changes by/);
  assert.ok(await page.locator("figure.series canvas").count() >= 2);
});

const painted = page => page.locator("figure.lanes canvas").evaluate(canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let i = 3; i < data.length; i += 4) count += data[i] > 0;
  return count;
});

test("stall_barByKeyboard_showsItsStack", async () => {
  const page = await open("stall");
  await page.locator(".lanes .stage").focus();
  await page.keyboard.press("ArrowRight");
  await page.locator(".lanes .chosen pre").waitFor();
  const text = await page.locator(".lanes .chosen").innerText();
  assert.match(text, /only a slow path/);
  assert.match(text, /MadeRecording\.(waitForPool|loadCache)/);
});

test("stall_barByClick_showsItsStack", async () => {
  const page = await open("stall");
  const stage = page.locator(".lanes .stage");
  await stage.focus();
  await page.keyboard.press("ArrowRight");
  const box = await page.locator(".lanes canvas").boundingBox();
  const hit = await page.locator(".lanes canvas").evaluate(canvas => {
    const pen = canvas.getContext("2d");
    const scale = devicePixelRatio;
    const row = pen.getImageData(0, (24 + 10) * scale, canvas.width, 1).data;
    for (let x = canvas.width - 1; x > 200 * scale; x--) if (row[x * 4 + 3] > 200) return x / scale;
    return -1;
  });
  assert.ok(hit > 0, "no bar is drawn in the first lane");
  await page.mouse.click(box.x + hit - 1, box.y + 24 + 10);
  assert.ok(await page.locator(".lanes .chosen").isVisible());
});

test("stall_kindSwitchedOff_barsGo", async () => {
  const page = await open("stall");
  const before = await painted(page);
  for (const box of await page.locator(".lanes input[type=checkbox]").all()) await box.uncheck();
  assert.ok(await painted(page) < before, "nothing was taken away");
});

test("stall_dragAndEscape_zoomsInAndOut", async () => {
  const page = await open("stall");
  const box = await page.locator(".lanes canvas").boundingBox();
  await page.mouse.move(box.x + 300, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + 500, box.y + 34, { steps: 4 });
  await page.mouse.up();
  const reset = page.locator(".lanes").getByRole("button", { name: "Whole time" });
  await reset.waitFor();
  await page.locator(".lanes .stage").focus();
  await page.keyboard.press("Escape");
  await reset.waitFor({ state: "hidden" });
});

test("stall_hostileNames_areShownAndNeverRun", async () => {
  const page = await open("stall");
  assert.equal(await page.locator("img").count(), 0);
  assert.notEqual(await page.title(), "owned");
  assert.match(await page.locator("body").innerText(), /<img src=x>/);
  assert.deepEqual(page.complaints, []);
});

test("stall_withoutJavaScript_theLongestSpansCanBeRead", async () => {
  const page = await open("stall", { javaScriptEnabled: false });
  await page.locator("details.longest > summary").click();
  assert.ok(await page.getByText("only a slow path").first().isVisible());
});
