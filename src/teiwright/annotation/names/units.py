"""Military units by their grammar, in Chinese, Russian and English.

A unit's whole designation is one name: number, arm, formation, the smaller unit in the larger, the army or state it
belongs to. In a list of numbers (第3、5、9師) each number is a unit; the last has the noun. A unit may bear a
person's name.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from teiwright.annotation.names.masking import grammar
from teiwright.article import Span

_NOT_UNIT = (
    "(?:(?<=軍)(?!分區)(?![隊事官人艦火力裝備閥樂校醫營需令衣服屬銜政])|(?<=師)(?![範生傅長])|(?<=團)(?![結體員聚伙長])"
    "|(?<=旅)(?![行客遊順館途長])|(?<=營)(?![業養救造房地長])|(?<=[隊群區])(?![員長伍]))"
)
_UNIT = "第{N}(?:{arm}){0,4}{formation}" + _NOT_UNIT
_OWNER = "(?:{C}|{O}|{A}(?=第)|{L}(?=第{N}(?:方面軍|集團軍|軍區)))?(?:{arm}){0,2}"
_WHOLE = _OWNER + "(?:" + _UNIT + "){1,3}(?:司令部|指揮部|總部)?"
_WITHOUT_ORDINAL = (
    "(?:{O}|{C})[0-9]{1,4}(?:{arm}){0,3}{formation}" + _NOT_UNIT,
    "(?:(?<=[，。、（(和與及由將把對向是為的])|^)[0-9]{1,4}(?:{arm}){1,4}{formation}" + _NOT_UNIT,
)
_NEW = "(?:新編|整編|暫編|新|預備)第?{N}(?:{arm}){0,2}(?:軍|師|旅)" + _NOT_UNIT
_REGION = "[冀熱遼晉察魯豫皖蘇浙鄂湘贛閩粵桂川康滇黔陝甘寧綏蒙渤膠東中西北南]{2,6}軍區(?:第{N}軍分區)?(?:司令部)?(?!長)"
_CODED = "(?<![0-9.,第])[0-9]{3,5}部隊"
_NAMED = "(?<![一二兩三四五六七八九十0-9個支])(?:近衛|紅旗)(?:{arm}){1,4}{formation}" + _NOT_UNIT
_PERSON = "(?P<person>{H}){person-formation}(?![長隊署門分屬下份落件])"
_BEARER = (("bearer", "yes"),)
_SEPARATOR = "(?:、|，|和|及|與|或|以及|~|-)"
_LIST = "第{N}(?:" + _SEPARATOR + "第?{N}){1,30}(?:{arm}){0,4}{formation}" + _NOT_UNIT
_ITEM = "第?{N}"
_RUSSIAN_ARM = (
    "(?:гвардейск|отдельн|истребительн|бомбардировочн|штурмов|авиационн|стрелков|танков|воздушн|зенитн|артиллерийск"
    "|смешанн|общевойсков|механизированн|кавалерийск|пехотн)"
)
_RUSSIAN_FORMATION = "(?:дивизи|корпус|полк|арми|бригад|батальон|флот|эскадрил|авиадивизи|авиакорпус|авиаполк)"
_RUSSIAN = re.compile(
    rf"(?<![\w-])\d{{1,4}}-(?:я|й|го|му|м|ой|ю|е) (?:{_RUSSIAN_ARM}\w{{2,4}} ){{0,4}}"
    rf"{_RUSSIAN_FORMATION}\w{{0,3}}(?!\w)"
    r"|(?<![\w-])\d{1,4}-?(?:й|я|го)? (?:ИАК|иак|ИАД|иад|ИАП|иап|ГИАД|гиад)(?!\w)"
)
_ORDINAL = (
    r"(?:\d{1,3}(?:st|nd|rd|th)|[IVX]{1,5}|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Thirteenth)"
)
_ENGLISH_ARM = (
    "(?:Guards|Fighter|Aviation|Infantry|Air|Armou?red|Cavalry|Airborne|Marine|Bomber|Tank|Field|Artillery|Route"
    "|Independent|Army)"
)
_ENGLISH_FORMATION = "(?:Army Group|Army|Corps|Division|Brigade|Regiment|Battalion|Fleet|Air Force|Wing|Squadron)"
_ENGLISH = re.compile(rf"(?<!\w){_ORDINAL} (?:{_ENGLISH_ARM} ){{0,3}}{_ENGLISH_FORMATION}(?!\w)")


@cache
def _whole() -> re.Pattern[str]:
    return grammar(_WHOLE, *_WITHOUT_ORDINAL, _NAMED, _CODED, _NEW, _REGION)


@cache
def _list() -> re.Pattern[str]:
    return grammar(_LIST)


@cache
def _item() -> re.Pattern[str]:
    return grammar(_ITEM)


@cache
def _person() -> re.Pattern[str]:
    return grammar(_PERSON)


def find(masked: str, string: str) -> Iterator[Span]:
    """Yield the units of a text; where a list of numbers is read, the members and not the whole."""
    lists = list(_list().finditer(masked))
    for match in lists:
        yield from _members(match)
    for match in _whole().finditer(masked):
        if not any(group.start() < match.end() and match.start() < group.end() for group in lists):
            yield _span(match.start(), match.end(), "a military unit by its number")
    for match in (*_RUSSIAN.finditer(string), *_ENGLISH.finditer(string)):
        yield _span(match.start(), match.end(), "a military unit by its number")


def find_named(masked: str) -> Iterator[Span]:
    """Yield the units that bear the name of a person found before."""
    for match in _person().finditer(masked):
        yield replace(_span(match.start(), match.end(), "a unit that bears its commander's name"), attributes=_BEARER)


def _members(group: re.Match[str]) -> Iterator[Span]:
    """One span a number; the last reaches to the noun."""
    items = list(_item().finditer(group.string, group.start(), group.end()))
    numbered = [item for item in items if item.start() == group.start() or _follows_separator(item)]
    for item in numbered:
        end = group.end() if item is numbered[-1] else item.end()
        yield _span(item.start(), end, "one unit of a list of numbers")


def _follows_separator(item: re.Match[str]) -> bool:
    return item.string[item.start() - 1] in "、，和及与或~-"


def _span(start: int, end: int, why: str) -> Span:
    return Span(start, end, "org", certainty="low", by="pattern", why=why)
