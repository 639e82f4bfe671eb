// The same folder on every kind of host: nginx, Apache, Python's server, at the root and below a path, and from a disk.
// Every page loads, every link leads somewhere, search finds, nothing fails and no request leaves the site.
// node tests/browser/hosts.mjs SITE
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { files, finish, join, launch, watched } from "./harness.mjs";

const built = resolve(process.argv[2]), room = mkdtempSync(join(tmpdir(), "hosts-")), faults = [];
const freePort = () => new Promise(done => { const probe = createServer().listen(0, "127.0.0.1", () => { const { port } = probe.address(); probe.close(() => done(port)); }); });
const isThere = program => { try { execFileSync("sh", ["-c", `command -v ${program}`]); return true; } catch { return false; } };

// What is served: the site below /a/b/, and at the root. In a room of its own, which a server may read whoever it runs as.
mkdirSync(join(room, "below/a"), { recursive: true });
cpSync(built, join(room, "below/a/b"), { recursive: true });
chmodSync(room, 0o755);
const site = join(room, "below/a/b");
const MODULES = "/usr/lib/apache2/modules";
const HOSTS = {
  python: (port, root) => ["python3", ["-m", "http.server", String(port), "--bind", "127.0.0.1", "--directory", root]],
  nginx: (port, root) => {
    const file = join(room, `nginx-${port}.conf`);
    writeFileSync(file, `${process.getuid() === 0 ? "user root;" : ""} daemon off; pid ${room}/nginx-${port}.pid; error_log stderr; events {} http { include /etc/nginx/mime.types; access_log off; client_body_temp_path ${room}/body; proxy_temp_path ${room}/proxy; fastcgi_temp_path ${room}/fastcgi; uwsgi_temp_path ${room}/uwsgi; scgi_temp_path ${room}/scgi; server { listen 127.0.0.1:${port}; root ${root}; } }`);
    return ["nginx", ["-e", "stderr", "-c", file]];
  },
  apache2: (port, root) => {
    const file = join(room, `apache-${port}.conf`), modules = ["mpm_event", "authz_core", "mime", "dir"];
    const user = process.getuid() === 0 ? "User www-data\nGroup www-data\n" : "";
    writeFileSync(file, `${modules.map(name => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join("\n")}\n${user}ServerName localhost\nListen 127.0.0.1:${port}\nPidFile ${room}/apache-${port}.pid\nErrorLog ${room}/apache-${port}.log\nTypesConfig /etc/mime.types\nDocumentRoot ${root}\n<Directory />\nRequire all granted\nOptions FollowSymLinks\n</Directory>\n`);
    return ["apache2", ["-X", "-f", file]];
  },
};

const pages = files(site, ".html"), ids = new Map();
for (const path of pages) ids.set(path, new Set([...readFileSync(join(site, path), "utf8").matchAll(/ id="([^"]*)"/g)].map(match => match[1])));

async function crawl(name, base) {
  const browser = await launch(), context = await browser.newContext(), page = await watched(context, faults);
  const reached = new Set();
  for (const path of pages.filter(path => path !== "404.html" && !readFileSync(join(site, path), "utf8").includes("http-equiv=\"refresh\""))) {
    await page.goto(base + path);
    for (const link of await page.$$eval("a[href]", all => all.map(one => one.href.baseVal === undefined ? one.href : new URL(one.href.baseVal, document.baseURI).href))) {
      if (!link.startsWith(base)) { if (/^(file|http:\/\/127)/.test(link)) faults.push(`${name}: ${path} links out of the site to ${link}`); continue; }
      const [to, fragment] = link.slice(base.length).split("#"), target = decodeURIComponent(to.split("?")[0]) || "index.html";
      reached.add(target);
      if (fragment && ids.has(target) && !ids.get(target).has(decodeURIComponent(fragment)) && fragment !== "r-main") faults.push(`${name}: ${path} links to ${target}#${fragment}, which is not there`);
    }
  }
  const known = new Set(files(site, ""));
  for (const target of reached) if (!known.has(target)) faults.push(`${name}: ${target} is not there`);
  await page.goto(`${base}search.html?q=records`);
  await page.waitForSelector("#r-hits h2 a", { timeout: 10_000 }).catch(() => faults.push(`${name}: search finds nothing`));
  await browser.close();
}

await crawl("file", pathToFileURL(site).href + "/");
for (const [name, command] of Object.entries(HOSTS)) {
  const path = name === "apache2" ? "/usr/sbin:" : "";
  process.env.PATH = path + process.env.PATH;
  if (!isThere(name === "python" ? "python3" : name)) {
    if (process.env.RATIONALE_REQUIRE === "all") faults.push(`${name} is not installed`);
    console.log(`not tested: ${name} is not installed`);
    continue;
  }
  for (const [root, base] of [[site, "/"], [join(room, "below"), "/a/b/"]]) {
    const port = await freePort(), [program, args] = command(port, root), server = spawn(program, args, { stdio: "ignore" });
    const url = `http://127.0.0.1:${port}${base}`;
    try {
      for (let tries = 0; ; tries++) { try { if ((await fetch(url)).ok) break; throw new Error("not yet"); } catch (error) { if (tries > 50) throw error; await new Promise(done => setTimeout(done, 100)); } }
      await crawl(`${name} at ${base}`, url);
    } catch (error) { faults.push(`${name} at ${base}: ${error}`); } finally { server.kill(); }
  }
}
rmSync(room, { recursive: true, force: true });
finish("faults on hosts", faults);
