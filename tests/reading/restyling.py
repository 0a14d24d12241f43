"""An article written out anew in another style of notes, to see that every style is read alike."""

from collections.abc import Callable, Iterator

from teiwright.article import (
    Article,
    BlockBreak,
    Emphasis,
    Heading,
    Note,
    NoteAnchor,
    PageBreak,
    Text,
    texts_of,
)

Write = Callable[[int], str]
SPECIAL = "*_[]<>\\`$^~#|&"

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def circled(number: int) -> str:
    """Return a circled number up to 50, beyond it one that starts again."""
    number = (number - 1) % 50 + 1
    return chr(0x2460 + number - 1 if number <= 20 else 0x3251 + number - 21 if number <= 35 else 0x32B1 + number - 36)


STYLES: dict[str, tuple[Write, Write]] = {
    "superscript": (lambda n: f"<sup>{n}</sup>", lambda n: f"<sup>{n}</sup> "),
    "superscript-brackets": (lambda n: f"<sup>[{n}]</sup>", lambda n: f"[{n}] "),
    "superscript-bare-notes": (lambda n: f"<sup>{n}</sup>", lambda n: f"{n} "),
    "superscript-numbered": (lambda n: f"<sup>{n}</sup>", lambda n: f"{n}. "),
    "pandoc": (lambda n: f"^{n}^", lambda n: f"^{n}^ "),
    "math": (lambda n: f"$^{{{n}}}$", lambda n: f"$^{{{n}}}$ "),
    "caret": (lambda n: f"[^{n}]", lambda n: f"[^{n}]: "),
    "brackets": (lambda n: f"[{n}]", lambda n: f"[{n}] "),
    "escaped-brackets": (lambda n: f"\\[{n}\\]", lambda n: f"\\[{n}\\] "),
    "bold-brackets": (lambda n: f"**[{n}]**", lambda n: f"**[{n}]** "),
    "fullwidth-brackets": (lambda n: f"［{n}］", lambda n: f"［{n}］"),
    "tortoise": (lambda n: f"〔{n}〕", lambda n: f"〔{n}〕"),
    "fullwidth-parentheses": (lambda n: f"（{n}）", lambda n: f"（{n}）"),
    "parentheses": (lambda n: f"({n})", lambda n: f"({n}) "),
    "circled": (circled, lambda n: circled(n) + " "),
    "superscript-digits": (lambda n: str(n).translate(SUPERSCRIPTS), lambda n: str(n).translate(SUPERSCRIPTS) + " "),
    "bare": (lambda n: f"{n} ", lambda n: f"{n} "),
    "bare-numbered": (lambda n: f"{n} ", lambda n: f"{n}. "),
    "word": (lambda n: f"[\\[{n}\\]](#_ftn{n})", lambda n: f"[\\[{n}\\]](#_ftnref{n}) "),
    "anchors": (
        lambda n: f'<a href="#fn{n}" id="r{n}"><sup>{n}</sup></a>',
        lambda n: f'<a id="fn{n}" href="#r{n}">{n}</a>. ',
    ),
}


def restyled(article: Article, style: str, layout: str) -> str:
    """Return the article as Markdown with its notes in a style, at page feet ("pages") or at the end ("end").

    At page feet the paragraphs are broken where the article has its page breaks.
    """
    mark, head = STYLES[style]
    notes = {note.number: f"{head(note.number)}{_note(note)}" for note in article.notes}
    waiting: list[int] = []
    out: list[str] = []

    def foot() -> None:
        if layout == "pages" and waiting:
            out.append("\n\n---\n\n" + "\n\n".join(notes[number] for number in waiting) + "\n\n")
            waiting.clear()

    for line in article.title_page:
        out.append("## " if line.kind == "title" else "# " if line.kind == "series" else "")
        out.extend(_pieces(line.text, mark, waiting, foot))
        out.append("\n\n")
    for block in article.body:
        if isinstance(block, BlockBreak):
            foot()
            continue
        out.append("#" * (block.level + 2) + " " if isinstance(block, Heading) else "")
        for text in texts_of(block):
            out.extend(_pieces(text, mark, waiting, foot))
        out.append("\n\n")
    if layout == "end":
        out.append("## 註釋\n\n")
    out.append(("\n\n---\n\n" if layout == "pages" else "") + "\n\n".join(notes[number] for number in waiting) + "\n")
    return "".join(out)


def _pieces(text: Text, mark: Write, waiting: list[int], foot: Callable[[], None]) -> Iterator[str]:
    at = 0
    for inline in text.inlines:
        if isinstance(inline, NoteAnchor):
            yield escaped(text.string[at : inline.at]) + mark(inline.note)
            waiting.append(inline.note)
            at = inline.at
        elif isinstance(inline, PageBreak):
            yield escaped(text.string[at : inline.at])
            foot()
            at = inline.at
    yield escaped(text.string[at:])


def _note(note: Note) -> str:
    return "\n\n".join(_emphasised(text) for block in note.blocks for text in texts_of(block))


def _emphasised(text: Text) -> str:
    out, at = [], 0
    for inline in text.inlines:
        if isinstance(inline, Emphasis):
            out += [escaped(text.string[at : inline.start]), f"*{escaped(text.string[inline.start : inline.end])}*"]
            at = inline.end
    return "".join([*out, escaped(text.string[at:])])


def escaped(string: str) -> str:
    """Return a string as Markdown that says just that."""
    return "".join("\\" + character if character in SPECIAL else character for character in string)
