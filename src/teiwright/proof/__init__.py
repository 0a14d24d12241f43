"""The proof that nothing was lost, added or moved between a source and its TEI, by two independent accounts.

The first takes the reader's own word (`account`): each character of the source stands in one of the article's texts or
was set aside with a reason, and the TEI has these texts in their order. The second (`reread`) reads the source again in
a simpler way of its own and follows each of its signs through the TEI: characters, spaces, notes' marks, paragraphs,
headings, lists, quotations, tables, emphasis, links and pictures.
"""

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from teiwright.article import FURNITURE, Article, SetAside, Source
from teiwright.findings import Finding
from teiwright.proof.account import prove as account
from teiwright.proof.comparison import characters, compared, divided
from teiwright.proof.docx import docx_leaves
from teiwright.proof.markdown import markdown_leaves
from teiwright.proof.markup import html_leaves
from teiwright.proof.matching import PAGE_NUMBER, Aside, Fault, follow
from teiwright.proof.pdf import letters, pdf_letters
from teiwright.proof.plain import plain_leaves
from teiwright.proof.printed import printed_notes
from teiwright.proof.signs import Leaf
from teiwright.proof.told import Told, told

__all__ = ["Proof", "account", "prove", "reread"]

MOST_FINDINGS = 50
LEAVES = {
    ".html": html_leaves,
    ".htm": html_leaves,
    ".xhtml": html_leaves,
    ".txt": plain_leaves,
    ".plain": plain_leaves,
    ".md": markdown_leaves,
    ".markdown": markdown_leaves,
}
MARKDOWN_OF_PANDOC = frozenset({".odt", ".epub", ".tex", ".latex"})
LAID_OUT = frozenset({"pdf", "hocr", "alto", "pagexml"})
"""Forms of a source that is no text in itself: its lines are those that the reader made of pages."""
MOST_WORDS = 60
NO_WORDS = re.compile(r"[\W\d_]*(?:\b[^\W\d_]{1,6}\b)?[\W\d_]*")
"""A separator of pages: signs, figures, at most one short word."""
HYPHENS = frozenset("-\u2010\u00ac\u00ad")
INVISIBLE = frozenset("\u00ad\u034f\u180e\ufeff").union(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)))
)
"""What no one sees: whether it stands in the text is the reader's to say."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was compared (in words), what differs, and what stands nowhere by a stated rule: (line, words, reason)."""

    findings: tuple[Finding, ...]
    compared: str
    asides: tuple[tuple[int, str, str], ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that say that something was lost, added or moved."""
        return tuple(finding for finding in self.findings if finding.severity == "error")


def prove(article: Article, tei: etree._Element | etree._ElementTree) -> Proof:
    """Return the whole proof of an article's TEI, by both accounts."""
    root = tei.getroot() if isinstance(tei, etree._ElementTree) else tei
    second = reread(article.source, root, article.set_aside)
    return Proof((*account(article, root), *second.findings), second.compared, second.asides)


def reread(source: Source, root: etree._Element, set_aside: Sequence[SetAside] = ()) -> Proof:
    """Read the source again and follow it through the TEI; a format that has no second reading is said to have none.

    What a page carries beside its text, and the reader set aside as such, is not looked for but listed.
    """
    suffix = Path(source.path).suffix.lower()
    furniture = [each for each in set_aside if each.reason.startswith(FURNITURE) and _is_furniture(each, source)]
    said = told(root)
    if source.form in LAID_OUT:
        return _counted(source, said, set_aside)
    try:
        leaves = _leaves(source, suffix)
    except (ValueError, OSError):
        leaves = None
    if leaves is not None and furniture and suffix != ".docx":
        leaves = [*_without(leaves, furniture)]
    if leaves is None:
        return Proof((), f"{_counts(said)}; by the reader's account alone: {suffix} has no second reading")
    leaves = [*map(_visible, leaves)]
    trace = follow(leaves, said)
    faults = [*trace.faults, *compared(leaves, said, trace, has_structure=source.form != "plain")]
    in_paragraphs = suffix == ".docx"
    findings = [_finding(fault, source, in_paragraphs=in_paragraphs) for fault in faults[:MOST_FINDINGS]]
    if len(faults) > MOST_FINDINGS:
        message = f"and {len(faults) - MOST_FINDINGS} more differences"
        findings.append(Finding("error", "text-differs", message, source.path))
    findings.extend(_unread_notes(leaves, said, source))
    trace.asides.extend((*_asides(furniture, source), *divided(leaves, trace)))
    asides = tuple((_line(aside, source, in_paragraphs), aside.words, aside.reason) for aside in trace.asides)
    return Proof(tuple(findings), _said(said, trace.asides), asides)


def _is_furniture(aside: SetAside, source: Source) -> bool:
    """Say whether the source bears out a reason: a hyphen is one, a page's number is a number, a head is short."""
    written = source.text[aside.start : aside.end]
    words = " ".join(re.sub(r"<[^>]*>", " ", written).split())
    match aside.reason.split()[0]:
        case "soft" | "hyphen":
            return set(html.unescape(written).strip()) <= HYPHENS | INVISIBLE
        case "page":
            return bool(PAGE_NUMBER.fullmatch(words) or NO_WORDS.fullmatch(words))
        case "running":
            return len(words) <= MOST_WORDS
        case _:
            return source.form == "html"


def _counted(source: Source, said: Told, set_aside: Sequence[SetAside]) -> Proof:
    """Compare the letters of a source that was read by the places of its lines with those of its TEI, by number."""
    asides = tuple(
        (source.place(each.start)[0], " ".join(source.text[each.start : each.end].split())[:MOST_WORDS], each.reason)
        for each in set_aside
        if each.reason.startswith(FURNITURE)
    )
    printed = pdf_letters(Path(source.path)) if source.form == "pdf" else None
    if printed is None:
        return Proof((), f"{_counts(said)}; by the reader's account alone: {source.form} has no second reading", asides)
    blocks = (block.string for block in (*said.body, *(each for note in said.notes.values() for each in note.blocks)))
    have = letters([*blocks, *(source.text[each.start : each.end] for each in set_aside)])
    findings = []
    for rule, what, difference in (
        ("text-lost", "stand in the PDF and nowhere in the TEI", printed - have),
        ("text-added", "stand in the TEI and not in the PDF", have - printed),
    ):
        if difference:
            shown = ", ".join(f"{sign} ({count})" for sign, count in difference.most_common(8))
            findings.append(Finding("error", rule, f"{difference.total()} letters {what}: {shown}", source.path))
    return Proof(tuple(findings), f"{_counts(said)}, letters and digits by their number", asides)


def _without(leaves: Sequence[Leaf], furniture: Sequence[SetAside]) -> Iterator[Leaf]:
    """Yield the leaves without the signs in these stretches of the source."""
    starts = [each.start for each in furniture]
    for leaf in leaves:
        signs = [
            s._replace(kind="soft") if s.value in HYPHENS and _is_in(furniture, starts, s.at) else s for s in leaf.signs
        ]
        signs = [s for s in signs if s.value in HYPHENS or not _is_in(furniture, starts, s.at)]
        if any(sign.kind in {"char", "soft", "picture"} for sign in signs):
            yield replace(leaf, signs=signs)
        elif len(signs) == len(leaf.signs):
            yield leaf


def _visible(leaf: Leaf) -> Leaf:
    """Return a leaf whose invisible characters may be in the TEI or not: the reader sets them aside but in code."""
    if leaf.kind == "verbatim" or not any(sign.value in INVISIBLE for sign in leaf.signs):
        return leaf
    signs = [s._replace(kind="soft") if s.value in INVISIBLE and s.kind == "char" else s for s in leaf.signs]
    return replace(leaf, signs=signs)


def _is_in(furniture: Sequence[SetAside], starts: Sequence[int], at: int) -> bool:
    index = bisect_right(starts, at) - 1
    return index >= 0 and at < furniture[index].end


def _asides(furniture: Sequence[SetAside], source: Source) -> Iterator[Aside]:
    for each in furniture:
        words = " ".join(re.sub(r"<[^>]*>", " ", source.text[each.start : each.end]).split())
        if words:
            yield Aside(each.start, words[:MOST_WORDS], each.reason)


def _leaves(source: Source, suffix: str) -> list[Leaf] | None:
    if suffix == ".docx":
        return [*docx_leaves(Path(source.path))]
    if suffix in MARKDOWN_OF_PANDOC:
        return [*markdown_leaves(source.text)]
    form = "markdown" if source.form not in {"", "html", "plain"} else source.form
    reading = LEAVES.get(f".{form}") or LEAVES.get(suffix)
    return [*reading(source.text)] if reading else None


def _line(aside: Aside, source: Source, in_paragraphs: bool) -> int:
    return aside.at if in_paragraphs else source.place(max(aside.at, 0))[0]


def _finding(fault: Fault, source: Source, *, in_paragraphs: bool) -> Finding:
    if fault.at < 0:
        where = f" (TEI line {fault.line})" if fault.line else ""
        return Finding("error", fault.rule, fault.message + where, source.path)
    if in_paragraphs:
        return Finding("error", fault.rule, f"paragraph {fault.at}: {fault.message}", source.path)
    line, column = source.place(fault.at)
    return Finding("error", fault.rule, fault.message, source.path, line, column)


def _unread_notes(leaves: list[Leaf], said: Told, source: Source) -> Iterator[Finding]:
    """A text in which notes are printed and whose TEI has none, or hardly any, has not been read as it should."""
    printed = printed_notes(leaves)
    if printed and len(said.notes) * 2 < printed:
        have = "none" if not said.notes else f"only {len(said.notes)}"
        message = f"the source prints {printed} notes with marks in the text; the TEI has {have}"
        yield Finding(
            "warning", "notes-unread", message, source.path, hint="--notes STYLE states the style of the marks"
        )


def _counts(said: Told) -> str:
    blocks = Counter(block.kind for block in said.body if block.characters)
    parts = [f"{characters(said)} characters", f"{blocks['p']} paragraphs", f"{blocks['head']} headings"]
    parts.append(f"{len(said.notes)} notes")
    more = ((blocks["cell"], "cells"), (len(said.pictures), "pictures"))
    return ", ".join([*parts, *(f"{count} {name}" for count, name in more if count)])


def _said(said: Told, asides: list[Aside]) -> str:
    kinds = Counter(aside.reason for aside in asides)
    rest = ", ".join(f"{count} × {reason}" for reason, count in kinds.most_common())
    return _counts(said) + ", with emphasis, links and order" + (f"; set aside: {rest}" if rest else "")
