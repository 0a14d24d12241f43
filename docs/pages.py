"""The pages of the documentation that are made from the code: called by mkdocs, and by the tests."""

import json
import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, get_args

import click
from lxml import etree

from teiwright.article import SpanKind
from teiwright.authority import EntryKind
from teiwright.authority.editing import FACTS
from teiwright.authority.exchange import COLUMNS
from teiwright.cli import cli
from teiwright.codes import codes
from teiwright.commands.configuring import commands, options
from teiwright.decisions.decision import Action
from teiwright.decisions.store import FIELDS, REQUIRED
from teiwright.reading.metadata import EDITION_KEYS, SIDECAR_LINES
from teiwright.reading.styles import STYLES

ROOT = Path(__file__).resolve().parent.parent
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
EXAMPLES = (ROOT / "docs" / "examples.xml", ROOT / "tests" / "data" / "practice.xml")
WIDTH = 88
LONGEST = 400
"""An example of more characters is cut down to its first children."""
MEANINGS = {
    "action": "what is decided: `tag`, `untag`, `key`, `date`, `correct`, `accept`, `refuse`, `split` (a paragraph "
    "is divided before these words), `language` (of the whole text that they stand in)",
    "quote": "the words that it is about",
    "before": "a few characters that stand before them",
    "after": "a few characters that stand after them",
    "kind": "what the words are",
    "key": "the entry of the authority files; empty: none",
    "date": "a date as written: `1950-07-05`, `1950-07/1950-09`, `1950-07-05/..`, `1950-07-12|1950-07-13`",
    "attributes": 'TEI attributes: `{ when = "1950-07-05" }`',
    "corr": "the right reading",
    "rule": "the check whose finding is accepted or refused",
    "everywhere": "`true`: wherever the words stand",
    "note": "why",
    "by": "who decided",
    "when": "on what day",
}


def pages() -> dict[str, Callable[[], str]]:
    """Return the functions that make the pages, by their addresses."""
    return {
        "reference/commands.md": command_page,
        "reference/configuration.md": configuration_page,
        "reference/rules.md": rules_page,
        "reference/note-styles.md": note_styles_page,
        "reference/sidecar.md": sidecar_page,
        "reference/decisions.md": decisions_page,
        "reference/authority.md": authority_page,
        "reference/citations.md": citations_page,
        "guidelines.md": guidelines_page,
    }


def on_files(files: Any, config: Any) -> Any:
    """Add the pages to those that stand in docs/: mkdocs calls this."""
    from mkdocs.structure.files import File

    for address, make in pages().items():
        files.append(File.generated(config, address, content=make()))
    return files


def table(*columns: str, rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def command_page() -> str:
    """All commands with their arguments, options and examples."""
    parts = ["# Commands\n"]
    for words, command in commands(cli):
        parts.append(f"## teiwright {' '.join(words)}\n")
        described, _, examples = (command.help or "").partition("\b")
        parts.append(" ".join(described.split()) + "\n")
        with click.Context(command, info_name=f"teiwright {' '.join(words)}") as context:
            parts.append(f"```\n{' '.join(context.command.get_usage(context).split()[1:])}\n```\n")
            rows = [_option_row(option, context) for option in command.params if isinstance(option, click.Option)]
        if rows:
            parts.append(table("option", "meaning", rows=rows))
        shown = [line.strip() for line in examples.splitlines() if line.strip().startswith("teiwright ")]
        parts.append("```\n" + "\n".join(shown) + "\n```\n")
    return "\n".join(parts)


def _option_row(option: click.Option, context: click.Context) -> tuple[str, str]:
    name, meaning = option.get_help_record(context) or (", ".join(option.opts), option.help or "")
    return f"`{name}`", _plain(meaning)


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("<", "&lt;").replace("*", "\\*")


def configuration_page() -> str:
    """All settings of teiwright.toml with the commands that take them."""
    takers: dict[str, list[str]] = {}
    meanings: dict[str, str] = {}
    for words, command in commands(cli):
        for name, option in options(command).items():
            takers.setdefault(name, []).append(" ".join(words))
            meanings.setdefault(name, _plain(option.help or ""))
    rows = [(f"`{name}`", ", ".join(takers[name]), meanings[name]) for name in sorted(takers)]
    return (
        "# Settings\n\n"
        "A project's settings stand in `teiwright.toml`, in the folder in which you work or above it. Each long option "
        "is a key, without its hyphens: at the top for every command that has it, in the table of a command "
        "(`[build]`, `[publish.pdf]`) for that one. The command line wins; an unknown key is refused. "
        "`teiwright config` shows what is in force and where it comes from. In `[metadata]` stands what your texts "
        "and their sidecars leave unsaid, with [the sidecar's keys](sidecar.md).\n\n"
        + table("key", "commands", "meaning", rows=rows)
    )


def rules_page() -> str:
    """All rules that a finding can name."""
    rows = [(f"`{each.rule}`", each.stage, _plain(f"{each.meaning} {each.mend}")) for each in codes().values()]
    intro = "# Rules\n\nEach finding names its rule, and `teiwright explain RULE` says what is shown here.\n\n"
    return intro + table("rule", "stage", "meaning, and how to mend it", rows=rows)


def note_styles_page() -> str:
    """The styles of note marks."""
    rows = [(f"`{name}`", _plain(look)) for name, look in STYLES.items()]
    return (
        "# Note styles\n\nThe style of a text's note marks is recognised; `teiwright encode TEXT --explain` says on "
        "what evidence. Where it is wrong, `--notes STYLE` names it. A style is one record in `reading/styles.py`: "
        "what a mark looks like, how a note begins, and how surely.\n\n"
        + table("style", "what it looks like", rows=rows)
    )


def sidecar_page() -> str:
    """The keys of a text's sidecar."""
    rows, edition = (
        [(f"`{name}`", _plain(comment)) for name, comment in keys] for keys in (SIDECAR_LINES, EDITION_KEYS)
    )
    return (
        "# The sidecar\n\n`NAME.meta.toml` beside a text states its metadata; what it states wins over what is found "
        "in the text. `teiwright encode TEXT --init-meta` writes one with what was found, for you to complete.\n\n"
        + table("key", "meaning", rows=rows)
        + "\n## The table `[edition]`\n\nWhat it states is the encoded edition's own, as against the printed "
        "article's. It stands last, as in TOML all tables do.\n\n" + table("key", "meaning", rows=edition)
    )


def decisions_page() -> str:
    """The fields of a decision."""
    needs = {name: [action for action, field in REQUIRED.items() if field == name] for name in FIELDS}
    rows = [(f"`{name}`", MEANINGS[name], ", ".join(f"`{action}`" for action in needs[name])) for name in FIELDS]
    kinds = ", ".join(f"`{kind}`" for kind in get_args(SpanKind))
    actions = ", ".join(f"`{action}`" for action in get_args(Action))
    return (
        "# Decisions\n\nWhat you decide of a text stands in `decisions/NAME.toml`, each in a table `[[decision]]`, "
        "anchored by the words it quotes. It wins in every later run; one whose words are gone is reported. "
        "`teiwright review`, in a terminal or with `--web` in a browser, writes them for you, and you may write and "
        "comment them by hand.\n\n"
        '```toml\n[[decision]]\naction = "key"\nquote = "Peng"\nkind = "person"\nkey = "person-peng-dehuai"\n'
        "everywhere = true\n```\n\n"
        + table("field", "meaning", "needed by", rows=rows)
        + f"\nActions: {actions}. Kinds: {kinds}.\n"
    )


def authority_page() -> str:
    """The columns of the authority files as a table."""
    meanings = {
        "id": "the entry's id, `person-…`, `place-…`, `org-…`, `archive-…` or `event-…`",
        "kind": ", ".join(f"`{kind}`" for kind in get_args(EntryKind)),
        "name": "one of its names",
        "language": "the name's language, as in `zh-Hant`",
        "name_type": "what kind of name: `abbr`, `alt` …",
    }
    rows = [(f"`{column}`", meanings.get(column, "a fact of the entry")) for column in COLUMNS]
    facts = ", ".join(f"`{fact}`" for fact in FACTS)
    return (
        "# Authority tables\n\n`teiwright authority export` writes the authority files as CSV, one row a name, and "
        "`teiwright authority import` takes such a table in: new entries are added, known ones get the names that they "
        "lack, nothing is taken away. In an entry's further rows the facts may be blank or repeated.\n\n"
        + table("column", "meaning", rows=rows)
        + f"\n`teiwright authority add --fact KEY=VALUE` knows the same facts: {facts}.\n"
    )


def citations_page() -> str:
    """The fields of citations.json, from its JSON schema."""
    schema = json.loads((ROOT / "schema" / "citations.schema.json").read_text("utf-8"))
    parts = (
        ("The file", schema),
        ("A citation", schema["$defs"]["record"]),
        ("An archival level", schema["$defs"]["level"]),
        ("A document", schema["$defs"]["document"]),
    )
    tables = (f"## {title}\n\n" + table("field", "holds", "form", rows=list(_fields(part))) for title, part in parts)
    return (
        "# Citations\n\n`NAME.citations.json`, which `build` and `publish index` make, has each cited item taken "
        "apart. Its schema, `schema/citations.schema.json`, comes with teiwright. A field that an item lacks is left "
        "out, never empty; those in **bold** are always there.\n\n" + "\n".join(tables)
    )


def _fields(part: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, field in part["properties"].items():
        shown = f"**`{name}`**" if name in part["required"] else f"`{name}`"
        yield shown, _plain(field["description"]), _form(field)


def _form(field: dict[str, Any]) -> str:
    """What values a field has, in a few words."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        known = {"words": "text", "list": "list of texts", "date": "`1950-07-05`", "keys": "list of keys"}
        return known[name] if name in known else f"[{name}](#{_ANCHORS[name]})"
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if "oneOf" in field:
        return ", or ".join(map(_form, field["oneOf"]))
    if field.get("type") == "array":
        return f"list of {_form(field['items'])}"
    return {"integer": "number", "string": "text", "object": "object"}.get(field.get("type", ""), "`true`")


_ANCHORS = {"record": "a-citation", "level": "an-archival-level", "document": "a-document"}


def guidelines_page() -> str:
    """The encoding guidelines: the ODD's chapters and elements, each with an example."""
    odd = etree.parse(str(ROOT / "schema" / "teiwright.odd")).getroot()
    examples = _examples()
    parts = ["# Encoding guidelines\n"]
    for division in odd.iter(TEI + "div"):
        head = division.find(TEI + "head")
        if head is not None:
            parts.append(f"## {_words(head)}\n")
        parts.extend(f"{_words(paragraph)}\n" for paragraph in division.findall(TEI + "p"))
        parts.extend(part for each in _specified(division) for part in _element(each, examples))
    return "\n".join(parts)


def _specified(division: etree._Element) -> Iterator[etree._Element]:
    """The elements specified in this division itself."""
    for element in division.iter(TEI + "elementSpec"):
        if next(element.iterancestors(TEI + "div")) is division:
            yield element


def _element(spec: etree._Element, examples: dict[str, str]) -> Iterator[str]:
    name = str(spec.get("ident"))
    yield f"### `<{name}>` {{ #{name} }}\n"
    yield f"{_words(spec.find(TEI + 'desc'))}\n"
    rows = [(f"`@{attribute.get('ident')}`", _attribute(attribute)) for attribute in spec.iter(TEI + "attDef")]
    if rows:
        yield table("attribute", "meaning", rows=rows)
    yield f"```xml\n{examples[name]}\n```\n"


def _attribute(attribute: etree._Element) -> str:
    values = [f"`{item.get('ident')}`" for item in attribute.iter(TEI + "valItem")]
    is_needed = "required. " if attribute.get("usage") == "req" else ""
    listed = f" Values: {', '.join(values)}." if values else ""
    return is_needed + _words(attribute.find(TEI + "desc")) + listed


def _words(node: etree._Element | None) -> str:
    if node is None:
        return ""
    text = "".join(str(piece) for piece in node.itertext())
    for inner in node:
        words = "".join(str(piece) for piece in inner.itertext())
        if inner.tag in (TEI + "gi", TEI + "code", TEI + "att", TEI + "val") and words:
            text = re.sub(rf"(?<![\w`]){re.escape(words)}(?![\w`])", f"`{words}`", text, count=1)
    return " ".join(text.split()).replace("<", "&lt;")


def _examples() -> dict[str, str]:
    """The shortest example of each element in the documents that show the practice."""
    found: dict[str, str] = {}
    for path in EXAMPLES:
        for element in etree.parse(str(path)).getroot().iter(etree.Element):
            name, text = etree.QName(element).localname, _shown(element)
            if name not in found or len(text) < len(found[name]):
                found[name] = text
    return found


def _shown(element: etree._Element) -> str:
    """The element as it is written, without the namespace; a long one with its first children only."""
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    text = _written(copy)
    while len(text) > LONGEST and len(copy) > 1:
        copy.remove(copy[-1])
        text = _written(copy).removesuffix(f"</{etree.QName(copy).localname}>") + f"…</{etree.QName(copy).localname}>"
    return text


def _written(element: etree._Element) -> str:
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    plain = " ".join(text.replace(' xmlns="http://www.tei-c.org/ns/1.0"', "").split())
    return textwrap.fill(plain, WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
