"""The site of many articles: a start page, indexes of names, citations and dates over all of them, joint search.

Everything is made of the facts that the articles leave. A list is one page where it is short, else it is divided; an
entry that articles in several languages name stands once, under its name in the language of most articles. A page says
in its head what it was made of, and is made again only where that has changed, so that another article changes the
pages that it stands on and no others.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path
from typing import Any
from zlib import crc32

from lxml import etree

from teiwright import resources, saxon
from teiwright.facts import Fact, Library
from teiwright.publishing import joint, ordering, searching
from teiwright.publishing.edition import TOGETHER
from teiwright.publishing.facts import LETTERS_OF_CONTEXT
from teiwright.publishing.source import resolvers, stylesheet
from teiwright.xmltools import TEI, XML_LANG, fragment

NAMED = ("person", "place", "org", "archive", "date")
LISTS = (*NAMED, *joint.SECTIONS)
KINDS = ("article", "passages", "items", "entry", *LISTS)
"""The kinds of facts that the site is made of."""

ON_ONE_PAGE = 400
"""So many facts of a kind are shown on one page; more are divided."""
ENTRIES_A_PAGE, FACTS_A_PAGE = 128, 400
"""So many entries are on a page of a divided list on average, and at most so many facts, but where one has more."""
SHELVES = 32
"""So many scripts have the passages of all articles."""
ON_MAP = 300
"""So many places are drawn on the map at most."""
WITH_ABSTRACT, ON_START_PAGE = 200, 800
"""So many articles are listed on the start page with their abstracts, so many at all; more on pages of their own."""
CONTEXTS = 600
"""So many occurrences are shown in their contexts on a page, shared out among its entries."""
SHORT = 200
"""Letters of an abstract that the start page shows."""


def site(library: Library, folder: Path, *, anew: bool = False, order: ordering.Order = "language") -> list[Path]:
    """Make the site of a library's articles in `folder`, where their HTML editions stand; return the start page's path.

    `order` is that of Chinese headings. Pages of which no fact has changed are not looked at, unless `anew` asks for
    all.
    Raises PublishingError or OutputError.
    """
    pages = _Site(library, folder, order)
    pages.assets()
    for kind in LISTS:
        pages.bring_up_to_date(kind, anew)
    pages.search(anew)
    joint.cited_in_scripts(library, folder / TOGETHER / joint.CITING, anew=anew)
    pages.long_list(anew)
    return [pages.start()]


class _Site:
    """The pages of one site."""

    def __init__(self, library: Library, folder: Path, order: ordering.Order) -> None:
        self._library, self._folder, self._together = library, folder, folder / TOGETHER
        self._articles = {fact.article: json.loads(fact.data) for fact in library.facts("article")}
        self._language = joint.language_of_most(data.get("language") or "en" for data in self._articles.values())
        self._order, self._strokes = order, ordering.by_strokes(self._language, order)
        self._entries_known: dict[str, etree._Element] = {}
        self._sums = {fact.article: crc32(fact.data.encode()) for fact in library.facts("article")}
        for fact in library.facts("entry"):
            self._sums[fact.article] = crc32(fact.data.encode(), self._sums.get(fact.article, 0))
            if fact.key not in self._entries_known:
                self._entries_known[fact.key] = fragment(fact.data)
                self._sums[fact.key] = crc32(fact.data.encode())

    def assets(self) -> None:
        """Write the style sheet and the script that the joint pages share."""
        sources = resources.folder("xslt") / "assets"
        scripts = "\n".join((sources / name).read_text("utf-8") for name in ("search.js", "cite.js", "edition.js"))
        joint.write_changed(self._together / "site.css", (sources / "edition.css").read_bytes())
        joint.write_changed(self._together / "site.js", scripts.encode())

    # ---- the start page

    def start(self) -> Path:
        """Write the start page: all articles, or where they are too many the pages that list them."""
        root = self._root("start", "" if self._has_place_of_its_own else TOGETHER + "/")
        root.set("count", str(len(self._articles)))
        shown = list(self._articles.values()) if len(self._articles) <= ON_START_PAGE else []
        root.extend(_listed(article, with_abstract=len(shown) <= WITH_ABSTRACT) for article in shown)
        if not shown:
            links = [self._link("article", stretch) for stretch in self._stretches("article")]
            root.extend(_page_link("page", {**link, "href": root.get("together", "") + link["href"]}) for link in links)
        path = self._together / "index.html" if self._has_place_of_its_own else self._folder / "index.html"
        joint.write_changed(path, self._rendered(root))
        return path

    @property
    def _has_place_of_its_own(self) -> bool:
        """Whether an article is called index, so that the start page cannot be."""
        return "index" in self._articles

    def long_list(self, anew: bool) -> None:
        """Bring the pages up to date that list the articles where they are too many for the start page."""
        if len(self._articles) > ON_START_PAGE:
            self.bring_up_to_date("article", anew)
            return
        for path in self._together.glob("article*.html"):
            path.unlink()

    # ---- lists

    def bring_up_to_date(self, kind: str, anew: bool) -> None:
        """Write the pages of a kind that differ from what stands there or are missing; remove those that are no more.

        What leads to those of a divided list is a page of its own; to those of the articles the start page leads.
        """
        stretches = list(self._stretches(kind))
        main = self._together / f"{kind}.html"
        is_one = kind != "article" and sum(map(len, stretches)) <= ON_ONE_PAGE
        paths = [self._path(kind, stretch) for stretch in stretches]
        for path in self._together.glob(f"{kind}-????????.html"):
            if is_one or path not in paths:
                path.unlink()
        if kind != "article":
            root = self._root(kind, "")
            if not is_one:
                root.extend(_page_link("page", self._link(kind, stretch)) for stretch in stretches)
            if kind == "place" and not is_one:
                root.extend(self._mapped(stretches))
            self._bring(main, root, [fact for stretch in stretches for fact in stretch] if is_one else (), anew)
        if not is_one:
            for number, path in enumerate(paths):
                self._bring(path, self._stretch(kind, stretches, number), stretches[number], anew)

    def _stretch(self, kind: str, stretches: Sequence[Sequence[Fact]], number: int) -> etree._Element:
        """A page of a divided list, as yet with nothing but the ways to the page before it and after it."""
        root = self._root(kind, "")
        near = [("before", number - 1)] if number else []
        near += [("after", number + 1)] if stretches[number + 1 :] else []
        root.extend(_page_link(role, self._link(kind, stretches[other])) for role, other in near)
        return root

    def _bring(self, path: Path, root: etree._Element, facts: Sequence[Fact], anew: bool) -> None:
        """Make a page, unless it was made of the same: the same facts, of the same articles and entries."""
        made_of = self._made_of(root, facts)
        if anew or not path.is_file() or f'content="{made_of}"' not in _beginning(path):
            self._fill(root, facts)
            root.set("made-of", made_of)
            joint.write_changed(path, self._rendered(root, sections=joint.SECTIONS.get(root.get("kind", ""), "")))

    def _made_of(self, root: etree._Element, facts: Sequence[Fact]) -> str:
        lines = (f"{fact.article} {fact.sort} {fact.key} {fact.data}" for fact in facts)
        names = sorted({name for fact in facts for name in (fact.article, fact.key)})
        sums = (f"{name} {self._sums.get(name, 0)}" for name in names)
        return _sum("\n".join((etree.tostring(root, encoding="unicode"), *lines, *sums)))

    def _path(self, kind: str, stretch: Sequence[Fact]) -> Path:
        first = stretch[0]
        return self._together / f"{kind}-{_sum(f'{first.sort} {first.key}')}.html"

    def _link(self, kind: str, stretch: Sequence[Fact]) -> dict[str, str]:
        first, last = (_label(kind, fact) for fact in (stretch[0], stretch[-1]))
        language = stretch[0].sort[1:3] if kind == "work" else ""
        return {"label": first, "last": last, "language": language, "href": self._path(kind, stretch).name}

    def _fill(self, root: etree._Element, facts: Sequence[Fact]) -> None:
        """Put on a page what its facts say."""
        kind = root.get("kind", "")
        if kind == "article":
            root.extend(_listed(json.loads(fact.data), with_abstract=True) for fact in facts)
        elif kind in joint.SECTIONS and facts:
            root.append(joint.corpus(self._library, facts, (), self._language))
        elif facts:
            root.extend(self._entries(kind, facts))

    def _stretches(self, kind: str) -> Iterator[list[Fact]]:
        """Divide the facts of a kind into pages; what is about one entry stays on one page.

        Where a page begins is told by the entry's own words, so that no other entry moves the boundary, but for pages
        that would be too long.
        """
        page: list[Fact] = []
        for (key, sort), group in groupby(self._gathered(kind), key=lambda fact: (fact.key, fact.sort)):
            found = list(group)
            is_start = crc32(f"{kind} {sort} {key}".encode()) % ENTRIES_A_PAGE == 0
            if page and (is_start or len(page) + len(found) > FACTS_A_PAGE):
                yield page
                page = []
            page += found
        if page:
            yield page

    def _gathered(self, kind: str) -> list[Fact]:
        """The facts of a whole list, each entry's together, in the order of its name in the site's language."""
        facts = list((joint.ByStrokes(self._library) if self._strokes else self._library).facts(kind))
        if kind not in NAMED or kind == "date":
            return facts
        own = ordering.script_of(self._language)
        named = {fact.key for fact in facts} & self._entries_known.keys()
        headings = {key: heading for key in named if (heading := self._heading(kind, key))}
        moved = [_under(fact, *headings[fact.key]) if fact.key in headings else fact for fact in facts]
        return sorted(moved, key=lambda fact: (fact.sort[0] != own, fact.sort, fact.key, fact.article, fact.n))

    def _heading(self, kind: str, key: str) -> tuple[str, str] | None:
        name = searching.name_in(self._entries_known[key], self._language)
        return (name, ordering.sort_string(name, person=kind == "person", strokes=self._strokes)) if name else None

    def _entries(self, kind: str, facts: Sequence[Fact]) -> Iterator[etree._Element]:
        """One element for each heading, with what the authority files say and the places in each article."""
        room = CONTEXTS // max(1, len(facts))
        for (key, heading), group in groupby(facts, key=_entry_of):
            entry = etree.Element(SITE + "entry", key=key)
            entry.set("heading", ordering.heading(heading) if kind == "person" else heading)
            found = list(group)
            entry.set("letter", ordering.letter(found[0].sort))
            if kind != "date" and key in self._entries_known:
                entry.append(deepcopy(self._entries_known[key]))
            for fact in found:
                entry.append(self._places(fact, room))
            yield entry

    def _mapped(self, stretches: Sequence[Sequence[Fact]]) -> Iterator[etree._Element]:
        """The places of which coordinates are known, those most often named first, at most `ON_MAP`."""
        counts: Counter[str] = Counter()
        pages: dict[str, str] = {}
        for stretch in stretches:
            for fact in stretch:
                counts[fact.key] += len(json.loads(fact.data)["places"])
                pages[fact.key] = self._path("place", stretch).name
        known = (key for key, _ in counts.most_common() if key in self._entries_known)
        for key in islice((key for key in known if self._entries_known[key].find(GEO) is not None), ON_MAP):
            spot = etree.Element(SITE + "spot", href=pages[key])
            spot.append(deepcopy(self._entries_known[key]))
            yield spot

    def _places(self, fact: Fact, room: int) -> etree._Element:
        places = json.loads(fact.data)["places"]
        data = self._articles[fact.article]
        article = etree.Element(SITE + "in", article=fact.article, title=data.get("title") or fact.article)
        article.set("count", str(len(places)))
        article.set(XML_LANG, data.get("language") or "en")
        for block, note, before, words, after in places[: max(1, room)]:
            place = etree.SubElement(article, SITE + "place", target=block or note, note=note)
            if room:
                place.set("before", _from_word(WHITE.sub(" ", before).lstrip()))
                place.set("after", _to_word(WHITE.sub(" ", after).rstrip()))
            place.text = " ".join(words.split())
        return article

    # ---- search

    def search(self, anew: bool) -> None:
        """Write what the search reads: the passages, of many articles in one script, and names that lead to each other.

        An article's own name tells the script that has it; the script's name tells which articles it has.
        """
        folder = self._together / "search"
        changed = joint.touched_articles(self._library, "passages")
        scripts = {f"{shelf:02}-{_sum(' '.join(names))}.js": names for shelf, names in self._shelves()}
        for path in folder.glob("*.js"):
            if path.name not in scripts and path.name not in ("-names.js", "-articles.js"):
                path.unlink()
        for script, names in scripts.items():
            if anew or changed & set(names) or not (folder / script).is_file():
                joint.write_script(folder / script, "passages", script, [self._passages(name) for name in names])
        joint.write_script(folder / "-articles.js", "articles", list(scripts))
        if anew or any(self._library.touched("entry")) or not (folder / "-names.js").is_file():
            known = list(searching.names(fact.data for fact in self._library.facts("entry")))
            joint.write_script(folder / "-names.js", "names", known, searching.simplified("", whole=True))

    def _shelves(self) -> Iterator[tuple[int, list[str]]]:
        shelves: dict[int, list[str]] = {}
        for name in self._articles:
            shelves.setdefault(crc32(name.encode()) % SHELVES, []).append(name)
        yield from sorted(shelves.items())

    def _passages(self, name: str) -> list[object]:
        data = self._articles[name]
        found = self._library.facts_of("passages", article=name)
        passages = json.loads(found[0].data) if found else []
        return [name, data.get("title") or name, data.get("language") or "en", passages]

    # ----

    def _root(self, kind: str, together: str) -> etree._Element:
        root = etree.Element(SITE + "site", {"kind": kind, XML_LANG: self._language}, nsmap={"s": SITE[1:-1]})
        root.set("together", together)
        root.set("home", "index.html" if together else "../index.html")
        if self._has_place_of_its_own:
            root.set("home", "index.html")
        return root

    def _rendered(self, root: etree._Element, *, sections: str = "") -> bytes:
        editions = "" if root.get("together") else "../"
        parameters = {
            "ranks": ordering.ranks_of(root, self._order),
            "editions": editions,
            "sections": sections or "none",
            "resolvers": resolvers(),
        }
        text = etree.tostring(root, encoding="unicode")
        return saxon.run(stylesheet("site.xsl"), text, parameters, name=root.get("kind", "")).text.encode()


SITE = "{urn:teiwright:site}"
GEO = f"{TEI}location/{TEI}geo"
WHITE = re.compile(r"\s+")
BEGINNING = 2_000
"""So many characters of a page are looked at for what it was made of."""


def _sum(text: str) -> str:
    return f"{crc32(text.encode()):08x}"


def _label(kind: str, fact: Fact) -> str:
    """What a page is said to begin or to end with."""
    if kind in ("date", "document"):
        return fact.sort
    data = json.loads(fact.data)
    label = str(data.get("heading") or data.get("title") or fact.article)
    return ordering.heading(label) if kind == "person" else label


def _from_word(text: str) -> str:
    """A context from its first whole word; of Chinese, which does not set words apart, all of it."""
    return text.partition(" ")[2] if len(text) >= LETTERS_OF_CONTEXT - 1 and not ordering.HAN.search(text) else text


def _to_word(text: str) -> str:
    return text.rpartition(" ")[0] if len(text) >= LETTERS_OF_CONTEXT - 1 and not ordering.HAN.search(text) else text


def _beginning(path: Path) -> str:
    with path.open(encoding="utf-8") as page:
        return page.read(BEGINNING)


def _under(fact: Fact, heading: str, sort: str) -> Fact:
    return replace(fact, sort=sort, data=json.dumps(json.loads(fact.data) | {"heading": heading}))


def _entry_of(fact: Fact) -> tuple[str, str]:
    return fact.key, str(json.loads(fact.data)["heading"])


def _listed(data: dict[str, Any], *, with_abstract: bool) -> etree._Element:
    """An article as the start page lists it."""
    article = etree.Element(SITE + "article", name=data["name"], title=data.get("title") or data["name"])
    article.set(XML_LANG, data.get("language") or "en")
    for name in ("subtitle", "date", "journal"):
        article.set(name, data.get(name, ""))
    authors = data.get("authors", [])
    article.set("sort-author", ordering.heading(authors[0]).casefold() if authors else "")
    article.set("keywords", " ".join(data.get("keywords", ())))
    for name, count in data.get("counts", {}).items():
        article.set(name, str(count))
    for author in authors:
        etree.SubElement(article, SITE + "author").text = author
    if with_abstract and data.get("abstract"):
        text = data["abstract"]
        short = text[:SHORT] if ordering.HAN.search(text) else text[:SHORT].rpartition(" ")[0]
        etree.SubElement(article, SITE + "abstract").text = text if len(text) <= SHORT else short.rstrip() + " …"
    return article


def _page_link(role: str, link: dict[str, str]) -> etree._Element:
    return etree.Element(SITE + role, link)
