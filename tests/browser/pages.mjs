// Every page in a browser: no fault, nobody shut out, nothing that sticks out or moves, and valid HTML.
// node tests/browser/pages.mjs SITE
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { HtmlValidate } from "html-validate";
import { files, finish, join, kinds, launch, serve, watched } from "./harness.mjs";

const site = process.argv[2], faults = [];
let more = 0;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// What the other theme can break, and what a narrow page can. All else is the same on both.
const COLOURS = ["color-contrast", "link-in-text-block"], SIZES = ["target-size", "scrollable-region-focusable"];

// Valid, whatever the taste: rules about style are off.
const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: { "no-inline-style": "error", "no-implicit-button-type": "error", "long-title": "off", "no-trailing-whitespace": "off", "no-raw-characters": "off", "prefer-native-element": "off", "tel-non-breaking": "off", "script-type": "off", "require-sri": "off", "wcag/h32": "off", "valid-id": ["error", { relaxed: true }] },
});
const pages = files(site, ".html"), texts = new Map(pages.map(path => [path, readFileSync(join(site, path), "utf8")]));
for (const [path, text] of texts) {
  const report = await validator.validateString(text, path);
  for (const result of report.results) for (const message of result.messages) faults.push(`${path}:${message.line}: ${message.ruleId}: ${message.message}`);
}

const server = await serve(site), browser = await launch();
const all = pages.filter(path => path !== "404.html"), some = kinds(site).filter(path => path !== "404.html");
// Every page in light, judged whole, and in the dark; a page of each kind on a phone, with large letters, in forced colours and without motion.
const LOOKS = [
  { pages: all, viewport: { width: 1280, height: 800 }, colorScheme: "light" },
  { pages: some, viewport: { width: 320, height: 700 }, colorScheme: "light", reducedMotion: "reduce" },
  { pages: some, viewport: { width: 360, height: 700 }, colorScheme: "dark" },
  { pages: some, viewport: { width: 640, height: 400 }, deviceScaleFactor: 2, forcedColors: "active" },
];
for (const { pages, ...look } of LOOKS) {
  const context = await browser.newContext(look), page = await watched(context, faults), isWhole = pages === all;
  await page.addInitScript(() => { window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => { window.moved += entry.value; })).observe({ type: "layout-shift", buffered: true }); });
  for (const path of pages) {
    await page.goto(server.url + path);
    const told = text => faults.push(`${path} at ${look.viewport.width} px, ${look.forcedColors || look.colorScheme}: ${text}`);
    const { over, moved } = await page.evaluate(() => ({ over: document.documentElement.scrollWidth - innerWidth, moved: window.moved }));
    if (over > 0) told(`${over} px stick out`);
    // Half of what counts as steady: a loaded machine may draw a table before its last row has come, and the row may widen a column.
    if (moved > .05) told(`its parts move by ${moved}`);
    // Colours that the reader forces are the reader's business.
    if (look.forcedColors) continue;
    await page.evaluate(axe);
    await judge(page, isWhole ? TAGS : SIZES, told);
    // Once more with everything open and tried: what is folded in, filters, another weight, another volume.
    const tried = await page.evaluate(open);
    if (tried) {
      more += tried.includes("what if");
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wider > 0) told(`${wider} px stick out, with ${tried}`);
      await judge(page, isWhole ? TAGS : SIZES, text => told(`with ${tried}: ${text}`));
    }
    if (!isWhole) continue;
    await page.emulateMedia({ colorScheme: "dark" });
    await judge(page, COLOURS, text => told(`and in the dark: ${text}`));
    await page.emulateMedia({ colorScheme: "light" });
  }
  await context.close();
}

/** What axe finds on the page as it stands. */
async function judge(page, rules, told) {
  const found = await page.evaluate(async runOnly => {
    const { violations } = await axe.run(document, { runOnly, resultTypes: ["violations"] });
    return violations.flatMap(violation => violation.nodes.map(node => `${violation.id}: ${node.html.slice(0, 160)} ${node.failureSummary.split("\n")[1] ?? ""}`));
  }, rules);
  found.forEach(told);
}

/** Opens and tries, in the page, whatever a reader can; what there was, in words, or nothing. */
function open() {
  const tried = [], set = (field, value) => { field.value = value; field.dispatchEvent(new Event("input", { bubbles: true })); };
  const folded = document.querySelectorAll("main details:not([open])");
  folded.forEach(details => { details.open = true; });
  if (folded.length) tried.push("details");
  const filter = document.querySelector(".filters select option:nth-child(2)");
  if (filter) { set(filter.parentElement, filter.value); tried.push("a filter"); }
  const weight = document.querySelector(".knobs input[type=number]"), volume = document.querySelector("#r-if-volume");
  if (weight) set(weight, "77");
  if (volume) set(volume, "3");
  if (weight || volume) tried.push("what if");
  return tried.join(", ");
}

await browser.close();
server.close();
if (!more && [...texts.values()].some(text => text.includes('id="r-if"'))) faults.push("no what-if was tried");
finish("faults of pages", faults);
