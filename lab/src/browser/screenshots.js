// Writes pictures of a report: node screenshots.js FOLDER [PAGE.html|ADDRESS [NAME]]; without a page those of the tests are taken.
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { desktop, launch, phone, url } from "./browser.js";

const [folder = "screenshots", page, instrument] = process.argv.slice(2);
const given = page?.includes("://") ? page : page && pathToFileURL(resolve(page)).href;
const address = given ?? url("usual");
const flame = given ?? url("flame");
const named = [
  { name: `${instrument}-light`, viewport: desktop, colorScheme: "light" },
  { name: `${instrument}-dark`, viewport: desktop, colorScheme: "dark" },
  { name: `${instrument}-phone`, viewport: phone, colorScheme: "light", deviceScaleFactor: 2 },
];
const shots = instrument ? named : [
  { name: "flame-light", viewport: desktop, colorScheme: "light", address: flame },
  { name: "flame-phone", viewport: phone, colorScheme: "dark", deviceScaleFactor: 2, address: flame },
  { name: "flame-sandwich", viewport: desktop, colorScheme: "dark", address: flame + "#frame-2" },
  { name: "advise-light", viewport: desktop, colorScheme: "light" },
  { name: "advise-dark", viewport: desktop, colorScheme: "dark" },
  { name: "advise-phone", viewport: phone, colorScheme: "light", deviceScaleFactor: 2 },
];

mkdirSync(folder, { recursive: true });
const browser = await launch();
for (const { name, address: shown = address, ...options } of shots) {
  const tab = await browser.newPage(options);
  await tab.goto(shown);
  await tab.screenshot({ path: resolve(folder, name + ".png"), fullPage: process.env.FULL_PAGE === "1" });
  await tab.close();
}
await browser.close();
