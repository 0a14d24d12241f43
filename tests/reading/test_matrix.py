"""Every look of the mark with every layout of the notes, in four languages, among false friends."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest

from teiwright.article import body_texts, note_texts
from teiwright.reading import read
from tests.reading.restyling import circled
from tests.reading.test_properties import seen

Write = Callable[[int], str]

SENTENCES: dict[str, Sequence[str]] = {
    "en": (
        "The harbour was dredged in 1803, and again in 1807.",
        "Some 400 men worked on it (see the plan of 1801), most of them from the hills.",
        "“Nobody pays us,” wrote the foreman, “and nobody will.”",
        "The figures given by Brown (1990: 12) and by [Smith 1985] differ by 10 per cent.",
        "Three causes are named: (1) the cost, (2) the weather, and (3) the war.",
        "The basin measured 12 by 30 m, the quay 1,200 m.",
        "It was, as the mayor said, the work of a generation",
    ),
    "ru": (
        "Гавань углубляли в 1803 г., а затем ещё раз в 1807 г.",
        "Около 400 человек работало на ней (см. план 1801 г.), большей частью крестьяне.",
        "«Нам никто не платит», — писал десятник.",
        "Данные Петрова (1990: 12) и [Иванова 1985] расходятся на 10 %.",
        "Называют три причины: (1) расходы, (2) погода и (3) война.",
        "Длина причала составляла 1200 м, ширина 30 м.",
        "Это было, по словам головы, дело целого поколения",
    ),
    "zh-Hans": (
        "这个港口在1803年第一次疏浚，1807年又疏浚了一次。",
        "参加工程的有400多人，大多来自山区（参见1801年的图纸）。",
        "工头写道：“没有人给我们发工钱。”",
        "张某（1990，第12页）与[李某 1985]的数字相差10%。",
        "原因有三：（1）经费不足；（2）天气恶劣；（3）战争爆发。",
        "码头长1200米，宽30米，载重3~5吨，见第121~146页。",
        "用市长的话来说，这是一代人的事业",
    ),
    "zh-Hant": (
        "這個港口在1803年第一次疏浚，1807年又疏浚了一次。",
        "參加工程的有400多人，大多來自山區（參見1801年的圖紙）。",
        "工頭寫道：“沒有人給我們發工錢。”",
        "張某（1990，第12頁）與[李某 1985]的數字相差10%。",
        "原因有三：①經費不足；②天氣惡劣；③戰爭爆發。",
        "碼頭長1200米，寬30米，載重3~5噸，見第121~146頁。",
        "用市長的話來說，這是一代人的事業",
    ),
}
NOTES: dict[str, Sequence[str]] = {
    "en": ("Port book, 1803, fol. 2.", "See Brown, *Harbours* (London, 1990), 12–15.", "Ibid., 14."),
    "ru": ("РГИА. Ф. 273. Оп. 1. Д. 15. Л. 3.", "См.: Петров П. П. Гавани. М., 1990. С. 12.", "Там же. С. 14."),
    "zh-Hans": ("港务档案，1803年，第2卷。", "参见张某：《港口史》，某出版社1990年，第12—15页。", "同上，第14页。"),
    "zh-Hant": ("港務檔案，1803年，第2卷。", "參見張某：《港口史》，某出版社1990年，第12~15頁。", "同上，第14頁。"),
}
HEADINGS = {"en": "Notes", "ru": "Примечания", "zh-Hans": "注释", "zh-Hant": "註釋"}
SECTIONS = {"en": "Part", "ru": "Часть", "zh-Hans": "第几部分", "zh-Hant": "第幾部分"}

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOOKS: dict[str, tuple[Write, Write]] = {
    "superscript": (lambda n: f"<sup>{n}</sup>", lambda n: f"<sup>{n}</sup> "),
    "superscript-and-brackets": (lambda n: f"<sup>[{n}]</sup>", lambda n: f"[{n}] "),
    "superscript-and-number": (lambda n: f"<sup>{n}</sup>", lambda n: f"{n}. "),
    "superscript-and-bare": (lambda n: f"<sup>{n}</sup>", lambda n: f"{n} "),
    "brackets": (lambda n: f"[{n}]", lambda n: f"[{n}] "),
    "brackets-and-number": (lambda n: f"[{n}]", lambda n: f"{n}. "),
    "bold-brackets": (lambda n: f"**[{n}]**", lambda n: f"**[{n}]** "),
    "fullwidth-brackets": (lambda n: f"［{n}］", lambda n: f"［{n}］"),
    "tortoise": (lambda n: f"〔{n}〕", lambda n: f"〔{n}〕"),
    "circled": (circled, circled),
    "superscript-circled": (lambda n: f"<sup>{circled(n)}</sup>", lambda n: f"{circled(n)} "),
    "unicode": (lambda n: str(n).translate(RAISED), lambda n: str(n).translate(RAISED) + " "),
    "math": (lambda n: f"$^{{{n}}}$", lambda n: f"${{}}^{{{n}}}$ "),
    "word": (lambda n: f"[[{n}]](#_ftn{n})", lambda n: f"[[{n}]](#_ftnref{n}) "),
}
WEAK_LOOKS: dict[str, tuple[Write, Write]] = {
    "parentheses": (lambda n: f"({n})", lambda n: f"({n}) "),
    "fullwidth-parentheses": (lambda n: f"（{n}）", lambda n: f"（{n}）"),
    "bare": (lambda n: f"{n} ", lambda n: f"{n} "),
    "bare-and-number": (lambda n: f"{n} ", lambda n: f"{n}. "),
}
LAYOUTS = (
    "feet",
    "feet-without-rules",
    "feet-anew",
    "sections",
    "end",
    "end-by-rule",
    "end-lines",
    "end-hard",
    "end-bare",
)


@dataclass(frozen=True)
class Made:
    """A document and what is expected of it, white space left out."""

    markdown: str
    body: str
    notes: tuple[str, ...]


TRAPS: tuple[tuple[str, str], ...] = (
    ("1. alpha\n2. beta\n3. gamma\n\n", "alphabetagamma"),
    ("The formula is a = b + c, (1)\n\n", "The formula is a = b + c, (1)"),
    ("(1) One clause.\n\n(2) Another clause.\n\n", "(1) One clause.(2) Another clause."),
    ("\\* \\* \\*\n\n", ""),
    ("10<sup>6</sup> m<sup>2</sup> in the year [1998].\n\n", "106 m2 in the year [1998]."),
    ("| 1 | 2 |\n|---|---|\n| 3 | 4 |\n\n", "1234"),
    ("> Quoted in 1850.\n\n", "Quoted in 1850."),
)


def made(language: str, look: str, layout: str, count: int = 24, traps: bool = False) -> Made:
    """Make a document of three sections; `feet-anew` and `sections` count from 1 on each page or in each section."""
    mark, head = {**LOOKS, **WEAK_LOOKS}[look]
    out, body = ["# Title\n\n"], ["Title"]
    notes: list[str] = []
    waiting: list[str] = []
    sentences, texts = SENTENCES[language], NOTES[language]
    label = 0
    for number in range(count):
        if number % 8 == 0:
            if layout == "sections" and waiting:
                out.append("\n\n".join(waiting) + "\n\n")
                waiting, label = [], 0
            out.append(f"## {SECTIONS[language]}\n\n")
            body.append(SECTIONS[language])
        if traps and number % 4 == 0:
            trap, seen_as = TRAPS[number // 4 % len(TRAPS)]
            out.append(trap)
            body.append(seen_as)
        label += 1
        note = texts[number % len(texts)]
        sentence, last = sentences[number % len(sentences)], number % 4 == 3
        space = " " if language in {"en", "ru"} else ""
        broken = layout in {"feet", "feet-without-rules", "feet-anew"} and last and number % 8 == 3
        out.append(sentence + mark(label) + ("" if broken else space))
        body.append(sentence + f"⟦{number + 1}⟧")
        notes.append(note.replace("*", ""))
        waiting.append(head(label) + note)
        if last:
            tail = sentences[-1]
            out.append((space + tail) if broken else (sentences[0] + "\n\n"))
            body.append(tail if broken else sentences[0])
        if layout.startswith("feet") and last:
            rule = "---\n\n" if layout in {"feet", "feet-anew"} else ""
            page = f"{11 + number // 4}\n\n" if layout == "feet-numbered" else ""
            out.append("\n\n" * broken + rule + "\n\n".join(waiting) + "\n\n" + page)
            waiting, label = [], 0 if layout in {"feet-anew", "feet-whole-anew"} else label
            if broken:
                rest = {"en": "and of its children.", "ru": "и его детей."}.get(language, "，也是后人的事业。")
                out.append(rest + "\n\n")
                body.append(rest)
    out.append(ending(layout, waiting, HEADINGS[language]))
    squeezed = tuple("".join(note.split()) for note in notes)
    return Made("".join(out), "".join("".join(body).split()), squeezed)


def ending(layout: str, waiting: Sequence[str], heading: str) -> str:
    """Return the notes that stand at the end."""
    between = {"end-lines": "\n", "end-hard": "  \n"}.get(layout, "\n\n")
    before = {"end-by-rule": "---\n\n", "end-bare": ""}.get(
        layout, f"## {heading}\n\n" if layout.startswith("end") else ""
    )
    return (before if waiting else "") + between.join(waiting) + "\n"


def check(language: str, look: str, layout: str, folder: Path, count: int = 24, traps: bool = False) -> None:
    wanted = made(language, look, layout, count, traps)
    path = folder / "made.md"
    path.write_text(wanted.markdown, "utf-8")
    article = read(path)
    found = "".join(seen(text) for text in body_texts(article))
    assert found == wanted.body
    assert tuple("".join(text.string.split()) for _, text in note_texts(article)) == wanted.notes
    assert [str(finding) for finding in article.findings if finding.severity != "info"] == []


@pytest.mark.parametrize(("language", "look", "layout"), [*product(SENTENCES, LOOKS, LAYOUTS)])
def test_every_look_in_every_layout(language: str, look: str, layout: str, tmp_path: Path) -> None:
    check(language, look, layout, tmp_path)


@pytest.mark.parametrize(
    ("language", "look", "layout"),
    [*product(SENTENCES, WEAK_LOOKS, ("feet", "feet-whole", "feet-whole-anew", "feet-numbered", "end", "end-lines"))],
)
def test_weak_looks_where_the_notes_are_set_apart(language: str, look: str, layout: str, tmp_path: Path) -> None:
    check(language, look, layout, tmp_path)


@pytest.mark.parametrize("layout", ["feet", "feet-anew", "sections", "end", "end-lines", "end-bare"])
@pytest.mark.parametrize(
    "look", [look for look in (*LOOKS, *WEAK_LOOKS) if "circled" not in look and "bare" not in look]
)
@pytest.mark.parametrize("language", SENTENCES)
def test_lists_clauses_formulas_and_powers_are_no_notes(language: str, look: str, layout: str, tmp_path: Path) -> None:
    if look in WEAK_LOOKS and layout in {"feet-anew", "sections"}:
        pytest.skip("(1) as a clause and (1) as a note on one page: nobody can tell them apart")
    check(language, look, layout, tmp_path, count=64, traps=True)
