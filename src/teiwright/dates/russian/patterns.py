"""The words and regular expressions of Russian date expressions."""

import re

from teiwright.dates.mention import Shift
from teiwright.dates.values import Phase
from teiwright.dates.western import DASH, YEAR

MONTHS = {
    name: at
    for at, name in enumerate("янв фев мар апр ма июн июл авг сен окт ноя дек".split(), 1)
}  # fmt: skip
_FIRST, _SECOND, _THIRD, _LAST = (
    rf"{stem}(?:ая|яя|ый|ой|ей|ую|юю|ые|ие|ых|их|ым|им|ья|ьей|ью|ом|ем|ый|ий)"
    for stem in ("перв", "втор", "трет", "последн")
)
_HALF, _WEEK, _DECADE_OF = r"половин(?:а|ы|е|у|ой)", r"недел(?:я|и|е|ю|ей)", r"декад(?:а|ы|е|у|ой)"
_DAYS_OF = r"(?:дн(?:и|ей|ям|ях|ями)|числ(?:а|ах|ам))"
PHASES: dict[str, Phase] = {
    r"(?:самое |самом |самого )?начал(?:о|а|у|е|ом)": "opening",
    r"середин(?:а|ы|е|у|ой)": "middle",
    r"(?:самый |самом |самого |самому )?кон(?:ец|ца|цу|це|цом)": "closing",
    rf"{_FIRST}\s{_HALF}": "first-half",
    rf"(?:{_SECOND}|{_LAST})\s{_HALF}": "second-half",
    rf"{_FIRST}\s(?:{_DAYS_OF}|{_DECADE_OF})": "first-days",
    rf"{_SECOND}\s{_DECADE_OF}": "middle",
    rf"{_LAST}\s{_DAYS_OF}": "last-days",
    rf"(?:{_THIRD}|{_LAST})\s{_DECADE_OF}": "late",
    rf"(?:десятых|10-х)\s{_DAYS_OF}": "middle",
    rf"(?:двадцатых|20-х)\s{_DAYS_OF}": "late",
    rf"{_FIRST}\s{_WEEK}": "first-week",
    rf"{_SECOND}\s{_WEEK}": "second-week",
    rf"{_THIRD}\s{_WEEK}": "third-week",
    rf"{_LAST}\s{_WEEK}": "last-week",
    r"(?:ранней |поздней )?весн(?:ой|а|ы|у|е)": "spring",
    r"лет(?:ом|о|а|у)": "summer",
    r"(?:ранней |поздней )?осен(?:ью|ь|и)": "autumn",
    r"зим(?:ой|а|ы|у|е)": "winter",
}
SEASONS = frozenset({"spring", "summer", "autumn", "winter"})
NUMBERS = {
    **{
        name: at
        for at, names in enumerate(
            "один|одного два|две|двух|двумя три|трех|трёх|тремя четыре|четырех|четырёх|четырьмя пять|пяти|пятью "
            "шесть|шести|шестью семь|семи|семью восемь|восьми|восемью девять|девяти|девятью "
            "десять|десяти|десятью".split(),
            1,
        )
        for name in names.split("|")
    }
}  # fmt: skip

_MONTH = (
    r"(?P<month>январ[ьяею]м?|феврал[ьяею]м?|март(?:[аеу]|ом)?|апрел[ьяею]м?|ма(?:[йяею]|ем)|июн[ьяею]м?|июл[ьяею]м?"
    r"|август(?:[аеу]|ом)?|сентябр[ьяею]м?|октябр[ьяею]м?|ноябр[ьяею]м?|декабр[ьяею]м?)"
)
_ANY_MONTH = _MONTH.replace("?P<month>", "?:")
_DAY = r"(?<![0-9])[0-9]{1,2}(?:-го|-е|-му|-м)?(?![0-9])"
_DAYS = (
    rf"(?P<days>{_DAY}(?:\s?/\s?{_DAY}|\s?\({_DAY}\)"
    rf"|(?:\s?(?:{DASH}|,|\bи\b|\bили\b|\bпо\b|\bдо\b|\bна\b)\s?{_DAY}){{0,9}}))"
)
_MARK = r"(?:-(?:го|й|м|му)\b(?:\sгода?\b)?|гг\b\.?|г\b\.?|год(?:ов|ами|ах|ам|ом|ы|а|у|е)?\b)"
_YEAR = rf"(?P<year>{YEAR})(?![0-9])(?:\s?{_MARK})?"
_PHASE_WORDS = "|".join(words for words, phase in PHASES.items() if phase not in SEASONS).replace(" ", r"\s")
_PHASE = rf"(?:\b(?P<phase>{_PHASE_WORDS})\s)"
_SEASON = "|".join(words for words, phase in PHASES.items() if phase in SEASONS)
CLOCK = (
    r"(?P<clock>(?P<hour>[0-9]{1,2})(?:\s?ч(?:ас(?:а|ов|ам)?)?\b\.?|[:.](?P<minute>[0-9]{2})(?![0-9.:]))"
    r"(?:\s(?P<minutes>[0-9]{1,2})\sмин(?:ут[аы]?)?\b\.?)?(?:\s(?P<daypart>утра|дня|вечера|ночи)\b)?)"
)
PART = (
    r"(?:(?:рано |поздно )?(?:утр(?:ом|о|у)|вечер(?:ом|у)?|дн[её]м|ночью|ночь|полдень|полудню|полночь|полуночи"
    r"|рассвет(?:е|у)?))"
)
WEEKDAY = r"(?:понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье)"

FLAGS = re.IGNORECASE
ROMAN_MONTH = re.compile(
    rf"(?<![\w.:/№-])(?P<day>[0-9]{{1,2}})[./\s-](?P<month>I{{1,3}}|I?VI{{0,3}}|I?XI{{0,2}})[./\s-]\s?"
    rf"(?P<year>{YEAR}|[0-9]{{2}}(?=\s?г))(?![0-9])(?:\s?{_MARK})?"
)
ROMAN = {name: at for at, name in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}
DAY_ALONE = re.compile(r"(?<![\w.:/№-])(?P<day>[0-9]{1,2})(?:-го)?\sчисла\b(?:\s(?:того|этого)\sже\sмесяца\b)?", FLAGS)
DAYS_MONTH = re.compile(rf"(?<![\w.:№-])(?<![0-9]/){_DAYS}\s{_MONTH}\b(?:\s{_YEAR})?", FLAGS)
MONTH_YEAR = re.compile(rf"\b(?<![0-9]\s){_PHASE}?\b{_MONTH}\s{_YEAR}", FLAGS)
MONTH_ALONE = re.compile(rf"(?<![0-9]\s)(?:{_PHASE}|\b){_MONTH}\b(?!-(?!{_ANY_MONTH}\b))", FLAGS)
AT_MONTH = re.compile(
    rf"(?:\b(?:в|во|к|ко|с|со|до|по|от|за|между|около|после|на|позднее|позже|ранее|раньше)\s|\b{_ANY_MONTH}(?:\s{_YEAR})?(?:(?:,|\sи|\sили|\sпо|\sдо)\s|\s?{DASH}\s?))$"
    .replace("?P<year>", "?:"),
    FLAGS,
)  # fmt: skip
BEFORE_MONTH = re.compile(rf"\s?{DASH}\s?{_ANY_MONTH}|\s(?:и|или)\s{_ANY_MONTH}\s{YEAR}", FLAGS)
SEASON_YEAR = re.compile(
    rf"\b(?:(?P<since>{_SEASON})(?:\s?{DASH}\s?|\sи\s))?(?P<phase>{_SEASON})\s(?P<year>{YEAR})(?:\s?(?:{DASH}|/)\s?[0-9]{{2,4}})?(?:\s?{_MARK})?",
    FLAGS,
)
YEARS = re.compile(
    rf"{_PHASE}?\b(?P<year>{YEAR})(?:\s?(?:{DASH}|/|и|по)\s?(?P<to>{YEAR}|[0-9]{{2}}))?\s?{_MARK}", FLAGS
)
YEAR_ALONE = re.compile(
    r"\b(?:в|с|до|к|после|за|от|по|между|и)\s(?P<year>1[5-9][0-9]{2}|20[0-4][0-9])"
    r"(?=[,;)]|\.(?![0-9])|$|\s(?:и|но|а|—|–|до|по|он|она|они)\s)", FLAGS
)  # fmt: skip
DECADE = re.compile(
    rf"{_PHASE}?\b(?:(?P<since>(?:[12][0-9])?[0-9]0)(?:-[ехмы]{{1,2}})?(?:\s?{DASH}\s?|\sи\s))?(?P<decade>(?:[12][0-9])?[0-9]0)-(?:е|х|ые|ых|м|ми)\s(?:гг\b\.?|год(?:ов|ами|ах|ам|ы)\b)",
    FLAGS,
)
CLOCK_ALONE = re.compile(rf"\b(?:в|к|до|около)\s{CLOCK}", FLAGS)


def narrative(days: int | None = None, *, months: int | None = None, years: int | None = None) -> Shift:
    return Shift("narrative", years, months, days)


_OF_DAY = r"(?:день|вечер|утро|ночь|дня|вечера|утра|ночи|дню|утру|вечеру|днем|днём|вечером|утром|ночью)"
_SAME = r"(?:тот|того|тому|тем|том|ту|той|то)\sже"
_THIS = r"(?:этот|этого|этому|этим|этом|эту|этой|это)\sже"
_NEXT = r"(?:следующ(?:ий|его|ему|им|ем|ую|ей|ее))"
_LATER, _SOONER = r"(?:спустя|позже|позднее)", r"(?:ранее|раньше)"
_OF_MONTH, _OF_YEAR = r"месяц(?:а|у|ем|е)?", r"год(?:а|у|ом)?"
_CLOSED = (
    r"(?=\s?[,.;:)!?]|\s?$|\s(?:он|она|они|в|из|у|с|ему|ей|им)\b|\s[а-яё]+л(?:а|о|и)?(?:сь|ся)?\b"
    r"|\s(?-i:[А-ЯЁ][а-яё]+)\s[а-яё]+л(?:а|о|и)?(?:сь|ся)?\b)"
)
STEPS = tuple(
    (re.compile(pattern, FLAGS), shift)
    for pattern, shift in (
        (rf"\b(?:{_NEXT}|(?<=\bна\s)другой)\s{_OF_DAY}\b|\bназавтра\b", narrative(1)),
        (rf"\b(?:{_SAME}|{_THIS})\s(?:самый\s)?{_OF_DAY}\b|\b(?<=\bв\s)этот\sдень\b", narrative(0)),
        (rf"\bнакануне{_CLOSED}|\bпредыдущ(?:ий|его|им|ую|ей)\s{_OF_DAY}\b|\bза\sдень\sдо\sэтого\b", narrative(-1)),
        (rf"\b(?:{_SAME}|{_THIS})\s{_OF_MONTH}\b", narrative(months=0)),
        (rf"\b{_NEXT}\s{_OF_MONTH}\b", narrative(months=1)),
        (rf"\bпредыдущ(?:ий|его|ему|им|ем)\s{_OF_MONTH}\b", narrative(months=-1)),
        (rf"\b(?:{_SAME}|{_THIS})\s{_OF_YEAR}\b", narrative(years=0)),
        (rf"\b{_NEXT}\s{_OF_YEAR}\b", narrative(years=1)),
        (rf"\bпредыдущ(?:ий|его|ему|им|ем)\s{_OF_YEAR}\b", narrative(years=-1)),
        (r"\bсегодня(?:\s(?:утром|дн[её]м|вечером|ночью))?\b", Shift("speech", days=0)),
        (r"\bвчера(?:\s(?:утром|дн[её]м|вечером|ночью))?\b", Shift("speech", days=-1)),
        (r"\bзавтра(?:\s(?:утром|дн[её]м|вечером|ночью))?\b", Shift("speech", days=1)),
        (r"\bпозавчера\b", Shift("speech", days=-2)),
        (r"\bпослезавтра\b", Shift("speech", days=2)),
    )
)
_COUNT = rf"(?:(?P<n>{'|'.join(NUMBERS)}|[0-9]{{1,2}})\s)"
_UNIT = r"(?P<unit>день|дн(?:я|ей|ем|ём|ями)|сут(?:ки|ок)|недел(?:ю|и|ей|ями|ь))"
COUNTED = re.compile(
    rf"\b(?:(?P<lead>через|спустя)\s{_COUNT}?{_UNIT}\b(?!\sпосле|\sс\s|\sдо\s)"
    rf"|{_COUNT.replace('<n>', '<n2>')}?{_UNIT.replace('<unit>', '<unit2>')}"
    rf"\s(?:{_LATER}|(?P<sooner>{_SOONER}))\b)",
    FLAGS,
)
CONTEXT_PHASE = re.compile(
    rf"\b(?P<phase>{_PHASE_WORDS}|{_SEASON})\s(?:(?P<same>(?:того|этого)\sже\s)|(?P<next>следующего\s)|(?P<previous>предыдущего\s)"
    r"|(?P<this>этого\s))?(?P<unit>месяца|года)\b(?!\s(?:назад|спустя))", FLAGS
)  # fmt: skip
