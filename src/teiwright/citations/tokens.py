"""References back: 同上, 前引書, там же, указ. соч., ibid., op. cit., idem.

A token for the same source (`ibid`) repeats the item before; one for a work named before (`opcit`) needs its author.
"""

import re
from typing import Literal

from teiwright.citations import archival, cited_ranges, documents, russian
from teiwright.citations.chinese_imprint import VOLUME, numbers
from teiwright.citations.contributors import contributors, is_name
from teiwright.citations.scope import HAN, Item, Part, Scope, adding, main_script, numbered, trimmed
from teiwright.citations.vocabulary import either, expression

TokenType = Literal["ibid", "opcit"]
IBID = re.compile(
    rf"(?:{expression('source-word', 'zh')}\s*[：:]?\s*)?{expression('ibid', 'zh')}"
    rf"|{expression('ibid', 'ru', 'en', 'de')}\.?(?![а-яa-z])"
)
IBID_BEHIND_NAME = expression("ibid-behind-name", "zh")
NAMED_BEFORE = either("named-before", "zh")
NAMED_IBID = re.compile(
    rf"(?<=[，,])\s*(?:{IBID_BEHIND_NAME}(?=\s*(?:[，,]|$))|{expression('ibid-behind-name', 'en')}\b\.?)"
)
NAMED_WORK = re.compile(
    rf"{NAMED_BEFORE}(?P<name>[\u3400-\u9fff·]{{2,8}}?){expression('back-work', 'zh')}(?=\s*(?:[，,：:]|$))"
)
NAMED_AT_NOTE = re.compile(
    rf"(?P<name>[\u3400-\u9fff·]{{2,8}})[，,]?\s?[（(]{expression('at-note', 'zh')}\s?[\d①-⑳]+[）)](?=\s*(?:[，,]|$))"
)
"""某某（註1），頁6: the author, and the note that cites the work."""
SAME_AUTHOR = re.compile(
    rf"(?P<same>{expression('same-author')}|[—–―]{{2,}}|_{{3,}})"
    rf"(?:\s?\((?:{expression('editor-behind', 'de')}|eds?)\.?\))?\s*[.,，：:]?\s*(?=\S)"
)
DOCUMENT_IN = re.compile(
    rf"(?<!\s)\s*+//\s*(?={expression('ibid', 'ru')})|(?<=[）)〉》”」日])\s*[，,]\s*(?={IBID_BEHIND_NAME})"
    rf"|(?<=[”」〉》])\s*[，,]\s*(?={expression('ibid', 'zh')})"
    rf"|(?:(?<=\d{{4}})|(?<=\d\])|(?<=n\.d\.)|(?<=undated)),\s+(?={expression('ibid-behind-name', 'en')}\b)"
)
NAMED_BOOK = re.compile(rf"(?P<name>[\u3400-\u9fff·]{{2,8}}?){expression('back-work', 'zh')}(?=\s*[，,])")
"""同註2，某某書: the author of the work that the note cites."""
NUMBERED = re.compile(r"\.?,\s(?:[Dd]ocs?\.|[Nn]os?\.|[Nn]rs?\.|Dok\.)\s?\d+(?:[–\-]\d+)?")
"""Ibid., doc. 224."""
ISSUE = re.compile(r"№\s*(?P<value>\d+(?:[–-]\d+)?)")
BARE_PAGES = re.compile(
    r"(?P<a>\d{1,4}[abc]?(?:\s?[–—\-]\s?\d{1,4}[abc]?)?(?:,\s*\d{1,4}(?:\s?[–—\-]\s?\d{1,4})?)*)\s*[.]?$"
)
OPCIT = re.compile(
    rf"{either('signal-alone', 'zh')}?{NAMED_BEFORE}{expression('back-noun', 'zh')}?(?![\u3400-\u9fff《〈])"
    rf"|{expression('opcit', 'ru', 'en', 'de')}"
)


def parse(scope: Scope) -> Item | None:
    """Return the item that a reference back makes, with its author, numbers and pages, or None."""
    ibid = scope.starts(IBID)
    if ibid:
        return _item(scope, ibid, ())
    inner = scope.search(DOCUMENT_IN)
    if inner and (ibid := IBID.match(scope.string, inner.end(), scope.end)):
        described = scope.within(scope.start, inner.start())
        read = documents.western if ibid[0].lower().startswith("ibid") else documents.documents
        is_told = not HAN.search(described.text) and documents.begins_description(described)
        title = () if is_told else _title_of(described)
        return _item(scope, ibid, _with_title(read(described), title))
    if named := scope.starts(NAMED_WORK) or scope.starts(NAMED_AT_NOTE):
        return _item(scope, named, (Part(*named.span("name"), "author"),))
    opcit = scope.search(NAMED_IBID) or scope.search(OPCIT)
    if opcit is None or opcit.start() - scope.start > 60 or not scope.is_open(opcit.start()):
        return None
    named_by = _authors(scope.within(scope.start, opcit.start()))
    if named_by and not HAN.search(opcit[0]):
        scope = scope.within(named_by[0].start, scope.end)
    return _item(scope, opcit, named_by)


def _with_title(documents: tuple[Part, ...], title: tuple[Part, ...]) -> tuple[Part, ...]:
    """An author with a title is a work's; a title alone is the document's."""
    return title if len(title) > 1 else (*documents, *title)


def _title_of(described: Scope) -> tuple[Part, ...]:
    """《報告》，1964年1月6日: a document that is told by its title."""
    pair = next((pair for pair in described.outer_pairs if pair.type != "paren"), None)
    lead = described.within(described.start, pair.start) if pair else described
    if pair is None or (lead.text and not is_name(lead.text)):
        return ()
    return (*contributors(lead), Part(pair.start + 1, pair.end - 1, "title", (("level", "u"),)))


def _bare_pages(after: Scope) -> tuple[Part, ...]:
    """Ibid., 464."""
    match = after.starts(BARE_PAGES)
    return cited_ranges.groups_within(match, "a", "page") if match else ()


def type_of(token: str) -> TokenType:
    """Tell which kind of reference back a token is."""
    return "ibid" if IBID.match(token.strip()) else "opcit"


def _authors(lead: Scope) -> tuple[Part, ...]:
    if not lead.text:
        return ()
    if HAN.search(lead.text):
        return _title_of(lead) or contributors(lead)
    start, end = trimmed(lead.string, lead.start, lead.end)
    named = re.compile(rf"{russian.NAMES}[\s.,]*$").search(lead.string, start, lead.end)
    if named:
        return tuple(Part(*one.span(), "author") for one in russian.ONE_NAME.finditer(named.string, *named.span()))
    if re.search(r"[А-ЯЁA-Z]\.?$", lead.string[start:end]) and lead.string[end : end + 1] == ".":
        end += 1
    return (Part(start, end, "author"),)


def _item(scope: Scope, token: re.Match[str], before: tuple[Part, ...]) -> Item | None:
    after = scope.within(token.end(), scope.end)
    parts = adding(before, archival.marks(after))
    if HAN.search(token[0]):
        named = after.starts(NAMED_BOOK)
        parts = adding(parts, (Part(*named.span("name"), "author"),) if named else ())
        parts = adding(parts, archival.chinese_marks(after))
    parts = adding(parts, archival.leaves_of(after) or cited_ranges.pages(after, "page") or _bare_pages(after))
    parts = adding(parts, (Part(*match.span("value"), "issue") for match in after.all(ISSUE)))
    volumes = numbers(after, VOLUME, "volume") if HAN.search(token[0]) else numbered(after, russian.VOLUME, "volume")
    parts = adding(parts, volumes)
    rest = after.within(
        after.start, min([part.start for part in parts if part.start >= after.start], default=after.end)
    )
    if len(rest.text) > 12:
        return None
    end = max([part.end for part in parts if part.start >= token.start()], default=0)
    end = end if end > token.end() else trimmed(scope.string, token.start(), token.end(), " \t，,.")[1]
    number = NUMBERED.match(scope.string, max(end, token.end()), scope.end)
    end = number.end() if number else end
    return Item(scope.start, end, "other", main_script(token[0]), parts, token=token[0])
