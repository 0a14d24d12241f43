"""The grammar of date expressions in Chinese, in either script.

A regular expression reads one point of time with whatever parts are printed; points that a connecting word joins
become ranges or alternatives, and a word after them (前, 以後) a bound. The parts left out are for the context.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from teiwright.annotation.dates.eras import FIRST_YEARS, SOLAR, year_of
from teiwright.annotation.dates.mention import Base, EventName, Mention, Shift, Term, without_overlaps
from teiwright.annotation.dates.numerals import ARABIC, CHINESE, number
from teiwright.annotation.dates.numeric import NUMERIC
from teiwright.annotation.dates.numeric import point as numeric_point
from teiwright.annotation.dates.values import Bound, Phase, Point, Relation
from teiwright.annotation.names.folding import fold_characters

_S = r"\s{0,2}"
_TO = r"[~～〜∼‐‑–—―－\-至到]"
_LINK = r"[、，,和及與与至到或~～〜∼‐‑–—―－\-]"
_YEAR = rf"(?:[1１2２][{ARABIC}]{{3}}|[一二][〇零○一二三四五六七八九]{{3}}|[一二兩两]千[〇零○]?[{CHINESE}]{{0,3}})"
_N = rf"(?:[{ARABIC}]{{1,2}}|[〇零○一二三四五六七八九十廿卅]{{1,3}}|[兩两])"
_NUMBERS = rf"{_N}(?:{_S}{_LINK}{_S}{_N}){{0,9}}(?:{_S}[（(]或{_N}[）)])?"

RELATIVE_YEARS: dict[str, tuple[Base, int]] = {
    **dict.fromkeys(("今年", "本年"), ("speech", 0)),
    "去年": ("speech", -1), "明年": ("speech", 1), "來年": ("speech", 1), "来年": ("speech", 1),
    "前年": ("speech", -2), "後年": ("speech", 2),
    **dict.fromkeys(("同年", "當年", "当年", "該年", "该年", "是年", "這一年", "这一年", "那一年", "這年", "那年"),
                    ("narrative", 0)),
    **dict.fromkeys(("次年", "翌年", "第二年"), ("narrative", 1)),
    **dict.fromkeys(("前一年", "上一年"), ("narrative", -1)),
}  # fmt: skip
RELATIVE_MONTHS: dict[str, tuple[Base, int]] = {
    "本月": ("speech", 0), "這個月": ("speech", 0), "这个月": ("speech", 0),
    "上月": ("speech", -1), "上個月": ("speech", -1), "上个月": ("speech", -1),
    "下月": ("speech", 1), "下個月": ("speech", 1), "下个月": ("speech", 1),
    **dict.fromkeys(("同月", "當月", "当月", "是月", "該月", "该月"), ("narrative", 0)),
    **dict.fromkeys(("次月", "翌月"), ("narrative", 1)),
}  # fmt: skip
RELATIVE_DAYS: dict[str, tuple[Base, int]] = {
    **dict.fromkeys(("今天", "今日", "今晨", "今早", "今晚", "今夜"), ("speech", 0)),
    **dict.fromkeys(("昨天", "昨日", "昨晨", "昨晚", "昨夜"), ("speech", -1)),
    **dict.fromkeys(("明天", "明日", "明晨", "明早", "明晚"), ("speech", 1)),
    **dict.fromkeys(("大後天", "大后天"), ("speech", 3)), **dict.fromkeys(("後天", "后天"), ("speech", 2)),
    "大前天": ("speech", -3), "前天": ("speech", -2),
    **dict.fromkeys(("當天", "当天", "當日", "当日", "當晚", "当晚", "當夜", "当夜", "同日", "同一天", "同天", "是日",
                     "是夜", "該日", "该日", "這一天", "这一天", "這天", "那一天", "那天"), ("narrative", 0)),
    **dict.fromkeys(("第二天", "次日", "翌日", "隔天", "隔日", "次晨", "翌晨"), ("narrative", 1)),
    "第三天": ("narrative", 2),
    **dict.fromkeys(("此前一天", "此前一日", "前一天", "前一日", "頭一天", "头一天", "前一晚"), ("narrative", -1)),
}  # fmt: skip
BARE_PHASES: dict[str, Phase] = {
    "月初": "early", "月底": "late", "月末": "late", "年初": "opening", "年底": "closing", "年末": "closing",
}  # fmt: skip
YEAR_PHASES: dict[str, Phase] = {
    "年初": "opening", "初期": "early", "前期": "early", "初": "opening", "年底": "closing", "底": "closing",
    "末": "closing", "中期": "middle", "中葉": "middle", "中叶": "middle", "後期": "late", "后期": "late",
    "上半年": "first-half", "前半年": "first-half", "下半年": "second-half", "後半年": "second-half",
    "后半年": "second-half", "初春": "spring", "春": "spring", "夏": "summer", "秋": "autumn", "初冬": "winter",
    "冬": "winter",
}  # fmt: skip
MONTH_PHASES: dict[str, Phase] = {
    "上旬": "early", "中旬": "middle", "下旬": "late", "月初": "early", "初": "early", "月底": "late", "底": "late",
    "末": "late", "中": "middle",
}  # fmt: skip
PERIOD_PHASES: dict[str, Phase] = {
    "初期": "early", "前期": "early", "初": "early", "中期": "middle", "中葉": "middle", "中叶": "middle",
    "後期": "late", "后期": "late", "末期": "late", "末": "late",
}  # fmt: skip
BOUNDS: dict[str, Bound] = {
    **dict.fromkeys(("以前", "之前", "前"), "before"),
    **dict.fromkeys(("以後", "以后", "之後", "之后", "後", "后"), "after"),
    **dict.fromkeys(("前後", "前后", "左右"), "about"),
}
_MORNING = "凌晨 清晨 早晨 早上 早間 早间 拂曉 拂晓 上午 晨 早".split()
_NOON = "中午 正午".split()
_EVENING = "下午 午後 午后 傍晚 黃昏 黄昏 晚間 晚间 晚上 夜間 夜间 夜晚 夜裡 夜里 深夜 午夜 晚 夜".split()
WEEKDAYS = {**{name: at for at, name in enumerate("一二三四五六", 1)}, "日": 7, "天": 7}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_PART = (
    rf"(?P<part>{_any([word for word in (*_MORNING, *_NOON, *_EVENING) if len(word) > 1])}"
    r"|晨(?![報报])|早(?![已就在先期日稻年餐飯饭報报])"
    r"|晚(?![兩两於于些了期年清近會会餐飯饭禮礼報报])|夜(?![校襲袭總总]))"
)
_TIME = (
    rf"(?P<time>(?P<hour>{_N}){_S}[時时點点](?![期候間间代刻段常而])"
    rf"(?:{_S}(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute>{_N}){_S}分"
    rf"|(?P<loose>[{CHINESE}]{{1,3}}|[0-9]{{2}})(?=$|[，。、定到至])))?[整正許许]?"
    r"|(?P<clock>[0-9]{1,2})[:：](?P<clockminute>[0-9]{2}))"
)
_YEAR_PART = (
    rf"(?P<yearpart>(?:公元|西元)?{_S}"
    rf"(?:(?P<years>{_YEAR}(?:{_S}{_LINK}{_S}{_YEAR}|{_S}{_TO}{_S}[{ARABIC}]{{2}}(?![{ARABIC}])){{0,4}}){_S}年(?!代)"
    rf"|(?P<era>{_any(FIRST_YEARS)}){_S}(?P<erayear>元|[{ARABIC}]{{1,3}}|[{CHINESE}]{{1,4}}){_S}年(?!代)"
    rf"|(?<=[公西]元)(?P<countedyear>[{ARABIC}]{{1,3}}|[一二三四五六七八九十百〇零]{{1,6}}){_S}年(?!代)"
    rf"|(?P<shortyear>[{ARABIC}]{{2}}|[〇零一二三四五六七八九]{{2}}){_S}年(?={_S}{_N}{_S}月)"
    rf"|(?P<zeroyear>[0０][{ARABIC}]|[零〇][〇零一二三四五六七八九]){_S}年(?!代)"
    rf"|(?P<ryear>{_any(RELATIVE_YEARS)})(?![級级輕轻]))"
    rf"(?:{_S}(?:(?P<yearphase>{_any(YEAR_PHASES)}|中(?=$|[，。、；）」』”]))[天季]?|[間间度](?![諜谍接隔])))?)"
)
_MONTH_PART = (
    rf"(?P<monthpart>(?:(?P<months>{_NUMBERS}){_S}月(?![球亮台臺刊])份?|(?P<rmonth>{_any(RELATIVE_MONTHS)}))"
    rf"(?:{_S}(?:(?P<monthphase>{_any([*MONTH_PHASES][:-1])}|中(?=$|[，。、；）」』”]))|之?[間间](?![諜谍接隔])))?)"
)
_DAY_PART = (
    rf"(?P<daypart>(?P<days>{_NUMBERS}){_S}[兩两二三]?[日號号]"
    rf"|(?P<rday>{_any(RELATIVE_DAYS)})"
    rf"|(?<=月)(?P<bareday>[{CHINESE}]{{1,3}})(?=$|[，。、；）」』”]))"
)
_WEEKDAY = (
    rf"(?P<weekpart>[,，（(]?{_S}(?P<weeks>[上下]{{0,2}}|[這这本])[個个]?(?:星期|禮拜|礼拜|週|周)"
    rf"(?P<weekday>[{''.join(WEEKDAYS)}])(?![年刊])[）)]?)"
)
_START = "".join(sorted({word[0] for word in (*RELATIVE_YEARS, *RELATIVE_MONTHS, *RELATIVE_DAYS, *FIRST_YEARS)}))
POINT = re.compile(
    rf"(?=[{ARABIC}{CHINESE}{_START}公西清早拂上中正下午傍黃黄夜晚深晨凌星禮礼週周這这本])"
    rf"(?:(?P<numeric>{NUMERIC.pattern})|(?:{_YEAR_PART})?(?:{_S}{_MONTH_PART})?(?:{_S}{_DAY_PART})?)"
    rf"(?:{_WEEKDAY})?(?:{_S}{_PART})?(?:{_S}{_TIME})?"
)
_PERIOD = re.compile(
    rf"(?:(?P<century>[{ARABIC}]{{1,2}}|[{CHINESE}]{{1,3}}|[上本]){_S}(?:個|个)?世[紀纪])?"
    rf"{_S}(?:(?:(?P<since>[1-9１-９][0０]|[一二三四五六七八九]?十){_S}(?:年代)?{_TO}{_S})?(?P<decade>[1１2２][{ARABIC}]{{2}}[0０]|[1-9１-９][0０]|[一二三四五六七八九]?十){_S}年代)?{_S}(?P<phase>{_any(PERIOD_PHASES)})?"
)
_BARE_PHASE = re.compile(rf"(?<![{ARABIC}{CHINESE}年月個个])(?P<phase>{_any(BARE_PHASES)})")
_OFFSET = re.compile(
    rf"(?<![{ARABIC}{CHINESE}第每近前頭头最數数幾几多餘余約约過过共隔少後后])"
    rf"(?P<n>{_N}){_S}[天日](?:(?:以|之)?(?P<after>[後后])(?![方來来])|(?:以|之)?(?P<before>前)(?![往線线進进後后]))"
    rf"(?:的?{_PART})?"
)
_HOUR_END = re.compile(
    rf"{_S}{_TO}{_S}(?:(?P<hour>{_N}){_S}[时時點点](?![期候間间代刻段常而])"
    rf"(?:{_S}(?:(?P<half>半)|(?P<minute>{_N}){_S}分?))?|(?P<clock>[0-9]{{1,2}})[:：](?P<clockminute>[0-9]{{2}}))"
)
_GAP_RANGE = re.compile(rf"{_S}起?{_S}(?:{_TO}|直至|直到){_S}[從从自]?{_S}")
_GAP_AND = re.compile(rf"{_S}[和與与及]{_S}")
_GAP_CHOICE = re.compile(rf"{_S}[（(]?或者?{_S}")
_BETWEEN = re.compile(r"之?[間间](?![諜谍接隔歇])")
_BOUND = re.compile(
    rf"{_S}(?:(?P<bound>以前|之前|以[後后]|之[後后]|前[後后]|左右)"
    r"|(?P<short>前(?![往来來去線线途夕期面方任述所景提程邊边緣缘哨沿輩辈身例言鋒锋鎮镇驅驱][^，。]?|車|车"
    r"|進(?![入行駐驻佔占抵攻京])|进(?![入行驻占抵攻京])|蘇聯|苏联|[總总][統统理書书]|首相|國務|国务|大使|外長|外长|部長|部长|主席)"
    r"|[後后](?![來来方勤果者備备續续期面退援撤代半繼继衛卫裔記记人悔遺遗部世])))"
)
_NO_DAY = re.compile(r"本(?![部次會会日人來来])|[元軍军文語语子]|[報报](?!告)")
_DURATION = re.compile(r"[之以]?[內内]|之久")
_NAMED_AFTER = re.compile(r"[革政事起慘惨流運运學学社黨党會会號号刊派]")


def find(text: str, events: Sequence[EventName] = ()) -> list[Mention]:
    """Return the date expressions of a Chinese text in order; `events` may be named in relative ones."""
    points = without_overlaps(
        (*_event_offsets(text, events), *_periods(text), *_offsets(text), *_points(text), *_bare_phases(text))
    )
    return list(_joined(text, list(points)))


def _points(text: str) -> Iterator[Mention]:
    spelled_until = -1
    for match in POINT.finditer(text):
        if match.end() == match.start() or not _stands_free(text, match):
            continue
        mentions = list(_read(match, text, is_linked=match.start() <= spelled_until))
        if match["months"] and number(match["months"]) is not None and match["months"][0] in CHINESE:
            spelled_until = match.end() + 200
        yield from mentions


def _stands_free(text: str, match: re.Match[str]) -> bool:
    """A number that only ends here (第12日, 數十日) is none of ours, nor is 農曆, whose months are the moon's."""
    before = text[max(0, match.start() - 2) : match.start()].rstrip()
    first = text[match.start()]
    if before.endswith(("農曆", "农历", "陰曆", "阴历", "舊曆", "旧历", "元前")):
        return False
    if not before or (first not in ARABIC_DIGITS and first not in CHINESE):
        return True
    own = ARABIC_DIGITS if first in ARABIC_DIGITS else frozenset(CHINESE)
    return before[-1] not in own and before[-1] not in "第數数幾几.．№"


ARABIC_DIGITS = frozenset("0123456789０１２３４５６７８９")


def _read(match: re.Match[str], text: str, *, is_linked: bool) -> Iterator[Mention]:
    """Turn one match into mentions: several where it lists numbers (14、15、16日)."""
    if match["numeric"]:
        yield from _numeric(match)
        return
    term = Term(_point(match), _shift(match))
    if not _is_date(match, text, term, is_linked):
        return
    end = _end(match)
    for start, stop, first, last, relation in _series(match, term, end):
        found = Mention(
            start, stop, first, last, relation, needs_speech=_needs_speech(match), is_vague=_is_vague(match)
        )
        if found.is_valid:
            yield found


def _numeric(match: re.Match[str]) -> Iterator[Mention]:
    point = _at_hour(numeric_point(match), match)
    if point.is_valid:
        yield Mention(match.start(), _end(match), Term(point))


def _point(match: re.Match[str]) -> Point:
    """Read the parts that are printed once; numbers in series are read later."""
    year, is_lunar = _year(match)
    phase = _phase(match)
    if is_lunar:
        return Point(year, phase=phase if match["yearphase"] else "")
    month, day = _single(match["months"]), _single(match["days"]) or _single(match["bareday"])
    return _at_hour(Point(year, month, day, phase=phase), match)


def _year(match: re.Match[str]) -> tuple[int | None, bool]:
    """Return the year printed (below 100 where only two digits are) and whether its months are the moon's."""
    if match["era"]:
        count = number(match["erayear"])
        return (year_of(match["era"], count) if count else None), match["era"] not in SOLAR
    printed = match["shortyear"] or match["zeroyear"] or match["years"] or match["countedyear"]
    return (_single(printed) if printed else None), False


def _single(text: str | None) -> int | None:
    return number(text) if text else None


def _phase(match: re.Match[str]) -> Phase:
    if match["monthpart"]:
        middle: Phase = "middle" if match["monthpart"].endswith("中") else ""
        return MONTH_PHASES.get(match["monthphase"] or "", middle)
    if match["yearpart"]:
        middle = "middle" if match["yearpart"].endswith("年中") else ""
        return YEAR_PHASES.get(match["yearphase"] or "", middle)
    return ""


def _at_hour(point: Point, match: re.Match[str]) -> Point:
    """Return the point with hour and minute as printed, put on the clock of 24 hours by the part of the day."""
    if not match["time"]:
        return point
    hour = _single(match["hour"] or match["clock"]) or 0
    minute = _single(match["minute"] or match["loose"] or match["clockminute"]) or 0
    quarters = {"一": 15, "三": 45}.get(match["quarter"] or "", 0)
    return replace(point, hour=_on_24(hour, match), minute=30 if match["half"] else minute + quarters)


def _on_24(hour: int, match: re.Match[str]) -> int:
    part = match["part"] or (match["rday"] or "")[-1:]
    is_late = part in _EVENING and not (part in ("深夜", "午夜", "夜") and hour < 6)
    return hour + 12 if is_late and hour <= 12 and (hour < 12 or part not in ("下午", "午後", "午后")) else hour


def _shift(match: re.Match[str]) -> Shift | None:
    if match["weekday"]:
        return _weekday(match)
    if match["rday"]:
        base, step = RELATIVE_DAYS[match["rday"]]
        return Shift(base, days=step)
    if match["rmonth"]:
        base, step = RELATIVE_MONTHS[match["rmonth"]]
        return Shift(base, years=RELATIVE_YEARS[match["ryear"]][1] if match["ryear"] else None, months=step)
    if match["ryear"]:
        base, step = RELATIVE_YEARS[match["ryear"]]
        return Shift(base, years=step)
    return None


def _weekday(match: re.Match[str]) -> Shift | None:
    if match["daypart"]:
        return None
    weeks = (match["weeks"] or "").count("下") - (match["weeks"] or "").count("上")
    return Shift("speech", days=7 * weeks, weekday=WEEKDAYS[match["weekday"]])


def _is_date(match: re.Match[str], text: str, term: Term, is_linked: bool) -> bool:
    """Tell dates from what looks like one: 三日 the duration, 十月革命 the event, 三點 the points."""
    if match["weekpart"] and not match["daypart"]:
        return not (match["weekpart"].startswith("周"))
    if match["yearpart"] and not match["monthpart"]:
        return _is_year(match) and not match["daypart"]
    if match["monthpart"] and not match["daypart"] and not match["yearpart"]:
        return _is_month(match, text)
    if match["days"] and not match["monthpart"]:
        return _is_day(match, text, is_linked)
    if not match["daypart"]:
        return bool(match["monthpart"]) or _is_hour(match, text)
    return True


def _is_year(match: re.Match[str]) -> bool:
    name = match["ryear"]
    if name is None:
        return True
    return name not in "當年当年該年该年這年这年那年" or bool(match["yearphase"])


def _is_month(match: re.Match[str], text: str) -> bool:
    if match["rmonth"]:
        return match["rmonth"] not in ("當月", "当月", "這個月", "这个月")
    if _DURATION.match(text, match.end()):
        return False
    is_spelled = match["months"][0] in CHINESE
    return not (is_spelled and _NAMED_AFTER.match(text, match.end()))


def _is_day(match: re.Match[str], text: str, is_linked: bool) -> bool:
    """A day without month: 20日 is one; 二十日 may be a duration, and is a day where the text spells its months so."""
    if _NO_DAY.match(text, match.end()):
        return False
    if text.startswith(("內", "内", "之", "左右", "間", "间", "以內", "以内", "遊", "游", "後", "后"), match.end()):
        return False
    is_spelled = match["days"][0] in CHINESE
    return not is_spelled or is_linked


def _is_hour(match: re.Match[str], text: str) -> bool:
    """An hour alone counts where it says which part of the day; 每天 makes it a habit."""
    before = text[max(0, match.start() - 3) : match.start()].rstrip()
    return bool(match["time"] and match["part"]) and not before.endswith(("每天", "每日", "每", "天天"))


def _needs_speech(match: re.Match[str]) -> bool:
    """今天, 去年 and their like mean the writer's own day outside quotations, but where they lead a numbered month."""
    for group, table in (("rday", RELATIVE_DAYS), ("rmonth", RELATIVE_MONTHS), ("ryear", RELATIVE_YEARS)):
        if match[group]:
            return table[match[group]][0] == "speech" and not match["months"]
    return bool(match["weekday"]) and not match["daypart"]


def _is_vague(match: re.Match[str]) -> bool:
    return bool(match["era"] and match["era"] not in SOLAR and match["monthpart"])


def _end(match: re.Match[str]) -> int:
    """Where the expression ends: a part of the day counts only after a day or before an hour."""
    has_day = bool(match["daypart"] or match["numeric"] or match["weekpart"])
    if match["part"] and not (has_day or match["time"]):
        return len(match.string[: match.start("part")].rstrip())
    return match.end()


_Item = tuple[int, int, Term, Term | None, Relation]
_Field = Literal["year", "month", "day"]
_SERIES: tuple[tuple[str, _Field], ...] = (("days", "day"), ("months", "month"), ("years", "year"))


def _series(match: re.Match[str], term: Term, end: int) -> Iterator[_Item]:
    """Yield the terms of a series of years, months or days: each number of a list one, a range or a choice one."""
    for group, field in _SERIES:
        if match[group] and (number(match[group]) is None or _is_pair(match[group])):
            yield from _items(match, group, field, term, end)
            return
    yield match.start(), end, term, None, "point"


def _items(match: re.Match[str], group: str, field: _Field, term: Term, end: int) -> Iterator[_Item]:
    offset = match.start(group)
    chunks = list(_chunks(match[group]))
    if field == "month" and match["monthpart"].endswith(("間", "间")):
        numbers = [value for chunk in chunks for value in chunk[2]]
        chunks = [(0, len(match[group]), numbers, "range")]
    for at, (start, stop, numbers, relation) in enumerate(chunks):
        values = [_full_year(numbers, value) if field == "year" else value for value in numbers]
        base = term if at == 0 else Term(replace(term.point, year=None, month=None, day=None))
        first, last = (replace(base, point=_put(base.point, field, value)) for value in (values[0], values[-1]))
        yield (
            match.start() if at == 0 else offset + start,
            end if at == len(chunks) - 1 else offset + stop,
            first,
            last if len(values) > 1 else None,
            relation,
        )


def _put(point: Point, field: _Field, value: int) -> Point:
    if field == "year":
        return replace(point, year=value)
    return replace(point, month=value) if field == "month" else replace(point, day=value)


def _full_year(numbers: Sequence[int], value: int) -> int:
    """The second year of 1949~52 has the first one's century."""
    return value + numbers[0] // 100 * 100 if value < 100 else value


_NUMBER = re.compile(rf"[{ARABIC}{CHINESE}千]+")


def _is_pair(printed: str) -> bool:
    """五六月 is May and June: two digits in Chinese, the second one more than the first."""
    values = [number(character) for character in printed]
    return len(values) == 2 and printed[0] in "一二三四五六七八" and values[1] == (values[0] or 0) + 1


def _chunks(printed: str) -> Iterator[tuple[int, int, list[int], Relation]]:
    """Split a printed series at its commas and ands; each part is one number, or several joined by 至 or 或."""
    if _is_pair(printed):
        values = [number(character) or 0 for character in printed]
        yield 0, 2, values, "range"
        return
    start, stop, values = 0, 0, list[int]()
    relation: Relation = "point"
    for match in _NUMBER.finditer(printed):
        gap, value = printed[stop : match.start()].strip(), number(match.group())
        if value is None:
            return
        if values and "或" not in gap and not re.fullmatch(_TO, gap):
            yield start, stop, values, relation
            start, values, relation = match.start(), [], "point"
        elif values:
            relation = "choice" if "或" in gap else "range"
        values.append(value)
        stop = match.end()
    yield start, stop, values, relation


def _periods(text: str) -> Iterator[Mention]:
    """Yield decades and centuries (20世紀50年代初, 19世紀末); a bare decade's century comes from the context."""
    for match in _PERIOD.finditer(text):
        if match.end() == match.start():
            continue
        century = _single(match["century"]) if match["century"] not in ("上", "本") else None
        if not (match["century"] or match["decade"]) or not _stands_free(text, match):
            continue
        phase = PERIOD_PHASES.get(match["phase"] or "", "")
        last = Term(*_period(match, century, phase, "decade"))
        if match["since"]:
            first = Term(*_period(match, century, "", "since"))
            yield Mention(match.start(), match.end(), first, last, "range")
        else:
            yield Mention(match.start(), match.end(), last)


def _period(match: re.Match[str], century: int | None, phase: Phase, group: str) -> tuple[Point, Shift | None]:
    decade = _single(match[group])
    base = (century - 1) * 100 if century else None
    shift = Shift("speech", years=-100 if match["century"] == "上" else 0) if match["century"] in ("上", "本") else None
    if decade is None:
        return Point(base or 0, phase=phase, period="century"), shift
    return Point((base or 0) + decade, phase=phase, period="decade"), shift


def _bare_phases(text: str) -> Iterator[Mention]:
    for match in _BARE_PHASE.finditer(text):
        phase = BARE_PHASES[match["phase"]]
        is_year = match["phase"][0] == "年"
        shift = Shift("narrative", years=0) if is_year else Shift("narrative", months=0)
        yield Mention(match.start(), match.end(), Term(Point(phase=phase), shift), is_vague=True)


def _offsets(text: str) -> Iterator[Mention]:
    """Yield 四天以後, 兩天前: steps of whole days from where the narrative stands."""
    for match in _OFFSET.finditer(text):
        days = number(match["n"])
        if days and not text[max(0, match.start() - 2) : match.start()].endswith(
            ("至少", "最多", "不到", "僅僅", "仅仅")
        ):
            step = days if match["after"] else -days
            yield Mention(match.start(), match.end(), Term(Point(), Shift("narrative", days=step)))


_BEGIN = "爆发|开始|发生|打响|开幕|召开|签订|签署"
_END = "结束|停止|闭幕|终止"


def _event_offsets(text: str, events: Sequence[EventName]) -> Iterator[Mention]:
    """Yield 戰爭爆發前五天, 會議結束三天後, 戰爭爆發的第二天: steps of days from an event that is known."""
    if not events:
        return
    by_name = {fold_characters(event.text): event for event in events}
    for match in _event_pattern(tuple(by_name)).finditer(fold_characters(text)):
        event = by_name[match["name"]]
        if event.is_bare and not _BARE_AFTER.search(text, max(0, match.start() - 1), match.start()):
            continue
        day = event.end if match["ending"] else event.begin
        count = _single(match["n"] or match["n2"] or match["n3"]) or 1
        is_after = (match["side"] or match["side2"]) == "后"
        step = count - 1 if match["n3"] else count if is_after else -count
        yield Mention(match.start(), match.end(), Term(Point(), Shift("event", days=step, event=day)))


_BARE_AFTER = re.compile(r"(?:^|[^\u3400-\u9fff]|[在於于到至從从自與与和及距離离])$")
"""A bare 戰爭 after another character is the end of some other war's name."""


def _event_pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern for a text with folded characters."""
    name = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(
        rf"(?P<name>{name})(?:(?:{_BEGIN})|(?P<ending>{_END}))?"
        rf"(?:[之以]?的?(?P<side>[前后])的?(?P<n>{_N}){_S}[天日]"
        rf"|的?(?P<n2>{_N}){_S}[天日][之以]?(?P<side2>[前后])"
        rf"|后?的?第(?P<n3>{_N}){_S}[天日])"
    )


def _joined(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """Join neighbours that a word makes one range or one pair of alternatives, then add bounds."""
    at = 0
    while at < len(mentions):
        mention, at = mentions[at], at + 1
        while at < len(mentions) and (joined := _pair(text, mention, mentions[at])):
            mention, at = joined, at + 1
        yield _bounded(text, _to_hour(text, mention))


def _to_hour(text: str, mention: Mention) -> Mention:
    """下午3時到5時: the second hour has the first one's day, and its half of the day where it would lie before it."""
    begin = mention.last or mention.first
    match = _HOUR_END.match(text, mention.end) if begin.point.hour is not None and not mention.last else None
    if match is None or begin.point.hour is None:
        return mention
    hour = _single(match["hour"] or match["clock"]) or 0
    minute = 30 if match["half"] else _single(match["minute"] or match["clockminute"]) or 0
    hour += 12 if hour < begin.point.hour and hour <= 12 else 0
    last = replace(begin, point=replace(begin.point, hour=hour, minute=minute))
    return replace(mention, end=match.end(), last=last, relation="range")


def _pair(text: str, one: Mention, other: Mention) -> Mention | None:
    if one.relation != "point" or other.relation != "point":
        return None
    if _GAP_RANGE.fullmatch(text, one.end, other.start):
        return one.joined(other, "range", other.end)
    if _GAP_CHOICE.fullmatch(text, one.end, other.start):
        return one.joined(other, "choice", other.end + text.startswith(("）", ")"), other.end))
    if _GAP_AND.fullmatch(text, one.end, other.start):
        if between := _BETWEEN.match(text, other.end):
            return one.joined(other, "range", between.end())
        if text.endswith(("間", "间"), other.start, other.end):
            return one.joined(other, "range", other.end)
    return None


def _bounded(text: str, mention: Mention) -> Mention:
    """Take the word after it into the expression: 前 and 以後 bound it, 左右 loosens it, 間 closes a range."""
    if mention.first.shift and not mention.has_numbers:
        return mention
    if mention.relation == "range":
        between = _BETWEEN.match(text, mention.end)
        return replace(mention, end=between.end()) if between else mention
    match = _BOUND.match(text, mention.end)
    if match is None:
        return mention
    return replace(mention, end=match.end(), bound=BOUNDS[match["bound"] or match["short"]])
