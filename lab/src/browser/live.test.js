// Live pages on a real JVM: they grow under the reader's eyes, keep what was chosen, and say when they end.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { dirname, resolve } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { desktop, phone } from "./browser.js";
import { open } from "./pages.js";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const target = ["java", "-cp", resolve(root, "lab/target/targets17"), "dev.cistern.lab.targets.SteadyTarget"];

/** Starts the command and waits until it tells where its page is; a target that it starts ends when its standard input does. */
async function serve(...words) {
  const command = spawn(resolve(root, "cistern"), words, { stdio: ["pipe", "ignore", "pipe"] });
  const said = [];
  for await (const line of createInterface({ input: command.stderr })) {
    said.push(line);
    const address = /(http:\/\/localhost:\d+\/)/.exec(line);
    if (address) {
      command.stderr.resume();
      return { address: address[1], command, ended: new Promise(done => command.on("exit", done)) };
    }
  }
  throw new Error("the command told no address but\n" + said.join("\n"));
}

test("flame_live_growsKeepsTheZoomAndTellsTheEnd", async () => {
  const { address, command, ended } = await serve("flame", "--event", "wall", "--http", ":0", "--", ...target);
  try {
    const page = await open(address, { viewport: { width: 1280, height: 800 } });
    const headline = page.locator("h1");
    await headline.waitFor({ timeout: 60_000 });
    await page.waitForFunction(() => document.getElementById("live")?.innerText === "live", null, { timeout: 60_000 });
    const canvas = page.locator("section.flame canvas").first();
    const box = await canvas.boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + 18 + 9);
    const chosen = await page.locator(".flame .detail b").innerText();
    assert.doesNotMatch(chosen, /^all of/);
    const before = await headline.innerText();
    await page.waitForFunction(text => document.querySelector("h1").innerText !== text, before, { timeout: 60_000 });
    assert.equal(await page.locator(".flame .detail b").innerText(), chosen, "the zoom is kept");
    assert.equal(await page.locator("img, iframe, object, embed, form, link, base").count(), 0);
    command.kill("SIGINT");
    assert.equal(await ended, 0);
    await page.waitForFunction(() => document.getElementById("live").innerText === "ended", null, { timeout: 60_000 });
    // Before there is anything to show the server says so (503), and after its end it is gone.
    const expected = text => text.startsWith("request " + address) || /ERR_CONNECTION|status of 503/.test(text);
    assert.deepEqual(page.complaints.filter(text => !expected(text)), []);
  } finally {
    command.kill("SIGKILL");
  }
});

/** What each view of cistern web draws once its instrument has seen something. */
const drawn = {
  "Boundaries": "figure.bars rect",
  "Heap": "figure.series canvas",
  "Stalls": "figure.series canvas",
  "Matrix": "figure.series canvas",
  "Flame graph": "section.flame canvas",
};

test("web_live_everyViewIsDrawnOnceItHasHadItsTurn", async () => {
  const jvm = spawn(target[0], target.slice(1), { stdio: ["pipe", "pipe", "inherit"] });
  let served;
  try {
    for await (const line of createInterface(jvm.stdout)) if (line === "ready") break;
    served = await serve("web", String(jvm.pid), "--duration", "10s", "--http", ":0");
    const page = await open(served.address);
    for (const [view, part] of Object.entries(drawn)) {
      await page.goto(served.address);
      const shown = page.waitForEvent("load"); // the overview comes anew once the turn is given
      await page.getByRole("button", { name: view + " next" }).click();
      await shown;
      await page.locator(".views").getByRole("link", { name: view }).click();
      await page.locator(part).first().waitFor({ state: "attached", timeout: 120_000 });
      for (const viewport of [phone, desktop]) {
        await page.setViewportSize(viewport);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), view + " is wider than the screen");
      }
    }
    assert.match(await page.locator("main").innerText(), /SteadyTarget/);
    assert.deepEqual(page.complaints.filter(text => !text.startsWith("request " + served.address)), []);
    served.command.kill("SIGINT");
    assert.equal(await served.ended, 0);
  } finally {
    served?.command.kill("SIGKILL");
    jvm.stdin.end();
  }
});
