// What other tools make of the exported files: npm's reader of pprof, and speedscope's own importer in its own page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { Profile } from "pprof-format";
import { file } from "./browser.js";
import { open } from "./pages.js";

const stack = ["T.run", "com.acme.shop.Shop.handle", "com.acme.shop.Page.render", "byte[]"];

test("pprof_readByAnotherReader_hasEveryStackWithItsBytes", () => {
  const profile = Profile.decode(gunzipSync(readFileSync(file("shop.pb.gz"))));
  const text = number => profile.stringTable.strings[Number(number)];
  const units = profile.sampleType.map(type => text(type.type) + "/" + text(type.unit));
  assert.deepEqual(units, ["samples/count", "alloc_space/bytes"]);
  assert.equal(profile.sample.reduce((sum, sample) => sum + Number(sample.value[1]), 0), 1_000_000_000);
  assert.equal(profile.sample.reduce((sum, sample) => sum + Number(sample.value[0]), 0), 800);
  const names = new Map(profile.function.map(one => [one.id, text(one.name)]));
  const lines = new Map(profile.location.map(one => [one.id, names.get(one.line[0].functionId)]));
  const found = profile.sample.find(sample =>
    JSON.stringify(sample.locationId.map(id => lines.get(id)).reverse()) === JSON.stringify(stack));
  assert.ok(found, "the stack of Page.render is missing");
  assert.equal(Number(found.value[1]), 412_000_000);
});

/** Serves speedscope's own page, since it loads its parts by address. */
async function speedscope() {
  const root = join(dirname(createRequire(import.meta.url).resolve("speedscope/package.json")), "dist/release");
  const types = { html: "text/html", js: "text/javascript", css: "text/css" };
  const server = createServer((request, response) => {
    const name = new URL(request.url, "http://localhost").pathname.slice(1) || "index.html";
    try {
      const bytes = readFileSync(join(root, name));
      response.setHeader("Content-Type", types[name.split(".").pop()] ?? "application/octet-stream");
      response.end(bytes);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise(resolve => server.listen(0, "127.0.0.1", resolve));
  return server;
}

test("speedscope_ownImporter_takesTheFileAndShowsItsFrames", async () => {
  const server = await speedscope();
  try {
    const page = await open(`http://localhost:${server.address().port}/`);
    const errors = [];
    page.on("pageerror", error => errors.push(String(error)));
    page.on("dialog", dialog => errors.push(dialog.message()));
    await page.locator("input[type=file]").setInputFiles(file("shop.speedscope.json"));
    await page.getByText("Sandwich").first().click();
    for (const name of ["com.acme.shop.Page.render", "com.acme.shop.Catalog.find"]) {
      await page.getByText(name, { exact: true }).first().waitFor();
    }
    assert.match(await page.locator("body").innerText(), /750\.54 MB \(79%\)/);
    assert.deepEqual(errors, []);
  } finally {
    server.close();
  }
});
