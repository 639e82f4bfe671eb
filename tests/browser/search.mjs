// Search as readers use it: the page and the dialog, from a disk and from a server below a path, with the keyboard alone.
// Run by hand: node tests/browser/search.mjs PATH/TO/rationale. Takes PLAYWRIGHT_CORE and CHROMIUM from the environment.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { pathToFileURL } from "node:url";

const { chromium } = createRequire(import.meta.url)(process.env.PLAYWRIGHT_CORE || "playwright-core");
const program = process.argv[2];
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

// A small log: words that meet, a script without spaces, an overdue review, two owners.
const record = (title, more, body) => `+++\ntitle = ${JSON.stringify(title)}\nstatus = "accepted"\ndate = 2026-01-10\n${more}\n+++\n\n${body}\n`;
const FILES = {
  "rationale.toml": "title = \"Searched\"\n",
  "records/0001-log.md": record("Event log", 'owner = "Ada"\ntags = ["events"]\nreview = "2 months"', "We keep Kafka.\n\n## Retention\n\nKafka keeps messages for days. PostgreSQL stays."),
  "records/0002-db.md": record("PostgreSQL for orders", 'owner = "Grace"\ntags = ["data"]', "A database.\n\n## Kafka or not\n\nNot here."),
  "records/0003-pay.md": record("Kafka for payments", 'owner = "Ada"\ntags = ["events", "data"]', "Chosen. 決定記録を読む。"),
  "records/0004-old.md": record("Use <b>RabbitMQ</b> & \"quotes\"", "", "Was there.").replace("accepted", "rejected"),
  "content/guide.md": "+++\ntitle = \"Guide\"\nnav = true\n+++\n\n## Naming topics\n\nOne topic for each event.\n",
};

const folder = mkdtempSync(join(tmpdir(), "search-"));
for (const [path, text] of Object.entries(FILES)) { mkdirSync(dirname(join(folder, path)), { recursive: true }); writeFileSync(join(folder, path), text); }
execFileSync(program, ["build", "--root", folder, "--today", "2026-11-23"], { stdio: ["ignore", "ignore", "pipe"] });
const site = join(folder, "public");

const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  try {
    assert(path.startsWith("/a/b/"));
    const body = readFileSync(join(site, path.slice(5)));
    response.writeHead(200, { "content-type": TYPES[extname(path)] || "application/octet-stream" }).end(body);
  } catch { response.writeHead(404).end(); }
});
await new Promise(done => server.listen(0, "127.0.0.1", done));

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-background-networking"] });
const faults = [];
let current = "";

async function visit(url, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, ...options });
  page.on("console", message => message.type() !== "log" && faults.push(`${current}: ${message.text()}`));
  page.on("pageerror", error => faults.push(`${current}: ${error}`));
  await page.goto(url);
  return page;
}
const told = (page, text) => page.waitForFunction(text => document.getElementById("r-told").textContent === text, text, { timeout: 5000 });
const opened = page => page.locator("dialog[open]").waitFor();
const titles = page => page.$$eval("#r-hits h2 a", all => all.map(one => one.textContent));

// Each check gets the address of the site, ending in a slash.
const CHECKS = {
  async "words are joined, the last may be a beginning"(base) {
    const page = await visit(base + "search.html");
    assert.equal(await page.evaluate(() => document.activeElement.name), "q", "the field has the focus");
    await page.keyboard.type("kafka postg");
    await told(page, "2 pages found");
    assert.deepEqual(await titles(page), ["0002 PostgreSQL for orders", "0001 Event log"]);
    assert.equal(new URL(page.url()).search, "?q=kafka+postg", "the address can be shared");
    return page;
  },
  async "a slip is forgiven"(base) {
    const page = await visit(base + "search.html?q=paymnets");
    await told(page, "1 page found");
    assert.deepEqual(await titles(page), ["0003 Kafka for payments"]);
    return page;
  },
  async "scripts without spaces are found and marked"(base) {
    const page = await visit(base + "search.html?q=" + encodeURIComponent("記録"));
    await told(page, "1 page found");
    assert.equal((await page.$$eval("#r-hits mark", all => all.map(one => one.textContent))).join(""), "記録");
    return page;
  },
  async "a hit leads to its section, the words marked"(base) {
    const page = await visit(base + "search.html?q=" + encodeURIComponent("messages days"));
    await told(page, "1 page found");
    assert.deepEqual(await page.$$eval("#r-hits p mark", all => all.map(one => one.textContent)), ["messages", "days"]);
    await page.click("#r-hits p a");
    await page.waitForURL(/0001-log\.html#retention$/);
    return page;
  },
  async "what people wrote is shown as text"(base) {
    const page = await visit(base + "search.html?q=quotes");
    await told(page, "1 page found");
    assert.deepEqual(await titles(page), ['0004 Use <b>RabbitMQ</b> & "quotes"']);
    assert.equal(await page.$("#r-hits h2 b"), null);
    return page;
  },
  async "hits are narrowed, and the address keeps it"(base) {
    const page = await visit(base + "search.html?q=kafka");
    await told(page, "3 pages found");
    assert.deepEqual(await page.$$eval("[name=owner] option", all => all.map(one => one.textContent)), ["any", "Ada (2)", "Grace (1)"]);
    await page.selectOption("[name=owner]", "Ada");
    await told(page, "2 pages found");
    await page.check("[name=overdue]");
    await told(page, "1 page found");
    assert.deepEqual(await titles(page), ["0001 Event log"]);
    assert.equal(new URL(page.url()).search, "?q=kafka&owner=Ada&overdue=1");
    await page.reload();
    await told(page, "1 page found");
    assert.equal(await page.inputValue("[name=owner]"), "Ada");
    await page.fill("[name=q]", "");
    await page.uncheck("[name=overdue]");
    await page.selectOption("[name=owner]", "");
    await page.selectOption("[name=status]", "rejected");
    await told(page, "1 page found");
    return page;
  },
  async "the dialog is worked by the keyboard alone"(base) {
    const page = await visit(base + "0002-db.html");
    await page.focus("main a, .bar nav a");
    const before = await page.evaluate(() => document.activeElement.outerHTML);
    await page.keyboard.press("/");
    const field = page.locator("dialog [role=combobox]");
    await field.waitFor();
    const active = () => page.evaluate(() => document.getElementById(document.activeElement.getAttribute("aria-activedescendant")).textContent);
    assert.equal(await active(), "Go to Home");
    await page.keyboard.press("ArrowUp");
    assert.match(await active(), /^Switch to the (dark|light) theme$/, "the list goes round");
    await page.keyboard.type("kafka");
    await page.waitForFunction(() => document.querySelector("dialog [role=status]").textContent === "3 pages found");
    assert.match(await active(), /^0003 Kafka for payments/);
    assert.equal(await page.locator("dialog [aria-selected=true]").count(), 1);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("dialog[open]").count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.outerHTML), before, "the focus is back");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("messages days");
    await page.waitForFunction(() => document.querySelector("dialog [role=status]").textContent === "1 page found");
    await page.keyboard.press("Enter");
    await page.waitForURL(/0001-log\.html#retention$/);
    return page;
  },
  async "the dialog goes to pages and switches the theme"(base) {
    const page = await visit(base + "index.html");
    await page.click(".bar .seek");
    await opened(page);
    await page.keyboard.type("theme");
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), undefined, "as the system has it");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
    await page.keyboard.press("/");
    await page.keyboard.type("guide");
    await page.keyboard.press("Enter");
    await page.waitForURL(/guide\.html$/);
    return page;
  },
  async "the keys are left alone in fields, and can be switched off"(base) {
    const page = await visit(base + "search.html");
    await page.keyboard.type("a/b");
    assert.equal(await page.inputValue("[name=q]"), "a/b");
    assert.equal(await page.locator("dialog").count(), 0);
    await page.focus(".bar nav a");
    await page.keyboard.press("/");
    await page.locator("dialog input[type=checkbox]").uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.keyboard.press("Control+k");
    assert.equal(await page.locator("dialog[open]").count(), 0, "off");
    await page.click(".bar .seek");
    await page.locator("dialog input[type=checkbox]").check();
    await page.keyboard.press("Escape");
    await page.focus(".bar nav a");
    await page.keyboard.press("/");
    await opened(page);
    return page;
  },
  async "without scripts there is a way on"(base) {
    const page = await visit(base + "search.html", { javaScriptEnabled: false });
    assert(await page.isHidden("#r-search"));
    assert(await page.isVisible("#r-unscripted a[href='records.html']"));
    return page;
  },
  async "a narrow page has room for it"(base) {
    const page = await visit(base + "search.html?q=kafka", { viewport: { width: 320, height: 640 } });
    await told(page, "3 pages found");
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(await wide(), 320);
    await page.click(".bar .seek");
    await opened(page);
    await page.keyboard.type("kafka");
    await page.waitForFunction(() => document.querySelector("dialog [role=status]").textContent === "3 pages found");
    const box = await page.locator("dialog").boundingBox();
    assert(box.x >= 0 && box.x + box.width <= 320 && box.y + box.height <= 640, JSON.stringify(box));
    return page;
  },
};

try {
  for (const base of [pathToFileURL(site).href + "/", `http://127.0.0.1:${server.address().port}/a/b/`]) {
    for (const [name, check] of Object.entries(CHECKS)) {
      current = `${base.startsWith("file") ? "from a disk" : "from a server"}: ${name}`;
      await (await check(base)).close();
      console.log(`ok ${current}`);
    }
  }
  assert.deepEqual(faults, [], "browsers have nothing to complain about");
} catch (error) {
  console.error(`FAILED ${current}`);
  throw error;
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
}
