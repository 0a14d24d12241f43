"""HTML tags as they stand in a text: found with their offsets, told apart from text in angle brackets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

from teiwright.article import Rendition

BLOCK_TAGS = frozenset(
    "address article aside blockquote body caption center colgroup col dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu meta nav ol p pre section style"
    " script summary table tbody td tfoot th thead title tr ul".split()
)
INLINE_TAGS = frozenset(
    "a abbr acronym b bdi bdo big br button cite code del dfn em font i img input ins kbd label mark nobr "
    "noscript o:p option path picture q rp rt ruby s samp select small source span strike strong sub sup svg "
    "template textarea time tt u var wbr".split()
)
RENDITIONS: dict[str, Rendition] = {
    "sup": "superscript", "sub": "subscript", "em": "italic", "i": "italic", "cite": "italic", "var": "italic",
    "dfn": "italic", "strong": "bold", "b": "bold", "code": "code", "tt": "code", "kbd": "code", "samp": "code",
    "s": "strikethrough", "del": "strikethrough", "strike": "strikethrough", "u": "underline", "ins": "underline",
    "button": "superscript",
}  # fmt: skip

TOKEN = re.compile(
    r"<!--(?P<comment>.*?)-->|<\?.*?\?>|<![A-Za-z][^>]*>|<!\[(?:if|endif)[^>]*>"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?P<attributes>(?:\s+[^<>\"'=\s/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?)*)\s*/?>"
    r"|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});",
    re.DOTALL,
)
ATTRIBUTE = re.compile(r"([^<>\"'=\s/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")


@dataclass(frozen=True, slots=True)
class HtmlToken:
    """A stretch of HTML: text, tag, comment or entity, at start:end of the string it was found in."""

    kind: Literal["text", "open", "close", "comment", "entity"]
    start: int
    end: int
    name: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    value: str = ""

    def attribute(self, name: str) -> str:
        """Return the attribute's value, or an empty string."""
        return dict(self.attributes).get(name, "") if self.attributes else ""


def tokens(string: str) -> Iterator[HtmlToken]:
    """Yield the HTML tokens of a string, whole: each character stands in one of them."""
    at = 0
    for match in TOKEN.finditer(string):
        token = _token(match)
        if token is None:
            continue
        if match.start() > at:
            yield HtmlToken("text", at, match.start())
        yield token
        at = match.end()
    if at < len(string):
        yield HtmlToken("text", at, len(string))


def _token(match: re.Match[str]) -> HtmlToken | None:
    start, end = match.span()
    name = (match["name"] or "").lower()
    if name:
        if name not in BLOCK_TAGS and name not in INLINE_TAGS and "-" not in name:  # with a hyphen: a page's own
            return None
        return HtmlToken("close" if match["close"] else "open", start, end, name, _attributes(match["attributes"]))
    if match[0].startswith("&"):
        value = unescape(match[0])
        return None if value == match[0] else HtmlToken("entity", start, end, value=value)
    return HtmlToken("comment", start, end, value=(match["comment"] or "").strip())


def _attributes(string: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (match[1].lower(), unescape(match[2] or match[3] or match[4] or "")) for match in ATTRIBUTE.finditer(string)
    )
