// What a record's page weighs with everything it loads, and what it may weigh.
// node tests/browser/budgets.mjs SITE
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { files, finish, join, launch, serve, watched } from "./harness.mjs";

const KB = 1000, site = process.argv[2], faults = [], server = await serve(site), browser = await launch();
let heaviest = 0;
for (const path of files(site, ".html").filter(path => /^\d/.test(path))) {
  const page = await watched(await browser.newContext(), faults), loaded = new Map();
  page.on("response", response => loaded.set(new URL(response.url()).pathname.slice(1), response));
  await page.goto(server.url + path);
  // The dialog's script counts; its index does not.
  await page.keyboard.press("Control+k");
  await page.waitForSelector("dialog[open]");
  const sizes = { html: 0, css: 0, js: 0 };
  let packed = 0;
  for (const name of loaded.keys()) {
    if (name.startsWith("search/")) continue;
    const bytes = readFileSync(join(site, name));
    packed += gzipSync(bytes, { level: 6 }).length;
    sizes[name.split(".").pop()] += bytes.length;
  }
  heaviest = Math.max(heaviest, packed);
  if (packed > 100 * KB) faults.push(`${path}: ${packed} bytes compressed, 100 kB are the limit`);
  if (sizes.css > 30 * KB) faults.push(`${path}: ${sizes.css} bytes of CSS, 30 kB are the limit`);
  if (sizes.js > 20 * KB) faults.push(`${path}: ${sizes.js} bytes of scripts, 20 kB are the limit`);
  await page.context().close();
}
await browser.close();
server.close();
console.log(`the heaviest record takes ${heaviest} bytes, compressed`);
finish("budgets exceeded", faults);
