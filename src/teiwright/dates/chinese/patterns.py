"""The regular expressions of Chinese date expressions; they are written in Traditional and read folded text."""

import re
from functools import lru_cache

from teiwright.dates.chinese import vocabulary as v
from teiwright.dates.numerals import CHINESE
from teiwright.dates.numeric import NUMERIC
from teiwright.languages import either, expression, words
from teiwright.languages.folding import fold_characters

COMMON_ERA = either("calendar", "common-era", "zh")
AGE = either("calendar", "decade-sign", "zh")
S = r"\s{0,2}"
TO = r"[~∼―\-至到]"
_LINK = r"[、，,和及與至到或~∼―\-]"
N = r"(?:[0-9]{1,2}|[〇零一二三四五六七八九十廿卅]{1,3}|兩)"
_CLOSED = r'(?=$|[，。、；)"])'
"""What a bare 中 or a day without 日 must be followed by, to be one."""
_YEAR = rf"(?:[12][0-9]{{3}}|[一二][〇零一二三四五六七八九]{{3}}|[一二兩]千[〇零]?[{CHINESE}]{{0,3}})"
_NUMBERS = rf"{N}(?:{S}{_LINK}{S}{N}){{0,9}}(?:{S}\(或{N}\))?"
_COUNT = rf"(?:元|[0-9]{{1,3}}|[{CHINESE}]{{1,4}})"
_UNIT = "[一二三四五六七八九]"
_REIGN_YEAR = rf"(?:(?:{_UNIT}?十|[廿卅]){_UNIT}?|(?:元|{_UNIT})(?={S}年{S}{N}{S}月{S}{N}{S}日))"
_TENS = r"(?:[1-9]0|[一二三四五六七八九]?十)"

_PART = (
    rf"(?P<part>{v.one_of(word for word in (*v.MORNING, *v.NOON, *v.EVENING) if len(word) > 1)}"
    rf"|{'|'.join(word + v.unless(word) for word in words('zh', 'calendar', 'part-sign'))})"
)
_TIME = (
    rf"(?P<time>(?P<hour>{N}){S}[時點]{v.unless('時')}"
    rf"(?:{S}(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute>{N}){S}分"
    rf"|(?P<loose>[{CHINESE}]{{1,3}}|[0-9]{{2}})(?=$|[，。、定到至])))?[整正許]?"
    r"|(?P<clock>[0-9]{1,2})[:：](?P<clockminute>[0-9]{2}))"
)
_DYNASTY = "[唐宋元明清]朝?"
_YEAR_PART = (
    rf"(?P<yearpart>{COMMON_ERA}?{S}"
    rf"(?:(?P<years>{_YEAR}(?:{S}{_LINK}{S}{_YEAR}|{S}{TO}{S}[0-9]{{2}}(?![0-9])){{0,4}}){S}年(?!代)"
    rf"|(?:(?<![滿晚末]){_DYNASTY})?(?P<era>{v.one_of(v.FIRST_YEARS)}){S}(?P<erayear>{_COUNT}){S}年(?!代)(?:{S}{TO}{S}(?P<eralast>{_COUNT}){S}年)?"
    rf"|(?<=[公西]元)(?P<countedyear>[0-9]{{1,3}}|[一二三四五六七八九十百〇零]{{1,6}}){S}年(?!代)"
    rf"|(?<=[在於自])(?P<threeyear>[1-9][0-9]{{2}}){S}年(?!{expression('calendar', 'no-three-figure-year', 'zh')})"
    rf"|(?P<shortyear>[0-9]{{2}}|[〇零一二三四五六七八九]{{2}}){S}年(?={S}{N}{S}月)"
    rf"|(?P<zeroyear>0[0-9]|[零〇][〇零一二三四五六七八九]){S}年(?!代)"
    rf"|(?P<count>{_REIGN_YEAR}){S}年(?!代)"
    rf"|(?P<ryear>{v.one_of(v.YEARS)}){v.unless('年')})"
    rf"(?:{S}(?:的(?=[春夏秋冬][天季]))?(?:(?:(?P<yearphase>{v.one_of(v.YEAR_PHASES)})(?![節秋])|(?P<midyear>中){_CLOSED})[天季]?|[間度]{v.unless('間')}))?)"
)
_MONTH_PART = (
    rf"(?P<monthpart>(?:(?P<months>{_NUMBERS}){S}月{v.unless('月')}份?|(?P<rmonth>{v.one_of(v.MONTHS)}))"
    rf"(?:{S}(?:(?P<monthphase>{v.one_of(v.MONTH_PHASES)})|(?P<midmonth>中){_CLOSED}|(?P<during>之?間){v.unless('間')}))?)"
)
_DAY_PART = (
    rf"(?P<daypart>(?P<days>{_NUMBERS}){S}[兩二三]?[日號]|(?P<rday>{v.one_of(v.DAYS)})(?!之[^前後內間])"
    rf"|(?<=月)(?P<bareday>[{CHINESE}]{{1,3}}){_CLOSED})"
)
_WEEK_PART = (
    rf"(?P<weekpart>[,，(]?{S}(?P<weeks>[上下]{{0,2}}|[這本])個?{either('calendar', 'week-sign', 'zh')}"
    rf"(?P<weekday>[{''.join(v.WEEKDAYS)}])(?![年刊])\)?)"
)
_FIRST = "".join(sorted({word[0] for word in (*v.YEARS, *v.MONTHS, *v.DAYS, *v.FIRST_YEARS)}))


def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(fold_characters(expression))


POINT = _compiled(
    rf"(?=[0-9{CHINESE}{_FIRST}唐宋元明公西清早拂上中正下午傍黃夜晚深晨凌星禮週這本])"
    rf"(?:(?P<numeric>{NUMERIC.pattern})|(?:{_YEAR_PART})?(?:{S}{_MONTH_PART})?(?:{S}{_DAY_PART})?)"
    rf"(?:{_WEEK_PART})?(?:{S}{_PART})?(?:{S}{_TIME})?"
)
"""One point of time with whatever parts are printed; it also matches nothing at all."""
_FIRST_OF_MOON = "".join(sorted({word[0] for word in (*v.MOON_ERAS, *v.MOON_MONTHS, *v.BY_THE_MOON)}))
MOON = _compiled(
    rf"(?=[0-9{CHINESE}{_FIRST_OF_MOON}唐宋元明清閏初])"
    rf"(?:(?:(?<![滿晚末]){_DYNASTY})?(?P<era>{v.one_of(v.MOON_ERAS)}){S}(?P<erayear>{_COUNT}){S}年{S}"
    rf"(?:\({COMMON_ERA}?[12][0-9]{{3}}年?\){S})?"
    rf"|(?P<years>{_YEAR}){S}年{S}|(?P<count>{_REIGN_YEAR}){S}年{S})?(?P<by>(?:{v.one_of(v.BY_THE_MOON)}){S})?"
    rf"(?:(?P<leap>閏){S})?(?:(?P<month>{v.one_of(v.MOON_MONTHS)}|{N}){S}月)?"
    rf"(?:{S}(?P<day>初[一二三四五六七八九十]|(?<=月){S}{N}(?={S}日|{_CLOSED}))(?:{S}日)?)?"
)
"""A month or a day of the Chinese calendar, or what may be one; it also matches nothing at all."""
PERIOD = _compiled(
    rf"(?:(?:(?P<century>[0-9]{{1,2}}|[{CHINESE}]{{1,3}})|(?P<nearcentury>[上本]){S}個?){S}"
    rf"{either('calendar', 'century-sign', 'zh')})?"
    rf"{S}(?:(?:(?P<since>{_TENS}){S}{AGE}?{TO}{S})?(?P<decade>[12][0-9]{{2}}0|(?P<pair>[一二三四五六七八][二三四五六七八九]十)|{_TENS}){S}{AGE})?"
    rf"{S}(?P<phase>{v.one_of(v.PERIOD_PHASES)})?"
)
BARE_PHASE = _compiled(
    rf"(?<![0-9{CHINESE}年月個])(?P<phase>{v.one_of(v.BARE_PHASES)})(?!(?<=初)[一二三四五六七八九十](?![個月年]))"
)
"""年初四 is a day of the lunar new year."""
OFFSET = _compiled(
    rf"(?<![0-9{CHINESE}])(?<!{expression('calendar', 'no-offset-behind', 'zh')})(?P<n>{N}){S}[天日]"
    rf"(?:[以之]?(?P<after>後)(?![方來])|[以之]?前(?![往線進後]))(?:的?{_PART})?"
)
HOUR_END = _compiled(
    rf"{S}{TO}{S}(?:(?P<hour>{N}){S}[時點]{v.unless('時')}(?:{S}(?:(?P<half>半)|(?P<minute>{N}){S}分?))?"
    r"|(?P<clock>[0-9]{1,2})[:：](?P<clockminute>[0-9]{2}))"
)
GAP_RANGE = _compiled(rf"{S}起?{S}(?:{TO}|{either('calendar', 'up-to-then', 'zh')}){S}[從自]?{S}")
GAP_AND = _compiled(rf"{S}[和與及]{S}")
GAP_CHOICE = _compiled(rf"{S}\(?{expression('calendar', 'or-else', 'zh')}{S}")
BETWEEN = _compiled(r"之?間(?![諜接隔歇])")
ABOUT = _compiled(expression("calendar", "about", "zh"))
OLD_STYLE = _compiled(rf"{either('calendar', 'old-style', 'zh')}\s?$")
BOUND = _compiled(
    rf"{S}(?:(?P<bound>{either('calendar', 'bound', 'zh')})"
    rf"|(?P<short>前{v.unless('前')}|後{v.unless('後')}))"
)
"""What bounds the date before it; 前往, 前線, 後方 and their like are words of their own."""
NO_DAY = _compiled(rf"本{v.unless('本')}|{v.after_a_date('no-day')}")
DURATION = _compiled(expression("calendar", "duration", "zh"))
NAMED_AFTER = _compiled(v.after_a_date("named"))
REIGN_YEAR_LEAD = _compiled(rf"{expression('calendar', 'reign-year-lead', 'zh')}$")
SEASON_OF_REIGN_LEAD = _compiled(rf"{expression('calendar', 'season-of-reign-lead', 'zh')}$")
STRETCH_LEAD = _compiled(rf"{expression('calendar', 'stretch-lead', 'zh')}$")
STRETCH = _compiled(expression("calendar", "stretch", "zh"))
"""What tells that a number of years is a stretch of time, before it and behind."""
GLOSS = _compiled(rf"{S}\({COMMON_ERA}?{S}(?P<year>[12][0-9]{{3}})(?![0-9])")
"""The year of the common era in brackets behind one of another."""
NUMBER = re.compile(rf"[0-9{CHINESE}千]+")
BARE_AFTER = _compiled(rf"(?:^|[^\u3400-\u9fff]|{expression('calendar', 'bare-after', 'zh')})$")
"""A bare 戰爭 after another character is the end of some other war's name."""


@lru_cache(maxsize=4)
def event_steps(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return the expression for 戰爭爆發前五天, 會議結束三天後, 戰爭爆發的第二天 with these names of events, folded."""
    return re.compile(
        rf"(?P<name>{v.one_of(map(re.escape, names))})"
        + fold_characters(
            rf"(?:(?:{v.OPENING})|(?P<ending>{v.CLOSING}))?"
            rf"(?:[之以]?的?(?P<side>[前後])的?(?P<n>{N}){S}[天日]"
            rf"|的?(?P<n2>{N}){S}[天日][之以]?(?P<side2>[前後])"
            rf"|後?的?第(?P<n3>{N}){S}[天日])"
        )
    )
