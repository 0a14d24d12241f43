"""The words that introduce a citation: 參見, 詳見, 見, 轉引自, 譯文見; см., ср., цит. по; see, cf., quoted in."""

import re
from collections.abc import Iterator

from teiwright import languages
from teiwright.citations.scope import HAN, Part, Scope
from teiwright.languages.folding import alternatives

ALSO = r"(?:以上|以下|具體|具体|分別|分别|主要|均|並|并|另|又|亦|也|可|請|请|再|還|还|俱|皆|都|同)*"
STRONG = (
    r"(?:參見|参见|參閱|参阅|參看|参看|參考|参考|詳見|详见|詳參|详参|詳閱|详阅|轉引自|转引自|轉引|引自|轉見|转见"
    r"|參照|参照|查閱|查阅)"
)
PLAIN = r"(?:[見见](?:[於于自諸诸])?|[參参](?=\s*(?:[《〈]|[\u3400-\u9fff·]{2,12}[：:《〈，])))"
TEXTS = (
    r"(?:(?:中|漢|汉|英|俄|日|法|德)?[譯译][文本](?:本)?|(?:中|英|俄|日)文[本版]?|[該该]?(?:原|全|引|[電电])[文件]"
    r"|[該该]文件|[內内]容|[詳详][情細细]|[細细][節节]|史料"
    r"|[該该][電电]|[電电][報报])"
)
CHINESE = re.compile(
    rf"(?P<signal>(?:(?<![\u3400-\u9fff]){TEXTS}{ALSO}(?:{STRONG}|{PLAIN}|[載载][於于]?|收入|刊[於于載载])"
    rf"|{ALSO}{STRONG}(?:自)?"
    rf"|(?<![\u3400-\u9fff]){ALSO}{PLAIN}|[見见](?=\s*[：:]\s*[A-Z“])))\s*[：:]?\s*"
)
ENGLISH = re.compile(
    r"(?<![\w])(?P<signal>(?:[Ff]or (?:[\w ]{1,60}), )?(?:(?:[Bb]ut |[Aa]lso |[Aa]nd )?[Ss]ee(?: also| especially"
    r"| further)?(?:,? (?:for example|for instance|e\.g\.|inter alia),?)?"
    r"|[Cc]f\.|[Cc]ompare|(?:[Aa]s )?(?:[Qq]uot(?:ed|es?|ations?)|[Cc]ited|[Tt]ranslated|[Rr]eprinted|[Rr]eproduced) (?:in|from"  # noqa: E501
    r"|by)))[:,]?\s+(?=\S)"
)
RUSSIAN = re.compile(
    r"(?<![\w])(?P<signal>(?:[Пп]одробнее |[Оо]б этом |[Пп]одроб(?:\.|но) )?(?:[Нн]апр(?:имер,?|\.)(?=\s+[A-ZА-ЯЁ])"
    r"|[СсCc][МмMm]\.(?:,? (?:также|подробнее"
    r"|например|об этом|напр\.))?|[Сс]р\.|[Цц]ит\. по|[Цц]итируется по"
    r"|[Пп]риводится по|(?:[Вв]первые )?[Нн]апеч(?:\.|атан[оаы]?)(?: в)?|[Пп]ечатается по"
    r"|[Оо]публ(?:\.|иковано)(?: в)?|[Вв]первые опубл\.))\s*[,:：]?\s+(?=\S)"
)
TOLD = alternatives(languages.words("en", "citations", "told-in"))
NAMED = r"(?P<named>[“\"]|(?:[A-ZÀ-Þ][\w.’'\-]*\s+){1,5}[A-ZÀ-Þ][\w’'\-]+,\s|[A-Z][\w’'\-]+\s[A-Z][\w’'\-]+,\s)"
TOLD_OF = re.compile(
    rf"(?<![\w])(?P<signal>(?:(?:is|are|was|were|be|been)\s+(?:also |first |briefly |further |best |later )?{TOLD}"
    rf"|appears?|appeared) in)\s+(?:the (?:preface|introduction|foreword|appendix) to )?(?={NAMED}?)(?=\S)"
)
"""*The mill is also mentioned in* Ann Roe, “Title”: a sentence whose verb leads to an author or a title."""
PATTERNS = (CHINESE, ENGLISH, RUSSIAN, TOLD_OF)


def signals(scope: Scope) -> Iterator[tuple[Part, int]]:
    """Yield each signal outside brackets, with the offset at which what it introduces begins."""
    found = sorted(
        (match for pattern in PATTERNS for match in scope.all(pattern) if scope.is_open(match.start())),
        key=lambda match: match.start(),
    )
    end = scope.start
    for match in found:
        is_told = match.re is not TOLD_OF or match["named"] or scope.is_italic(match.end())
        if match.start() >= end and match.end() < scope.end and is_told and not _is_verb(match):
            end = match.end()
            yield Part(*match.span("signal"), "signal"), end


def _is_verb(match: re.Match[str]) -> bool:
    """見 before 到, 面, 過 … is a verb of the sentence, not a signal."""
    following = match.string[match.end() : match.end() + 1]
    return bool(HAN.search(match["signal"])) and following in "到面過过識识解證证聞闻諒谅"
