"""Capitals that stand for their government (莫斯科答復), told from the city by what stands beside them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from teiwright.annotation.names.vocabulary import compiled, vocabulary
from teiwright.article import Span

_PLACE_BEFORE = "(?:在|(?<![得收接看聽受感直提想等])到|抵|抵達|赴|前往|返回|返|回|回到|從|自|經|飛|飛往|飛抵|離開|離|往|駐|去|至|保衛|佔領|解放|攻佔|攻克|圍攻|轟炸|進攻|逼近|撤離|遠離|途經|路過|位於|調往|運往|訪問|定居|住在|留在|來到|派往|進入|第一次|於|由[^，。]{0,6}飛往)$"
_PLACE_AFTER = "(?:進擊|前進|推進|挺進|方向|上空|地區|市|城|附近|以北|以南|以東|以西|郊|機場|會談|會議|談判|一線|電臺|大學|車站|開會|召開|舉行|出發|啟程|停留|期間|時間|街|更為|居民|-|、|到|至)"
_POWER_AFTER = (
    "(?:當局|方面|答復|答覆|決定|指示|收到|得到|接到|要求|希望|同意|認為|表示|並|立即|終於|竟|也|卻|則|已|將|仍|就|不|沒|對|向|給|才|便|再|又|為|必|應|能|想|關於|通知|建議|拒絕|支持|反對|擔心|懷疑|保持|採取|提出|提供|發|派|"
    "下|限|規定|與|和|同|之間|的(?:意見|指示|答|態度|立場|意思|任何|反應|決定|政策|要求|同意|支持|批准|意圖|命令|壓力|回答|回電|建議|計劃|利益|援助|想法|看法|擔心|關係))"
)
_POWER_BEFORE = "(?:給|向|答復|答覆|回答|請求|請示|來自|由|詢問|通知|報告|求助|得到|致電平壤|電告|要求|據|聽|於|寄託在|告知|通報|聽命於|依靠|依賴|對|使|令|讓|與|和|同)$"
_LETTERS_BEFORE = (
    r"(?:\b(?:in|to|from|at|near|via|left|reached|visited|of|,)|(?<!\w)(?:в|из|под|через|до|около|с|г\.|во)) $"
)
_LETTERS_AFTER = (
    r" (?:(?:had |has |also |did not |would |was )?(?:replied|answered|decided|agreed|refused|insisted|wanted|ordered|approved|demanded|asked|informed|considered|feared|proposed|rejected|believed|hoped|warned|sought)"
    r"|(?:ответил|решил|согласил|отказал|потребовал|одобрил|считал|заявил|предложил|получил|надеял|опасал|сообщил|настаивал)\w*)"
)


@cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    return tuple(
        compiled(expression)
        for expression in (_PLACE_BEFORE, _PLACE_AFTER, _POWER_AFTER, _POWER_BEFORE, _LETTERS_BEFORE, _LETTERS_AFTER)
    )


def marked(spans: Iterable[Span], string: str, names: dict[int, str]) -> Iterator[Span]:
    """Yield the spans, capitals that stand for a government with @ana; `names` are the entries' own names by start."""
    for span in spans:
        if span.kind == "place" and names.get(span.start) in vocabulary().capitals and _stands_for_power(span, string):
            yield replace(
                span,
                attributes=(*span.attributes, ("ana", "#metonymy")),
                why=f"{span.why}; the capital stands for its government",
            )
        else:
            yield span


def _stands_for_power(span: Span, string: str) -> bool:
    place_before, place_after, power_after, power_before, letters_before, letters_after = _compiled()
    before, after = string[max(0, span.start - 8) : span.start], string[span.end : span.end + 24]
    if string[span.start : span.end].isascii() or "а" <= string[span.end - 1] <= "я":
        return bool(letters_after.match(after)) and not letters_before.search(before)
    if power_before.search(before) and before[-2:] != "于于":
        return not place_after.match(after) and not place_before.search(before)
    return bool(power_after.match(after)) and not place_before.search(before) and not place_after.match(after)
