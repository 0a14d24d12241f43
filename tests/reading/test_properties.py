"""Whatever goes in comes out whole: generated documents of every style, and plain nonsense."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teiwright.article import NoteAnchor, Text, body_texts, note_texts
from teiwright.proof import account as prove
from teiwright.reading import read
from tests.reading.building import tei_of
from tests.searching import SEARCHING

WORDS = {
    "zh": [
        "河水",
        "流過",
        "城外",
        "的",
        "石橋",
        "，",
        "商人",
        "在",
        "岸邊",
        "等候",
        "渡船",
        "。",
        "那年",
        "冬天",
        "很冷",
    ],
    "en": ["the ", "river ", "runs ", "below ", "the ", "bridge, ", "and ", "traders ", "wait ", "for ", "boats. "],
    "ru": ["река ", "течёт ", "за ", "городом, ", "купцы ", "ждут ", "парома. ", "Зима ", "была ", "холодной. "],
}
MARKUP = [
    "*",
    "**",
    "_",
    "`",
    "[1]",
    "[^1]",
    "[^1]: ",
    "[^2]",
    "\n\n",
    "\n",
    "# ",
    "## ",
    "> ",
    "- ",
    "1. ",
    "7) ",
    "---\n",
    "===\n",
    "| a | b |\n|---|---|\n| c | d |\n",
    "<sup>1</sup>",
    "<sup>",
    "</sup>",
    '<a href="#x">1</a>',
    "</a>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<ul><li>",
    "</li></ul>",
    "<table><tr><td>",
    "</td></tr></table>",
    "<br>",
    "&amp;",
    "&lt;",
    "\\*",
    "\\[",
    "\\",
    "![x](y.png)",
    "[link](http://example.org)",
    "```\n",
    "~~~",
    "^[",
    "]",
    "$^{1}$",
    "  \n",
    "①",
    "\t",
    "    ",
    "<!-- c -->",
    "<!-- page 3 -->",
    "%",
    ":",
    "。",
    "，",
    "文字",
    "слово",
    "word",
    "(1)",
    "（2）",
    "1",
    "¹",
    "†",
    "注释",
    "<em>",
    "</em>",
    "<img src='a.png' alt='b'>",
    "<h2>",
    "</h2>",
    "<!",
    "<script>",
    "</script>",
    "\f",
    "\u3000",
    "“",
    "”",
    "~",
    "<http://a.example>",
    "[a]: http://b.example\n",
    "[a]",
    "😀",
    "〔3〕",
    "<blockquote>",
]

ANCHOR_STYLES: dict[str, tuple[Callable[[int], str], Callable[[int], str]]] = {
    "superscript": (lambda n: f"<sup>{n}</sup>", lambda n: f"<sup>{n}</sup> "),
    "math": (lambda n: f"$^{{{n}}}$", lambda n: f"$^{{{n}}}$ "),
    "caret": (lambda n: f"[^{n}]", lambda n: f"[^{n}]: "),
    "brackets": (lambda n: f"[{n}]", lambda n: f"[{n}] "),
    "fullwidth": (lambda n: f"［{n}］", lambda n: f"［{n}］"),
    "tortoise": (lambda n: f"〔{n}〕", lambda n: f"〔{n}〕"),
    "circled": (lambda n: chr(0x245F + n), lambda n: chr(0x245F + n) + " "),
    "linked": (lambda n: f"[\\[{n}\\]](#_ftn{n})", lambda n: f"[\\[{n}\\]](#_ftnref{n}) "),
    "list": (lambda n: f"<sup>{n}</sup>", lambda n: f"{n}. "),
}


@dataclass(frozen=True)
class Made:
    """A document, and what it must be read as: the body without white space, ⟦n⟧ at each anchor; the notes."""

    markdown: str
    body: str
    notes: tuple[str, ...]


@st.composite
def documents(draw: st.DrawFn) -> Made:
    """Make a document: one language, one style of notes, notes at page feet or at the end."""
    words = WORDS[draw(st.sampled_from(sorted(WORDS)))]
    mark, head = ANCHOR_STYLES[draw(st.sampled_from(sorted(ANCHOR_STYLES)))]
    in_pages = draw(st.booleans())
    out: list[str] = ["# A title that heads it all\n\n"]
    body: list[str] = ["Atitlethatheadsitall"]
    notes: list[str] = []
    waiting: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        for _ in range(draw(st.integers(1, 3))):
            sentence = "".join(draw(st.lists(st.sampled_from(words), min_size=8, max_size=24))).strip()
            out.append(sentence)
            body.append(sentence)
            if len(notes) < 20 and draw(st.booleans()):
                notes.append(
                    "".join(draw(st.lists(st.sampled_from(words), min_size=2, max_size=8))).strip(" ，,。.") + "尾."
                )
                out.append(mark(len(notes)) + " ")
                body.append(f"⟦{len(notes)}⟧")
                waiting.append(f"{head(len(notes))}{notes[-1]}")
            if in_pages and waiting and draw(st.booleans()):
                out.append("\n\n---\n\n" + "\n\n".join(waiting) + "\n\n")
                waiting.clear()
        out.append("End.\n\n")
        body.append("End.")
    if waiting:
        out.append("---\n\n" if in_pages else "## Notes\n\n")
        out.append("\n\n".join(waiting) + "\n")
    return Made("".join(out), "".join("".join(body).split()), tuple("".join(note.split()) for note in notes))


def seen(text: Text) -> str:
    """Return a text without white space, ⟦n⟧ where a note is anchored."""
    parts, at = [], 0
    for inline in text.inlines:
        if isinstance(inline, NoteAnchor):
            parts += [text.string[at : inline.at], f"⟦{inline.note}⟧"]
            at = inline.at
    return "".join("".join([*parts, text.string[at:]]).split())


def check_document(made: Made, folder: Path) -> None:
    path = folder / "made.md"
    path.write_text(made.markdown, "utf-8")
    article = read(path)
    assert "".join(seen(text) for text in body_texts(article)) == made.body
    assert tuple("".join(text.string.split()) for _, text in note_texts(article)) == made.notes
    assert prove(article, tei_of(article)) == []


def check_nonsense(parts: list[str], name: str, folder: Path) -> None:
    path = folder / name
    path.write_text("文" + "".join(parts), "utf-8")
    article = read(path)
    assert prove(article, tei_of(article)) == []


quick = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
long = settings(SEARCHING, max_examples=2000)
nonsense = st.lists(st.sampled_from(MARKUP), max_size=30)
names = st.sampled_from(["made.md", "made.txt", "made.html"])


@quick
@given(made=documents())
def test_notes_and_text_come_out_as_they_went_in(made: Made, tmp_path: Path) -> None:
    check_document(made, tmp_path)


@quick
@given(parts=nonsense, name=names)
def test_nothing_is_lost_of_any_text(parts: list[str], name: str, tmp_path: Path) -> None:
    check_nonsense(parts, name, tmp_path)


@pytest.mark.slow
@long
@given(made=documents())
def test_notes_and_text_come_out_as_they_went_in_often(made: Made, tmp_path: Path) -> None:
    check_document(made, tmp_path)


@pytest.mark.slow
@long
@given(parts=nonsense, name=names)
def test_nothing_is_lost_of_any_text_often(parts: list[str], name: str, tmp_path: Path) -> None:
    check_nonsense(parts, name, tmp_path)
