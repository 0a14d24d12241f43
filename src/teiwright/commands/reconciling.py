"""The command that holds authority entries against a registry."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from teiwright.commands import FORM, as_json, counted, guarded
from teiwright.commands.editing import OWN
from teiwright.errors import DataError

if TYPE_CHECKING:
    from teiwright.authority import Authority, EntryKind
    from teiwright.reconciliation import Candidate, Judgement, Question

KINDS: "dict[str, EntryKind]" = {"persons": "person", "places": "place", "orgs": "org"}


@click.command()
@click.argument("what", type=click.Choice(list(KINDS)))
@click.option("--service", metavar="URL", help="A service of the W3C Reconciliation API. Names are sent to it.")
@click.option("--table", type=click.Path(path_type=Path, dir_okay=False), help="A local table instead of a service.")
@click.option("--type", "identifier_type", metavar="TYPE", help="The identifiers' type, where the service hides it.")
@click.option("--service-type", default="", metavar="ID", help="The service's own type of what is asked for: Q5 …")
@click.option(
    "--property", "properties", multiple=True, metavar="FACT=ID",
    help="The service's name of born, died or point, asked of the candidates: born=P569 (repeatable).",
)  # fmt: skip
@click.option("--tie", is_flag=True, help="Write the identifiers of those that the rule ties into the authority files.")
@click.option("--yes", multiple=True, metavar="ENTRY=ID", help="This entry is that: written, too (repeatable).")
@click.option("--fresh", is_flag=True, help="Ask again what was answered before.")
@click.option("--pause", type=click.FloatRange(0), default=0.5, show_default=True, help="Seconds between two batches.")
@FORM
@OWN
@guarded
def reconcile(
    what: str,
    service: str | None,
    table: Path | None,
    identifier_type: str | None,
    service_type: str,
    properties: tuple[str, ...],
    tie: bool,
    yes: tuple[str, ...],
    fresh: bool,
    pause: float,
    form: str,
    folder: Path | None,
) -> int:
    """Find the entries of the authority files in a registry. Nothing is written without --tie or --yes.

    An entry is tied where one candidate alone bears its whole name, and a year of birth or death (of a place: the
    coordinates within 25 km) agrees, and nothing contradicts. The service's score decides nothing.

    \b
    Examples:
      teiwright reconcile persons --service https://wikidata.reconci.link/en/api --property born=P569
      teiwright reconcile places --table geonames.txt --type GeoNames --tie
    """
    from teiwright import authority as loading
    from teiwright import build
    from teiwright.identifiers import type_named
    from teiwright.reconciliation import judge

    if bool(service) == bool(table):
        raise click.UsageError("name either a --service or a local --table")
    kind = KINDS[what]
    own = build.own_authority_folder(folder) if tie or yes else build.authority_folder(folder)
    known = loading.load(own)
    given = type_named(identifier_type or "")
    facts = dict(_pair(each, "FACT=ID") for each in properties)
    if unknown := facts.keys() - {"born", "died", "point"}:
        raise click.UsageError(f"--property knows born, died and point, not {', '.join(sorted(unknown))}")
    if table:
        answers = _from_table(table, kind, known, given)
    else:
        given, answers = _from_service(str(service), kind, known, given, service_type, facts, fresh, pause)
    judgements = [judge(question, found) for question, found in answers]
    _show(judgements, form)
    chosen = {each.question.id: each.candidate.id for each in judgements if tie and each.candidate}
    chosen |= dict(_pair(each, "ENTRY=ID") for each in yes)
    if chosen:
        _write(known, own, chosen, given)
    return 0


Answers = Iterable[tuple["Question", tuple["Candidate", ...]]]


def _pair(text: str, form: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    if not name.strip() or not value.strip():
        raise click.UsageError(f"“{text}” is not {form}")
    return name.strip(), value.strip()


def _from_table(table: Path, kind: "EntryKind", known: "Authority", given: str) -> Answers:
    from teiwright.authority import tables
    from teiwright.reconciliation import from_table, questions

    if not given:
        raise click.UsageError("--type says which identifiers of the table are meant: GeoNames, CBDB, Wikidata …")
    rows = tables.read(table, kind).additions
    return from_table(rows, questions(known, kind, given), given)


def _from_service(
    url: str,
    kind: "EntryKind",
    known: "Authority",
    given: str,
    service_type: str,
    facts: dict[str, str],
    fresh: bool,
    pause: float,
) -> tuple[str, Answers]:
    from teiwright.reconciliation import ask, connect, questions

    service = connect(url, type_id=service_type, properties=facts)
    found = given or service.identifier_type()
    if not found:
        raise DataError(f"{url} does not say what its identifiers are", hint="--type Wikidata, GND, VIAF … says it")
    asked = questions(known, kind, found)
    click.echo(f"{service.name}: {counted(len(asked), 'names')} asked for {found}", err=True)
    return found, ask(service, asked, fresh=fresh, pause=pause)


def _show(judgements: "list[Judgement]", form: str) -> None:
    if form == "json":
        click.echo(as_json(judgements))
        return
    for each in judgements:
        click.echo(f"{click.style(each.question.id, bold=True)}  {each.question.name}: {each.verdict}, {each.why}")
        for one in each.candidates:
            evidence = ", ".join(filter(None, (one.description, "–".join(filter(None, (one.born, one.died))))))
            click.echo(f"    {one.id}  {one.name}  {one.score:g}" + (f"  {evidence}" if evidence else ""))
    counts = {verdict: sum(each.verdict == verdict for each in judgements) for verdict in ("tied", "open", "none")}
    click.echo(f"{len(judgements)} entries: " + ", ".join(f"{count} {verdict}" for verdict, count in counts.items()))


def _write(known: "Authority", own: Path, chosen: dict[str, str], identifier_type: str) -> None:
    """Add the identifiers, each to the file in which its entry stands; all are checked before any is written."""
    from teiwright.authority.editing import Addition, add_all
    from teiwright.identifiers import fault

    for name, value in chosen.items():
        if name not in known.entries:
            raise DataError(f"no entry is called {name}", hint=f"the files are those of {own}")
        if wrong := fault(identifier_type, value):
            raise DataError(f"{name}: {wrong}")
    folders: dict[Path, list[Addition]] = {}
    for name, value in chosen.items():
        entry = known.entries[name]
        addition = Addition(entry.kind, name, entry.names, {}, ((identifier_type, value),))
        folders.setdefault(Path(entry.file).parent, []).append(addition)
    for folder, additions in folders.items():
        add_all(folder, additions)
    click.echo(f"{counted(len(chosen), 'identifiers')} written to {own}")
