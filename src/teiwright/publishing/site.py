"""The site of many articles: a start page, indexes of names, citations and dates over all of them, joint search.

Everything is made of the facts that the articles leave. A list is one page where it is short, else it is divided as the
joint citation index is (`facts.Page`). A page is written only where its content differs from what stands there, so that
another article changes the pages that it stands on and no others.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree

from teiwright import resources, saxon, xmltools
from teiwright.facts import Fact, Library, Page, page_name
from teiwright.publishing import joint, ordering, searching
from teiwright.publishing.source import resolvers, stylesheet
from teiwright.xmltools import XML_LANG

NAMED = ("person", "place", "org", "archive", "date")
CITED = {"archival": "citations", "work": "citations", "letter": "correspondence", "document": "by-date"}
LISTS = (*NAMED, *CITED)
KINDS = ("article", "passages", "entry", *LISTS)
"""The kinds of facts that the site is made of."""

FOLDER = "together"
"""Where the joint pages stand, beside the articles' pages."""
ON_ONE_PAGE = 200
"""So many facts of a kind are shown on one page; more are divided."""
WITH_ABSTRACT, ON_START_PAGE = 200, 800
"""So many articles are listed on the start page with their abstracts, so many at all; more on pages of their own."""
CONTEXTS = 600
"""So many occurrences are shown in their contexts on a page, shared out among its entries."""
SHORT = 200
"""Letters of an abstract that the start page shows."""

Links = dict[str, list[dict[str, str]]]


def site(library: Library, folder: Path, *, anew: bool = False) -> list[Path]:
    """Make the site of a library's articles in `folder`, where their HTML editions stand; return the start page's path.

    Pages of which no fact has changed are not looked at, unless `anew` asks for all.
    Raises PublishingError or OutputError.
    """
    pages = _Site(library, folder)
    pages.assets()
    for kind in LISTS:
        pages.bring_up_to_date(kind, anew)
    pages.search(anew)
    pages.long_list(anew)
    return [pages.start()]


class _Site:
    """The pages of one site."""

    def __init__(self, library: Library, folder: Path) -> None:
        self._library, self._folder, self._together = library, folder, folder / FOLDER
        self._articles = {fact.article: json.loads(fact.data) for fact in library.facts("article")}
        languages = Counter(data.get("language") or "en" for data in self._articles.values())
        self._language = min(languages, key=lambda language: (-languages[language], language), default="en")
        self._kinds = [kind for kind in LISTS if library.count(kind)]

    def assets(self) -> None:
        """Write the style sheet and the script that the joint pages share."""
        sources = resources.folder("xslt") / "assets"
        scripts = "\n".join((sources / name).read_text("utf-8") for name in ("search.js", "edition.js"))
        _write(self._together / "site.css", (sources / "edition.css").read_bytes())
        _write(self._together / "site.js", scripts.encode())

    # ---- the start page

    def start(self) -> Path:
        """Write the start page: all articles, or where they are too many the pages that list them."""
        root = self._root("start", "" if self._has_place_of_its_own else FOLDER + "/")
        root.set("count", str(len(self._articles)))
        shown = list(self._articles.values()) if len(self._articles) <= ON_START_PAGE else []
        root.extend(_listed(article, with_abstract=len(shown) <= WITH_ABSTRACT) for article in shown)
        if not shown:
            links = map(self._link, self._library.pages("article"))
            root.extend(_page_link("page", {**link, "href": root.get("together", "") + link["href"]}) for link in links)
        path = self._together / "index.html" if self._has_place_of_its_own else self._folder / "index.html"
        _write(path, self._rendered(root))
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
        """Write the pages of a kind that have changed or are missing; remove those that are no more.

        What leads to those of a divided list is a page of its own; to those of the articles the start page leads.
        """
        touched, lost = self._library.touched(kind)
        main = self._together / f"{kind}.html"
        pages = self._library.pages(kind)
        is_one = self._library.count(kind) <= ON_ONE_PAGE
        is_missing = kind != "article" and not main.is_file()
        if not (anew or touched or lost or is_missing):
            return
        wanted = set() if is_one else {self._path(page) for page in pages}
        for path in self._together.glob(f"{kind}-????????.html"):
            if path not in wanted:
                path.unlink()
        if not pages:
            main.unlink(missing_ok=True)
        elif is_one:
            facts = list(self._library.facts(kind))
            _write(main, self._page(kind, self._gathered(kind, facts) if kind in NAMED else facts, []))
        else:
            self._divided(pages, set() if anew else {page.start for page in touched})
            if kind != "article":
                root = self._root(kind, "")
                root.extend(_page_link("page", self._link(page)) for page in pages)
                _write(main, self._rendered(root))

    def _divided(self, pages: Sequence[Page], starts: set[Any]) -> None:
        for number, page in enumerate(pages):
            if not starts or page.start in starts or not self._path(page).is_file():
                near = [("before", pages[number - 1])] if number else []
                near += [("after", pages[number + 1])] if pages[number + 1 :] else []
                links = [_page_link(role, self._link(other)) for role, other in near]
                _write(self._path(page), self._page(page.kind, list(self._library.facts(page.kind, page)), links))

    def _path(self, page: Page) -> Path:
        return self._together / f"{page.kind}-{page_name(page.start)}.html"

    def _link(self, page: Page) -> dict[str, str]:
        first = next(self._library.facts(page.kind, page))
        data = json.loads(first.data)
        label = data.get("heading") or data.get("title") or first.article
        return {"label": ordering.heading(label) if page.kind == "person" else label, "href": self._path(page).name}

    def _page(self, kind: str, facts: Sequence[Fact], links: Sequence[etree._Element]) -> bytes:
        root = self._root(kind, "")
        root.extend(links)
        if kind == "article":
            root.extend(_listed(json.loads(fact.data), with_abstract=True) for fact in facts)
        elif kind in CITED:
            root.append(joint.corpus(self._library, facts, (), self._language))
            return self._rendered(root, sections=CITED[kind])
        else:
            root.extend(self._entries(kind, facts))
        return self._rendered(root)

    def _entries(self, kind: str, facts: Sequence[Fact]) -> Iterator[etree._Element]:
        """One element for each heading, with what the authority files say and the places in each article."""
        room = max(0, CONTEXTS // max(1, len(facts)))
        for (key, heading), group in groupby(facts, key=_entry_of):
            known = self._library.facts_of("entry", key=key) if key and kind != "date" else []
            entry = etree.Element(SITE + "entry", key=key)
            entry.set("heading", ordering.heading(heading) if kind == "person" else heading)
            found = list(group)
            entry.set("letter", ordering.letter(found[0].sort))
            entry.extend(etree.fromstring(fact.data) for fact in known[:1])
            for fact in found:
                entry.append(self._places(fact, room))
            yield entry

    def _gathered(self, kind: str, facts: Sequence[Fact]) -> list[Fact]:
        """The facts of a whole list, each entry's together, in the order of its name in the site's language."""
        if kind == "date":
            return list(facts)
        gathered: dict[str, tuple[str, str]] = {}
        for fact in facts:
            if fact.key and fact.key not in gathered:
                known = self._library.facts_of("entry", key=fact.key)
                heading = searching.name_in(etree.fromstring(known[0].data), self._language) if known else ""
                if heading:
                    gathered[fact.key] = heading, ordering.sort_string(heading, person=kind == "person")
        moved = [_under(fact, *gathered[fact.key]) if fact.key in gathered else fact for fact in facts]
        return sorted(moved, key=lambda fact: (fact.sort, fact.key, fact.article, fact.n))

    def _places(self, fact: Fact, room: int) -> etree._Element:
        places = json.loads(fact.data)["places"]
        data = self._articles[fact.article]
        article = etree.Element(SITE + "in", article=fact.article, title=data.get("title") or fact.article)
        article.set("count", str(len(places)))
        article.set(XML_LANG, data.get("language") or "en")
        for block, note, before, words, after in places[: max(1, room)]:
            place = etree.SubElement(article, SITE + "place", target=block or note, note=note)
            if room:
                place.set("before", WHITE.sub(" ", before).lstrip())
                place.set("after", WHITE.sub(" ", after).rstrip())
            place.text = " ".join(words.split())
        return article

    # ---- search

    def search(self, anew: bool) -> None:
        """Write what the search reads: of each article its passages, and the names that lead to each other."""
        folder = self._together / "search"
        touched, _ = self._library.touched("passages")
        pages = self._library.pages("passages") if anew else touched
        for page in pages:
            for fact in self._library.facts("passages", page):
                data = self._articles[fact.article]
                head = [fact.article, data.get("title") or fact.article, data.get("language") or "en"]
                _write(folder / f"{fact.article}.js", _call("passages", [*head, json.loads(fact.data)]))
        for path in folder.glob("*.js"):
            if path.stem not in self._articles and path.name not in ("-names.js", "-articles.js"):
                path.unlink()
        _write(folder / "-articles.js", _call("articles", [list(self._articles)]))
        if anew or any(self._library.touched("entry")) or not (folder / "-names.js").is_file():
            names = list(searching.names(fact.data for fact in self._library.facts("entry")))
            _write(folder / "-names.js", _call("names", [names, searching.simplified("", whole=True)]))

    # ----

    def _root(self, kind: str, together: str) -> etree._Element:
        root = etree.Element(SITE + "site", {"kind": kind, XML_LANG: self._language}, nsmap={"s": SITE[1:-1]})
        root.set("together", together)
        root.set("home", "index.html" if together else "../index.html")
        if self._has_place_of_its_own:
            root.set("home", "index.html")
        root.set("kinds", " ".join(self._kinds))
        return root

    def _rendered(self, root: etree._Element, *, sections: str = "") -> bytes:
        editions = "" if root.get("together") else "../"
        parameters = {"ranks": ordering.ranks_of(root), "editions": editions, "sections": sections or "none"}
        parameters["resolvers"] = resolvers()
        text = etree.tostring(root, encoding="unicode")
        return saxon.run(stylesheet("site.xsl"), text, parameters, name=root.get("kind", "")).text.encode()


SITE = "{urn:teiwright:site}"
WHITE = re.compile(r"\s+")


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
        etree.SubElement(article, SITE + "abstract").text = text if len(text) <= SHORT else text[:SHORT].rstrip() + " …"
    return article


def _page_link(role: str, link: dict[str, str]) -> etree._Element:
    return etree.Element(SITE + role, label=link["label"], href=link["href"])


def _call(name: str, arguments: Sequence[object]) -> bytes:
    """A script that hands data to the page: the one way to read a file beside a page without a server."""
    listed = ",".join(json.dumps(argument, ensure_ascii=False, separators=(",", ":")) for argument in arguments)
    return f"teiwright.{name}({listed});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode()


def _write(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        xmltools.write_bytes(path, content)
