// What the tests of all pages share: one browser for a file of tests.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { desktop, launch, phone, url } from "./browser.js";

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });
// What stays open goes on drawing beside the next test.
afterEach(async () => { await Promise.all(browser.contexts().map(context => context.close())); });

/** Opens a page, by name or address, and collects everything it should never do: requests, errors, refused content. */
export async function open(name, options = {}) {
  const address = name.includes(":") ? name : url(name);
  const context = await browser.newContext({ viewport: desktop, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on("request", request => { if (request.url() !== address) page.complaints.push("request " + request.url()); });
  page.on("console", message => { if (message.type() !== "log") page.complaints.push(message.text()); });
  page.on("pageerror", error => page.complaints.push(String(error)));
  page.on("dialog", dialog => { page.complaints.push("dialog " + dialog.message()); dialog.dismiss(); });
  await page.goto(address);
  return page;
}

/**
 * Tests that a page, loaded anew for each screen and theme, fits the width and complains of nothing. One tab serves for all,
 * since it takes longer to open than a page to load.
 */
export function fitsEverywhere(name, { address = () => name, themes = ["light", "dark"], check = async () => {} } = {}) {
  test(`${name}_onEveryScreenAndInEveryTheme_fitsTheWidthAndComplainsOfNothing`, async () => {
    const page = await open(address());
    for (const [device, viewport] of Object.entries({ desktop, phone })) {
      for (const colorScheme of themes) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        await page.reload();
        await check(page);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${device}, ${colorScheme}: wider than the screen`);
        assert.deepEqual(page.complaints, [], `${device}, ${colorScheme}`);
      }
    }
  });
}
