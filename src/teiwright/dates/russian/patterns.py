"""The words and regular expressions of Russian date expressions."""

import re

from teiwright import languages
from teiwright.dates import western
from teiwright.dates.mention import Shift
from teiwright.dates.western import DASH, YEAR
from teiwright.languages import months

PHASES = western.phases("ru", "phases", "seasons")
NUMBERS = {
    word: at for at, listed in enumerate(languages.words("ru", "calendar", "numbers"), 1) for word in listed.split()
}

_MONTH = rf"(?P<month>{'|'.join(months.full('ru'))})"
_DATED_MONTH = rf"(?P<month>(?:{'|'.join(months.full('ru'))})\b|(?:{'|'.join(months.abbreviated('ru'))})\.)"
"""A month beside a day or a year, where it may be abbreviated."""
_ANY_MONTH = _MONTH.replace("?P<month>", "?:")
_DAY = r"(?<![0-9])[0-9]{1,2}(?:-го|-е|-му|-м)?(?![0-9])"
_DAYS = (
    rf"(?P<days>{_DAY}(?:\s?/\s?{_DAY}|\s?\({_DAY}\)"
    rf"|(?:\s?(?:{DASH}|,|\bи\b|\bили\b|\bпо\b|\bдо\b|\bна\b)\s?{_DAY}){{0,9}}))"
)
_MARK = r"(?:-(?:го|й|м|му)\b(?:\sгода?\b)?|гг\b\.?|г\b\.?|год(?:ов|ами|ах|ам|ом|ы|а|у|е)?\b)"
_YEAR = rf"(?P<year>{YEAR})(?![0-9])(?:\s?{_MARK})?"
_PHASE_WORDS = western.one_of(PHASES, seasons=False)
_PHASE = rf"(?:\b(?P<phase>{_PHASE_WORDS})\s)"
_SEASON = western.one_of(PHASES, seasons=True)
CLOCK = (
    r"(?P<clock>(?P<hour>[0-9]{1,2})(?:\s?ч(?:ас(?:а|ов|ам)?)?\b\.?|[:.](?P<minute>[0-9]{2})(?![0-9.:]))"
    r"(?:\s(?P<minutes>[0-9]{1,2})\sмин(?:ут[аы]?)?\b\.?)?(?:\s(?P<daypart>утра|дня|вечера|ночи)\b)?)"
)
PART = (
    r"(?:(?:рано |поздно )?(?:утр(?:ом|о|у)|вечер(?:ом|у)?|дн[её]м|ночью|ночь|полдень|полудню|полночь|полуночи"
    r"|рассвет(?:е|у)?))"
)
WEEKDAY = rf"(?:{'|'.join(languages.words('ru', 'calendar', 'weekdays'))})"

FLAGS = re.IGNORECASE
ROMAN_MONTH = re.compile(
    rf"(?<![\w.:/№-])(?P<day>[0-9]{{1,2}})[./\s-](?P<month>I{{1,3}}|IV|VI{{0,3}}|IX|XI{{0,2}})[./\s-]\s?"
    rf"(?P<year>{YEAR}|[0-9]{{2}}(?=\s?г))(?![0-9])(?:\s?{_MARK})?"
)
DAY_ALONE = re.compile(r"(?<![\w.:/№-])(?P<day>[0-9]{1,2})(?:-го)?\sчисла\b(?:\s(?:того|этого)\sже\sмесяца\b)?", FLAGS)
DAYS_MONTH = re.compile(rf"(?<![\w.:№-])(?<![0-9]/){_DAYS}\s{_DATED_MONTH}(?:\s{_YEAR})?", FLAGS)
MONTH_YEAR = re.compile(rf"\b(?<![0-9]\s){_PHASE}?\b{_DATED_MONTH}\s{_YEAR}", FLAGS)
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
CENTURIES = {stem: at for at, stem in enumerate(languages.words("ru", "calendar", "centuries"), 1)}
_ORDINAL = "(?:ый|ий|ой|ого|его|ьего|ому|ему|ьему|ым|им|ьим|ом|ем|ьем)"
_ORDINALS = "|".join(stem.replace("е", "[её]") for stem in sorted(CENTURIES, key=len, reverse=True))
_CENTURY = (
    rf"(?:(?-i:[IVXХ]{{1,5}})|(?:[1-9]|1[0-9]|2[01])(?:-(?:го|й|м|му|е|х))?"
    rf"|(?:{_ORDINALS}){_ORDINAL})"
)
_OF_CENTURY = (
    r"\s?(?:вв?\.|век(?:ами|ам|ах|ов|ом|а|у|е|и)?\b|столети(?:ями|ям|ях|ем|е|я|ю|и|й)\b)(?!\sдо\s(?:н\.|нашей))"
)
CENTURY = re.compile(
    rf"(?:{_PHASE}|(?<![\w.-]))(?:(?P<since>{_CENTURY})(?:\s?{DASH}\s?|\s(?:и|по|до)\s))?(?P<century>{_CENTURY}){_OF_CENTURY}",
    FLAGS,
)
DECADE = re.compile(
    rf"{_PHASE}?\b(?:(?P<since>(?:[12][0-9])?[0-9]0)(?:-[ехмы]{{1,2}})?(?:\s?{DASH}\s?|\sи\s))?(?P<decade>(?:[12][0-9])?[0-9]0)-(?:е|х|ые|ых|м|ми)\s(?:гг\b\.?|год(?:ов|ами|ах|ам|ы)\b)"
    rf"(?:\s(?P<century>{_CENTURY}){_OF_CENTURY})?",
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
