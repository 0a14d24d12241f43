"""What follows a Chinese title: volume, issue, date, place, publisher, year, pages, translators, an address."""

import re
from collections.abc import Iterator

from teiwright.citations import cited_ranges, dating
from teiwright.citations.contributors import ROLE, contributors
from teiwright.citations.publication_places import is_place
from teiwright.citations.scope import HAN, LATIN, PADDING, Part, Scope, adding, free, trimmed

NUMERAL = r"[0-9０-９]+|[一二三四五六七八九十百廿卅]+|[IVXLC]+"
SPAN = rf"(?:{NUMERAL})(?:\s*[~～\-–—－―/、至]\s*(?:第\s*)?(?:{NUMERAL}))?"
VOLUME = re.compile(
    rf"第\s*(?P<a>{SPAN})\s*(?:[卷冊册輯辑編编集函]|部(?!分)|分[冊册卷])(?![年月])"
    rf"|(?P<b>[上中下](?:[、~—\-][上中下])?)\s*[卷冊册編编輯辑集部篇](?!\w*社)"
    rf"|(?<![\w第])(?P<c>[一二三四五六七八九十]+)\s*部(?=[，,])|卷\s*(?P<d>[0-9]+(?:\s*[~\-–—]\s*[0-9]+)?"
    rf"|[一二三四五六七八九十百]+)"
    r"|[Vv]ol\.\s*(?P<e>[0-9IVXLC]+)|[（(](?P<f>[上中下一二三四五六七八九十])[）)](?=\s*[，,])|(?P<g>\d{4}年卷)"
    r"|(?<=》)(?P<h>[上中下])(?=[，,])|(?<![第\d\-–~])(?P<j>\d{1,3})\s*[冊册](?!\w*社)|(?<![\u3400-\u9fff])[冊册]\s*(?P<i>[0-9]+|[一二三四五六七八九十]+)(?![\u3400-\u9fff])"
)
ISSUE = re.compile(
    rf"(?:[總总]\s*)?第\s*(?P<a>{SPAN})\s*(?:[、,，]\s*(?:{SPAN})\s*)?(?:[期號号](?!\w*[電电])|合刊)|(?:№"
    rf"|[Nn]os?\.)\s*(?P<b>{SPAN})"
    rf"|(?P<c>(?<![第\d年~—–\-])[0-9]{{1,2}}(?:\s*[~—–\-/]\s*[0-9]{{1,2}})?)\s*[期](?![間间])|(?P<d>增刊\s*\d*"
    rf"|[特專专][刊號号])|(?P<e>[春夏秋冬][季之]?[卷號号刊])"
    rf"|(?P<g>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*月[號号刊]"
    rf"|(?<=年)\s*第?\s*(?P<f>{SPAN})\s*(?:合刊|[輯辑])"
)
YEAR = re.compile(
    r"(?P<republic>民國|民国)?\s*(?P<value>1[0-9]\d\d|20\d\d|(?<=國)\d{1,2}|(?<=国)\d{1,2}"
    r"|[一二][〇○零一二三四五六七八九]{3}|(?<=[國国])[一二三四五六七八九十]{1,3})"
    r"(?:(?P<day>[–—\-.](?:1[0-2]|0?[1-9])[–—\-.](?:[12]\d|3[01]|0?[1-9]))(?!\d)|\s*[/~\-–—―]\s*(?:1[0-9]\d\d|20\d\d"
    r"|\d\d(?!\d)))?\s*年?(?!\d)(?:\s*\d+\s*月)?(?:\s*\d+\s*日)?(?:第?\s*[一二三四五六七八九十\d]*\s*[版刷](?!\s*社)"
    r"|影印本?|[標标][點点]本|[鉛铅]印本)?"
)
EDITION = re.compile(
    r"[（(](?P<a>[^（）()]{0,12}(?:第\s*[\d一二三四五六七八九十]+\s*版|[\d]+\s*版|[增修][訂订補补][版本]?|影印[版本]"
    r"|刻本|[鉛铅]印本|[標标][點点]本|抄本|稿本|[內内]部[發发]行|[內内]部|"
    r"修[訂订正]|[繁簡简][體体][字]?[版本])[^（）()]{0,8})[）)]|第\s*[\d一二三四五六七八九十]+\s*版(?!\s*[，,]?\s*$)"
)
UNPUBLISHED = re.compile(
    r"未刊稿?|未出版|未[發发]表|手稿|打印稿|油印本|內部[資资]料|学位论文|[學学]位[論论]文|[會会][議议][論论]文"
    r"|研[討讨][會会]\w{0,6}[論论]文"
)
WOODBLOCK = re.compile(
    r"[刻抄稿印字]本$|[會会]议?[議]?[論论]文$|[學学]位[論论]文$|^[“「]"
    r"|^[一二三四五六七八九十正冬臘腊\d]+月"
)
BEHIND = re.compile(
    r"(?:(?<![，,。\s])[，,。\s]++)?(?P<year>(?:19|20)\d\d)\s*年"
    r"(?:\s*\d{1,2}\s*月)?[，,、．.·\s]*(?:(?P<place>[\u3400-\u9fff]{2,4})[、，,．.·\s]+)?"
    r"(?P<publisher>[\u3400-\u9fff]{2,16}?)(?:出版|[初再一二三四五六七八九十]+)?版"
)
SERIAL = re.compile(
    r"(?P<run>\d{4}(?:[，,]\d+)?[（(]\d+[)）]\s*[—–\-]+\s*(?:\d{4}(?:[，,]\d+)?[（(]\d+[)）])?)(?=[，,])"
)
"""A serial from its first number to its last: 1957（1）—1990（4）."""
NO_DATE = re.compile(r"出版(?:[時时][間间]|年|社|地)?不[詳详]")
PROSE = re.compile(
    r"的|中[說说寫写提認认]|[裡里]|一[文書书]|[說说]|所[說说載载]|[認认][為为]|指出|[談谈]到|[這这]"
    r"|[該该]|並|并|也|都|就"
)
PUBLISHING = re.compile(
    r"出版|[書书][局店館馆社]|印[書书刷]|社$|公司$|[館馆所院室]$|[學学]$|基金[會会]$|文化|[報报]社|三[聯联]"
)
NO_IMPRINT = re.compile(
    r"藏$|[載载見见]|下[稱称]|[簡简][稱称]|以下|[是在了者這这那說说]|〔|^第[^《]"
    r"|^[一二三四五六七八九十\d.]+(?:部分|[讲講章節节回篇段條条款])"
)
"""What holds neither place nor publisher: where a copy lies, another title, a short name, a sentence, a section."""
PAGES_END = re.compile(r"(?:[頁页]\s*[a-c]?|\d[a-c]?)$")
TAIL_END = re.compile(r"[。；;！？]")


def imprint(tail: Scope) -> tuple[Part, ...]:
    """Return what follows the last title: volume, issue, date, place, publisher, year and pages, in any order."""
    stop = next((match.start() for match in tail.all(TAIL_END) if tail.is_open(match.start())), tail.end)
    if behind := BEHIND.search(tail.string, stop, tail.end):
        stop = behind.end() if behind.start() == stop and PAGES_END.search(tail.string, tail.start, stop) else stop
    tail = tail.within(tail.start, stop)
    cited = cited_ranges.pages(tail, "page", (cited_ranges.HAN, cited_ranges.LATIN))
    serial = tail.starts(SERIAL)
    found = adding(cited, (Part(*serial.span("run"), "volume"),) if serial else ())
    found = adding(found, numbers(tail, VOLUME, "volume"))
    found = adding(found, numbers(tail, ISSUE, "issue"))
    found = adding(found, _behind(tail, found))
    found = adding(found, _years(tail, found))
    return adding(found, _published(tail, found))


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
    if era := tail.search(dating.ERA):
        yield Part(era.start(), era.end(), "year", (("when", f"{dating.era_year(era):04d}"),))


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
    """Place and publisher: the words that stand before the year, and translators after the title."""
    found: list[Part] = []
    limit = max([part.end for part in taken if part.kind == "year"], default=tail.end)
    for start, end in _chunks(tail, taken):
        if start > limit:
            break
        found += _chunk(tail, start, end, found)
    return tuple(found)


def _chunks(tail: Scope, taken: tuple[Part, ...]) -> Iterator[tuple[int, int]]:
    blocked = [*taken, *dating.dates(tail), *(Part(m.start(), m.end(), "date") for m in tail.all(dating.ERA_DATE)),
               *(Part(m.start(), m.end(), "date") for m in tail.all(EDITION)),
               *(Part(m.start(), m.end(), "date") for m in tail.all(NO_DATE))]  # fmt: skip
    for start, end in free(tail.start, tail.end, blocked):
        for match in re.compile(r"[^，,。；;（）()]+").finditer(tail.string, start, end):
            first, last = trimmed(tail.string, match.start(), match.end(), PADDING + "年版期號号第冊册卷輯辑總总")
            if last - first > 1:
                yield first, last


def _chunk(tail: Scope, start: int, end: int, found: list[Part]) -> list[Part]:
    words = tail.string[start:end]
    has_publisher = any(part.kind == "publisher" for part in found)
    colon = re.search(r"[：:]", words)
    if UNPUBLISHED.search(words) or has_publisher or NO_IMPRINT.search(words):
        return []
    role = ROLE.search(words)
    if role and role.start() >= 2 and not PUBLISHING.search(words):
        return list(contributors(tail.within(start, end)))
    if colon:
        middle = start + colon.start()
        place = trimmed(tail.string, start, middle)
        publisher = trimmed(tail.string, middle + 1, end)
        return [Part(*place, "pub-place"), Part(*publisher, "publisher")] if publisher[0] < publisher[1] else []
    if PROSE.match(words):
        return []
    if is_place(words):
        return [Part(start, end, "pub-place")]
    if len(words) <= 40 and not WOODBLOCK.search(words) and (HAN.search(words) or LATIN.search(words)):
        return [Part(start, end, "publisher")]
    return []
