// Charts as they are drawn, letter by letter: nothing leaves its figure, no word touches another, an option looks the same in every chart
// of its record, and each picture has a title, a description and a table beside it. On a phone and on a wide page.
// node tests/browser/charts.mjs SITE
import { files, finish, launch, serve, watched } from "./harness.mjs";

const faults = [], folder = process.argv[2], server = await serve(folder), browser = await launch();
const pages = files(folder, ".html").filter(page => /^(\d{4}-|prices\/)/.test(page));
let drawn = 0;

for (const width of [320, 768, 1280]) {
  const page = await watched(await browser.newContext({ viewport: { width, height: 900 } }), faults);
  for (const path of pages) {
    await page.goto(server.url + path);
    const [charts, found] = await page.evaluate(look);
    drawn += charts;
    faults.push(...found.map(text => `${path} at ${width}: ${text}`));
  }
}

/** Looks at all charts of a page, in the page: how many there are, and what is wrong with them. */
function look() {
  const found = [], main = document.querySelector("main"), room = main.getBoundingClientRect();
  document.querySelectorAll("details").forEach(details => { details.open = true; });
  if (document.scrollingElement.scrollWidth > innerWidth) found.push(`the page is ${document.scrollingElement.scrollWidth} wide`);
  const figures = [...main.querySelectorAll("figure")].filter(figure => figure.querySelector("svg"));
  for (const figure of figures) {
    const name = figure.querySelector("figcaption")?.textContent.slice(0, 50);
    const picture = figure.querySelector("svg[role=img]"), told = id => document.getElementById(picture?.getAttribute(id))?.textContent.trim();
    if (!told("aria-labelledby") || !told("aria-describedby")) found.push(`${name}: no title or no description`);
    if (!figure.closest("section, details")?.querySelector("table")) found.push(`${name}: no table beside it`);
    for (const svg of figure.querySelectorAll("svg")) {
      if (svg.parentElement.closest("svg")) continue;
      const words = [...svg.querySelectorAll("text")].map(text => ({ text: text.textContent, at: text.getBoundingClientRect() })).filter(word => word.at.width);
      words.forEach(({ text, at }, n) => {
        if (at.left < room.left - 2 || at.right > room.right + 2) found.push(`${name}: "${text}" leaves the page`);
        // A line of text is taller than its letters: a few pixels of air may be shared.
        const hit = words.slice(n + 1).find(({ at: other }) => at.left < other.right - 1 && other.left < at.right - 1 && at.top < other.bottom - 5 && other.top < at.bottom - 5);
        if (hit) found.push(`${name}: "${text}" touches "${hit.text}"`);
      });
      for (const shape of svg.querySelectorAll("rect, circle, path, line")) {
        const at = shape.getBoundingClientRect();
        if (at.left < room.left - 2 || at.right > room.right + 2) found.push(`${name}: a ${shape.tagName} leaves the page`);
        if (/NaN|inf/i.test(shape.outerHTML)) found.push(`${name}: ${shape.outerHTML}`);
      }
    }
  }
  // Who stands where in a field of points is told by letters alone: none may be missing.
  for (const field of main.querySelectorAll("figure:has([aria-labelledby^='r-frontier'])")) {
    const drawn = [...field.querySelectorAll("text.value")].flatMap(text => text.textContent.split(", ")).sort().join();
    const keys = [...field.querySelectorAll(".legend .key")].map(key => key.textContent).sort().join();
    if (drawn !== keys) found.push(`benefit against cost: letters ${drawn} for ${keys}`);
  }
  const looks = new Map();
  for (const key of main.querySelectorAll(".key")) {
    const owner = (key.parentElement.querySelector(":scope > b:not(.key)") || key.nextSibling || key.parentElement).textContent.trim();
    if (looks.has(owner) && looks.get(owner) !== key.className) found.push(`${owner}: ${key.className}, and ${looks.get(owner)} elsewhere`);
    looks.set(owner, key.className);
  }
  return [figures.length, found];
}

await browser.close();
server.close();
if (!drawn) faults.push("no chart was seen");
finish("faults of charts", faults);
