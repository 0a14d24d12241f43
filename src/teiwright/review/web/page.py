"""The page of a review: the article with its doubtful words marked, and the questions beside it."""

from collections.abc import Iterator

from lxml import etree

from teiwright.review.answering import PARTS, dating, label
from teiwright.review.questions import Question
from teiwright.review.web.desk import Desk
from teiwright.review.web.text import shown, tag

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


def page(desk: Desk) -> bytes:
    """Return the page as HTML, with the answers of this sitting in it."""
    title = desk.annotated.article.metadata.title or desk.annotated.article.source.name
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"Review: {title}"),
        tag("link", rel="icon", href="data:,"),
        tag("link", rel="stylesheet", href="review.css"),
        tag("script", src="review.js", defer="defer"),
    )
    body = tag("body", _banner(desk, title), tag("main", _article(desk), _questions(desk)))
    return etree.tostring(
        tag("html", head, body, lang="en"), method="html", encoding="utf-8", doctype="<!DOCTYPE html>"
    )


def _banner(desk: Desk, title: str) -> etree._Element:
    left = len(desk.questions) - len(desk.answers)
    status = tag("p", f"{len(desk.answers)} answered, {left} left", id="status", role="status")
    return tag("header", tag("h1", "Review: ", tag("span", title, lang=desk.annotated.article.language)), status)


def _article(desk: Desk) -> etree._Element:
    language = desk.annotated.article.language
    heading = tag("h2", "Text", id="text-heading", lang="en")
    region = tag("section", heading, id="text", tabindex="0", lang=language, **_labelled("text-heading"))
    region.extend(shown(desk.annotated, desk.questions))
    return region


def _labelled(identifier: str) -> dict[str, str]:
    return {"aria-labelledby": identifier}


def _questions(desk: Desk) -> etree._Element:
    aside = tag(
        "section", tag("h2", "Questions", id="questions-heading"), id="questions", **_labelled("questions-heading")
    )
    if not desk.questions:
        aside.append(tag("p", "Nothing is doubtful."))
    aside.append(_steps())
    answers = desk.answers
    for number, question in enumerate(desk.questions):
        aside.append(_question(desk, question, number, answers.get(number, "")))
    aside.append(_part())
    aside.append(_help())
    aside.extend(_entries(desk))
    return aside


def _steps() -> etree._Element:
    steps = tag("p", class_="steps")
    for identifier, words in (("before", "Before (k)"), ("next", "Next (j)"), ("undo", "Undo (u)")):
        steps.append(tag("button", words, type="button", id=identifier))
    return steps


def _part() -> etree._Element:
    """The form that corrects a part of a citation: its words, and what they are."""
    kinds = [tag("option", words, value=kind) for kind, words in PARTS.items()]
    return tag(
        "form",
        tag("h3", "A part of a citation", id="part-heading", tabindex="-1"),
        tag("label", "Its words", for_="part-words"),
        tag("input", type="text", id="part-words", autocomplete="off"),
        tag("label", "What they are", for_="part-kind"),
        tag("select", *kinds, tag("option", "no part of the citation", value=""), id="part-kind"),
        tag("p", tag("button", "Keep", type="submit"), " ", tag("button", "Leave it", type="button", id="part-leave")),
        id="part",
        hidden="hidden",
        **_labelled("part-heading"),
    )


def _help() -> etree._Element:
    rows = [element for key, meaning in KEYS for element in (tag("dt", tag("kbd", key)), tag("dd", meaning))]
    choice = tag("label", tag("input", type="checkbox", id="keys", checked="checked"), " Single keys answer")
    return tag("details", tag("summary", "Keys"), tag("p", choice), tag("dl", *rows), id="help")


def _question(desk: Desk, question: Question, number: int, answered: str) -> etree._Element:
    language = desk.annotated.article.language
    heading = tag("h3", f"{number + 1} of {len(desk.questions)}: ", id=f"heading-{number}", tabindex="-1")
    heading.extend(_headline(question, language))
    made = tag("article", heading, id=f"question-{number}", class_="question", **_labelled(f"heading-{number}"))
    made.set("data-number", str(number))
    for line in _told(desk, question):
        made.append(tag("p", line))
    buttons = tag("p", class_="answers")
    for verdict, words in (("yes", "Yes (y)"), ("no", "No (n)")):
        buttons.append(_button(verdict, "", words))
    made.append(buttons)
    if question.candidates:
        made.append(tag("ul", *(_candidate(desk, key, at) for at, key in enumerate(question.candidates, 1))))
    made.append(_field(question, number))
    made.append(tag("p", answered, class_="answered"))
    return made


def _button(verdict: str, value: str, *words: str | etree._Element) -> etree._Element:
    button = tag("button", *words, type="button")
    button.set("data-verdict", verdict)
    button.set("data-value", value)
    return button


def _candidate(desk: Desk, key: str, at: int) -> etree._Element:
    return tag("li", _button("choose", key, f"{key} ({at})"), " ", label(desk.annotated, key))


def _headline(question: Question, language: str) -> Iterator[etree._Element]:
    words = tag("q", question.words, lang=language)
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
    field = tag("input", type="text", id=identifier, autocomplete="off")
    if question.subject == "name":
        field.set("list", f"entries-{question.kind}")
    return tag(
        "form",
        tag("label", f"{PROMPTS[question.subject]} (e)", for_=identifier),
        field,
        tag("button", "Keep", type="submit"),
    )


def _entries(desk: Desk) -> Iterator[etree._Element]:
    """The authority's entries, for the fields to complete."""
    asked = {question.kind for question in desk.questions if question.subject == "name"}
    for kind in sorted(asked):
        made = tag("datalist", id=f"entries-{kind}")
        for entry in desk.annotated.authority.entries.values():
            if entry.kind == kind:
                made.append(tag("option", label(desk.annotated, entry.id), value=entry.id))
        yield made
