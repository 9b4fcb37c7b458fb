// Measures how long the page with 100,000 boxes takes from a click to the picture: node zoom.js [ROUNDS [PAGE.html]].
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { desktop, launch, url } from "./browser.js";

const rounds = Number(process.argv[2] ?? 20);
const address = process.argv[3] ? pathToFileURL(resolve(process.argv[3])).href : url("flame-big");

/** From the click's own time to the first moment after the frame that shows what it changed. */
const watch = () => {
  window.taken = [];
  addEventListener("click", event => {
    const begun = event.timeStamp;
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => window.taken.push(performance.now() - begun);
      after.port2.postMessage(0);
    });
  }, { capture: true });
};

async function taken(page, act) {
  const before = await page.evaluate(() => window.taken.length);
  await act();
  await page.waitForFunction(count => window.taken.length > count, before);
  return page.evaluate(() => window.taken.at(-1));
}

const median = list => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const ms = value => value.toFixed(1).padStart(7);

const browser = await launch();
const page = await browser.newPage({ viewport: desktop });
await page.goto(address);
await page.evaluate(watch);
const box = await page.locator("section.flame canvas").first().boundingBox();
const times = { "zoom into a box": [], "zoom out, all boxes": [], "pools only, all boxes": [] };
for (let round = 0; round < rounds; round++) {
  const share = 0.1 + 0.8 * round / rounds;
  times["zoom into a box"].push(await taken(page, () => page.mouse.click(box.x + box.width * share, box.y + 2 * 18 + 9)));
  const out = page.getByRole("button", { name: "Zoom out" });
  times["zoom out, all boxes"].push(await taken(page, () => out.click()));
  const button = page.getByRole("button", { name: "Pools and caches only" });
  times["pools only, all boxes"].push(await taken(page, () => button.click()));
}
const first = await page.evaluate(() => performance.getEntriesByName("cistern-draw")[0].duration);
const boxes = await page.locator("section.flame canvas").first().evaluate(canvas => canvas.dataset.boxes);
console.log(`${boxes} boxes and strips are wide enough to be drawn; the first drawing took ${first.toFixed(1)} ms`);
console.log("from the click to the picture   median     max  milliseconds");
for (const [name, list] of Object.entries(times)) {
  console.log(name.padEnd(30), ms(median(list)), ms(Math.max(...list)));
}
await browser.close();
