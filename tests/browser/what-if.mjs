// What if, as readers use it: what the browser shows after any change is what the program computes for a record that says so.
// node tests/browser/what-if.mjs SITE PROGRAM: the site is one of its own.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";
import { finish, join, launch, serve, watched } from "./harness.mjs";

const program = process.argv[3], repository = fileURLToPath(new URL("../../", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "what-if-")), at = (...path) => join(folder, ...path);
mkdirSync(at("records"));
cpSync(join(repository, "content/prices.toml"), at("content/prices.toml"));
const DAY = "2026-11-23";
const run = (...args) => execFileSync(program, [...args, "--root", folder, "--today", DAY], { stdio: ["ignore", "pipe", "ignore"], maxBuffer: 1 << 26 }).toString();

// The worked example, and a record with a must-have on cost, a missing cell, an option without costs and halves to round, in German.
const example = readFileSync(join(repository, "records/0101-support-assistant.md"), "utf8");
const hard = `+++
title = "Hard to round"
status = "proposed"
date = 2026-10-01

[tco]
range = [1, 1000]

[tco.volumes.calls]
unit = "calls"
per = "month"
amount = 16

[[options]]
id = "flat"
name = "Flat <b>&"
costs = [{ id = "all", name = "All", kind = "recurring", amount = 1000, per = "month" }]

[[options]]
id = "metered"
name = "Metered"
costs = [{ id = "use", name = "Use", kind = "usage", volume = "calls", price = 20 }]

[[options]]
id = "open"
name = "Open"

[[criteria]]
id = "cost"
name = "Cost"
weight = 4
measure = "tco"
best = 1000
worst = 100_000
must = 2

[[criteria]]
id = "fit"
name = "Fit"
weight = 3
scores = { flat = 2, metered = 3.5, open = 4 }

[[criteria]]
id = "reach"
name = "Reach"
weight = 1
scores = { flat = 5, metered = 1 }
+++
`;
// Scores and leads that end in a 5 at their last digit, exactly: 4.00, 3.25 and 0.75 are no halves.
const quarters = `+++
title = "Quarters"
status = "proposed"
date = 2026-10-01

[tco.volumes.calls]
unit = "calls"
per = "month"
amount = 16

[[options]]
id = "first"
name = "First"
costs = [{ id = "use", kind = "usage", volume = "calls", price = 20 }]

[[options]]
id = "second"
name = "Second"
costs = [{ id = "use", kind = "usage", volume = "calls", price = 30 }]

[[criteria]]
id = "fit"
name = "Fit"
weight = 1
scores = { first = 4, second = 2 }

[[criteria]]
id = "reach"
name = "Reach"
weight = 1
scores = { first = 4, second = 4.5 }
+++
`;
const RECORDS = {
  "0101-support-assistant": { text: example, volume: ['amount = [3, 10, 100]\nshape = "log-triangular"', value => `amount = ${value}`], decimal: ".", states: 20 },
  "0200-hard": { text: hard, volume: ["amount = 16", value => `amount = ${value}`], decimal: ",", states: 20 },
  "0300-quarters": { text: quarters, volume: ["amount = 16", value => `amount = ${value}`], decimal: ".", states: 6 },
};
writeFileSync(at("rationale.toml"), 'title = "What if"\n');
for (const [name, { text }] of Object.entries(RECORDS)) writeFileSync(at("records", name + ".md"), text);
run("build");
// The same again in another language: figures are written as it writes them.
writeFileSync(at("rationale.toml"), 'title = "What if"\nlanguage = "de"\n');
run("build", "--out", at("german"));
const sites = { "0101-support-assistant": at("public"), "0200-hard": at("german"), "0300-quarters": at("public") };

/** The program's word on a record with these points and this volume. */
function computed(name, ids, points, volume) {
  const { text, volume: [old, anew] } = RECORDS[name];
  let changed = text;
  ids.forEach((id, n) => { changed = changed.replace(new RegExp(`(\\[\\[criteria\\]\\]\\nid = "${id}"\\n(?:name = .*\\n)?weight = )[\\d.]+`), `$1${points[n]}`); });
  if (volume !== undefined) { assert(changed.includes(old)); changed = changed.replace(old, anew(volume)); }
  writeFileSync(at("records", name + ".md"), changed);
  const { analysis } = JSON.parse(run("explain", name.slice(0, 4), "--format", "json"));
  writeFileSync(at("records", name + ".md"), text);
  return analysis;
}

/** What the page shows. */
const shown = page => page.evaluate(() => ({
  rows: [...document.querySelectorAll(".ifs tbody tr")].map(row => [...row.cells].map(cell => cell.firstChild.textContent)),
  out: [...document.querySelectorAll(".ifs tbody tr")].map(row => row.cells[0].textContent.includes("knocked out")),
  said: document.getElementById("r-if-said").textContent,
  state: document.getElementById("r-if-state").textContent,
  marker: document.getElementById("r-here-text")?.textContent,
}));

let seed = 7;
const random = below => { seed = (seed * 1103515245 + 12345) % 2 ** 31; return Math.floor(seed / 2 ** 31 * below); };
const faults = [], browser = await launch(), tally = { ties: 0, out: 0, seen: 0 };

for (const [name, { decimal, states }] of Object.entries(RECORDS)) {
  const server = await serve(sites[name], "/a/b/"), context = await browser.newContext(), page = await watched(context, faults);
  const number = text => text === "–" ? null : +text.replace(decimal === "," ? /\./g : /,/g, "").replace(decimal, ".").replace("−", "-");
  await page.goto(`${server.url}${name}.html`);
  const data = await page.evaluate(() => JSON.parse(document.getElementById("r-if-data").textContent)), first = await shown(page);
  assert.equal(first.state, "These are the record’s own figures.");
  // Written by the browser, figures look as the build wrote them: none of them passes for another one.
  assert.deepEqual(await page.locator(".ifs tbody small").allTextContents().then(all => all.filter(text => text.startsWith("record:"))), []);
  for (let turn = 0; turn < states; turn++) {
    // The record itself first, then weights alone, the volume alone, and both; now and then nothing but one weight.
    const points = data.points.map((point, n) => turn === 0 || turn === 2 ? point : turn === 4 ? +(n === 0) : [0, 1, 5, 12.5, 33, 100][random(6)] || point);
    const stop = turn === 0 || turn === 1 ? data.at : random(data.stops.length);
    for (const [n, point] of points.entries()) await page.locator(".knobs input[type=number]").nth(n).fill(String(point));
    await page.locator("#r-if-volume").fill(String(stop));
    const now = await shown(page), truth = computed(name, data.ids, points, stop === data.at ? undefined : data.stops[stop][0]);
    const where = `${name}, ${points} at ${data.stops[stop][0]}`;
    const ids = Object.keys(truth.matrix.options);
    ids.forEach((id, n) => {
      const { score, rank, eligible } = truth.matrix.options[id], cost = truth.cost.options[id], [, own, place, ...costs] = now.rows[n];
      if (score === null ? own !== "–" : Math.abs(number(own) - score) > .005 + 1e-9) faults.push(`${where}: ${id} scores ${own}, not ${score}`);
      if (place !== String(rank ?? "–")) faults.push(`${where}: ${id} has rank ${place}, not ${rank}`);
      if (now.out[n] === eligible) faults.push(`${where}: ${id} is ${eligible ? "not " : ""}knocked out`);
      const figures = cost ? [...(cost.years.length > 1 ? cost.years : []), cost.total, cost.pv] : [];
      if (cost ? figures.some((figure, at) => Math.abs(number(costs[at]) - figure) > .5 + 1e-6) : costs.some(text => text !== "–")) faults.push(`${where}: ${id} costs ${costs}, not ${figures}`);
      tally.out += !eligible;
    });
    const { winner, runner_up: second, margin, winners } = truth.matrix, title = id => data.names[ids.indexOf(id)];
    const lead = winner && second ? `${title(winner)} leads ${title(second)} by ` : winners.length > 1 ? `${winners.map(title).join(" and ")} share the lead.` : "";
    if (!now.said.startsWith(lead)) faults.push(`${where}: “${now.said}”, not “${lead}”`);
    if (winner && second && Math.abs(number(now.said.slice(lead.length).match(/^[\d.,]*\d/)[0]) - margin) > .005 + 1e-9) faults.push(`${where}: a lead of ${margin}, not ${now.said}`);
    const least = truth.cost.cheapest;
    if (least && !now.said.includes(`${title(least)} costs least.`)) faults.push(`${where}: ${least} costs least, not ${now.said}`);
    tally.ties += winners.length > 1;
    tally.seen += 1;

    // The address alone brings the same.
    if (turn % 5 === 1) {
      const other = await watched(context, faults);
      await other.goto(page.url());
      assert.deepEqual(await shown(other), now, "shared");
      await other.close();
      assert(points.join() === data.points.join() || /#what-if\?.*w\./.test(page.url()), page.url());
    }
  }
  assert((await shown(page)).state.endsWith("it is unchanged."));
  await page.click(".knobs button");
  assert.deepEqual(await shown(page), first, "reset");
  assert(!page.url().includes("#"), page.url());

  // With the keyboard alone, from a disk.
  const local = await watched(context, faults);
  await local.goto(pathToFileURL(join(sites[name], name + ".html")).href);
  await local.focus("#r-if-volume");
  await local.keyboard.press("ArrowRight");
  await local.keyboard.press("Tab");
  await local.keyboard.press("End");
  const keyed = await shown(local);
  assert.notDeepEqual(keyed.rows, first.rows);
  assert(local.url().includes("#what-if?volume="), local.url());
  assert(keyed.marker === undefined || keyed.marker.startsWith("what if: "), keyed.marker);
  // What is not a number changes nothing; an address that says nonsense is the record.
  await local.locator(".knobs input[type=number]").first().fill("-3");
  assert.deepEqual((await shown(local)).rows, keyed.rows);
  await local.goto(pathToFileURL(join(sites[name], name + ".html")).href + "#what-if?volume=x&w.cost=-1&w.fit=1e999&w.none=3");
  await local.reload();
  assert.deepEqual((await shown(local)).rows, first.rows);
  server.close();
  await context.close();
}
assert(tally.out > 0 && tally.seen === 46, JSON.stringify(tally));

// Without scripts nothing of it is shown.
const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
await plain.goto(pathToFileURL(at("public", "0101-support-assistant.html")).href);
assert.equal(await plain.locator("#r-if").isVisible(), false);
assert.equal(await plain.locator('.toc a[href="#r-what-if"]').isVisible(), false);

await browser.close();
rmSync(folder, { recursive: true });
finish("faults of what-if", faults);
