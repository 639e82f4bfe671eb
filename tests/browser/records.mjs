// Lists as readers use them: filter, sort, send the address, come back; headings that hand out their address; the keyboard alone.
// node tests/browser/records.mjs SITE
import assert from "node:assert/strict";
import { finish, launch, serve, watched } from "./harness.mjs";

const faults = [], server = await serve(process.argv[2]), browser = await launch();
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } }), page = await watched(context, faults);
const ids = () => page.$$eval("table.rows tbody tr:not([hidden]) td.id", cells => cells.map(cell => cell.textContent));
const count = () => page.textContent(".filters output");
const select = name => `.filters label:has-text("${name}") select`;
const review = ".filters label:text-matches(\"^Review\") select";

await page.goto(server.url + "records.html");
const all = await ids();
assert.equal(await count(), "", "the caption says how many there are");

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
for (const asked of ["words=%3Cb%3E&sort=nothing", "tag=none-such", "scope=none", "review=overdue"]) {
  await other.goto(server.url + "records.html?" + asked);
  assert.equal(await other.textContent(".filters output"), `0 of ${all.length} shown`, `${asked}: what fits nothing shows nothing, and can be seen`);
}
await other.close();

// The state of reviews is that of the reader's day: each state shows its rows, together they are all that ask for a review.
for (const day of ["2026-11-23", "2027-02-01", "2027-02-27", "2027-03-05", "2027-05-01", "2028-06-01", "2032-01-01"]) {
  const later = await watched(context, faults);
  await later.clock.setFixedTime(new Date(day + "T12:00:00"));
  await later.goto(server.url + "records.html");
  const asking = await later.$$eval("table.rows tbody tr", rows => rows.filter(row => row.cells[5].querySelector(".tag")).length);
  const states = await later.$$eval(`${review} option`, options => options.map(option => option.value).filter(Boolean)).catch(() => []);
  await later.click(".filters summary");
  let found = 0;
  for (const state of states) {
    await later.selectOption(review, state);
    const rows = await later.$$eval("table.rows tbody tr:not([hidden])", rows => rows.map(row => [row.cells[5].querySelector(".tag").textContent, row.cells[5].querySelector("[data-due]")?.dataset.due, !!row.cells[5].querySelector("[data-watched]")]));
    for (const [shown, due, moved] of rows) {
      const left = due ? (Date.parse(due) - Date.parse(day)) / 864e5 : Infinity;
      const right = left < -14 ? "overdue" : left <= 0 || moved ? "due" : left <= 30 ? "upcoming" : "on time";
      if (shown !== state || state !== right) faults.push(`${day}: ${shown} listed as ${state}, though due on ${due}`);
    }
    found += rows.length;
    assert.match(later.url(), new RegExp(`review=${state.replace(" ", "(\\+|%20)")}`));
  }
  if (asking === 0 || found !== asking) faults.push(`${day}: ${found} of ${asking} reviews have a state: ${states}`);
  await later.close();
}

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
// Without motion: a focus that is still scrolling would take the page elsewhere.
await page.emulateMedia({ reducedMotion: "reduce" });
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
assert.equal(await plain.locator(".copy").count(), 0);
for (const scripted of await plain.locator(".filters, .bar > button").all()) assert.equal(await scripted.isVisible(), false);
assert.equal(await plain.locator("table.rows tbody tr").count(), all.length);

await browser.close();
server.close();
finish("faults of lists", faults);
