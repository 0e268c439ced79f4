// Put into every page by the preview server, and only by it: loads the page again after each build
// and lists what is wrong. Everything is written as text, so that no content can become markup.
(() => {
  "use strict";
  const version = document.currentScript.dataset.version;
  const SEEN = "hallway-problems-seen";
  const HIDDEN = "hallway-problems-hidden";
  let leaving = false;
  let panel = null;

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function keyOf(problem) {
    // Without its line: a word added above does not make it another problem.
    return [problem.path, problem.rule, problem.value, problem.message].join("|");
  }

  function remembered(name) {
    try {
      return JSON.parse(sessionStorage.getItem(name)) || [];
    } catch {
      return [];
    }
  }

  function remember(name, value) {
    try {
      sessionStorage.setItem(name, JSON.stringify(value));
    } catch {
      // Private windows may refuse; the panel then opens each time.
    }
  }

  function makePanel() {
    const host = element("div");
    const root = host.attachShadow({ mode: "open" });
    const style = element("link");
    style.rel = "stylesheet";
    style.href = "/-/panel.css";
    const section = element("section", "", "panel");
    section.setAttribute("aria-label", "Hallway preview");
    section.hidden = true;
    const head = element("div", "", "head");
    const status = element("p", "", "status");
    status.setAttribute("role", "status");
    const hide = element("button", "Hide");
    hide.type = "button";
    const body = element("div");
    head.append(status, hide);
    section.append(head, body);
    // Unstyled it would cover the page.
    style.addEventListener("load", () => root.append(section));
    root.append(style);
    document.body.append(host);
    const made = { section, status, hide, body, signature: "" };
    hide.addEventListener("click", () => close(made));
    section.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close(made);
    });
    return made;
  }

  function close(shown) {
    remember(HIDDEN, [shown.signature]);
    shown.section.hidden = true;
  }

  function item(problem, isNew) {
    const made = element("li");
    const place = element("p", "", "place");
    if (isNew) place.append(element("span", "New: ", "new"));
    place.append(problem.path + (problem.line ? `, line ${problem.line}` : ""));
    made.append(place, element("p", problem.message), element("p", problem.hint, "hint"));
    return made;
  }

  function list(problems) {
    const seen = new Set(remembered(SEEN));
    const fresh = problems.filter((problem) => !seen.has(keyOf(problem)));
    const known = problems.filter((problem) => seen.has(keyOf(problem)));
    const details = element("details");
    details.open = fresh.length > 0;
    details.append(element("summary", "What to put right"));
    const items = element("ul");
    const mark = seen.size > 0;
    items.append(...fresh.map((one) => item(one, mark)), ...known.map((one) => item(one, false)));
    details.append(items);
    remember(SEEN, problems.map(keyOf));
    return details;
  }

  function say(state) {
    if (state.building) return "Building …";
    if (state.failure) return "There is no new site yet.";
    const count = state.problems.length;
    return count === 1 ? "1 problem" : `${count} problems`;
  }

  function show(state) {
    panel = panel || makePanel();
    const wrong = Boolean(state.failure) || state.problems.length > 0;
    panel.status.textContent = say(state);
    if (state.building) {
      panel.hide.hidden = true;
      panel.section.classList.toggle("is-calm", !wrong);
      panel.section.hidden = false;
      return;
    }
    panel.hide.hidden = false;
    panel.section.classList.remove("is-calm");
    panel.signature = JSON.stringify([state.failure, state.problems.map(keyOf)]);
    panel.section.hidden = !wrong || remembered(HIDDEN)[0] === panel.signature;
    panel.body.replaceChildren();
    if (state.failure) panel.body.append(element("p", state.failure, "failure"));
    if (state.details.length) panel.body.append(element("pre", state.details.join("\n")));
    if (state.problems.length) panel.body.append(list(state.problems));
  }

  function hear(event) {
    const state = JSON.parse(event.data);
    if (leaving) return;
    if (state.version !== version) {
      leaving = true;
      location.reload();
      return;
    }
    show(state);
  }

  // A browser opens six connections to one server: a tab that nobody looks at holds none, and
  // hears what it missed when it is looked at again.
  let news = null;

  function listen() {
    if (document.visibilityState === "hidden") {
      news?.close();
      news = null;
    } else if (!news) {
      news = new EventSource("/-/news");
      news.addEventListener("message", hear);
    }
  }

  document.addEventListener("visibilitychange", listen);
  window.addEventListener("pagehide", () => news?.close());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  listen();
})();
