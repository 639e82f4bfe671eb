// Filters and sorts the records that a page lists. The address holds what was picked, so that it can be sent to somebody.
// Without it every list is there all the same: by status, tag, owner, scope and year.
(function () {
  "use strict";
  var table = document.querySelector("table.rows");
  if (!table || table.tBodies[0].rows.length < 2) return;
  var body = table.tBodies[0], rows = Array.from(body.rows), heads = Array.from(table.tHead.rows[0].cells);
  var words = function (cell) { return cell && !cell.querySelector(".absent") ? cell.textContent.trim() : ""; };
  // A column that would be empty is not there.
  var column = function (name) { return heads.findIndex(function (head) { return head.textContent.trim() === name; }); };
  var owner = column("Owner"), review = column("Review");
  var facts = rows.map(function (row) {
    var time = row.cells[3].querySelector("time"), asked = row.cells[review], due = asked && asked.querySelector(".tag"), day = due && asked.querySelector("time");
    return {
      text: row.textContent.toLowerCase() + " " + (row.dataset.tags || "").toLowerCase(),
      status: [words(row.cells[2])], tag: (row.dataset.tags || "").split("|").filter(Boolean), owner: [words(row.cells[owner])],
      scope: [row.dataset.scope || ""], year: [time ? time.dateTime.slice(0, 4) : ""], review: [due ? due.textContent : ""],
      keys: heads.map(function (_, n) { return n === 3 ? time ? time.dateTime : "" : n === review ? day ? day.dateTime : "" : words(row.cells[n]); })
    };
  });
  var labels = { status: "Status", tag: "Tag", owner: "Owner", scope: "Scope", year: "Year", review: "Review" };
  var make = function (name, parent, text) { var made = parent.appendChild(document.createElement(name)); if (text) made.textContent = text; return made; };

  var form = document.querySelector(".filters"), more = form.querySelector("details"), clear = form.querySelector("button"), count = form.querySelector("output");
  var fields = { words: form.querySelector("input") }, sorted = "", sent = new URLSearchParams(location.search);
  Object.keys(labels).forEach(function (name) {
    var counts = {};
    facts.forEach(function (fact) { fact[name].forEach(function (value) { if (value) counts[value] = (counts[value] || 0) + 1; }); });
    // What the address asks for can be picked, though nothing is so today.
    var wanted = sent.get(name), values = Object.keys(counts);
    if (!wanted && (!values.length || (values.length === 1 && counts[values[0]] === rows.length))) return;
    if (wanted && !counts[wanted]) { counts[wanted] = 0; values.push(wanted); }
    values.sort(function (a, b) { return name === "year" ? b - a : a.localeCompare(b); });
    fields[name] = make("select", make("label", more, labels[name]));
    make("option", fields[name], "any").value = "";
    values.forEach(function (value) { make("option", fields[name], value + " (" + counts[value] + ")").value = value; });
  });
  if (!more.querySelector("select")) more.hidden = true;
  form.hidden = false;

  var order = function () {
    var down = sorted[0] === "-", at = heads.findIndex(function (head) { return head.dataset.key === sorted.replace("-", ""); });
    heads.forEach(function (head, n) { if (n === at) head.setAttribute("aria-sort", down ? "descending" : "ascending"); else head.removeAttribute("aria-sort"); });
    var places = rows.map(function (_, n) { return n; });
    if (at >= 0) places.sort(function (a, b) {
      var x = facts[a].keys[at], y = facts[b].keys[at];
      // What is not known comes last, whichever way.
      if (!x || !y) return (x ? 0 : 1) - (y ? 0 : 1) || a - b;
      return (down ? -1 : 1) * x.localeCompare(y, undefined, { numeric: true }) || a - b;
    });
    places.forEach(function (n) { body.appendChild(rows[n]); });
  };
  var show = function () {
    var wanted = fields.words.value.toLowerCase().split(/\s+/).filter(Boolean), shown = 0, state = new URLSearchParams();
    rows.forEach(function (row, n) {
      var fits = wanted.every(function (word) { return facts[n].text.includes(word); }) && Object.keys(labels).every(function (name) {
        return !fields[name] || !fields[name].value || facts[n][name].includes(fields[name].value);
      });
      row.hidden = !fits;
      shown += fits;
    });
    Object.keys(fields).forEach(function (name) { if (fields[name].value.trim()) state.set(name, fields[name].value.trim()); });
    // Where nothing is picked, the table's caption says how many there are.
    var picked = !!state.toString();
    if (sorted) state.set("sort", sorted);
    count.textContent = !picked ? "" : shown + " of " + rows.length + (document.querySelector(".years") ? " on this page" : "") + " shown";
    clear.disabled = !state.toString();
    // Some browsers forbid it for files: then the address stays, and all else works.
    try { history.replaceState(null, "", (state.toString() ? "?" + state : location.pathname) + location.hash); } catch (e) { /* nothing to do */ }
  };
  var read = function () {
    Object.keys(fields).forEach(function (name) { fields[name].value = sent.get(name) || ""; });
    sorted = sent.get("sort") || "";
    more.open = Object.keys(labels).some(function (name) { return fields[name] && fields[name].value; });
  };
  heads.forEach(function (head) {
    var text = head.textContent.trim();
    head.dataset.key = text.toLowerCase();
    head.textContent = "";
    make("button", head, text).addEventListener("click", function () {
      sorted = sorted === head.dataset.key ? "-" + head.dataset.key : head.dataset.key;
      order(); show();
    });
  });
  form.addEventListener("input", show);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  clear.addEventListener("click", function () { Object.keys(fields).forEach(function (name) { fields[name].value = ""; }); sorted = ""; order(); show(); fields.words.focus(); });
  read(); order(); show();
})();
