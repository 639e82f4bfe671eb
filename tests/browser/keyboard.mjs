// The keyboard alone: every stop of the Tab key can be seen, is not hidden under the bar, and comes in the order of the page; what opens
// closes with Escape and hands the focus back.
// node tests/browser/keyboard.mjs SITE
import assert from "node:assert/strict";
import { finish, launch, serve, watched } from "./harness.mjs";

const faults = [], server = await serve(process.argv[2]), browser = await launch();
const PAGES = ["index.html", "records.html", "0101-support-assistant.html", "map.html", "reviews.html", "checks.html", "search.html?q=price", "handbook/scores.html"];
let stops = 0;

for (const look of [{ colorScheme: "light", viewport: { width: 1280, height: 800 } }, { colorScheme: "dark", viewport: { width: 360, height: 640 } }]) {
  const page = await watched(await browser.newContext({ ...look, reducedMotion: "reduce" }), faults);
  for (const path of PAGES) {
    const told = text => faults.push(`${path} at ${look.viewport.width}: ${text}`);
    await page.goto(server.url + path);
    if (path.startsWith("search")) { await page.waitForSelector("#r-hits a"); await page.evaluate(() => document.activeElement.blur()); }
    const all = await page.evaluate(() => { window.seen = new Set(); return document.querySelectorAll("*").length; });
    for (let n = 0; n < all; n++) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(stand);
      // Past the last one the focus goes to the browser itself, and round.
      if (!stop) break;
      stops += 1;
      for (const fault of stop.faults) told(`${stop.name}: ${fault}`);
    }
  }
  await page.context().close();
}

/** The element that has the focus, in the page: its name, and what is wrong with how it shows it; null where it is none, or seen before. */
function stand() {
  const focused = document.activeElement, faults = [];
  if (focused === document.body || window.seen.has(focused)) return null;
  const style = getComputedStyle(focused), box = focused.getClientRects()[0];
  const last = [...window.seen].at(-1);
  window.seen.add(focused);
  if (!focused.matches(":focus-visible")) faults.push("is not shown as focused");
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push(`has an outline of ${style.outlineWidth} ${style.outlineStyle}`);
  if (+style.opacity < 1) faults.push(`is shown at ${style.opacity}`);
  if (last && !(last.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING)) faults.push("comes after what stands behind it");
  if (!box || box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) faults.push("is out of sight");
  else {
    const bar = document.querySelector(".bar");
    const under = getComputedStyle(bar).position === "sticky" && !bar.contains(focused) && box.bottom <= bar.getBoundingClientRect().bottom;
    if (under && !focused.matches(".skip")) faults.push("is hidden under the bar");
  }
  const name = `${focused.localName}.${focused.className.baseVal ?? focused.className} “${(focused.getAttribute("aria-label") || focused.textContent).trim().slice(0, 40)}”`;
  return { name, faults };
}

// The dialog: it takes the focus, keeps it, closes with Escape and hands it back, from a link as well as from its own button.
const page = await watched(await browser.newContext({ viewport: { width: 1280, height: 800 } }), faults);
const focused = () => page.evaluate(() => document.activeElement.className || document.activeElement.id || document.activeElement.textContent);
await page.goto(server.url + "0101-support-assistant.html");
for (const from of [".bar .seek", ".crumbs a", "#r-if-volume"]) {
  await page.focus(from);
  const before = await focused();
  await page.keyboard.press(from === ".bar .seek" ? "Enter" : from === ".crumbs a" ? "/" : "Escape");
  if (from === "#r-if-volume") { assert.equal(await page.locator("dialog[open]").count(), 0); continue; }
  await page.waitForSelector("dialog[open]");
  for (let n = 0; n < 12; n++) {
    await page.keyboard.press("Tab");
    assert(await page.evaluate(() => document.activeElement === document.body || document.querySelector("dialog[open]").contains(document.activeElement)), "the focus stays in the dialog");
  }
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "hidden" });
  assert.equal(await focused(), before, `the focus comes back to ${from}`);
}

// The theme, with the keyboard, and the focus stays on its button.
await page.focus(".bar > button");
await page.keyboard.press("Space");
assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
assert.equal(await focused(), "r-theme");

// Filters fold and unfold with the keyboard; a list is sorted from its head, and the focus stays there.
await page.goto(server.url + "records.html");
await page.focus(".filters summary");
await page.keyboard.press("Enter");
await page.keyboard.press("Tab");
assert.equal(await page.evaluate(() => document.activeElement.localName), "select");
await page.keyboard.press("ArrowDown");
assert.match(await page.textContent(".filters output"), /shown$/);
await page.focus("th:nth-child(2) button");
await page.keyboard.press("Space");
assert.equal(await page.getAttribute("th:nth-child(2)", "aria-sort"), "ascending");
assert.equal(await focused(), "Decision");

await browser.close();
server.close();
if (stops < 400) faults.push(`only ${stops} stops were seen`);
console.log(`${stops} stops of the Tab key`);
finish("faults of the keyboard", faults);
