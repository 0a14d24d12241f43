"""Authors, editors and translators as Chinese citations name them: 張某、李某主編, 某人著、某人等譯, [美]某人.

Roles follow the name (著, 編, 主編, 譯, 校, 整理 …); a name without a role is the author's. A country in brackets
before a foreigner's name (GB/T 7714-2015, 8.1.1 and journals' house styles) is not part of the name.
"""

import re
from collections.abc import Iterator

from teiwright import languages
from teiwright.article import SpanKind
from teiwright.citations.scope import HAN, Part, Scope, trimmed
from teiwright.citations.vocabulary import either, expression

ROLE = re.compile(
    rf"{either('others', 'zh')}?(?P<role>(?P<author>{expression('author-role', 'zh')})"
    rf"|(?P<translator>{expression('translator-role', 'zh')})|(?P<editor>{expression('editor-role', 'zh')}{{1,2}}))$"
)
COMPILED = re.compile(expression("compiler-role", "zh"))
ANNOTATED = re.compile(expression("annotator-role", "zh"))
KEEPER = re.compile(either("keeper-role", "zh"))
COUNTRY = re.compile(r"^\s*[\[\(（〔【［](?:[^\]\)）〕】］\d]{1,6})[\]\)）〕】］]\s*")
ALIAS = re.compile(r"[（(](?:[^（）()]{1,12}|[A-Za-zÀ-ž][A-Za-zÀ-ž .,’'\-]{1,40})[）)]$")
EDITORIAL_BODY = expression("editorial-body", "zh")
"""Who edits a periodical, behind its name in title marks."""
EDITORIAL = re.compile(rf"《([^》]{{1,20}})》(?={EDITORIAL_BODY})")
BETWEEN = re.compile(
    rf"\s*[、，,；;/]\s*|\s+and\s+|(?<={expression('written-by', 'zh')})\s+"
    r"|(?<=[\u3400-\u9fff]{2})(?<![\u3400-\u9fff]{4})"
    rf"{either('joining', 'zh')}(?!{expression('also-wrote', 'zh')})"
    r"(?=[\u3400-\u9fff]{2,3}(?:[，,（(]|$))"
)
"""What parts contributors; an *and* only between two names of two or three characters."""
LONGEST_NAME = 8
OTHERS = re.compile(rf"(?<!\s)\s*{either('others', 'zh')}$")
SURNAMED = re.compile(rf"{languages.either('people', 'surname', 'zh')}[\u3400-\u9fff]{{1,3}}(?:[，,\s（(]|$)")
"""A surname that the language knows and what may be its given name."""
NOT_A_NAME = re.compile(expression("no-name", "zh"))
GENRE = re.compile(expression("genre", "zh"))
"""社論：《題》: what kind of article it is, and no author."""
BODY = re.compile(rf"{expression('body-end', 'zh')}$")
NO_BODY = re.compile(rf"[，。；]|{expression('no-body', 'zh')}")
COLLECTED = re.compile(rf"{expression('collected', 'zh')}{either('continued', 'zh')}?(?=$|[（(：:—\d])")


def contributors(scope: Scope, title: str = "") -> tuple[Part, ...]:
    """Return the persons and bodies of a lead such as 某人著、某人等譯; empty where it names none.

    A body that stands without a role before a collection of texts (`title`) is its editor, not its author.
    """
    found: list[Part] = []
    pending: list[tuple[int, int]] = []
    for start, end in _chunks(scope):
        role = ROLE.search(scope.string, start, end)
        if role and role.start() == start and found and not pending:
            continue
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
    if BODY.search(text) and not NO_BODY.search(text):
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
        pair = scope.around(match.start())
        if pair is None or pair.type == "title":
            yield trimmed(scope.string, position, match.start())
            position = match.end()
    yield trimmed(scope.string, position, scope.end)


def _named(scope: Scope, ranges: list[tuple[int, int]], role: re.Match[str]) -> Iterator[Part]:
    kind: SpanKind = "author" if role["author"] else "translator" if role["translator"] else "editor"
    if KEEPER.fullmatch(role["role"]):
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
    if start < end and not GENRE.fullmatch(scope.string, start, end):
        yield Part(start, end, kind, (("role", role),) if kind in ("editor", "translator") else ())
