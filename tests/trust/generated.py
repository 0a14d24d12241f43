"""Generated inputs, run through the commands as users run them: each is done, or refused in one line, and soon.

    python -m tests.trust.generated texts --count 1000 --seed 1       articles through `encode`
    python -m tests.trust.generated data --count 1000 --seed 1        metadata, decisions, authority files
    python -m tests.trust.generated tei --count 500 --seed 1          damaged TEI through every command

Prints a line for each find: an internal error, a traceback, more than 5 s, more than one line of refusal, TEI that is
not valid against our schema or tei_all. The line ends with the command that repeats it; --keep FOLDER leaves its files
there. What is refused as not proved is counted, and no find: of nonsense there need not be a proof.
"""

# ruff: noqa: E501  (tables of odd pieces)
import argparse
import html
import re
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random
from types import FrameType

import tomlkit
from click.testing import CliRunner
from lxml import etree

from teiwright import relaxng
from teiwright.build import faults_of
from teiwright.cli import cli
from teiwright.xmltools import TEI, XML_ID, parser
from tests.conftest import ROOT, SHARED

TEI_ALL = SHARED / "tei" / "tei_all-4.12.0.rng"
NO_MODEL = ("--model", "none")
LONGEST = 5.0
"""Seconds of this process that a command may take."""
STUCK = 120
"""Seconds after which a command is stopped, however busy the machine is."""

ODD = [
    *"\0\x0b\x1f\x7f\x85\ufffe\ufeff\u00ad\u00a0\u200b\u200d\u2028\u2029\u202e\u3000\ud7ff\ue000：:—–-'\"<>&#%{}[]\\/|^`=@+*_~",
    "１９", "٣", "中", "é", "e\u0301", "𠻬", "🙂", "\n", "  ", "\t", "&amp;", "&#0;", "&nbsp;", "]]>", "<!--", "${x}", "{{",
]  # fmt: skip
WORDS = (
    "The pilots wrote to Stalin on 5 May 1950 and 毛澤東 replied in June; Москва молчала до 9 января 1950 г. "
    "斯大林致羅申電 7月5日，蘇聯空軍 到達 北京 。 Anna Smith, *First Book*, London: Alpha Press, 1990, p. 3. ibid. там же "
    "同上 同前書 АПРФ, ф. 45, оп. 1, д. 334, л. 79. 沈志華，《毛澤東、斯大林與朝鮮戰爭》，廣東人民出版社，2003年，第88頁。 "
    "Иванов И. И. Книга. М., 2000. С. 5–7. // Вопросы истории. 1950. № 3 RG 59, Box 3 FO 371/1234 http://a.b/c[1](x) "
    "doi:10.1000/x “quoted words” «слова» 「引」 『書』 vol. 3, no. 4 見 參見 See also cf. 1950- 10 000 и т. д. в 1950-е гг."
).split(" ")
MARKS = {
    ".md": ["\n\n", "\n\n", "\n", "# ", "\n## ", "\n* ", "\n1. ", "\n12. ", "\n> ", "[^1]", "[^2]", "\n\n[^1]: ", "\n\n[^2]: ",
            "<sup>1</sup>", "<sup>2</sup>", "\n\n<sup>1</sup> ", "\n---\n", "![a](b.png)", "[x](y)", "\n| a | b |\n|---|---|\n| c",
            "\n```\n", "*", "**", "_", "`", "<table><tr><td>", "</td></tr></table>", "<br>", "<div>", "</div>", "①", "\n① ", "[1]",
            "\n[1] ", "（一）", "\n    ", "\\", "^[x]", "\n- 12 -\n", "\n\f", "[@key]", "$x$", "\n: "],
    ".txt": ["\n\n", "\n\n", "\n", "\n\n1 ", "\n\n2 ", "1", "[1]", "\n[1] ", "①", "\n① ", "(1)", "\n(1) ", "\f", "\n- 12 -\n",
             "\n第一章 ", "\nChapter 1\n", "\n    ", "\n____\n", "\nNotes\n", "\n注释\n", "*", "1)", "\n1) ", "\n\n* ", "-\n"],
    ".html": ["<p>", "</p>", "<p>", "</p>", "<h1>", "</h1>", "<h2>", "</h2>", "<em>", "</em>", "<i>", "</i>", "<b>", "</b>",
              '<sup><a href="#n1" id="r1">1</a></sup>', '<p id="n1"><a href="#r1">1</a> ', '<a href="x?y=1&z">', "</a>", "<ul><li>",
              "</li></ul>", "<table><tr><td>", "</td></tr></table>", "<br>", "<blockquote>", "</blockquote>", "<img src=a.png alt=b>",
              "<script>x</script>", "<style>p{}</style>", "<div>", "</div>", "<span lang=ru>", "</span>", "<!-- x -->", "<pre>",
              "</pre>", "<figure>", "</figure>", "<dl><dt>", "</dl>", "<font>", "<o:p>", "<nav>", "</nav>", "<hr>", "&shy;", "&#150;"],
}  # fmt: skip
HOCR = '<div class="ocr_page" title="bbox 0 0 1000 1400"><p class="ocr_par">{}</p></div>'
TEIS = ("publishing/ferry-en.xml", "publishing/ferry-ru.xml", "publishing/ferry-zh-hans.xml", "publishing/kinds.xml",
        "practice.xml")  # fmt: skip
ELEMENTS = (
    "p div head note bibl biblStruct monogr title author persName placeName orgName date idno citedRange seg list item table row "
    "cell quote figure graphic choice sic corr ref ptr pb lb lg l sp speaker gap foreign hi standOff person place org msDesc "
    "text body back front group titlePage abbr formula unknown"
).split()
ATTRIBUTES = (
    "xml:id n type subtype when from to notBefore target ref corresp rend rendition style url level unit place xml:lang cols rows "
    "resp cert key role who facs ana when-custom unknown"
).split()
KINDS = (
    "person place org date citation signal document repository fond opis shelfmark pages author editor translator title container "
    "volume issue pub-place publisher year correction nothing"
).split()


def pieces(draw: Random, marks: Sequence[str], most: int) -> str:
    """Words, with marks and odd characters between."""
    made = []
    for _ in range(draw.randint(0, most)):
        kind = draw.random()
        made.append(
            " ".join(draw.choices(WORDS, k=draw.randint(1, 4))) + " "
            if kind < 0.55
            else draw.choice(marks)
            if kind < 0.93
            else draw.choice(ODD)
        )
    return "".join(made)


def value(draw: Random) -> str:
    """What somebody may write where a word is asked for."""
    return pieces(draw, ["Title", "unknown", "3", "1950", "２００８", "1950-13-45", "javascript:alert(1)", "http://[::1", "en", "xx-zz",
                         "CC BY 4.0", "978-5-00-000000-7", "0000-0002-1825-0098", "10.5555/x", "https://orcid.org/0000-0002-1825-0097",
                         "https://doi.org/10.1/ä b", "28.04.2008", "2008年4月28日", "版權所有", ":", " — "], 4)  # fmt: skip


def text(draw: Random, folder: Path) -> Path:
    """Write an article."""
    suffix = draw.choice([".md", ".md", ".md", ".txt", ".txt", ".html"])
    content = pieces(draw, MARKS[suffix], 40)
    if suffix == ".html":
        content = html.escape(content, quote=False) if draw.random() < 0.05 else content.replace("\0", "")
        content = HOCR.format(content) if draw.random() < 0.05 else f"<html><body>{content}"
    elif suffix == ".md" and draw.random() < 0.1:
        content = f"---\n{draw.choice(['title', 'author', 'date', 'doi', 'lang'])}: {value(draw)}\n---\n{content}"
    path = folder / f"article{suffix}"
    encoding = "utf-8" if draw.random() < 0.95 else draw.choice(["utf-16", "gb18030", "koi8-r", "cp1251", "big5"])
    path.write_bytes(content.encode(encoding, "replace"))
    return path


ARTICLE = """# A river harbour: a short history

Ann Example

The pilots wrote to Stalin on 5 May 1950, and 毛澤東 replied in June.[^1] It was cold in Moscow.[^2]

[^1]: Anna Smith, *First Book*, London: Alpha Press, 1990, p. 3; АПРФ, ф. 45, оп. 1, д. 334, л. 79.

[^2]: 沈志華，《毛澤東、斯大林與朝鮮戰爭》，廣州：廣東人民出版社，2003年，第88頁。
"""


AUTHORITY = (
    f"<TEI xmlns='{TEI[1:-1]}'><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/>"
    "</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><{0}>{1}</{0}></standOff></TEI>"
)


def stated(draw: Random) -> dict[str, object]:
    """A sidecar's content: the keys that it knows, values of the right and of wrong kinds."""
    made: dict[str, object] = {}
    plain = (
        "title subtitle series journal number volume issue pages place abstract doi isbn issn handle url licence "
        "licence_target date language translator".split()
    )
    for key in draw.sample(plain, draw.randint(0, 5)):
        made[key] = value(draw) if draw.random() < 0.9 else draw.choice([1950, 3.5, True, [value(draw)], {"a": "b"}])
    for key in draw.sample(
        ["publishers", "funders", "keywords", "editors", "encoders", "publisher"], draw.randint(0, 2)
    ):
        made[key] = [value(draw) for _ in range(draw.randint(0, 2))]
    if draw.random() < 0.5:
        known = "name orcid isni viaf gnd wikidata cbdb ror affiliation email unknown".split()
        made["authors"] = [
            value(draw) if draw.random() < 0.3 else {key: value(draw) for key in draw.sample(known, draw.randint(0, 4))}
            for _ in range(draw.randint(0, 2))
        ]
    return made


def decided(draw: Random) -> str:
    """A decisions file."""
    made = []
    flat = " ".join(line for line in ARTICLE.splitlines() if line)
    for _ in range(draw.randint(0, 4)):
        start = draw.randrange(len(flat) - 2)
        table: dict[str, object] = {
            "action": draw.choice(
                ["tag", "tag", "untag", "key", "date", "correct", "accept", "refuse", "split", "language", "nothing"]
            ),
            "quote": flat[start : start + draw.randint(1, 40)] if draw.random() < 0.9 else value(draw),
        }
        chosen = {"kind": draw.choice(KINDS), "key": draw.choice(["person-stalin", "place-moscow", "work-x", value(draw)]),
                  "corr": value(draw), "before": value(draw), "date": draw.choice(["1950", "1950-05", value(draw)]),
                  "rule": draw.choice(["odd-fond", value(draw)]), "everywhere": draw.random() < 0.8 or "yes",
                  "attributes": {draw.choice(["when", "level", "type", "colour", "xml:lang", "a b", "ref"]): value(draw)}}  # fmt: skip
        table |= {key: chosen[key] for key in draw.sample(sorted(chosen), draw.randint(0, 4))}
        made.append(f"[[decision]]\n{tomlkit.dumps(table)}")
    return "\n".join(made)


def entry(draw: Random, kind: str) -> str:
    """An authority entry, in which something may be wrong."""
    known = {"person": "persName", "place": "placeName", "org": "orgName", "event": "label"}[kind]
    identifier = draw.choice(
        [f"{kind}-stalin", f"{kind}-a", f"{kind}-moscow", "archive-aprf", "x", "1x", "", value(draw)]
    )
    names = [
        f"<{draw.choice([known, known, known, 'note', 'name'])} xml:lang='{draw.choice(['en', 'ru', 'zh-Hant', 'x y', ''])}' "
        f"type='{draw.choice(['main', 'short', 'context', ''])}'>{html.escape(draw.choice(['Stalin', 'Moscow', 'АПРФ', value(draw)]))}"
        f"</{known}>"
        for _ in range(draw.randint(0, 3))
    ]
    names = [name for name in names if name.startswith(f"<{known}") or draw.random() < 0.02]
    more = draw.choices(
        ["<idno type='VIAF'>12</idno>", "<idno type='wikidata'>Qx</idno>", "<birth when='1879'/>", "<birth when='soon'/>", "<p>x</p>",
         "<location><geo>55 37</geo></location>", "<location><geo>north</geo></location>", "<country key='RU'>R</country>", "<sex/>",
         "<death notBefore='1950-13'/>", "<note>x</note>", "<desc>x</desc>", "<!-- x -->", f"<idno>{html.escape(value(draw))}</idno>"],
        k=draw.randint(0, 3),
    )  # fmt: skip
    attribute = f' xml:id="{html.escape(identifier)}"' if identifier else ""
    return f"<{kind}{attribute}>{''.join(names)}{''.join(more)}</{kind}>"


def authority(draw: Random) -> tuple[str, str]:
    """The name and content of an authority file."""
    name, kind = draw.choice(
        [("persons", "person"), ("places", "place"), ("orgs", "org"), ("archives", "org"), ("events", "event")]
    )
    entries = "".join(
        entry(draw, draw.choice([kind, kind, kind, "person", "place"])) for _ in range(draw.randint(0, 4))
    )
    listed = draw.choice(["listPerson", "listPlace", "listOrg", "listEvent"])
    content = AUTHORITY.format(listed, entries)
    return f"{name}.xml", re.sub("[\0\x0b\x1f\ufffe]", "", content) if draw.random() < 0.95 else content


def spoilt(draw: Random, content: bytes) -> bytes:
    """Bytes cut off, doubled or changed."""
    if draw.random() < 0.9 or not content:
        return content
    at = draw.randrange(len(content))
    return draw.choice(
        [content[:at], content[:at] + bytes([draw.randrange(256)]) + content[at + 1 :], content[at:] + content]
    )


def damaged(draw: Random) -> bytes:
    """A TEI file in which a few things are otherwise."""
    root = etree.fromstring((ROOT / "tests" / "data" / draw.choice(TEIS)).read_bytes(), parser())
    for _ in range(draw.randint(1, 6)):
        element = draw.choice([*root.iter(etree.Element)][1:] or [root])
        _damage(draw, element, root)
    content = bytes(etree.tostring(root.getroottree(), encoding=draw.choice(["utf-8"] * 8 + ["utf-16"])))  # type: ignore[arg-type]
    return spoilt(draw, content)


def _damage(draw: Random, element: etree._Element, root: etree._Element) -> None:
    parent, other = element.getparent(), draw.choice([*root.iter(etree.Element)])
    inside = element is other or element in other.iterancestors()
    words = re.sub("[\0\x0b\x1f\ufffe]", "", value(draw)).replace("\ud7ff", "")
    match draw.randrange(10):
        case 0 if parent is not None:
            parent.remove(element)
        case 1 if not inside:
            other.append(element)
        case 2 if not inside:
            other.insert(0, _copied(element))
        case 3:
            element.tag = TEI + draw.choice(ELEMENTS)
        case 4:
            name = draw.choice(ATTRIBUTES)
            element.set(name.replace("xml:", XML_ID[:-2]), words)
        case 5 if element.attrib:
            del element.attrib[draw.choice(sorted(map(str, element.attrib)))]
        case 6:
            element.text = words
        case 7:
            element.tail = words
        case 8:
            element.append(
                draw.choice([etree.Comment(" x "), etree.ProcessingInstruction("p", "x"), etree.Element("{urn:x}y")])
            )
        case _:
            for _ in range(draw.choice([1, 3, 120])):
                child = etree.SubElement(element, TEI + draw.choice(ELEMENTS))
                child.text, element = words[:5], child


def _copied(element: etree._Element) -> etree._Element:
    copy = deepcopy(element)
    copy.tail = None
    return copy


@cache
def tei_all() -> relaxng.Schema | None:
    return relaxng.load(TEI_ALL) if TEI_ALL.exists() else None


def _stop(_: int, __: FrameType | None) -> None:
    raise TimeoutError(f"is not done after {STUCK} s")


def run(words: Sequence[object]) -> tuple[int, str, str]:
    """Run a command; return its exit status, what it printed, and what was found wrong, or ""."""
    began = time.process_time()
    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(STUCK)
    result = CliRunner().invoke(cli, [*map(str, words)])
    signal.alarm(0)
    taken = time.process_time() - began
    said = result.output
    wrong = ""
    if "internal error" in said:
        wrong = next(line for line in said.splitlines() if "internal error" in line)
    elif result.exception and not isinstance(result.exception, SystemExit):
        wrong = f"{type(result.exception).__name__}: {result.exception}"
    elif result.exit_code not in (0, 1, 2) or "Traceback" in said:
        wrong = f"status {result.exit_code}"
    elif taken > LONGEST:
        wrong = f"{taken:.1f} s"
    elif result.exit_code == 2 and not result.stderr.strip():
        wrong = "status 2 and not a word"
    return result.exit_code, said, wrong


IN_RECORD = " — in the record "
"""How a fault is told that an authority entry has brought."""


def small_authority(folder: Path) -> Path:
    """An authority folder of one person: with all that come with the program, each input takes a quarter second."""
    own = folder / "authority"
    own.mkdir()
    (own / "persons.xml").write_text(
        AUTHORITY.format("listPerson", "<person xml:id='person-stalin'><persName>Stalin</persName></person>"), "utf-8"
    )
    return own


def encoded(source: Path, own: Path, *options: object) -> str:
    """Encode a source; return what was found wrong."""
    target = source.with_suffix(".made.xml")
    status, said, wrong = run(["encode", source, "-o", target, "--authority", own, *NO_MODEL, *options])
    if wrong:
        return wrong
    if "not valid, so written" in said:
        if status and IN_RECORD in said:  # an entry that TEI does not allow is named: the user can mend it
            return ""
        return said[said.index("not valid") :].splitlines()[0]
    if not target.exists():
        refused = [line for line in said.splitlines() if line.startswith("error: ")]
        return "" if status and len(refused) == 1 else f"status {status}, {len(refused)} lines of refusal"
    faults = [
        *map(str, faults_of(target.read_bytes())),
        *(map(str, schema.validate(target)) if (schema := tei_all()) else ()),
    ]
    return f"status {status}, and not valid: {faults[0]}" if faults else ""


def try_text(draw: Random, folder: Path) -> Iterator[str]:
    yield encoded(text(draw, folder), small_authority(folder))


def try_data(draw: Random, folder: Path) -> Iterator[str]:
    source = folder / "article.md"
    source.write_text(ARTICLE, "utf-8")
    match draw.randrange(3):
        case 0:
            written = tomlkit.dumps(stated(draw)).encode("utf-8", "replace")
            (folder / "article.meta.toml").write_bytes(spoilt(draw, written))
            yield encoded(source, small_authority(folder))
        case 1:
            (folder / "d.toml").write_bytes(spoilt(draw, decided(draw).encode("utf-8", "replace")))
            yield encoded(source, small_authority(folder), "--decisions", folder / "d.toml")
        case _:
            own = folder / "authority"
            own.mkdir()
            for _ in range(draw.randint(1, 3)):
                name, content = authority(draw)
                (own / name).write_bytes(spoilt(draw, content.encode("utf-8", "replace")))
            yield encoded(source, own)
            yield run(["authority", "check", "--authority", own])[2]
            yield run(["authority", "export", "--authority", own])[2]


def try_tei(draw: Random, folder: Path) -> Iterator[str]:
    path, source = folder / "damaged.xml", folder / "article.md"
    path.write_bytes(damaged(draw))
    source.write_text(ARTICLE, "utf-8")
    out = folder / "out"
    commands: list[list[object]] = [
        ["validate", path],
        ["check", path],
        ["publish", "html", path, "-o", out],
        ["publish", "index", path, "-o", out],
        ["verify", source, path],
        [
            "review",
            source,
            "--from",
            path,
            "--decisions",
            folder / "d.toml",
            "--authority",
            small_authority(folder),
            *NO_MODEL,
        ],
    ]
    if draw.random() < 0.04:
        commands += [
            ["publish", "pdf", path, "-o", out],
            ["publish", "epub", path, "-o", out],
            ["deposit", path, "-o", out],
        ]
    for words in commands:
        wrong = run(words)[2]
        yield f"{words[0]} {words[1] if words[0] == 'publish' else ''}: {wrong}" if wrong else ""


TRIES: dict[str, Callable[[Random, Path], Iterator[str]]] = {"texts": try_text, "data": try_data, "tei": try_tei}


def finds(kind: str, count: int, seed: int, start: int = 0, keep: Path | None = None) -> Iterator[str]:
    """Yield a line for each find in so many inputs from `start` on, with what repeats it."""
    for number in range(start, start + count):
        draw = Random(f"{kind} {seed} {number}")
        with tempfile.TemporaryDirectory() as name:
            folder = keep or Path(name)
            folder.mkdir(exist_ok=True)
            with chdir(folder):
                for wrong in TRIES[kind](draw, folder):
                    if wrong:
                        again = f"python -m tests.trust.generated {kind} --seed {seed} --start {number} --count 1"
                        yield f"{wrong.replace(str(folder), '')}    [{again}]"


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("kind", choices=TRIES)
    words.add_argument("--count", type=int, default=1000)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--start", type=int, default=0)
    words.add_argument("--keep", type=Path)
    given = words.parse_args()
    found = 0
    for line in finds(given.kind, given.count, given.seed, given.start, given.keep and given.keep.resolve()):
        found += 1
        print(line, flush=True)
    print(f"{given.kind}, seed {given.seed}, {given.count} from {given.start} on: {found} finds")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
