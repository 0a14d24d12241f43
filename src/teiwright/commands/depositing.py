"""The command that packs editions for a repository, and looks through packages."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from teiwright.commands import FONTS, FORM, as_json, counted, guarded, tell
from teiwright.commands.progress import showing
from teiwright.errors import DocumentError
from teiwright.findings import Finding, exit_status

if TYPE_CHECKING:
    from teiwright.build.depositing import Candidate

PROFILE = click.option(
    "--for",
    "profile",
    metavar="PROFILE",
    default="minimal",
    show_default=True,
    help="The repository: zenodo, dataverse, dspace, tapas, openedition, dariah or minimal.",
)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/deposit"),
    show_default=True,
    help="Where the packages go, NAME/ for each FILE.",
)
@PROFILE
@click.option("--dry-run", is_flag=True, help="Only say what the header lacks; write nothing.")
@click.option("--zip", "zipped", is_flag=True, help="Pack each package as NAME.zip.")
@click.option("--check", "checked", type=click.Path(path_type=Path), help="Verify the packages of this folder instead.")
@click.option("--force", is_flag=True, help="Overwrite a package that was changed since it was made.")
@FONTS
@FORM
@guarded
def deposit(
    files: tuple[Path, ...],
    folder: Path,
    profile: str,
    dry_run: bool,
    zipped: bool,
    checked: Path | None,
    force: bool,
    fonts: tuple[Path, ...],
    form: str,
) -> int:
    """Pack each TEI FILE with its schema, editions and metadata as a repository takes it (BagIt with RO-Crate).

    \b
    Examples:
      teiwright deposit tei/article.xml -o packages
      teiwright deposit tei/article.xml --for zenodo --dry-run
      teiwright deposit --check packages
    """
    if checked:
        return _check(checked, form)
    if not files:
        raise click.UsageError("name the TEI FILEs to pack, or the folder to --check")
    from teiwright.build import depositing

    found: list[Finding] = []
    candidates = [depositing.candidate(file, found.append, profile) for file in _tei_files(files)]
    is_refused = any(finding.severity == "error" for finding in found)
    if (dry_run or is_refused) and form == "json":
        click.echo(as_json({"packages": [], "findings": found}))
        return 2 if is_refused and not dry_run else exit_status(found)
    if dry_run or is_refused:
        tell(found, verbose=True)
        if not found:
            click.echo(f"nothing is missing: {counted(len(candidates), 'packages')} can be made")
        elif not dry_run:
            click.echo("nothing was written", err=True)
        return 2 if is_refused and not dry_run else exit_status(found)
    return _pack(candidates, found, folder, fonts, zipped, force, form)


def _pack(
    candidates: "list[Candidate]",
    found: list[Finding],
    folder: Path,
    fonts: tuple[Path, ...],
    zipped: bool,
    force: bool,
    form: str,
) -> int:
    from teiwright import deposit as packing
    from teiwright.build import depositing
    from teiwright.build.validity import errors, validated

    bags = {}
    for one in showing(candidates, [one.path for one in candidates], "packages"):
        invalid = len(errors(validated(one.path))) if one.is_of_our_schema else 0
        if invalid:
            message, hint = f"is not valid in {counted(invalid, 'places')}", "`teiwright validate` lists them"
            found.append(Finding("warning", "deposit-invalid", message, str(one.path), hint=hint))
        files = depositing.gathered(one, found.append, fonts=fonts)
        bags[folder / one.path.stem] = packing.package(one.description, files)
    states = packing.write(bags, zipped=zipped, force=force)
    if form == "json":
        made = [{"path": path, "files": len(files), "is_new": is_new}
                for (path, is_new), files in zip(states, bags.values(), strict=True)]  # fmt: skip
        click.echo(as_json({"packages": made, "findings": found}))
        return exit_status(found)
    tell(found, verbose=True)
    for (path, is_new), files in zip(states, bags.values(), strict=True):
        click.echo(f"{path}: " + (f"written, {counted(len(files), 'files')}" if is_new else "already up to date"))
    return exit_status(found)


def _tei_files(files: tuple[Path, ...]) -> list[Path]:
    """The TEI files that the paths mean; packages bear their names, so none may recur."""
    from teiwright import validation

    names: dict[str, Path] = {}
    for file in validation.files(files):
        if names.setdefault(file.stem, file) != file:
            raise DocumentError(f"has the same name as {names[file.stem]}", file=str(file), hint="pack it elsewhere")
    return list(names.values())


def _check(place: Path, form: str) -> int:
    from teiwright import deposit as packing

    wrong = {path: packing.check(path) for path in packing.packages(place)}
    found = [finding for findings in wrong.values() for finding in findings]
    if form == "json":
        told = [{"path": path, "faults": len(findings)} for path, findings in wrong.items()]
        click.echo(as_json({"packages": told, "findings": found}))
        return exit_status(found)
    for path, findings in wrong.items():
        click.echo(f"{path}: " + (f"{counted(len(findings), 'faults')} found" if findings else "whole and unchanged"))
    tell(found, verbose=True)
    return exit_status(found)
