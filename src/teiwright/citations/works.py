"""Citations of one work tied together, references back resolved, and the records of works and archival units.

Complete references found their group first; then every shorter one looks for the group that it belongs to: by title
(equal, begun alike, an acronym, or spelt slightly otherwise), by author, by the document described, or by its place
in the note for 同上 and ibid. What was decided, and why, goes with the citation.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property
from unicodedata import normalize

from teiwright import languages
from teiwright.citations import tokens
from teiwright.citations.archives import LOOKALIKES
from teiwright.citations.dating import number
from teiwright.citations.scope import HAN, Item, Part, main_script, plain
from teiwright.citations.vocabulary import HEREAFTER, UNDATED, either
from teiwright.dates import numerals

NAME_KINDS = ("author", "editor", "translator")
ALIAS = re.compile(
    rf"{HEREAFTER}(?: {either('named-as', 'en')})?(?: [–—]|:)?\s*[:：]?\s*[《“\"〈«*]?"
    r"(?P<alias>[^》”\"〉»）)*\]]{2,80})"
)
HOLDER_ALIAS = re.compile(
    rf"[\s,]*+(?:[A-Z][a-zà-ÿ]+(?:,?\s(?:[A-Z][a-z]+|[A-Z]{{2}})\b)?\s?)?[(\[](?:{HEREAFTER}:?,?\s)?(?P<alias>[A-Z][A-Za-z\-]{{0,8}}[A-Z])[)\]]"
)
SPELLING = 0.86
LOOSER_SPELLING = 0.7
ARTICLE = re.compile(r"^(?:The|A|An|L[ea]s?|L[’']|Der|Die|Das|El|L[ao]s|Il|Gli)(?:(?<=[’'])|\s+)")
WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
BACK = re.compile(either("named-before", "zh"))
NUMBER_OF_NOTE = re.compile(
    rf"(?:{either('note-word', 'zh')}|[Nn]ote|[Nn]\.|Anm\.|^\w(?=[①-⑳]))"
    rf"\s*[\[〔［【]?(\d+|[①-⑳]|[{numerals.CHINESE}]+)"
)
DIGITS = "0123456789"
LEAST_INITIALS = 3
LEAST_LETTERS = 4
LEAST_UNNAMED = 12
"""So many letters a short title has that stands within a longer one, with the author's name or without."""
IN_A_NAME = re.compile(r"[^\W_\u0080-\u00bf\u2460-\u2bff\U00010000-\U0010ffff]+")
"""A word as an XML name may hold it (XML 1.0, production 4a): without ², ½ and ①, nor what older parsers refuse."""
WIDEST_GAP = 4
"""So many characters stand at most between a reference and the short name that it announces."""


@dataclass(frozen=True)
class Cited:
    """An item in its note: `string` is the note's text, `note` its number, `n` the item's place in it."""

    item: Item
    string: str
    text_id: str
    note: int
    n: int
    same: tuple[str, ...] = ()
    """The authors of the item before, where this one calls its own *Idem*."""
    corrections: tuple[tuple[int, int, str], ...] = ()
    """Misprints of the note: start, end, and the right reading."""

    @property
    def id(self) -> str:
        """The xml:id of its bibl: n20-c1 in a note, ref7 in a bibliography."""
        return f"n{self.note}-c{self.n}" if self.note else f"ref{self.n}"

    @property
    def text(self) -> str:
        """The item as printed."""
        return self.string[self.item.start : self.item.end]

    def words(self, *kinds: str) -> tuple[str, ...]:
        """Return the words of the parts of these kinds."""
        return tuple(self.string[part.start : part.end] for part in self.item.of(*kinds))

    def read(self, *kinds: str) -> tuple[str, ...]:
        """Return the words of the parts of these kinds with their misprints corrected: what a record says."""
        return tuple(self._corrected(part) for part in self.item.of(*kinds))

    def _corrected(self, part: Part) -> str:
        text, at = "", part.start
        for start, end, right in sorted(self.corrections):
            if part.start <= start and end <= part.end and start >= at:
                text, at = text + self.string[at:start] + right, end
        return text + self.string[at : part.end]

    def word(self, *kinds: str) -> str:
        """Return the words of the first part of these kinds, or the empty string."""
        return next(iter(self.words(*kinds)), "")

    @cached_property
    def surnames(self) -> frozenset[str]:
        """What the names of authors, editors and translators are compared by."""
        return frozenset(surnames(self.names(*NAME_KINDS)))

    def names(self, *kinds: str) -> tuple[str, ...]:
        """Return the names of these kinds as printed, and for *Idem*, *Он же*, ——— those that it stands for."""
        parts = self.item.of(*kinds)
        stands = any(part.attribute("role") == "same" for part in parts)
        printed = (self._corrected(part) for part in parts if part.attribute("role") != "same")
        return (*(self.same if stands else ()), *printed)

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The titles, the first of them the item's own, without article and marks."""
        return tuple(plain(ARTICLE.sub("", title)) for title in self.words("title"))

    @cached_property
    def container(self) -> str:
        """The container's bare letters."""
        return plain(self.word("container"))

    @cached_property
    def issue(self) -> str:
        """The issue's bare letters and digits."""
        return plain(self.word("issue"))

    @cached_property
    def title_words(self) -> tuple[str, ...]:
        """The bare words of the first title."""
        return tuple(plain(word) for word in WORD.findall(self.word("title")))

    @cached_property
    def initials(self) -> frozenset[str]:
        """The first letters of each title."""
        return frozenset(map(initials, self.words("title")))

    @property
    def date(self) -> str:
        """The date of publication as ISO 8601: a year, or a newspaper's day."""
        return next((part.attribute("when") for part in self.item.of("year")), "")

    @property
    def year(self) -> int | None:
        """The year of publication."""
        return int(self.date[:4]) if self.date[:4].isdecimal() else None


@dataclass(slots=True)
class Group:
    """The citations of one work; the first is a complete one where there is any."""

    first: Cited
    is_complete: bool = True
    members: list[Cited] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Tie:
    """What a citation points to: its work's or unit's id, the full form's id, and why."""

    cited: Cited
    work: str = ""
    is_short: bool = False
    full: str = ""
    why: str = ""
    unit: tuple[tuple[str, str], ...] = ()
    repository: str = ""
    repository_key: str = ""


def bibliographic(cited: Sequence[Cited]) -> tuple[list[Group], dict[str, tuple[Group, bool, str]]]:
    """Group the bibliographic citations. Returns the groups, and for each citation's id its group, whether it is a
    short form, and why it was taken for that one."""
    groups: list[Group] = []
    found: dict[str, tuple[Group, bool, str]] = {}
    plain = [each for each in cited if each.item.kind != "archival" and not each.item.token]
    for each in [one for one in plain if is_complete(one)]:
        group, why = _find(each, groups)
        if group is None:
            group = Group(each)
            groups.append(group)
        shortened = bool(group.members) and _is_shortened(each, group)
        _join(each, group)
        found[each.id] = (group, shortened, why if shortened else "")
    for each in [one for one in plain if not is_complete(one)]:
        earlier = [group for group in groups if _order(group.first) < _order(each)]
        group, why = _find(each, earlier)
        if group is None:
            group, why = _find(each, groups)
        if group is None:
            group = Group(each, is_complete=False)
            groups.append(group)
        _join(each, group)
        found[each.id] = (group, group.is_complete, why)
    return groups, found


def is_complete(cited: Cited) -> bool:
    """Tell whether a reference says where and when its source appeared, or that it never did."""
    item = cited.item
    if _is_name_and_year(cited):
        return False
    if item.kind in ("unpublished", "web"):
        return True
    if item.has("publisher", "pub-place") or UNDATED.search(cited.text):
        return True
    if item.has("container") and item.has("year", "issue"):
        return True
    return item.has("year") and item.kind in ("book", "article") and not _is_series(cited)


def _is_series(cited: Cited) -> bool:
    """A bare acronym with a year and a volume (FRUS, 1950, Vol. 7) is a short form."""
    return bool(re.fullmatch(r"[A-ZА-Я]{3,8}(?:,? \d{4})?", cited.word("title"))) and not cited.item.has(*NAME_KINDS)


def _order(cited: Cited) -> tuple[int, int]:
    return cited.note, cited.n


def _join(cited: Cited, group: Group) -> None:
    group.members.append(cited)
    group.aliases.update(plain(alias) for alias in announced(cited))


def announced(cited: Cited) -> Iterator[str]:
    """Yield the short names that the note gives to its source for later notes: hereafter …, 以下簡稱 …, далее — …."""
    tail = cited.string[cited.item.start : cited.item.end + 100]
    for match in ALIAS.finditer(tail):
        if match.start() <= cited.item.end - cited.item.start + WIDEST_GAP:
            yield match["alias"].strip(" .,;")


def announced_holders(cited: Cited) -> Iterator[str]:
    """Yield the letters that stand for an archive in later notes: those that the note gives it, as in Marsh
    Institution Archives (MIA), Leeds, and the initials of a name of three words and more."""
    for part in cited.item.of("repository"):
        name, bracket, rest = cited.string[part.start : part.end].partition("(")
        letters = HOLDER_ALIAS.match(f"{bracket}{rest} {cited.string[part.end : part.end + 80]}")
        first = initials(name).upper() if main_script(name) == "en" else ""
        if letters and set(plain(letters["alias"])) <= set(plain("".join(re.findall(r"\b[^\W\d_]", name)))):
            yield letters["alias"]
        if len(first) >= LEAST_INITIALS:
            yield first


def _find(cited: Cited, groups: Sequence[Group]) -> tuple[Group | None, str]:
    for test in (
        _same_author_and_year,
        _same_author,
        _same_document,
        _same_title,
        _same_issue,
        _title_in_any_volume,
        _same_letters,
    ):
        for group in reversed(groups):
            if why := test(cited, group):
                return group, why
    if is_complete(cited) or HAN.search(cited.text):
        return None, ""
    holding = [group for group in groups if group.is_complete and _holds_title(cited, group)]
    return (holding[0], "some words of its title") if len(holding) == 1 else (None, "")


def _holds_title(cited: Cited, group: Group) -> bool:
    """Tann, ‘Mill Problem’: of one work of that author, *Solving the Mill Problem*, the title has these words."""
    mine, theirs = cited.title_words, group.first.title_words
    is_named = bool(cited.surnames & group.first.surnames)
    if not mine or not (is_named or (len(mine) > 1 and not cited.surnames)):
        return False
    runs = (theirs[start : start + len(mine)] for start in range(len(theirs)))
    rest = iter(theirs)
    in_order = len(mine) > (1 if is_named else 2) and all(word in rest for word in mine)
    is_long = len("".join(mine)) >= (LEAST_LETTERS if is_named else LEAST_UNNAMED)
    return is_long and (mine in runs or in_order) and _same_years(cited, group)


def _same_document(cited: Cited, group: Group) -> str:
    """The same description, in the same journal where one is named."""
    mine, theirs = description(cited), description(group.first)
    if not mine or not theirs or cited.item.has("title") or group.first.item.has("title"):
        return ""
    if cited.item.has("container") and not _same_place(cited, group.first):
        return ""
    return "the same document is described there with its source" if mine == theirs else ""


def _same_author_and_year(cited: Cited, group: Group) -> str:
    """Roe 2002 is what the bibliography, or an earlier note, has under that name and year."""
    if not _is_name_and_year(cited) or not cited.surnames & group.first.surnames:
        return ""
    years = [_lettered_year(each) for each in (cited, group.first)]
    is_unlettered = len(years[1]) == len("2002") and cited.date[:4] == group.first.date[:4]
    return "the same author and year" if all(years) and (years[0] == years[1] or is_unlettered) else ""


def _same_author(cited: Cited, group: Group) -> str:
    """A name with pages alone is the last work that had that author."""
    is_alone = _is_name_and_year(cited) and not cited.item.has("year")
    return "the last work by the same author" if is_alone and cited.surnames & group.first.surnames else ""


def _is_name_and_year(cited: Cited) -> bool:
    return cited.item.has(*NAME_KINDS) and not cited.item.has(
        "title", "container", "document", "publisher", "pub-place"
    )


def _lettered_year(cited: Cited) -> str:
    """The year with the letter that tells two works of a year apart."""
    part = next(iter(cited.item.of("year")), None)
    letter = re.match(r"[a-z](?![a-z])", cited.string[part.end : part.end + 2]) if part else None
    return cited.string[part.start : part.end] + (letter[0] if letter else "") if part else ""


def _same_issue(cited: Cited, group: Group) -> str:
    """A newspaper of one day, or an issue of a journal, cited as a whole."""
    if cited.item.has("title", "document") or group.first.item.has("title", "document") or not cited.word("container"):
        return ""
    mine, theirs = [(each.container, each.date, each.issue) for each in (cited, group.first)]
    return "the same issue" if mine == theirs else ""


def _same_letters(cited: Cited, group: Group) -> str:
    """A document without a source has that of the last document before it."""
    if (
        is_complete(cited)
        or not cited.item.has("document")
        or cited.item.has("title", "container")
        or not group.first.item.has("document")
    ):
        return ""
    near = cited.note - group.first.note <= 3
    return "the documents just before it name their source" if near and group.first.item.has("container") else ""


def _same_title(cited: Cited, group: Group) -> str:
    if not _names_agree(cited, group) or not _same_place(cited, group.first):
        return ""
    mine, theirs = volume(cited), volume(group.first)
    return "" if mine and theirs and mine != theirs else _title_like(cited, group)


def _title_in_any_volume(cited: Cited, group: Group) -> str:
    if is_complete(cited) or not _names_agree(cited, group):
        return ""
    why = _title_like(cited, group)
    return f"{why}, in another volume" if why else ""


def _title_like(cited: Cited, group: Group) -> str:
    mine, theirs = next(iter(cited.titles), ""), group.first.titles
    if not mine or not _same_years(cited, group):
        return ""
    if mine in theirs:
        return "the same title"
    if mine.rstrip(DIGITS) in group.aliases:
        return "the short name that was announced there"
    if any(_begins(mine, title, bool(cited.surnames or BACK.match(cited.text))) for title in theirs):
        return "the title begins alike"
    if mine.rstrip(DIGITS) in group.first.initials:
        return "the title's initials"
    return "the title is spelt almost alike" if any(_alike(mine, title) for title in theirs) else ""


def _same_years(cited: Cited, group: Group) -> bool:
    """FRUS, 1950 and FRUS, 1949 are two books: years in the titles must agree."""
    years = [set(re.findall(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)", each.word("title"))) for each in (cited, group.first)]
    return not all(years) or years[0] <= years[1] or years[1] <= years[0]


def _begins(mine: str, title: str, is_named: bool) -> bool:
    named, unnamed = (2, 4) if HAN.search(mine) else (5, 12)
    least = named if is_named else unnamed
    return len(mine) >= least and (title.startswith(mine) or (mine.startswith(title) and len(title) >= least))


def _alike(mine: str, title: str) -> bool:
    if min(len(mine), len(title)) < 8:
        return False
    matcher = SequenceMatcher(None, mine, title[: len(mine)], autojunk=False)
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(bound() > SPELLING for bound in bounds)


def initials(title: str) -> str:
    """Return the first letters of a title's words in lower case, small words left out."""
    words = re.findall(r"[^\W\d_]+", title.split(",")[0])
    return plain("".join(word[0] for word in words if word.lower() not in languages.every("citations", "minor-word")))


def _names_agree(cited: Cited, group: Group) -> bool:
    theirs = group.first.surnames
    if not cited.surnames or not theirs or cited.surnames & theirs:
        return True
    return any(cited.surnames & member.surnames for member in group.members)


def _same_place(cited: Cited, other: Cited) -> bool:
    """Nothing that both name differs: year, issue, journal."""
    if cited.year and other.year and cited.year != other.year:
        return _is_series(cited)
    if cited.issue and other.issue and cited.issue != other.issue:
        return False
    mine, theirs = cited.container, other.container
    return not mine or not theirs or mine == theirs or _ratio(mine, theirs) > LOOSER_SPELLING


def _ratio(mine: str, theirs: str) -> float:
    return SequenceMatcher(None, mine, theirs, autojunk=False).ratio()


def _is_shortened(cited: Cited, group: Group) -> bool:
    mine, theirs = next(iter(cited.titles), ""), next(iter(group.first.titles), "")
    return bool(mine) and len(mine) < 0.8 * len(theirs)


def surnames(names: Iterable[str]) -> set[str]:
    """Return what names are compared by: a Chinese name or body whole, another's longest word."""
    return {surname(name) for name in names if name.strip()}


def surname(name: str) -> str:
    """Return what a name is compared by."""
    if HAN.search(name):
        return plain(re.split(r"[·・.．]", name)[-1])
    words = re.findall(r"[^\W\d_]{2,}", name)
    if not words:
        return plain(name)
    if re.search(r"[А-яЁё]", name) or re.match(r"\w+,", name):
        return plain(next((word for word in words if not word.isupper()), words[0]))
    if len(words) == len(name.split()) == 2 and words[0].lower() in languages.words(
        "en", "citations", "surnames-first"
    ):
        return plain(words[0])
    return plain(words[-1])


def description(cited: Cited) -> str:
    """Return the documents' description without its dates, by which a document is known again."""
    described = cited.item.of("document")
    texts = [re.sub(r"[（(].*", "", cited.string[part.start : part.end]) for part in described]
    return plain("".join(texts))


def description_as_printed(cited: Cited) -> str:
    """Return the first document's description as printed, without its date in parentheses."""
    return next((re.sub(r"[（(][^（(]*$", "", word) for word in cited.words("document")), "")


def main_title(title: str) -> str:
    """Return a title without its subtitle and without the marks at its edges."""
    return re.split(r"\s*[:：]\s*|——|——|\s[–—]\s", title)[0] or title


def volume(cited: Cited) -> str:
    """Return the volume in plain digits where it is a number."""
    words = cited.word("volume")
    return str(number(words)) if number(words) else plain(words)


def previous(cited: Sequence[Cited], index: int) -> Cited | None:
    """Return the item that a reference back at `index` repeats: the one before it."""
    return cited[index - 1] if index else None


def referent(each: Cited, index: int, cited: Sequence[Cited]) -> tuple[Cited | None, str]:
    """Return the citation that a token (同上, ibid., указ. соч.) points to, and why."""
    names = each.surnames
    if number_named := NUMBER_OF_NOTE.search(each.item.token):
        number = numerals.number(normalize("NFKC", number_named[1]))
        same = [other for other in cited[:index] if other.note == number]
        named = [other for other in same if names & other.surnames]
        return next(iter(named or same), None), f"{each.item.token}: that note"
    if any(part.attribute("unit") == "leaf" for part in each.item.of("pages")) and not names:
        archival = [other for other in cited[:index] if other.item.kind == "archival" or other.item.has("delo")]
        found = archival[-1] if archival else previous(cited, index)
        return found, f"{each.item.token}: the archival item before"
    if tokens.type_of(each.item.token) == "ibid" and not names:
        return previous(cited, index), f"{each.item.token}: the item just before"
    earlier = [other for other in reversed(cited[:index]) if other.item.kind != "archival" and not other.item.token]
    leading = [other for other in earlier if names & surnames(_leading(other))]
    for other in [*leading, *earlier]:
        if not names or names & other.surnames:
            return other, f"{each.item.token}: the last work" + (" by the same author" if names else " named before")
    return None, ""


def _leading(cited: Cited) -> list[str]:
    """The names before the title."""
    title = next((part.start for part in cited.item.of("title", "container")), cited.item.end)
    return [cited.string[part.start : part.end] for part in cited.item.of(*NAME_KINDS) if part.start < title]


def with_roles(item: Item, string: str, full: Cited) -> Item:
    """Return a short form with each name in the role that the full form gives it before the title: an editor stays
    one where the short form leaves 編 or *ed.* out."""
    editors = surnames(_leading(full)) & surnames(full.words("editor"))
    return replace(item, parts=tuple(_in_role(part, string, editors) for part in item.parts))


def _in_role(part: Part, string: str, editors: set[str]) -> Part:
    if part.kind == "author" and surnames([string[part.start : part.end]]) & editors:
        return replace(part, kind="editor", attributes=(("role", "editor"),))
    return part


def variants(group: Group) -> Iterator[str]:
    """Yield the spellings of title, container and names that differ from the first citation's."""
    seen = {plain(word) for word in group.first.words("title", "container", *NAME_KINDS)}
    for member in group.members:
        for word in member.words("title", "container", *NAME_KINDS):
            if plain(word) not in seen:
                seen.add(plain(word))
                yield word


def slug(text: str, length: int = 40) -> str:
    """Return a text as part of an id: letters and digits of any script, in lower case, words joined by hyphens."""
    words = IN_A_NAME.findall(text.lower())
    kept: list[str] = []
    size = 0
    for word in words:
        if kept and size + len(word) > length:
            break
        kept.append(word[:length])
        size += len(word)
    return "-".join(kept)


def unit_slug(type: str, value: str) -> str:
    """Return a number of a shelfmark as part of an id; a Latin letter after a fond's or opis' number counts as the
    Cyrillic one that it looks like."""
    if type in ("fond", "opis", "papka", "delo"):
        value = re.sub(r"(?<=\d)[aceopxy]$", lambda letter: letter[0].translate(LOOKALIKES), value)
    return slug(value)
