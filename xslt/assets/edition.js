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
  const aimOf = (link) => decodeURIComponent(link.hash.slice(1));
  const aim = (link) => byId(aimOf(link));

  /* A copy for another place: ids stay with the original, and the keyboard meets each link once. */
  const copy = (element) => {
    const twin = element.cloneNode(true);
    for (const part of twin.querySelectorAll("[id]")) part.removeAttribute("id");
    twin.removeAttribute("id");
    return twin;
  };

  const outOfList = (item) => {
    const part = document.createElement("div");
    part.className = item.className;
    part.append(...copy(item).childNodes);
    return part;
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
    };
    for (const button of buttons) button.addEventListener("click", () => {
      const kind = button.dataset.kind;
      if (!shown.delete(kind)) shown.add(kind);
      remember("show", [...shown].join(" "));
      show();
      stopAtShown();
    });
    show();
  };
  const KINDS = ["person", "place", "org", "date"];
  const kindOf = (name) => KINDS.find((kind) => name.classList.contains(kind) || name.hash?.startsWith(`#${kind}-`));
  const stopAtShown = () => {
    const shown = new Set((root.dataset.show ?? "").split(" "));
    for (const link of document.querySelectorAll("main a.name, main .name > a, main .to-entry")) {
      const kind = link.className === "to-entry" ? "citation" : kindOf(link.closest(".name"));
      const stop = shown.has(kind) ? 0 : -1;
      if (link.tabIndex !== stop) link.tabIndex = stop;
    }
  };

  /* ==== the bar of a phone goes away as one reads on, and comes back as one goes back ==== */
  const startBar = () => {
    const bar = document.querySelector(".bar"), narrow = matchMedia("(max-width: 52rem)");
    let last = scrollY;
    if (bar) addEventListener("scroll", () => {
      const down = scrollY > last && scrollY > 120;
      if (Math.abs(scrollY - last) > 6) bar.classList.toggle("away", narrow.matches && down && !bar.contains(document.activeElement));
      last = scrollY;
    }, { passive: true });
    bar?.addEventListener("focusin", () => bar.classList.remove("away"));
  };

  /* ==== Russian lines: none ends with a word of one letter, an initial, a sign of number, none begins with a dash (Мильчин) ==== */
  const BOUND = [
    [/(?<=^|[\s(«„—–-])([авикосуя]|[вкс]о|на|по|за|из|от|до|об|не|ни)[ \n]+(?=\S|$)/giu, "$1\u00A0"],
    [/(\p{Lu}\.)[ \n]+(?=\p{Lu})/gu, "$1\u00A0"], [/(\p{Lu}\.)[ \n]+$/gu, "$1\u00A0"],
    [/(№|§|(?:^|[\s(])(?:с|л|лл|д|ф|оп|т|п|см|ст|стр|рис|гл|г|ул))(\.?)[ \n]+(?=\d|$|\p{Lu})/giu, "$1$2\u00A0"],
    [/(\d)[ \n]+(?=(?:гг?|вв?|руб|тыс|млн|млрд|кг|км|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[\p{L}.]*)/giu, "$1\u00A0"],
    [/^[ \n]+(?=(?:гг?|вв?)\.)/gu, "\u00A0"], [/[ \n]+(?=[—–](?:\s|$))/gu, "\u00A0"],
  ];
  const startBinding = () => {
    if (root.lang !== "ru") return;
    const walker = document.createTreeWalker(byId("text") ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!/[Ѐ-ӿ\d.№§—–]/u.test(node.data) || node.parentElement.closest("pre, svg, script, button, .cite")) continue;
      const bound = BOUND.reduce((text, [pattern, by]) => text.replace(pattern, by), node.data);
      if (bound !== node.data) node.data = bound;
    }
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
    walkContents(nav, [...nav.querySelectorAll("a")]);
    followReading([...nav.querySelectorAll('a[href^="#"]')]);
  };

  /* The contents are one stop for the keyboard; its arrows go on from line to line. */
  const walkContents = (nav, links) => {
    for (const [at, link] of links.entries()) link.tabIndex = at ? -1 : 0;
    nav.addEventListener("focusin", (event) => { for (const link of links) link.tabIndex = link === event.target ? 0 : -1; });
    nav.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      links[(links.indexOf(document.activeElement) + step + links.length) % links.length].focus();
    });
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
      const light = (on) => () => { sides[at].classList.toggle("current", on || sides[at].classList.contains("pinned")); link.classList.toggle("current", on); };
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
    const more = document.createElement("button");
    more.type = "button"; more.className = "side-more"; more.tabIndex = -1;
    more.textContent = byId("text")?.dataset.more ?? "…";
    more.addEventListener("click", () => side.classList.toggle("current"));
    side.append(number, body, more);
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
    if (heights[at] <= height * (lines + 1.5)) return;
    side.classList.add("cut");
    side.style.setProperty("--lines", lines);
    heights[at] = Math.ceil(height * (lines + 1)) + 4;
  };

  /* A tap keeps a side note open, for fingers cannot hover; another tap lets it go. */
  const pin = (link) => {
    const at = [...document.querySelectorAll("main .mark a")].indexOf(link), sides = [...document.querySelectorAll(".margin .side")];
    const on = !sides[at]?.classList.contains("pinned");
    for (const [number, side] of sides.entries()) for (const name of ["pinned", "current"]) side.classList.toggle(name, on && number === at);
  };

  /* ==== the card: a note or a name where it was tapped ==== */
  const startCard = () => {
    const card = byId("card");
    if (!card?.showPopover) return;
    const open = (link, parts, label) => {
      const more = card.querySelector(".card-more");
      card.querySelector(".card-body").replaceChildren(...parts);
      more.hidden = !label;
      if (label) { more.href = link.hash; more.textContent = more.dataset[label]; }
      card.showPopover();
      card.scrollTop = 0;
      card.focus({ preventScroll: true });
      card.addEventListener("toggle", (event) => { if (event.newState === "closed") link.focus({ preventScroll: true }); }, { once: true });
    };
    /* The keyboard stays in an open card until it is closed. */
    card.addEventListener("keydown", (event) => {
      if (event.key !== "Tab") return;
      const stops = [...card.querySelectorAll("a[href], button")].filter((one) => one.tabIndex >= 0 && one.offsetParent), at = stops.indexOf(document.activeElement);
      if (event.shiftKey ? at > 0 : at < stops.length - 1 && at >= 0) return;
      event.preventDefault();
      (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
    });
    later(() => startCiting(card, open));
    card.querySelector(".card-more").addEventListener("click", () => card.hidePopover());
    document.querySelector("main").addEventListener("click", (event) => {
      const link = event.target.closest(".mark a, a.name, .name > a");
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const target = aim(link), isMark = Boolean(link.closest(".mark"));
      if (!target) return;
      if (isMark && wide.matches) {
        if (!matchMedia("(hover: none)").matches) return;
        event.preventDefault();
        pin(link);
        return;
      }
      event.preventDefault();
      const parts = isMark ? [outOfList(target)] : entryParts(target);
      open(link, parts, isMark ? "note" : "entry");
    });
    card.addEventListener("click", (event) => { if (event.target.closest(".card-body a")) card.hidePopover(); });
  };

  /* ==== words in their contexts, gathered from the text itself ==== */
  const AROUND = () => /^(zh|ja|ko)/.test(root.lang) ? 16 : 40;
  const linkOf = (name) => name.matches("a") ? name : name.querySelector(":scope > a");
  let occurrences = null;
  const occurrencesOf = (id) => {
    occurrences ??= Map.groupBy([...document.querySelectorAll("main .name[id]")].filter(linkOf), (name) => aimOf(linkOf(name)));
    return occurrences.get(id) ?? [];
  };

  const placeOf = (unit, labels) => {
    const note = unit.closest(".note")?.querySelector(".note-number")?.textContent.trim(), number = unit.querySelector(".number")?.dataset.number;
    return note ? labels.note.replace("{n}", note) : number ? labels.paragraph.replace("{n}", number) : "";
  };

  const wordsOf = (range) => textOf(range.cloneContents());
  const contextOf = (name) => {
    const unit = name.closest("[data-unit]") ?? name.parentElement, before = document.createRange(), after = document.createRange(), length = AROUND();
    before.setStart(unit, 0); before.setEndBefore(name);
    after.setStartAfter(name); after.setEndAfter(unit.lastChild);
    const left = wordsOf(before), right = wordsOf(after), spaced = length > 20;
    const start = left.length > length ? "…" + left.slice(-length).replace(spaced ? /^\S*\s/ : "", "") : left;
    const end = right.length > length ? right.slice(0, length).replace(spaced ? /\s\S*$/ : "", "") + "…" : right;
    const line = document.createElement("li"), link = document.createElement("a"), word = document.createElement("mark"), where = document.createElement("span");
    link.href = "#" + name.id;
    word.textContent = textOf(name);
    const gap = (text, side) => (side < 0 ? /\s$/ : /^\s/).test(text) ? " " : "";
    link.append(start + gap(before.toString(), -1), word, gap(after.toString(), 1) + end);
    where.className = "where";
    where.textContent = placeOf(unit, byId("card").dataset);
    line.append(link, " ", where);
    return line;
  };

  const contextsOf = (id, most) => {
    const list = document.createElement("ul"), names = occurrencesOf(id);
    list.className = "contexts";
    list.dataset.made = "script";
    list.append(...names.slice(0, most).map(contextOf));
    if (names.length > most) {
      const rest = document.createElement("li");
      rest.textContent = byId("card").dataset.more.replace("{n}", names.length - most);
      list.append(rest);
    }
    return list;
  };

  const IN_CARD = 5;
  const entryParts = (entry) => {
    const own = entry.querySelector(":scope > .contexts");
    return [...[...entry.children].filter((part) => !part.matches(".locators, .contexts")).map(copy), own && !own.dataset.made ? copy(own) : contextsOf(entry.id, IN_CARD)];
  };

  /* In an index the count of an entry opens its contexts. */
  const startContexts = () => {
    for (const count of document.querySelectorAll(":is(#index-person, #index-place, #index-org) .entry .count")) {
      const button = document.createElement("button"), entry = count.closest(".entry");
      button.type = "button"; button.className = count.className; button.title = byId("card").dataset.contexts;
      button.textContent = count.textContent;
      button.setAttribute("aria-expanded", "false");
      button.addEventListener("click", () => {
        const shown = entry.querySelector(":scope > .contexts");
        if (shown) shown.remove(); else entry.append(contextsOf(entry.id, Infinity));
        button.setAttribute("aria-expanded", String(!shown));
      });
      count.replaceWith(button);
    }
  };

  /* The dates of a year have their contexts instead of bare places as soon as the reader comes near. */
  const startTimeline = () => {
    const near = new IntersectionObserver((years) => {
      for (const { target } of years.filter((year) => year.isIntersecting)) {
        near.unobserve(target);
        for (const entry of target.querySelectorAll(".entry")) entry.querySelector(".locators")?.replaceWith(contextsOf(entry.id, Infinity));
      }
    }, { rootMargin: "100%" });
    for (const year of document.querySelectorAll("#index-date .year")) near.observe(year);
  };

  /* ==== one citation, in each form: of an article alone the page has the data, of others a script of each article ==== */
  const CITED = ".leaf > .cited-in, .works .locators > .cited-in:first-of-type, .pairs .contexts .cited-in, #by-date .contexts .cited-in";
  const citedBy = async (link, folder) => {
    const own = byId("citation-data");
    if (own) return JSON.parse(own.textContent);
    const article = decodeURIComponent(link.pathname.split("/").pop()).replace(/\.html$/, "");
    await teiwright.load(`${folder}${encodeURIComponent(article)}.js`);
    return teiwright.cited.get(article) ?? [];
  };
  const startCiting = (card, open) => {
    const { cite, citing } = card.dataset;
    if (!citing && !byId("citation-data")) return;
    for (const link of document.querySelectorAll(CITED)) {
      const button = document.createElement("button");
      button.type = "button"; button.className = "cite-this"; button.textContent = cite;
      button.addEventListener("click", async () => {
        const id = aimOf(link), item = (await citedBy(link, citing)).find(({ cited }) => cited.includes(id));
        button.disabled = !item;
        if (item) open(button, teiwright.cite.map((form) => formOf(card, item, form)), "");
      });
      (link.closest(".works .locators") ?? link.parentElement).append(button);
    }
  };

  const formOf = (card, item, { name, file, type, of }) => {
    const part = document.createElement("div"), head = document.createElement("p"), text = document.createElement(file === "txt" ? "p" : "pre");
    const label = document.createElement("b"), button = document.createElement("button"), link = document.createElement("a");
    part.className = "cite-form"; text.textContent = of(item);
    if (file !== "txt") text.tabIndex = 0;
    label.textContent = name;
    button.type = "button"; button.className = "copy"; button.textContent = card.dataset.copy; button.dataset.done = card.dataset.copied;
    button.setAttribute("aria-label", `${card.dataset.copy} ${name}`);
    button.addEventListener("click", () => copyText(text.textContent, button, text));
    link.textContent = card.dataset.download; link.download = `${item.key ?? item.id}.${file}`;
    link.setAttribute("aria-label", `${card.dataset.download} ${name}`);
    link.href = URL.createObjectURL(new Blob([text.textContent + "\n"], { type }));
    head.append(label, " ", button, " ", link);
    part.append(head, text);
    return part;
  };

  /* ==== search in this article ==== */
  const ASIDE = ".mark, .number, .to-entry, .corr, .page-break, .made";
  const textOf = (unit) => {
    const twin = unit.cloneNode(true);
    for (const part of twin.querySelectorAll(ASIDE)) part.remove();
    return twin.textContent.replace(/\s+/g, " ").trim();
  };

  const startSearch = () => {
    const form = byId("search");
    if (!form) return;
    if (form.dataset.joint) { teiwright.startJoint(form); return; }
    const { names, pairs } = JSON.parse(byId("search-data")?.textContent ?? '{"names": [], "pairs": ""}');
    const panel = byId("results"), language = document.documentElement.lang.slice(0, 2);
    teiwright.learn(pairs);
    const folded = teiwright.foldNames(names), ofAll = form.dataset.names;
    const label = (unit) => placeOf(unit, panel.dataset);
    let units = null;
    const search = async (terms, asked, tell) => {
      units ??= [...document.querySelectorAll("main [data-unit]")].map((unit) => ({ unit, text: textOf(unit), label: label(unit) }));
      const expressions = teiwright.compile(terms, language);
      for (const { unit, text, label } of units) {
        const found = teiwright.find(text, expressions);
        if (found.length) tell({ href: "#" + (unit.id || unit.closest("[id]").id), label, text, found });
      }
    };
    teiwright.start({ form, names: async () => ofAll ? teiwright.jointNames(ofAll) : folded, search, after: (terms) => paint(units ?? [], teiwright.compile(terms, language)) });
  };

  /* Paint the hits in the text itself where the browser can do that without touching the document. */
  let isStyled = false;
  const paint = (units, expressions) => {
    if (!globalThis.Highlight || !CSS.highlights) return;
    if (!isStyled) {
      const sheet = new CSSStyleSheet();  // a style sheet of a file of its own may not be changed
      sheet.replaceSync("::highlight(search) { background: color-mix(in srgb, var(--citation) 35%, transparent); }");
      document.adoptedStyleSheets.push(sheet);
    }
    isStyled = true;
    const ranges = expressions.length ? units.flatMap(({ unit }) => rangesIn(unit, expressions)) : [];
    ranges.length ? CSS.highlights.set("search", new Highlight(...ranges)) : CSS.highlights.delete("search");
  };

  const rangesIn = (unit, expressions) => {
    const walker = document.createTreeWalker(unit, NodeFilter.SHOW_TEXT), chars = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest(ASIDE)) continue;
      for (let at = 0; at < node.length; at++) chars.push([node, at]);
    }
    const text = chars.map(([node, at]) => node.data[at]).join("");
    return teiwright.find(text, expressions).map(([start, end]) => {
      const range = document.createRange(), [last, at] = chars[end - 1];
      range.setStart(...chars[start]);
      range.setEnd(last, at + 1);
      return range;
    });
  };

  /* ==== the start page: order and filter ==== */
  const startArticles = () => {
    const list = byId("articles"), form = byId("sorting");
    if (!list || !form) return;
    const lines = [...list.children].map((line) => ({ line, text: (line.textContent + " " + line.dataset.keywords).toLowerCase() }));
    const language = document.documentElement.lang;
    byId("filter").addEventListener("input", (event) => {
      const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const { line, text } of lines) line.hidden = !words.every((word) => text.includes(word));
    });
    byId("sort").addEventListener("change", (event) => {
      const by = event.target.value, key = ({ line }) => by === "title" ? null : line.dataset[by];
      const sorted = by === "title" ? lines : [...lines].sort((a, b) => key(a).localeCompare(key(b), language));
      list.append(...sorted.map(({ line }) => line));
    });
    form.addEventListener("submit", (event) => event.preventDefault());
  };

  /* ==== copy buttons ==== */
  const startCopying = () => {
    for (const button of document.querySelectorAll("button.copy[data-copies]")) {
      const element = byId(button.dataset.copies);
      button.addEventListener("click", () => copyText(element.textContent.trim(), button, element));
    }
    for (const link of document.querySelectorAll("a.number, a.permalink")) link.addEventListener("click", () => navigator.clipboard?.writeText(link.href).catch(() => {}));
  };
  const copyText = async (text, button, element) => {
    try { await navigator.clipboard.writeText(text); } catch { select(element); document.execCommand("copy"); }
    const label = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 1500);
  };
  const select = (element) => { const range = document.createRange(); range.selectNodeContents(element); getSelection().removeAllRanges(); getSelection().addRange(range); };

  /* What a link without words is said to be, it says to the mouse, too. */
  const startTitles = () => document.addEventListener("mouseover", (event) => {
    const link = event.target.closest?.("main a[aria-label]:not([title])");
    if (link) link.title = link.getAttribute("aria-label");
  });

  /* What a reader sees first is made first; the rest when the browser has a moment. */
  const later = (...tasks) => {
    const next = () => { tasks.shift()?.(); if (tasks.length) wait(next); };
    const wait = (task) => globalThis.requestIdleCallback ? requestIdleCallback(task, { timeout: 400 }) : setTimeout(task, 1);
    wait(next);
  };

  addEventListener("DOMContentLoaded", () => {
    startTheme(); startKinds(); startBar(); startContents(); startSearch(); startCard(); startArticles(); startTitles();
    requestAnimationFrame(() => { startBinding(); later(startSideNotes, stopAtShown, startContexts, startTimeline, startCopying); });
  });
})();
