// What the pages say is as of the day they were built for. This marks it anew for the reader's day, and lets the
// reader pick light or dark. Nothing else depends on it: without scripts every page is whole.
(function () {
  "use strict";
  var root = document.documentElement;
  var all = function (selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); };

  // Light or dark. A browser may forbid storage (and does for some files): then the choice lasts for the page.
  var recall = function () { try { return localStorage.getItem("rationale-theme"); } catch (e) { return null; } };
  var keep = function (theme) { try { localStorage.setItem("rationale-theme", theme); } catch (e) { /* only this page, then */ } };
  var saved = recall();
  if (saved === "light" || saved === "dark") root.dataset.theme = saved;
  var isDark = function () { return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches; };
  var button = document.getElementById("r-theme");
  if (button) {
    var name = function () { button.textContent = isDark() ? "Light" : "Dark"; button.setAttribute("aria-label", "Switch to the " + (isDark() ? "light" : "dark") + " theme"); };
    button.addEventListener("click", function () { root.dataset.theme = isDark() ? "light" : "dark"; keep(root.dataset.theme); name(); });
    name();
    button.hidden = false;
  }

  // The table of contents marks the section that is being read.
  var marks = all(".toc a[href^='#']"), sections = marks.map(function (mark) { return document.getElementById(decodeURIComponent(mark.hash.slice(1))); });
  if (marks.length) {
    var waits = false, follow = function () {
      var at = -1;
      waits = false;
      sections.forEach(function (section, n) { if (section && section.getBoundingClientRect().top < innerHeight * .35) at = n; });
      marks.forEach(function (mark, n) { if (n === at) mark.setAttribute("aria-current", "true"); else mark.removeAttribute("aria-current"); });
    };
    // Once a frame, however often the page tells that it moves.
    addEventListener("scroll", function () { if (!waits) waits = !!requestAnimationFrame(follow); }, { passive: true });
    follow();
  }

  // A heading's address, to send to somebody.
  var said = document.body.appendChild(document.createElement("p"));
  said.className = "hidden";
  said.setAttribute("role", "status");
  all("main h2[id], main h3[id]").forEach(function (heading) {
    var copy = document.createElement("button"), address = function () { return location.href.split("#")[0] + "#" + encodeURIComponent(heading.id); };
    copy.type = "button";
    copy.className = "copy";
    copy.textContent = "#";
    copy.setAttribute("aria-label", "Copy the address of this section");
    copy.addEventListener("click", function () {
      var done = function (words) { return function () { said.textContent = ""; said.textContent = words; }; };
      // Where the clipboard is closed to the page, the address bar has it.
      location.hash = heading.id;
      if (navigator.clipboard) navigator.clipboard.writeText(address()).then(done("Address copied"), done("The address is in the address bar"));
      else done("The address is in the address bar")();
    });
    heading.appendChild(copy);
  });

  // Search: its script is loaded when somebody first asks for it. The keys are left alone in fields, and the dialog can switch them off.
  var link = document.querySelector("[data-search]"), script;
  var keysAreOff = function () { try { return localStorage.getItem("rationale-keys") === "off"; } catch (e) { return false; } };
  if (keysAreOff()) root.dataset.keys = "off";
  var search = function () {
    if (window.rationaleFind) return window.rationaleFind.open();
    if (script) return;
    script = document.createElement("script");
    script.src = link.dataset.search;
    script.onload = search;
    script.onerror = function () { location.href = link.href; };
    document.head.appendChild(script);
  };
  if (link) {
    link.addEventListener("click", function (e) { if (e.ctrlKey || e.metaKey || e.shiftKey) return; e.preventDefault(); search(); });
    document.addEventListener("keydown", function (e) {
      var held = e.ctrlKey || e.metaKey;
      if (e.altKey || !(held ? e.key === "k" : e.key === "/") || e.target.closest("input, select, textarea, [contenteditable]")) return;
      if (keysAreOff()) return;
      e.preventDefault();
      search();
    });
  }

  // Due states, for the reader's own day. Days are counted in UTC from plain dates, so that summer time plays no part.
  var day = function (iso) { var p = iso.split("-"); return Date.UTC(+p[0], p[1] - 1, +p[2]) / 864e5; };
  var now = new Date();
  var today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 864e5;
  if (!root.dataset.built || today <= day(root.dataset.built)) return;
  var notice = +root.dataset.notice, grace = +root.dataset.grace;
  var words = { overdue: ["overdue", "bad"], due: ["due", "warn"], upcoming: ["upcoming", "mute"], ok: ["on time", "good"] };
  var stateOf = function (tag) {
    var due = day(tag.dataset.due);
    if (today > due + grace) return "overdue";
    if (today >= due || "watched" in tag.dataset) return "due";
    return today >= due - notice ? "upcoming" : "ok";
  };
  all("[data-due]").forEach(function (tag) {
    var state = stateOf(tag);
    tag.textContent = words[state][0];
    tag.className = "tag " + words[state][1];
    // On the page of reviews a row stands under its state: it moves along.
    var row = tag.closest("tr"), group = tag.closest("[data-group]");
    if (!row || !group || group.dataset.group === state) return;
    var body = document.querySelector('[data-group="' + state + '"] tbody');
    if (!body) return;
    var dayOf = function (tr) { var time = tr.querySelector("time"); return time ? time.dateTime : "9"; };
    var later = all("tr", body).filter(function (other) { return dayOf(other) > dayOf(row); })[0];
    body.insertBefore(row, later || null);
  });
  all("[data-group]").forEach(function (group) {
    var rows = all("tbody tr", group).length;
    group.querySelector("[data-count]").textContent = rows;
    group.classList.toggle("empty", rows === 0);
  });
  var built = document.getElementById("r-built");
  if (built) {
    var shown = now.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    built.appendChild(document.createTextNode(" Review marks follow your own day, " + shown + "."));
  }
})();
