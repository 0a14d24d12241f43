"""Dates as citations print them, in Chinese, Russian and English, and their values as ISO 8601.

Only what stands in a citation is read here: a full date, its month or its year, lists of days under one month
(1948年9月3、5日), spans, years of the Republic (民國三十八年), and the numeric forms 5.7.1948 and 1948.7.5.
"""

import re
from collections.abc import Iterator

from teiwright.citations.scope import Part, Scope

DIGITS = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
NUMBER = r"[0-9０-９]{1,2}|[一二三四五六七八九十廿卅]{1,3}"
YEARS = r"[0-9０-９]{1,4}|[〇○零一二三四五六七八九十]{2,4}"
DASH = r"\s*(?:[~～—–\-－―]+|至|到)\s*"
CHINESE = re.compile(
    rf"(?:(?P<republic>民國|民国)?\s*(?P<year>{YEARS})\s*年\s*)?(?P<month>{NUMBER})\s*月"
    rf"(?:\s*(?P<day>{NUMBER})(?:\s*[日號号]|(?=\s*(?:[、，,]|{DASH})\s*\d)))?"
    rf"|(?P<republic_alone>民國|民国)?\s*(?P<year_alone>{YEARS})\s*年"
)
FURTHER_DAY = re.compile(
    rf"\s*(?P<mark>[、，,]|和|及|{DASH})\s*(?P<day>{NUMBER})\s*(?:[日號号]|(?=\s*[、，,和及日號号]))"
)

ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
RUSSIAN_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
ENGLISH_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
RUSSIAN_MONTH = r"(?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{0,2}"
FOREIGN = re.compile(
    rf"(?<!\d)(?:(?P<d0>\d{{1,2}})(?P<between>\s*(?:и|,|and|&|[–—\-])\s*))?(?P<d1>\d{{1,2}})(?:st|nd|rd"
    rf"|th)?\s+(?P<m1>{ENGLISH_MONTH}|{RUSSIAN_MONTH})[\s,]+(?P<y1>\d{{4}})"
    rf"|(?P<m2>{ENGLISH_MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
    r"|(?<![\d.])(?P<y3>\d{4})[.\-/](?P<m3>\d{1,2})[.\-/](?P<d3>\d{1,2})(?!\d)"
    r"|(?<![\d.])(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4})(?!\d)"
    rf"|\b(?P<m5>{ENGLISH_MONTH}|{RUSSIAN_MONTH})\s+(?P<y5>\d{{4}})",
    re.I,
)


ERAS = {"洪武": 1367, "永樂": 1402, "永乐": 1402, "成化": 1464, "弘治": 1487, "正德": 1505, "嘉靖": 1521,
        "隆慶": 1566, "隆庆": 1566, "萬曆": 1572, "万历": 1572, "天啟": 1620, "天启": 1620, "崇禎": 1627, "崇祯": 1627,
        "順治": 1643, "顺治": 1643, "康熙": 1661, "雍正": 1722, "乾隆": 1735, "嘉慶": 1795, "嘉庆": 1795, "道光": 1820,
        "咸豐": 1850, "咸丰": 1850, "同治": 1861, "光緒": 1874, "光绪": 1874, "宣統": 1908, "宣统": 1908, "昭和": 1925,
        "大正": 1911, "明治": 1867}  # fmt: skip
ERA = re.compile(rf"(?P<era>{'|'.join(ERAS)})\s*(?P<value>元|{NUMBER})\s*年")


ERA_DATE = re.compile(
    rf"{ERA.pattern}(?:\s*[正閏闰]?[一二三四五六七八九十]*月)?(?:[上中下](?![\u3400-\u9fff]))?(?:\s*[一二三四五六七八九十廿]+日)?"
)


def era_year(match: re.Match[str]) -> int:
    """Return the year in which a year of an era (光緒二十六年) began."""
    return ERAS[match["era"]] + (1 if match["value"] == "元" else number(match["value"]))


def number(text: str) -> int:
    """Return the value of a number in digits of any width or in Chinese numerals; 0 where it is none."""
    text = text.translate(WIDE).strip().replace("廿", "二十").replace("卅", "三十")
    if text.isdecimal():
        return int(text)
    hundreds, mark, rest = text.partition("百")
    if mark:
        return 100 * number(hundreds or "一") + number(rest.lstrip("零〇") or "0")
    if "十" in text:
        tens, _, units = text.partition("十")
        return 10 * int(DIGITS.get(tens, "1")) + int(DIGITS.get(units, "0"))
    digits = "".join(DIGITS.get(character, "") for character in text)
    return int(digits) if digits and len(digits) == len(text) else 0


def iso(year: int, month: int = 0, day: int = 0) -> str:
    """Return the date as ISO 8601, as exact as its parts allow; the empty string for an impossible one."""
    if not 0 < year < 2200 or month > 12 or day > 31:
        return ""
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")


def dates(scope: Scope) -> tuple[Part, ...]:
    """Return the dates in the scope in the order printed: each with `when`, a span of days with `from` and `to`."""
    found = list(_chinese(scope))
    found += [part for part in _foreign(scope) if not any(part.overlaps(other) for other in found)]
    return tuple(sorted(found, key=lambda part: part.start))


def values(part: Part) -> tuple[str, ...]:
    """Return the ISO values of a date part: one, or the first and the last day of a span."""
    return tuple(value for name, value in part.attributes if name in ("when", "from", "to"))


def _foreign(scope: Scope) -> Iterator[Part]:
    for match in scope.all(FOREIGN):
        group = match.groupdict()
        form = next(index for index in "12345" if group[f"y{index}"])
        year_month = int(group[f"y{form}"]), month(group[f"m{form}"])
        value = iso(*year_month, int(group.get(f"d{form}") or 0))
        if value and group["d0"]:
            yield from _pair(match, iso(*year_month, int(group["d0"])), value)
        elif value:
            yield Part(match.start(), match.end(), "date", (("when", value),))


def _pair(match: re.Match[str], first: str, last: str) -> Iterator[Part]:
    """30 и 31 января are two days, 30–31 января a span."""
    if match["between"].strip() in ("и", ",", "and", "&"):
        yield Part(*match.span("d0"), "date", (("when", first),))
        yield Part(match.start("d1"), match.end(), "date", (("when", last),))
    else:
        yield Part(match.start(), match.end(), "date", (("from", first), ("to", last)))


def month(name: str) -> int:
    """Return the number of a month named in English or Russian or given in digits; 0 where it is none."""
    if name.isdecimal():
        return int(name)
    beginnings = [*enumerate(ENGLISH_MONTHS, 1), *enumerate(RUSSIAN_MONTHS, 1)]
    fitting = [(len(beginning), index) for index, beginning in beginnings if name.lower().startswith(beginning)]
    return max(fitting, default=(0, 0))[1]


def _chinese(scope: Scope) -> list[Part]:
    found: list[Part] = []
    year, offset = 0, scope.start
    while match := CHINESE.search(scope.string, offset, scope.end):
        offset = match.end()
        year = _year(match) or year
        in_year, day = number(match["month"] or "0"), number(match["day"] or "0")
        if value := iso(year, in_year, day):
            found.append(Part(match.start(), match.end(), "date", (("when", value),)))
            if day:
                offset = _further_days(scope, offset, (year, in_year), found)
    return found


def _year(match: re.Match[str]) -> int:
    value = number(match["year"] or match["year_alone"] or "")
    if match["republic"] or match["republic_alone"]:
        return value + 1911
    return value if value > 99 else 0


def _further_days(scope: Scope, offset: int, year_month: tuple[int, int], found: list[Part]) -> int:
    while match := FURTHER_DAY.match(scope.string, offset, scope.end):
        offset = match.end()
        value = iso(*year_month, number(match["day"]))
        if re.fullmatch(DASH, match["mark"]) and (first := found[-1].attribute("when")):
            found[-1] = Part(found[-1].start, offset, "date", (("from", first), ("to", value)))
        elif value:
            found.append(Part(match.start("day"), offset, "date", (("when", value),)))
    return offset
