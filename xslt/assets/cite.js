/* One cited work in the forms in which it is taken over. The styles are those of cite.xsl, which gives the article's own
   reference: Chicago (18th ed., bibliography), MLA (9th ed.), GB/T 7714-2015, ГОСТ Р 7.0.100-2018; BibTeX, RIS and CSL-JSON
   are those of the exports. An item has the fields of publishing/exports/items.py, names as CSL-JSON has them. */
teiwright.cite = (() => {
  "use strict";
  const joined = (parts, by = ", ") => parts.filter(Boolean).join(by);
  const stop = (text) => text && (/[.!?。！？]$/.test(text) ? text : text + ".");
  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const dated = (item) => (/^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(item.date ?? "")?.slice(1) ?? []).filter(Boolean).map(Number);
  const year = (item) => (item.date ?? "").slice(0, 4);
  const isPaged = (item) => ["article", "chapter"].includes(item.kind);
  const isWhole = (item) => ["book", "chapter"].includes(item.kind);
  const isHeld = (item) => Boolean(item.archive || item.shelfmark);
  const dash = (pages) => pages.replace(/-/g, "–");
  const address = (item) => item.doi ? `https://doi.org/${item.doi}` : item.url ?? "";

  /* ==== names ==== */
  const straight = (name) => name.literal ?? joined([name.given, name.family, name.suffix], " ");
  const turned = (name) => name.literal ?? joined([name.family, name.given, name.suffix]);
  const initials = (name) => (name.given ?? "").split(/[\s.]+/).filter(Boolean).map((one) => one.charAt(0).toUpperCase());
  const short = (name) => name.literal ?? joined([initials(name).map((one) => one + ".").join(" "), name.family], " ");

  const listed = (names, last = "and") => names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")}${names.length > 2 || last === ", and" ? "," : ""} ${last.replace(/^, /, "")} ${names.at(-1)}`;
  const makers = (item) => item.authors ?? item.editors ?? [];
  const isEdited = (item) => !item.authors && Boolean(item.editors);

  /* The first family name first; of more than `most` the first `some`. A name that is not turned needs no comma behind it. */
  const heads = (item, most, some) => {
    const all = makers(item), kept = all.length > most ? all.slice(0, some) : all;
    if (!all.length) return "";
    const [first, ...others] = [turned(kept[0]), ...kept.slice(1).map(straight)];
    if (kept.length < all.length || item.has_others) return `${[first, ...others].join(", ")}, et al.`;
    return listed([first, ...others], kept[0].literal && kept.length === 2 ? "and" : ", and");
  };

  /* ==== Chicago ==== */
  const MONTHS = "January February March April May June July August September October November December".split(" ");
  const chicagoDate = (item) => {
    const [y, m, d] = dated(item);
    return d ? `${MONTHS[m - 1]} ${d}, ${y}` : m ? `${MONTHS[m - 1]} ${y}` : year(item);
  };

  /* 121–46, 101–8: the second number loses what it has in common (CMOS 9.63). */
  const shortened = (pages) => pages.replace(/(\d+)-(\d+)/g, (whole, first, last) => {
    if (first.length !== last.length || first.length < 3 || first.endsWith("00")) return dash(whole);
    let at = 0;
    while (first[at] === last[at] && at < first.length - 1) at++;
    const keep = first.at(-2) === "0" && first.slice(0, -1) === last.slice(0, -1) ? 1 : Math.max(2, first.length - at);
    return `${first}–${last.slice(-keep)}`;
  });

  const by = (role, names) => names?.length ? `${role} by ${listed(names.map(straight), names.length > 2 ? ", and" : "and")}` : "";
  const others = (item) => joined([isEdited(item) ? "" : by("edited", item.editors), by("translated", item.translators)]);

  const chicago = (item) => {
    const named = heads(item, 6, 3), role = isEdited(item) ? (item.editors.length > 1 ? ", eds" : ", ed") : "";
    const whole = item.kind === "book", title = whole ? stop(item.title) : `“${stop(item.title)}”`;
    const imprint = stop(joined([item.publisher, year(item)]));
    const volume = item.volume ? `vol. ${item.volume}` : "";
    const rest = {
      book: [stop(capital(joined([volume, others(item)]))), imprint],
      chapter: [stop(joined([`In ${item.container ?? ""}`, volume, others(item)])), imprint],
      article: [stop(joined([joined([joined([joined([item.container, item.volume], " "), item.issue && `no. ${item.issue}`]), year(item) && `(${year(item)})`], " "), item.pages && shortened(item.pages)], ": "))],
    }[item.genre === "newspaper" ? "" : item.kind] ?? [
      item.recipients && stop(`To ${listed(item.recipients.map(straight))}`), item.genre === "newspaper" ? stop(joined([named && item.container, chicagoDate(item)]))
        : stop(joined([item.publisher, chicagoDate(item)])), stop(capital(item.shelfmark ?? "")), stop(item.archive ?? "")];
    const first = item.genre === "newspaper" && !named ? stop(item.container ?? "") : stop(named + role);
    return joined([first, title, ...rest, stop(address(item))], " ");
  };

  /* ==== MLA ==== */
  const MLA_MONTHS = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split(" ");
  const mlaDate = (item) => { const [y, m, d] = dated(item); return joined([d, m && MLA_MONTHS[m - 1], y ?? year(item)], " "); };
  const mla = (item) => {
    const named = heads(item, 2, 1), role = isEdited(item) ? (item.editors.length > 1 ? ", editors" : ", editor") : "";
    const isOwn = item.kind === "book" || item.genre === "thesis" || item.kind === "web";
    const title = isOwn ? stop(item.title) : `“${stop(item.title)}”`;
    const pages = isPaged(item) && item.pages ? `${/\D/.test(item.pages) ? "pp." : "p."} ${shortened(item.pages)}` : "";
    const container = joined([item.container, others(item), item.volume && `vol. ${item.volume}`, item.issue && `no. ${item.issue}`,
      item.genre === "thesis" ? "" : item.publisher, item.genre === "thesis" ? "" : mlaDate(item), pages, item.archive, item.shelfmark, address(item)]);
    const thesis = item.genre === "thesis" ? [stop(year(item)), stop(item.publisher ?? "")] : [];
    return joined([stop(named + role), title, ...thesis, stop(item.container ? container : capital(container))], " ");
  };

  /* ==== GB/T 7714: family names in capitals, initials without stops, at most three ==== */
  const gbtName = (name) => name.literal?.toUpperCase() ?? joined([name.family.toUpperCase(), initials(name).join(" ")], " ");
  const gbtNames = (names, item) => {
    const more = names.length > 3 || (names === item.authors && item.has_others);
    const rest = { zh: "等", ru: "и др." }[item.language?.slice(0, 2)] ?? "et al.";
    return joined([...names.slice(0, 3).map(gbtName), more && rest]);
  };
  const gbt = (item) => {
    const isChinese = item.language?.startsWith("zh"), online = item.url && !item.doi ? "/OL" : "";
    const kind = item.genre === "newspaper" ? "N" : item.genre === "thesis" ? "D" : isHeld(item) ? "A"
      : { book: "M", chapter: "M", article: "J", web: "EB" }[item.kind] ?? "Z";
    const volume = item.volume && isWhole(item) ? (isChinese ? `第${item.volume}卷` : `Vol. ${item.volume}`) : "";
    const title = joined([item.title, volume, isHeld(item) && item.shelfmark], ": ");
    const translated = item.translators ? stop(joined([gbtNames(item.translators, item), isChinese ? "译" : "trans"])) : "";
    const place = joined([item.place, item.publisher ?? item.archive], ": "), imprint = joined([place, kind === "EB" ? "" : year(item)]);
    const number = item.issue ? `(${item.issue})` : "", pages = isPaged(item) ? item.pages ?? "" : "";
    const where = {
      J: joined([joined([item.container, item.volume ? joined([year(item), item.volume]) + number : year(item) + number]), pages], ": "),
      N: joined([item.container, item.date + number]),
    }[kind] ?? joined([imprint, pages], ": ");
    const source = item.kind === "chapter" ? `//${joined([item.editors && stop(gbtNames(item.editors, item)), item.container], " ")}` : "";
    const seen = item.accessed ? `[${item.accessed}]` : "", told = kind === "EB" ? (year(item) && `(${item.date})`) + seen : "";
    const link = item.doi ? `DOI:${item.doi}.` : item.url ? stop(item.url) : "";
    return joined([stop(gbtNames(makers(item), item)), `${title}[${kind}${online}]${source ? stop(source) : "."}`, translated, stop(joined([where, told], "")), link], " ");
  };

  /* ==== ГОСТ: the words of the description are those of the work's own language ==== */
  const GOST = {
    ru: { volume: "Т. ", issue: "№ ", pages: "С. ", edited: "под ред. ", translated: "пер. ", others: "и др.", seen: "дата обращения" },
    de: { volume: "Bd. ", issue: "Nr. ", pages: "S. ", edited: "hrsg. von ", translated: "übers. von ", others: "u. a.", seen: "abgerufen" },
    en: { volume: "Vol. ", issue: "no. ", pages: "P. ", edited: "ed. by ", translated: "transl. by ", others: "et al.", seen: "accessed" },
  };
  const gost = (item) => {
    const words = GOST[item.language?.slice(0, 2)] ?? GOST.en, [y, m, d] = dated(item);
    const first = item.authors?.[0], head = first ? stop(first.literal ?? joined([first.family, initials(first).map((one) => one + ".").join(" ")])) : "";
    const named = (names, role) => names ? role + names.map(short).join(", ") : "";
    const authors = joined([...(item.authors ?? []).map(short), item.has_others && words.others]);
    const edited = named(item.editors, words.edited), translated = named(item.translators, words.translated), inPart = item.kind === "chapter";
    const said = joined([item.title, joined([authors, inPart ? "" : edited, translated], " ; ")], " / ");
    const volume = item.volume ? words.volume + item.volume : "", issue = item.issue ? words.issue + item.issue : "";
    const imprint = joined([joined([item.place, item.publisher], " : "), year(item)]), pages = isPaged(item) && item.pages ? words.pages + dash(item.pages) : "";
    const link = joined([item.doi ? `DOI ${item.doi}` : "", item.url && !item.doi ? `URL: ${item.url}${item.accessed ? ` (${words.seen}: ${item.accessed.split("-").reverse().join(".")})` : ""}` : ""]);
    const day = d ? `${String(d).padStart(2, "0")}.${String(m).padStart(2, "0")}` : "";
    const source = isHeld(item) ? [item.archive, capital(item.shelfmark ?? "")]
      : inPart ? [joined([item.container, edited], " / "), volume, imprint, pages, link]
        : item.container ? [item.container, String(y ?? year(item)), item.genre === "newspaper" ? day : "", joined([volume, issue]), pages, link] : null;
    const areas = source ? [joined([said, joined(source, ". — ")], " // ")] : [said, volume, imprint, link];
    return joined([head, stop(joined(areas, ". — ").replace(/\.\. — /g, ". — "))], " ");
  };

  /* ==== for reference managers ==== */
  const TYPES = {
    archival: ["document", "unpublished", "UNPB"], book: ["book", "book", "BOOK"], article: ["article-journal", "article", "JOUR"],
    chapter: ["chapter", "incollection", "CHAP"], unpublished: ["manuscript", "unpublished", "UNPB"], web: ["webpage", "online", "ELEC"],
  };
  const GENRES = {
    thesis: ["thesis", "thesis", "THES"], newspaper: ["article-newspaper", "", "NEWS"], letter: ["personal_communication", "", "PCOMM"],
    telegram: ["personal_communication", "", "PCOMM"], report: ["report"], speech: ["speech"],
  };
  const type = (item, form) => {
    const byGenre = form || item.kind === "archival" || ["thesis", "newspaper"].includes(item.genre);
    return (byGenre && GENRES[item.genre]?.[form]) || (TYPES[item.kind] ?? ["document", "misc", "GEN"])[form];
  };
  const note = (item) => `cited in ${item.cited.join(", ")}`;
  const kept = (pairs) => pairs.filter(([, value]) => value?.length || value?.["date-parts"]);
  const parts = (date) => { const found = dated({ date }); return found.length ? { "date-parts": [found] } : undefined; };

  const csl = (item) => JSON.stringify([Object.fromEntries(kept([
    ["id", item.id], ["type", type(item, 0)], ["language", { ru: "ru-RU", en: "en-US" }[item.language] ?? item.language], ["title", item.title],
    ["container-title", item.container], ["author", item.authors && [...item.authors, ...(item.has_others ? [{ literal: "et al." }] : [])]],
    ["editor", item.editors], ["translator", item.translators], ["recipient", item.recipients], ["volume", item.volume], ["issue", item.issue],
    ["publisher", item.publisher], ["publisher-place", item.place], ["issued", parts(item.date)], ["page", isPaged(item) ? item.pages : ""],
    ["DOI", item.doi], ["URL", item.url], ["accessed", parts(item.accessed)], ["archive", item.archive], ["archive_collection", item.collection],
    ["archive_location", item.shelfmark], ["note", note(item)]]))], null, 1);

  const sorted = (name) => name.literal ?? joined([name.family, name.suffix, name.given]);
  const ESCAPES = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
  const escaped = (text = "") => text.replace(/[\\#$%&_{}~^]/g, (sign) => ESCAPES[sign] ?? "\\" + sign);
  const bibtexNames = (names = []) => names.map((name) => name.literal ? `{${escaped(name.literal)}}` : escaped(sorted(name))).join(" and ");
  const LANGUAGES = { zh: "chinese", ru: "russian", en: "english", de: "german" };
  const bibtex = (item) => {
    const fields = kept([
      ["author", bibtexNames(item.authors) + (item.has_others && item.authors ? " and others" : "")], ["editor", bibtexNames(item.editors)],
      ["translator", bibtexNames(item.translators)], ["title", escaped(item.title)], [item.kind === "article" ? "journaltitle" : "booktitle", escaped(item.container)],
      ["volume", escaped(item.volume)], ["number", escaped(item.issue)], ["location", escaped(item.place)],
      [item.genre === "thesis" ? "institution" : "publisher", escaped(item.publisher)], ["date", item.date?.slice(0, 10)],
      ["pages", isPaged(item) ? item.pages?.replace(/-/g, "--") : ""], ["doi", item.doi], ["url", item.url], ["urldate", item.accessed],
      ["library", escaped(joined([item.archive, item.shelfmark]))], ["langid", LANGUAGES[item.language?.slice(0, 2)]], ["annotation", note(item)]]);
    return `@${type(item, 1)}{${item.key ?? item.id},\n${fields.map(([name, value]) => `\t${name} = {${value}}`).join(",\n")}\n}`;
  };

  const ris = (item) => {
    const isRange = isPaged(item) && !item.pages?.includes(","), [first, ...last] = isRange ? (item.pages ?? "").split("-") : [item.pages];
    const lines = kept([
      ["TY", type(item, 2)], ["ID", item.id], ["TI", item.title], ...(item.authors ?? []).map((name) => ["AU", sorted(name)]),
      ["AU", item.has_others && item.authors ? "et al." : ""], ...(item.editors ?? []).map((name) => ["A2", sorted(name)]),
      ...(item.translators ?? []).map((name) => ["A4", sorted(name)]), ["T2", item.container], ["VL", item.volume], ["IS", item.issue], ["CY", item.place],
      ["PB", item.publisher], ["PY", year(item)], ["DA", item.date?.replaceAll("-", "/")], ["SP", isPaged(item) ? first : ""], ["EP", last.join("-")],
      ["DB", item.archive], ["CN", item.shelfmark], ["DO", item.doi], ["UR", item.url], ["Y2", item.accessed?.replaceAll("-", "/")],
      ["LA", item.language], ["N1", note(item)]]);
    return [...lines, ["ER", ""]].map(([tag, value]) => `${tag}  - ${value}`).join("\n").trimEnd();
  };

  return [
    { name: "Chicago", file: "txt", type: "text/plain", of: chicago }, { name: "GB/T 7714", file: "txt", type: "text/plain", of: gbt },
    { name: "ГОСТ Р 7.0.100", file: "txt", type: "text/plain", of: gost }, { name: "MLA", file: "txt", type: "text/plain", of: mla },
    { name: "BibTeX", file: "bib", type: "application/x-bibtex", of: bibtex }, { name: "RIS", file: "ris", type: "application/x-research-info-systems", of: ris },
    { name: "CSL-JSON", file: "json", type: "application/vnd.citationstyles.csl+json", of: csl },
  ];
})();
