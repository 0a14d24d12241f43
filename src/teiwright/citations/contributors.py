"""Authors, editors and translators as Chinese citations name them: 張某、李某主編, 某人著、某人等譯, [美]某人.

Roles follow the name (著, 編, 主編, 譯, 校, 整理 …); a name without a role is the author's. A country in brackets
before a foreigner's name (GB/T 7714-2015, 8.1.1 and journals' house styles) is not part of the name.
"""

import re
from collections.abc import Iterator

from teiwright.article import SpanKind
from teiwright.citations.scope import HAN, Part, Scope, trimmed

AUTHOR_ROLES = r"(?:編|编)?著|合著|原著|撰[述文]?|主撰|口述|[講讲]述|回[憶忆]|著述|述|[執执][筆笔]|作"
TRANSLATOR_ROLES = r"[編编翻合主選选]?[譯译](?:[註注]|校|[編编])?|[校審审][譯译]"
EDITOR_ROLES = (
    r"(?:總|总|主|合|副主|參|联合|聯合)?[編编](?:[選选輯辑纂撰寫写訂订印校][注註]?|委[會会])?|[選选][編编輯辑]"
    r"|[輯辑](?:[錄录]|校)?|[彙匯汇][編编]|整理|"
    r"[點点校][校點点注註]?[註注訂订]?|校[註注訂订勘]|[箋笺註注]|[審审][訂订校]|[記记紀纪][錄录]|採[訪访]|[採采]訪"
    r"|[訪访][問问]|[鈔钞抄][錄录]?|藏"
)
ROLE = re.compile(
    rf"(?:等)?(?P<role>(?P<author>{AUTHOR_ROLES})|(?P<translator>{TRANSLATOR_ROLES})|(?P<editor>{EDITOR_ROLES}))$"
)
COMPILED = re.compile(r"[輯辑彙匯汇]|整理|[選选][編编]|[記记][錄录]")
ANNOTATED = re.compile(r"[點点註注箋笺校]")
COUNTRY = re.compile(r"^\s*[\[\(（〔【［](?:[^\]\)）〕】］\d]{1,6})[\]\)）〕】］]\s*")
ALIAS = re.compile(r"[（(][^（）()]{1,12}[）)]$")
EDITORIAL = re.compile(r"《([^》]{1,20})》(?=[雜杂編编報报課课])")
BETWEEN = re.compile(
    r"\s*[、，,；;/]\s*|\s+and\s+|(?<=[編编著譯译])\s+"
    r"|(?<=[\u3400-\u9fff]{2})(?<![\u3400-\u9fff]{4})[及與与和](?!主?[編编著譯译])(?=[\u3400-\u9fff]{2,3}(?:[，,（(]|$))"
)
"""What parts contributors; an *and* only between two names of two or three characters."""
LONGEST_NAME = 8
OTHERS = re.compile(r"\s*等人?$")
NOT_A_NAME = re.compile(
    r"[的了是在這这該该此哪麼么嗎吗]|例如|如下|認為|认为|指出|[說说]$|[稱称]$|相[關关]|[有無无][關关人]|主要|可以|筆者"
    r"|笔者|本文|分[別别]|[關关][於于]"
    r"|注意|[談谈]到|提到|[討讨][論论]|收[錄录入]|[詳详參参][見见閱阅參参看]|原[載载]|[轉转][載载引]|[載载]$|[見见]$"
    r"|^[見见載载有]|其中|另外|\d{3}"
)
BODY = re.compile(
    r"(?:研究[室所院]|委[員员][會会]|[編编][輯辑]?[組组部委室]+|[館馆](?:[一二三四五六七八九十]部)?|[學学][會会院校]"
    r"|[協协][會会]|辦公[廳室]|办公[厅室]|[會会]|部|局|[處处]"
    r"|[組组]|社|中心|室|所|院|署|[廳厅]|大[學学]|公司|司|中央|政府|[團团]|[黨党]校|[軍军委省市縣县師师旅州])$"
)
COLLECTED = re.compile(
    r"(?:文稿|年[譜谱]|[選选]集|文集|文[選选]|全集|[選选][編编輯辑]|[彙匯汇][編编刊]|[資资]料[集選选]?|[檔档]案"
    r"|文件[集選选]?|[電电][文稿報报]集?"
    r"|[書书]信[集選选]?|日[記记]|史料[集選选]?|大事[記记]|年表|言[論论][集選选]?)(?:[續续]?[編编])?(?=$|[（(：:—\d])"
)


def contributors(scope: Scope, title: str = "") -> tuple[Part, ...]:
    """Return the persons and bodies of a lead such as 某人著、某人等譯; empty where it names none.

    A body that stands without a role before a collection of texts (`title`) is its editor, not its author.
    """
    found: list[Part] = []
    pending: list[tuple[int, int]] = []
    for start, end in _chunks(scope):
        role = ROLE.search(scope.string, start, end)
        if role and role.start() > start and _is_role(scope.string, start, role):
            pending.append((start, role.start()))
            found += _named(scope, pending, role)
            pending = []
        else:
            pending.append((start, end))
    found += _without_role(scope, pending, title)
    return tuple(sorted(found, key=lambda part: part.start))


def is_name(text: str, longest: int = LONGEST_NAME) -> bool:
    """Tell whether the words could be a person's name of at most `longest` characters, or a body's."""
    text = EDITORIAL.sub(r"\1", COUNTRY.sub("", text))
    role = ROLE.search(text)
    text = text[: role.start()] if role and role.start() > 1 else text
    if BODY.search(text) and not re.search(r"[的了是，。；]", text):
        return len(text) <= 50
    if len(HAN.findall(text)) > longest and not re.search(r"[·・.．A-Za-z（(]", text):
        return False
    is_marked = re.search(r"[。；;！？《》〈〉“”「」]", text[1:-1])
    return 1 < len(text) <= 50 and not NOT_A_NAME.search(text) and not is_marked


def _is_role(string: str, start: int, role: re.Match[str]) -> bool:
    """A name may end in a character that is also a role (something 社編 but 王注): a bare name needs two characters."""
    return role.start() - start >= 2 or len(role["role"]) > 1


def _chunks(scope: Scope) -> Iterator[tuple[int, int]]:
    """Between ideographic commas; commas part the contributors only after a role or where a role ends the chunk."""
    position = scope.start
    for match in scope.all(BETWEEN):
        if scope.is_open(match.start()) or not any(
            pair.start < match.start() < pair.end and pair.type != "title" for pair in scope.outer_pairs
        ):
            yield trimmed(scope.string, position, match.start())
            position = match.end()
    yield trimmed(scope.string, position, scope.end)


def _named(scope: Scope, ranges: list[tuple[int, int]], role: re.Match[str]) -> Iterator[Part]:
    kind: SpanKind = "author" if role["author"] else "translator" if role["translator"] else "editor"
    if role["role"] == "藏":
        kind = "repository"
    for start, end in ranges:
        yield from _name(scope, start, end, kind, _role_name(kind, role["role"]))


def _role_name(kind: str, word: str) -> str:
    if kind == "translator":
        return "translator"
    if COMPILED.search(word):
        return "compiler"
    return "annotator" if ANNOTATED.search(word) else "editor"


def _without_role(scope: Scope, ranges: list[tuple[int, int]], title: str) -> Iterator[Part]:
    for start, end in ranges:
        text = scope.string[start:end]
        if BODY.search(text) and len(text) > 4 and COLLECTED.search(title):
            yield from _name(scope, start, end, "editor", "editor")
        else:
            yield from _name(scope, start, end, "author", "")


def _name(scope: Scope, start: int, end: int, kind: SpanKind, role: str) -> Iterator[Part]:
    country = COUNTRY.match(scope.string[start:end])
    start = start + country.end() if country else start
    others = OTHERS.search(scope.string, start, end)
    start, end = trimmed(scope.string, start, others.start() if others else end, " \t\u3000，,、；;：:")
    if HAN.search(scope.string[start:end]) and (alias := ALIAS.search(scope.string, start, end)):
        end = alias.start() if alias.start() > start else end
    if start < end:
        yield Part(start, end, kind, (("role", role),) if kind in ("editor", "translator") else ())
