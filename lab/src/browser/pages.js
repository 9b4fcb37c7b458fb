// What the tests of all pages share: one browser for a file of tests.
import { after, before } from "node:test";
import { desktop, launch, url } from "./browser.js";

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser.close(); });

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

export const fitsTheWidth = page => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
