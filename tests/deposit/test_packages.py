"""Packages as a repository receives them: whole, described, the same on every run, and refused where they would lie."""

import csv
import hashlib
import json
import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from teiwright import deposit
from teiwright.cli import cli
from teiwright.identifiers import OF_ENTRIES, identifier, type_named
from tests.conftest import ROOT, shared

SIDECAR = """
title = "A title"
subtitle = "and more"
date = "2020-01-02"
authors = [{name = "Ann Writer", affiliation = "Some Institute", orcid = "0000-0002-1825-0097", ror = "05dxps055"}]
funders = [{name = "The Fund", grant = "G-12", ror = "05dxps055"}]
keywords = ["history"]
abstract = "What <it> says."
licence = "CC BY 4.0"
related = [{relation = "IsTranslationOf", doi = "10.1000/182"}]
contributors = [{name = "Bea Coder", roles = ["data curation"], orcid = "0000-0002-1825-0097"}]
[edition]
publisher = "The Institute"
date = "2026-11-28"
version = "1.1.0"
doi = "10.1000/183"
licence = "CC0 1.0"
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def encoded(folder: Path, name: str = "a", sidecar: str = SIDECAR) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text("# A title\n\nStalin met Mao in Moscow.\n", "utf-8")
    (folder / f"{name}.meta.toml").write_text(sidecar, "utf-8")
    done = run("encode", folder / f"{name}.md", "--force")
    assert done.exit_code == 0, done.output
    return folder / f"{name}.xml"


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packed")
    done = run("deposit", encoded(folder), "-o", folder / "out")
    assert done.exit_code == 0, done.output
    return folder / "out" / "a"


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The TEI of a text that says nothing of itself."""
    return encoded(tmp_path_factory.mktemp("silent"), sidecar="").read_bytes()


@pytest.fixture
def copy(packed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(packed, tmp_path / "a"))


def test_a_package_holds_all_that_belongs_to_an_edition(packed: Path) -> None:
    held = {path.removeprefix("data/") for path in bytes_of(packed)}
    assert held >= {
        "tei/a.xml", "schema/teiwright.odd", "schema/teiwright.rng", "schema/teiwright.sch", "html/a.html", "pdf/a.pdf",
        "citations/a.citations.json", "authority/a.csv", "source/a.md", "README.md", "CITATION.cff",
        "metadata/datacite.json", "metadata/datacite.xml", "metadata/dublin_core.xml", "metadata/zenodo.json",
        "ro-crate-metadata.json", "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "manifest-sha512.txt",
    }  # fmt: skip


def test_the_manifests_are_those_of_rfc_8493(packed: Path) -> None:
    for algorithm in ("sha256", "sha512"):
        lines = (packed / f"manifest-{algorithm}.txt").read_text("utf-8").splitlines()
        listed = {path: digest for digest, path in (line.split("  ", 1) for line in lines)}
        payload = {path: content for path, content in bytes_of(packed).items() if path.startswith("data/")}
        assert listed == {path: hashlib.new(algorithm, content).hexdigest() for path, content in payload.items()}


def test_two_runs_make_the_same_bytes(packed: Path, tmp_path: Path) -> None:
    first = bytes_of(packed)
    run("deposit", packed.parent.parent / "a.xml", "-o", tmp_path)
    assert bytes_of(tmp_path / "a") == first
    again = run("deposit", packed.parent.parent / "a.xml", "-o", tmp_path)
    assert "already up to date" in again.output


def test_a_zip_holds_the_same_package_and_is_verified(packed: Path, tmp_path: Path) -> None:
    tei = packed.parent.parent / "a.xml"
    assert run("deposit", tei, "-o", tmp_path, "--zip").exit_code == 0
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {name.removeprefix("a/"): archive.read(name) for name in archive.namelist()} == bytes_of(packed)
    assert run("deposit", "--check", tmp_path).exit_code == 0


def test_datacite_s_rules_are_kept(packed: Path) -> None:
    """What DataCite's kernel 4 asks for: the mandatory properties, and its words where it has a list of them."""
    data = json.loads((packed / "data/metadata/datacite.json").read_text("utf-8"))
    assert data.keys() >= {"creators", "titles", "publisher", "publicationYear", "types", "schemaVersion"}
    assert (data["doi"], data["publicationYear"]) == ("10.1000/183", "2026")
    assert data["types"]["resourceTypeGeneral"] == "Text"
    assert data["creators"][0]["nameIdentifiers"][0]["nameIdentifier"] == "https://orcid.org/0000-0002-1825-0097"
    assert [each["contributorType"] for each in data["contributors"]] == ["DataCurator"]
    assert [each["rightsIdentifier"] for each in data["rightsList"]] == ["CC-BY-4.0", "CC0-1.0"]
    assert data["fundingReferences"][0]["awardNumber"] == "G-12"
    root = etree.parse(str(packed / "data/metadata/datacite.xml")).getroot()
    names = [etree.QName(child).localname for child in root]
    assert names[:6] == ["identifier", "creators", "titles", "publisher", "publicationYear", "resourceType"]
    leaves = {leaf.text for leaf in root.iter() if not len(leaf)}
    assert leaves >= {data["doi"], "Writer, Ann", "Some Institute", "A title", "and more", "The Fund"}
    assert None not in leaves


def test_the_ro_crate_s_rules_are_kept(packed: Path) -> None:
    """RO-Crate 1.2: descriptor, root data set with its properties, an entity for each reference and for each file."""
    crate = json.loads((packed / "data/ro-crate-metadata.json").read_text("utf-8"))
    entities = {entity["@id"]: entity for entity in crate["@graph"]}
    assert len(entities) == len(crate["@graph"])
    assert crate["@context"] == "https://w3id.org/ro/crate/1.2/context"
    descriptor = entities["ro-crate-metadata.json"]
    assert (descriptor["about"], descriptor["conformsTo"]) == ({"@id": "./"}, {"@id": "https://w3id.org/ro/crate/1.2"})
    root = entities["./"]
    assert root["@type"] == "Dataset"
    assert root.keys() >= {"name", "description", "datePublished", "license", "author", "hasPart"}
    references = [
        value["@id"]
        for entity in crate["@graph"]
        for values in entity.values()
        for value in (values if isinstance(values, list) else [values])
        if isinstance(value, dict)
    ]
    assert set(references) - {"https://w3id.org/ro/crate/1.2"} <= entities.keys()
    files = {unquote(identity) for identity, entity in entities.items() if entity["@type"] == "File"}
    assert files | {"ro-crate-metadata.json"} == bytes_of(packed / "data").keys()


def test_zenodo_gets_its_own_words(packed: Path) -> None:
    data = json.loads((packed / "data/metadata/zenodo.json").read_text("utf-8"))["metadata"]
    assert (data["license"], data["language"], data["access_right"]) == ("cc-by-4.0", "eng", "open")
    assert data["description"] == "What &lt;it&gt; says."
    assert data["creators"] == [
        {"name": "Writer, Ann", "affiliation": "Some Institute", "orcid": "0000-0002-1825-0097"}
    ]
    assert data["related_identifiers"][0]["relation"] == "isTranslationOf"


@pytest.mark.parametrize(
    ("spoil", "rule", "place"),
    [
        (lambda it: (it / "data/html/a.html").write_bytes(b"x"), "deposit-changed", "data/html/a.html"),
        (lambda it: (it / "data/html/a.html").unlink(), "deposit-missing", "data/html/a.html"),
        (lambda it: (it / "data/new.txt").write_text("x"), "deposit-extra", "data/new.txt"),
        (lambda it: (it / "bag-info.txt").write_text("x: y\n"), "deposit-changed", "bag-info.txt"),
        (lambda it: (it / "data/schema/teiwright.rng").unlink(), "deposit-link", "data/tei/a.xml"),
        (lambda it: (it / "manifest-sha256.txt").write_text("00  ../../etc/passwd\n"), "deposit-manifest", "manifest"),
        (lambda it: (it / "manifest-sha256.txt").write_bytes(b"\xff\xfe"), "deposit-manifest", "manifest"),
        (lambda it: (it / "data/link").symlink_to("/etc/hosts"), "deposit-extra", "data/link"),
        (lambda it: (it / "data/ro-crate-metadata.json").write_text("[]"), "deposit-crate", "ro-crate-metadata.json"),
        (lambda it: (it / "data/tei/a.xml").write_text("<TEI"), "deposit-link", "data/tei/a.xml"),
    ],
)
def test_what_became_of_a_package_is_found(copy: Path, spoil: object, rule: str, place: str) -> None:
    assert callable(spoil)
    spoil(copy)
    done = run("deposit", "--check", copy)
    assert done.exit_code == 1
    assert [line for line in done.stderr.splitlines() if rule in line and place in line]


def test_one_changed_byte_anywhere_is_found(copy: Path) -> None:
    for path in sorted(path for path in copy.rglob("*") if path.is_file()):
        content = path.read_bytes()
        path.write_bytes(bytes([content[0] ^ 1]) + content[1:])
        if not path.name.startswith("tagmanifest"):
            assert run("deposit", "--check", copy).exit_code != 0, path
        path.write_bytes(content)
    assert run("deposit", "--check", copy).exit_code == 0


def test_the_source_stays_out_until_its_licence_is_stated(tmp_path: Path) -> None:
    tei = encoded(tmp_path, sidecar='date = "2020"\n[edition]\nlicence = "CC0 1.0"\n')
    done = run("deposit", tei, "-o", tmp_path / "out")
    assert "deposit-source-left-out" in done.stderr
    assert not (tmp_path / "out/a/data/source").exists()
    tei = encoded(tmp_path, sidecar='date = "2020"\nlicence = "CC BY 4.0"\n')
    run("deposit", tei, "-o", tmp_path / "out")
    assert (tmp_path / "out/a/data/source/a.md").is_file()


@pytest.mark.slow
def test_a_text_of_others_stays_out_until_its_licence_is_stated(tmp_path: Path) -> None:
    source = sorted(path for path in shared("texts").rglob("*.md"))[0]
    text = tmp_path / source.name
    text.write_bytes(source.read_bytes())
    run("encode", text)
    done = run("deposit", text.with_suffix(".xml"), "-o", tmp_path / "out")
    assert "deposit-source-left-out" in done.stderr
    assert not list((tmp_path / "out").rglob("data/source"))
    text.with_name(f"{text.stem}.meta.toml").write_text('licence = "CC BY 4.0"\n', "utf-8")
    run("encode", text)
    run("deposit", text.with_suffix(".xml"), "-o", tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").rglob("data/source/*.md")] == [text.name]


def test_a_package_changed_by_hand_is_not_overwritten(copy: Path, packed: Path) -> None:
    (copy / "data/README.md").write_text("mine")
    tei = packed.parent.parent / "a.xml"
    done = run("deposit", tei, "-o", copy.parent)
    assert (done.exit_code, (copy / "data/README.md").read_text()) == (2, "mine")
    assert run("deposit", tei, "-o", copy.parent, "--force").exit_code == 0
    assert bytes_of(copy) == bytes_of(packed)


@pytest.mark.parametrize("profile", deposit.names())
def test_each_profile_says_what_is_missing_and_where_to_state_it(silent: bytes, tmp_path: Path, profile: str) -> None:
    tei = tmp_path / "a.xml"
    tei.write_bytes(silent)
    done = run("deposit", tei, "--for", profile, "--dry-run", "-o", tmp_path / "out")
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    assert all("(state " in line and "meta.toml" in line for line in lines)
    assert not (tmp_path / "out").exists()


def test_of_a_file_of_others_it_says_where_in_the_header(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
        "<publicationStmt><p>Words.</p></publicationStmt><sourceDesc><p>Words.</p></sourceDesc></fileDesc></teiHeader>"
        "<text><body><p>Words.</p></body></text></TEI>"
    )
    done = run("deposit", tmp_path / "a.xml", "--for", "zenodo", "--dry-run")
    assert "publicationStmt/availability/licence" in done.stderr
    assert "meta.toml" not in done.stderr
    packed = run("deposit", tmp_path / "a.xml", "-o", tmp_path / "out")
    assert packed.exit_code == 1, packed.output
    assert run("deposit", "--check", tmp_path / "out").exit_code == 0


IDENTIFIED = """\
id,name,language,viaf,wikidata,gnd,isni,orcid,lcnaf,cbdb,geonames,tgn,pleiades,ror
person-ash,Ann Ashwood,en,113230702,Q42,118540238,0000000121032683,0000-0002-1825-0097,n79021164,1762,,,,
person-birch,Bea Birchfield,en,,Q43,,,,,,,,,
place-elm,Elmtown,en,,Q44,,,,,,1816670,7001758,579885,
org-board,Harbour Board,en,,Q45,,,,,,,,,05dxps055
"""
LETTER = """# A title

Ann Ashwood wrote from Elmtown to the Harbour Board.[^1]

[^1]: Telegram, Ann Ashwood to Bea Birchfield, July 5, 1950, State Archive, fond 1, delo 2, l. 3.
"""


def test_identifiers_of_entries_go_from_a_table_through_the_text_and_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each type that an entry may have: imported, encoded, linked in page and calendar, exported, imported again."""
    monkeypatch.chdir(tmp_path)
    Path("ids.csv").write_text(IDENTIFIED, "utf-8")
    Path("a.md").write_text(LETTER, "utf-8")
    for words in ("authority import ids.csv --authority own", "encode a.md --authority own", "deposit a.xml -o out",
                  "authority import out/a/data/authority/a.csv --authority back"):  # fmt: skip
        assert run(*words.split()).exit_code in (0, 1), words
    stated = [
        (kind, row[kind]) for row in csv.DictReader(IDENTIFIED.splitlines()) for kind in list(row)[3:] if row[kind]
    ]
    assert {type_named(kind) for kind, _ in stated} == set(OF_ENTRIES)
    page = Path("out/a/data/html/a.html").read_text("utf-8")
    data = "".join(re.findall(r'"sameAs":\s*(?:"[^"]*"|\[[^\]]*\])', page)).replace(r"\/", "/")
    for kind, value in stated:
        address = identifier(kind, value).address
        assert f'href="{address}"' in page
        assert f'"{address}"' in data
    calendar = etree.parse("out/a/data/citations/a.cmif.xml")
    named = [node.get("ref") for node in calendar.iterfind(".//{*}correspAction/{*}persName")]
    assert named == ["https://viaf.org/viaf/113230702", "https://www.wikidata.org/entity/Q43"]
    exported = run("authority", "export", "--authority", "own").stdout
    assert run("authority", "export", "--authority", "back").stdout == exported
    assert Path("out/a/data/authority/a.csv").read_text("utf-8") == exported


def test_nothing_is_missing_from_a_complete_header(packed: Path) -> None:
    for profile in ("minimal", "zenodo", "dspace", "tapas"):
        done = run("deposit", packed.parent.parent / "a.xml", "--for", profile, "--dry-run")
        assert "nothing is missing" in done.output, done.output


def test_names_in_chinese_and_with_blanks_are_packed(tmp_path: Path) -> None:
    for name in ("中文 標題", "a%b", "Ёжик"):
        done = run("deposit", encoded(tmp_path, name), "-o", tmp_path / "out")
        assert done.exit_code == 0, done.output
    checked = run("deposit", "--check", tmp_path / "out")
    assert checked.exit_code == 0, checked.output


def test_the_demonstrations_are_packed_as_they_stand(tmp_path: Path) -> None:
    done = run("deposit", ROOT / "tei" / "formosa-1950-en.xml", "-o", tmp_path)
    assert done.exit_code in (0, 1)
    assert run("deposit", "--check", tmp_path / "formosa-1950-en").exit_code == 0


HEAD = (
    "<teiHeader><fileDesc><titleStmt><title>{title}</title>{author}</titleStmt><publicationStmt><p>Words.</p>"
    "{rights}</publicationStmt><sourceDesc><p>Words.</p></sourceDesc></fileDesc></teiHeader>"
)
FREE = '<availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</licence></availability>'


def corpus(folder: Path, own: str, second: str) -> Path:
    heads = (HEAD.format(title=f"Text {name}", author=f"<author>{name} Writer</author>", rights=rights)
             for name, rights in (("Ann", ""), ("Bea", second)))  # fmt: skip
    texts = "".join(
        f'<TEI xml:lang="en">{head}<standOff><listPerson><person xml:id="person-p{n}"><persName>Person {n}</persName>'
        f'</person></listPerson></standOff><text><body><p><persName ref="#person-p{n}">Person {n}</persName> spoke.'
        "</p></body></text></TEI>"
        for n, head in enumerate(heads)
    )
    path = folder / "c.xml"
    head = HEAD.format(title="Both texts", author="", rights=own)
    path.write_text(f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">{head}{texts}</teiCorpus>', "utf-8")
    (folder / "c.md").write_text("# Both texts\n", "utf-8")
    return path


def test_a_corpus_is_one_package_described_by_its_own_header(tmp_path: Path) -> None:
    done = run("deposit", corpus(tmp_path, FREE, ""), "-o", tmp_path / "out")
    assert done.exit_code in (0, 1), done.output
    assert run("deposit", "--check", tmp_path / "out").exit_code == 0
    held = tmp_path / "out/c/data"
    cited = (held / "CITATION.cff").read_text("utf-8")
    assert [line for line in cited.splitlines() if "names: " in line] == [
        "- family-names: Writer", "  given-names: Ann", "- family-names: Writer", "  given-names: Bea",
    ]  # fmt: skip
    assert "title: Both texts" in cited
    assert {"Text Ann", "Text Bea"} <= set(re.findall(r"Text \w+", (held / "html/c.html").read_text("utf-8")))
    assert (held / "authority/c.csv").read_text("utf-8").count("person-p") == 2
    assert (held / "source/c.md").is_file()


@pytest.mark.parametrize(
    ("own", "second"), [("", FREE), (FREE, FREE.replace("/by/", "/x/").replace("CC BY 4.0", "All rights reserved"))]
)
def test_a_corpus_is_free_where_all_of_its_texts_are(tmp_path: Path, own: str, second: str) -> None:
    run("deposit", corpus(tmp_path, own, second), "-o", tmp_path / "out")
    assert (tmp_path / "out/c/data/tei/c.xml").is_file()
    assert not (tmp_path / "out/c/data/source").exists()
