// Lists as readers use them: filter, sort, send the address, come back; headings that hand out their address; the keyboard alone.
// node tests/browser/records.mjs SITE
import assert from "node:assert/strict";
import { finish, launch, serve, watched } from "./harness.mjs";

const faults = [], server = await serve(process.argv[2]), browser = await launch();
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } }), page = await watched(context, faults);
const ids = () => page.$$eval("table.rows tbody tr:not([hidden]) td.id", cells => cells.map(cell => cell.textContent));
const count = () => page.textContent(".filters output");
const select = name => `.filters label:has-text("${name}") select`;

await page.goto(server.url + "records.html");
const all = await ids();
assert.equal(await count(), `${all.length} of ${all.length} shown`);

await page.click(".filters summary");
await page.selectOption(select("Tag"), "dependencies");
const tagged = await ids();
assert(tagged.length > 1 && tagged.length < all.length);
assert.equal(await count(), `${tagged.length} of ${all.length} shown`);
const listed = await (await fetch(server.url + "tags/dependencies.html")).text();
assert.equal(tagged.length, listed.match(/<td class="id">/g).length, "as many as the static page of that tag has");

for (const [times, sort] of [[1, "ascending"], [2, "descending"]]) {
  await page.click('th button:has-text("Id")');
  assert.equal(await page.getAttribute('th:has(button:has-text("Id"))', "aria-sort"), sort);
  const rising = [...tagged].sort();
  assert.deepEqual(await ids(), times === 1 ? rising : rising.reverse());
}
const address = page.url();
assert.match(address, /\?tag=dependencies&sort=-id$/);

// The address alone brings the same list; so does coming back.
const shown = await ids();
await page.click("table.rows tbody tr:not([hidden]) a");
await page.goBack();
assert.deepEqual(await ids(), shown);
const other = await watched(context, faults);
await other.goto(address);
assert.deepEqual(await other.$$eval("table.rows tbody tr:not([hidden]) td.id", cells => cells.map(cell => cell.textContent)), shown);
await other.goto(server.url + "records.html?tag=none-such&sort=nothing&words=%3Cb%3E");
assert.equal(await other.textContent(".filters output"), `0 of ${all.length} shown`, "words that fit nothing show nothing, an unknown tag is any");

// With the keyboard alone: the field, then clear, which hands the focus back.
await page.focus(".filters input");
await page.keyboard.type("preview");
assert((await ids()).length < tagged.length);
await page.focus('.filters button:has-text("Clear")');
await page.keyboard.press("Enter");
assert.equal((await ids()).length, all.length);
assert.equal(page.url(), server.url + "records.html");
assert.equal(await page.evaluate(() => document.activeElement.type), "search");

// The skip link comes first, and leads past the navigation.
await page.goto(server.url + "0101-support-assistant.html");
await page.keyboard.press("Tab");
assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
await page.keyboard.press("Enter");
assert.equal(await page.evaluate(() => document.activeElement.id), "r-main");

// A heading hands out its address; the contents mark what is being read.
await context.grantPermissions(["clipboard-read", "clipboard-write"]);
await page.focus("#r-robustness .copy");
await page.keyboard.press("Enter");
await page.waitForFunction(() => document.querySelector("p[role=status]").textContent === "Address copied");
assert.equal(await page.evaluate(() => navigator.clipboard.readText()), server.url + "0101-support-assistant.html#r-robustness");
await page.waitForFunction(() => document.querySelector(".toc [aria-current]")?.hash === "#r-robustness");

// Light and dark.
const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
await page.click(".bar > button");
assert.equal(await theme(), "dark");
await page.reload();
assert.equal(await theme(), "dark", "the choice is kept");

// Without scripts nothing of this is there, and everything else is.
const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
await plain.goto(server.url + "records.html");
assert.equal(await plain.locator(".filters, .bar > button, .copy").count(), 0);
assert.equal(await plain.locator("table.rows tbody tr").count(), all.length);

await browser.close();
server.close();
finish("faults of lists", faults);
