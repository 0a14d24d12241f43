"""Places whom no list knows, by the noun that ends their name (省, 市, 江, 半島) and by series of places."""

import re
from collections.abc import Iterator
from functools import cache

from teiwright.annotation.names.masking import grammar
from teiwright.annotation.names.vocabulary import vocabulary
from teiwright.article import Span

_FEATURE = "(?:群島|列島|半島|海峽|運河|水庫|高原|盆地|山脈|草原|邊疆區|自治區|自治州|自治縣|大橋)"


@cache
def _named() -> re.Pattern[str]:
    letters = "[" + "".join(vocabulary().words["transliteration"]) + "]"
    begin = "(?:(?<=[，。、；：“（(《》在到赴從至抵攻克佔領於經由往的和與及向以為是])|^)"
    return grammar(
        f"{letters}{{2,6}}(?:市|州|省|縣|港|灣|島|河|江|湖|峰|群島|半島|海峽|地區(?=的))",
        f"{begin}{{HAN}}{{1,3}}{_FEATURE}",
    )


@cache
def _suffixed() -> re.Pattern[str]:
    return grammar("(?<=[在至到抵赴從經由、，和與、於])(?![一二三四五六七八九十兩幾各全本該此每某整個大小新老])[^的了是在和與、，。一二三四五六七八九十兩幾各全本該此每某省城都門上國]{1,2}(?:江|縣|省|市|鎮)(?![民區長委內政場府城郊容])")


def find(masked: str) -> Iterator[Span]:
    """Yield the places that a masked text gives by their shape."""
    for expression in (_named(), _suffixed()):
        for match in expression.finditer(masked):
            if not any("\ue000" <= character <= "\ue010" for character in match.group()):
                yield Span(match.start(), match.end(), "place", certainty="low", by="pattern", why="a place by the noun that ends its name")
