"""The words that introduce a citation: 參見, 詳見, 見, 轉引自, 譯文見; см., ср., цит. по; see, cf., quoted in."""

import re
from collections.abc import Iterator

from teiwright.citations.scope import Part, Scope
from teiwright.citations.vocabulary import either, expression

TEXTS = expression("signal-text", "zh")
ALSO = rf"{either('signal-also', 'zh')}*"
STRONG = either("signal", "zh")
PLAIN = expression("signal-before-source", "zh")
CHINESE = re.compile(
    rf"(?P<signal>(?:(?<![\u3400-\u9fff]){TEXTS}{ALSO}(?:{STRONG}|{PLAIN}|{expression('signal-print', 'zh')})"
    rf"|{ALSO}{STRONG}{either('signal-end', 'zh')}?|(?<![\u3400-\u9fff]){ALSO}{PLAIN}"
    rf"|{either('signal-alone', 'zh')}(?=\s*[：:]\s*[A-Z“]|[A-Z][a-z]+\s\w)))\s*[：:]?\s*"
)
ENGLISH = re.compile(
    rf"(?<![\w])(?P<signal>(?:[Ff]or (?:[\w ]{{1,60}}), )?{expression('signal', 'en', 'de')})[:,]?\s+(?=\S)"
)
RUSSIAN = re.compile(
    rf"(?<![\w])(?P<signal>{expression('signal-lead', 'ru')}?{expression('signal', 'ru')})\s*[,:：—–]?\s+(?=\S)"
)
TOLD = either("told-in", "en")
NAMED = r"(?P<named>[“\"]|(?:[A-ZÀ-Þ][\w.’'\-]*\s+){1,5}[A-ZÀ-Þ][\w’'\-]+,\s|[A-Z][\w’'\-]+\s[A-Z][\w’'\-]+,\s)"
TOLD_OF = re.compile(
    rf"(?<![\w])(?P<signal>(?:(?:is|are|was|were|be|been)\s+(?:{either('told-adverb', 'en')} )?{TOLD}"
    rf"|appears?|appeared) in)\s+(?:the (?:preface|introduction|foreword|appendix) to )?(?={NAMED}?)(?=\S)"
)
"""*The mill is also mentioned in* Ann Roe, “Title”: a sentence whose verb leads to an author or a title."""
TO_CONTAINER = re.compile(
    rf"(?<=[》〉”」][，,]){either('signal-alone', 'zh')}"
    rf"(?:[^，,。；;：:《》]{{2,30}}{expression('editor-role', 'zh')}[：:，,]?\s*)?《"
)
"""《題》，見某人主編：《書》: between a title and its container it introduces nothing."""
NO_SIGNAL = re.compile(either("no-signal-before", "zh"))
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
        is_lead = is_told and not _is_verb(match) and not TO_CONTAINER.match(match.string, match.start())
        if match.start() >= end and match.end() < scope.end and is_lead:
            end = match.end()
            yield Part(*match.span("signal"), "signal"), end


def _is_verb(match: re.Match[str]) -> bool:
    """見 before 到, 面, 過 … is a verb of the sentence, not a signal."""
    return match.re is CHINESE and NO_SIGNAL.match(match.string, match.end()) is not None
