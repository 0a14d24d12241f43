"""What follows a Chinese title: volume, issue, date, place, publisher, year, pages, translators, an address."""

import re
from collections.abc import Iterator

from teiwright import languages
from teiwright.citations import cited_ranges, dating
from teiwright.citations.contributors import ROLE, contributors
from teiwright.citations.publication_places import is_place
from teiwright.citations.scope import HAN, LATIN, PADDING, Part, Scope, adding, free, trimmed
from teiwright.citations.vocabulary import either, expression

NUMERAL = r"[0-9０-９]+|[〇零一二三四五六七八九十百廿卅]+|[IVXLC]+"
SPAN = rf"(?:{NUMERAL})(?:\s*[~～\-–—－―─/、至]\s*(?:第\s*)?(?:{NUMERAL}))?"
NO_HOUSE = rf"(?!{expression('publishing-house-end', 'zh')})"
THIRD = expression("of-three", "zh")
BOOK = either("book-unit", "zh")
VOLUME = re.compile(
    rf"第\s*(?P<a>{SPAN})\s*{expression('volume-unit', 'zh')}(?![年月])"
    rf"|(?<!{either('issue-first', 'zh')})(?P<b>{THIRD}(?:[、~—\-]{THIRD})?)\s*"
    rf"{expression('half-unit', 'zh')}{NO_HOUSE}"
    rf"|(?<![\w第])(?P<c>[一二三四五六七八九十]+)\s*{either('set-unit', 'zh')}(?=[，,])"
    rf"|{either('volume-first', 'zh')}\s*(?P<d>[0-9]+(?:\s*[~\-–—]\s*[0-9]+)?|[〇零一二三四五六七八九十百]+)"
    rf"|[Vv]ol\.\s*(?P<e>[0-9IVXLC]+)|[（(](?P<f>{THIRD}|[一二三四五六七八九十])[）)](?=\s*[，,])"
    rf"|(?P<g>\d{{4}}{either('volume-of-year', 'zh')})|(?:(?<=》)|(?<=》[，,]))(?P<h>{THIRD})(?=[，,（(])"
    rf"|(?<![第\d\-–~])(?P<j>\d{{1,3}})\s*{BOOK}{NO_HOUSE}"
    rf"|(?<![\u3400-\u9fff]){BOOK}\s*(?P<i>[0-9]+|[一二三四五六七八九十]+)(?![\u3400-\u9fff])"
    rf"|(?<![第\d])(?P<k>\d{{1,3}})\s*{either('volume-before-issue', 'zh')}"
    rf"(?=\s*第?\s*\d+(?:[、，,–\-]\d+)?\s*{expression('issue-unit', 'zh')})"
    r"|(?:(?<=》)|(?<=》[，,]))(?P<l>\d{1,3})\s*[：:]\s*(?=\d{1,2}(?!\d))"
)
NAMED_VOLUME = re.compile(
    rf"第\s*{SPAN}\s*{expression('volume-unit', 'zh')}(?![^，,。（(]*{expression('publishing', 'zh')})"
    r"[“「《]?[\u3400-\u9fff]{2,12}[”」》]?(?=[，,（(])"
)
"""第5輯第1編政治（二）: a numbered part and what it is called."""
SECTION_BEHIND = re.compile(
    rf"{either('volume-first', 'zh')}\s*[\d一二三四五六七八九十百]{{1,6}}(?P<section>[，,]\s*"
    r"(?:[“「][^“”「」]{1,16}[”」]|[\u3400-\u9fff]{2,8}(?=$|[。；;])))"
)
"""《縣志》卷四，“風俗”: the section by its name."""
CANON_SIGN = re.compile(
    r"(?:CBETA[^，,]{0,12}[，,]\s*)?(?<![A-Za-z])[A-Z]\s?\d{1,3}(?:[，,]?\s*no\.\s*\d+[A-Za-z]?|n\d{3,4}[A-Za-z]?)"
)
"""T09n0262; CBETA, T05, no. 220: the volume and the number of a text in the Buddhist canon."""
ISSUE = re.compile(
    rf"(?:{either('issue-in-all', 'zh')}\s*)?第\s*(?P<a>{SPAN})\s*(?:[、,，]\s*(?:{SPAN})\s*)?"
    rf"(?:{expression('issue-unit', 'zh')}|{either('joint-issue', 'zh')})|(?:№|[Nn]os?\.)\s*(?P<b>{SPAN})"
    rf"|(?P<c>(?<![第\d~—–\-、])[0-9]{{1,2}}(?:\s*[~—–\-/、]\s*[0-9]{{1,2}})?)\s*"
    rf"{expression('issue-behind-number', 'zh')}"
    rf"|(?P<d>{expression('special-issue', 'zh')})|(?P<e>{expression('season-issue', 'zh')})"
    rf"|(?P<g>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*{expression('month-issue', 'zh')}"
    rf"|(?:(?<=\d)|(?<=》[，,]))\s?{expression('issue-first', 'zh')}\s*(?P<h>\d+)"
    r"|(?<=[\d][：:])\s?(?P<i>\d{1,2}(?:\s?[-–—/]\s?\d{1,2})?)(?=\s*[（(，,])"
    rf"|(?<=年)\s*第?\s*(?P<f>{SPAN})\s*{expression('issue-behind-year', 'zh')}"
)
IN_THE_REPUBLIC = rf"(?<={either('republic', 'zh')})"
YEAR = re.compile(
    rf"(?P<republic>{either('republic', 'zh')})?\s*(?P<value>1[0-9]\d\d|20\d\d|{IN_THE_REPUBLIC}\d{{1,2}}"
    rf"|[一二][〇○零一二三四五六七八九]{{3}}|{IN_THE_REPUBLIC}[一二三四五六七八九十]{{1,3}})"
    r"(?:(?P<day>[–—\-.](?:1[0-2]|0?[1-9])[–—\-.](?:[12]\d|3[01]|0?[1-9]))(?!\d)|\s*[/~\-–—―]\s*(?:1[0-9]\d\d|20\d\d"
    rf"|\d\d(?!\d)))?\s*年?(?!\d)(?:\s*\d+\s*月)?(?:\s*\d+\s*日)?{expression('edition-of', 'zh')}?"
)
EDITION = re.compile(
    rf"[（(](?P<a>[^（）()：:]{{0,12}}{expression('edition-word', 'zh')}[^（）()]{{0,8}})[）)]"
    rf"|第\s*[\d一二三四五六七八九十]+\s*{either('edition', 'zh')}(?!\s*[，,]?\s*$)"
)
UNPUBLISHED = re.compile(expression("unpublished", "zh"))
WOODBLOCK = re.compile(rf"{expression('no-publisher', 'zh')}|^[“「]")
BEHIND = re.compile(
    r"(?:(?<![，,。\s])[，,。\s]++)?(?P<year>(?:19|20)\d\d)\s*年"
    r"(?:\s*\d{1,2}\s*月)?[，,、．.·\s]*(?:(?P<place>[\u3400-\u9fff]{2,4})[、，,．.·\s]+)?"
    rf"(?P<publisher>[\u3400-\u9fff]{{2,16}}?){expression('published-behind', 'zh')}"
)
FURTHER_PAGES = re.compile(
    rf"[；;]\s*(?:{cited_ranges.PAGE}\s*[\d\-–—～~、]+|第\s*[\d\-–—～~、]+\s*{cited_ranges.PAGE})(?=\s*(?:$|[。；;）)]))"
)
"""頁90-91；頁104."""
SERIAL = re.compile(
    r"(?P<run>\d{4}(?:[，,]\d+)?[（(]\d+[)）]\s*[—–\-]+\s*(?:\d{4}(?:[，,]\d+)?[（(]\d+[)）])?)(?=[，,])"
)
"""A serial from its first number to its last: 1957（1）—1990（4）."""
NO_DATE = re.compile(expression("no-date", "zh"))
PROSE = re.compile(expression("prose", "zh"))
PUBLISHING = re.compile(expression("publishing", "zh"))
NO_IMPRINT = re.compile(rf"{expression('no-imprint', 'zh')}|〔")
"""What holds neither place nor publisher: where a copy lies, another title, a short name, a sentence, a section."""
BESIDE_PUBLISHER = "".join(languages.words("zh", "citations", "beside-publisher"))
SERIAL_UNIT = re.compile(rf"\s*{either('serial-unit', 'zh')}")
"""What counts the numbers of a serial that appears without publisher."""
IN_BRACKETS = re.compile(
    r"[（(](?:[^；;：:（）()]{2,30}[；;]\s*)?(?P<imprint>[^：:（）()]{1,14}[：:])"
    r"[^：:（）()]{2,60}(?:[；;][^：:；;（）()]{1,14}[：:][^：:（）()]{2,60})?[，,][^，,（）()]{0,12}\d{2,4}[^（）()]{0,12}[）)]"
)
"""（臺北：某社，2001）, also behind the series: place, publisher and year."""
THESIS = re.compile(expression("thesis-words", "zh"))
PUBLISHED_BY = re.compile(rf"{expression('published-by', 'zh')}$")
PAGES_END = re.compile(rf"(?:{cited_ranges.PAGE}\s*[a-c]?|\d[a-c]?)$")
CHUNK = re.compile(r"[^，,。；;（）()]+")
JAPANESE_CHUNK = re.compile(r"[^，,、。；;（）()]+")
JUAN = languages.words("zh", "citations", "volume-first")
MONTH_BEHIND = re.compile(rf"\s*{expression('month-of-moon', 'zh')}")
"""A day behind the volume of a chronicle is that of the entry."""
TAIL_END = re.compile(r"[。；;！？]")


def imprint(tail: Scope) -> tuple[Part, ...]:
    """Return what follows the last title: volume, issue, date, place, publisher, year and pages, in any order."""
    stop = next((match.start() for match in tail.all(TAIL_END) if tail.is_open(match.start())), tail.end)
    tail = tail.within(tail.start, behind_pages(tail, stop) or stop)
    plain = CANON_SIGN.sub(lambda sign: "，" * len(sign[0]), tail.string)
    tail = Scope(plain, tail.start, tail.end, tail.italics)
    cited = cited_ranges.pages(tail, "page", (cited_ranges.HAN, cited_ranges.REGISTER, cited_ranges.LATIN))
    serial = tail.starts(SERIAL)
    found = adding(cited, (Part(*serial.span("run"), "volume"),) if serial else ())
    found = adding(found, numbers(tail, VOLUME, "volume"))
    found = adding(found, numbers(tail, ISSUE, "issue"))
    found = adding(found, _behind(tail, found))
    found = adding(found, _years(tail, found))
    return adding(found, _published(tail, found))


def behind_pages(tail: Scope, stop: int) -> int:
    """Return where the imprint or the further pages end that stand behind pages and the stop at `stop`, or 0."""
    behind = BEHIND.match(tail.string, stop, tail.end) or FURTHER_PAGES.match(tail.string, stop, tail.end)
    return behind.end() if behind and PAGES_END.search(tail.string, tail.start, stop) else 0


def _behind(tail: Scope, found: tuple[Part, ...]) -> Iterator[Part]:
    """123頁，1993年某某社五版: the imprint stands behind the pages."""
    last = max([part.end for part in found if part.kind == "pages"], default=0)
    match = BEHIND.match(tail.string, last, tail.end) if last else None
    if match and (match["place"] is None or is_place(match["place"])):
        yield Part(*match.span("year"), "year", (("when", match["year"]),))
        if match["place"]:
            yield Part(*match.span("place"), "pub-place")
        yield Part(*match.span("publisher"), "publisher")


def numbers(tail: Scope, pattern: re.Pattern[str], kind: str) -> Iterator[Part]:
    """Yield the numbers that the pattern's groups give, as parts of this kind."""
    for match in tail.all(pattern):
        name = next((key for key, value in match.groupdict().items() if value), None)
        if name:
            yield Part(*match.span(name), kind)  # type: ignore[arg-type]


def _years(tail: Scope, taken: tuple[Part, ...]) -> Iterator[Part]:
    if any(part.kind == "year" for part in taken):
        return
    editions = [(match.start(), match.end()) for match in tail.all(EDITION)]
    for match in tail.all(YEAR):
        if any(start <= match.start() < end for start, end in editions) or _is_span_of_years(tail, match):
            continue
        value = dating.number(match["value"]) + (1911 if match["republic"] else 0)
        start, end = match.start("value"), match.end("day" if match["day"] else "value")
        if match["republic"]:
            start = match.start("republic")
        part = Part(start, end, "year", (("when", _when(tail, match, value)),))
        if 1000 < value < 2100 and not any(part.overlaps(other) for other in taken):
            yield part
            return
    is_volume = any(part.kind == "volume" and tail.string[part.start - 1] in JUAN for part in taken)
    if (era := tail.search(dating.ERA)) and not (is_volume and MONTH_BEHIND.match(tail.string, era.end())):
        year = f"{dating.era_year(era):04d}"
        days = (date.attribute("when") for date in dating.days(tail) if date.start <= era.start() < date.end)
        when = next((day for day in days if day.startswith(year)), year)
        yield Part(era.start(), era.end(), "year", (("when", when),))


def _is_span_of_years(tail: Scope, match: re.Match[str]) -> bool:
    """（1957—1969） tells what a volume covers, not when it appeared."""
    around = tail.string[match.start() - 1 : match.end() + 1]
    return bool(re.fullmatch(r"[（(]\d{4}\s*[~\-–—―－～]\s*\d{2,4}年?[）)]", around))


def _when(tail: Scope, match: re.Match[str], year: int) -> str:
    """A newspaper's date is given to the day."""
    if match["day"]:
        month, day = re.findall(r"\d+", match["day"])
        return f"{year:04d}-{int(month):02d}-{int(day):02d}"
    day = next((date for date in dating.dates(tail) if date.start <= match.start("value") < date.end), None)
    value = day.attribute("when") if day else ""
    return value if value.startswith(f"{year:04d}") else f"{year:04d}"


def _published(tail: Scope, taken: tuple[Part, ...]) -> tuple[Part, ...]:
    """Place and publisher: the words that stand before the year, and translators after the title.

    Where place, publisher and year stand in brackets, no other words are the publisher.
    """
    found: list[Part] = []
    limit = max([part.end for part in taken if part.kind == "year"], default=tail.end)
    bracket = tail.search(IN_BRACKETS)
    for start, end in _chunks(tail, taken):
        if start > limit:
            break
        if (
            bracket
            and not bracket.start("imprint") <= start < bracket.end()
            and not ROLE.search(tail.string, start, end)
        ):
            continue
        found += _chunk(tail, start, end, found)
    return tuple(found)


def _chunks(tail: Scope, taken: tuple[Part, ...]) -> Iterator[tuple[int, int]]:
    blocked = [*taken, *(Part(m.start(), m.end(), "volume") for m in tail.all(NAMED_VOLUME)), *dating.dates(tail),
               *(Part(*m.span("section"), "volume") for m in tail.all(SECTION_BEHIND)),
               *(Part(m.start(), m.end(), "date") for m in tail.all(dating.ERA_DATE)),
               *(Part(m.start(), m.end(), "date") for m in tail.all(EDITION)),
               *(Part(m.start(), m.end(), "date") for m in tail.all(NO_DATE))]  # fmt: skip
    chunk = JAPANESE_CHUNK if tail.string[tail.start - 1] == "、" else CHUNK
    for start, end in free(tail.start, tail.end, blocked):
        for match in chunk.finditer(tail.string, start, end):
            first, last = trimmed(tail.string, match.start(), match.end(), PADDING + BESIDE_PUBLISHER)
            if last - first > 1:
                yield first, last


def _chunk(tail: Scope, start: int, end: int, found: list[Part]) -> list[Part]:
    verb = PUBLISHED_BY.search(tail.string, start, end)
    end = verb.start() if verb and verb.start() > start else end
    words = tail.string[start:end]
    has_publisher = any(part.kind == "publisher" for part in found)
    colon = re.search(r"[：:]", words)
    thesis = THESIS.search(words)
    if thesis and thesis.start() > 1 and not has_publisher:
        return _chunk(tail, start, start + thesis.start(), found)
    if has_publisher and is_place(words) and not any(part.kind == "pub-place" for part in found):
        return [Part(start, end, "pub-place")]
    if has_publisher:
        return []
    if colon and _is_in_brackets(tail, start, end):
        return _placed(tail, start, start + colon.start(), end)
    if UNPUBLISHED.search(words) or NO_IMPRINT.search(words):
        return []
    role = ROLE.search(words)
    if role and role.start() >= 2 and not PUBLISHING.search(words):
        return list(contributors(tail.within(start, end)))
    if colon:
        return _placed(tail, start, start + colon.start(), end)
    if PROSE.match(words) or (tail.string[start - 1] in "》〉" and not PUBLISHING.search(words)):
        return []
    if is_place(words):
        return [Part(start, end, "pub-place")]
    if len(words) <= 40 and not WOODBLOCK.search(words) and (HAN.search(words) or LATIN.search(words)):
        return [Part(start, end, "publisher")]
    return []


def _is_in_brackets(tail: Scope, start: int, end: int) -> bool:
    """（臺北：作者自印，2004）: whatever stands between the colon and the year is who published it."""
    return any(match.start() < start and end < match.end() for match in tail.all(IN_BRACKETS))


def _placed(tail: Scope, start: int, colon: int, end: int) -> list[Part]:
    place, publisher = trimmed(tail.string, start, colon), trimmed(tail.string, colon + 1, end)
    return [Part(*place, "pub-place"), Part(*publisher, "publisher")] if publisher[0] < publisher[1] else []
