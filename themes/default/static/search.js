// Search: the index, and the dialog that asks it. Loaded on first use; nothing is fetched, so that it works from file://.
(() => {
  "use strict";
  const doc = document, home = doc.currentScript.src.replace(/assets\/[^/]*$/, ""), parts = {}, asked = {};
  let root, stamp = Math.floor(Date.now() / 6e5);
  const el = (tag, set, ...kids) => { const node = Object.assign(doc.createElement(tag), set); node.append(...kids); return node; };

  // Words, as the build cuts them (src/base/tokens.rs).
  const re = text => RegExp(text, "gu"), WORD = "([\\p{Alphabetic}\\p{N}\\p{M}]+)";
  const DENSE = "([\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{3ffff}]+)";
  const tokens = text => {
    const list = [];
    for (const run of text.normalize("NFKD").replace(re("\\p{M}"), "").toLowerCase().replace(/ς/g, "σ").match(re(WORD)) || [])
      run.split(re(DENSE)).forEach((piece, at) => {
        const letters = [...piece];
        if (at % 2 && letters[1]) letters.slice(1).forEach((letter, at) => list.push(letters[at] + letter));
        else if (piece) list.push(letters.slice(0, 32).join(""));
      });
    return list;
  };

  // The index (src/render/search): scripts that hand over a part each.
  window.rationaleSearch = (key, value) => { parts[key] = value; };
  const load = (file, key = file) => asked[key] = asked[key] || new Promise((done, fail) => {
    const settle = () => key in parts ? done(parts[key]) : fail(delete asked[key]);
    if (key in parts) settle();
    else doc.head.append(el("script", { src: `${home}search/${file}.js?${stamp}`, onload: settle, onerror: settle }));
  });
  // Numbers to the base 43: documents, as distances. Below them are marks of the places that a word stands in.
  const WEIGHTS = { "#": 1, "!": 2, "$": 7, "%": 9, "&": 20, "'": 80 };
  const read = (text, found, apart) => {
    let n = 0, next = 0, weight;
    for (const letter of text) {
      const code = letter.charCodeAt(), digit = code - (code > 92 ? 41 : 40);
      if (digit < 0) { weight = WEIGHTS[letter]; next = 0; continue; }
      n = n * 43 + digit % 43;
      if (digit < 43) { found(next += n, weight); next = apart ? 0 : next + 1; n = 0; }
    }
  };
  const prepare = async () => {
    const index = await load("index"), days = [], due = {};
    stamp = index.version;
    const facets = await load("facets", "facets." + stamp), [first, at, day] = facets[3];
    if (root) return;
    read(day, day => days.push(day + first), true);
    read(at, at => { due[at] = days.shift(); });
    const groups = facets.slice(0, 3).map(groups => groups.map(([name, all, label = name, tone]) => {
      const has = new Uint8Array(index.count);
      read(all, at => { has[at] = 1; });
      return { name, has, label, tone };
    }));
    root = Object.assign(index, { groups, due });
  };
  // The lines of all shards that words between two can be in.
  const lines = async (kind, from, to) => {
    const all = [], place = word => Math.max(0, root[kind].filter(first => first <= word).length - 1);
    for (let at = place(from); at <= place(to); at++) all.push(load(`${kind}-${at}`, `${kind}-${at}.${stamp}`));
    return (await Promise.all(all)).join(" ").split(" ");
  };
  // One slip: a letter more, less, another, or two swapped; never the first.
  const slip = (word, other, last) => {
    let at = 0;
    while (at < word.length && word[at] === other[at]) at++;
    const same = (a, b) => { const x = word.slice(at + a), y = other.slice(at + b); return last ? y.startsWith(x) : y === x; };
    return at && (same(1, 1) || same(0, 1) || same(1, 0) || word[at] === other[at + 1] && word[at + 1] === other[at] && same(2, 2));
  };
  const find = async (word, last) => {
    const scores = new Float32Array(root.count);
    let near = [], any, wide = last && word + "*", list = await lines("words", word, wide || word);
    const take = (list, share) => list.forEach(line => {
      const end = line.search(/[!-']/), part = share(line.slice(0, end));
      if (part) read(line.slice(any = end), (at, weight) => { scores[at] = Math.max(scores[at], weight * part); });
    });
    if (last && !list.some(line => line.startsWith(wide))) { wide = 0; list = await lines("words", word, word + "\uffff"); }
    take(list, own => own === word ? 1 : last && (wide ? own === wide : own.startsWith(word)) ? .7 : 0);
    if (!any && word.length > 4 && !re("\\p{N}").test(word)) {
      near = (await lines("slips", word[0], word[0] + "\uffff")).filter(own => slip(word, own, last)).slice(0, 9);
      for (const own of near) take(await lines("words", own, own), other => other === own ? .5 : 0);
    }
    return { scores, fits: own => own === word || last && own.startsWith(word) || near.includes(own) };
  };
  // Documents that have every word, the best first; of equals the newest.
  const search = async query => {
    await prepare();
    const words = tokens(query), found = await Promise.all(words.map((word, at) => find(word, at > words.length - 2)));
    const total = new Float32Array(root.count), hits = [];
    total.forEach((_, at) => { if (found.every(one => (total[at] += one.scores[at], one.scores[at]))) hits.push(at); });
    return { found, fits: own => found.some(one => one.fits(own)), hits: hits.sort((a, b) => total[b] - total[a] || b - a) };
  };

  // Text with its hits marked: in scripts without spaces letter by letter.
  const marked = (text, fits) => text.split(re(WORD)).reduce((all, run, at) => {
    const mark = (text, yes) => text && all.push(yes ? el("mark", {}, text) : text), hit = text => tokens(text).some(fits);
    if (at % 2) run.split(re(DENSE)).forEach((piece, at) => {
      const letters = [...piece];
      if (at % 2 && letters[1]) letters.forEach((x, at) => mark(x, at && hit(letters[at - 1] + x) || letters[at + 1] && hit(x + letters[at + 1])));
      else mark(piece, hit(piece));
    });
    else mark(run);
    return all;
  }, []);
  const teaser = (text, fits) => {
    let at = 0;
    const any = marked(text, fits).some(piece => piece.nodeType || (at += piece.length, 0));
    const start = any && at > 90 ? text.indexOf(" ", at - 70) + 1 : 0, end = text.indexOf(" ", start + 170);
    return [start ? "… " : "", ...marked(text.slice(start, end < 0 ? undefined : end), fits), end < 0 ? "" : " …"];
  };
  // A hit for people: its page, and the sections that have most of the words; where none has any, the first.
  const show = async (at, { found, fits }, most) => {
    let shelf = 0, first = 0;
    while (first + root.shelves[shelf] <= at) first += root.shelves[shelf++];
    const [id, name, url, label, all] = (await load("texts-" + shelf))[at - first], href = home + url;
    const counts = new Map(all.map(one => { const own = tokens(one[1] + " " + one[2]); return [one, found.filter(one => own.some(one.fits)).length]; }));
    const ranked = all.filter(one => counts.get(one)).sort((a, b) => counts.get(b) - counts.get(a)).slice(0, most);
    const status = root.groups[0].find(group => group.has[at]) || { tone: "", label };
    return {
      href, title: [...id ? [el("span", { className: "id" }, ...marked(id, fits)), " "] : [], ...marked(name, fits)],
      tag: el("span", { className: "tag " + status.tone }, status.label),
      sections: (ranked[0] ? all.filter(one => ranked.includes(one)) : all.slice(0, 1)).map(([anchor, heading, text]) =>
        ({ href: anchor ? href + "#" + encodeURIComponent(anchor) : href, title: marked(heading, fits), text: teaser(text, fits) })),
    };
  };

  // The dialog: pages to go to, the theme and hits in one list, which the arrows walk while the field keeps the focus.
  const dialog = el("dialog", { className: "find" });
  dialog.setAttribute("aria-label", "Search");
  dialog.innerHTML = `<form method="dialog"><input role="combobox" placeholder="Search, or go to a page" aria-label="Search, or go to a page" aria-controls="r-found"
    aria-expanded="false" aria-autocomplete="list" autocomplete="off" spellcheck="false" enterkeyhint="go"><button>Close</button></form>
    <p class="soft" role="status"></p><div id="r-found" role="listbox" aria-label="Results"></div>
    <label class="soft"><input type="checkbox"> Open with <kbd>/</kbd> or <kbd>Ctrl K</kbd></label>`;
  const [field, keys] = dialog.querySelectorAll("input"), [told, list] = dialog.querySelectorAll("p, div");
  let turn = 0, timer, chosen, fresh;
  const option = (href, ...kids) => { const made = el("a", { href, tabIndex: -1 }, ...kids); made.setAttribute("role", "option"); return made; };
  const choose = at => {
    chosen = at;
    [...list.children].forEach((one, n) => { one.id = "r-found-" + n; one.setAttribute("aria-selected", n === at); });
    const one = list.children[at];
    list.hidden = !one;
    field.setAttribute("aria-expanded", !!one);
    field.setAttribute("aria-activedescendant", one ? one.id : "");
    if (one) one.scrollIntoView({ block: "nearest" });
  };
  const commands = words => {
    const theme = doc.getElementById("r-theme"), all = [...doc.querySelectorAll(".bar nav a")].map(link => option(link.href, "Go to ", el("b", {}, link.textContent)));
    if (theme) all.push(Object.assign(option("#", theme.getAttribute("aria-label")), { onclick: event => { event.preventDefault(); theme.click(); } }));
    return all.filter(one => { const own = tokens(one.textContent); return words.every(word => own.some(token => token.startsWith(word))); });
  };
  const answer = async () => {
    const mine = ++turn, query = field.value.trim(), words = tokens(query), go = commands(words);
    let text = "", hits = [];
    if (words[0]) try {
      const result = await search(query), n = result.hits.length;
      hits = (await Promise.all(result.hits.slice(0, 7).map(at => show(at, result, 1)))).map(({ title, tag, href, sections: [part] }) =>
        option(part ? part.href : href, el("b", {}, ...title), " ", tag, ...part ? [el("small", {}, ...part.title, part.title[0] ? ": " : "", ...part.text)] : []));
      text = n === 1 ? "1 page found" : n.toLocaleString("en") + " pages found";
      if (n) hits.push(option(`${home}search.html?q=${encodeURIComponent(query)}`, `All results for “${query}”`));
    } catch (e) { text = "The search index could not be loaded."; }
    if (mine !== turn) return;
    list.replaceChildren(...go.slice(0, words[0] ? 3 : 99), ...hits);
    told.textContent = text;
    fresh = true;
    choose(0);
  };
  field.oninput = () => { fresh = false; clearTimeout(timer); timer = setTimeout(answer, 200); };
  field.onkeydown = async event => {
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: 0 }[event.key], all = list.children;
    if (event.isComposing || step === undefined) return;
    event.preventDefault();
    if (step) return choose((chosen + step + all.length) % all.length);
    // Whoever types fast means the answer that is still to come.
    clearTimeout(timer);
    if (!fresh) await answer();
    if (all[chosen]) all[chosen].click();
  };
  list.onclick = event => { if (event.target.closest("a") && !event.ctrlKey && !event.metaKey) dialog.close(); };
  dialog.onclick = event => { if (event.target === dialog) dialog.close(); };
  // A browser may forbid storage: then the choice lasts for the page.
  keys.onchange = () => { doc.documentElement.dataset.keys = keys.checked ? "on" : "off"; try { localStorage.setItem("rationale-keys", keys.checked ? "on" : "off"); } catch (e) { /* see above */ } };
  const open = () => {
    if (dialog.open) return;
    try { keys.checked = localStorage.getItem("rationale-keys") !== "off"; } catch (e) { keys.checked = true; }
    doc.body.append(dialog);
    dialog.showModal();
    field.select();
    answer();
    prepare().catch(() => {});
  };
  window.rationaleFind = { open, search, show, tokens, groups: () => root.groups, due: () => root.due };
})();
