import assert from "node:assert/strict";
import { test } from "node:test";
import { desktop, phone } from "./browser.js";
import { fitsEverywhere, open } from "./pages.js";

async function column(page, css) {
  return page.locator(`tbody tr td.${css}`).allInnerTexts();
}

for (const name of ["usual", "nothing-pays", "indicative", "hostile", "many", "empty"]) {
  fitsEverywhere(name, { themes: ["light"] });
}

test("usual_phone_everyRowLiesWithinItsCard", async () => {
  const page = await open("usual", { viewport: phone });
  const cut = await page.locator("tbody td").evaluateAll(cells => cells
    .filter(cell => getComputedStyle(cell).display !== "none" && cell.getBoundingClientRect().right > innerWidth - 14)
    .map(cell => cell.innerText));
  assert.deepEqual(cut, []);
  const heads = await page.locator("thead").evaluate(head => getComputedStyle(head).clipPath);
  assert.match(heads, /inset/);
});

test("usual_firstScreen_showsEveryVerdict", async () => {
  const page = await open("usual");
  assert.match(await page.locator("h1").innerText(), /2 of 6 sites pay/);
  for (const row of await page.locator("tbody tr").all()) {
    const box = await row.boundingBox();
    assert.ok(box.y + box.height <= desktop.height, "a verdict lies below the first screen");
  }
});

test("table_sortByLife_ordersByNumberAndSaysSo", async () => {
  const page = await open("usual");
  await page.getByRole("button", { name: "Life" }).click();
  assert.deepEqual((await column(page, "life")).map(text => text.trim()), ["?", "<12 ms", "45 µs", "<2.1 s", "1.2 ms", ">8.8 s"]);
  assert.equal(await page.locator("th", { hasText: "Life" }).getAttribute("aria-sort"), "ascending");
  await page.getByRole("button", { name: "Life" }).click();
  assert.equal((await column(page, "life"))[0].trim(), ">8.8 s");
});

test("table_sortByKeyboard_worksWithoutAMouse", async () => {
  const page = await open("usual");
  await page.getByRole("button", { name: "Share" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Space");
  assert.match((await column(page, "share"))[0], /1\.1 %/);
});

test("site_linkByKeyboard_opensItsPart", async () => {
  const page = await open("usual");
  const closed = page.locator("details").nth(4);
  assert.equal(await closed.getAttribute("open"), null);
  await page.locator("td.site a").nth(4).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll("details")[4].open);
  assert.ok(await closed.locator("summary").evaluate(summary => summary === document.activeElement));
});

test("keyboard_tabThroughThePage_reachesEveryControl", async () => {
  const page = await open("usual");
  const controls = await page.locator("a[href]:visible, button:visible, summary:visible").count();
  const reached = new Set();
  for (let i = 0; i < controls + 30; i++) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => {
      const all = [...document.querySelectorAll("a[href], button, summary")];
      return all.indexOf(document.activeElement);
    }));
  }
  reached.delete(-1);
  assert.ok(reached.size >= controls, `${reached.size} of ${controls} controls are reached`);
});

test("theme_button_goesRoundAndIsRemembered", async () => {
  const page = await open("usual", { colorScheme: "light" });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.locator("#theme").click();
  assert.equal(await background(), light);
  await page.locator("#theme").click();
  const dark = await background();
  assert.notEqual(dark, light);
  await page.reload();
  assert.equal(await background(), dark);
});

test("theme_followsTheSystem", async () => {
  const backgrounds = [];
  for (const colorScheme of ["light", "dark"]) {
    const page = await open("usual", { colorScheme });
    backgrounds.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
  }
  assert.notEqual(backgrounds[0], backgrounds[1]);
});

test("filter_manySites_leavesOnlyWhatMatches", async () => {
  const page = await open("many");
  await page.getByRole("searchbox").fill("servicename17.");
  assert.equal(await page.locator("tbody tr:visible").count(), 1);
});

test("hostile_names_areShownAndNeverRun", async () => {
  const page = await open("hostile");
  for (const part of await page.locator("details").all()) await part.evaluate(details => { details.open = true; });
  assert.equal(await page.title(), "cistern advise: Main");
  assert.equal(await page.locator("img, iframe, object, embed, form, link, base").count(), 0);
  assert.equal(await page.locator("script:not([type])").count(), 1);
  assert.match(await page.locator("dl.rows").last().innerText(), /<script>document\.title='owned'<\/script>/);
  assert.deepEqual(page.complaints, []);
});

test("policy_injectedMarkup_isRefused", async () => {
  const page = await open("usual");
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "document.title = 'owned'";
    document.body.append(script);
    document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\"document.title='owned'\">");
  });
  await page.waitForFunction(() => document.images[0].complete);
  assert.notEqual(await page.title(), "owned");
  assert.ok(page.complaints.some(text => text.includes("Content Security Policy")), page.complaints.join("\n"));
});

test("withoutJavaScript_everythingCanBeRead", async () => {
  const page = await open("usual", { javaScriptEnabled: false });
  assert.equal(await page.locator("tbody tr").count(), 6);
  assert.equal(await page.locator("#theme").isVisible(), false);
  await page.locator("details summary").last().click();
  assert.ok(await page.getByText("62 samples are too few").isVisible());
});
