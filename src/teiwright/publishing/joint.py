"""The citation index of many articles together, made of their facts: one page where they are few, else divided.

A page is a stretch of the facts in their order; where one begins is told by a fact's own words (`Fact.opens_page`), so
that what changes in one article changes only the pages that it stands on, and the same articles give the same pages.
"""

import csv
import io
import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest
from pathlib import Path
from typing import Any

from lxml import etree

from teiwright import saxon, xmltools
from teiwright.facts import Fact, Library, Page, Place, page_name, place_of
from teiwright.publishing import indexing, ordering
from teiwright.publishing.exports import FORMATS, citable, exports_together
from teiwright.publishing.exports.cmif import together
from teiwright.publishing.exports.items import Item
from teiwright.publishing.facts import JOINT
from teiwright.publishing.source import resolvers, stylesheet
from teiwright.xmltools import TEI, TEI_NAMESPACE, XML_LANG

TOGETHER = 300
"""So many cited items, documents and letters are shown on one page; more are divided."""
SECTIONS = {"archival": "citations", "work": "citations", "letter": "correspondence", "document": "by-date"}
"""The lists of what is cited, by the kind of their facts: the section of the index that each stands in."""
LISTS = ("article", *SECTIONS)
CITING = "citing"
"""The folder of the scripts that have what each article cites."""
KINDS = ("article", "source", "records", "items", "table", "entry", *JOINT)
"""The kinds of facts that the joint index is made of."""


def joint_index(
    library: Library,
    folder: Path,
    *,
    editions: str = "",
    name: str = "all",
    anew: bool = False,
    order: ordering.Order = "language",
) -> list[Path]:
    """Make NAME.citations.json, .csv and .html of a library's articles; return their paths, and those of the exports.

    The page leads to further ones (NAME.citations.*.html) where there is too much for one; of those only the ones that
    have changed are written, unless `anew` asks for all. The calendars of letters that the articles have in the folder
    are put together as NAME.cmif.xml. `editions` is where the HTML editions stand, seen from the index;
    `order` is that of Chinese headings. Raises PublishingError or OutputError.
    """
    paths = [folder / f"{name}.citations.{suffix}" for suffix in ("json", "csv", "html")]
    exported = [folder / f"{name}.{form}" for form in FORMATS]

    def are_due(files: Sequence[Path], *kinds: str) -> bool:
        return anew or not all(path.is_file() for path in files) or any(map(any, map(library.touched, kinds)))

    if are_due(paths[:1], "source", "records"):
        xmltools.write_pieces(paths[0], _json_pieces(library))
    if are_due(paths[1:2], "table"):
        xmltools.write_pieces(paths[1], _table_pieces(library))
    pages = _Pages(library, folder, name, editions, order)
    if sum(map(library.count, SECTIONS)) <= TOGETHER:
        pages.clear()
        xmltools.write_bytes(paths[2], pages.together())
    else:
        pages.divide(anew)
        xmltools.write_bytes(paths[2], pages.overview())
    cited_in_scripts(library, folder / CITING, anew=anew)
    if are_due(exported, "items"):
        listed = ((fact.article, list(_items(fact))) for fact in library.facts("items"))
        exports_together(listed, folder, name)
    calendars = [folder / f"{fact.article}.cmif.xml" for fact in library.facts("article")]
    joint = folder / f"{name}.cmif.xml"
    if calendar := together([path for path in calendars if path.is_file()], joint.name):
        exported.append(joint)
        write_changed(joint, calendar)
    else:
        joint.unlink(missing_ok=True)
    return paths + exported


def cited_in_scripts(library: Library, folder: Path, *, anew: bool) -> None:
    """Write, for each article, a script with what it cites: what a joint page reads to give one citation in each form.

    Those of articles that have not changed are left alone, unless `anew` asks for all; those of no article are removed.
    """
    changed = touched_articles(library, "items")
    paths = {fact.article: folder / f"{fact.article}.js" for fact in library.facts("article")}
    for path in {*folder.glob("*.js")} - {*paths.values()}:
        path.unlink()
    for article, path in paths.items():
        if anew or article in changed or not path.is_file():
            items = [item for fact in library.facts_of("items", article=article) for item in _items(fact)]
            write_script(path, "citing", article, citable(items))


def touched_articles(library: Library, kind: str) -> set[str]:
    """Return the articles on the pages of a kind whose facts have changed since they were last made."""
    touched, _ = library.touched(kind)
    return {fact.article for page in touched for fact in library.facts(kind, page)}


def write_script(path: Path, name: str, *arguments: object) -> None:
    """Write a script that hands data to the page: the one way to read a file beside a page without a server.

    Raises OutputError.
    """
    listed = ",".join(json.dumps(argument, ensure_ascii=False, separators=(",", ":")) for argument in arguments)
    script = f"teiwright.{name}({listed});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    write_changed(path, script.encode())


def language_of_most(languages: Iterable[str]) -> str:
    """Return the language of most articles, given that of each; of equals the first by its code, of none English."""
    counts = Counter(languages)
    return min(counts, key=lambda language: (-counts[language], language), default="en")


def write_changed(path: Path, content: bytes) -> None:
    """Write a file, unless it has this content. Raises OutputError."""
    if not path.is_file() or path.read_bytes() != content:
        xmltools.write_bytes(path, content)


def _items(fact: Fact) -> Iterator[Item]:
    """The items that a fact holds: JSON has no tuples."""
    for fields in json.loads(fact.data):
        values: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in fields.items()}
        yield Item(**values)


def _json_pieces(library: Library) -> Iterator[bytes]:
    yield b'{"source": [\n'
    yield from _joined(fact.data for fact in library.facts("source"))
    yield b'\n],\n"citations": [\n'
    lines = (line for fact in library.facts("records") for line in fact.data.splitlines())
    yield from _joined(lines)
    yield b"\n]}\n"


def _joined(values: Iterable[str]) -> Iterator[bytes]:
    for number, value in enumerate(values):
        yield ((",\n" if number else "") + value).encode()


def _table_pieces(library: Library) -> Iterator[bytes]:
    head = io.StringIO(newline="")
    csv.DictWriter(head, indexing.COLUMNS).writeheader()
    yield head.getvalue().encode("utf-8-sig")
    yield from (fact.data.encode() for fact in library.facts("table"))


class ByStrokes:
    """The facts of a library with Chinese headings by the strokes of their characters; see `facts.Library`."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lists: dict[str, list[Fact]] = {}

    def count(self, kind: str) -> int:
        return self._library.count(kind)

    def facts(self, kind: str, page: Page | None = None) -> Iterator[Fact]:
        found = self._all(kind)
        if page is None:
            return iter(found)
        start = bisect_left(found, page.start, key=place_of)
        return iter(found[start : bisect_left(found, page.end, key=place_of) if page.end else None])

    def facts_of(self, kind: str, *, key: str | None = None, article: str | None = None) -> list[Fact]:
        return self._library.facts_of(kind, key=key, article=article)

    def pages(self, kind: str) -> list[Page]:
        starts = [place_of(fact) for number, fact in enumerate(self._all(kind)) if not number or fact.opens_page]
        return [Page(kind, start, end) for start, end in zip_longest(starts, starts[1:])]

    def touched(self, kind: str) -> tuple[list[Page], list[Place]]:
        """All pages, where any has changed: which one that is, the library tells by its own order."""
        return (self.pages(kind) if any(self._library.touched(kind)) else []), []

    def _all(self, kind: str) -> list[Fact]:
        if kind not in self._lists:
            turned = (replace(fact, sort=ordering.restroked(fact.sort)) for fact in self._library.facts(kind))
            self._lists[kind] = sorted(turned, key=place_of)
        return self._lists[kind]


class _Pages:
    """The pages of one joint index."""

    def __init__(self, library: Library, folder: Path, name: str, editions: str, order: ordering.Order) -> None:
        self._folder, self._name, self._editions, self._order = folder, name, editions, order
        self._language = language_of_most(
            json.loads(fact.data).get("language", "en") for fact in library.facts("source")
        )
        self._library = ByStrokes(library) if ordering.by_strokes(self._language, order) else library

    def together(self) -> bytes:
        """Return the one page that has everything."""
        found = {kind: list(self._library.facts(kind)) for kind in SECTIONS}
        facts = [fact for kind in ("archival", "work") for fact in found[kind]]
        articles = [fact.article for fact in self._library.facts("article")]
        return self._rendered(facts, articles, sections="head citations correspondence by-date")

    def divide(self, anew: bool) -> None:
        """Write the pages that have changed or are missing, and remove those that are no more."""
        for kind in LISTS:
            touched, _ = self._library.touched(kind)
            starts = {page.start for page in touched}
            pages = self._library.pages(kind)
            paths = {self._path(kind, page) for page in pages}
            for path in {*self._folder.glob(f"{self._name}.citations.{kind}-*.html")} - paths:
                path.unlink()
            for number, page in enumerate(pages):
                if anew or page.start in starts or not self._path(kind, page).is_file():
                    near = (pages[number - 1] if number else None, pages[number + 1] if pages[number + 1 :] else None)
                    self._write(kind, page, near)

    def clear(self) -> None:
        """Remove the further pages of an index that was divided before."""
        for kind in LISTS:
            for path in self._folder.glob(f"{self._name}.citations.{kind}-*.html"):
                path.unlink(missing_ok=True)

    def overview(self) -> bytes:
        """Return the page that leads to all others."""
        lists = {kind: [self._link(page) for page in self._library.pages(kind)] for kind in LISTS}
        return self._rendered((), (), sections="overview", lists=json.dumps(lists, ensure_ascii=False))

    def _write(self, kind: str, page: Page, near: Sequence[Page | None]) -> None:
        facts = list(self._library.facts(kind, page))
        links = json.dumps([self._link(other) if other else None for other in near], ensure_ascii=False)
        articles = [fact.article for fact in facts] if kind == "article" else ()
        sections = "head" if kind == "article" else SECTIONS[kind]
        content = self._rendered([] if kind == "article" else facts, articles, sections=sections, near=links)
        write_changed(self._path(kind, page), content)

    def _path(self, kind: str, page: Page) -> Path:
        return self._folder / f"{self._name}.citations.{kind}-{page_name(page.start)}.html"

    def _link(self, page: Page) -> dict[str, Any]:
        first = next(self._library.facts(page.kind, page))
        data = json.loads(first.data)
        label = data.get("heading") or data.get("title") or first.article
        return {"label": label, "href": self._path(page.kind, page).name}

    def _rendered(self, facts: Sequence[Fact], articles: Sequence[str], **parameters: object) -> bytes:
        content = corpus(self._library, facts, articles, self._language)
        given = {
            "ranks": ordering.ranks_of(content, self._order),
            "editions": self._editions,
            "index-name": self._name,
            "resolvers": resolvers(),
            **parameters,
        }
        text = etree.tostring(content, encoding="unicode")
        return saxon.run(stylesheet("index-joint.xsl"), text, given, name=self._name).text.encode()


def corpus(library: Library, facts: Sequence[Fact], articles: Sequence[str], language: str) -> etree._Element:
    """Return the TEI of what stands on a page: of each article its title, the items, the entries that these need."""
    root = etree.Element(TEI + "teiCorpus", {XML_LANG: language}, nsmap={None: TEI_NAMESPACE})  # type: ignore[dict-item]
    items = {name: list(group) for name, group in groupby(sorted(facts, key=_by_article), key=_by_article)}
    for name in dict.fromkeys([*articles, *items]):
        data = json.loads(library.facts_of("article", article=name)[0].data)
        root.append(_article(library, data, [json.loads(fact.data) for fact in items.get(name, ())]))
    return root


def _article(library: Library, data: dict[str, Any], items: Sequence[dict[str, Any]]) -> etree._Element:
    article = etree.Element(TEI + "TEI", {"n": data["name"], XML_LANG: data.get("language", "en")})
    article.set("cited", str(data["counts"]["citations"]))
    statement = _inside(article, "teiHeader", "fileDesc", "titleStmt")
    for kind, title in (("main", data.get("title", data["name"])), ("sub", data.get("subtitle", ""))):
        if title:
            etree.SubElement(statement, TEI + "title", {"type": kind}).text = title
    stand_off = _inside(article, "standOff", "list")
    needed = {key for item in items for key in item["entries"]}
    found = {fact.key: fact.data for fact in library.facts_of("entry", article=data["name"])} if needed else {}
    stand_off.extend(xmltools.fragment(found[key]) for key in sorted(needed & found.keys()))
    _inside(article, "text", "body").extend(xmltools.fragment(xml) for xml in dict.fromkeys(i["xml"] for i in items))
    return article


def _by_article(fact: Fact) -> str:
    return fact.article


def _inside(element: etree._Element, *names: str) -> etree._Element:
    for name in names:
        element = etree.SubElement(element, TEI + name)
    return element
