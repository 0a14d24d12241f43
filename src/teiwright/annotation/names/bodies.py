"""Names of bodies by their grammar: governments, embassies, ministries, parties and their organs, staffs, schools.

What counts is the editors' guide: a state's name belongs to the body's name (波蘭政府, 駐法使館); the army of a state
named by a common noun (中國軍隊) is no body; an institution that stands alone (政治局) is one where it is particular.
"""

import re
from collections.abc import Iterator
from functools import cache

from teiwright.annotation.names.masking import grammar
from teiwright.article import Span

_ARMY_GOES_ON = "(?![隊事火備艦機方力援購用政港費工區營團長閥國需委屬階]|官(?!兵)|人(?!員))"
_FREE = '(?:^|(?<=[的與和對由被據在向駐、，。；：（(「“"及但而使讓令請經為以於是給同跟或])){A}'
_ALONE = "(?:(?<!{A})|(?<=[駐在對援抗赴侵]{A}))"

_RULES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "a government with its state's name",
        "medium",
        (
            "(?:{C}|" + _FREE + ")(?:人民|中央|臨時|國民|革命|聯邦|軍)*政府",
            r"\({C}\)政府",
            "(?<![A-Za-z])[Gg]overnment of (?:the )?{C}(?![A-Za-z])",
            "{P}(?:[省市縣]|自治區)?(?:人民|軍|民主)?政府",
            "(?<![以開])[唐宋元明漢秦隋]政府",
        ),
    ),
    (
        "an embassy, a consulate or a mission",
        "medium",
        (
            "(?:{C}|{A})?駐(?:{P}|{O}|{A}|華)(?:{mission}|{posted-mission})",
            r"\({C}駐\){P}{mission}",
            "(?:{P}|" + _FREE + "){mission}",
        ),
    ),
    (
        "an armed service of a state",
        "medium",
        (
            "{C}{service}(?!部(?!隊)|長|司令)",
            _ALONE + "(?<![李王清明元宋唐漢隋本前天歷兩六南北當護執司變])" + "{A}(?:空軍|海軍|陸軍|軍)" + _ARMY_GOES_ON,
            "{P}{regional-force}(?!司令部)",
            "{O}(?:空軍|海軍|後勤部|政治部|總部)(?![長])",
        ),
    ),
    (
        "a party or its organ",
        "medium",
        (
            "{party}(?:中央委員會|中央)?{organ}",
            "{P}{party}(?:中央委員會|中央)?(?:{organ})?",
            r"(?<![0-9年月每今昨當方辦]){party-abbreviation}共(?![同產和計識享存處鳴管有])(?:\(布\))?(?:中央委員會|中央)?(?:{organ})?",
            r"{O}(?:\(布\))?(?:中央委員會|中央)?{organ}",
            r"{O}(?:\(布\))?中央(?:委員會)?(?!委員)",
            "{O}?{P}(?:工委|省委|市委|區黨委|自治區黨委|地委|縣委|軍管會|革命委員會|籌委會|工作委員會|分局)(?![員書常])",
        ),
    ),
    (
        "a ministry",
        "medium",
        (
            "(?:{C}|{P}人民政府)?(?:聯邦)?{ministry}(?:人民委員)?部(?![長門分隊署位下屬落件級份委])",
            _FREE + "{ministry}部(?![長門分隊署位下屬落件級份委])",
        ),
    ),
    ("a body of the state", "medium", ("{C}{state}(?!長|議員)",)),
    ("a body that stands alone", "medium", ("{bare}(?![長])(?!門)",)),
    (
        "a staff or a command",
        "medium",
        (
            "(?:{C}|{O})?(?:武裝力量)?總參謀部(?!長)",
            "(?:{C}|{O})?總參(?:謀部)?(?:作戰|情報|管理|通信|軍務|偵察|動員|軍訓){1,2}(?:總局|局|部)(?!長)",
            "(?:空軍|海軍|陸軍)總參謀部(?!長)",
            "(?:{C}|{O}|{P})?{command}{1,3}司令部(?!長)",
            "{O}司令部",
        ),
    ),
    (
        "a committee",
        "medium",
        (
            "(?:{O}|{P})(?:{committee}){0,6}委員會(?!議)",
            "(?:{committee}){2,6}委員會(?!議)",
            "(?:中央|軍事|計劃)委員會",
        ),
    ),
    (
        "a school, an institute, an archive or a press",
        "medium",
        (
            "(?:{L}(?:{P}|{learned}){0,4}|{C}(?:{P}|{learned}){1,4}|{learned}(?:{P}|{learned}){1,4}|{O}(?:{learned}){0,3}){learned-head}(?!長)"
            "(?:(?:{learned}){1,3}(?:系|學院|研究所|研究中心|檔案館))?",
            "{O}(?:{learned}){1,3}(?:系|學院|研究所|研究中心)",
            "第{N}(?:飛行|軍事|技術|炮兵|步兵|政治|師範|航空|海軍){1,3}(?:學校|學院)",
            "{learned}(?:出版社|檔案館|通訊社|印書館|書局)(?!長)",
        ),
    ),
    (
        "a body by the noun of its kind, after a place",
        "medium",
        (
            "{P}(?:[省市縣區鄉鎮州]|自治區)?(?:(?!{never-in-body}){HAN}){0,8}?{open-head}(?![長員])",
            '(?:(?<=[，。、；：（(「“"在與和由經向對及是為])|^)(?:(?!{never-in-body}){HAN}){1,3}[省市縣區鄉鎮州]{open-head}(?![長員])',
        ),
    ),
    (
        "a body known to everybody",
        "medium",
        ("{named}" + "(?![長]|隊[^伍])", "(?<![國弟界際他何個])(?<![國弟界際他]的)共產黨(?![員人們])"),
    ),
    (
        "a body called after a person",
        "medium",
        ("{H}(?:紀念|師範|醫學|中醫|高級|初級|第{N})?(?:{learned-head}|{open-head}|{shop})(?![長員])",),
    ),
    (
        "a body in quotation marks by the noun that ends it",
        "medium",
        ('(?<=")(?:(?!{never-in-body}){HAN}){2,8}(?:{quoted-head})(?=")',),
    ),
)
_OWNERS = ("an armed service of a state", "a party or its organ", "a body known to everybody")
_NEWSPAPER = re.compile("(?<=《)[^《》，。、]{1,8}(?:报|日报|时报|晚报|邮报|周报)(?=》)")
_CENTRE = re.compile(
    "(?<![当居在于位从至到以为党民各其和同向处市期场核后当市之])中央(?=(?:意图|决定|指示|领导|同意|认为|批准|要求|负责|常委|书记|电|致|决议|报告|批示|会议|通知|号召|名义|已|也|对|向|关于|将|提出|派))"
)
_CENTRE_OBJECT = re.compile("(?<=[向报告给请示经由电致呈奉据])中央(?=[，。；、的汇报提]|$)")


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((why, grammar(*expressions)) for why, _, expressions in _RULES)


def find_owners(masked: str) -> Iterator[Span]:
    """Yield the bodies that other bodies belong to: forces, parties, what everybody knows."""
    for why, expression in _compiled():
        if why in _OWNERS:
            yield from (_span(match, why) for match in expression.finditer(masked))


def find(masked: str, string: str) -> Iterator[Span]:
    """Yield the bodies that the grammar finds in a masked text; spans overlap, the longer is the better."""
    for why, expression in _compiled():
        yield from (_span(match, why) for match in expression.finditer(masked))
    for match in _NEWSPAPER.finditer(string):
        yield _span(match, "a newspaper in title marks")
    for expression in (_CENTRE, _CENTRE_OBJECT):
        for match in expression.finditer(masked):
            yield _span(match, "the party's centre, by what stands beside it")


def _span(match: re.Match[str], why: str) -> Span:
    return Span(match.start(), match.end(), "org", certainty="low", by="pattern", why=why)
