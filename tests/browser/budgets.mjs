// What a record's page weighs with everything it loads, and what it may weigh.
// node tests/browser/budgets.mjs SITE
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { files, finish, join, launch, serve, watched } from "./harness.mjs";

const KB = 1000, site = process.argv[2], faults = [], server = await serve(site), browser = await launch();
let heaviest = 0;
for (const path of files(site, ".html").filter(path => /^\d/.test(path) && path !== "404.html")) {
  const page = await watched(await browser.newContext(), faults), loaded = new Set();
  page.on("response", response => loaded.add(new URL(response.url()).pathname.slice(1)));
  const weigh = () => {
    const sizes = { css: 0, js: 0, packed: 0, packedJs: 0 };
    for (const name of loaded) {
      if (name.startsWith("search/")) continue;
      const bytes = readFileSync(join(site, name)), kind = name.split(".").pop(), packed = gzipSync(bytes, { level: 6 }).length;
      sizes.packed += packed;
      if (kind in sizes) sizes[kind] += bytes.length;
      if (kind === "js") sizes.packedJs += packed;
    }
    return sizes;
  };
  await page.goto(server.url + path, { waitUntil: "load" });
  const alone = weigh();
  // The dialog's script comes when it is asked for, and counts; its index does not.
  await page.keyboard.press("Control+k");
  await page.waitForSelector("dialog[open]");
  const all = weigh();
  heaviest = Math.max(heaviest, all.packed);
  if (all.packed > 100 * KB) faults.push(`${path}: ${all.packed} bytes compressed, 100 kB are the limit`);
  if (all.css > 30 * KB) faults.push(`${path}: ${all.css} bytes of CSS, 30 kB are the limit`);
  if (alone.js > 20 * KB) faults.push(`${path}: ${alone.js} bytes of scripts, 20 kB are the limit`);
  if (all.packedJs > 20 * KB) faults.push(`${path}: ${all.packedJs} bytes of scripts compressed, the dialog's among them; 20 kB are the limit`);
  await page.context().close();
}
await browser.close();
server.close();
console.log(`the heaviest record takes ${heaviest} bytes, compressed`);
finish("budgets exceeded", faults);
