"""One-character names of states and cities (中, 蘇, 滬), and surnames alone, where their context allows them.

中 and 美 are words of their own; they are names only in a compound of such names (中蘇, 中、蘇、朝), after a verb or
a preposition of foreign relations (駐華, 赴蘇, 援朝, 來京), or before a noun that takes them (朝方, 蘇籍, 美機).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from teiwright import languages
from teiwright.annotation.names.lexicon import Lexicon
from teiwright.annotation.names.vocabulary import compiled, vocabulary
from teiwright.languages.folding import HAN

_PREFIX = (
    r"(?<=驻)[{states}]|(?<![母父双雙])(?<=[赴访援抵侵反亲抗留制遏仇排防])(?!(?<=抗)日){is-name}[{states}]"
    r"|(?<![0-9投输收加注纳进出列记渗深陷步转引])(?<=入){is-name}[{entered}]"
    r"|(?<![存现所旨实自正内潜外])(?<=在){is-name}[{here}](?!{no-place-after})"
    r"|(?<![面针相反核绝])(?<=对){is-name}[{towards}](?={after-towards}|[的，。、；和与之]|$)"
    r"|(?<=联){is-name}[{allied}]|(?<!越来)(?<=[来离返]){is-name}[{here}]"
    r"|(?<=[来进赴抵返离驻在到])[{cities}](?=[，。、；的与和同参一见议谈商会出汇开访列述工住后时前途期求学读]|$)"
)
_IS_NAME = r"(?!{no-state})"
_SIDE = (
    r"(?:方(?![案式法向针便才可略圆形块位程言面])|方面(?!军)|籍|机(?![会关构器动密场制能要遇理])|舰|侨|帝|援(?![助引])"
    r"|皇(?![家室帝宫])|占区|战(?![争斗场略术役士线友前后胜败壕火备局况区时]))"
)
_SIDE_STATE = (
    r"(?:(?<![{han}])|(?<=[的与和同向由被给据而但则以是为即从于对使让请及在]))[{sides}]{side}|[{telling}]{side}"
)
_NOUN = (
    r"(?<![{all}{han}])[{sides}]{noun}"
    r"|(?<=[的与和同向由被给据而但则以是为即、，。请从于])[{sides}](?:{noun}|第[一二三四五六七八九十0-9]+舰队)"
)
_TWO_SIDES = re.compile("两国|双方|关系|友好|邦交|之间|战争|和约|条约|两党|边界|贸易|会谈")
COMMON_STATES = frozenset("中华美英法日俄苏德朝韩越印")
_NO_LEFT = "(?<![其当空心集途手之目眼暑初期月年日时家国法会市区校工文书水天地人城村镇乡县省高初大小暗])"
_SERIES_LINK = "(?:、(?:和|与|及)?|和|与|及|以及|/)"


@dataclass(frozen=True, slots=True)
class Found:
    """A one-character name at `at`, and in plain words what allows it."""

    at: int
    why: str
    is_alone: bool = False


@dataclass(frozen=True)
class Finder:
    """Compiled for the one-character names of one lexicon: states, cities, persons (蔣)."""

    states: str
    cities: str
    persons: str

    @cached_property
    def _pair(self) -> re.Pattern[str]:
        states = f"[{self.states}]"
        no_language = "(?![语文译]|双语|对照|对译|互译|[词辞字]典)"
        expression = f"{_NO_LEFT}中[{self._partners}]+{no_language}|{states}{{2,5}}{no_language}"
        return re.compile(expression)

    @property
    def _partners(self) -> str:
        return self.states.replace("中", "").replace("华", "")

    @cached_property
    def _series(self) -> re.Pattern[str]:
        every = f"[{self.states}{self.cities}{self.persons}]"
        no_language = "(?![语文](?!件))"
        return re.compile(
            f"(?<![{HAN}])(?<![{HAN}]、){every}(?:{_SERIES_LINK}{every})+{no_language}"
            f"|(?<=[的向对由从使与和同给在据括为了以如经遭被护])"
            f"{every}(?:、{every})+(?:{_SERIES_LINK}{every})?{no_language}|{every}(?:(?:、{every}){{2,}}|(?:、{every})+(?=[两二三四五等各诸]))"
            f"{_SERIES_LINK}?{every}?{no_language}"
        )

    @cached_property
    def _single(self) -> re.Pattern[str]:
        return _expand("|".join((_PREFIX, _SIDE_STATE, _NOUN)), self.states, self.cities)

    @cached_property
    def _person(self) -> re.Pattern[str]:
        return re.compile(f"(?<=[美反联日倒拥助])[{self.persons}]|[{self.persons}](?=[方军帮匪介])")

    def find(self, masked: str) -> Iterator[Found]:
        """Yield the one-character names of a masked text whose context allows them."""
        if self.states:
            yield from self._pairs(masked)
            yield from (
                Found(at, "alone before or after a word that takes such a name", True)
                for at in _at(self._single, masked)
            )
        if self.states or self.cities:
            yield from self._lists(masked)
        if self.persons:
            yield from (Found(at, "a surname that stands for the person") for at in _at(self._person, masked))

    def _pairs(self, masked: str) -> Iterator[Found]:
        for match in self._pair.finditer(masked):
            if _is_compound(match):
                yield from (Found(at, f"in the compound {match.group()}") for at in range(*match.span()))

    def _lists(self, masked: str) -> Iterator[Found]:
        every = self.states + self.cities + self.persons
        for match in self._series.finditer(masked):
            for at in range(*match.span()):
                if masked[at] in every:
                    yield Found(at, f"in the series {match.group()}")


def _is_compound(match: re.Match[str]) -> bool:
    """日 and 法 also end other words (今日, 方法); one name twice is no compound."""
    group, before, after = match.group(), match.string[match.start() - 1 : match.start()], match.string[match.end() :]
    if len(set(group)) < len(group) or group[0] == "华" or group.endswith("华"):
        return False
    if group[0] == "日" and (
        before.isdigit() or before in "今昨明当每次近生假节平往同即早整终半前后一二三四五六七八九十"
    ):
        return False
    if group[0] == "法" and before in "方办看想说做无设宪司立违合非依书语文历算魔手":
        return False
    if group in ("美德", "法印") and not _TWO_SIDES.match(after):
        return False
    if group[-1] == "阿" and after[:1] in "含弥罗耨难育閦修赖毘毗僧姨那鼻兰":
        return False
    letters, next_two = vocabulary().letters, after[:2]
    if set(group) <= letters and (
        before in letters or (set(next_two) <= letters and next_two not in vocabulary().ordinary)
    ):
        return False
    if set(group) & set("波德巴捷匈泰葡荷菲澳印阿") and (
        before in vocabulary().strict_letters or after[:1] in vocabulary().strict_letters
    ):
        return False
    doubtful = group[0] in "日法巴德" and not _TWO_SIDES.match(after)
    if group not in _usual_pairs() and len(group) == 2 and "中" not in group and not _TWO_SIDES.match(after):
        return False
    return not (group[-1] == "中" and (doubtful or after[:1] in "国央间心期部队学旬"))


def _begins_foreign(word: str) -> bool:
    return set(word) <= vocabulary().letters and word not in vocabulary().ordinary


@cache
def _usual_pairs() -> frozenset[str]:
    """Two states that are usually named together by one character each, in either order."""
    pairs = languages.words("zh", "contexts", "usual-pair", folded=True)
    return frozenset((*pairs, *(pair[::-1] for pair in pairs)))


def _at(expression: re.Pattern[str], masked: str) -> Iterator[int]:
    for match in expression.finditer(masked):
        yield match.start()


def _expand(expression: str, states: str, cities: str) -> re.Pattern[str]:
    plain = states.replace("中", "").replace("华", "")
    classes = {
        "states": plain + ("华" if "华" in states else ""),
        "here": "".join(set(plain) - set("法德巴日印") | ({"华"} & set(states)) | {"日"} & set(states)),
        "entered": "".join(set(plain) & set("朝越缅韩苏华藏")) + ("华" if "华" in states else ""),
        "towards": "".join(set(plain) - set("法巴泰")) + ("华" if "华" in states else ""),
        "allied": "".join(set(plain) & set("苏美英日俄德")) or "苏",
        "sides": plain + ("中" if "中" in states else ""),
        "all": states,
        "cities": cities or "\ue00f",
        "han": HAN,
        "is-name": _IS_NAME,
        "side": _SIDE,
        "no-state": vocabulary().lists["no-state"],
        "noun": vocabulary().lists["noun-of-state"],
        "after-towards": vocabulary().lists["after-towards"],
        "no-place-after": "[月星]",
        "telling": "".join(set(plain) - set("法德巴日印泰蒙")),
    }
    for name, value in classes.items():
        expression = expression.replace("{" + name + "}", value)
    return re.compile(expression)


def surname_pairs(masked: str, surnames: str) -> Iterator[Found]:
    """Yield surnames that stand alone in a pair or a series (張、李二人) of persons named in full elsewhere."""
    if not surnames:
        return
    one = f"[{surnames}]"
    after = "(?:二人|兩人|三人|四人|等人|二位|兩位|二將|會談|會晤|談話|倆)"
    expression = compiled(
        f"{one}(?:、{one})+(?={after})|(?<![{HAN}]){one}{one}(?={after})|{one}、{one}(?:、{one})*(?=[等二兩三])"
    )
    for match in expression.finditer(masked):
        for at in range(*match.span()):
            if masked[at] in surnames:
                yield Found(at, f"surnames alone in {match.group()}")


def surname_titles(masked: str, surnames: str) -> Iterator[Found]:
    """Yield surnames before a title of honour (毛主席, 周總理); 任 before a title is the verb."""
    surnames = surnames.replace("任", "")
    if not surnames:
        return
    expression = compiled(
        f"[{surnames}](?=(?:主席|總理|總統|委員長|總司令|司令員?|政委|老總|總(?=[，。的說在、])|副主席|外長|部長|大使|將軍|元帥|先生|教授|參謀長))"
    )
    for match in expression.finditer(masked):
        yield Found(match.start(), "a surname before a title")


def surnames_speaking(masked: str, surnames: str) -> Iterator[Found]:
    """Yield surnames that stand alone before what a person says or asks (毛說), at the beginning of a clause."""
    if not surnames:
        return
    expression = compiled(
        f'(?:(?<=[，。；：、！？（“"])|^)[{surnames}](?=(?:又|也|還|則|便|就|曾|即|遂|再)?'
        "(?:說|說道|問|問起|問道|答|回答|認為|指出|表示|強調|主張|建議|提出|同意|反對|批評|宣佈|宣布|回憶|寫道|稱|要求|決定))"
    )
    for match in expression.finditer(masked):
        yield Found(match.start(), "a surname before a verb of speech")


def finder_of(known: Lexicon) -> Finder:
    """Make the finder for the one-character names of a lexicon."""
    groups: dict[str, list[str]] = {"state": [], "city": [], "person": []}
    for name, terms in known.single.items():
        term = terms[0]
        group = (
            "person" if term.kind == "person" else "state" if term.is_country or term.entry_type == "region" else "city"
        )
        groups[group].append(name)
    states, cities, persons = ("".join(sorted(group)) for group in groups.values())
    return Finder(states, cities, persons)
