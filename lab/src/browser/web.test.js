// The page with all instruments, served by the real server: target/browser/preview.command tells how to start it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { file } from "./browser.js";
import { fitsEverywhere, open } from "./pages.js";

let server;
let address;

before(async () => {
  const [java, classPath] = readFileSync(file("preview.command"), "utf8").trim().split("\n");
  server = spawn(java, ["-cp", classPath, "dev.cistern.lab.web.WebPreview"], { stdio: ["pipe", "pipe", "inherit"] });
  for await (const line of createInterface(server.stdout)) {
    address = line;
    break;
  }
  assert.match(String(address), /^http:\/\/localhost:\d+\/$/);
});
after(() => server.stdin.end());

const text = page => page.locator("main").innerText();

for (const path of ["", "advise", "flame", "gc", "stall", "matrix", "endless"]) {
  fitsEverywhere("web_" + (path || "overview"), { address: () => address + path });
}

test("web_overview_namesTheJvmAndWhatEachInstrumentSays", async () => {
  const page = await open(address);
  assert.match(await text(page), /com\.acme\.shop\.Main/);
  assert.match(await text(page), /2 of 6 sites are worth pooling/);
  await page.locator("progress").waitFor();
  assert.equal(await page.locator("progress").getAttribute("value"), "40");
});

test("web_links_leadFromViewToViewByKeyboard", async () => {
  const page = await open(address);
  await page.getByRole("link", { name: "Verdicts" }).first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(address + "advise");
  await page.getByRole("link", { name: "Overview" }).waitFor();
  assert.equal(await page.locator(".view[aria-current]").innerText(), "Verdicts");
  assert.ok(await page.locator("table.sortable, table").count() > 0);
});

/** How many pixels of a canvas are not blank. */
const painted = canvas => canvas.evaluate(element => {
  const { data } = element.getContext("2d").getImageData(0, 0, element.width, element.height);
  let count = 0;
  for (let i = 3; i < data.length; i += 4) count += data[i] > 0;
  return count;
});

for (const [path, charts] of Object.entries({ gc: 3, matrix: 3, stall: 1 })) {
  test(`web_${path}_drawsItsCharts`, async () => {
    const page = await open(address + path);
    const all = await page.locator("figure.series canvas").all();
    assert.equal(all.length, charts);
    for (const canvas of all) assert.ok(await painted(canvas) > 1000, "a chart is empty");
  });
}

test("web_gc_chartByKeyboard_tellsTheFiguresOfTheHeap", async () => {
  const page = await open(address + "gc");
  assert.match(await page.locator("h1").innerText(), /^PAYS: /);
  await page.locator("figure.series .plot").first().focus();
  const told = [];
  for (let i = 0; i < 6; i++) {
    await page.keyboard.press("ArrowRight");
    told.push(await page.evaluate(() => new Promise(done =>
      requestAnimationFrame(() => requestAnimationFrame(() => done(document.querySelector(".u-legend").innerText))))));
  }
  for (const text of told.slice(2)) assert.match(text, /committed\s*\d+ MB\s+used\s*[\d.]+ MB/);
});

test("web_flame_clickedThrough_zoomsSearchesAndShowsCallers", async () => {
  const page = await open(address + "flame");
  const canvas = page.locator("section.flame canvas").first();
  const detail = page.locator(".flame .detail");
  await canvas.focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.match(await detail.innerText(), /Page\.render[^]*60\.20 % of all/);
  await page.getByRole("searchbox").first().fill("caffeine");
  await page.getByRole("button", { name: "Zoom out" }).click();
  assert.match(await detail.innerText(), /1 GB, 100\.00 % of all/);
  assert.equal(await page.locator(".found").innerText(), "26.90 % matched");
  await page.locator("td.frame a", { hasText: "com.acme.shop.Catalog.find" }).first().click();
  assert.equal(await page.locator(".sandwich canvas").count(), 2);
  assert.deepEqual(page.complaints.filter(text => text !== "request " + address + "flame"), []);
});

test("web_flame_asksForTheNextState_keepsWhatWasChosen", async () => {
  const page = await open(address + "flame");
  await page.locator("section.flame canvas").first().focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const chosen = await page.locator(".flame .detail").innerText();
  const before = await page.locator("section.flame").elementHandle();
  await page.waitForFunction(section => !section.isConnected, before);
  assert.equal(await page.locator(".flame .detail").innerText(), chosen);
  assert.equal(await page.locator("#live").innerText(), "live");
});

test("web_stall_barByKeyboard_showsItsStackAndNoNameIsMarkup", async () => {
  const page = await open(address + "stall");
  await page.locator(".lanes .stage").focus();
  await page.keyboard.press("ArrowRight");
  await page.locator(".lanes .chosen pre").waitFor();
  assert.match(await page.locator(".lanes .chosen").innerText(), /MadeRecording\.(waitForPool|loadCache)/);
  assert.match(await text(page), /<img src=x>/);
  assert.equal(await page.locator("img").count(), 0);
});

test("web_overview_hostileHeadline_isShownAndNeverRun", async () => {
  const page = await open(address);
  assert.match(await page.locator("#of-stall").innerText(), /<\/p><img src=x onerror="document\.title='owned'"> was waited for/);
  assert.equal(await page.locator("img").count(), 0);
  assert.equal(await page.title(), "cistern web: Main");
});

test("web_theme_isTheSameInEveryView", async () => {
  const page = await open(address, { colorScheme: "light" });
  await page.locator("#theme").click();
  await page.locator("#theme").click();
  for (const name of ["Flame graph", "Heap", "Stalls", "Matrix", "Overview"]) {
    await page.locator(".views").getByRole("link", { name, exact: true }).click();
    await page.locator(".view[aria-current]", { hasText: name }).waitFor();
    assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  }
});

test("web_observeNext_endsTheTurnOfAnotherAndComesBack", async () => {
  const page = await open(address);
  const answer = page.waitForResponse(response => response.request().method() === "POST");
  await page.getByRole("button", { name: "Matrix next" }).click();
  assert.equal((await answer).url(), address + "next/matrix");
  assert.equal((await answer).status(), 200);
  await page.waitForURL(address);
  await page.locator("progress").waitFor();
});

test("web_viewOpenedBeforeItsFirstReport_drawsTheChartsOnceThereIsOne", async () => {
  const page = await open(address + "asked");
  await page.getByText("What On demand is for.").waitFor();
  assert.equal(await page.locator("canvas").count(), 0);
  const overview = await open(address);
  await overview.getByRole("button", { name: "On demand next" }).click();
  await page.locator("figure.series canvas").first().waitFor();
  assert.equal(await page.locator(".view[aria-current]").innerText(), "On demand");
  assert.deepEqual(page.complaints.filter(text => text !== "request " + address + "asked"), []);
});

test("web_chooseAnother_asksWhichJvm", async () => {
  const page = await open(address);
  await page.getByRole("button", { name: "Choose another JVM" }).click();
  await page.getByText("Which JVM?").waitFor();
  await page.goto(address);
  assert.match(await text(page), /Which JVM\?/);
});
