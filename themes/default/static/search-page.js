// The page search.html: its fields say what is asked, and the address says the same, so that a search can be shared.
(() => {
  "use strict";
  const { search, show, groups, due } = rationaleFind, id = name => document.getElementById(name), form = id("r-search"), told = id("r-told"), list = id("r-hits"), more = id("r-more");
  const fields = form.elements, selects = [fields.status, fields.tag, fields.owner], now = new Date();
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 864e5 - document.documentElement.dataset.grace;
  let turn = 0, timer;
  const node = (tag, ...kids) => { const made = document.createElement(tag); made.append(...kids); return made; };
  const link = (to, kids) => { const made = node("a", ...kids); made.href = to; return made; };
  const add = async (hits, result, from) => {
    const mine = turn, rows = await Promise.all(hits.slice(from, from + 10).map(at => show(at, result, 3)));
    if (mine !== turn) return;
    if (!from) list.textContent = "";
    rows.forEach(one => list.append(node("li", node("h2", link(one.href, one.title), " ", one.tag),
      ...one.sections.map(part => node("p", ...part.title[0] ? [link(part.href, part.title), " "] : [], ...part.text)))));
    more.hidden = hits.length <= from + 10;
    more.onclick = async () => { await add(hits, result, from + 10); list.children[from + 10].querySelector("a").focus(); };
  };
  const run = async () => {
    const mine = ++turn, state = new URLSearchParams(), set = [...fields].filter(field => field.name && (field.type === "checkbox" ? field.checked : field.value));
    set.forEach(field => state.set(field.name, field.value));
    try { history.replaceState(null, "", set[0] ? "?" + state : location.pathname); } catch (e) { /* some browsers leave the addresses of files alone */ }
    try {
      const result = await search(fields.q.value);
      if (mine !== turn) return;
      const passes = (at, but) => selects.every((one, n) => one === but || !one.value || groups()[n].some(group => group.name === one.value && group.has[at]))
        && (!fields.overdue.checked || due()[at] < today);
      // Each field offers what the others leave.
      selects.forEach((one, n) => {
        const left = result.hits.filter(at => passes(at, one)), kept = one.value;
        one.replaceChildren(one.options[0], ...groups()[n].map(group => [group, left.filter(at => group.has[at]).length])
          .filter(([group, count]) => count || group.name === kept).map(([group, count]) => new Option(`${group.label} (${count})`, group.name, false, group.name === kept)));
      });
      const hits = set[0] ? result.hits.filter(at => passes(at)) : [];
      told.textContent = set[0] ? `${hits.length.toLocaleString("en")} page${hits.length === 1 ? "" : "s"} found` : "";
      await add(hits, result, 0);
    } catch (e) { told.textContent = "The search index could not be loaded."; }
  };
  new URLSearchParams(location.search).forEach((value, name) => {
    const field = fields[name];
    if (!field) return;
    if (field.type === "checkbox") field.checked = true;
    // An option that the index will bring.
    else { if (field.options) field.add(new Option(value, value)); field.value = value; }
  });
  form.oninput = () => { clearTimeout(timer); timer = setTimeout(run, 200); };
  form.onsubmit = event => { event.preventDefault(); run(); };
  form.hidden = false;
  id("r-unscripted").hidden = true;
  fields.q.focus();
  run();
})();
