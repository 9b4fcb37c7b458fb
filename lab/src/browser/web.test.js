// The page with all instruments, served by the real server: target/browser/preview.command tells how to start it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { fitsEverywhere, open } from "./pages.js";

const here = dirname(fileURLToPath(import.meta.url));
const pages = process.env.CISTERN_PAGES ?? resolve(here, "../../target/browser");
let server;
let address;

before(async () => {
  const [java, classPath] = readFileSync(join(pages, "preview.command"), "utf8").trim().split("\n");
  server = spawn(java, ["-cp", classPath, "dev.cistern.lab.web.WebPreview"], { stdio: ["pipe", "pipe", "inherit"] });
  for await (const line of createInterface(server.stdout)) {
    address = line;
    break;
  }
  assert.match(String(address), /^http:\/\/localhost:\d+\/$/);
});
after(() => server.stdin.end());

const text = page => page.locator("main").innerText();

for (const path of ["", "advise", "matrix", "stall"]) {
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

test("web_matrix_drawsItsCharts", async () => {
  const page = await open(address + "matrix");
  assert.ok(await page.locator("figure.series canvas").count() >= 3);
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
