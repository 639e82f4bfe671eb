// Asks a site's index what a browser would, in node: the theme's own search.js on a page that is only as much of one as it needs.
// Arguments: the site's folder, then queries; without queries, texts to be cut into words come as JSON on standard input.
// Answers with JSON: for each query its hits (title, sections), the files loaded, and what they weigh when compressed.
"use strict";
const fs = require("fs"), path = require("path"), zlib = require("zlib");
const [site, ...queries] = process.argv.slice(2);

let loaded = [];
const element = tag => ({
  tag, setAttribute(name, value) { this[name] = value; }, querySelectorAll: () => [{}, {}],
  append(...kids) { this.textContent = (this.textContent || "") + kids.map(kid => typeof kid === "string" ? kid : tag === "mark" ? kid : kid.tag === "mark" ? `[${kid.textContent}]` : kid.textContent).join(""); },
});
const run = file => (0, eval)(fs.readFileSync(file, "utf8"));
globalThis.window = globalThis;
globalThis.document = {
  currentScript: { src: "site/assets/search.js" },
  createElement: tag => Object.assign(element(tag), { nodeType: 1 }),
  head: {
    append(script) {
      const file = path.join(site, script.src.replace(/^site\//, "").replace(/\?.*/, ""));
      if (!fs.existsSync(file)) return script.onerror();
      loaded.push(file);
      run(file);
      script.onload();
    },
  },
};
run(path.join(site, "assets", fs.readdirSync(path.join(site, "assets")).find(name => /^search\.[0-9a-f]+\.js$/.test(name))));

const words = pieces => pieces.map(piece => typeof piece === "string" ? piece : piece.tag === "mark" ? `[${piece.textContent}]` : piece.textContent).join("");
const ask = async query => {
  loaded = [];
  const result = await rationaleFind.search(query);
  const shown = await Promise.all(result.hits.slice(0, 10).map(at => rationaleFind.show(at, result, 3)));
  const hits = shown.map(({ href, title, tag, sections }) => ({
    href: href.replace("site/", ""), title: words(title), tag: tag.textContent,
    sections: sections.map(part => ({ href: part.href.replace("site/", ""), title: words(part.title), text: words(part.text) })),
  }));
  const bytes = loaded.reduce((sum, file) => sum + zlib.gzipSync(fs.readFileSync(file)).length, 0);
  return { query, count: result.hits.length, hits, loaded: loaded.map(file => path.basename(file)), bytes };
};
(async () => {
  if (queries.length) {
    const answers = [];
    for (const query of queries) answers.push(await ask(query));
    console.log(JSON.stringify(answers));
  } else console.log(JSON.stringify(JSON.parse(fs.readFileSync(0, "utf8")).map(rationaleFind.tokens)));
})().catch(error => { console.error(error); process.exit(1); });
