/* The reading edition's comforts: side notes, pop-ups, highlights, search, contents, theme. It reads without them. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const wide = matchMedia("(min-width: 75rem)");

  const remember = (key, value) => { try { localStorage.setItem("teiwright-" + key, value); } catch { /* private mode */ } };
  const recall = (key) => { try { return localStorage.getItem("teiwright-" + key) ?? ""; } catch { return ""; } };
  const theme = recall("theme");
  if (theme) root.dataset.theme = theme;

  const byId = (id) => document.getElementById(id);
  const aim = (link) => byId(decodeURIComponent(link.hash.slice(1)));

  /* A copy for another place: ids stay with the original, and the keyboard meets each link once. */
  const copy = (element) => {
    const twin = element.cloneNode(true);
    for (const part of twin.querySelectorAll("[id]")) part.removeAttribute("id");
    twin.removeAttribute("id");
    return twin;
  };

  /* ==== theme ==== */
  const startTheme = () => byId("theme")?.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    remember("theme", root.dataset.theme);
  });

  /* ==== highlights by kind; a kind that is not shown is no stop for the keyboard ==== */
  const startKinds = () => {
    const buttons = [...document.querySelectorAll(".kind[data-kind]")];
    const shown = new Set(recall("show").split(" ").filter(Boolean));
    const show = () => {
      root.dataset.show = [...shown].join(" ");
      for (const button of buttons) button.setAttribute("aria-pressed", shown.has(button.dataset.kind));
      for (const link of document.querySelectorAll("main .name > a")) {
        const kind = ["person", "place", "org", "date"].find((name) => link.parentElement.classList.contains(name));
        link.tabIndex = shown.has(kind) ? 0 : -1;
      }
      for (const link of document.querySelectorAll("main .to-entry")) link.tabIndex = shown.has("citation") ? 0 : -1;
    };
    for (const button of buttons) button.addEventListener("click", () => {
      const kind = button.dataset.kind;
      if (!shown.delete(kind)) shown.add(kind);
      remember("show", [...shown].join(" "));
      show();
    });
    show();
  };

  /* ==== contents ==== */
  const startContents = () => {
    const button = byId("open-contents"), nav = byId("contents");
    if (!nav) return;
    const set = (open) => { nav.classList.toggle("open", open); button?.setAttribute("aria-expanded", open); };
    button?.addEventListener("click", () => {
      set(!nav.classList.contains("open"));
      if (nav.classList.contains("open")) nav.querySelector("a")?.focus();
    });
    nav.addEventListener("click", (event) => { if (event.target.closest("a")) set(false); });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && nav.classList.contains("open")) { set(false); button?.focus(); }
    });
    document.addEventListener("click", (event) => { if (!event.target.closest("#contents, #open-contents")) set(false); });
    followReading([...nav.querySelectorAll("a")]);
  };

  const followReading = (links) => {
    const heads = links.map((link) => [link, aim(link)]).filter(([, head]) => head);
    const mark = () => {
      const past = heads.filter(([, head]) => head.getBoundingClientRect().top < innerHeight * .3);
      const now = (past.at(-1) ?? heads[0])?.[0];
      for (const link of links) link === now ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
    };
    let waiting = false;
    addEventListener("scroll", () => {
      if (!waiting) { waiting = true; requestAnimationFrame(() => { waiting = false; mark(); }); }
    }, { passive: true });
    mark();
  };

  /* ==== side notes: each beside its mark, pushed down where they would meet, cut short where they would drift ==== */
  const startSideNotes = () => {
    const page = document.querySelector(".page"), marks = [...document.querySelectorAll("main .mark a")];
    if (!page || !marks.length) return;
    const margin = document.createElement("div");
    margin.className = "margin";
    margin.setAttribute("aria-hidden", "true");
    const sides = marks.map((link) => makeSide(link, margin));
    page.append(margin);
    const place = () => { if (wide.matches) placeSides(marks, sides, margin); };
    place();
    new ResizeObserver(place).observe(document.querySelector("main"));
    wide.addEventListener("change", place);
    document.fonts?.ready.then(place);
    for (const [at, link] of marks.entries()) {
      const light = (on) => () => { sides[at].classList.toggle("current", on); link.classList.toggle("current", on); };
      for (const name of ["mouseenter", "focus"]) link.addEventListener(name, light(true));
      for (const name of ["mouseleave", "blur"]) link.addEventListener(name, light(false));
      sides[at].addEventListener("mouseenter", () => link.classList.add("current"));
      sides[at].addEventListener("mouseleave", () => link.classList.remove("current"));
    }
  };

  const makeSide = (link, margin) => {
    const side = document.createElement("div"), number = document.createElement("span"), body = document.createElement("div");
    side.className = "side"; number.className = "side-number"; body.className = "side-body";
    number.textContent = link.textContent.trim();
    body.append(...[...(aim(link)?.querySelector(".note-body")?.children ?? [])].map(copy));
    for (const inner of body.querySelectorAll("a")) inner.tabIndex = -1;
    side.append(number, body);
    margin.append(side);
    return side;
  };

  const GAP = 10, DRIFT = 160;
  const placeSides = (marks, sides, margin) => {
    for (const side of sides) side.classList.remove("cut");
    const top = margin.getBoundingClientRect().top;
    const wanted = marks.map((link) => link.getBoundingClientRect().top - top - 4);
    const heights = sides.map((side) => side.offsetHeight);
    shorten(sides, wanted, heights);
    let free = 0;
    for (const [at, side] of sides.entries()) {
      const y = Math.max(wanted[at], free);
      side.style.top = y + "px";
      free = y + heights[at] + GAP;
    }
  };

  /* Where a note would push a later one further than DRIFT from its mark, the long ones before it are cut to a few lines. */
  const shorten = (sides, wanted, heights) => {
    const height = parseFloat(getComputedStyle(sides[0]).lineHeight);
    for (const lines of [8, 5, 3]) {
      let free = 0, start = 0;
      for (const at of sides.keys()) {
        if (wanted[at] >= free) start = at;
        const y = Math.max(wanted[at], free);
        if (y - wanted[at] > DRIFT) for (let back = start; back <= at; back++) cut(sides[back], heights, back, lines, height);
        free = y + heights[at] + GAP;
      }
    }
  };

  const cut = (side, heights, at, lines, height) => {
    if (heights[at] <= height * (lines + .5)) return;
    side.classList.add("cut");
    side.style.setProperty("--lines", lines);
    heights[at] = Math.ceil(height * lines) + 4;
  };

  /* ==== the card: a note or a name where it was tapped ==== */
  const startCard = () => {
    const card = byId("card");
    if (!card?.showPopover) return;
    const open = (link, parts, label) => {
      const more = card.querySelector(".card-more");
      card.querySelector(".card-body").replaceChildren(...parts);
      more.href = link.hash;
      more.textContent = more.dataset[label];
      card.showPopover();
      card.scrollTop = 0;
      card.focus({ preventScroll: true });
      card.addEventListener("toggle", () => link.focus({ preventScroll: true }), { once: true });
    };
    card.querySelector(".card-more").addEventListener("click", () => card.hidePopover());
    document.querySelector("main").addEventListener("click", (event) => {
      const link = event.target.closest(".mark a, .name > a");
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const target = aim(link), isMark = Boolean(link.closest(".mark"));
      if (!target || (isMark && wide.matches)) return;
      event.preventDefault();
      const parts = isMark ? [copy(target)] : [...target.children].filter((part) => !part.matches(".locators, .contexts")).map(copy);
      if (!isMark) parts.push(...[...target.querySelectorAll(":scope > .locators, :scope > .contexts")].map(copy));
      open(link, parts, isMark ? "note" : "entry");
    });
    card.addEventListener("click", (event) => { if (event.target.closest(".card-body a")) card.hidePopover(); });
  };

  /* ==== search: plain substrings, so that it needs no knowledge of where a Chinese word ends ==== */
  const LIMIT = 200, AROUND = 22;
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/ё/g, "е");
  const textOf = (unit) => {
    const twin = unit.cloneNode(true);
    for (const part of twin.querySelectorAll(".mark, .number, .to-entry, .corr, .page-break")) part.remove();
    return twin.textContent.replace(/\s+/g, " ").trim();
  };

  const startSearch = () => {
    const form = byId("search"), box = byId("query"), panel = byId("results");
    if (!form) return;
    const list = panel.querySelector("ol"), count = byId("results-count");
    let units = null;
    const find = () => {
      const wanted = fold(box.value.trim());
      list.replaceChildren();
      paint([], "");
      panel.hidden = !wanted;
      if (!wanted) return;
      units ??= [...document.querySelectorAll("main [data-unit]")].map((unit) => ({ unit, text: textOf(unit) }));
      const hits = units.flatMap(({ unit, text }) => places(fold(text), wanted).map((at) => ({ unit, text, at })));
      count.textContent = hits.length ? count.dataset.some.replace("{n}", hits.length) : count.dataset.none;
      list.append(...hits.slice(0, LIMIT).map((hit) => line(hit, wanted.length)));
      paint([...new Set(hits.map((hit) => hit.unit))], wanted);
    };
    box.addEventListener("input", find);
    box.addEventListener("focus", () => { if (box.value.trim()) panel.hidden = false; });
    form.addEventListener("submit", (event) => { event.preventDefault(); list.querySelector("a")?.focus(); });
    form.addEventListener("keydown", (event) => walk(event, form));
    list.addEventListener("click", () => { panel.hidden = true; });
    document.addEventListener("click", (event) => { if (!event.target.closest("#search")) panel.hidden = true; });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, [contenteditable]");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); box.focus(); }
    });
  };

  const places = (text, wanted) => {
    const found = [];
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) found.push(at);
    return found;
  };

  const line = ({ unit, text, at }, length) => {
    const item = document.createElement("li"), link = document.createElement("a"), hit = document.createElement("mark"), where = document.createElement("span");
    link.href = "#" + unit.id;
    hit.textContent = text.slice(at, at + length);
    where.className = "where";
    where.textContent = unit.querySelector(".number")?.getAttribute("aria-label")
      ?? unit.closest(".note")?.querySelector(".note-number")?.textContent.trim() ?? "";
    link.append(where, (at > AROUND ? "…" : "") + text.slice(Math.max(0, at - AROUND), at), hit, text.slice(at + length, at + length + AROUND) + "…");
    item.append(link);
    return item;
  };

  const walk = (event, form) => {
    const stops = [byId("query"), ...form.querySelectorAll(".results a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") { byId("results").hidden = true; byId("query").focus(); }
    if (!step) return;
    event.preventDefault();
    stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
  };

  /* Paint the hits in the text itself where the browser can do that without touching the document. */
  const paint = (units, wanted) => {
    if (!globalThis.Highlight || !CSS.highlights) return;
    const ranges = units.flatMap((unit) => rangesIn(unit, wanted));
    ranges.length ? CSS.highlights.set("search", new Highlight(...ranges)) : CSS.highlights.delete("search");
  };

  const rangesIn = (unit, wanted) => {
    const walker = document.createTreeWalker(unit, NodeFilter.SHOW_TEXT), chars = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest(".mark, .number, .to-entry, .corr")) continue;
      for (let at = 0; at < node.length; at++) chars.push([node, at]);
    }
    const text = chars.map(([node, at]) => fold(node.data[at]).charAt(0) || " ").join("");
    return places(text, wanted).map((at) => {
      const range = document.createRange();
      range.setStart(...chars[at]);
      const [node, last] = chars[at + wanted.length - 1];
      range.setEnd(node, last + 1);
      return range;
    });
  };

  addEventListener("DOMContentLoaded", () => {
    startTheme(); startKinds(); startContents(); startSideNotes(); startCard(); startSearch();
  });
})();
