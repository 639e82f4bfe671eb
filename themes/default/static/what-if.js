// What if: other weights, another volume. Scores and ranks are weighed here, as the build weighs them; every cost is one that the build
// computed. The record's own figures stay in the page, and the address holds what was tried.
(() => {
  "use strict";
  const at = id => document.getElementById(id), section = at("r-if"), form = section.querySelector("form"), slider = at("r-if-volume");
  const data = JSON.parse(at("r-if-data").textContent), { names, ids, stops } = data, EPS = 1e-9;
  const knobs = [...form.querySelectorAll("input[type=number]")].map(number => ({ number, range: number.previousElementSibling, share: number.nextElementSibling }));
  const rows = [...section.querySelector("tbody").rows], own = rows.map(row => [...row.cells].map(cell => cell.textContent));
  const heads = rows.map(row => row.cells[0].innerHTML), marker = at("r-here"), word = at("r-here-text"), here = word && word.textContent;
  let points = data.points.slice(), stop = data.at, told = "";

  // Rounded as the build rounds: halves go to the even neighbour, by the exact value. A half is a 5 right behind the last digit, then nothing.
  const fixed = (value, digits) => {
    let text = value.toFixed(digits);
    if (/50{19}$/.test(value.toFixed(digits + 20)) && +text.at(-1) % 2) text = (value - .5 / 10 ** digits).toFixed(digits);
    return text.replace(".", data.mark);
  };
  const money = figure => {
    if (typeof figure === "string") return figure;
    const digits = String(Math.abs(figure));
    return (figure < 0 ? "−" : "") + (digits.length < data.groups_from ? digits : digits.replace(/\B(?=(...)+$)/g, data.group));
  };
  const list = all => all.map(n => names[n]).join(" and ");
  const weigh = () => {
    const sum = points.reduce((a, b) => a + b, 0), shares = points.map(point => sum > 0 ? point / sum : 0), now = stops && stops[stop], out = now ? now[4] : data.out, moved = data.moved;
    const all = data.values.map((values, n) => {
      let low = 0, high = 0, whole = sum > 0;
      const figures = now && now[5][n];
      values.forEach((value, at) => {
        if (figures && moved.includes(at)) value = figures.at(moved.indexOf(at) - moved.length);
        if (!shares[at]) return;
        if (value == null) whole = false;
        low += shares[at] * (value ?? 1);
        high += shares[at] * (value ?? 5);
      });
      return { n, score: whole ? low : null, high, out: out.includes(n) };
    });
    const ranked = all.filter(one => one.score != null && !one.out);
    ranked.forEach(one => { one.rank = 1 + ranked.filter(other => other.score > one.score + EPS).length; });
    return { shares, all, ranked, sum, least: now ? now[3] : [] };
  };
  const sentences = ({ all, ranked, sum, least }) => {
    const said = [];
    if (data.values.length) {
      const top = Math.max(...ranked.map(one => one.score)), first = ranked.filter(one => one.score >= top - EPS), rest = ranked.filter(one => one.score < top - EPS);
      const open = all.some(one => !one.out && one.score == null && one.high > top + EPS);
      if (!(sum > 0)) said.push("All weights are 0: there is nothing to weigh.");
      else if (!first.length) said.push("No option is complete, so none leads.");
      else if (first.length > 1) said.push(`${list(first.map(one => one.n))} share the lead.`);
      else if (!rest.length) said.push(`Only ${names[first[0].n]} takes part.`);
      else {
        const next = rest.reduce((best, one) => one.score > best.score + EPS ? one : best), lead = top - next.score;
        said.push(`${names[first[0].n]} leads ${names[next.n]} by ${fixed(lead, 2)}${lead < data.close ? ": a close call" : ""}${open ? ", as far as cells are filled" : ""}.`);
      }
    }
    if (least.length) said.push(`${list(least)} ${least.length > 1 ? "cost" : "costs"} least.`);
    return said.join(" ");
  };
  const put = (cell, text, before) => {
    cell.textContent = text;
    if (text !== before) cell.append(Object.assign(document.createElement("small"), { textContent: `record: ${before}` }));
  };
  const changed = () => points.some((point, n) => point !== data.points[n]) || stop !== data.at;
  const show = keep => {
    const result = weigh(), first = data.values.length ? 3 : 1, differs = changed();
    knobs.forEach(({ number, range, share }, n) => {
      range.value = points[n];
      if (number !== keep) number.value = points[n] === data.points[n] ? number.defaultValue : points[n];
      share.textContent = fixed(result.shares[n] * 100, 0) + data.percent;
    });
    rows.forEach((row, n) => {
      const one = result.all[n];
      row.cells[0].innerHTML = heads[n];
      if (one ? one.out : data.out.includes(n)) row.cells[0].append(Object.assign(document.createElement("small"), { className: "bad", textContent: "knocked out" }));
      if (one) {
        put(row.cells[1], one.score == null ? "–" : fixed(one.score, 2), own[n][1]);
        put(row.cells[2], String(one.rank || "–"), own[n][2]);
      }
      if (stops && stops[stop][5][n]) stops[stop][5][n].slice(0, own[n].length - first).forEach((figure, at) => put(row.cells[first + at], money(figure), own[n][first + at]));
    });
    if (stops) {
      const [, figure, place] = stops[stop], text = figure + data.unit;
      slider.value = stop;
      slider.setAttribute("aria-valuetext", text);
      slider.nextElementSibling.textContent = text;
      if (marker) {
        for (const end of ["x1", "x2"]) marker.setAttribute(end, place + "%");
        word.setAttribute("x", place + "%");
        word.setAttribute("text-anchor", place > 50 ? "end" : "start");
        word.textContent = stop === data.at ? here : "what if: " + figure;
      }
    }
    form.querySelector("[type=reset]").disabled = !differs;
    at("r-if-state").textContent = differs ? "What if, not the record: it is unchanged." : "These are the record’s own figures.";
    at("r-if-said").textContent = sentences(result);
  };

  // The address: only what differs from the record.
  const write = () => {
    const parts = new URLSearchParams();
    if (stops && stop !== data.at) parts.set("volume", +stops[stop][0].toPrecision(9));
    points.forEach((point, n) => { if (point !== data.points[n]) parts.set("w." + ids[n], point); });
    told = changed() ? "#what-if?" + parts : "";
    history.replaceState(history.state, "", location.pathname + location.search + told);
  };
  const read = () => {
    if (location.hash === told || !location.hash.startsWith("#what-if")) return false;
    const parts = new URLSearchParams(location.hash.split("?")[1]), volume = +parts.get("volume");
    points = data.points.map((point, n) => { const given = parts.get("w." + ids[n]); return given && +given >= 0 && isFinite(given) ? +given : point; });
    stop = data.at;
    const far = n => Math.abs(Math.log(stops[n][0] / volume));
    if (stops && volume > 0) stops.forEach((_, n) => { if (far(n) < far(stop)) stop = n; });
    show();
    at("r-what-if").scrollIntoView();
    return true;
  };

  knobs.forEach(({ number, range }, n) => [number, range].forEach(field => field.addEventListener("input", () => {
    const value = field.valueAsNumber;
    // A slider that is back at the record's own place means the record's own figure, which it may not be able to show.
    if (value >= 0 && isFinite(value)) points[n] = field === range && field.value === field.defaultValue ? data.points[n] : value;
    show(number === field && number);
    write();
  })));
  knobs.forEach(({ number }) => number.addEventListener("change", () => show()));
  if (slider) slider.addEventListener("input", () => { stop = +slider.value; show(); write(); });
  form.addEventListener("submit", e => e.preventDefault());
  form.addEventListener("reset", e => { e.preventDefault(); points = data.points.slice(); stop = data.at; show(); write(); });
  addEventListener("hashchange", read);
  section.hidden = false;
  if (!read()) show();
})();
