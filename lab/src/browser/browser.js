// Starts the Chromium of this machine: CHROMIUM, or the usual names on the PATH.
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const folders = process.env.CISTERN_PAGES?.split(delimiter)
  ?? ["lab", "cli"].map(module => resolve(here, "../../..", module, "target/browser"));
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

export function file(name) {
  const found = folders.map(folder => join(folder, name)).find(path => existsSync(path));
  if (!found) throw new Error(`no ${name} in ${folders.join(", ")}: the tests of the module that leaves it there have not run`);
  return found;
}
export const url = name => pathToFileURL(file(name + ".html")).href;
export const desktop = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };
