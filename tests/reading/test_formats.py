"""The same article in another format or encoding gives the same text and the same notes."""

import subprocess
from pathlib import Path

import pytest

from teiwright.article import Article
from teiwright.errors import SourceError
from teiwright.reading import formats, read
from teiwright.reading.decoding import decode
from tests.conftest import shared
from tests.reading.restyling import restyled
from tests.reading.test_styles_alike import said

FOLDER = Path(__file__).parent.parent / "data" / "reading"
RUSSIAN = (FOLDER / "russian-endnotes.md").read_text("utf-8").replace("–", "-")
SIMPLIFIED = (FOLDER / "circled-pages.md").read_text("utf-8")
TRADITIONAL = (FOLDER / "damage.md").read_text("utf-8")


@pytest.fixture(scope="module")
def pandoc() -> str:
    pypandoc = pytest.importorskip("pypandoc", reason="pandoc comes with the extra teiwright[formats]")
    return str(pypandoc.get_pandoc_path())


@pytest.fixture(scope="module")
def article() -> Article:
    return read(shared("texts/shen-2008-38.md"))


def converted(markdown: str, target: str, pandoc: str, folder: Path) -> Path:
    """Write Markdown as another format, its notes real notes."""
    source, path = folder / "source.md", folder / f"made.{target}"
    source.write_text(markdown, "utf-8")
    reader = "markdown-smart-subscript-superscript"
    title = ["--metadata", "title=Made", "--standalone"] if target in {"epub", "html"} else []
    subprocess.run([pandoc, "-f", reader, "-o", str(path), str(source), *title], check=True, capture_output=True)
    return path


@pytest.mark.parametrize("target", ["docx", "odt", "html", "epub", "tex"])
def test_real_notes_of_other_formats(target: str, article: Article, pandoc: str, tmp_path: Path) -> None:
    markdown = restyled(article, "caret", "end").replace("## 註釋\n\n", "")
    assert said(read(converted(markdown, target, pandoc, tmp_path)))[1] == said(article)[1]
    body = said(read(tmp_path / f"made.{target}"))[0]
    assert body.removeprefix("Made") == said(article)[0]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "gb18030", "big5hkscs", "utf-8-sig", "utf-32"])
def test_the_article_in_other_encodings(encoding: str, article: Article, tmp_path: Path) -> None:
    path = tmp_path / "encoded.md"
    path.write_bytes(article.source.text.encode(encoding))
    assert said(read(path)) == said(article)


def test_what_an_encoding_cannot_hold_may_be_written_as_references(article: Article, tmp_path: Path) -> None:
    path = tmp_path / "encoded.md"
    path.write_bytes(article.source.text.encode("big5", errors="xmlcharrefreplace"))
    assert said(read(path)) == said(article)


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (RUSSIAN, "koi8-r", "KOI8-R"),
        (RUSSIAN, "windows-1251", "Windows-1251"),
        (SIMPLIFIED, "gb18030", "GB18030"),
        (TRADITIONAL, "big5", "Big5"),
        ("這是一個很短的句子，只有幾個字。", "big5", "Big5"),
        ("Это короткое предложение.", "koi8-r", "KOI8-R"),
        ("Die Brücke über den Fluß ist schön.", "windows-1252", "Windows-1252"),
        ("町の時計台は明治に建てられた。", "shift_jis", "Shift_JIS"),
        ("장터는 오일마다 열렸다.", "euc-kr", "EUC-KR"),
    ],
)
def test_encodings_are_recognised_and_named(text: str, encoding: str, name: str) -> None:
    read_text, _, findings = decode(text.encode(encoding), Path("x.md"), None)
    assert read_text == text
    assert [(finding.severity, finding.rule) for finding in findings] == [("info", "encoding")]
    assert name in findings[0].message


@pytest.mark.parametrize(
    "tail", [b"\xd0", b"\xe6\x96", "正文".encode("gb18030")], ids=["cut off", "cut off", "two encodings"]
)
@pytest.mark.parametrize("text", [RUSSIAN, TRADITIONAL], ids=["ru", "zh"])
def test_damaged_utf_8_is_not_guessed_at(text: str, tail: bytes) -> None:
    with pytest.raises(SourceError) as refusal:
        decode(text.encode() + tail, Path("x.md"), None)
    assert f"is UTF-8, but for the byte {tail[0]:02X}" in str(refusal.value)
    assert refusal.value.line == text.count("\n") + 1


def test_a_stated_encoding_wins(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(RUSSIAN.encode("iso-8859-5", errors="replace"))
    assert "Железная дорога" in read(path, encoding="iso-8859-5").metadata.title


def test_html_says_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_bytes("<meta charset='gb2312'><h1>短文</h1><p>只有一句。</p>".encode("gb2312"))
    assert read(path).metadata.title == "短文"


@pytest.mark.parametrize("name", ["word-html", "libreoffice-html", "wordpress"])
def test_html_as_programs_export_it_is_read_without_pandoc(name: str, tmp_path: Path) -> None:
    path = tmp_path / "exported.html"
    text = (FOLDER / f"{name}.md").read_text("utf-8")
    path.write_text(text.replace("# 老照片裡的車站", "<h1>老照片裡的車站</h1>"), "utf-8")
    assert said(read(path))[1] == said(read(FOLDER / f"{name}.md"))[1]
    assert all(note.is_anchored for note in read(path).notes)


def test_without_pandoc_one_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"PK\x03\x04")
    monkeypatch.setattr(formats, "_found", lambda: None)
    with pytest.raises(SourceError, match=r"pip install 'teiwright\[formats\]'"):
        read(path)


def test_a_broken_docx_is_one_line(pandoc: str, tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(SourceError) as error:
        read(path)
    assert str(error.value).startswith(str(path))
    assert "\n" not in str(error.value)
