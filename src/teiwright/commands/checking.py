"""The commands that look at what is there: verify, evaluate, check."""

from pathlib import Path

import click

from teiwright.commands import ENCODING, FILES, NOTES, SOURCE, guarded, tell
from teiwright.findings import exit_status


@click.command()
@SOURCE
@click.argument("tei", type=click.Path(path_type=Path))
@NOTES
@ENCODING
@guarded
def verify(source: Path, tei: Path, notes: str | None, encoding: str | None) -> int:
    """Account for every character of SOURCE in TEI: nothing lost, nothing added, every note at its anchor."""
    from teiwright import xmltools
    from teiwright.proof import prove
    from teiwright.reading import read

    findings = prove(read(source, notes=notes, encoding=encoding), xmltools.parse(tei).getroot())
    tell(findings, verbose=True)
    if not findings:
        click.echo(f"{tei}: holds all of {source}")
    return exit_status(findings)


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("tei", type=click.Path(path_type=Path))
@click.option("--notes", "with_notes", is_flag=True, help="Compare the notes, too.")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report there.")
@guarded
def evaluate(gold: Path, tei: Path, with_notes: bool, form: str, output: Path | None) -> int:
    """Compare the encoding TEI with GOLD, another encoding of the same text: figures and every difference."""
    from teiwright import xmltools
    from teiwright.evaluation import evaluate as compare
    from teiwright.evaluation.report import report

    evaluation = compare(xmltools.parse(gold).getroot(), xmltools.parse(tei).getroot(), with_notes=with_notes)
    text = report(evaluation, form)
    if output:
        xmltools.write_bytes(output, text.encode())
    click.echo(report(evaluation, "text") if output else text, nl=False)
    return 1 if evaluation.missing else 0


def _list_rules(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from teiwright.validation.editorial import CHECKS

        for rule, ask in CHECKS.items():
            click.echo(f"{rule:35} {(ask.__doc__ or '').splitlines()[0]}")
        context.exit()


@click.command()
@FILES
@click.option("--off", multiple=True, metavar="RULE", help="Switch a check off (repeatable); --rules lists them.")
@click.option("--rules", is_flag=True, is_eager=True, expose_value=False, callback=_list_rules, help="List the checks.")
@click.option(
    "--decisions", type=click.Path(path_type=Path, dir_okay=False), help="Your answers. [default: decisions/NAME.toml]"
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the report there.")
@guarded
def check(files: tuple[Path, ...], off: tuple[str, ...], decisions: Path | None, form: str, output: Path | None) -> int:
    """Query what an attentive editor would query in the citations of TEI FILES, with evidence and likely reading.

    A finding that a decision refuses is not reported again; 'teiwright review' asks about them.

    \b
    Examples:
      teiwright check tei/article.xml
      teiwright check tei/article.xml --off full-stop
    """
    from teiwright import build, validation, xmltools

    findings = [each.finding for file in files for each in build.editorial_queries(file, decisions, off)]
    report = validation.report(findings, form, files)
    if output:
        xmltools.write_bytes(output, report.encode())
    click.echo(validation.report(findings, "text", files) if output else report, nl=False)
    return exit_status(findings)
