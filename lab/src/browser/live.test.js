// The live page of cistern flame on a real JVM: it grows under the reader's eyes, keeps what was chosen, and says when it ends.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { dirname, resolve } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { open } from "./pages.js";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");
const target = ["java", "-cp", resolve(root, "lab/target/targets17"), "dev.cistern.lab.targets.SteadyTarget"];

/** Starts the command and waits until it tells where its page is; the target ends when its standard input does. */
async function serve(...options) {
  const command = spawn(resolve(root, "cistern"), [...options, "--", ...target], { stdio: ["pipe", "ignore", "pipe"] });
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
  const { address, command, ended } = await serve("flame", "--event", "wall", "--http", ":0");
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
