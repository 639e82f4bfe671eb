// What all tests in a browser share: a server, a browser, and an eye on everything that goes wrong on a page.
// Chromium is taken from CHROMIUM, else from where Debian puts it.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { chromium } from "playwright-core";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json", ".png": "image/png", ".xml": "application/xml" };

/** The policy that the handbook's page on hosting gives as a header. */
export const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Paths of all files with this ending in a folder, `/` between parts, sorted. */
export function files(folder, ending) {
  return readdirSync(folder, { recursive: true }).map(path => path.split(sep).join("/")).filter(path => path.endsWith(ending) && statSync(join(folder, path)).isFile()).sort();
}

/** A page of each kind: all of the top level but records, some records, and the first of each folder. */
export function kinds(folder) {
  const pages = files(folder, ".html"), firsts = new Map(pages.filter(page => page.includes("/")).reverse().map(page => [page.split("/")[0], page]));
  const top = pages.filter(page => !page.includes("/") && !/^\d/.test(page));
  const records = pages.filter(page => /^(0004|0010|0101|0102|0103)-/.test(page));
  return [...top, ...records, ...firsts.values()];
}

/** Serves a folder below a path, with the policy as a header. */
export async function serve(folder, base = "/") {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    try {
      if (!path.startsWith(base)) throw new Error("not ours");
      const inside = path.slice(base.length), body = readFileSync(join(folder, inside === "" || inside.endsWith("/") ? inside + "index.html" : inside));
      response.writeHead(200, { "content-type": TYPES[extname(inside || ".html")] || "application/octet-stream", "content-security-policy": POLICY }).end(body);
    } catch {
      response.writeHead(404, { "content-type": TYPES[".html"] }).end("not here");
    }
  });
  await new Promise(done => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}${base}`, close: () => server.close() };
}

/** A browser without a window; it asks nobody for anything. */
export function launch() {
  const args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: process.getuid?.() === 0 ? ["--no-sandbox", ...args] : args });
}

/** A page whose every fault is written down: messages, errors, what could not be loaded, what the policy forbade, requests that leave the site. */
export async function watched(context, faults) {
  const page = await context.newPage(), told = text => faults.push(`${page.url()}: ${text}`);
  page.on("console", message => ["error", "warning"].includes(message.type()) && told(message.text()));
  page.on("pageerror", error => told(String(error)));
  page.on("requestfailed", request => request.failure()?.errorText !== "net::ERR_ABORTED" && told(`${request.url()} ${request.failure()?.errorText}`));
  page.on("response", response => response.status() >= 400 && told(`${response.url()} is ${response.status()}`));
  page.on("request", request => { if (!/^(file:|data:|http:\/\/127\.0\.0\.1:)/.test(request.url())) told(`asks ${request.url()}`); });
  await page.addInitScript(() => addEventListener("securitypolicyviolation", event => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)));
  return page;
}

/** Ends with what was found: nothing, or all of it. */
export function finish(what, faults) {
  const all = [...new Set(faults)];
  console.log(all.length ? `${what}: ${all.length} faults\n${all.slice(0, 60).join("\n")}` : `${what}: none`);
  process.exitCode = all.length ? 1 : 0;
}

export { join, relative };
