/* Searching: what is the same word, where it stands, and the panel that lists it. Of one article, or of all articles of a
   site, whose passages are then read as scripts, for a page that is opened from a folder may read nothing else. */
globalThis.teiwright = (() => {
  "use strict";

  /* Endings by language, as folded text has them (й is и, ё is е); a word and its forms share what is left. */
  const ENDINGS = {
    ru: "ами ями ого его ому ему ыми ими ов ев еи ои ии ия ие ию ья ье ью ом ем ам ям ах ях ым им ых их ую юю ая яя ое ее ые ыи а я о е и ы у ю ь",
    en: "ings ing ies ied ers er est ed es ly 's s e y",
    de: "ern em en er es e n s",
  };
  const endings = Object.fromEntries(Object.entries(ENDINGS).map(([language, list]) => [language, list.split(" ")]));
  const SHORTEST = 3;

  const simple = new Map();
  const learn = (pairs) => { const all = [...pairs]; for (let at = 0; at < all.length; at += 2) simple.set(all[at], all[at + 1]); };

  /* A text in the form in which it is compared, and for each of its characters where it comes from: one character may
     become several (… ﬁ №) or none (a combining mark), so offsets are kept, never computed. */
  const fold = (text) => {
    const from = [], upto = [];
    let folded = "", place = 0;
    for (const character of text) {
      const plain = character.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").replace(/[‘’ʼ]/g, "'").replace(/[‐‑]/g, "-");
      const next = place + character.length;
      if (!plain && upto.length) upto[upto.length - 1] = next;
      for (const one of plain) {
        const kept = simple.get(one) ?? one;
        for (let unit = 0; unit < kept.length; unit++) { from.push(place); upto.push(next); }
        folded += kept;
      }
      place = next;
    }
    return { folded, from, upto };
  };

  const escape = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+");
  const HAN = /[\u2E80-\u9FFF\uF900-\uFAFF\u{20000}-\u{3FFFF}]/u;

  /* A word with its forms; without them its beginning, so that one may search while one types. */
  const pattern = (word, language) => {
    if (HAN.test(word) || !/\p{L}/u.test(word)) return escape(word);
    const list = /\p{Script=Cyrillic}/u.test(word) ? endings.ru : endings[language] ?? endings.en;
    const ending = list.find((one) => word.endsWith(one) && word.length - one.length >= SHORTEST) ?? "";
    const stem = word.slice(0, word.length - ending.length);
    const forms = stem.length >= SHORTEST ? `${escape(stem)}(?:${list.map(escape).join("|")})?(?![\\p{L}\\p{N}])|` : "";
    return `(?<![\\p{L}\\p{N}])(?:${forms}${escape(word)})`;
  };

  /* What is asked for: each word, or what stands in quotation marks, and with a name all names of the same entry. */
  const understand = (asked, names) => {
    const whole = fold(asked.trim()).folded.replace(/\s+/g, " ");
    const others = (word) => [...new Set(names.filter((list) => list.includes(word)).flat())];
    if (!whole) return [];
    if (others(whole).length) return [[whole, ...others(whole)]];
    return [...whole.matchAll(/["“”«»「」『』]([^"“”«»「」『』]+)["“”«»「」『』]|([^\s"“”«»]+)/g)].map(([, phrase, word]) =>
      phrase ? [phrase] : [word, ...others(word)]);
  };
  const foldNames = (lists) => lists.map((list) => list.map((name) => fold(name).folded));

  const compile = (terms, language) => terms.map((words) =>
    new RegExp([...words].sort((a, b) => b.length - a.length).map((word) => pattern(word, language)).join("|"), "gu"));

  /* Where a text has what is asked for: [start, end) in the text itself; nothing where it lacks one of the words. */
  const find = (text, expressions) => {
    const { folded, from, upto } = fold(text), found = [];
    for (const expression of expressions) {
      const hits = [...folded.matchAll(expression)].filter((hit) => hit[0]);
      if (!hits.length) return [];
      found.push(...hits.map((hit) => [from[hit.index], upto[hit.index + hit[0].length - 1]]));
    }
    return found.sort((a, b) => a[0] - b[0]).filter((hit, at, all) => !at || hit[0] >= all[at - 1][1]);
  };

  /* ==== the panel ==== */
  const LIMIT = 200, AROUND = 24, WINDOWS = 3;
  const make = (tag, className, ...content) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...content);
    return element;
  };

  /* A place in a text moved until it is in no word; Chinese may be cut anywhere. */
  const LETTERS = /^[\p{L}\p{M}\p{N}]{2}$/u;
  const wordEnd = (text, at, step, limit) => {
    for (let pair; at !== limit && LETTERS.test(pair = text.slice(at - 1, at + 1)) && !HAN.test(pair);) at += step;
    return at;
  };

  const quoted = (text, hits) => {
    const parts = [];
    let done = -1;
    for (const [start, end] of hits.slice(0, WINDOWS)) {
      const begin = wordEnd(text, Math.max(done < 0 ? 0 : done, start - AROUND), 1, start);
      if (done < 0 ? begin > 0 : begin > done) parts.push("…");
      if (done > 0 && begin <= done) parts.push(text.slice(done, start)); else parts.push(text.slice(begin, start));
      parts.push(make("mark", "", text.slice(start, end)));
      done = end;
      const next = hits[hits.findIndex((hit) => hit[0] === start) + 1];
      if (!next || next[0] - AROUND > end) { done = wordEnd(text, Math.min(end + AROUND, text.length), -1, end); parts.push(text.slice(end, done)); }
    }
    if (done < text.length) parts.push("…");
    return parts;
  };

  const start = ({ form, names, search, after }) => {
    const box = form.querySelector("input"), panel = form.querySelector(".results"), list = panel.querySelector("ol");
    const count = panel.querySelector(".results-count"), more = panel.querySelector(".results-more");
    let turn = 0;
    const run = async (open = true) => {
      const mine = ++turn, asked = box.value.trim();
      list.replaceChildren();
      panel.hidden = !asked || !open;
      after([]);
      if (!asked) return;
      let hits = 0;
      const terms = understand(asked, await names());
      if (mine !== turn) return;
      const tell = (done) => {
        count.textContent = hits ? count.dataset.some.replace("{n}", hits) : done ? count.dataset.none : count.dataset.searching;
      };
      tell(false);
      if (more && form.dataset.home) { more.hidden = false; more.firstChild.href = `${form.dataset.home}?find=${encodeURIComponent(asked)}`; }
      await search(terms, asked, ({ href, label, text, found }) => {
        hits += found.length;
        if (list.childElementCount < LIMIT) {
          const link = make("a", "", make("span", "where", label), ...quoted(text, found));
          link.href = href;
          list.append(make("li", "", link));
        }
        tell(false);
      }, () => mine === turn);
      if (mine === turn) { tell(true); after(terms); }
    };
    let waiting = 0;
    box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(run, 60); });
    box.addEventListener("focus", () => { names(); if (box.value.trim()) panel.hidden = false; });
    form.addEventListener("submit", (event) => { event.preventDefault(); list.querySelector("a")?.focus(); });
    form.addEventListener("keydown", (event) => walk(event, box, panel));
    list.addEventListener("click", () => { panel.hidden = true; });
    document.addEventListener("click", (event) => { if (!event.target.closest("#search")) panel.hidden = true; });
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); box.focus(); }
    });
    const given = new URLSearchParams(location.search).get("find");
    if (given) { box.value = given; run(!location.hash); }
  };

  const walk = (event, box, panel) => {
    const stops = [box, ...panel.querySelectorAll("a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") { box.focus(); panel.hidden = true; }
    if (!step || panel.hidden) return;
    event.preventDefault();
    stops[(stops.indexOf(document.activeElement) + step + stops.length) % stops.length].focus();
  };

  /* ==== all articles ==== */
  const AT_ONCE = 2;
  const store = { scripts: [], names: [], passages: new Map() };
  const read = new Map();
  const load = (source) => {
    if (!read.has(source)) read.set(source, new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = source;
      script.onload = script.onerror = resolve;
      document.head.append(script);
    }));
    return read.get(source);
  };

  const jointNames = async (folder) => { await load(folder + "-names.js"); return store.names; };

  const startJoint = (form) => {
    const folder = form.dataset.joint, editions = form.dataset.editions, panel = form.querySelector(".results");
    const names = async () => { await load(folder + "-articles.js"); return jointNames(folder); };
    const label = (id, note) => /^n\d+$/.test(note) ? panel.dataset.note.replace("{n}", note.slice(1))
      : /^p\d+$/.test(id) ? panel.dataset.paragraph.replace("{n}", id.slice(1)) : "";
    const search = async (terms, asked, tell, goesOn) => {
      for (let at = 0; at < store.scripts.length && goesOn(); at += AT_ONCE) {
        const some = store.scripts.slice(at, at + AT_ONCE);
        await Promise.all(some.map((script) => load(folder + script)));
        for (const [name, title, language, passages] of some.flatMap((script) => store.passages.get(script) ?? [])) {
          const expressions = compile(terms, language.slice(0, 2));
          for (const [id, note, text] of passages) {
            const found = find(text, expressions);
            const href = `${editions}${encodeURIComponent(name)}.html?find=${encodeURIComponent(asked)}#${id || note}`;
            if (found.length) tell({ href, text, found, label: [title, label(id, note)].filter(Boolean).join(" · ") });
          }
        }
        await new Promise((resolve) => setTimeout(resolve));
      }
    };
    start({ form, names, search, after: () => {} });
  };

  return {
    fold, find, compile, foldNames, learn, start, startJoint, jointNames, load,
    cited: new Map(),
    citing: (article, items) => { teiwright.cited.set(article, items); },
    articles: (scripts) => { store.scripts = scripts; },
    names: (lists, pairs) => { learn(pairs); store.names = foldNames(lists); },
    passages: (script, articles) => {
      const plain = ([id, note, text]) => [id, note, text.replace(/\s+/g, " ").trim()];
      store.passages.set(script, articles.map(([name, title, language, passages]) => [name, title, language, passages.map(plain)]));
    },
  };
})();
