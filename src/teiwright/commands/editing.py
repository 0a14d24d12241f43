"""The commands for what a person decides: suggest, review, authority."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from teiwright.commands import (
    ANSWERS,
    AUTHORITY,
    ENCODING,
    FORM,
    MODEL,
    NOTES,
    SOURCE,
    as_json,
    counted,
    deliver,
    guarded,
    one_of,
    run_until_interrupted,
    tell,
)
from teiwright.commands.progress import working
from teiwright.errors import DataError, DocumentError
from teiwright.findings import Finding, exit_status

if TYPE_CHECKING:
    from teiwright.annotation import Annotated
    from teiwright.annotation.names import Suggestion
    from teiwright.article import Certainty
    from teiwright.authority import EntryKind, Name
    from teiwright.build import Options
    from teiwright.decisions import Decision
    from teiwright.review import Question
    from teiwright.review.walking import Objection

OWN = click.option(
    "--authority",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of your authority files. [default: ./tei/authority, begun with those that come with teiwright]",
)
PAIR = "NAME=ID"
KINDS: "dict[str, EntryKind]" = {
    "person": "person",
    "place": "place",
    "org": "org",
    "archive": "archive",
    "event": "event",
}


@click.command()
@SOURCE
@AUTHORITY
@ANSWERS
@NOTES
@ENCODING
@MODEL
@click.option("--yes", multiple=True, metavar=PAIR, help="This name is that entry: kept as a decision (repeatable).")
@click.option("--new", multiple=True, metavar=PAIR, help="This name is a new entry: added to the authority files.")
@click.option("--no", multiple=True, metavar="NAME", help="This is no name: kept as a decision (repeatable).")
@FORM
@guarded
def suggest(
    source: Path,
    authority: Path | None,
    decisions: Path | None,
    notes: str | None,
    encoding: str | None,
    models: tuple[str, ...],
    yes: tuple[str, ...],
    new: tuple[str, ...],
    no: tuple[str, ...],
    form: str,
) -> int:
    """List the names in SOURCE that no authority entry knows, with their contexts, and take your answers.

    \b
    Examples:
      teiwright suggest article.md
      teiwright suggest article.md --new "Edward Marsh=person-marsh" --no "Ministry"
    """
    from teiwright import build
    from teiwright.annotation.names import suggestions

    options = build.Options(authority, decisions, notes, encoding, models=models)
    with working(source):
        annotated = build.annotate_source(source, options)
    listed = suggestions(annotated.article, annotated.spans)
    if yes or new or no:
        _answer(annotated, listed, options, source, yes, new, no)
        return 0
    if form == "json":
        click.echo(as_json(listed))
    for one in listed if form == "text" else ():
        _show(one)
    return 0


def _show(one: "Suggestion") -> None:
    click.echo(f"{click.style(one.name, bold=True)}  {one.kind}, {counted(one.count, 'times')}: {one.why}")
    for context in one.contexts[:3]:
        words = click.style(one.name, underline=True)
        click.echo(f"    {context.text:>7}  …{context.before}{words}{context.after}…".replace("\n", " "))


def _answer(
    annotated: "Annotated",
    listed: "list[Suggestion]",
    options: "Options",
    source: Path,
    yes: tuple[str, ...],
    new: tuple[str, ...],
    no: tuple[str, ...],
) -> None:
    from teiwright import build, decisions
    from teiwright.authority import Name, editing

    kinds = {one.name: one.kind for one in listed}
    decided = [_decision(name, _known(key, annotated), kinds) for name, key in map(_pair, yes)]
    decided += [_decision(name, None, kinds) for name in no]
    for name, identifier in map(_pair, new):
        folder = build.own_authority_folder(options.authority)
        editing.add(folder, _kind(identifier), identifier, [Name(name, annotated.article.language)])
        click.echo(f"{identifier}: added to {folder}")
    if decided:
        path = build.decisions_target(source, options.decisions)
        if said := build.objection(annotated, decided, path, options.models):
            raise DataError(f"not kept: {said}", file=str(path))
        decisions.add(path, decided)
        click.echo(f"{path}: {counted(len(decided), 'decisions')} added")


def _kind(identifier: str) -> "EntryKind":
    kind = identifier.partition("-")[0]
    if kind not in KINDS:
        raise DataError(
            f"{identifier} is no id of an entry", hint="write person-…, place-…, org-…, archive-… or event-…"
        )
    return KINDS[kind]


def _known(key: str, annotated: "Annotated") -> str:
    if key not in annotated.authority.entries:
        raise DataError(f"{key} is in no authority file", hint="--new NAME=ID adds an entry for a name")
    return key


def _pair(given: str) -> tuple[str, str]:
    name, _, key = given.partition("=")
    if not name or not key:
        raise DataError(f"{given!r} is not {PAIR}", hint="for instance --new Shtemenko=person-shtemenko")
    return name, key


def _decision(name: str, key: str | None, kinds: Mapping[str, str]) -> "Decision":
    from teiwright.decisions import Decision

    if name not in kinds:
        raise DataError(f"{name!r} is not among the names without an entry", hint="'teiwright suggest' lists them")
    today = date.today().isoformat()
    if key is None:
        return Decision("untag", name, kind=kinds[name], everywhere=True, when=today)
    return Decision("key", name, kind=key.partition("-")[0], key=key, everywhere=True, when=today)


@click.command()
@click.argument("source", required=False, type=click.Path(path_type=Path))
@click.option(
    "--from", "edited", type=click.Path(path_type=Path), help="Take over what was changed by hand in this TEI."
)
@click.option("--by", default="", help="Who decides; kept in the decisions.")
@one_of("--up-to", ("low", "medium"), "Also ask about what the program is fairly sure of.")
@click.option("--web", is_flag=True, help="Ask in the browser: on this machine alone, without a network.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port for --web. [default: a free one]")
@AUTHORITY
@ANSWERS
@NOTES
@ENCODING
@MODEL
@FORM
@guarded
def review(
    source: Path | None,
    edited: Path | None,
    by: str,
    up_to: str,
    web: bool,
    port: int,
    authority: Path | None,
    decisions: Path | None,
    notes: str | None,
    encoding: str | None,
    models: tuple[str, ...],
    form: str,
) -> int:
    """Walk through what is doubtful in SOURCE, or turn edits of a TEI file into decisions.

    Each answer is written to the decisions file at once: nothing is lost when you stop. With --json the questions are
    listed and none is asked.

    \b
    Examples:
      teiwright review article.md
      teiwright review article.md --web
      teiwright review --from tei/article.xml
    """
    from teiwright import build

    text = source or _source_of(edited)
    options = build.Options(authority, decisions, notes, encoding, models=models)
    with working(text):
        annotated = build.annotate_source(text, options)
    path = build.decisions_target(text, decisions)
    if edited:
        return _take_over(annotated, edited, text, path, by, models)
    questions = _questions(annotated, path, up_to)
    if form == "json":
        click.echo(as_json(questions))
        return 0
    ask = partial(_serve, port=port) if web else _walk
    return ask(questions, annotated, path, by, lambda made: build.objection(annotated, made, path, models))


def _source_of(edited: Path | None) -> Path:
    from teiwright.build.folders import source_of

    if edited is None:
        raise click.UsageError("name the SOURCE to review, or the TEI file to take edits --from")
    if not edited.is_file():
        raise DocumentError("no such file", file=str(edited))
    source = source_of(edited)
    if source is None:
        raise DataError("its source was not found", file=str(edited), hint="teiwright review SOURCE --from FILE.xml")
    return source


def _take_over(annotated: "Annotated", edited: Path, source: Path, path: Path, by: str, models: tuple[str, ...]) -> int:
    from teiwright import build, decisions
    from teiwright.review import from_tei

    taken, findings = from_tei(annotated, edited, by=by, day=date.today().isoformat())
    refused = dict(build.untenable(annotated, taken, path, models))
    taken = tuple(decision for decision in taken if decision not in refused)
    findings += tuple(
        Finding("warning", "edit-not-kept", f"an edit on “{decision.quote}” is not kept: {said}", str(edited))
        for decision, said in refused.items()
    )
    if taken:
        decisions.add(path, taken)
    tell(findings, verbose=True)
    if taken or not findings:
        added = f"{path}: {counted(len(taken), 'decisions')} added"
        click.echo(added if taken else f"{edited}: nothing to take over")
    if findings:
        click.echo(f"{edited}: {counted(len(findings), 'edits')} not taken over; the next encoding would lose them")
    if taken and not findings:
        click.echo(f"now 'teiwright encode {source} -o {edited} --force' writes them")
    return exit_status(findings)


def _questions(annotated: "Annotated", path: Path, up_to: str) -> "tuple[Question, ...]":
    """What is doubtful and not yet answered in the decisions at `path`."""
    from teiwright import decisions
    from teiwright.editorial import examine
    from teiwright.encoding import encode
    from teiwright.review import doubtful, unanswered

    certainty: Certainty = "medium" if up_to == "medium" else "low"
    questions = doubtful(annotated, annotated.findings, examine(encode(annotated)), up_to=certainty)
    return unanswered(questions, decisions.load(path), annotated.article)


def _walk(
    questions: "tuple[Question, ...]", annotated: "Annotated", path: Path, by: str, objection: "Objection"
) -> int:
    from teiwright.review import walk

    done = walk(
        questions,
        annotated,
        path,
        read=lambda prompt: input(prompt),
        write=click.echo,
        objection=objection,
        by=by,
        day=date.today().isoformat(),
    )
    click.echo(f"{done.answered} answered, {done.left} left" if questions else "nothing is doubtful")
    return 0


def _serve(
    questions: "tuple[Question, ...]",
    annotated: "Annotated",
    path: Path,
    by: str,
    objection: "Objection",
    *,
    port: int,
) -> int:
    from teiwright.review import web

    desk = web.Desk(questions, annotated, path, objection=objection, by=by, day=date.today().isoformat())
    server, address = web.serve(desk, port=port)
    click.echo(f"{counted(len(questions), 'questions')} at {address}\nCtrl-C stops; every answer is kept in {path}")
    run_until_interrupted(server)
    desk.close()
    click.echo(f"{len(desk.answers)} answered, {len(questions) - len(desk.answers)} left")
    return 0


@click.group()
def authority() -> None:
    """Care for the authority files: the persons, places, organisations and archives that you know."""


@authority.command()
@AUTHORITY
@click.option("-v", "--verbose", is_flag=True, help="Also list names that the context decides.")
@FORM
@guarded
def check(authority: Path | None, verbose: bool, form: str) -> int:
    """Find clashes: one name of two entries, names that never match.

    \b
    Examples:
      teiwright authority check
      teiwright authority check --authority my-authorities -v
    """
    from teiwright import authority as loading
    from teiwright import build
    from teiwright.authority import checking

    known = loading.load(build.authority_folder(authority))
    findings = checking.check(known)
    if form == "json":
        deliver(findings, [], form, None, verbose=verbose)
        return exit_status(findings)
    tell(findings, verbose=verbose)
    click.echo(f"{len(known.entries)} entries checked" + ("" if findings else ": no clash"))
    return exit_status(findings)


@authority.command()
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("identifier", metavar="ID")
@click.option(
    "--name", "names", multiple=True, required=True, metavar="NAME[@LANGUAGE[:TYPE]]", help="A name (repeatable)."
)
@click.option("--fact", "facts", multiple=True, metavar="KEY=VALUE", help="type, description, born, died, country …")
@click.option(
    "--identifier", "numbers", multiple=True, metavar="TYPE=VALUE", help="wikidata=Q42, viaf=…, gnd=… (repeatable)."
)
@OWN
@guarded
def add(
    kind: str,
    identifier: str,
    names: tuple[str, ...],
    facts: tuple[str, ...],
    numbers: tuple[str, ...],
    folder: Path | None,
) -> int:
    """Add an entry, or names and identifiers to the entry ID.

    \b
    Examples:
      teiwright authority add person person-shtemenko --name 什捷緬科@zh-Hant --name Штеменко@ru --fact died=1976
      teiwright authority add person person-stalin --name Stalin@en --identifier wikidata=Q855
    """
    from teiwright import build
    from teiwright.authority import editing

    own = build.own_authority_folder(folder)
    stated = {key: value for key, _, value in (fact.partition("=") for fact in facts)}
    identifiers = [(each.partition("=")[0], each.partition("=")[2]) for each in numbers]
    changed = editing.add(own, KINDS[kind], identifier, [_name(name) for name in names], stated, identifiers)
    click.echo(f"{identifier}: {f'added to {own}' if changed else f'already in {own}'}")
    return 0


def _name(given: str) -> "Name":
    from teiwright.authority import Name

    text, _, rest = given.partition("@")
    language, _, kind = rest.partition(":")
    return Name(text, language, kind)


@authority.command("export")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The CSV file. [default: print]")
@AUTHORITY
@guarded
def export_(output: Path | None, authority: Path | None) -> int:
    """Write the entries as CSV, for OpenRefine or a spreadsheet.

    \b
    Example:
      teiwright authority export -o entries.csv
    """
    from teiwright import authority as loading
    from teiwright import build, xmltools
    from teiwright.authority import exchange

    table = exchange.export_csv(loading.load(build.authority_folder(authority)))
    if output:
        xmltools.write_bytes(output, table.encode())
    else:
        click.echo(table, nl=False)
    return 0


@authority.command("import")
@click.argument("table", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--kind", type=click.Choice(list(KINDS)), help="What the rows are, where the table does not say it.")
@OWN
@guarded
def import_(table: Path, kind: str | None, folder: Path | None) -> int:
    """Add the entries of a table, and to known entries the names and identifiers that they lack.

    CSV and TSV (OpenRefine's, too), query results of Wikidata, tables of CBDB and GeoNames, Zotero's export, TEI.

    \b
    Examples:
      teiwright authority import entries.csv
      teiwright authority import query.json --kind person
    """
    from teiwright import build
    from teiwright.authority import editing, tables

    found = tables.read(table, KINDS[kind] if kind else None)
    for identifier in editing.add_all(build.own_authority_folder(folder), found.additions):
        click.echo(identifier)
    taken = ", ".join(heading if heading == ours else f"{heading} as {ours}" for heading, ours in found.taken)
    click.echo((f"{found.dialect}: " if found.dialect else "") + f"columns taken: {taken}", err=True)
    if found.left:
        click.echo(f"columns left: {', '.join(found.left)}", err=True)
    tell(found.findings, verbose=True)
    return exit_status(found.findings)
