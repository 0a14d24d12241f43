"""Archival references as notes in English (and German) print them: documents, then the place where they lie.

*A to B, date, X Papers, Box 5, Folder 2, Y University* is archival whoever A and B are: the words are read segment by
segment, each of which is a holder, a level with its label and number (`levels` in languages/*/citations.toml), a named
collection or series, or a document; a segment that no list knows, behind a level, is a level itself. Forms after
NARA's General Information Leaflet 17 and The National Archives' citing guide.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, groupby

from teiwright import languages
from teiwright.citations import cited_ranges, dating, documents
from teiwright.citations.archives import Archives, with_point
from teiwright.citations.scope import HAN, Item, Part, Scope, adding, trimmed
from teiwright.citations.vocabulary import HEREAFTER
from teiwright.languages.folding import alternatives

SEPARATOR = re.compile(
    r"(?:(?<![a-z ]MS)(?<!\bMS)(?<!MSS)|(?<=[a-z]\sMSS))\s*[,，]\s*(?:and\s+)?|(?<=[,.][”\"])\s+(?:and\s+)?(?=[A-Z])"
)
NEXT_DOCUMENT = re.compile(r"(?:(?:(?<=\d)|(?<=\d[A-Z]))\s+and\s+|;\s*(?:and\s+)?)(?=[A-Za-z])")
PLACED_IN = re.compile(r"(?<=[\w)”])\s+(?:(?:both|all)\s+)?in\s+(?:the\s+)?(?=(?P<place>[A-Z][^,;]{2,80}))")
PLACE_CODE = re.compile(
    r"(?:Jr|Sr|et al)\b|[A-Z]{2}\b(?!/|\s?[\d:]|\s[A-Z]|\s[a-z]{2,5}\.|\.\s?[A-Z])|D\.C\.|U\.S\.(?!\s[A-Z])"
)
"""What a comma doesn't part from the name before it."""
BEFORE_NO_PLACE = '0123456789’”")]'
SIGN_WORD = (
    r"(?:[A-Z]{1,6}|\d{1,6}[A-Z]?|[A-Z]{1,4}\d{1,4})"
    r"(?:[/\-](?:[A-Z]{0,4}\d{1,6}(?:\.\d{1,4})?[A-Z]?|[A-Z]{1,3}|[IVXLC]{4,8}))*"
)
SIGN = re.compile(
    rf"(?!(?:1[5-9]|20)\d\d[/\-]\d+$|[A-Z]{{2,5}}\s\d{{1,3}}-\d\d$)(?=[A-Z\d]*(?:/|-[^\s\-]+-)|[A-Z]+\d?\s|\d{{1,2}}\s[A-Z]{{1,4}}\s\d)(?=[^a-z]*\d)"
    rf"{SIGN_WORD}(?:\s{SIGN_WORD}){{0,4}}|[A-Z]{{1,2}}\.\d+(?:\.[A-Z\d]+)+(?<!\.)"
)
"""A file by its class and numbers, behind its holder: B 136/2128, BEVN II 6/4, R 43 I/132, F/7/13170.

A number and a year are those of a report (NIE 13-57).
"""
SERIES_OF = re.compile(r"(?P<holder>[A-Z]{2,7}):\s(?P<sign>[A-Z]{1,3}\s?\d{1,5}(?:/\d+)*)")
"""NAA: A1838: the holder and its series, parted by a colon."""
MICROFILM = re.compile(r"[MT]\d{1,4}")
LEADING = re.compile(r"(?:(?:both|all)\s+)?(?:(?:in|at|from|of|the|see)\s+)+", re.I)
INTRODUCING = re.compile(r"(?:(?:both|all|in|at|from)\s+)+(?:the\s+)?")
BEHIND_DATE = re.compile(r"\s+(?:(?:both|all)\s+)?in\s+(?=(?:[Ff]olders?|[Bb]ox|[Ff]ile|[Ll]ot|RG)\b|[“\"])")
CLOSING_IN = re.compile(
    r"(?<!\s)\s*+(?:,\s*+)?(?:\b(?:both|all|located|held|filed|found)\s+)?\b(?:in|at|from)(?:\s+the)?$"
)
NUMBER = r"\d{1,3}\s[A-Z]\s\d{1,4}|(?:[A-Z]{1,4}[ -]?)?\d[\w./–—\-]*(?<![.–—\-])|[IVXLC]+\b|[A-Z]\b"
LIST = rf"(?:{NUMBER})(?:\s?[–\-&]\s?\d+|(?:\s+and|\s?&)\s+\d+)*"
NAMED_FILE = r"\d{3}[A-Z]?\s[A-Z][a-z]+(?:\s(?:[A-Za-z][a-z]+|\([^()]{2,20}\))){0,4}\s?/\s?\d[\w–\-./]*(?<![.–\-/])"
CENTRAL_FILE = rf"(?:{NAMED_FILE}|\d{{3}}[A-Z]?(?:\.\w+)+(?:/[\w–\-./]+)?(?<![.–\-/]))"
DECIMAL = re.compile(rf"(?<![\w.]){CENTRAL_FILE}")
"""A file of a decimal system of filing: 711.00/4-1254, 123 Public Works/88."""
OFFICE_FILE = re.compile(r"[A-Z]{2,6}\s\d{3}(?:\.\d{1,3})?(?:\s[A-Z][a-z]+)?")
"""The decimal file of an office: OPD 320.2."""
OWN_FILE = re.compile(NAMED_FILE)
SUBJECT = re.compile(r"[A-Z]{1,5}\s\d+(?:\.\d+)?(?:[–\-]\d+)*\b(?:\s[\w.]+)*")
ANNOUNCEMENT = re.compile(rf"(?<!\s)\s*+[(\[](?:{HEREAFTER}|cited as)\b[^)\]]*[)\]]", re.I)
JOINT = r"(?:of|the|and|for|on|de|la|der|des|du|del|della|degli|di|van|voor|von|in|to|&)"
CAPITALS = rf"(?:[A-ZÀ-Þ“\"][\w.’'&\-”\"]*|\d{{4}}[–\-]\d{{2,4}})(?:\s+(?:{JOINT}\s+)*(?:[A-ZÀ-Þ“\"][\w.’'&\-”\"]*))*"
YEARS = r"(?:[,]?\s+\d{4}(?:\s?[–\-]\s?\d{2,4})?)?"
SAID_OF = re.compile(
    r"[A-Z][^“”\"‘:;()]{5,200}?\s(?:is|are|was|were|lies?|survives?)\s(?:(?:now|kept|held|preserved|found|filed)\s)*(?:in\s|at\s)?"
    r"(?=(?:the\s)?[A-Z])"
)
"""Roe’s reports are in Mills Archives, FO 1/2: a sentence that leads to the place."""
COMMENT = re.compile(r"[A-Z][^:;“”\"()]{10,200}:\s(?=[A-Z])")
PUBLISHED = re.compile(
    r"[(\[][^()\[\]]{2,80}:\s[^()\[\]]{2,80},\s*(?:[A-Z][a-z]+\s)?\d{4}[)\]]"
    r"|,\s[A-ZÀ-Þ][\w/.\- ]{2,30}\s(?:1[5-9]|20)\d\d,\sS\.\s?\d"
)
PLACE_AND_YEAR = re.compile(r"\((?:[^()]*,\s)?[A-ZÀ-Þ][^(),:]{2,40},\s\d{4}(?:[–\-]\d{2,4})?\)")
BRACKETS_BEHIND = re.compile(r"(?<!\s)(?:\s*[(\[][^()\[\]]*[)\]])+$")
HELD = re.compile(rf"(?P<holder>{CAPITALS})\s+(?P<name>(?:Collection|Coll\.|MSS?) (?:[Nn]o\. )?\d+)")
LETTERS = r"(?:[A-ZÄÖÜ](?:rch|[a-z])?){2,7}"
ACRONYM = re.compile(rf"(?:{LETTERS}(?:-{LETTERS})?|(?:[A-Z]\.){{2,5}})(?:\s(?:RF|[A-Z]{{2,4}}))?(?:\s*\([^()]*\))?")
HOUSE = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ’']+(?:\s(?:of\s)?[A-ZÀ-Þ][a-zà-ÿ’']+){1,3}")
"""The name of a house or a body, which a sign behind it makes a holder: Hatfield House, 3M/D40."""
QUOTES = '“‘"'
FOLIO = re.compile(r"^f(?:ol|ols|f)?\.?\s?\d")
IN_QUOTES = re.compile(r"[“‘\"][^“”\"]{3,200}[”’\"]")
BRACKETED = re.compile(r"\[[^\[\]]+\]")
QUOTED = re.compile(r"“[^”]*”")
PARENT = re.compile(r"\b(?:University|College|Institution)\b")
"""The body that a library or an archive behind which it stands belongs to."""
PLACE = re.compile(
    r"(?:St\.\s)?[A-Z][a-z]+(?:\s[A-Z][a-z]+)?(?:,\s(?:[A-Z]{2}|D\.C\.))?|[A-Z]{2}|D\.C\.|[A-Z][a-z]+\.|U\.?\s?S\.?(?:\s?A\.?)?|U\.?K\.?"
)
SUBDIVIDED = re.compile(rf"(?:[A-Z]{{2,6}}|{CAPITALS} Files?)\s?:\s?[A-Z][^:;]*")
"""A collection by its short name, and its part: NSF: Marshland, Central Files: Official File."""
SEVERAL = re.compile(r"\b(?:[Bb]oxes|[Ff]olders|[Rr]eels|[Ff]iles|[Ee]ntries|[Ii]tems|[Ff]rames|[Cc]artons)\s[\w.–-]+$")
PROSE = re.compile(
    r"(?!(?:and|vol|no|box|folder|entry|reel|frame|item|file|page|p|pp|pt)\b)[a-z][\w’']*\s+[\w’']+\s+[\w’']+"
)
TOLD_OF = re.compile(
    rf"(?:the|a|an|[a-z]{{3,}})\b[^,;:“”]{{3,80}}?\s(?:in|of|from)\s+(?={documents.CAPITAL_NAME}[’']s?\s(?:[a-z]+\s){{0,2}}{documents.WESTERN_TYPE})"
)
"""The milder impression in Roe’s memorandum: words of comment before the document."""
PART_OF = re.compile(r"(?:[Pp]ts?\.|[Pp]arts?)\s[\dIVX]+")
LEAVES = re.compile(r"\d{1,4}\s?[–\-]\s?\d{1,4}|\d{1,3}")
LONGEST_LEVEL = 160
ORDER = (
    "record-group", "fond", "class", "subgroup", "collection", "fonds-number", "opis", "microfilm", "series", "entry",
    "lot", "papka", "box", "file-volume", "reel", "folder", "delo", "file", "fiche", "frames", "piece", "shelfmark", "item",  # noqa: E501
)  # fmt: skip
"""The kinds of levels from the widest to the narrowest."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch between commas: what it is, and the parts that it gives."""

    scope: Scope
    role: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    kinds: dict[str, str]
    labelled: re.Pattern[str]
    collection: re.Pattern[str]
    series: re.Pattern[str]
    despatches: re.Pattern[str]
    holder: re.Pattern[str]
    strong_holder: re.Pattern[str]
    piece: re.Pattern[str]
    signature: re.Pattern[str]


@cache
def _vocabulary() -> _Vocabulary:
    kinds = {
        label.lower(): kind
        for code in languages.codes()
        for kind, labels in languages.lists(code, "citations", "levels").items()
        for label in labels
    }
    nouns = {
        name: _nouns(name) for name in ("collection", "series", "leading", "despatches", "holder", "strong-holder")
    }
    letters = [label for label in kinds if len(label.rstrip(".")) == 1]
    labels = rf"(?:(?-i:{alternatives(letters)})(?=\s\d)|{alternatives(set(kinds) - set(letters))})"
    signatures = alternatives(languages.words("en", "citations", "signatures"))
    before, behind = (
        rf"(?<!\s)(?:The |U\.?\s?S\.?\s)?(?:{CAPITALS}\s+)?",
        rf"(?:[\s\-][A-ZÀ-Þ][a-zß-ÿ]+){{0,3}}(?:\s+(?:(?:{JOINT}\s+)+(?:[ld][’'])?|[ld][’']){CAPITALS})?(?:\s+(?:II|RF|PK))?",
    )
    return _Vocabulary(
        kinds,
        re.compile(
            rf"(?<![\w.])(?i:(?P<label>{labels}))\.?(?![A-Za-z]):?\s*(?:[Nn]os?\.?|№|#)?\s*(?P<value>{CENTRAL_FILE}|{LIST})(?![\w])"
            rf"|(?<![\w.])(?P<named>[Ff]olders?):?\s+(?P<name>“[^”]+”|«[^»]+»|[“\"]?[A-Z][^,;]*)"
        ),
        re.compile(
            rf"(?<!\s)(?:[Tt]he\s+)?(?:(?:Papers|Records|Correspondence|Nachlass|Archive)\s+(?:of|von)\s+.+"
            rf"|{CAPITALS}\s+{alternatives(nouns['collection'])}(?:\s+(?:of|on)\s+.+)?"
            rf"|(?:{CAPITALS}\s+)?Nachla(?:ss|ß)(?:\s.+)?){YEARS}(?:\s*\([^()]*\))*"
        ),
        re.compile(
            rf"(?<!\s)(?:(?:{CAPITALS}\s+)?{alternatives(nouns['series'])}|{alternatives(nouns['leading'])}\s+{CAPITALS})"
            rf"{YEARS}(?:\s*\([^()]*\))*"
        ),
        re.compile(
            rf"(?<!\s)(?:{CAPITALS}\s+)?{alternatives(nouns['despatches'])}(?:\s+(?:from|to|of)\s|\s*[–—\-]\s*)[A-Z].*"
        ),
        re.compile(before + alternatives(nouns["holder"]) + behind + r"(?:\s*[(\[][^()\[\]]*[)\]])*"),
        re.compile(before + alternatives(nouns["strong-holder"]) + behind + r"(?:\s*[(\[][^()\[\]]*[)\]])*"),
        re.compile(rf"(?<![\w/]){alternatives(tuple(implied()))}\s?\d{{1,4}}(?:/[\dA-Z]+)*(?![\w/])"),
        re.compile(
            rf"{signatures}[,\s.]*(?:[a-z]{{2,5}}\.\s){{0,2}}(?:[A-Z][A-Za-z]{{0,8}}[.\s]+(?:[a-z]{{1,5}}\.\s){{0,2}}){{0,3}}(?:[A-Z]?[.\d][\w.]*|[ivxIVX]{{1,6}})(?:/\d+)?(?:\s?\(\d+\))?"
        ),
    )


def _nouns(name: str) -> tuple[str, ...]:
    return tuple(
        noun for code in languages.codes() for noun in languages.lists(code, "citations", "nouns").get(name, ())
    )


@cache
def next_level() -> re.Pattern[str]:
    """Return what finds the full stop by which a Russian note parts a level, papers or a letter from what precedes.

    Mill Archive (Leeds). A. Roe Papers. Box 8. Folder 3. Иванов — Петрову.
    """
    labels = alternatives(
        label
        for code in languages.codes()
        for one in languages.lists(code, "citations", "levels").values()
        for label in one
    )
    papers = alternatives(noun for noun in _nouns("collection") if noun[0].isupper())
    return re.compile(
        rf"(?<=[\w)»”])(?<![\s.][A-ZА-ЯЁ])\.(?=\s(?:(?:[A-Z]\.\s?){{0,3}}[A-ZÀ-Þ][\w’'&\- ]{{2,60}}?\s{papers}\b"
        rf"|(?:F\.|{labels})\s?[\w«“]|(?:[А-ЯЁ]\.\s?){{0,2}}[А-ЯЁ][а-яё\-]+\s[–—]\s))"
    )


@dataclass(frozen=True, slots=True)
class Implied:
    """The archive that a class of documents belongs to: its key without `archive-`, and its name."""

    key: str
    name: str


@cache
def implied() -> dict[str, Implied]:
    """Return the archive that each class of documents implies (FO: tna)."""
    table = languages.table("en", "citations", "implied")
    return {
        letters: Implied(key, str(entry["name"]))
        for key, entry in table.items()
        for letters in str(entry["classes"]).split()
    }


def parse(scope: Scope, known: Archives) -> Item | None:
    """Return the archival item in the scope, or None where it names no place in an archive."""
    if re.search(r"(?:[\w–\-]\w|[\d)\]”’\"])\.$", scope.text):
        scope = scope.within(scope.start, scope.end - 1)
    if told := scope.starts(TOLD_OF) or scope.starts(SAID_OF) or _comment(scope):
        rest = scope.within(told.end(), scope.end)
        scope = rest if told.re is TOLD_OF or begins_place(rest, known) else scope
    found = segments(scope, known)
    if not _is_archival(scope, found, known):
        return None
    found = _without_comment(found)
    parts = adding((), (part for segment in _told(found) for part in segment.parts))
    for described in _described(scope, found):
        parts = adding(parts, (documents.documents if HAN.search(described.text) else documents.western)(described))
    if IN_QUOTES.fullmatch(found[0].scope.text) and not dating.days(scope):
        parts = tuple(sorted((*parts, _title(found[0].scope)), key=lambda part: (part.start, -part.end)))
    start = min([part.start for part in parts if part.kind == "document"], default=found[0].scope.start)
    start = scope.start if found[0].role == "document" else min(start, found[0].scope.start)
    lead = INTRODUCING.match(scope.string, start, scope.end)
    return Item(lead.end() if lead else start, _end(scope, found), "archival", "en", parts)


def _comment(scope: Scope) -> re.Match[str] | None:
    """A sentence before the colon: several small words, and no day."""
    match = scope.starts(COMMENT)
    is_told = match is not None and len(re.findall(r"(?<![\w’'])[a-z]{3,}", match[0])) > 2
    return match if match and is_told and not dating.days(scope.within(scope.start, match.end())) else None


def begins_place(scope: Scope, known: Archives) -> bool:
    """Tell whether the name of an archive, a shelfmark or the description of a document begins the scope."""
    head = scope.text.split(",")[0]
    vocabulary = _vocabulary()
    return (
        vocabulary.holder.fullmatch(_bare(scope.within(scope.start, scope.start + len(head))).text) is not None
        or vocabulary.piece.match(head) is not None
        or ACRONYM.fullmatch(head) is not None
        or documents.begins_description(scope)
        or any(name.start == scope.start for name in known.find(scope))
    )


def is_description(scope: Scope, known: Archives) -> bool:
    """Tell whether the scope only describes a document: its place follows behind a semicolon (all in …)."""
    if HAN.search(scope.text) or not dating.dates(scope) or len(scope.text) > 300 or scope.italic_runs():
        return False
    led = LEADING.match(scope.text)
    scope = scope.within(scope.start + led.end(), scope.end) if led else scope
    found = segments(scope, known)
    is_told = documents.is_message(scope.text) or documents.names_sender(scope) or scope.text[0] in '“"'
    is_printed = scope.search(documents.EDITION)
    return is_told and not is_printed and all(_is_unplaced(segment) for segment in found)


def _is_unplaced(segment: Segment) -> bool:
    """A document, or the number of its file; a file with a name of its own is a place."""
    return segment.role in ("document", "pages") or (
        segment.role == "level" and _is_decimal(segment.scope.text) and len(segment.parts) == 1
    )


def _is_decimal(words: str) -> bool:
    return DECIMAL.search(words) is not None and OWN_FILE.search(words) is None


def ends_with_file(scope: Scope) -> bool:
    """Tell whether the scope closes with a file that has its own name: 123 Public Works/88."""
    return is_named_file(scope.text.rpartition(", ")[2])


def is_named_file(words: str) -> bool:
    """Tell whether the words are such a file."""
    return OWN_FILE.fullmatch(words) is not None


def begins_shelfmark(text: str) -> bool:
    """Tell whether a holder's name begins the words, and a level with its label and number follows in them."""
    vocabulary, head = _vocabulary(), text.split(",")[0]
    return vocabulary.strong_holder.fullmatch(head) is not None and vocabulary.labelled.search(text) is not None


def _described(scope: Scope, found: Sequence[Segment]) -> Iterator[Scope]:
    """The documents stand before the levels or, each before its own file, between them."""
    runs = [list(run) for is_run, run in groupby(found, lambda segment: segment.role == "document") if is_run]
    for run in runs:
        described = scope.within(run[0].scope.start, run[-1].scope.end)
        closing = CLOSING_IN.search(described.text)
        described = described.within(described.start, described.start + closing.start()) if closing else described
        if run is runs[0] or (dating.days(described) and _is_sent(described)):
            yield described


def segments(scope: Scope, known: Archives) -> list[Segment]:
    """Return the stretches between the commas of the scope, each with what it is."""
    names = tuple(name for name in known.find(scope) if scope.is_open(name.start))
    cuts = [cut for cut in _cuts(scope, known) if not any(name.start < cut[0] < name.end for name in names)]
    stretches = list(_stretches(scope, names, cuts))
    found: list[Segment] = []
    for stretch, repository in stretches:
        before = {segment.role for segment in found}
        found.append(_segment(stretch, repository, before, found, known))
    return _with_university(_with_acronym(_with_last_acronym(found)))


def _with_university(found: list[Segment]) -> list[Segment]:
    """Houghton Library, Harvard University: the university behind its library belongs to the holder's name."""
    joined: list[Segment] = []
    for segment in found:
        last = joined[-1] if joined else None
        if (
            last
            and last.role == segment.role == "holder"
            and PARENT.search(segment.scope.text)
            and not last.parts[0].key
        ):
            scope = Scope(last.scope.string, last.parts[0].start, segment.parts[0].end, last.scope.italics)
            joined[-1] = replace(last, scope=scope, parts=(replace(last.parts[0], end=segment.parts[0].end),))
        else:
            joined.append(segment)
    return joined


def _with_last_acronym(found: list[Segment]) -> list[Segment]:
    """Box 13, NSC Series, AWF, DDEL: of two short names at the end the last is the holder's."""
    if len(found) < 2 or not all(ACRONYM.fullmatch(_bare(one.scope).text) for one in found[-2:]):
        return found
    first, last = found[-2:]
    if first.role != "holder" or first.parts[0].key or last.role not in ("level", "holder"):
        return found
    named = _bare(first.scope), _bare(last.scope)
    return [
        *found[:-2],
        Segment(first.scope, "collection", (_named(named[0], "collection"),)),
        Segment(last.scope, "holder", (_named(named[1], "holder"),)),
    ]


def _with_acronym(found: list[Segment]) -> list[Segment]:
    """The capitals right before the first level are its holder's (UKNA, FO 370/2771)."""
    first = next((index for index, segment in enumerate(found) if segment.role in ("level", "series")), 0)
    if first and all(segment.role != "holder" for segment in found):
        bare = _bare(found[first - 1].scope)
        lead = LEADING.match(bare.text)
        bare = bare.within(bare.start + lead.end(), bare.end) if lead else bare
        if first > 1 and ACRONYM.fullmatch(_bare(found[0].scope).text):
            return [Segment(found[0].scope, "holder", (_named(_bare(found[0].scope), "holder"),)), *found[1:]]
        is_signed = SIGN.fullmatch(_bare(found[first].scope).text) is not None
        if ACRONYM.fullmatch(bare.text) or (is_signed and HOUSE.fullmatch(bare.text)):
            found[first - 1] = Segment(found[first - 1].scope, "holder", (_named(bare, "holder"),))
    return found


def _cuts(scope: Scope, known: Archives) -> list[tuple[int, int]]:
    """The commas and semicolons outside dates and brackets, *in* before the place of documents, *and* between them."""
    days = [(date.start, date.end) for date in dating.dates(scope)]
    led = (BEHIND_DATE.match(scope.string, end, scope.end) for _, end in days)
    found = [match for match in led if match]
    for match in scope.all(SEPARATOR):
        code = PLACE_CODE.match(scope.string, match.end(), scope.end)
        if code is None or scope.string[match.start() - 1] in BEFORE_NO_PLACE:
            found.append(match)
    found += [
        match
        for match in scope.all(NEXT_DOCUMENT)
        if documents.begins_description(scope.within(match.end(), scope.end))
    ]
    dated = min((end for _, end in days), default=scope.end)
    found += [match for match in scope.all(PLACED_IN) if match.start() >= dated and _is_place(match["place"], known)]
    return sorted(
        match.span()
        for match in found
        if scope.is_open(match.start())
        and not scope.is_italic(match.start())
        and not any(start < match.start() < end for start, end in days)
    )


def _is_place(words: str, known: Archives) -> bool:
    vocabulary, words = _vocabulary(), words.strip()
    patterns = (vocabulary.series, vocabulary.collection, vocabulary.holder)
    return bool(known.level(words)) or any(pattern.fullmatch(words) for pattern in patterns)


def _stretches(
    scope: Scope, names: Sequence[Part], cuts: Sequence[tuple[int, int]]
) -> Iterator[tuple[Scope, Part | None]]:
    """The stretches between the cuts, and each name of a known archive by itself."""
    position = scope.start
    for start, end in [*cuts, (scope.end, scope.end)]:
        inside = [name for name in names if position <= name.start and name.end <= start]
        whole = _bare(scope.within(position, start))
        if len(inside) == 1 and whole.start <= inside[0].start and _vocabulary().strong_holder.fullmatch(whole.text):
            last = whole.start + len(BRACKETS_BEHIND.sub("", whole.text))
            inside = [replace(inside[0], start=whole.start, end=max(last, inside[0].end))]
        for name in inside:
            if scope.string[position : name.start].strip(" ("):
                yield scope.within(position, name.start), None
            yield scope.within(name.start, name.end), name
            position = name.end
        rest = scope.within(position, start)
        if rest.text and not (inside and re.fullmatch(r"[(\[][^()\[\]]*[)\]]", rest.text)):
            yield rest, None
        position = end


def _segment(
    scope: Scope, repository: Part | None, before: set[str], found: Sequence[Segment], known: Archives
) -> Segment:
    if repository:
        return Segment(scope, "holder", (repository,))
    words, bare = _vocabulary(), _bare(scope)
    if lead := LEADING.match(bare.text):
        bare = bare.within(bare.start + lead.end(), bare.end)
    if (kind := known.level(bare.text)) == "holder":
        return Segment(scope, "holder", (_named(bare, "holder"),))
    if kind:
        return Segment(scope, "level", (_level(bare, 0, len(bare.text), kind),))
    if words.signature.fullmatch(bare.text):
        return Segment(scope, "level", (Part(bare.start, bare.end, "shelfmark", (("type", "shelfmark"),)),))
    if held := HELD.fullmatch(bare.text):
        return Segment(scope, "level", tuple(_held(bare, held)))
    if (
        SIGN.fullmatch(bare.text)
        and ("holder" in before or _names_holder(found) or _follows_message(found))
        and not tuple(_labelled(bare))
    ):
        return Segment(scope, "level", (_level(bare, 0, len(bare.text), "piece"),))
    if series := SERIES_OF.fullmatch(bare.text):
        holder = Part(bare.start, bare.start + series.end("holder"), "repository")
        return Segment(scope, "level", (holder, _level(bare, *series.span("sign"), "piece")))
    if MICROFILM.fullmatch(bare.text):
        return Segment(scope, "level", (_level(bare, 0, len(bare.text), "microfilm"),))
    if piece := words.piece.match(bare.text):
        return Segment(scope, "level", (_level(bare, *piece.span(), "piece"),))
    if (folder := words.labelled.match(bare.text)) and folder["named"] and folder.end() == len(bare.text):
        return Segment(scope, "level", (_level(bare, *folder.span("name"), "folder"),))
    if documents.is_message(bare.text) or documents.SERIES.fullmatch(bare.text):
        return Segment(scope, "document")
    if words.series.fullmatch(bare.text) or (words.despatches.fullmatch(bare.text) and not dating.days(bare)):
        return Segment(scope, "series", (_named(bare, "series"),))
    if labelled := tuple(_labelled(bare)):
        return Segment(scope, "level", labelled)
    ranges = cited_ranges.pages(bare, "page", (cited_ranges.HAN, cited_ranges.LATIN))
    if ranges and ranges[0].start <= bare.start + 1:
        return Segment(scope, "pages", ranges)
    if dating.days(bare) and not words.collection.fullmatch(bare.text):
        return Segment(scope, "document")
    if SUBDIVIDED.fullmatch(bare.text) and "document" in before:
        return Segment(scope, "collection", (_named(bare, "collection"),))
    is_number = DECIMAL.fullmatch(bare.text) or SUBJECT.fullmatch(bare.text)
    if is_number and before & {"level", "series", "holder", "document"}:
        return Segment(scope, "level", (_level(bare, 0, len(bare.text), "file"),))
    for role, pattern in (("holder", words.holder), ("collection", words.collection)):
        if pattern.fullmatch(bare.text) and not _is_title(bare):
            role = "series" if role == "collection" and _last_kind(found) == "collection" else role
            return Segment(scope, role, (_named(bare, role),))
    if (
        ACRONYM.fullmatch(bare.text)
        and "holder" not in before
        and before & {"level", "series"}
        and (not before & {"collection"} or _last_kind(found) == "record-group")
    ):
        return Segment(scope, "holder", (_named(bare, "holder"),))
    return _unknown(scope, bare, before, found, known)


def _is_title(scope: Scope) -> bool:
    """Words wholly in italics are a title (Public Library Quarterly), and no name of an archive or a collection."""
    return (scope.start, scope.end) in scope.italic_runs()


def _follows_message(found: Sequence[Segment]) -> bool:
    """Roe to Doe, 5 May 1950, BGA 3/1451: nothing but a message, with its day, stands before."""
    return bool(found) and all(one.role == "document" for one in found) and documents.is_message(found[0].scope.text)


def _names_holder(found: Sequence[Segment]) -> bool:
    """Right before a sign, capitals or the name of a house."""
    last = _bare(found[-1].scope).text if found and found[-1].role == "document" else ""
    return ACRONYM.fullmatch(last) is not None or HOUSE.fullmatch(last) is not None


def _unknown(scope: Scope, bare: Scope, before: set[str], found: Sequence[Segment], known: Archives) -> Segment:
    """Behind a level a segment that no list knows is a level: a folder behind a box, else a file or item."""
    if found and found[-1].role in ("holder", "place") and PLACE.fullmatch(bare.text):
        return Segment(scope, "place")
    is_described = "document" in before or not documents.type_of(QUOTED.sub("", bare.text))
    is_held = bool(found) and _is_opening_holder(found[0], known) and re.search(r"\d", bare.text) is not None
    is_placed = is_described and (
        is_held or (before & {"level", "series", "collection"} and found[-1].role != "document")
    )
    if not is_placed or documents.names_sender(bare):
        return Segment(scope, "document")
    if PROSE.match(bare.text) or bare.italic_runs() or len(bare.text) > LONGEST_LEVEL:
        return Segment(scope, "comment")
    if IN_QUOTES.fullmatch(bare.text) and _last_kind(found) == "piece":
        return Segment(scope, "title", (_title(bare),))
    if PART_OF.fullmatch(bare.text):
        return Segment(scope, "level", (_level(bare, 0, len(bare.text), "item"),))
    if LEAVES.fullmatch(bare.text) and _last_kind(found) == "piece":
        return Segment(scope, "pages", cited_ranges.pages_alone(bare))
    kind = {"box": "folder", "folder": "folder", "collection": "item"}.get(_last_kind(found), "file")
    if bare.text.isdecimal() and SEVERAL.search(found[-1].scope.text):
        kind = _last_kind(found)
    return Segment(scope, "level", (_level(bare, 0, len(bare.text), kind),))


def _title(scope: Scope) -> Part:
    return Part(*trimmed(scope.string, scope.start, scope.end, QUOTES + " ,.”’"), "title", (("level", "u"),))


def _is_opening_holder(segment: Segment, known: Archives) -> bool:
    """An archive or a library that begins the reference."""
    name = _bare(segment.scope).text
    is_named = _vocabulary().strong_holder.fullmatch(name) is not None or known.level(name) == "holder"
    return segment.role == "holder" and is_named


def _last_kind(found: Sequence[Segment]) -> str:
    kinds = [part.attribute("type") for segment in found for part in segment.parts if part.kind == "shelfmark"]
    return kinds[-1] if kinds else ""


def _bare(scope: Scope) -> Scope:
    """The segment without (hereafter …), and without the brackets around what is supplied."""
    hereafter = ANNOUNCEMENT.search(scope.text)
    scope = scope.within(scope.start, scope.start + hereafter.start()) if hereafter else scope
    is_supplied = BRACKETED.fullmatch(scope.text) is not None
    return scope.within(scope.start + 1, scope.end - 1) if is_supplied else scope


def _labelled(scope: Scope) -> Iterator[Part]:
    """The levels whose labels and numbers fill the segment but for a word or two before the first label."""
    kinds = _vocabulary().kinds
    matches = list(_vocabulary().labelled.finditer(scope.text))
    before = scope.text[: matches[0].start()] if matches else ""
    behind = re.sub(r"\([^()]*\)", "", scope.text[matches[-1].end() :]) if matches else ""
    if len(before.split()) > 3 or len(behind.split()) > 2 or re.search(r"[“\"]|[a-z]\s+(?:to|of|in|for|on)\s", before):
        return
    for match in matches:
        if match["name"]:
            yield _level(scope, *match.span("name"), "folder")
        else:
            label = match["label"].lower()
            yield _level(scope, *match.span("value"), kinds.get(label) or kinds[label.rstrip(".")])


def _held(scope: Scope, match: re.Match[str]) -> Iterator[Part]:
    """Northfield Collection 806: a holder's name right before its collection's number."""
    start = scope.start
    yield Part(start + match.start("holder"), start + match.end("holder"), "repository")
    yield Part(start + match.start("name"), start + match.end("name"), "shelfmark", (("type", "collection"),))


def _level(scope: Scope, start: int, end: int, kind: str) -> Part:
    start, end = trimmed(scope.string, scope.start + start, scope.start + end, ' ,.“”"«»')
    end = with_point(scope, end)
    return Part(start, end, "shelfmark", (("type", kind),))


def _named(scope: Scope, role: str) -> Part:
    """A holder's, collection's or series' name, without what stands behind it in brackets."""
    words = re.sub(r"(?:\s*\([^()]*\))+$", "", scope.text)
    end = scope.start + len(words)
    if role == "holder":
        return Part(scope.start, end, "repository")
    return Part(scope.start, end, "shelfmark", (("type", role),))


def _is_archival(scope: Scope, found: Sequence[Segment], known: Archives) -> bool:
    """Levels or a known archive make a reference archival; a collection's name needs its holder beside it."""
    kinds = {part.attribute("type") for segment in found if segment.role == "level" for part in segment.parts}
    roles = {segment.role for segment in found}
    holders = [part for segment in found for part in segment.parts if part.kind == "repository"]
    is_known = any(part.key or known.level(_text(scope, part)) == "holder" for part in holders)
    if not roles & {"level", "series", "collection"}:
        return _closes_with_holder(found) and _is_private(scope)
    if _is_published(scope, kinds):
        return False
    if kinds & {"record-group", "lot", "box", "fond", "entry"} or _has_piece(found):
        return True
    if kinds & {"shelfmark"} and any(_vocabulary().signature.fullmatch(segment.scope.text) for segment in found):
        return True
    stretches = chain((segment.scope for segment in found), _described(scope, found))
    if dating.days(scope) and any(OWN_FILE.fullmatch(_text(scope, part)) for part in _levels(found)):
        return True
    dated = bool(dating.days(scope) or scope.search(documents.UNDATED)) and any(map(_is_sent, stretches))
    if dated and (
        roles & {"collection", "series"} or any(_is_telling(_text(scope, part), known) for part in _levels(found))
    ):
        return True
    if is_known and roles & {"level", "collection", "series"}:
        return True
    if holders and (
        (roles & {"collection"} and roles & {"level"})
        or _vocabulary().strong_holder.fullmatch(_text(scope, holders[0]))
    ):
        return True
    if ACRONYM.fullmatch(_bare(found[0].scope).text) and roles & {"level"} and FOLIO.search(found[-1].scope.text):
        return True
    return dated and bool(kinds - {"item", "file-volume", "file"})


def _closes_with_holder(found: Sequence[Segment]) -> bool:
    """Roe diary, May 3, 1945, Mill College, Leeds: nothing but who keeps the document, and where."""
    roles = [segment.role for segment in found if segment.role != "place"]
    return len(roles) > 1 and roles[-1] == "holder" and set(roles[:-1]) == {"document"}


def _is_private(scope: Scope) -> bool:
    """A message, or a document of its author, with its day: no speech at a college, and no title."""
    is_told = scope.text[0] not in QUOTES and documents.type_of(scope.text) not in (None, "speech")
    return is_told and bool(dating.days(scope)) and _is_sent(scope) and not scope.italic_runs()


def _is_telling(words: str, known: Archives) -> bool:
    """A level that needs no label: a short name that was announced, the number of a decimal file."""
    return bool(known.level(words)) or DECIMAL.fullmatch(words) is not None or OFFICE_FILE.fullmatch(words) is not None


def _is_sent(scope: Scope) -> bool:
    return documents.is_message(scope.text) or documents.names_sender(scope)


def _levels(found: Sequence[Segment]) -> list[Part]:
    return [part for segment in found if segment.role == "level" for part in segment.parts]


def _text(scope: Scope, part: Part) -> str:
    return scope.string[part.start : part.end]


def _has_piece(found: Sequence[Segment]) -> bool:
    return any(
        part.attribute("type") == "piece" and ("/" in segment.scope.text or _is_own_sign(_text(segment.scope, part)))
        for segment in found
        for part in segment.parts
    )


def _is_own_sign(words: str) -> bool:
    """A sign of several words or numbers, and no bare class of an archive that its letters imply."""
    return SIGN.fullmatch(words) is not None and _vocabulary().piece.fullmatch(words) is None


def _is_published(scope: Scope, kinds: set[str]) -> bool:
    """A place with its publisher and year in brackets is a book's; so is an italic title that begins the reference."""
    is_placed = bool(scope.italic_runs()) and PLACE_AND_YEAR.search(scope.text) is not None
    return (is_placed or PUBLISHED.search(scope.text) is not None) and not kinds & {"record-group", "lot", "box"}


def _without_comment(found: Sequence[Segment]) -> list[Segment]:
    """The item ends where the sentence goes on in small letters."""
    for index, segment in enumerate(found):
        if segment.role == "comment":
            return list(found[:index])
    return list(found)


def _told(found: Sequence[Segment]) -> Iterator[Segment]:
    """All segments with their parts; of several holders only the archive that is known, else the one most like one."""
    holders = [segment for segment in found if segment.role == "holder"]
    known = [one for one in holders if one.parts[0].key]
    strong = [one for one in holders if _vocabulary().strong_holder.fullmatch(_bare(one.scope).text)]
    holder = next(iter(known or strong or holders), None)
    for segment in found:
        is_holder = segment.role != "holder" or segment is holder
        yield segment if is_holder else replace(segment, parts=())


def _end(scope: Scope, found: Sequence[Segment]) -> int:
    end = found[-1].scope.end
    return end + (scope.string[end : end + 1] == ")" and end < scope.end)
