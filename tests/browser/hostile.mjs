// Hostile text through every door: front matter, headings, links, images, raw HTML, SVG, code. With the policy switched off, so that the
// pages themselves must hold: nothing runs, nothing is asked for, no handler, style or script address is left.
// node tests/browser/hostile.mjs SITE PROGRAM: the site is one of its own.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { files, finish, join, launch, serve } from "./harness.mjs";

const RECORD = String.raw`+++
title = "</title><script>alert(1)</script>"
status = "accepted"
date = 2026-01-01
owner = "\"><img src=x onerror=alert(2)>"
tags = ["<svg onload=alert(3)>"]
deciders = ["</script><script>alert(4)</script>"]
summary = "\" onmouseover=\"alert(5)"
[[options]]
id = "a"
name = "</script><script>alert(6)</script>"
[[options]]
id = "b"
name = "B"
[[criteria]]
id = "c"
name = "<i onclick=alert(7)>C"
weight = 1
scores = { a = 1, b = 2 }
[[criteria]]
id = "d"
name = "D"
weight = 1
scores = { a = 3, b = 2 }
+++

## Heading {#x onclick="alert(1)" style="color:red" class="r"}

[a](javascript:alert(1)) [b](JaVaScRiPt&#58;alert(1)) [c](  javascript:alert(1)) [d](data:text/html,<script>alert(1)</script>) [e](vbscript:x)
![i](javascript:alert(1)) ![j](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+) <javascript:alert(1)>

[ref]: javascript:alert(1) "t\" onclick=\"x"
[ref] ![ref]

<a href="javascript:alert(1)" onclick="x()" style="x">y</a> <a href="java&#x0A;script:alert(1)">z</a>
<img src="x" onerror="alert(1)" style="position:fixed"><svg><script>alert(1)</script><animate attributeName=href values=javascript:alert(1) /><use href="data:x"/><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">
<form action="javascript:alert(1)"><input formaction="javascript:alert(1)" type=submit></form> <iframe srcdoc="<script>alert(1)</script>"></iframe><object data="javascript:alert(1)"></object><base href="//evil"><meta http-equiv=refresh content="0;url=//evil"><link rel=stylesheet href=//evil>
<details open ontoggle=alert(1)><summary>s</summary></details> <video src=x onerror=alert(1)></video> <p style="background:url(//evil)">styled</p>

\`\`\`html"><script>alert(1)</script>
<script>alert(1)</script>
\`\`\`

| a | b |
|---|---|
| <b onclick=x>q</b> | [l](javascript:1) |

[^1] footnote
[^1]: <img src=x onerror=alert(9)>
`.replaceAll("\\`", "`");

const folder = mkdtempSync(join(tmpdir(), "hostile-"));
mkdirSync(join(folder, "records"));
mkdirSync(join(folder, "content"));
writeFileSync(join(folder, "rationale.toml"), 'title = "<img src=x onerror=alert(1)>"\nbase_url = "https://decisions.example.org/"\n');
writeFileSync(join(folder, "records/0001-x.md"), RECORD);
writeFileSync(join(folder, "records/0002-y.md"), RECORD.replace("status = ", 'supersedes = ["0001"]\nstatus = '));
writeFileSync(join(folder, "content/page.md"), RECORD.slice(RECORD.indexOf("## Heading")));
try { execFileSync(process.argv[3], ["build", "--root", folder, "--today", "2026-11-23"], { stdio: "ignore" }); } catch (error) { if (error.status !== 1) throw error; }

const site = join(folder, "public"), server = await serve(site), browser = await launch(), faults = [];
const context = await browser.newContext({ bypassCSP: true }), pages = files(site, ".html");
for (const path of pages) {
  const page = await context.newPage(), told = text => faults.push(`${path}: ${text}`);
  page.on("dialog", dialog => { told(`runs ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", request => { if (!request.url().startsWith(server.url)) told(`asks ${request.url()}`); });
  await page.goto(server.url + path);
  if (path.startsWith("0001")) {
    await page.keyboard.press("Control+k");
    await page.waitForSelector("dialog[open]");
    await page.keyboard.type("heading");
    await page.waitForSelector("dialog [role=option]");
  }
  for (const text of await page.evaluate(look)) told(text);
  await page.close();
}

/** Everything on a page that no text may bring. */
function look() {
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    if (/^(iframe|object|embed|base|style|animate|set|use|video|audio|math|foreignObject)$/i.test(element.localName)) found.push(`<${element.localName}>`);
    for (const { name, value } of element.attributes) {
      if (/^on|^style$|^srcdoc$|^formaction$/i.test(name) || (/href|src|action|values/i.test(name) && /^[\s\0-\x20]*(javascript|vbscript|data:)/i.test(value))) found.push(`<${element.localName} ${name}="${value}">`);
    }
  }
  if (document.querySelector("meta[http-equiv=refresh], main form:not(.filters, .knobs, [role=search])")) found.push("a form, or a way to lead elsewhere");
  return found;
}

await browser.close();
server.close();
if (pages.length < 10) faults.push(`only ${pages.length} pages`);
rmSync(folder, { recursive: true });
finish("faults of hostile text", faults);
