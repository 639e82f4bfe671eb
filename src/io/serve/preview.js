// The preview's own script: reloads pages and style sheets as their sources change, and lays over a page what is wrong with them.
// The server adds it to the pages that it serves; published pages never have it. It uses no inline style, so that a strict
// content security policy holds in the preview as it will at home.
(() => {
  "use strict";
  const OWN = "/__rationale/";
  const SCROLL = "rationale-preview-scroll";
  const DISMISSED = "rationale-preview-dismissed";
  let build = Number(new URL(document.currentScript.src).searchParams.get("build"));
  let source = null;
  let overlay = null;

  const pathOf = (url) => {
    try {
      return decodeURIComponent(new URL(url, location.href).pathname);
    } catch {
      return "";
    }
  };
  const here = () => pathOf(location.href).replace(/\/$/, "/index.html");

  // Private windows may forbid storage; then the place on the page is lost, and nothing else.
  const store = {
    get: (key) => {
      try {
        return JSON.parse(sessionStorage.getItem(key));
      } catch {
        return null;
      }
    },
    set: (key, value) => {
      try {
        sessionStorage.setItem(key, JSON.stringify(value));
      } catch {}
    },
  };

  const reload = () => {
    disconnect();
    store.set(SCROLL, { path: location.pathname, x: scrollX, y: scrollY });
    location.reload();
  };

  const restoreScroll = () => {
    const place = store.get(SCROLL);
    store.set(SCROLL, null);
    if (!place || place.path !== location.pathname) return;
    const restore = () => scrollTo({ left: place.x, top: place.y, behavior: "instant" });
    restore();
    if (document.readyState !== "complete") addEventListener("load", restore, { once: true });
  };

  // A page is loaded again if it changed itself, or something that it had loaded.
  const concerns = (change) => {
    if (change.all) return true;
    const used = new Set(performance.getEntriesByType("resource").map((entry) => pathOf(entry.name)));
    used.add(here());
    return change.paths.some((path) => used.has(path));
  };

  const restyle = (styles) => {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const style = styles.find((style) => style.from === pathOf(link.href));
      if (!style) continue;
      const next = link.cloneNode();
      next.href = `${encodeURI(style.to)}?build=${build}`;
      next.addEventListener("load", () => link.remove(), { once: true });
      next.addEventListener("error", () => next.remove(), { once: true });
      link.after(next);
    }
  };

  const element = (name, text, parent) => {
    const made = document.createElement(name);
    made.textContent = text;
    parent.append(made);
    return made;
  };

  const layOver = (problems) => {
    overlay?.remove();
    overlay = null;
    const key = JSON.stringify(problems);
    if (problems.items.length === 0) store.set(DISMISSED, null);
    if (problems.items.length === 0 || store.get(DISMISSED) === key) return;

    overlay = document.createElement("rationale-preview");
    if (problems.blocked) overlay.dataset.blocked = "";
    const shadow = overlay.attachShadow({ mode: "open" });
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = `${OWN}preview.css`;
    const section = document.createElement("section");
    section.setAttribute("role", "alert");
    section.tabIndex = -1;
    shadow.append(sheet, section);

    const header = element("header", "", section);
    const words = element("div", "", header);
    const count = problems.items.length === 1 ? "1 error" : `${problems.items.length} errors`;
    element("h2", problems.blocked ? `Not built: ${count}` : count, words);
    if (problems.blocked) element("p", "The page below is the last one that could be built.", words);
    const close = element("button", "Dismiss", header);
    close.type = "button";
    close.addEventListener("click", () => {
      store.set(DISMISSED, key);
      overlay?.remove();
      overlay = null;
    });
    for (const problem of problems.items) element("pre", problem.text, section);
    document.documentElement.append(overlay);
  };

  const connect = () => {
    if (source || document.visibilityState === "hidden") return;
    source = new EventSource(`${OWN}events`);
    const on = (name, act) => source.addEventListener(name, (event) => act(JSON.parse(event.data)));
    on("hello", (hello) => (hello.build === build ? layOver(hello.problems) : reload()));
    on("problems", layOver);
    on("style", (change) => {
      if (change.build <= build) return;
      build = change.build;
      restyle(change.styles);
    });
    on("reload", (change) => {
      if (change.build <= build) return;
      build = change.build;
      if (concerns(change)) reload();
    });
    source.addEventListener("error", () => {
      // The browser comes back by itself, except where it was refused.
      if (source?.readyState === EventSource.CLOSED) {
        disconnect();
        setTimeout(connect, 1000);
      }
    });
  };

  const disconnect = () => {
    source?.close();
    source = null;
  };

  // Browsers allow six connections to a host: a tab that nobody looks at gives its own up, and asks for news when it is back.
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", (event) => event.persisted && connect());
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") overlay?.shadowRoot.querySelector("button").click();
  });
  restoreScroll();
  connect();
})();
