// Pictures of a page of each kind: light and dark, wide, on a phone and on paper. To be looked at.
// node tests/browser/screenshots.mjs SITE OUT
import { mkdirSync } from "node:fs";
import { join, kinds, launch, serve } from "./harness.mjs";

const [, , site, out] = process.argv, server = await serve(site), browser = await launch();
mkdirSync(out, { recursive: true });
let taken = 0;
for (const [name, look] of Object.entries({ light: { colorScheme: "light" }, dark: { colorScheme: "dark" } })) {
  for (const width of [1280, 360]) {
    const context = await browser.newContext({ ...look, viewport: { width, height: 800 } }), page = await context.newPage();
    for (const path of kinds(site)) {
      await page.goto(server.url + path);
      await page.screenshot({ path: join(out, `${path.replaceAll("/", "-").replace(".html", "")}.${name}.${width}.png`), fullPage: true });
      taken += 1;
    }
    await context.close();
  }
}
const page = await (await browser.newContext({ colorScheme: "dark" })).newPage();
for (const path of kinds(site)) {
  await page.goto(server.url + path);
  await page.pdf({ path: join(out, `${path.replaceAll("/", "-").replace(".html", "")}.pdf`), format: "A4", printBackground: false });
  taken += 1;
}
await browser.close();
server.close();
console.log(`${taken} pictures in ${out}`);
