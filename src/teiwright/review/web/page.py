"""The page of a review: the article with its doubtful words marked, and the questions beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree
from lxml.html.builder import E

from teiwright.article import Heading, NoteAnchor, Text, body_texts, note_texts
from teiwright.review.answering import dating, label
from teiwright.review.questions import Question
from teiwright.review.web.desk import Desk

KINDS = {"person": "a person", "place": "a place", "org": "an organisation"}
PROMPTS = {
    "name": "Another entry (person-…, place-…, org-…) or kind",
    "date": "Another date (1950-07-05, 1950-07/1950-09, 1950-07-05/..)",
    "finding": "The right reading",
}
KEYS = (
    ("y", "yes, this is right; for a finding: yes, something is wrong"),
    ("n", "no, this is no such thing, or the finding is none"),
    ("1 to 5", "this candidate"),
    ("e", "edit: give another entry, kind, date or reading; Enter keeps it, Escape leaves the field"),
    ("j and k", "the next question and the one before"),
    ("u", "undo the last answer"),
)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A question's words in one text: string[start:end]."""

    start: int
    end: int
    question: int


def page(desk: Desk) -> bytes:
    """Return the page as HTML, with the answers of this sitting in it."""
    title = desk.annotated.article.metadata.title or desk.annotated.article.source.name
    head = _tag(
        "head",
        _tag("meta", charset="utf-8"),
        _tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        _tag("title", f"Review: {title}"),
        _tag("link", rel="icon", href="data:,"),
        _tag("link", rel="stylesheet", href="review.css"),
        _tag("script", src="review.js", defer="defer"),
    )
    body = _tag("body", _banner(desk, title), _tag("main", _article(desk), _questions(desk)))
    return etree.tostring(
        _tag("html", head, body, lang="en"), method="html", encoding="utf-8", doctype="<!DOCTYPE html>"
    )


def _tag(name: str, /, *content: str | etree._Element, **attributes: str) -> etree._Element:
    """Return an element; `_` at the end of an attribute's name keeps it from being a word of Python's."""
    made: etree._Element = E(name, *content, **{key.rstrip("_"): value for key, value in attributes.items()})
    return made


def _banner(desk: Desk, title: str) -> etree._Element:
    left = len(desk.questions) - len(desk.answers)
    status = _tag("p", f"{len(desk.answers)} answered, {left} left", id="status", role="status")
    return _tag("header", _tag("h1", "Review: ", _tag("span", title, lang=desk.annotated.article.language)), status)


def _article(desk: Desk) -> etree._Element:
    article = desk.annotated.article
    stretches = _stretches(desk.questions)
    headings = {block.text.id for block in article.body if isinstance(block, Heading)}
    region = _tag(
        "section",
        _tag("h2", "Text", id="text-heading"),
        id="text",
        tabindex="0",
        lang=article.language,
        **_labelled("text-heading"),
    )
    region[0].set("lang", "en")
    for text in body_texts(article):
        region.append(_text("h3" if text.id in headings else "p", text, stretches))
    notes = list(note_texts(article))
    if notes:
        region.append(_tag("h3", "Notes", lang="en"))
    seen: set[int] = set()
    for note, text in notes:
        made = _text("p", text, stretches)
        if note.number not in seen:
            seen.add(note.number)
            made.insert(0, _tag("span", f"{note.label} ", id=f"note-{note.number}", class_="label"))
            made[0].tail, made.text = made.text, None
        region.append(made)
    return region


def _labelled(identifier: str) -> dict[str, str]:
    return {"aria-labelledby": identifier}


def _stretches(questions: Sequence[Question]) -> dict[str, list[_Stretch]]:
    found: dict[str, list[_Stretch]] = {}
    for number, question in enumerate(questions):
        for place in question.places:
            found.setdefault(place.text_id, []).append(_Stretch(place.start, place.end, number))
    return found


def _text(name: str, text: Text, stretches: Mapping[str, list[_Stretch]]) -> etree._Element:
    """A text cut where questions and notes begin and end; a piece links to the narrowest question that it is in."""
    own = stretches.get(text.id, [])
    notes = [inline for inline in text.inlines if isinstance(inline, NoteAnchor)]
    cuts = {0, len(text.string), *(n.at for n in notes), *(s.start for s in own), *(s.end for s in own)}
    made = _tag(name, id=f"t-{text.id}")
    if text.language:
        made.set("lang", text.language)
    for start, end in pairwise(sorted(cuts)):
        for note in notes:
            if note.at == start:
                made.append(_note_link(note))
        _append(made, text.string[start:end], [s for s in own if s.start <= start and end <= s.end])
    for note in notes:
        if note.at == len(text.string):
            made.append(_note_link(note))
    return made


def _note_link(note: NoteAnchor) -> etree._Element:
    return _tag("sup", _tag("a", str(note.note), href=f"#note-{note.note}"))


def _append(made: etree._Element, words: str, around: Sequence[_Stretch]) -> None:
    if around:
        narrowest = min(around, key=lambda stretch: stretch.end - stretch.start)
        numbers = " ".join(str(stretch.question) for stretch in around)
        mark = _tag("a", words, href=f"#question-{narrowest.question}", class_="mark")
        mark.set("data-questions", numbers)
        made.append(mark)
    elif len(made):
        made[-1].tail = (made[-1].tail or "") + words
    else:
        made.text = (made.text or "") + words


def _questions(desk: Desk) -> etree._Element:
    aside = _tag(
        "section", _tag("h2", "Questions", id="questions-heading"), id="questions", **_labelled("questions-heading")
    )
    if not desk.questions:
        aside.append(_tag("p", "Nothing is doubtful."))
    aside.append(_steps())
    answers = desk.answers
    for number, question in enumerate(desk.questions):
        aside.append(_question(desk, question, number, answers.get(number, "")))
    aside.append(_help())
    aside.extend(_entries(desk))
    return aside


def _steps() -> etree._Element:
    steps = _tag("p", class_="steps")
    for identifier, words in (("before", "Before (k)"), ("next", "Next (j)"), ("undo", "Undo (u)")):
        steps.append(_tag("button", words, type="button", id=identifier))
    return steps


def _help() -> etree._Element:
    rows = [element for key, meaning in KEYS for element in (_tag("dt", _tag("kbd", key)), _tag("dd", meaning))]
    choice = _tag("label", _tag("input", type="checkbox", id="keys", checked="checked"), " Single keys answer")
    return _tag("details", _tag("summary", "Keys"), _tag("p", choice), _tag("dl", *rows), id="help")


def _question(desk: Desk, question: Question, number: int, answered: str) -> etree._Element:
    language = desk.annotated.article.language
    heading = _tag("h3", f"{number + 1} of {len(desk.questions)}: ", id=f"heading-{number}", tabindex="-1")
    heading.extend(_headline(question, language))
    made = _tag("article", heading, id=f"question-{number}", class_="question", **_labelled(f"heading-{number}"))
    made.set("data-number", str(number))
    for line in _told(desk, question):
        made.append(_tag("p", line))
    buttons = _tag("p", class_="answers")
    for verdict, words in (("yes", "Yes (y)"), ("no", "No (n)")):
        buttons.append(_button(verdict, "", words))
    made.append(buttons)
    if question.candidates:
        made.append(_tag("ul", *(_candidate(desk, key, at) for at, key in enumerate(question.candidates, 1))))
    made.append(_field(question, number))
    made.append(_tag("p", answered, class_="answered"))
    return made


def _button(verdict: str, value: str, *words: str | etree._Element) -> etree._Element:
    button = _tag("button", *words, type="button")
    button.set("data-verdict", verdict)
    button.set("data-value", value)
    return button


def _candidate(desk: Desk, key: str, at: int) -> etree._Element:
    return _tag("li", _button("choose", key, f"{key} ({at})"), " ", label(desk.annotated, key))


def _headline(question: Question, language: str) -> Iterator[etree._Element]:
    words = _tag("q", question.words, lang=language)
    match question.subject:
        case "name":
            words.tail = f" is {KINDS[question.kind]}?"
        case "date":
            words.tail = " is this date?"
        case "finding":
            words.tail = " is wrong?"
    yield words


def _told(desk: Desk, question: Question) -> Iterator[str]:
    """What the program takes the words for, how sure it is, and why."""
    match question.subject:
        case "name":
            entry = f"{question.key}: {label(desk.annotated, question.key)}" if question.key else "no entry"
            yield f"{entry}; {question.certainty} certainty; {len(question.places)} in the text"
        case "date":
            yield ", ".join(f"{name} {value}" for name, value in dating(question)) or "no value"
        case "finding":
            yield question.rule
    if question.why:
        yield question.why


def _field(question: Question, number: int) -> etree._Element:
    identifier = f"value-{number}"
    field = _tag("input", type="text", id=identifier, autocomplete="off")
    if question.subject == "name":
        field.set("list", f"entries-{question.kind}")
    return _tag(
        "form",
        _tag("label", f"{PROMPTS[question.subject]} (e)", for_=identifier),
        field,
        _tag("button", "Keep", type="submit"),
    )


def _entries(desk: Desk) -> Iterator[etree._Element]:
    """The authority's entries, for the fields to complete."""
    asked = {question.kind for question in desk.questions if question.subject == "name"}
    for kind in sorted(asked):
        made = _tag("datalist", id=f"entries-{kind}")
        for entry in desk.annotated.authority.entries.values():
            if entry.kind == kind:
                made.append(_tag("option", label(desk.annotated, entry.id), value=entry.id))
        yield made
