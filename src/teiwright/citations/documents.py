"""Documents that a citation describes: who wrote what to whom, and when.

The grammar is that of historians' notes: 某甲致某乙電（1948年7月2日）, 某某給某某的報告, 某會議決議,
某甲與某乙談話記錄; in English *X to Y, telegram, 2 July 1948*, in Russian *Телеграмма X – Y, 2 июля 1948 г.*
Participants of a conversation are neither senders nor recipients.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from teiwright import languages
from teiwright.citation_tree import DocumentType
from teiwright.citations.dating import dates
from teiwright.citations.scope import HAN, PADDING, Part, Scope, main_script, trimmed
from teiwright.citations.vocabulary import PARTICLE, either, expression
from teiwright.languages.folding import alternatives

TYPE_NAMES: tuple[DocumentType, ...] = ("telegram", "minutes", "letter", "report", "decision", "speech", "other")
TYPES = tuple((name, re.compile(expression(f"type-{name}"))) for name in TYPE_NAMES)
ANY_TYPE = "|".join(words.pattern for _, words in TYPES)

NAMES = r"[^，,；;。《》〈〉：:]{1,60}?"
TO = either("sent-to", "zh")
ABOUT = expression("about", "zh")
QUALITY = expression("of-document", "zh")
TYPED = rf"{QUALITY}(?:{ANY_TYPE})"
WIRED = re.compile(
    rf"(?P<sender>{NAMES}){expression('wired', 'zh')}"
    rf"(?P<recipient>(?:(?!{expression('type-telegram', 'zh')})[^，,；;。（）()]){{1,40}})$"
)
SENT = re.compile(
    rf"(?P<sender>{NAMES}){ABOUT}?{TO}(?P<recipient>{NAMES}){ABOUT}?{TYPED}{expression('enclosed', 'zh')}?"
    r"(?:[（(][^（）()]{1,8}[）)])?$"
)
SHORT_WIRED = re.compile(
    rf"(?P<sender>[\u3400-\u9fff]{{2,4}}?){expression('wired-short', 'zh')}"
    rf"(?P<recipient>(?![\u3400-\u9fff]*(?:{expression('type-telegram', 'zh')}|{expression('type-report', 'zh')}))"
    r"[\u3400-\u9fff]{2,4})$"
)
"""陳某電蔣某: the whole of a title."""
AFTER_DATE = re.compile(rf"\s*{ABOUT}?{TO}(?P<recipient>{NAMES}){ABOUT}?{TYPED}$")
TALK = re.compile(rf".{{1,40}}?{expression('talk', 'zh')}")
RECEIVED = re.compile(rf"{ABOUT}?{TO}(?P<recipient>{NAMES}){ABOUT}?{TYPED}$")
ISSUED = re.compile(rf"{either('received', 'zh')}?(?P<sender>{NAMES})(?:{ABOUT}|{either('genitive', 'zh')})?{TYPED}$")
NO_SENDER = re.compile(expression("no-sender", "zh"))
CAPITAL_NAME = rf"(?:(?:[A-ZÀ-Þ][\w.’'\-]*|{PARTICLE})\s+){{0,4}}[A-ZÀ-Þ][\w.’'\-]*"
FURTHER = rf"(?:(?:,\s{CAPITAL_NAME}){{1,9}},?\sand\s{CAPITAL_NAME})"
PARTY = rf"(?:[Tt]he\s+)?[A-ZÀ-Þ“\"][^,;:()]{{0,90}}?(?:,\s(?:Jr|Sr)\.?)?{FURTHER}?"
WESTERN_TYPE = (
    r"(?:[Tt]elegram|[Tt]el\.|Ltr|Msg|Cbl|[Dd]esp\.|[Ll]etter|[Cc]able|[Rr]eport|[Mm]emo(?:rand(?:um|a))?|[Mm]essage|[Nn]ote|[Mm]inutes?|[Dd]espatch"
    r"|[Dd]ispatch|[Aa]irgram|[Aa]ide-m[ée]moire|[Ii]nstruction|[Ee]-?mail|[Tt]estimony|[Dd]iar(?:y|ies)|[Ss]tatement|[Ss]peech|[Aa]ddress|[Rr]emarks|[Ii]nterview)"
)
OFFICES = alternatives(
    form for office in languages.words("en", "citations", "offices") for form in (office, office.lower())
)
HELD_OFFICE = (
    rf"(?:,\s(?!to\b)(?:[^,;:()“”\"]{{0,40}}\b)?{OFFICES}\b[^,;:()“”\"]{{0,50}})?(?:,\s[A-ZÀ-Þ][a-zà-ÿ]+(?=,\sto\b))?"
)
"""What the sender is and where, behind the name: Roe, Minister of Mills, Leeds, to Doe."""
WESTERN_SENT = re.compile(
    rf"(?:(?:[A-Z]?[a-z]+\s)?{WESTERN_TYPE}(?:\s(?:[Nn]o\.\s)?\d+(?=\sfrom))?,?\s+(?:from\s+(?:the\s)?|by\s+)?)?"
    rf"(?P<sender>{PARTY})(?:\s\[[a-z]+\??\])?(?:\s\([^()]{{1,80}}\))?{HELD_OFFICE},?\s+to\s+"
    rf"(?P<recipient>{PARTY}|[Tt]he [a-z]+)"
    r"(?=\s*(?:[,;(\[]|$)|\s+(?:\d|and\s+(?:accompanying|enclos)|(?:on|about|regarding|concerning|dated)\s"
    r"|of\s(?=\d|[A-Z][a-z]+\s\d)|[A-Z][a-z]+\s\d))"
)
MEMO_FOR = re.compile(
    rf"Memo(?:randum)?,\s(?P<sender>{PARTY}){HELD_OFFICE}\s(?:for|to)\s"
    rf"(?P<recipient>{PARTY}|[Tt]he [a-z]+)(?=\s*(?:[,;(]|$))"
)
"""Memo, Roe for Doe."""
ROMANCE_SENT = re.compile(
    rf"{expression('letter-of', 'fr')}(?P<sender>(?:(?:du|de la|le|la)\s[a-zà-ÿ]+\s)?{CAPITAL_NAME})"
    rf"\s(?:au|aux|à|al|alla|a)\s(?P<recipient>{CAPITAL_NAME})(?=\s*(?:[,;(]|$))"
)
"""Lettre de Roux à Favre, carta de Ruiz a Soto."""
GERMAN_SENT = re.compile(
    rf"(?:{expression('letter-of', 'de')}\s(?:(?:von|des|der)\s)?)?(?P<sender>{CAPITAL_NAME})"
    rf"\s+an\s+(?:(?:den|die|das)\s+)?(?P<recipient>{CAPITAL_NAME})(?=\s*(?:[,;(]|$)|\s+vom\s)"
)
SENT_TO = (MEMO_FOR, WESTERN_SENT, GERMAN_SENT, ROMANCE_SENT)
WESTERN_OWN = re.compile(
    rf"(?P<sender>{CAPITAL_NAME})(?:['’]s?)?\s+(?:[\w ]{{0,20}}\s)?(?:{WESTERN_TYPE}s?|[Mm]emoranda)"
    rf"(?:\s+(?:to|for)\s+(?!(?:[Tt]he\s)?[Rr]ecord\b)(?:(?P<recipient>{PARTY})|all\s[^;()]{{3,120}}?))?(?=\s*(?:[,(;]|$)|\s+(?:of\s(?=\d|[A-Z][a-z]+\s\d)|on\s|in\s))"
)
WESTERN_BY = re.compile(
    rf"(?P<sender>{CAPITAL_NAME})(?:,\s+(?=[“\"])|,\s+(?={WESTERN_TYPE.lower()}\b)|\s+(?={WESTERN_TYPE}\b(?!\s+(?:from|by)\b)))"
    rf"|(?:[A-Z][\w ]{{0,40}}\s)?(?:{WESTERN_TYPE}|[Mm]emcon)(?:\s(?:for|of|on)\s[\w ]{{3,40}})?,?\s(?:by|from)\s(?:the\s)?(?P<sender_after>{CAPITAL_NAME}(?:\sof\s{CAPITAL_NAME})?)"  # noqa: E501
)
EDITION = re.compile(
    r",\s+(?:in\s+)?(?P<title>(?:[A-Z]{2,8}|[A-Z][\w’'.]*(?: [\w’'.&]+){1,9})"
    r"(?:,\s\d{4}(?:[–—\-]\d{2,4})?(?=,\s[Vv]ol))?)"
    r"(?:\s+(?P<volume>\d{1,3}|[IVXL]+)(?:\s\((?P<year>\d{4})\))?\s?:\s?"
    r"|,\s+[Vv]ol(?:ume|\.)\s*(?P<numbered>\d{1,3}|[IVXL]+)(?:,\s(?:[Pp]t\.|[Pp]art)\s[\dIVX]+)?[,:]\s(?:pp?\.\s)?)"
    r"(?P<pages>\d{1,4}(?:[–—\-]{1,2}\d{1,4})?(?:,\s\d{1,4}(?:[–—\-]{1,2}\d{1,4})?)*)(?:ff?\b\.?)?"
)
"""A printed edition of letters behind a message: SHORT 3:618–22."""
MESSAGE_NUMBER = re.compile(
    r"(?:[A-Z]{2,9}|(?:[Tt]el(?:egram|\.)?|[Cc]able|[Dd][ei]spatch|[Aa]irgram|[Cc]ircular)(?: [Nn]o\.)?|[Nn]o\.)"
    r"\s?[A-Z]{0,2}-?\d+"
    r"(?:\s(?:from|to)\s[A-Z]\w+)?,\s+"
)
"""The number that a message has of its own, before who sent it to whom: SECTO 35, Telegram 3456 from Moscow."""
NOT_SENDERS = re.compile(
    r"\b(?:between|on|concerning|regarding|from)\b|(?<!Embassy )(?<!Legation )(?<!Consulate )\bin\b"
    r"|^(?:Memo|Minutes|Record|Notes?\b|Press)"
)
OFFICE = re.compile(r"(?<!\w)(?P<office>\w++)\s++of\b")
CHINESE_SURNAME = alternatives(name.title() for name in languages.words("ru", "citations", "surnames-first"))
RUSSIAN_NAME = (
    rf"(?:{CHINESE_SURNAME}\s[А-ЯЁ][а-яё]+(?:-[а-яё]+)?|(?:[А-ЯЁ]\.\s?){{0,2}}[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)"
)
DATED = either("dated", "ru")
RUSSIAN_DASH = re.compile(
    rf"(?:(?:{ANY_TYPE})\s+)?(?P<sender>[А-ЯЁ][^–—,;]{{2,60}}?)\s+[–—]\s+"
    rf"(?P<recipient>[А-ЯЁ][^–—,;(]{{2,60}}?)(?=\s*(?:[,(]|$|{DATED}\s))"
)
RUSSIAN_ISSUED = re.compile(
    rf"{expression('issued', 'ru')}\s+(?P<sender>[А-ЯЁ].{{1,60}}?)"
    rf"(?=\s+(?:{either('about', 'ru')}|«|№|[А-Я]?\d)|[,.]?$)"
)
LONGEST_DESCRIPTION = 160
OFFICE_BEFORE = r"(?:[а-яё]{3,}\s+(?:(?:в\s+)?[А-ЯЁ]\w+\s+)?){0,4}?"
RUSSIAN_SENT = re.compile(
    rf"(?:(?:{ANY_TYPE})\s+{OFFICE_BEFORE})?(?P<sender>(?!(?:{ANY_TYPE})\s){RUSSIAN_NAME})(?:\s*[–—\-]\s*"
    rf"|\s+(?:{either('sent-to', 'ru')}\s+)?{OFFICE_BEFORE}(?P<in>{expression('addressed', 'ru')})?)"
    rf"(?P<recipient>(?(in)[А-ЯЁ].{{2,60}}?|{RUSSIAN_NAME}))(?=\s*(?:[,.(\d]"
    rf"|$|{DATED}(?:\s|$)))"
)
ENCLOSED = rf",?\s+{either('enclosed-with', 'en')}\s+"
NEXT_DOCUMENT = re.compile(
    rf"{ENCLOSED}|[;；]\s*(?:and\s+)?|,?\s+and\s+(?=[A-Z“\"a-z])|,\s+(?=[A-Z][^,;]{{0,60}}\sto\s[A-Z])"
)
UNDATED = re.compile(r"(?<=, )(?:undated|n\.d\.)")
BETWEEN = re.compile(rf"\s*(?:[、，,；;]|{either('party-joining', 'zh')})\s*(?=\S)")
AND = re.compile(rf"[、，]|{either('joining', 'zh')}(?=\S)|(?<!\s)\s+{either('joining', 'en', 'ru')}\s+")
WESTERN_AND = re.compile(rf"\s+{either('joining', 'en', 'ru')}\s+|,\s+(?:and\s+)?(?!Jr|Sr)(?=[A-ZÀ-Þ])")
ARTICLE = re.compile(r"the\s+(?=[A-Z])")
OWNER = re.compile(r"[’']s$")
OTHERS = re.compile(rf"\s*(?:{either('others', 'zh')}|{either('unnamed-others', 'zh')}|,?\s*et al\.?)?$")
BODY = re.compile(expression("body-named"))
BETWEEN_DATES = re.compile(rf"(?:[ 、，,—–\-~&]|{either('joining')}|{either('up-to', 'zh')})*")
YEAR_END = re.compile(rf"\s*{expression('of-year', 'ru')}?[)）]?")
SERIES = re.compile(
    r"\b(?:S?NIE|SE|ORE|CIA/RE|NSC|NSAM|NSDM|NSSM|NSDD|JCS|PPS|OCI|IM)\s?[\d][\d\-/ ]*\d(?!\d)"
    r"|\b(?:S?NIE|SE|ORE|NSC|NSAM|NSDM|NSSM|NSDD)\s?\d+"
)


def type_of(description: str) -> DocumentType | None:
    """Return the type that the last telling word of a description names, or None."""
    ends = [(match.end(), name) for name, words in TYPES for match in words.finditer(description)]
    longest = max((end for end, _ in ends), default=-1)
    return next((name for name, _ in TYPES if (longest, name) in ends), None)


def documents(scope: Scope) -> tuple[Part, ...]:
    """Return the documents described in the scope, each followed by its persons and dates."""
    return tuple(part for start, end in _cut(scope) for part in _document(scope.within(start, end)))


def last_described(sentence: Scope) -> Scope | None:
    """Return the stretch from the last Russian word for a document in the sentence to the date behind it, or None."""
    if main_script(sentence.text) != "ru":
        return None
    words = [m.start() for _, pattern in TYPES for m in sentence.all(pattern) if _is_russian_word(m)]
    for start in sorted(words, reverse=True):
        head = sentence.within(start, min(start + LONGEST_DESCRIPTION, sentence.end))
        day = next((date for date in dates(head) if head.is_open(date.start)), None)
        if day:
            return head.within(start, _closed(head, day.end))
    return None


def _is_russian_word(match: re.Match[str]) -> bool:
    """The word is Russian, and no part of a longer one."""
    return "а" <= match[0][-1] <= "я" and not match.string[match.start() - 1 : match.start()].isalpha()


def is_description(scope: Scope) -> bool:
    """Tell whether the scope holds nothing but descriptions of documents, each with its date in parentheses."""
    ranges = list(_cut(scope))
    return bool(ranges) and all(_is_dated(scope.within(*each)) for each in ranges)


def is_dated_message(scope: Scope) -> bool:
    """Tell whether the scope is a Chinese message's title in its marks and the day: “甲致乙函”，1946年8月3日."""
    title = scope.outer_pairs[0] if scope.outer_pairs else None
    if title is None or title.start != scope.start:
        return False
    sent = _match(scope.within(title.start, title.end))
    day = scope.within(title.end, scope.end)
    is_message = sent is not None and "recipient" in sent.re.groupindex
    return is_message and any((date.start, date.end) == (day.start, day.end) for date in dates(day))


def _is_dated(scope: Scope) -> bool:
    dated = _date_pair(scope)
    if dated is None or dated[1] != scope.end:
        return False
    description = scope.string[scope.start : dated[0]]
    return type_of(description) is not None and not re.search(r"[。：:！]", description)


def _date_pair(scope: Scope) -> tuple[int, int] | None:
    for pair in reversed(scope.outer_pairs):
        if pair.type == "paren" and dates(scope.within(pair.start + 1, pair.end - 1)):
            return pair.start, pair.end
    return None


def _cut(scope: Scope) -> Iterator[tuple[int, int]]:
    """Descriptions follow each other after a date in parentheses: by 、 by ， by ； or by and."""
    start = scope.start
    for pair in scope.outer_pairs:
        rest = BETWEEN.match(scope.string, pair.end, scope.end)
        if rest is None or pair.type != "paren" or not dates(scope.within(pair.start + 1, pair.end - 1)):
            continue
        if type_of(scope.string[rest.end() : scope.end]):
            yield start, pair.end
            start = rest.end()
    if start < scope.end:
        yield start, scope.end


def _document(scope: Scope) -> Iterator[Part]:
    if scope.start >= scope.end:
        return
    description, dated = _parted(scope)
    persons = tuple(_persons(description))
    if dated and not persons and HAN.search(scope.text):
        persons = tuple(_around_date(scope, description, dated))
        description = scope if persons else description
    when = dates(dated) if dated else ()
    end = max(dated.end, description.end) if dated and not HAN.search(scope.text) else scope.end
    type = type_of(description.text) or _default_type(description)
    yield Part(scope.start, _closed(scope, end), "document", (("subtype", type),))
    yield from sorted((*persons, *when), key=lambda part: part.start)


def _around_date(scope: Scope, before: Scope, dated: Scope) -> Iterator[Part]:
    """某甲1948年7月2日致某乙電: the date stands between the sender and what was done."""
    sent = AFTER_DATE.match(scope.string, dated.end, scope.end)
    if sent is None or before.end > dated.start:
        return
    for role, span in (("sender", (before.start, before.end)), ("recipient", sent.span("recipient"))):
        for start, end in _names(scope.string, *span):
            kind = "org" if BODY.search(scope.string[start:end]) else "person"
            yield Part(start, end, kind, (("role", role),))  # type: ignore[arg-type]


def _default_type(description: Scope) -> DocumentType:
    """An estimate's number is a report's; a message from one to another that no word names is a letter."""
    if SERIES.search(description.text):
        return "report"
    is_sent = WESTERN_SENT.match(description.text) or RUSSIAN_DASH.match(description.text)
    return "letter" if is_sent else "other"


def _closed(scope: Scope, end: int) -> int:
    """The end of a date with its г. and its closing bracket."""
    match = YEAR_END.match(scope.string, end, scope.end)
    return match.end() if match else end


def _parted(scope: Scope) -> tuple[Scope, Scope | None]:
    """The description and the scope of its date: in parentheses, or after a comma (English, Russian)."""
    if pair := _date_pair(scope):
        return scope.within(scope.start, pair[0]), scope.within(pair[0] + 1, pair[1] - 1)
    found = [date for date in dates(scope) if scope.is_open(date.start)]
    if not found:
        return scope, None
    last = found[-1]
    start = found[0].start if len(found) > 1 and _adjoin(scope.string, found) else last.start
    before = scope.within(scope.start, start)
    if before.start >= before.end:
        before = scope.within(last.end, scope.end)
    return before, scope.within(start, last.end)


def _adjoin(string: str, found: list[Part]) -> bool:
    return all(BETWEEN_DATES.fullmatch(string, a.end, b.start) for a, b in pairwise(found))


def _persons(scope: Scope) -> Iterator[Part]:
    match = _match(scope)
    if match is None:
        return
    for group, span in ((name, match.span(name)) for name in match.re.groupindex if match[name]):
        role = group.partition("_")[0]
        for start, end in _names(scope.string, *span) if role in ("sender", "recipient") else ():
            kind = "org" if BODY.search(scope.string[start:end]) else "person"
            yield Part(start, end, kind, (("role", role),))  # type: ignore[arg-type]


def _match(scope: Scope) -> re.Match[str] | None:
    if scope.text.startswith(("《", "〈", "“", "「")):
        titled = scope.outer_pairs[0].end if scope.outer_pairs else scope.end
        scope = Scope(scope.string, scope.start + 1, titled - 1)
    if HAN.search(scope.text):
        if scope.starts(TALK):
            return None
        of_one = () if type_of(scope.text) == "minutes" else (RECEIVED, ISSUED)
        chinese = (SENT, WIRED, SHORT_WIRED, *of_one)
        return next((match for pattern in chinese if (match := _whole(pattern, scope))), None)
    patterns = (
        (RUSSIAN_DASH, RUSSIAN_SENT, RUSSIAN_ISSUED)
        if main_script(scope.text) == "ru"
        else (MEMO_FOR, WESTERN_OWN, WESTERN_SENT, GERMAN_SENT, ROMANCE_SENT, WESTERN_BY)
    )
    numbered = scope.starts(MESSAGE_NUMBER)
    start = numbered.end() if numbered else scope.start
    found = (pattern.match(scope.string, start, scope.end) for pattern in patterns)
    return next((match for match in found if match and not _is_no_sender(match)), None)


def _is_no_sender(match: re.Match[str]) -> bool:
    """*Visit of X to Y* and *Memorandum of X* name no sender."""
    sender = match["sender"] or ""
    offices = languages.words("en", "citations", "offices")
    is_of = any(office["office"] not in offices for office in OFFICE.finditer(sender))
    return match.re in (WESTERN_SENT, WESTERN_OWN, WESTERN_BY) and (is_of or bool(NOT_SENDERS.search(sender)))


def is_message(text: str) -> bool:
    """Tell whether the words say who wrote to whom."""
    match = next((match for pattern in SENT_TO if (match := pattern.match(text))), None)
    return match is not None and not _is_no_sender(match)


def is_sent(scope: Scope) -> bool:
    """Tell whether the words begin with a message, or with a written document and its author (Memorandum by Roe)."""
    match = _match(scope)
    if match is None or match.re not in (*SENT_TO, WESTERN_BY, WESTERN_OWN):
        return False
    return match.re is not WESTERN_BY or match["sender_after"] is not None


def begins_description(scope: Scope) -> bool:
    """Tell whether a Western description of a document begins the scope: a message, or a type in its first words."""
    head = scope.text.split(",")[0]
    is_typed = any(type_of(" ".join(head.split()[:count])) for count in range(1, 5))
    return is_message(scope.text) or is_typed


def names_sender(scope: Scope) -> bool:
    """Tell whether the words name the author of a document of a known type (Butler minute of May 3, 1950)."""
    match = _match(scope)
    return match is not None and (match.re is WESTERN_OWN or type_of(scope.text) is not None)


def western(scope: Scope) -> tuple[Part, ...]:
    """Return the documents that a Western note describes: each ends with its date; *;* or *and* leads to the next."""
    return tuple(part for start, end in _cut_western(scope) for part in _western_document(scope.within(start, end)))


def _cut_western(scope: Scope) -> Iterator[tuple[int, int]]:
    start = scope.start
    days = [date.start for date in _told_dates(scope)] + [match.start() for match in scope.all(UNDATED)]
    for match in scope.all(NEXT_DOCUMENT):
        is_dated = any(start <= day < match.start() for day in days)
        if is_dated and any(day >= match.end() for day in days) and scope.is_open(match.start()):
            yield start, match.start()
            start = match.end()
    yield start, scope.end


def _told_dates(scope: Scope) -> tuple[Part, ...]:
    """The dates outside a title in quotation marks; a supplied one stands in square brackets."""
    quotes = [pair for pair in scope.outer_pairs if pair.type in ("quote", "title")]
    told = tuple(date for date in dates(scope) if not any(q.start < date.start < q.end for q in quotes))
    outside = tuple(date for date in told if scope.is_open(date.start))
    return outside if outside and not any(scope.is_open(date.start) for date in told[:1]) else told


def _western_document(scope: Scope) -> Iterator[Part]:
    found, type = _told_dates(scope), type_of(scope.text)
    persons = tuple(_persons(scope))
    if scope.text and (found or persons or type or SERIES.search(scope.text) or scope.text[0] in '“"‘'):
        yield Part(scope.start, scope.end, "document", (("subtype", type or _default_type(scope)),))
        yield from sorted((*persons, *found), key=lambda part: part.start)


def _whole(pattern: re.Pattern[str], scope: Scope) -> re.Match[str] | None:
    match = scope.starts(pattern)
    if match and "sender" in pattern.groupindex and NO_SENDER.match(match["sender"] or ""):
        return None
    return match


def _names(string: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    is_han = HAN.search(string, start, end) is not None
    padding = PADDING if is_han else " \t,;"
    for match in [*(AND if is_han else WESTERN_AND).finditer(string, start, end), None]:
        first, last = trimmed(string, position, match.start() if match else end, padding)
        ending = OTHERS.search(string, first, last)
        last = ending.start() if ending else last
        article = ARTICLE.match(string, first, last)
        first = article.end() if article else first
        owner = OWNER.search(string, first, last)
        last = owner.start() if owner else last
        if first < last:
            yield first, last
        position = match.end() if match else end
