"""``python -m teiwright.relaxng``."""

from pathlib import Path

import pytest

from teiwright.relaxng.__main__ import main
from tests.relaxng.conftest import DATA, document


def test_status_and_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.xml"
    path.write_text(document("<p>a<haed/></p>"), "utf-8")
    assert main([str(DATA / "mini.rng"), str(DATA / "mini.xml")]) == 0
    assert main([str(DATA / "mini.rng"), str(DATA / "mini.xml"), str(path)]) == 1
    assert main([str(DATA / "mini.xml"), str(path)]) == 2
    output = capsys.readouterr()
    assert output.out.startswith(f'{path}:3:5: there is no element "haed"')
    assert len(output.out.splitlines()) == 1
    assert output.err.startswith(f"{DATA / 'mini.xml'}: no RELAX NG schema")
