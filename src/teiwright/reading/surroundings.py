"""A web page's article told from what the site puts around it: by the page's own elements, roles and names.

The HTML Standard (4.3.2 article, 4.4.14 main) and WAI-ARIA's landmark roles say where the article is; where a page
names neither, what is plainly no article (navigation, forms, share boxes, comments) is left out. A list of notes is
kept wherever it stands: where the marks of the text lead is part of the article.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from teiwright.reading.styles import LINKED, fragment
from teiwright.reading.tags import HtmlToken

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
LEFT_OUT = {
    "nav": "navigation", "form": "form", "button": "control", "svg": "picture of the site", "select": "form",
    "textarea": "form", "noscript": "for browsers without scripts", "template": "template", "dialog": "dialogue",
}  # fmt: skip
OUTSIDE_ARTICLE = {"header": "head of the page", "footer": "foot of the page", "aside": "beside the article"}
ROLES = {
    "navigation": "navigation", "banner": "head of the page", "complementary": "beside the article",
    "contentinfo": "foot of the page", "search": "form", "form": "form", "dialog": "dialogue", "alert": "dialogue",
    "menu": "navigation", "menubar": "navigation", "toolbar": "control",
}  # fmt: skip
NAMED = re.compile(
    r"(?:^|[\s_-])(?P<name>share|sharing|social|cookies?|consent|gdpr|comments?|respond|disqus|sidebar|breadcrumbs?"
    r"|related(?:-posts|-articles)?|newsletter|subscribe|subscription|navbar|navigation|nav|menu|advert(?:isement)?|ads"
    r"|promo|banner|skip-link|pagination|pager|popup|modal|mw-editsection|toolbar|printfooter|jump-to-nav"
    r"|catlinks|mw-navigation|screen-reader-text)(?:$|[\s_-])",
    re.IGNORECASE,
)
LINKING = frozenset({"span", "sup", "button"})
REFERRING = frozenset({"resource", "aria-controls", "aria-describedby", "data-footnote-id", "data-note", "data-target"})
BODY = re.compile(
    r"(?:^|\s)(?:articleBody|article-body|entry-content|post-content|article-content|mw-parser-output|main-content)(?:$|\s)"
)
NOTES = re.compile(r"(?:^|[\s_-])(?:footnotes?|endnotes?|references|reflist|footnotes-list)(?:$|[\s_-])", re.IGNORECASE)
NOTE_ROLES = frozenset(
    {"doc-endnotes", "doc-footnote", "doc-endnote", "footnote", "footnotes", "endnotes", "rearnotes"}
)
HEADLINE = re.compile(r"(?:^|\s)(?:title|entry-title|post-title|article-title|headline)(?:$|\s)")
"""Classes of a first heading that is the article's own, so that the head of the page which holds it is none."""
REPEATED = re.compile(r"(?:^|\s)(?:footnote_tooltip|sidenotes)(?:$|\s)")
"""What shows a note of the list once more, where the pointer stands over its mark or in the margin."""
MOST = 0.5
"""A box that holds more of the page's letters than this is the article, whatever its name."""


@dataclass(slots=True)
class _Element:
    """An element of the page: content[start:end], with what its tag says."""

    name: str
    start: int
    end: int
    token: HtmlToken
    depth: int
    letters: int = 0
    parents: list["_Element"] = field(default_factory=list)

    def said(self) -> str:
        return f"{self.token.attribute('class')} {self.token.attribute('id')}"


def with_references_as_links(found: Sequence[HtmlToken]) -> list[HtmlToken]:
    """Return the tokens with each element that names a place of the page by an attribute as a link to it.

    Scalar's marks do so by @resource (RDFa), buttons by @aria-controls or @aria-describedby (WAI-ARIA).
    """
    names = {token.attribute("id") for token in found if token.kind == "open"} - {""}
    out: list[HtmlToken] = []
    opened: list[tuple[str, bool]] = []
    for token in found:
        if token.kind == "open" and token.name in LINKING:
            name = next((value for key, value in token.attributes if key in REFERRING and value in names), "")
            is_link = bool(name) and name != token.attribute("id")
            opened.append((token.name, is_link))
            token = replace(token, name="a", attributes=(("href", f"#{name}"),)) if is_link else token
        elif token.kind == "close" and token.name in LINKING and any(name == token.name for name, _ in opened):
            while (last := opened.pop())[0] != token.name:
                pass
            token = replace(token, name="a") if last[1] else token
        out.append(token)
    return out


def is_note_list(token: HtmlToken) -> bool:
    """Say whether an element's tag announces notes."""
    role = f"{token.attribute('role')} {token.attribute('epub:type')}"
    return bool(NOTE_ROLES & {*role.split()}) or bool(NOTES.search(token.attribute("class")))


def note_targets(found: Sequence[HtmlToken], content: str) -> dict[str, str]:
    """Return the names that numbers link to, with these numbers."""
    out: dict[str, str] = {}
    for index, token in enumerate(found):
        if token.kind == "open" and token.name == "a" and "#" in token.attribute("href"):
            words = "".join(content[each.start : each.end] for each in _inner(found, index) if each.kind == "text")
            if match := LINKED.match(words.strip()):
                name = fragment(token.attribute("href"))
                out.setdefault(name, match["label"])
                out.setdefault(name.lstrip("_"), match["label"])  # Word: the link leads to _ftn1, in the box ftn1
    return out


def _inner(found: Sequence[HtmlToken], index: int) -> Iterator[HtmlToken]:
    for token in found[index + 1 : index + 8]:
        if token.kind == "close" and token.name == "a":
            return
        yield token


def left_out(found: Sequence[HtmlToken], content: str, targets: dict[str, str]) -> list[tuple[int, int, str]]:
    """Return the stretches content[start:end] that are no part of the article, each with the reason, in order."""
    elements = _elements(found, content)
    whole = sum(element.letters for element in elements if element.depth == 0)
    article = _article(elements)
    headline = next((each for each in elements if _is_headline(each)), None)
    kept = [element for element in elements if _is_target(element, targets) or element is headline]
    out: list[tuple[int, int, str]] = []
    for element in elements:
        if out and element.end <= out[-1][1]:
            continue
        is_within = article is not None and article.start <= element.start and element.end <= article.end
        reason = "" if _is_mark(element, content) else _reason(element, article, is_within, whole)
        if reason and not any(element.start <= each.start and each.end <= element.end for each in kept):
            out.append((element.start, element.end, reason))
    if article is not None:
        out = [*_outside(article, elements, kept, out, len(content))]
    return sorted(out)


def _elements(found: Sequence[HtmlToken], content: str) -> list[_Element]:
    """Return the page's elements in document order, ends that were left out supplied."""
    out: list[_Element] = []
    opened: list[_Element] = []
    for token in found:
        if token.kind == "text" and opened and opened[-1].name not in {"script", "style"}:
            opened[-1].letters += sum(map(str.isalnum, content[token.start : token.end]))
        elif token.kind == "open" and token.name not in VOID:
            opened.append(_Element(token.name, token.start, len(content), token, len(opened)))
            out.append(opened[-1])
        elif token.kind == "close" and any(element.name == token.name for element in opened):
            while opened:
                element = opened.pop()
                element.end = token.end if element.name == token.name else token.start
                if opened:
                    opened[-1].letters += element.letters
                if element.name == token.name:
                    break
    for outer, element in zip(opened[-2::-1], opened[:0:-1], strict=False):
        outer.letters += element.letters
    return out


def _article(elements: Sequence[_Element]) -> _Element | None:
    """Return the element that the page says is its article: the smallest of those that hold nearly all of its text."""
    found = [e for e in elements if e.name in {"main", "article"} or e.token.attribute("role") in {"main", "article"}]
    found = found or [e for e in elements if BODY.search(f"{e.said()} {e.token.attribute('itemprop')}")]
    outer = [e for e in found if not any(o is not e and o.start <= e.start and e.end <= o.end for o in found)]
    whole = sum(element.letters for element in outer)
    best = max(outer, key=lambda element: element.letters, default=None)
    if best is None or best.letters < MOST * whole or not best.letters:
        return None
    inner = [e for e in found if best.start <= e.start and e.end <= best.end and e.letters > 0.8 * best.letters]
    return min(inner, key=lambda element: element.end - element.start)


def _reason(element: _Element, article: _Element | None, is_within: bool, whole: int) -> str:
    """Return why an element is no part of the article, or an empty string."""
    if REPEATED.search(element.token.attribute("class")):
        return "a note shown again"
    if is_note_list(element.token) or (article is not None and not is_within):
        return ""
    token, name = element.token, element.name
    reason = LEFT_OUT.get(name, "") or ROLES.get(token.attribute("role"), "")
    if name in OUTSIDE_ARTICLE and not is_within:
        reason = reason or OUTSIDE_ARTICLE[name]
    if not reason and name in {"div", "section", "aside", "ul", "ol", "p", "span", "header", "footer", "table"}:
        match = NAMED.search(element.said())
        reason = match["name"].lower() if match else ""
    return reason if element.letters <= MOST * whole or not whole else ""


def _is_mark(element: _Element, content: str) -> bool:
    """Say whether a button is a note's mark: a number and nothing else."""
    words = content[element.token.end : element.end].partition("<")[0]
    return element.name == "button" and element.letters == len(words.strip()) and bool(LINKED.match(words.strip()))


def _is_headline(element: _Element) -> bool:
    return element.name in {"h1", "h2", "h3"} and bool(HEADLINE.search(element.token.attribute("class")))


def _is_target(element: _Element, targets: dict[str, str]) -> bool:
    return element.token.attribute("id") in targets or (
        element.name == "a" and bool(element.token.attribute("name")) and element.token.attribute("name") in targets
    )


def _outside(
    article: _Element,
    elements: Sequence[_Element],
    kept: Sequence[_Element],
    inner: Sequence[tuple[int, int, str]],
    length: int,
) -> Iterator[tuple[int, int, str]]:
    """Yield what lies outside of the article, but for the lists of notes that its marks lead to."""
    lists = [e for e in elements if is_note_list(e.token) and not (article.start <= e.start and e.end <= article.end)]
    notes = [e for e in (*lists, *kept) if e.end <= article.start or e.start >= article.end]
    spans = sorted({(article.start, article.end), *((_block_of(e, elements)) for e in notes)})
    at = 0
    for low, high in spans:
        if low > at:
            yield at, low, "outside of the article"
        at = max(at, high)
    if at < length:
        yield at, length, "outside of the article"
    yield from inner


def _block_of(element: _Element, elements: Sequence[_Element]) -> tuple[int, int]:
    """Return the list, division or paragraph in which a note outside of the article stands."""
    around = [
        e for e in elements if e.start <= element.start and element.end <= e.end and e.name in {"ol", "ul", "li", "p"}
    ]
    outer = around[0] if around else element
    return outer.start, outer.end
