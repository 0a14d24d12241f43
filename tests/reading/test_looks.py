"""Looks of marks and notes that printers, scanners and converters mix: each small text has its notes at their marks."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from teiwright.article import NoteAnchor, Paragraph, body_texts, note_texts
from teiwright.cli import cli
from teiwright.errors import SourceError
from teiwright.proof import account
from teiwright.reading import read
from tests.reading.building import tei_of

EN = ("The weir was rebuilt in stone", "The miller refused to pay for it", "His tenants went to the county court")
RU = ("Плотину сложили из камня заново", "Мельник отказался за неё платить", "Его соседи обратились в волостной суд")
ZH = ("这座石坝在当年冬天重新修筑完成", "磨坊主人不愿意承担修坝的全部费用", "附近的佃户于是一同到县里告状")
KINDS: dict[str, tuple[str, str, str]] = {
    "superscript in plain text": ("{s}.<sup>{n}</sup> ", "{n}. Mill book, leaf {n}.\n", "{body}\n\nNotes\n\n{notes}"),
    "carets in plain text": ("{s}.^{n}^ ", "{n} Mill book, leaf {n}.\n", "{body}\n\nNotes\n\n{notes}"),
    "notes behind a colon": ("{s}.[{n}] ", "{n}: Mill book, leaf {n}.\n\n", "{body}\n\nNotes\n\n{notes}"),
    "notes named as such": ("{s}.[{n}] ", "Footnote {n}. Mill book, leaf {n}.\n\n", "{body}\n\n{notes}"),
    "heading before the first note alone": (
        "{s}.[{n}] ", "[{n}] Mill book, leaf {n}.\n\n", "{body}\n\nNotes: {notes}"),
    "heading before bare notes": ("{s}.{n} ", "{n} Mill book, leaf {n}.\n\n", "{body}\n\nNotes: {notes}"),
    "number and half a bracket": ("{s}.{n}) ", "{n}) Mill book, leaf {n}.\n\n", "{body}\n\nNotes\n\n{notes}"),
    "blank before the number and the stop": (
        "{s} {n}. ", "{n}. Mill book, leaf {n}.\n\n", "{body}\n\nNotes\n\n{notes}"),
    "bare numbers under works cited": (
        "{s}.{n} ", "{n} Mill book, leaf {n}.\n\n", "{body}\n\nReferences\n\n{notes}"),
}  # fmt: skip
HEADINGS = {"Notes": {"ru": "Примечания", "zh": "注释"}, "References": {"ru": "Литература", "zh": "参考文献"}}
SENTENCES = {"en": EN, "ru": RU, "zh": ZH}


def anchored(path: Path) -> list[tuple[str, str, str]]:
    """Return each note's label, the letters before its mark, and its words, after the proof that nothing is lost."""
    article = read(path)
    assert [str(finding) for finding in article.findings if finding.severity != "info"] == []
    assert [str(fault) for fault in account(article, tei_of(article))] == []
    words = {note.number: (note.label, text.string) for note, text in note_texts(article)}
    return [
        (words[inline.note][0], text.string[: inline.at].rstrip(" .。")[-6:], words[inline.note][1])
        for text in body_texts(article)
        for inline in text.inlines
        if isinstance(inline, NoteAnchor)
    ]


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("kind", KINDS)
def test_notes_of_every_look_find_their_marks(kind: str, language: str, tmp_path: Path) -> None:
    mark, head, whole = KINDS[kind]
    numbered = [*enumerate(SENTENCES[language] * 2, start=1)]
    text = whole.format(
        body="".join(mark.format(s=sentence, n=number) for number, sentence in numbered),
        notes="".join(head.format(n=number) for number, _ in numbered),
    )
    text = re.sub(r" (\d)\. (?!Mill)", r" \1。", text) if language == "zh" and "stop" in kind else text
    for heading, others in HEADINGS.items():
        text = text.replace(heading, others.get(language, heading))
    path = tmp_path / "weir.txt"
    path.write_text(f"{'The Weir and the Mill'}\n\n{text}", "utf-8")
    wanted = [(str(number), sentence[-6:], f"Mill book, leaf {number}.") for number, sentence in numbered]
    assert anchored(path) == wanted


def test_signs_that_run_out_go_on_in_brackets(tmp_path: Path) -> None:
    marks = [chr(0x2474 + number - 1) if number <= 20 else f"（{number}）" for number in range(1, 23)]
    body = "".join(f"{ZH[number % 3]}{mark}。" for number, mark in enumerate(marks))
    path = tmp_path / "weir.md"
    path.write_text(f"# 石坝\n\n{body}\n\n" + "\n\n".join(f"{mark}县志卷首。" for mark in marks), "utf-8")
    assert [label for label, _, _ in anchored(path)] == [str(number) for number in range(1, 23)]


def test_one_note_that_a_scanner_read_otherwise_is_a_note_like_its_neighbours(tmp_path: Path) -> None:
    body = "".join(f"{EN[number % 3]}.[{number}] " for number in range(1, 6))
    notes = "\n\n".join(f"[{number}] Mill book." if number != 3 else "3. Mill book." for number in range(1, 6))
    path = tmp_path / "weir.md"
    path.write_text(f"# The Weir\n\n{body}\n\n{notes}\n", "utf-8")
    assert [label for label, _, _ in anchored(path)] == ["1", "2", "3", "4", "5"]


def paragraphs(path: Path, text: str) -> list[str]:
    path.write_text(text, "utf-8")
    return [text.string for text in body_texts(read(path))]


def test_a_page_number_at_a_line_s_beginning_in_brackets_begins_no_note(tmp_path: Path) -> None:
    body = f"{RU[0]} [Иванов, 1982, с.\n80]. {RU[1]}.[1] {RU[2]}.[2]"
    notes = "## Примечания\n\n[1] Книга мельницы.\n\n[2] Письмо.\n\n[3] Там же."
    assert len(paragraphs(tmp_path / "weir.md", f"# Плотина\n\n{body}\n\n{notes}\n")) == 2


def test_an_ellipsis_begins_a_quotation_and_goes_on_with_nothing(tmp_path: Path) -> None:
    quotations = (
        "“If this plea were heard, no one would be safe from peril.\n\n…Any part in it is grave”, said the court."
    )
    assert len(paragraphs(tmp_path / "weir.md", f"# The Weir\n\n{EN[0]}.[1]\n\n{quotations}\n\n[1] A book.\n")) == 4


def test_an_address_under_a_note_is_a_paragraph_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "weir.md"
    notes = "[^1] Mill book, leaf 1.\n\n[^2] Miller, 2018.\n\nhttps://mill.example/book; and a letter.\n\n[^3] Ibid.\n"
    path.write_text(f"# The Weir\n\n{EN[0]}.[^1] {EN[1]}.[^2] {EN[2]}.[^3]\n\n## Notes\n\n{notes}", "utf-8")
    assert [text.string for note, text in note_texts(read(path)) if note.label == "2"] == [
        "Miller, 2018.",
        "https://mill.example/book; and a letter.",
    ]


FEW: dict[str, tuple[str, str, list[str]]] = {
    "letters in Russian": (
        "weir.txt",
        "Плотина\n\nЕё сложили из камня (а). Мельник платить отказался (б).\n\n(а) Книга плотин.\n(б) Опись.\n",
        ["Книга плотин.", "Опись."],
    ),
    "closing brackets behind a blank, at the feet of pages": (
        "weir.txt",
        "Плотина\n\nЕё сложили из камня 1). Мельник платить отказался 2).\n\n1) Книга плотин.\n2) Опись.\n"
        "\fВ селе были 3 мельницы и лавка 1).\n\n1) Перепись.\n",
        ["Книга плотин.", "Опись.", "Перепись."],
    ),
    "the author's note over the numbered ones": (
        "weir.txt",
        "Плотина\n\nП. И. Орлов*\n\nЕё сложили из камня.1 Мельник платить отказался.2\n\n"
        "* Доктор наук.\n1 Книга плотин.\n2 Опись.\n",
        ["Доктор наук.", "Книга плотин.", "Опись."],
    ),
    "the author's note over the numbered ones, in one paragraph": (
        "weir.md",
        "# Weir\n\nAnn Roe*\n\nIt was rebuilt.<sup>1</sup> Nobody paid.<sup>2</sup>\n\n"
        "* Doctor of letters.\n1 Mill book.\n2 Town roll.\n".replace("* D", "\\* D"),
        ["Doctor of letters.", "Mill book.", "Town roll."],
    ),
    "an asterisk misread as a degree sign": (
        "weir.txt",
        "Плотина\n\nП. И. Орлов°\n\nТам бывало 20° мороза.1 Мельник платить отказался.2\n\n"
        "° Доктор наук.\n1 Книга плотин.\n2 Опись.\n",
        ["Доктор наук.", "Книга плотин.", "Опись."],
    ),
    "notes in two columns": (
        "weir.txt",
        "Weir\n\nAnn Roe\n\nIt was rebuilt.1 Nobody paid.2 The miller\nleft the town in the spring.3\n\n"
        "1 Mill book, leaf 9, and     3 Letters of the\n  the town roll.               bishop.\n2 Town roll.\n",
        ["Mill book, leaf 9, and the town roll.", "Town roll.", "Letters of the bishop."],
    ),
    "a mark in a picture's words": (
        "weir.md",
        "# Weir\n\nIt was rebuilt.[1]\n\n![The weir in winter.[2]](weir.png)\n\nNobody paid.[3]\n\n"
        "Notes\n\n[1] Mill book.\n\n[2] A photograph.\n\n[3] Town roll.\n",
        ["Mill book.", "A photograph.", "Town roll."],
    ),
    "numbers that join authors with institutions": (
        "weir.html",
        "<html><body><h1>石坝与乡村</h1><p>王小明<sup>1</sup></p><p>1. 青山大学历史系</p><p>石坝重修了。<sup>[1]</sup>"
        "磨坊主不付钱。<sup>[2]</sup></p><h2>注释</h2><p>[1] 账簿。</p><p>[2] 镇志。</p></body></html>",
        ["账簿。", "镇志。"],
    ),
    "lines among the notes that name chapters": (
        "weir.txt",
        "石坝史话\n\n第一章　石坝\n\n　　石坝重修了。〔1〕磨坊主不付钱。〔2〕\n\n"
        "第二章　乡村\n\n　　佃户都走了。〔1〕\n\n"
        "注释\n\n第一章\n〔1〕账簿。\n〔2〕镇志。\n\n第二章\n〔1〕书信。\n",
        ["账簿。", "镇志。", "书信。"],
    ),
    "letters that a scanner read for digits": (
        "weir.txt",
        "Weir\n\nIt was rebuilt.l Nobody paid.2 The miller left.3 A ferry ran.4 It sank.5 A bridge came.6 It fell.7\n"
        "The town grew.8 Mills were sold.9 The river froze.lO It flooded.ll\n\n"
        + "\n".join(f"{n} Roll {n}." for n in ("l", *"23456789", "lO", "ll"))
        + "\n",
        [f"Roll {n}." for n in ("l", *"23456789", "lO", "ll")],
    ),
    "numbers in braces": (
        "weir.txt",
        "Weir\n\nIt was rebuilt {1}. Nobody paid 1/2 of it {2}.\n\nNotes\n\n{1} Mill book.\n{2} Town roll.\n",
        ["Mill book.", "Town roll."],
    ),
    "numbers in angle brackets": (
        "weir.txt",
        "Weir\n\nIt was rebuilt <1>. Nobody paid 1/2 of it <2>.\n\nNotes\n\n<1> Mill book.\n<2> Town roll.\n",
        ["Mill book.", "Town roll."],
    ),
    "numbers in slashes": (
        "weir.txt",
        "Weir\n\nIt was rebuilt /1/. Nobody paid 1/2 of it /2/.\n\nNotes\n\n/1/ Mill book.\n/2/ Town roll.\n",
        ["Mill book.", "Town roll."],
    ),
    "carets that do not close": (
        "weir.txt",
        "Weir\n\nIt was rebuilt.^1 Nobody paid x^2 of it.^2\n\nNotes\n\n^1 Mill book.\n^2 Town roll.\n",
        ["Mill book.", "Town roll."],
    ),
    "words for a note in brackets": (
        "weir.txt",
        "Плотина\n\nЕё сложили из камня (прим. 1). Мельник платить отказался (прим. 2).\n\n"
        "Примечания\n\n1. Книга плотин.\n2. Опись.\n",
        ["Книга плотин.", "Опись."],
    ),
    "a drawn rule right over the notes": (
        "weir.txt",
        "Плотина\n\nП. И. Орлов\n\nЕё сложили из камня1.\n\n* * *\n\nМельник платить отказался2.\n\n"
        "__________\n1 Книга плотин.\n2 Опись.\n",
        ["Книга плотин.", "Опись."],
    ),
    "small letters under a heading of their own": (
        "weir.md",
        "# Weir\n\nIt was rebuilt.<sup>1</sup> Nobody paid.<sup>a</sup> He left.<sup>b</sup>\n\n"
        "## Notes\n\n1. Mill book.\n\n## Textual notes\n\na. No one.\nb. Went.\n",
        ["Mill book.", "No one.", "Went."],
    ),
    "several numbers behind one stop": (
        "weir.txt",
        "Weir\n\nIt was rebuilt.1,2 “Nobody paid”3 and so on.4-6\n\n"
        + "".join(f"{n}. Roll {n}.\n" for n in range(1, 7)),
        [f"Roll {n}." for n in range(1, 7)],
    ),
    "notes that begin with a number of their own": (
        "weir.txt",
        "Weir\n\nIt was rebuilt.1 Nobody paid.2 The miller left.3\n\n"
        "1 2 vols. of the mill book.\n2 12 May 1702.\n3 3 rolls.\n",
        ["2 vols. of the mill book.", "12 May 1702.", "3 rolls."],
    ),
    "a word for a note in brackets, and before the note": (
        "weir.md",
        "# Плотина\n\nЕё сложили из камня[сноска 1]. Мельник платить отказался[сноска 2].\n\n---\n\n"
        "Сноска 1. Книга плотин.\n\nСноска 2. Опись.\n",
        ["Книга плотин.", "Опись."],
    ),
    "the word FN": (
        "weir.txt",
        "Weir\n\nIt was rebuilt. [FN1] Nobody paid. [FN2]\n\nFN1. Mill book.\nFN2. Town roll.\n",
        ["Mill book.", "Town roll."],
    ),
    "a table of notes under an empty row": (
        "weir.md",
        "# Weir\n\nIt was rebuilt.[1] Nobody paid.[2]\n\nNotes\n\n"
        "|  |  |\n|---|---|\n| \\[1\\] | Mill book. |\n| \\[2\\] | Town roll. |\n",
        ["Mill book.", "Town roll."],
    ),
    "a post's title beside the body that the page names": (
        "weir.html",
        "<html><body><div class='post'><h3 class='post-title'>Weir</h3><div class='entry-content'><p>It was rebuilt."
        "<a href='#_ftn1' name='_ftnref1'>[1]</a></p><p>-----</p><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Mill book."
        "</p></div></div></body></html>",
        ["Mill book."],
    ),
    "Roman numbers with a stop": (
        "weir.md",
        "# Weir\n\nIt was rebuilt.<sup>i</sup> The miller did not pay.<sup>ii</sup> He left.<sup>iii</sup>\n\n"
        "## Endnotes\n\ni. Mill book.\n\nii. Town roll.\n\niii. Letters.\n",
        ["Mill book.", "Town roll.", "Letters."],
    ),
    "a raised number with a raised letter": (
        "weir.txt",
        "Weir\n\nIt was rebuilt.¹ The miller did not pay.¹ᵃ He left.²\n\n¹ Mill book.\n¹ᵃ Town roll.\n² Letters.\n",
        ["Mill book.", "Town roll.", "Letters."],
    ),
    "a number typed beside the word processor's own": (
        "weir.md",
        "# Weir\n\nIt was rebuilt[^1]. The miller did not pay[^2].\n\n"
        "[^1]: \\[1\\] Mill book.\n\n[^2]: \\[2\\] Town roll.\n",
        ["Mill book.", "Town roll."],
    ),
    "small Roman numbers": (
        "weir.md",
        "# Weir\n\n"
        "It was rebuilt.[i] The miller did not pay.[ii] He [i]nsisted.\n\n"
        "[i] Mill book.\n\n"
        "[ii] Town roll.\n",
        ["Mill book.", "Town roll."],
    ),
    "numbered bullets between blanks": (
        "weir.md",
        "# Плотина\n\n"
        "Её сложили из камня 1 . Мельник платить отказался 2 .\n\n"
        "- 1 Книга плотин.\n- 2 Опись.\n\n"
        "Соседи обратились в суд 3 .\n\n"
        "- 3 Дело волостного суда.\n",
        ["Книга плотин.", "Опись.", "Дело волостного суда."],
    ),
    "thanks of the author": (
        "weir.md",
        "# Weir\n\n"
        "Ann Roe*\n\n"
        "It was rebuilt.[1] The miller did not pay.[2]\n\n"
        "\\* The author teaches at Leeds.\n\n"
        "[1] Mill book.\n\n[2] Town roll.\n",
        ["The author teaches at Leeds.", "Mill book.", "Town roll."],
    ),
    "numbers in brackets behind a word": (
        "weir.txt",
        "Weir\n\n"
        "It was rebuilt in stone(1). The miller did not pay(2).\n\n"
        "Footnotes:\n(1) Mill book.\n(2) Town roll.\n",
        ["Mill book.", "Town roll."],
    ),
    "further marks in a wiki": (
        "weir.wiki",
        "= Weir =\n\n"
        'It <ref name=a />was rebuilt.<ref>Mill book.</ref> The miller did not pay.<ref name="a">Town '
        "roll.</ref> Nor did he.<ref name='a'/>\n\n<references/>\n",
        ["Town roll.", "Mill book."],
    ),
    "bracketed notes of Project Gutenberg": (
        "weir.txt",
        "WEIR\n\nIt was rebuilt.[1] The miller\ndid not pay.[2]\n\n"
        "[Footnote 1: Mill book.]\n\n[Footnote 2: Town roll, which\nwas copied.]\n\n*** END OF THE WEIR ***\n",
        ["Mill book.", "Town roll, which was copied."],
    ),
    "an asterisk before the stop, on two pages": (
        "weir.txt",
        "Плотина\n\nЕё сложили из камня*. Мельник платить отказался.\n\n* Книга плотин.\n\n"
        "Соседи обратились в суд*.\n\n* Дело волостного суда.\n",
        ["Книга плотин.", "Дело волостного суда."],
    ),
    "numbers glued to words, feet with running heads between": (
        "weir.txt",
        "Плотина\n\nЕё сложили из камня1. Мельник платить отказался2.\n\n1 Книга плотин.\n\n2 Опись.\n\n"
        "Вестник университета. 2014. № 3\n\n57\n\nСоседи обратились в суд3.\n\n3 Дело волостного суда.\n\n"
        "Вестник университета. 2014. № 3\n\n58\n\nПлотину чинили4. Суд решил в его пользу5.\n\n4 Опись.\n\n5 Там же.\n",
        ["Книга плотин.", "Опись.", "Дело волостного суда.", "Опись.", "Там же."],
    ),
    "Chinese numbers under a heading": (
        "weir.txt",
        "水閘史\n\n　　河上的水閘古老（一），閘主富裕（二）。\n\n附註：\n（一）水閘志。\n（二）鎮志。\n",
        ["水閘志。", "鎮志。"],
    ),
    "numbers above hanging notes, as a page's layout is kept": (
        "weir.txt",
        "                 Weir\n\n   It was rebuilt.1 The miller\ndid not pay.2\n\n    1\n      Mill book.\n"
        "    2\n      Town roll.\n\n                 1\n\f   Nobody answered.3\n\n    3\n      Mill book.\n\n"
        "                 2\n\f   It was taken down.4\n\n    4\n      Town roll.\n\n                 3\n\f"
        "   He died.5\n\n    5\n      Parish register.\n\n                 4\n\f",
        ["Mill book.", "Town roll.", "Mill book.", "Town roll.", "Parish register."],
    ),
    "the author's notes and the translator's": (
        "weir.md",
        "# 水閘史\n\n河上的水閘古老①，閘主富裕[1]。木材運來②。\n\n原注\n\n① 水閘志。\n\n② 鎮志。\n\n"
        "譯注\n\n[1] 書信。\n",
        ["水閘志。", "書信。", "鎮志。"],
    ),
    "works cited by number beside notes": (
        "weir.md",
        "# 水閘史\n\n河上的水閘古老①，閘主富裕[1]。木材運來②，火災兩次[2]。\n\n注释：\n\n① 水閘志。\n\n② 鎮志。\n\n"
        "参考文献：\n\n[1] 某甲.閘史[M].某地:某社,1980.\n\n[2] 某乙.林史[J].某刊,1985(1).\n",
        ["水閘志。", "鎮志。"],
    ),
    "a note whose second line begins as the next note would": (
        "weir.txt",
        "ПЛОТИНА\n\n   Её сложили из камня [1]. Мельник\nплатить отказался [2].\n\n   Примечания\n\n"
        "   1. Опись.\n   2. Книга. Оп.\n      3. Д. 77.\n",
        ["Опись.", "Книга. Оп. 3. Д. 77."],
    ),
    "a stroke behind the number": (
        "weir.txt",
        "Weir\n\nAnn Roe\n\nIt was rebuilt. 1/ Nobody paid. 2/ He left.\n\n1/ Mill book.\n2/ Town roll.\n",
        ["Mill book.", "Town roll."],
    ),
    "a dash behind the number": (
        "weir.txt",
        "Плотина\n\nЕё сложили из камня1. Мельник платить отказался2. Он ушёл.\n\nПримечания\n\n"
        "1 — Книга плотин.\n2 — Опись.\n",
        ["Книга плотин.", "Опись."],
    ),
    "capital letters, under a line that names the author": (
        "weir.txt",
        "THE WEIR\n\nBY ANN ROE\n\nIt was rebuilt.[A] Nobody paid[B] for [T]he stone.\n\n"
        "[A] Mill book.\n\n[B] Town roll.\n",
        ["Mill book.", "Town roll."],
    ),
    "small tortoise brackets": (
        "weir.txt",
        "水閘\n\n　　水閘是磨坊主所修﹝1﹞。鎮人不肯出錢﹝2﹞。\n\n﹝1﹞見《磨坊志》。\n﹝2﹞同上。\n",
        ["見《磨坊志》。", "同上。"],
    ),
    "marks that stand apart, within a sentence": (
        "weir.md",
        "## Weir\n\nAnn Roe\n\nIt was rebuilt, 1 and nobody paid. 2 The miller left. 3 He died.\n\n"
        "1 Mill book.\n\n2 Town roll.\n\n3 Letters.\n",
        ["Mill book.", "Town roll.", "Letters."],
    ),
    "a rule of horizontal bars, circled numbers that start again": (
        "weir.txt",
        "水闸\n\n　　水闸是磨坊主所修。①镇人不肯出钱。②\n―――――\n① 见《磨坊志》。\n② 同上。\n\n"
        "　　磨坊主去了县城。①\n―――――\n① 见县志。\n",
        ["见《磨坊志》。", "同上。", "见县志。"],
    ),
    "circled numbers in raised formulas": (
        "weir.md",
        "# 水闸\n\n水闸是磨坊主所修。 $\\textcircled { 1 }$ 镇人不肯出钱。 $^ \\mathrm { \\textcircled { 2 } }$\n\n"
        "$\\textcircled { 1 }$ 见《磨坊志》。\n\n$\\textcircled { 2 }$ 同上。\n",
        ["见《磨坊志》。", "同上。"],
    ),
    "each page's foot one definition, as an engine writes it": (
        "weir.md",
        "# Weir\n\nIt was rebuilt. ${ }^{1}$ Nobody paid. ${ }^{2}$\n\n[^0]\n"
        "[^0]:    1. Mill book.\n    2. Town roll.\n\n"
        "The miller left. ${ }^{3}$\n\n[^1]\n[^1]:    3. Letters.\n",
        ["Mill book.", "Town roll.", "Letters."],
    ),
    "a link that took in the sentence's stop": (
        "weir.md",
        "# Weir\n\nIt was rebuilt[1.](#page-0-0) Nobody paid[2.](#page-0-1) The miller left.\n\n"
        '<span id="page-0-0"></span><sup>1</sup> Mill book.\n\n<span id="page-0-1"></span><sup>2</sup> Town roll.\n',
        ["Mill book.", "Town roll."],
    ),
    "a page set in a table": (
        "weir.html",
        "<html><body><table><tr><td><a href=a.htm>Home</a></td><td><h2>Weir</h2>"
        "<p>It was rebuilt<font size=1>(1)</font>. "
        "Nobody paid<font size=1>(2)</font>.<hr><p>(1) Mill book.<p>(2) Town roll.</td></tr></table></body></html>",
        ["Mill book.", "Town roll."],
    ),
    "marks that are buttons": (
        "weir.html",
        "<html><body><main><h1>Weir</h1><p>It was rebuilt.<button>1</button> Nobody paid.<button>2</button></p>"
        "<button>Print</button><div class=footnotes><ol><li>Mill book.</li><li>Town roll.</li></ol></div>"
        "</main></body></html>",
        ["Mill book.", "Town roll."],
    ),
    "shortcodes around notes, in a page that was never built": (
        "weir.html",
        "{% extends 'base' %}\n@section('content')\n<h1>Weir</h1>\n"
        "<p>It was rebuilt[ref]Mill book.[/ref] by @mill.</p>\n"
        "@if ($paid > 3)\n<p>Nobody paid[footnote]Town roll.[/footnote]{{ $x }}.</p>\n@endif\n@endsection\n",
        ["Mill book.", "Town roll."],
    ),
    "TEI's notes apart from the places that they name": (
        "weir.xml",
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>It was rebuilt<anchor xml:id="a"/>. Nobody paid<ptr '
        'target="#n2"/>.</p></body><back><div><note target="#a" n="一">Mill book.</note><list><item>'
        '<note xml:id="n2">Town roll.</note></item></list></div></back></text></TEI>',
        ["Mill book.", "Town roll."],
    ),
    "templates of a wiki": (
        "weir.wiki",
        "It was rebuilt.{{efn|See {{lang|fr|moulin}}.}} Nobody paid.{{sfn|Roe|1911|p=14}} He left.<ref>{{cite book"
        " |last=Roe |title=Mills |year=1911 |url=http://example.org}}</ref>\n\n{{reflist}}\n",
        ["See moulin.", "Roe 1911, p. 14", "Roe, Mills, 1911."],
    ),
    "works that LaTeX cites": (
        "weir.tex",
        "\\section{Weir}\nIt was rebuilt.\\footcite[14]{roe} Nobody paid.\\footnote{See \\cite{reed}.} He left.\n",
        ["[@roe, 14].", "See [@reed]."],
    ),
    "authors' institutions": (
        "weir.md",
        "# Weir*\n\nAnn Roe<sup>a</sup> and John Reed<sup>b</sup>\n\n<sup>a</sup> University of Leeds, <sup>b</sup> "
        "University of York\n\nhttps://orcid.org/0000-0002-1825-0097\n\n**Keywords:** mills, rivers\n\n"
        "\\* We thank the society.\n\nIt was rebuilt.<sup>1</sup> He paid.<sup>2</sup>\n\n## Notes\n\n"
        "1. Mill book.\n2. Town roll.\n",
        ["We thank the society.", "Mill book.", "Town roll."],
    ),
}


@pytest.mark.parametrize("kind", FEW)
def test_the_few_notes_of_a_short_text_are_found(kind: str, tmp_path: Path) -> None:
    name, text, words = FEW[kind]
    if name.endswith((".wiki", ".tex")):
        pytest.importorskip("pypandoc")
    path = tmp_path / name
    path.write_text(text, "utf-8")
    article = read(path)
    assert [finding.rule for finding in article.findings if finding.severity == "warning"] == []
    assert [text.string for note, text in note_texts(article) if note.is_anchored] == words


@pytest.mark.parametrize(
    ("name", "items", "texts"),
    [
        ("weir.md", "1. The miller pays.\n2. Widows do not.\n", ["The rules:", "The miller pays.", "Widows do not."]),
        ("weir.txt", "1) The miller pays.\n2) Widows do not.\n", ["The rules: 1) The miller pays. 2) Widows do not."]),
    ],
)
def test_a_list_behind_a_note_s_colon_is_the_note_s(name: str, items: str, texts: list[str], tmp_path: Path) -> None:
    path = tmp_path / name
    head = "It was rebuilt.[1] Nobody paid.[2]\n\nNotes\n\n[1] Mill book.\n\n[2] The rules:\n"
    path.write_text(f"Weir\n\n{head}{items}", "utf-8")
    article = read(path)
    assert [text.string for note, text in note_texts(article) if note.number == 2] == texts
    assert not any("Widows" in text.string for text in body_texts(article))


def test_an_element_that_a_page_names_itself_may_hold_a_note(tmp_path: Path) -> None:
    path = tmp_path / "weir.html"
    path.write_text(
        "<html><body><d-article><h1>Weir</h1><p>It was rebuilt.<d-footnote>Mill book.</d-footnote> Nobody paid.</p>"
        "</d-article></body></html>",
        "utf-8",
    )
    article = read(path)
    assert [text.string for _, text in note_texts(article)] == ["Mill book."]
    assert [block.text.string for block in article.body if isinstance(block, Paragraph)] == [
        "It was rebuilt. Nobody paid."
    ]


def test_links_of_a_web_page_lead_to_elements_that_open_by_themselves(tmp_path: Path) -> None:
    path = tmp_path / "weir.md"
    path.write_text(
        '# Weir\n\nIt was rebuilt.<a href="#n1" class="noteref">1</a> He paid.<a href="#n2">2</a>\n\n# Notes\n\n'
        '1.  <div id="n1">\n\n    Mill book. [↩](#r1)\n\n    </div>\n\n'
        '2.  <div id="n2">\n\n    Town roll.\n\n    </div>\n',
        "utf-8",
    )
    assert [text.string for note, text in note_texts(read(path)) if note.is_anchored] == ["Mill book.", "Town roll."]


def test_a_title_in_two_languages_keeps_the_order_of_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "weir.txt"
    path.write_text(
        "ПЛОТИНА\n\nОрлов Пётр Иванович\n\nАннотация. О плотине.\n\nКлючевые слова: река\n\nTHE WEIR\n\n"
        "Pyotr Orlov\n\nAbstract. On a weir.\n\nKeywords: river\n\nЕё сложили из камня [1].\n\n"
        "Примечания\n\n1. Опись.\n",
        "utf-8",
    )
    result = CliRunner().invoke(cli, ["encode", str(path), "-o", str(tmp_path / "weir.xml"), "--model", "none"])
    assert result.exit_code == 0, result.output


def test_asciidoc_is_refused_with_the_way_that_helps(tmp_path: Path) -> None:
    path = tmp_path / "weir.adoc"
    path.write_text("= Weir\n\nIt was rebuilt.footnote:[Mill book.]\n", "utf-8")
    with pytest.raises(SourceError) as refused:
        read(path)
    assert "docbook" in str(refused.value.hint)


def test_lines_and_marks_that_agree_are_spoken_of_where_they_are_too_few(tmp_path: Path) -> None:
    path = tmp_path / "weir.txt"
    path.write_text(
        "Плотина\n\nЕё сложили из камня1. Мельник платить отказался2.\n\n1 Книга плотин.\n\n2 Опись.\n\n"
        "Соседи обратились в суд3.\n\n3 Дело волостного суда.\n\nПотом плотину сложили заново.\n",
        "utf-8",
    )
    article = read(path)
    told = {finding.rule for finding in article.findings}
    assert len(article.notes) == 3 or "marks-without-notes" in told


def test_two_links_that_lead_to_no_note_are_said(tmp_path: Path) -> None:
    path = tmp_path / "weir.html"
    path.write_text(
        "<html><body><article><h1>Weir</h1><p>It was rebuilt.<sup><a href='#x1'>1</a></sup> He did not pay."
        "<sup><a href='#x2'>2</a></sup></p></article></body></html>",
        "utf-8",
    )
    assert "marks-without-notes" in {finding.rule for finding in read(path).findings}


def test_numbered_lines_of_a_chinese_page_are_paragraphs_however_they_are_indented(tmp_path: Path) -> None:
    path = tmp_path / "weir.txt"
    path.write_text(
        "水閘\n\n\u3000\u3000分為三項：\n\n \u3000  1. 木閘：河上最早的水閘，\n全是木造。\n"
        "     2. 石閘：後來才有。\n     3. 鐵閘。\n",
        "utf-8",
    )
    assert [text.string[:2] for text in body_texts(read(path))][-3:] == ["1.", "2.", "3."]
