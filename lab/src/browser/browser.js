// Starts the Chromium of this machine: CHROMIUM, or the usual names on the PATH.
import { accessSync, constants } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const pages = process.env.CISTERN_PAGES ?? resolve(here, "../../target/browser");
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

function executable() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const name of names) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch { /* look further */ }
    }
  }
  throw new Error("no Chromium found: install it (apt-get install chromium) or set CHROMIUM to its path");
}

export function launch() {
  return chromium.launch({
    executablePath: executable(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
}

export const file = name => join(pages, name);
export const url = name => pathToFileURL(join(pages, name + ".html")).href;
export const desktop = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };
