"""Pages and leaves: 第3~4、91頁, 頁12至15, С. 12–15, Л. 5, 7об., pp. 145–50, xii.

One part for each group, so that `from` and `to` are single; what is no plain number (12б, xii, 扉頁) keeps its
words alone, without `from` and `to`.
"""

import re
from collections.abc import Iterator

from teiwright.citations.dating import DASH, number
from teiwright.citations.scope import Part, Scope
from teiwright.citations.vocabulary import either, expression

ATOM = (
    rf"(?:[0-9０-９]+(?:\.[0-9]+)?(?:\s?n{{1,2}}\.?\s?[0-9]+|[A-Z](?![A-Za-z]))?"
    rf"(?:\s?{expression('leaf-back', 'ru')}(?:\.(?=\s*[,;–—\-]))?"
    rf"|(?:{expression('leaf-letter', 'ru')}|[rv])(?![A-Za-zА-яЁё]))?"
    r"|[ivxlcIVXLC]+(?![A-Za-z])|[A-Z][0-9]+(?![A-Za-z0-9]))"
)
NO_NUMBER = re.compile(rf"(?:\s?n{{1,2}}\.?\s?[0-9]+|\s?{expression('leaf-back', 'ru')}\.?|[abcrv])$")
"""What stands behind a page's number: a note's number, the back of a leaf, the column of a page."""
HAN_ATOM = rf"(?:{ATOM}|[〇零一二三四五六七八九十百]+)"
AND = rf"(?:{either('joining', 'en', 'ru')}|&)"
SEPARATOR = rf"\s*(?:[、,，]\s*(?:{AND}\s+|第\s*)?|(?<=\s){AND}\s+)"
PAGE = either("page", "zh")
CHAPTER = re.compile(either("chapter", "zh"))


def listed(atom: str, separator: str = SEPARATOR) -> str:
    group = rf"{atom}\s*(?:{PAGE}\s*)?(?:{DASH}(?:第\s*)?{atom})?"
    return rf"{group}(?:{separator}{group})*"


EDITION = either("edition", "zh")
NUMBER = r"第\s*[一二三四五六七八九十\d]+\s*"
HAN = re.compile(
    rf"{expression('before-page', 'zh')}?第\s*(?P<a>{listed(HAN_ATOM)})\s*{PAGE}"
    rf"(?:\s?[abc](?!\w)|{expression('half-of-page', 'zh')})?"
    rf"{expression('side-of-page', 'zh')}?"
    rf"|(?:(?<![\w第])|(?<={expression('page-behind-volume', 'zh')}))"
    rf"(?!(?:19|20)\d\d\s*[,，])(?P<d>{listed('[0-9０-９]+', '[、,，]')})\s*{PAGE}(?:\s?[abc](?!\w))?"
    rf"|{PAGE}\s*(?P<b>{listed(HAN_ATOM)})(?!\d|\s*{either('year-sign', 'zh')})"
    rf"(?:{expression('half-of-page', 'zh')}|{expression('side-of-page', 'zh')})?"
    rf"|(?<={expression('page-behind-volume', 'zh')})\s*[，,]?\s*"
    r"(?P<e>[0-9]+(?:[abc](?:\s?[-–~～]\s?[0-9]*[abc])?|\s?[-–~～]\s?[0-9]+[abc]?))(?![\w])"
    rf"(?!\s*{PAGE})"
    rf"|(?:第\s*[0-9一二三四五六七八九十]+\s*{either('sheet', 'zh')}\s*)?(?<!{either('year-sign', 'zh')})(?:第\s*)?"
    rf"(?P<c>(?<![0-9])(?<![0-9][、,，—–\-])[A-Z]?[0-9]+(?:[、,，—–\-\s]+[0-9]+)*|(?<=第)[一二三四五六七八九十]+)\s*{EDITION}"
    rf"(?=\s*(?:$|[。；;）)]|[，,](?!\s*(?:第[\s\d]|{PAGE}))))"
    rf"|{EDITION}\s*[:：]?\s*(?P<f>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})(?![\w])"
    rf"|(?P<word>{NUMBER}{CHAPTER.pattern}(?:{NUMBER}{either('verse', 'zh')})?|{expression('part-cited', 'zh')})"
)
INITIAL = r"[CLVXI]\.\s?[A-Z]"
"""A second initial and the name behind it, which is no roman number of a page: P. C. Roe."""
LATIN = re.compile(
    rf"\b(?![Pp]ls?\b|P\.\s?{INITIAL})(?:{expression('page-letter', 'ru')}{{1,2}}"
    rf"|[Pp]ages?|fols?|fos?|(?:ff?|l{{1,2}})(?=[.\s\d])|{expression('page-label', 'de')}"
    r"|(?<=[,)\d]\s)(?:at|here)(?=\s\d))\.?\s?"
    rf"(?P<a>{listed(ATOM)})(?:\s?ff?\b\.?(?!\s?\d))?(?![\w/])"
)
REGISTER = re.compile(r"(?<![\w])pp?\.\s?(?P<a>[0-9]+)[abc][0-9]{1,2}(?:\s?[-–—]\s?[0-9]*[abc]?[0-9]{1,2})?(?!\w)")
"""A page of the canon with its register and lines: p. 330c12-20."""
CYRILLIC = re.compile(
    rf"(?<!\w){expression('page-label', 'ru')}(?:\.\s?|\s|(?=\d))(?!{INITIAL})(?P<a>{listed(ATOM)})(?![\wА-я])"
)
GROUP = re.compile(rf"(?P<from>{HAN_ATOM})\s*(?:{PAGE}\s*)?(?:{DASH}(?:第\s*)?(?P<to>{HAN_ATOM}))?")


def pages(scope: Scope, unit: str, patterns: tuple[re.Pattern[str], ...] = (HAN, CYRILLIC, LATIN)) -> tuple[Part, ...]:
    """Return the page groups in the scope, outside titles and quotations. `unit` is page or leaf."""
    found: list[Part] = []
    for pattern in patterns:
        for match in scope.all(pattern):
            groups = list(_groups(match, unit))
            if scope.is_open(match.start()) and not any(a.overlaps(b) for a in groups for b in found):
                found += groups
    return tuple(sorted(found, key=lambda part: part.start))


def groups(match: re.Match[str], name: str, unit: str) -> tuple[Part, ...]:
    """Return one part a group of the list that the match's group `name` holds; the first and last take the marks."""
    start, end = match.span(name)
    found = list(GROUP.finditer(match.string, start, end))
    edges = [[each.start(), each.end()] for each in found]
    if not edges:
        return (Part(match.start(), match.end(), "pages", (("unit", unit),)),)
    edges[0][0], edges[-1][1] = match.start(), match.end()
    return tuple(_part(edge, each, unit) for edge, each in zip(edges, found, strict=True))


COLUMNS = re.compile(rf"\b(?:[Cc](?:ols?|c)|Sp)\.?\s?(?P<a>{listed(ATOM)})")


def columns(scope: Scope) -> Iterator[Part]:
    """Yield the groups of columns in the scope: cols. 291–7, cc. 3, 5."""
    for match in scope.all(COLUMNS):
        yield from groups(match, "a", "column")


def groups_within(match: re.Match[str], name: str, unit: str) -> tuple[Part, ...]:
    """Return one part a group of the list that the match's group `name` holds, without any mark around it."""
    found = GROUP.finditer(match.string, *match.span(name))
    return tuple(_part([each.start(), each.end()], each, unit) for each in found)


def pages_alone(scope: Scope) -> tuple[Part, ...]:
    """Return the one group of pages that fills the scope without any mark."""
    match = scope.starts(GROUP)
    return (_part([scope.start, scope.end], match, "page"),) if match else ()


def _groups(match: re.Match[str], unit: str) -> Iterator[Part]:
    name = next(key for key, value in match.groupdict().items() if value)
    if name == "word":
        unit = "chapter" if CHAPTER.search(match[0]) else unit
        yield Part(match.start(), match.end(), "pages", (("unit", unit),))
    elif name == "e":
        columns = re.findall(r"[0-9]+", match[name])
        yield Part(*match.span(name), "pages", (("unit", unit), ("from", columns[0]), ("to", columns[-1])))
    else:
        yield from groups(match, name, unit)


def _part(edge: list[int], match: re.Match[str], unit: str) -> Part:
    start, end = edge
    while start < end and match.string[end - 1].isspace():
        end -= 1
    first, last = _plain(match["from"]), _plain(match["to"] or match["from"])
    if first and last and len(last) < len(first) and int(last) < int(first):
        last = first[: len(first) - len(last)] + last
    limits = (("from", first), ("to", last)) if first and last else ()
    return Part(start, end, "pages", (("unit", unit), *limits))


def _plain(text: str) -> str:
    text = re.sub(NO_NUMBER, "", text.strip())
    value = number(text) if re.fullmatch(r"[0-9０-９]+|[〇零一二三四五六七八九十百]+", text) else 0
    return str(value) if value else ""
