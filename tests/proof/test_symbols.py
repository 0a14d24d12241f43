"""Signs that a word processor keeps as a number in a font: whatever became of them, the words beside are compared."""

import zipfile
from pathlib import Path

import pytest

from teiwright.build import Options, encode_source
from tests.proof.test_damage import write_docx

pytest.importorskip("pypandoc")


BETWEEN = "</w:t></w:r></w:p><w:p><w:r><w:t>"


def with_symbol(path: Path, words: str) -> None:
    """Write a DOCX in which `{}` of the words is a sign of a font."""
    write_docx(path)
    with zipfile.ZipFile(path) as package:
        content = {name: package.read(name) for name in package.namelist()}
    sign = '</w:t><w:sym w:font="{font}" w:char="{char}"/><w:t xml:space="preserve">'
    for font, char in (("Symbol", "F061"), ("Runes", "F0E5")):
        words = words.replace("{}", sign.format(font=font, char=char), 1)
    document = content["word/document.xml"].decode()
    assert "The mill was sold." in document
    content["word/document.xml"] = document.replace("The mill was sold.", words).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, part in content.items():
            package.writestr(name, part)


@pytest.mark.parametrize(
    "words",
    [
        "The {} mill {}was sold.", "The mill was sold {}{}", "{}The mill {} was sold.", "A {}, b {}bb.", "{} {}",
        f"The mill was sold.{BETWEEN}{{}}{{}}{BETWEEN}They left.", f"{{}}{BETWEEN}A{BETWEEN}{{}}{BETWEEN}They left.",
    ],
)  # fmt: skip
def test_a_sign_of_a_font_is_no_reason_for_a_refusal(words: str, tmp_path: Path) -> None:
    path = tmp_path / "mill.docx"
    with_symbol(path, words)
    made = encode_source(path, Options())
    assert made.proof.errors == ()
    said = "".join(map(str, made.root.itertext()))
    assert all(part in said for part in words.replace("{}", "|").replace(BETWEEN, "|").split("|"))
