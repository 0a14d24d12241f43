"""Archival references in three traditions.

Russian: фонд, опись, папка, дело, лист (GOST R 7.0.5-2008, section 9) in full or abbreviated, in any case, order and
width, in Cyrillic or Latin look-alikes. American: record group, entry, box, folder (NARA's General Information
Leaflet 17) and the presidential libraries'; British: department code and piece (FO 371/84059). Chinese: 全宗號,
目錄號, 案卷號, 檔號, 典藏號, or the bare number beside the archive's name. What stands before the archive's name and
its numbers describes the documents. An archive that no authority file knows is recognised by these numbers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from teiwright.citations import cited_ranges, dating, documents, western
from teiwright.citations.archives import Archives, with_point
from teiwright.citations.contributors import contributors, is_name
from teiwright.citations.scope import CYRILLIC, HAN, Item, Pair, Part, Scope, adding, trimmed
from teiwright.citations.vocabulary import HEREAFTER, either, expression

START = r"(?<![^\W\d_])"
POINT = r"\s?[.．:：。]?\s?(?:№|No\.?|[:：])?\s*"
LABEL_AHEAD = rf"(?!{expression('level-next', 'ru')}(?:[\s.．\d]|$))"
VALUE = (
    rf"(?:[А-ЯA-Z]{{1,3}}[\s\-–.]{{0,2}}|[рп]-)?\d+(?:[\-/]\d+)*"
    rf"(?:(?!{expression('level-initial', 'ru')}\.\s?\d)[а-яa-z](?![а-яёa-z]))?"
    rf"(?:(?:[\s.]{{1,2}}(?=[а-я])|\s){LABEL_AHEAD}[А-Яа-я]{{2,5}}(?![А-Яа-я]|\.\s?\d))?"
)
ACRONYM_BEFORE = re.compile(rf"[А-ЯЁ]{{3,}}(?:\s{either('archive-state', 'ru')})?\s*$")
INVENTORY = re.compile(expression("level-shelfmark", "ru"))
TELLING = re.compile(expression("level-telling", "ru"))
LEVELS = ("fond", "opis", "papka", "delo", "item", "shelfmark")
LEAF = re.compile(
    rf"{START}{expression('level-leaf', 'ru')}\.?\s?(?P<a>{cited_ranges.listed(cited_ranges.ATOM)})(?![А-яA-Za-z])"
)
RUSSIAN_LABELS = tuple(
    (name, re.compile(rf"{START}{expression(f'level-{name}', 'ru')}{POINT}(?P<value>{VALUE})")) for name in LEVELS
)

BEHIND_FOND = tuple(
    (name, re.compile(rf"{START}{expression(f'level-{name}-behind-fond', 'ru')}{POINT}(?P<value>{VALUE})"))
    for name in ("papka", "delo")
)
BARE_NUMBER = re.compile(r"(?<=[\d)][.,]\s)№\s?(?P<value>\d+)")
"""Оп. 1. № 481: a file behind its inventory."""
NUMBER = either("number-word", "zh")
NUMBERS = either("number-words", "zh")
MARK = rf"\s*{NUMBERS}?\s*[:：]?\s*"
TO_LAST = rf"\s?(?:{either('up-to', 'zh')}|[~～])\s?"
"""Between the first and the last of a run of shelfmarks."""
LETTERS_BETWEEN = r"[A-Z]{2,4}(?=[-—–]\d)"
"""The letters of a shelfmark such as 11-INO-01005."""
ONE_VALUE = rf"[A-Za-z]{{0,3}}\d[\dA-Za-z]*(?:\s?[-—–./]\s?(?:\d+(?:[A-Z]{{1,3}}(?=-))?|{LETTERS_BETWEEN}))*"
HAN_VALUE = rf"{ONE_VALUE}(?:{TO_LAST}{ONE_VALUE})?"
FILE_VALUE = rf"[A-Z]{{0,3}}\d{{1,6}}(?:[-—–](?:\d{{1,6}}|{LETTERS_BETWEEN})){{2,5}}(?:[（(]\d{{1,3}}[）)])?"
FOND, OPIS, DELO = (either(f"level-{name}", "zh") for name in ("fond", "opis", "delo"))
MARKED = rf"{expression('level-shelfmark', 'zh')}{NUMBERS}"
CHINESE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("fond", re.compile(rf"第?\s*(?P<value>[A-Z]?\d+)\s*{NUMBER}?{FOND}(?!{NUMBER}?\s*[:：]?\s*[A-Z]?\d)")),
    ("opis", re.compile(rf"第?\s*(?P<value>\d+)\s*{NUMBER}?{OPIS}(?!{NUMBER}?\s*[:：]?\s*\d)")),
    ("delo", re.compile(rf"第?\s*(?P<value>\d+)\s*{NUMBER}?{DELO}(?!{NUMBER}?\s*[:：]?\s*\d)")),
    ("fond", re.compile(rf"{FOND}{MARK}(?P<value>(?:[\u3400-\u9fff](?=\d))?{HAN_VALUE})")),
    ("opis", re.compile(rf"{OPIS}{MARK}(?P<value>{HAN_VALUE})(?!\s*{expression('no-number-before', 'zh')})")),
    ("delo", re.compile(rf"(?:{DELO}|(?<![\w]){expression('level-delo-numbered', 'zh')}){MARK}(?P<value>{HAN_VALUE})")),
    ("shelfmark", re.compile(rf"{MARKED}\s*[:：]?\s*(?P<value>(?:[\u3400-\u9fff]{{1,2}}(?=\d))?{HAN_VALUE})")),
    (
        "shelfmark",
        re.compile(rf"(?<![\w\-/.])(?P<value>{FILE_VALUE}(?:{TO_LAST}{FILE_VALUE})?)(?![\w\-])"),
    ),
    (
        "shelfmark",
        re.compile(
            rf"(?<={expression('holder-end', 'zh')}[，,])\s*"
            rf"(?P<value>\d{{1,5}}(?:[（(]\d{{1,3}}[)）])?(?:[/-](?:\d{{1,5}}|[\u3400-\u9fff](?=[/-]))){{1,4}})(?![\w\-])"
        ),
    ),
    ("shelfmark", re.compile(r"(?:(?<=[A-Z]{4})\s*[:：]|\bRef\.?\s*[:：]?)\s*(?P<value>[A-Z]\d{8,12})(?!\w)")),
    ("shelfmark", re.compile(rf"(?<=[，,])\s*(?P<value>[\u3400-\u9fff]{expression('register-number', 'zh')})")),
    ("shelfmark", re.compile(r"(?<![\w\-/.])(?P<value>[A-Z]{1,3}\d{1,4}(?:[-—–/]\d{1,6}){1,4})(?![\w\-])")),
    (
        "shelfmark",
        re.compile(rf"(?<={either('archive-file', 'zh')})\s*(?P<value>\d{{2,6}}[-—–]\d{{2,6}})(?![\w\-])"),
    ),
)
BOXES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<=[，,\s]){expression(f'level-{kind}', 'zh')}\s*(?P<value>\d+)"))
    for kind in ("box", "folder")
)
"""盒44，檔夾8 behind the holder."""
BARE_VOLUME = re.compile(rf"(?<=[\d，,、\s]){either('level-volume', 'zh')}\s*(?P<value>\d+)")
"""A volume of an archive (全宗号1，目录号2，卷136), which is one only beside a fonds or a catalogue."""
KEPT = either("kept", "zh")
PARENT = re.compile(rf"(?<![\u3400-\u9fff])[\u3400-\u9fff]{{2,10}}{expression('parent-body', 'zh')}$")
COLLECTION = re.compile(
    rf"[《〈「“]?(?P<name>[^，,。；;：:《》〈〉「」“”]{{1,20}}{expression('collection-end', 'zh')})[》〉」”]?"
)
"""The papers that an archive keeps, by the end of their name: 外交部檔案, 《某某文物》."""
OWN_PAPERS = re.compile(expression("archive-papers", "zh"))
COLLECTION_LAST = re.compile(
    rf"(?<=[，,）)」〉])\s*{COLLECTION.pattern}(?:第[\d一二三四五六七八九十]+{either('level-volume', 'zh')})?$"
)
"""The papers behind what is described: …，1940年4月1日，某局檔案."""
KEPT_IN = re.compile(rf"(?<=[，,）)》〉])\s*{expression('kept-in', 'zh')}$")
KEPT_THERE = re.compile(KEPT)
HOUSE = re.compile(
    rf"(?:(?<![\w]){expression('kept-in', 'zh')})?"
    rf"(?P<han>[^，,。；;：:（）()《》\s]{{0,24}}?{expression('archive', 'zh')})"
    rf"(?={KEPT}|{expression('archive-papers', 'zh')}[，,]|[，,。；;：:\s（(]|$)"
    rf"|(?P<held>(?<![^，,。；;：:\s])[\u3400-\u9fff]{{2,24}}?{expression('keeping-house', 'zh')})"
    rf"(?={expression('kept-by', 'zh')}\s*(?:[，,。；;]|$))"
    r"|(?P<latin>(?:(?:The|U\.?\s?S\.?)\s+)?(?:[A-Z][\w.'’\-&]*\s+(?:(?:of|and|for|the|der)\s+)*){0,7}"
    r"(?:National Archives|Archives?|Archiv|Library|Record Office|Records Administration|Institution"
    r"|TNA|NARA|PRO)"
    r"(?:\s+II\b)?(?:,?\s*(?:of (?:the )?[A-Z]\w+(?: (?:of (?:the )?)?[A-Z]\w+)*|U\.\s?S\.?(?:A\.)?|UK|Kew))?)(?![\w])"
    r"|(?P<acronym>(?<![\w.])[A-Z][A-Za-z]{2,7}(?:\sRF)?)(?=[,.]?\s+[fF]\.\s?\d)"
    r"|(?P<russian>(?:(?=[A-Z]*[А-ЯЁ])(?:[А-ЯЁ]{2,8}(?:\s[А-ЯЁ]{2,8}){1,2}"
    r"|(?:(?<![А-яЁё])[А-ЯЁ][а-яё]{2,6}(?=[А-ЯЁ]{3}))?[А-ЯЁA-Z]{3,8}"
    rf"(?:\s?(?:{expression('archive-owner', 'ru')}|[А-ЯЁ]{{2}}[а-яё]?(?![а-яё])))?)"
    rf"(?=\s*[.,，．:(]|\s+{expression('level-fond', 'ru')})"
    rf"|(?:[А-Я][а-я\-]+\s(?:[а-я\-]+\s){{0,4}})?{expression('archive', 'ru')}(?=[\s,.])"
    r"(?:[^,.，;/]|(?<=\sг)\.\s){0,60}))"
)
LABEL_END = re.compile(
    r"(?:(?:RG|[Rr]ecord [Gg]roup|[Ee]ntry|[Bb]ox(?:es)?|[Cc]ontainer|[Ff]older|[Ll]ot(?: [Ff]ile)?"
    r"|(?:[Dd]ecimal )?[Ff]iles?,?"
    r"|[Ff]iche|[Ii]tem|[Rr]eel|[Rr]oll|[Ff]rames?):?|[А-Яа-яA-Za-z]{1,6}[’']?[.．:：。]?\s?(?:№|No\.?)?"
    rf"|(?:{FOND}|{OPIS}|{DELO}|{either('level-volume', 'zh')}|{expression('level-shelfmark', 'zh')}){NUMBERS}?"
    r"\s*[:：]?)\s*$"
)
SENTENCES = re.compile(r"(?<=[a-zа-яё\d)”][a-zа-яё\d)”])[.!?]\s+[A-ZА-ЯЁ][a-zа-яё]+\s+[a-zа-яё]{2,}|[。！？]")
LEADING_VERB = re.compile(rf"{expression('leading-verb', 'zh')}$|\b(?:{either('preposition', 'ru')}|in|at|from|see)$")
NEAR = 4
"""So many characters stand at most between the numbers and a title in quotation marks: a word, a comma, blanks."""
WIDEST_GAP = 80
"""So many characters of comment stand at most between a shelfmark and its leaves."""
TITLES_ALONE = re.compile(r"[〈《「“][^〉》」”]+[〉》」”](?:\s*[，,]\s*[〈《「“][^〉》」”]+[〉》」”])*")
FILE_OF_COLLECTION = re.compile(rf"{COLLECTION.pattern}(?:\s*[，,]\s*[〈「“][^〉」”]+[〉」”])?")
"""外交部檔案, or 外交部檔案，「某案」: the papers, and the title of a file among them."""
LATIN_HOUSE = re.compile(r"[A-ZÀ-Þ][\w’'&\- ]{1,80}(?:\s\([^()]{2,60}\))?\.\s")
OWN_PAPER = re.compile(
    rf"(?P<author>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?,?\s(?:[А-ЯЁ]\.\s?){{1,2}})\s*"
    rf"(?P<title>{expression('own-paper', 'ru')}[^.,/\d]{{0,60}})(?=[.,/])"
)
"""Иванов А. А. Дневник: a paper with its author, as a book has it."""
LETTER_THERE = re.compile(r",\s(?=(?:[А-ЯЁ]\.\s?){0,2}[А-ЯЁ][а-яё\-]+\s[–—]\s)")
NAMED_FOND = re.compile(r",\sF\.\s(?P<name>[^,;]{2,60})(?=,)")
ANNOUNCEMENT = re.compile(rf"[(（]{HEREAFTER}[^)）]*[)）]")
BRACKET_BEHIND = re.compile(r"[（(][^（）()，,。；;\d]{1,6}[）)]|[（(]\d{1,3}[）)]")
"""How long a file is to be kept, or its part, right behind its number: 卷号12（长期）."""
LEFTOVER = re.compile(r"(?:\s+II\b)?(?:\s*[,，]\s*(?:[A-Z][\w’'\-]*\.?|[A-Z]\.(?:\s?[A-Z]\.)*)(?:\s[A-Z][\w.]*)*)+\s*$")


@dataclass(frozen=True, slots=True)
class Shelfmark:
    """What was found of a reference: the archive's name, and its numbers in the order printed."""

    repository: Part | None
    marks: tuple[Part, ...]
    tradition: str

    @property
    def parts(self) -> tuple[Part, ...]:
        """The archive's name and its numbers in the order printed."""
        return adding(self.marks, (self.repository,) if self.repository else ())


def shelfmark(scope: Scope, known: Archives) -> Shelfmark | None:
    """Return the archive and the numbers that the scope gives, or None where it does not cite an archive."""
    tradition, found = _marks(scope)
    names = [part for part in known.find(scope) if not any(part.overlaps(mark) for mark in found)]
    names = _with_parents(scope, names)
    houses = [part for part in _houses(scope) if not any(part.overlaps(mark) for mark in found)]
    if not names and (found or _titleless(scope) or _stands_alone(scope, houses)):
        names = houses
    if found:
        keeping = [part for part in adding(names, houses) if KEPT_THERE.match(scope.string, part.end)]
        names = keeping or names
    if (not found and not names) or _is_prose(scope, found, names):
        return None
    return Shelfmark(_nearest(names, found), found, tradition)


def _with_parents(scope: Scope, names: list[Part]) -> list[Part]:
    """某大學某研究所檔案館: a known archive and the bodies that it belongs to, right before it, are one name."""
    joined: list[Part] = []
    for part in names:
        parent = PARENT.search(scope.string, scope.start, part.start)
        if joined and joined[-1].end == part.start:
            joined[-1] = replace(part, start=joined[-1].start)
        else:
            joined.append(replace(part, start=parent.start()) if parent else part)
    return joined


def parse(scope: Scope, known: Archives) -> Item | None:
    """Return the archival item in the scope, or None."""
    scope = _without_name_to_come(scope)
    if abroad := _abroad(scope, known):
        return abroad
    if not _marks(scope)[1] and (item := western.parse(scope, known)):
        return item
    found = shelfmark(scope, known)
    if found is None:
        return None
    first = _before_label(scope, found.parts[0])
    kept_in = KEPT_IN.search(scope.string, scope.start, first)
    described = scope.within(scope.start, kept_in.start() if kept_in else first)
    parts = adding(found.parts, _leaves(scope, found))
    parts = adding(parts, _described(described, scope, parts) or _titled_behind(scope, parts))
    parts = adding(parts, _collection_behind(scope, found))
    start = described.start if _describes(described) else _before_label(scope, parts[0])
    end = max(part.end for part in parts)
    if scope.string[end : min(end + 1, scope.end)] in ("）", ")") and not scope.is_open(end - 1):
        end += 1
    if behind := BRACKET_BEHIND.match(scope.string, end, scope.end) if found.tradition == "zh" else None:
        end = behind.end()
    if LEFTOVER.match(scope.string, end, scope.end):
        end = scope.end
        end -= bool(re.search(r"[\w]{2}\.$", scope.string[:end]))
    end += KEPT_THERE.match(scope.string, end, scope.end) is not None
    return Item(start, end, "archival", _language(scope, found), parts)


def _abroad(scope: Scope, known: Archives) -> Item | None:
    """Archives abroad as a Russian note prints them: who keeps the papers, the papers, their boxes and a letter in
    them, parted by full stops. They are read with commas in their place."""
    if not scope.starts(LATIN_HOUSE) or not scope.search(western.next_level()):
        return None
    string = western.next_level().sub(",", scope.string[: scope.end]) + scope.string[scope.end :]
    scope = Scope(string, scope.start, scope.end, scope.italics)
    letter = scope.search(LETTER_THERE)
    item = western.parse(scope.within(scope.start, letter.start()) if letter else scope, known)
    if item is None:
        return None
    parts = adding(item.parts, (Part(*match.span("name"), "fond") for match in scope.all(NAMED_FOND)))
    written = documents.documents(scope.within(letter.start(), scope.end)) if letter else ()
    end = max([item.end - (scope.string[item.end - 1] == "."), *(part.end for part in written)])
    return replace(item, end=end, parts=adding(parts, written))


def _collection_behind(scope: Scope, found: Shelfmark) -> Iterator[Part]:
    """某檔案館藏，某局檔案，檔號：… : the papers are named between the house that keeps them and the number."""
    marks = [mark for mark in found.marks if found.repository and mark.start > found.repository.end]
    if found.repository and marks:
        kept = KEPT_THERE.match(scope.string, found.repository.end)
        between = scope.within(kept.end() if kept else found.repository.end, _before_label(scope, marks[0]))
        named = FILE_OF_COLLECTION.fullmatch(between.string, between.start, between.end)
        if named and not OWN_PAPERS.fullmatch(named["name"]):
            yield Part(*named.span("name"), "shelfmark", (("type", "collection"),))
            yield from _titles(between.within(named.end("name") + 1, between.end))


def _titled_behind(scope: Scope, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """某檔案館，全宗號236，案卷號58，〈報告〉，1956年4月20日: title and date of the document stand behind the numbers."""  # noqa: E501
    last = max(part.end for part in parts if part.kind != "pages")
    title = next((p for p in scope.outer_pairs if _is_behind(scope, p, last)), None)
    if title is None:
        return ()
    end = min([part.start for part in parts if part.start >= title.end], default=scope.end)
    named = Part(title.start + 1, title.end - 1, "title", (("level", "u"),))
    found = documents.documents(scope.within(title.start, end))
    return (*found[:1], named, *(part for part in found[1:] if not part.overlaps(named)))


def _is_behind(scope: Scope, pair: Pair, last: int) -> bool:
    """A title in its marks; or one in quotation marks, right behind the comma after the numbers."""
    quoted = pair.type == "quote" and HAN.search(scope.string, pair.start, pair.end)
    return pair.start >= last and (pair.type == "title" or (bool(quoted) and pair.start - last < NEAR))


def _without_name_to_come(scope: Scope) -> Scope:
    """(hereafter NARA) at the end names the archive for later notes, and is no part of the reference."""
    hereafter = scope.search(ANNOUNCEMENT)
    if hereafter and not scope.string[hereafter.end() : scope.end].strip(" ."):
        return scope.within(scope.start, hereafter.start())
    return scope


def _describes(described: Scope) -> bool:
    """A Chinese sentence that has neither a document's type nor a date is comment."""
    if not described.text or (LEADING_VERB.search(described.text) and not _placed_in(described)):
        return False
    if TITLES_ALONE.fullmatch(described.text) or FILE_OF_COLLECTION.fullmatch(described.text):
        return True
    return not HAN.search(described.text) or documents.type_of(described.text) is not None or _has_date(described)


def _placed_in(described: Scope) -> Scope | None:
    """“Title,” 12 October 1962, in АРХИВ: the document without the small word that leads to its place."""
    placed = re.search(r",?\s+in$", described.text)
    document = described.within(described.start, described.start + placed.start()) if placed else None
    days = dating.days(document) if document else ()
    return document if document and days and days[-1].end == document.end else None


def marks(scope: Scope) -> tuple[Part, ...]:
    """Return the numbers of the Russian form in the scope, even a single one (Там же. Д. 335)."""
    found = [
        _mark(name, match)
        for name, pattern in RUSSIAN_LABELS
        for match in scope.all(pattern)
        if CYRILLIC.search(match[0]) and scope.is_open(match.start())
    ]
    return tuple(_first_of_each(sorted(found, key=lambda part: part.start)))


def leaves_of(scope: Scope) -> tuple[Part, ...]:
    """Return the leaves in the scope that carry the Russian mark (л., лл., лист)."""
    return tuple(part for match in scope.all(LEAF) for part in cited_ranges.groups(match, "a", "leaf"))


def _marks(scope: Scope) -> tuple[str, tuple[Part, ...]]:
    for tradition, finder in (("ru", _russian), ("zh", _chinese)):
        if found := finder(scope):
            return tradition, found
    return "", ()


def _russian(scope: Scope) -> tuple[Part, ...]:
    found: list[Part] = []
    for name, pattern in RUSSIAN_LABELS:
        found += [_mark(name, match) for match in scope.all(pattern) if _is_at_hand(scope, match.start())]
    found.sort(key=lambda part: part.start)
    kinds = {part.kind for part in found}
    fond = next((part.end for part in found if part.kind == "fond"), scope.end)
    for name, pattern in BEHIND_FOND:
        found += [_mark(name, match) for match in scope.all(pattern) if fond < match.start() and name not in kinds]
    found.sort(key=lambda part: part.start)
    kinds = {part.kind for part in found}
    if {"fond", "opis"} <= kinds and "delo" not in kinds:
        found += [_mark("delo", match) for match in scope.all(BARE_NUMBER) if match.start() > found[-1].start]
    labels = [scope.string[max(scope.start, part.start - 8) : part.start] for part in found]
    if len(kinds) < 2 and not (found and any(TELLING.search(label.lower()) for label in labels)):
        return ()
    if not kinds & {"fond", "delo", "shelfmark"} or (
        not any(CYRILLIC.search(label) for label in labels) and len(kinds) < 3
    ):
        return ()
    return tuple(_first_of_each(found))


def _is_at_hand(scope: Scope, offset: int) -> bool:
    """Numbers stand outside brackets, or in parentheses right after the archive's name."""
    pair = next((pair for pair in scope.outer_pairs if pair.start <= offset < pair.end), None)
    if pair is None:
        return True
    return pair.type == "paren" and bool(ACRONYM_BEFORE.search(scope.string[scope.start : pair.start]))


def _first_of_each(found: list[Part]) -> Iterator[Part]:
    seen: set[str] = set()
    for part in found:
        if part.kind not in seen:
            seen.add(part.kind)
            yield part


def _chinese(scope: Scope) -> tuple[Part, ...]:
    return chinese_marks(scope) if HAN.search(scope.text) else ()


def chinese_marks(scope: Scope) -> tuple[Part, ...]:
    """Return the numbers of the Chinese form in the scope."""
    found: tuple[Part, ...] = ()
    for name, pattern in CHINESE:
        matches = (match for match in scope.all(pattern) if _is_outside_titles(scope, match.start()))
        found = adding(found, (_mark(name, match) for match in matches))
    for name, pattern in BOXES:
        found = adding(found, (_mark(name, match) for match in scope.all(pattern)))
    if any(part.kind in ("fond", "opis") for part in found):
        found = adding(found, (_mark("delo", match) for match in scope.all(BARE_VOLUME)))
    return found


def _is_outside_titles(scope: Scope, offset: int) -> bool:
    return not any(pair.start < offset < pair.end for pair in scope.pairs if pair.type in ("title", "quote"))


def _mark(name: str, match: re.Match[str]) -> Part:
    start, end = trimmed(match.string, *match.span("value"), " .,，")
    if name in ("fond", "opis", "papka", "delo"):
        return Part(start, end, name)  # type: ignore[arg-type]
    return Part(start, end, "shelfmark", (("type", name),))


def _houses(scope: Scope) -> Iterator[Part]:
    for match in scope.all(HOUSE):
        if _is_outside_titles(scope, match.start()):
            hereafter = ANNOUNCEMENT.search(match.string, match.start(), match.end())
            first = match.start("han") if match["han"] else match.start()
            start, end = trimmed(match.string, first, hereafter.start() if hereafter else match.end(), " ,，")
            yield Part(start, with_point(scope, end), "repository")


def _titleless(scope: Scope) -> bool:
    return not any(pair.type == "title" for pair in scope.outer_pairs)


def _stands_alone(scope: Scope, names: list[Part]) -> bool:
    """An archive's name without any number is a citation where 藏 follows it, or stands before it."""
    return any(
        KEPT_THERE.match(scope.string, part.end) or KEPT_IN.search(scope.string, scope.start, part.start)
        for part in names
    )


def _is_prose(scope: Scope, marks: tuple[Part, ...], names: list[Part]) -> bool:
    """A sentence that speaks of an archive or a number cites none."""
    if not marks and names and any(pair.start >= names[-1].start for pair in scope.outer_pairs if pair.type == "title"):
        return True
    if marks and (names or len(marks) > 1 or marks[0].kind != "shelfmark"):
        return False
    if marks and (_is_piece(scope, marks[0]) or marks[0].attribute("type") == "record-group"):
        return False
    if marks and FILE_OF_COLLECTION.fullmatch(scope.within(scope.start, marks[0].start).text):
        return False
    if not names or scope.italic_runs() or SENTENCES.search(scope.text):
        return True
    if names[-1].key is None and CYRILLIC.search(scope.string[names[-1].start : names[-1].end]):
        return names[0].start != scope.start or not leaves_of(scope.within(names[-1].end, scope.end))
    return not (_documents_before(scope, names[0]) or _stands_alone(scope, names) or _leaves_follow(scope, names[-1]))


def _is_piece(scope: Scope, mark: Part) -> bool:
    """A number that needs no archive's name beside it: FO 371/84059, or one that 檔號 introduces."""
    if mark.attribute("type") == "piece":
        return "/" in scope.string[mark.start : mark.end]
    label = LABEL_END.search(scope.string, scope.start, mark.start)
    return (
        mark.attribute("type") == "shelfmark"
        and label is not None
        and bool(HAN.search(label[0]) or INVENTORY.search(label[0]))
    )


def _documents_before(scope: Scope, name: Part) -> bool:
    before = scope.within(scope.start, name.start)
    if documents.is_description(before) or documents.SERIES.search(before.text):
        return True
    is_last = (
        not scope.string[name.end : scope.end].strip(" .")
        or LEFTOVER.match(scope.string, name.end, scope.end) is not None
    )
    return (
        is_last
        and not HAN.search(before.text)
        and any(len(date.attribute("when")) == 10 for date in dating.dates(before))
    )


def _leaves_follow(scope: Scope, name: Part) -> bool:
    return name.key is not None and bool(cited_ranges.pages(scope.within(name.end, scope.end), "leaf"))


def _nearest(names: list[Part], marks: tuple[Part, ...]) -> Part | None:
    if not names or not marks:
        return names[-1] if names else None
    before = [part for part in names if part.end <= marks[0].start]
    return before[-1] if before else names[-1]


def _leaves(scope: Scope, found: Shelfmark) -> tuple[Part, ...]:
    anchors = [*found.marks, *((found.repository,) if found.repository else ())]
    after = scope.within(max(part.end for part in found.marks) if found.marks else anchors[0].end, scope.end)
    leaves = leaves_of(after) or cited_ranges.pages(after, "leaf")
    is_near = leaves and (HAN.search(after.text) or leaves[0].start - after.start < WIDEST_GAP)
    return leaves if is_near else ()


def _described(described: Scope, scope: Scope, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The documents: what stands before the numbers, or, in American notes, the chunk that names them."""
    described = _placed_in(described) or described
    if LEADING_VERB.search(described.text):
        return ()
    if kept := FILE_OF_COLLECTION.fullmatch(described.string, described.start, described.end):
        collection = Part(*kept.span("name"), "shelfmark", (("type", "collection"),))
        return (collection, *_titles(described.within(collection.end, described.end)))
    if TITLES_ALONE.fullmatch(described.text):
        return (*_message(described), *_titles(described))
    if not described.text and not HAN.search(scope.text):
        described = _after_numbers(scope, parts)
    if documents.type_of(described.text) is None and not _has_date(described):
        return _numbered(scope, parts)
    if not HAN.search(described.text):
        found = documents.documents(_english_description(described))
        titled = OWN_PAPER.match(described.string, described.start, described.end)
        return (*found[:1], *_own_paper(titled), *found[1:]) if titled else found
    kept = described.search(COLLECTION_LAST)
    held = (Part(*kept.span("name"), "shelfmark", (("type", "collection"),)),) if kept else ()
    described = described.within(described.start, kept.start()) if kept else described
    titles = [pair for pair in described.outer_pairs if pair.type == "title"]
    if not kept and titles and described.string[titles[-1].start] == "《" and described.text[0] in "「“":
        held = (Part(titles[-1].start + 1, titles[-1].end - 1, "shelfmark", (("type", "collection"),)),)
        described, titles = described.within(described.start, titles[-1].start), titles[:-1]
    titles = titles or [pair for pair in described.outer_pairs[:1] if pair.type == "quote"]
    title = (
        (Part(titles[0].start + 1, titles[0].end - 1, "title", (("level", "u"),)),)
        if titles and titles[0].start < described.start + 40
        else ()
    )
    found = documents.documents(described)
    if not title:
        return (*found, *held)
    named = _authors(described, titles[0])
    rest = [part for part in found[1:] if not named or part.kind == "date"]
    return (*found[:1], *named, *title, *rest, *held)


def _message(titles: Scope) -> tuple[Part, ...]:
    """〈甲電乙〉，《某檔案》: the first of some titles, where it says who wrote to whom."""
    first = titles.within(titles.start, titles.outer_pairs[0].end) if titles.outer_pairs else titles
    found = documents.documents(first)
    return found if any(part.attribute("role") == "sender" for part in found) else ()


def _own_paper(match: re.Match[str]) -> tuple[Part, ...]:
    return Part(*match.span("author"), "author"), Part(*match.span("title"), "title", (("level", "u"),))


def _after_numbers(scope: Scope, parts: tuple[Part, ...]) -> Scope:
    """PREM 8/1405, Attlee to Truman, 6 December 1950, TNA: the document stands between number and archive."""
    numbers = [part.end for part in parts if part.kind == "shelfmark"]
    start = max(numbers, default=scope.end)
    end = min([part.start for part in parts if part.start >= start], default=scope.end)
    return scope.within(start, end)


def _titles(described: Scope) -> Iterator[Part]:
    """A document's title and that of the collection which holds it."""
    for pair, level in zip(described.outer_pairs, ("u", "s"), strict=False):
        kept = level == "s" and COLLECTION.fullmatch(described.string, pair.start, pair.end)
        kind, name = ("shelfmark", ("type", "collection")) if kept else ("title", ("level", level))
        yield Part(pair.start + 1, pair.end - 1, kind, (name,))  # type: ignore[arg-type]


def _authors(described: Scope, title: Pair) -> tuple[Part, ...]:
    lead = described.within(described.start, title.start)
    marked = described.string[lead.end : title.start].strip()
    return contributors(lead) if lead.text and marked and is_name(lead.text) else ()


def _has_date(scope: Scope) -> bool:
    return bool(dating.dates(scope))


def _english_description(scope: Scope) -> Scope:
    """In *Papers of X, 1948.3.2, Memorandum of Conversation* the description begins with the date or type."""
    chunks = [(match.start(), match.end()) for match in scope.all(re.compile(r"[^,，]+"))]
    if CYRILLIC.search(scope.text) or scope.starts(documents.WESTERN_SENT):
        return scope
    for start, end in chunks:
        chunk = scope.within(start, end)
        if documents.type_of(chunk.text) or _has_date(chunk):
            return scope.within(chunk.start, scope.end)
    return scope


def _numbered(scope: Scope, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(
        Part(match.start(), match.end(), "document", (("subtype", "report"),))
        for match in scope.all(documents.SERIES)
        if not any(part.start < match.end() and match.start() < part.end for part in parts)
    )


def _before_label(scope: Scope, first: Part) -> int:
    """The offset at which the first number's label (ф., Box, 檔號) begins, or that of an archive's name."""
    if first.kind == "repository":
        return first.start
    label = LABEL_END.search(scope.string, scope.start, first.start)
    return label.start() if label else first.start


def _language(scope: Scope, found: Shelfmark) -> str:
    text = scope.string[found.repository.start : found.repository.end] if found.repository else ""
    if found.tradition == "ru" or CYRILLIC.search(text):
        return "ru"
    if HAN.search(text) or found.tradition == "zh":
        return "zh"
    return "en"
