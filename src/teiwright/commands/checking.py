"""The commands that look at what is there: verify, evaluate, check, explain."""

from difflib import get_close_matches
from pathlib import Path

import click

from teiwright.commands import ENCODING, FILES, FORM, NOTES, SOURCE, XINCLUDE, as_json, deliver, form_of, guarded, tell
from teiwright.errors import DataError
from teiwright.findings import exit_status


@click.command()
@SOURCE
@click.argument("tei", type=click.Path(path_type=Path))
@NOTES
@ENCODING
@XINCLUDE
@FORM
@guarded
def verify(source: Path, tei: Path, notes: str | None, encoding: str | None, xinclude: bool, form: str) -> int:
    """Account for every sign of SOURCE in TEI: nothing lost, nothing added, every note at its anchor.

    Both the reader's own account and a second, independent reading of SOURCE are compared with TEI: characters, spaces,
    notes, paragraphs, headings, lists, quotations, tables, emphasis, links and pictures.

    \b
    Example:
      teiwright verify article.md tei/article.xml
    """
    from teiwright import inclusion
    from teiwright.proof import prove
    from teiwright.reading import read

    article = read(source, notes=notes, encoding=encoding)
    proof = prove(article, inclusion.parse_tei(tei, xinclude=xinclude))
    if form == "json":
        aside = [{"line": line, "text": words, "reason": reason} for line, words, reason in proof.asides]
        held = {"tei": tei, "source": source, "compared": proof.compared, "set_aside": aside}
        click.echo(as_json({**held, "findings": proof.findings}))
        return exit_status(proof.findings)
    tell(proof.findings, verbose=True)
    click.echo(f"{tei}: compared: {proof.compared}")
    for line, words, reason in proof.asides:
        click.echo(f"  {source}:{line}: set aside as {reason}: {words}")
    if not proof.findings:
        click.echo(f"{tei}: holds all of {source}")
    return exit_status(proof.findings)


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("tei", type=click.Path(path_type=Path))
@click.option("--notes", "with_notes", is_flag=True, help="Compare the notes, too.")
@form_of("text", "json", "html")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report there.")
@XINCLUDE
@guarded
def evaluate(gold: Path, tei: Path, with_notes: bool, form: str, output: Path | None, xinclude: bool) -> int:
    """Compare the encoding TEI with GOLD, another encoding of the same text: figures and every difference.

    \b
    Examples:
      teiwright evaluate gold.xml tei/article.xml
      teiwright evaluate gold.xml tei/article.xml --notes --format html --output differences.html
    """
    from teiwright import inclusion, xmltools
    from teiwright.evaluation import evaluate as compare
    from teiwright.evaluation.report import report

    evaluation = compare(*(inclusion.parse_tei(one, xinclude=xinclude) for one in (gold, tei)), with_notes=with_notes)
    text = report(evaluation, form)
    if output:
        xmltools.write_bytes(output, text.encode())
    click.echo(report(evaluation, "text") if output else text, nl=False)
    return 1 if evaluation.missing else 0


def _list_rules(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from teiwright.editorial import CHECKS

        for rule, ask in CHECKS.items():
            click.echo(f"{rule:35} {(ask.__doc__ or '').splitlines()[0]}")
        context.exit()


def _known_rules(_: click.Context, __: click.Parameter, rules: tuple[str, ...]) -> tuple[str, ...]:
    """A rule that is misspelt would stay on, unnoticed."""
    from teiwright.editorial import CHECKS

    for rule in rules:
        if rule not in CHECKS:
            near = get_close_matches(rule, CHECKS, 1)
            raise click.BadParameter(f"there is no check {rule}" + (f"; did you mean {near[0]}?" if near else ""))
    return rules


@click.command()
@FILES
@click.option(
    "--off",
    multiple=True,
    callback=_known_rules,
    metavar="RULE",
    help="Switch a check off (repeatable); --rules lists them.",
)
@click.option("--rules", is_flag=True, is_eager=True, expose_value=False, callback=_list_rules, help="List the checks.")
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Your answers. [default: decisions/NAME.toml]",
)
@FORM
@XINCLUDE
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report there.")
@guarded
def check(
    files: tuple[Path, ...],
    off: tuple[str, ...],
    decisions: Path | None,
    form: str,
    xinclude: bool,
    output: Path | None,
) -> int:
    """Query what an attentive editor would query in the citations of TEI FILES, with evidence and likely reading.

    A finding that a decision refuses is not reported again; 'teiwright review' asks about them.

    \b
    Examples:
      teiwright check tei/article.xml
      teiwright check tei/article.xml --off full-stop
    """
    from teiwright import build, validation

    files = validation.files(files)
    findings = [
        each.finding for file in files for each in build.editorial_queries(file, decisions, off, xinclude=xinclude)
    ]
    deliver(findings, files, form, output, verbose=True)
    return exit_status(findings)


@click.command()
@click.argument("code", required=False)
@FORM
@guarded
def explain(code: str | None, form: str) -> int:
    """Say what a finding with the rule CODE means and how to mend it; without CODE list all rules.

    \b
    Examples:
      teiwright explain duplicate-id
      teiwright explain
    """
    from teiwright.codes import codes

    known = codes()
    if code is None and form == "json":
        click.echo(as_json(list(known.values())))
        return 0
    if code is None:
        for each in known.values():
            click.echo(f"{each.rule:35} {each.stage:12} {each.meaning}")
        return 0
    if code not in known:
        near = get_close_matches(code, known, 1)
        hint = f"did you mean {near[0]}?" if near else "teiwright explain lists them"
        raise DataError(f"there is no rule {code}", hint=hint)
    told = known[code]
    if form == "json":
        click.echo(as_json(told))
        return 0
    click.echo(f"{told.rule} ({told.stage})\n{told.meaning}" + (f"\n{told.mend}" if told.mend else ""))
    return 0
