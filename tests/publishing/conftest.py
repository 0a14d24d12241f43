"""What several test files of this folder look at."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from teiwright.cli import cli
from tests.conftest import ROOT
from tests.publishing.browser import ARTICLES


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five articles as `build` makes a site of them: the folder of its HTML."""
    folder = tmp_path_factory.mktemp("site")
    sources = [str(ROOT / "tests" / "cases" / "editions" / f"{name}.md") for name in ARTICLES]
    command = [
        "build",
        *sources,
        "-o",
        str(folder),
        "--only",
        "tei",
        "--only",
        "html",
        "--only",
        "index",
        "-q",
        "-j",
        "1",
    ]
    command += ["--authority", str(ROOT / "tei" / "authority")]
    done = CliRunner().invoke(cli, command)
    assert done.exit_code in (0, 1), done.output
    return folder / "html"
