"""Citations as others encode them come into the index with the fields that they have."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from teiwright import publishing
from teiwright.findings import Finding

from .samples import page

START = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>'
    "<titleStmt><title>T</title></titleStmt>"
    "<publicationStmt><p>x</p></publicationStmt><sourceDesc>{}</sourceDesc></fileDesc></teiHeader><text><body>{}</body>"
    "</text></TEI>"
)


def article_of(path: Path) -> str:
    """The words of a page's article, blanks as they are seen."""
    return " ".join("".join(page(path).xpath("//article//text()")).split())


def records(body: str, folder: Path, *, header: str = "<p>x</p>") -> list[dict[str, Any]]:
    path = folder / "cited.xml"
    path.write_text(START.format(header, body), "utf-8")
    publishing.index([path], folder)
    publishing.exports(path, folder)
    found: list[dict[str, Any]] = json.loads((folder / "cited.citations.json").read_text("utf-8"))["citations"]
    return found


def test_a_structured_record_has_its_fields(tmp_path: Path) -> None:
    structured = (
        "<listBibl><biblStruct xml:id='w1'><analytic>"
        "<author><persName><forename>Bea</forename><surname>Sample</surname></persName></author>"
        "<title>On ropes</title></analytic><monogr><title level='j'>The Quay</title><imprint>"
        "<biblScope unit='vol'>3</biblScope><biblScope unit='page'>12–19</biblScope>"
        "<date>May 1951</date></imprint></monogr>"
        "</biblStruct></listBibl>"
    )
    (record,) = records(structured, tmp_path)
    assert record["kind"] == "article"
    assert record["authors"] == ["Sample, Bea"]
    assert (record["title"], record["container"], record["volume"]) == ("On ropes", "The Quay", "3")
    assert (record["year"], record["pages"]) == (1951, [[12, 19]])
    made = json.loads((tmp_path / "cited.csl.json").read_text("utf-8"))
    assert made[0]["author"] == [{"family": "Sample", "given": "Bea"}]


def test_citations_are_joined_by_the_work_they_point_to(tmp_path: Path) -> None:
    body = (
        "<p>See <bibl corresp='#w1'>Sample, <citedRange from='5' to='5'>p. 5</citedRange></bibl>.</p>"
        "<listBibl><bibl xml:id='w1'><author>Bea Sample</author>, <title level='m'>River Lamps</title></bibl>"
        "</listBibl>"
    )
    cited = records(body, tmp_path)
    assert {record["work"] for record in cited} == {"w1"}
    (item,) = json.loads((tmp_path / "cited.csl.json").read_text("utf-8"))
    assert item["title"] == "River Lamps"


def test_a_manuscript_in_the_header_is_an_archival_item(tmp_path: Path) -> None:
    header = (
        "<msDesc><msIdentifier><settlement>Harbour</settlement><repository>Harbour Office</repository>"
        "<collection>Letters</collection><idno>HO 12</idno></msIdentifier></msDesc>"
    )
    (record,) = records("<p>Text.</p>", tmp_path, header=header)
    assert (record["kind"], record["repository"]) == ("archival", "Harbour Office")
    assert "HO 12" in record["text"]
    assert "Letters" in record["text"]


def test_a_description_is_cited_by_its_shelfmark_and_what_it_cites_apart(tmp_path: Path) -> None:
    body = (
        "<msDesc xml:id='ms'><msIdentifier><repository>Town Library</repository><idno>MS 4</idno></msIdentifier>"
        "<msContents><summary>Hours.</summary></msContents><additional><listBibl><bibl><author>Lund</author>, "
        "<title>Hours of the North</title></bibl></listBibl></additional></msDesc>"
    )
    manuscript, book = records(body, tmp_path)
    assert (manuscript["id"], manuscript["repository"], manuscript["text"]) == (
        "ms",
        "Town Library",
        "Town Library, MS 4",
    )
    assert (book["authors"], book["title"]) == (["Lund"], "Hours of the North")
    path = publishing.html(tmp_path / "cited.xml", tmp_path)[0]
    assert page(path).xpath("//section[@id='citations' or contains(@class, 'index')]//a[@href='#ms']")


def test_parts_and_fragments_of_a_manuscript_are_cited_by_their_own_shelfmarks(tmp_path: Path) -> None:
    body = (
        "<msDesc><msIdentifier><repository>Town Library</repository><idno>MS 4</idno></msIdentifier>"
        "<msPart><msIdentifier><idno>MS 4, part B</idno></msIdentifier><p>Psalms.</p></msPart>"
        "<msFrag><msIdentifier><repository>Port Archive</repository><idno>Frag 9</idno></msIdentifier></msFrag>"
        "</msDesc>"
    )
    cited = records(body, tmp_path)
    assert [(one["text"], one.get("repository")) for one in cited] == [
        ("Town Library, MS 4", "Town Library"),
        ("MS 4, part B", None),
        ("Port Archive, Frag 9", "Port Archive"),
    ]
    made = page(publishing.html(tmp_path / "cited.xml", tmp_path)[0])
    leads = [str(target)[1:] for target in made.xpath("//section[@id='citations']//a[@class='cited-in']/@href")]
    assert len(leads) == 3
    assert all(len(made.xpath("//article//*[@id=$id]", id=lead)) == 1 for lead in leads)


def test_a_corpus_within_a_corpus_and_a_formula_have_their_names(tmp_path: Path) -> None:
    text = START.format("<p>x</p>", "<p>So <formula n='(3)'>x = y</formula>.</p>")
    header = text[text.index("<teiHeader>") : text.index("<text>")].replace("<title>T", "<title>{}")
    opened = "<teiCorpus xmlns='http://www.tei-c.org/ns/1.0'>"
    path = tmp_path / "corpora.xml"
    path.write_text(
        f"{opened}{header.format('All')}{opened}{header.format('Part')}{text}</teiCorpus></teiCorpus>", "utf-8"
    )
    made = page(publishing.html(path, tmp_path)[0])
    assert made.xpath("//h2[.='Part']/following::*[contains(@class, 'formula')]/span[.=' (3)']")


def test_a_citation_without_an_id_or_inside_another_is_no_failure(tmp_path: Path) -> None:
    body = "<p><bibl type='book'>One <bibl type='other'>two</bibl></bibl> <bibl ref='#x'>three</bibl></p>"
    cited = records(body, tmp_path)
    assert all(record["id"] for record in cited)
    assert len({record["id"] for record in cited}) == len(cited)


def test_the_document_s_own_source_is_no_citation(tmp_path: Path) -> None:
    assert records("<p>Text.</p>", tmp_path, header="<bibl>The article itself</bibl>") == []


def test_a_part_of_a_document_is_published_and_said_to_have_no_header(tmp_path: Path) -> None:
    part = tmp_path / "part.xml"
    part.write_text('<div xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><p>Only a part.</p></div>', "utf-8")
    found: list[Finding] = []
    (made,) = publishing.html(part, tmp_path, found.append)
    assert "Only a part." in made.read_text("utf-8")
    assert [one.rule for one in found] == ["publishing-no-header"]


def test_ids_that_stand_twice_are_one_line(tmp_path: Path) -> None:
    path = tmp_path / "twice.xml"
    path.write_text(START.format("<p>x</p>", "<p xml:id='a'>One.</p>\n<p xml:id='a'>Two.</p>"), "utf-8")
    found: list[Finding] = []
    publishing.html(path, tmp_path, found.append)
    (finding,) = found
    assert (finding.rule, finding.line) == ("publishing-repeated-id", 2)


def test_the_page_lists_the_citations_of_others_and_each_leads_to_its_place(tmp_path: Path) -> None:
    tei = tmp_path / "cited.xml"
    tei.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Ferries</title>'
        "</titleStmt><publicationStmt><p>None</p></publicationStmt><sourceDesc><p>None</p></sourceDesc></fileDesc>"
        "</teiHeader><text><body><p>See <bibl><author>Ann Author</author>, <title>Slow Boats</title>, "
        "<date>1931</date></bibl>.</p><listBibl><biblStruct><monogr><author><surname>Writer</surname><forename>Bo"
        "</forename></author><title>Fast Boats</title><imprint><date when='1950'/></imprint></monogr></biblStruct>"
        "</listBibl></body></text></TEI>",
        "utf-8",
    )
    made = page(publishing.html(tei, tmp_path)[0])
    (section,) = made.xpath("//section[@id='citations']")
    assert "Slow Boats" in section.text_content()
    assert "Writer, Bo" in section.text_content()
    leads = {str(target) for target in section.xpath(".//a/@href") if str(target).startswith("#")}
    assert len(leads) == 2
    assert all(made.xpath(f"//*[@id='{target[1:]}']") for target in leads)
    assert made.xpath("//nav//a[@href='#citations']")


@pytest.mark.parametrize(("count", "is_listed"), [(300, True), (301, False)])
def test_the_page_of_a_bibliography_leaves_its_index_to_a_page_of_its_own(
    tmp_path: Path, count: int, is_listed: bool
) -> None:
    cited = "".join(f"<bibl><title>Boats {number}</title></bibl>" for number in range(count))
    path = tmp_path / "many.xml"
    path.write_text(START.format("<p>x</p>", f"<listBibl>{cited}</listBibl>"), "utf-8")
    found: list[Finding] = []
    made = page(publishing.html(path, tmp_path, found.append)[0])
    assert bool(made.xpath("//section[@id='citations']")) is is_listed
    assert [finding.rule for finding in found] == ([] if is_listed else ["publishing-index-apart"])
    assert len(publishing.records(path)) == count


def test_the_parts_of_a_structured_reference_have_points_between_them(tmp_path: Path) -> None:
    tei = tmp_path / "listed.xml"
    tei.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Ferries</title>'
        "</titleStmt><publicationStmt><p>None</p></publicationStmt><sourceDesc><p>None</p></sourceDesc></fileDesc>"
        "</teiHeader><text><body><listBibl><biblStruct><monogr><author>A. G. Small</author><title>English hands</title>"
        "<imprint><pubPlace>London</pubPlace><publisher>Arnold</publisher><date>1977</date></imprint></monogr>"
        "</biblStruct>\n<biblStruct>\n<analytic>\n<author>B. One</author>\n<author>B. Two</author>\n<title>Report."
        "</title></analytic>\n<monogr><title level='j'>Boats</title><imprint><biblScope unit='volume'>3</biblScope>"
        "</imprint></monogr></biblStruct></listBibl></body></text></TEI>",
        "utf-8",
    )
    records = page(publishing.html(tei, tmp_path)[0]).xpath("//article//*[contains(@class, 'listBibl')]/*")
    assert [" ".join(record.text_content().split()) for record in records] == [
        "A. G. Small. English hands. London: Arnold, 1977",
        "B. One, B. Two. Report. Boats, 3",
    ]


def test_what_only_tags_tell_is_seen_on_the_page(tmp_path: Path) -> None:
    """Titles and highlighted words are italic, shelfmarks and measures have points, hidden line ends break no word."""
    body = (
        "<p>A <hi>quay</hi> and a fer<lb rend='hidden'/>ry on the wa<g ref='char:EOLhyphen'/>ter in "
        "<title>The Tide</title>.</p>"
        "<listBibl><bibl><title level='a'>On ropes</title>, <title level='j'>The Quay</title></bibl>"
        "<bibl><author>Bea <surname>Sample</surname> </author> <title level='m'>Lamps</title> <date>1951</date></bibl>"
        "</listBibl>"
        "<p><idno type='URL'>https://example.org/one</idno></p>"
        "<msDesc><msIdentifier> <settlement>Oxford</settlement> <repository>Library</repository> <idno>MS 1</idno>"
        "</msIdentifier><physDesc><objectDesc><supportDesc><extent>9 leaves: <dimensions unit='mm'><height>19</height> "
        "<width>28</width></dimensions></extent></supportDesc></objectDesc></physDesc></msDesc>"
    )
    path = tmp_path / "told.xml"
    path.write_text(START.format("<p>x</p>", body), "utf-8")
    root = page(publishing.html(path, tmp_path)[0])
    text = " ".join(root.find(".//article").text_content().split())
    assert [one.text_content() for one in root.xpath("//article//em | //article//cite[@class='italic']")] == [
        "quay",
        "The Tide",
        "The Quay",
        "Lamps",
    ]
    assert "and a ferry on the wa\u00adter in" in text
    assert "Bea Sample. Lamps, 1951" in text
    assert "“On ropes”, The Quay" in text
    assert "Oxford, Library, MS 1" in text
    assert "19 × 28 mm" in text
    assert root.xpath("//article//a[@href='https://example.org/one']")


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("<p>He said <q>stop <q>now</q></q>.</p>", "He said “stop ‘now’”."),
        ("<p>He said “<q>stop</q>” and <said>“go”</said>.</p>", "He said “stop” and “go”."),
        ("<p xml:lang='ru'>Сказал: <said>стой</said>.</p>", "Сказал: «стой»."),
        ("<p xml:lang='zh-Hant'>曰：<q>止</q>。</p>", "曰：「止」。"),
        ("<p>See <ref target='other.xml#k'/>.</p>", "See other.xml#k."),
        ("<entry><sense><def>landing place</def><cit><quote>at the quay</quote></cit></sense></entry>", "place at the"),
        ("<listApp><app loc='3'><lem>Lights</lem><rdg wit='#B'>Light</rdg></app></listApp>", "3 Lights [Light B]"),
        (
            "<p><app><rdgGrp><lem>river</lem><rdg wit='#B'>stream</rdg></rdgGrp></app></p>",
            "[river; stream B]",
        ),
        ("<table><row><cell>one</cell></row><trailer>Source: log</trailer></table>", "one Source: log"),
        ("<p>Red: <list type='inline'><item>rust</item>, <item>rose</item></list>.</p>", "Red: rust, rose."),
        ("<list type='inline'><label>(i)</label><item>one</item>; <item>two</item></list>", "(i) one; two"),
        ("<div xml:id='d'><head>Ropes</head><p>See <ptr target='#d'/>.</p></div>", "See Ropes."),
        ("<p><gap unit='words' quantity='2'/> and <gap unit='line'/></p>", "[… 2 words] and […]"),
        ("<p><supplied cert='low'>quay</supplied></p>", "[quay?]"),
        ("<elementSpec ident='deed'><desc>a deed</desc></elementSpec>", "<deed>a deed"),
        ("<p><specDesc key='deed'/> <gi>p</gi></p>", "deed <p>"),
        ("<person><birth when='1700-02-03'><placeName>Kell</placeName></birth></person>", "* 3 February 1700, Kell"),
        ("<person><persName>Ann</persName><death notBefore='1760' notAfter='1765'/></person>", "† 1760–1765"),
        (
            "<u who='#h'><seg>Yes.</seg></u><listPerson><person xml:id='h'><persName><surname>Hale</surname>"
            "<forename>Ann</forename></persName></person></listPerson>",
            "Ann HaleYes.",
        ),
        ("<note type='speaker'>ANN:</note><u who='#ann'><seg>Yes.</seg></u>", "ANN:Yes."),
        ("<div type='edition'><ab>a <del>b</del></ab></div>", "a ⟦b⟧"),
        ("<u>well <pause/>the <vocal><desc>laughs</desc></vocal> was <shift/>shut</u>", "well the ((laughs)) was shut"),
        (
            "<annotationBlock who='#a'><u>Yes.</u></annotationBlock>"
            "<listPerson><person xml:id='a'><persName>Ada</persName></person></listPerson>",
            "AdaYes.",
        ),
        (
            "<castList><castItem><role xml:id='m'>Mara</role></castItem></castList><sp who='#m'><p>We wait.</p></sp>",
            "MaraWe wait.",
        ),
        ("<p><name>Ina</name><note place='inline'>a person</note></p>", "Ina a person"),
        ("<div type='apparatus'><p><app loc='3'><rdg>viam: vicum</rdg></app></p></div>", "3 viam: vicum"),
        ("<epigraph><cit><quote>Wide.</quote><bibl>Old song</bibl></cit></epigraph>", "Wide. Old song"),
    ],
)
def test_what_others_tell_by_tags_alone_is_told_on_page_and_in_print(body: str, seen: str, tmp_path: Path) -> None:
    path = tmp_path / "told.xml"
    path.write_text(START.format("<p>x</p>", body), "utf-8")
    publishing.html(path, tmp_path)
    publishing.pdf(path, tmp_path)
    printed = etree.parse(tmp_path / "told.print.xml").getroot()
    cells = " ".join("".join(map(str, part.itertext())) for part in printed.iter("cell", "between"))
    shown = " ".join(page(tmp_path / "told.html").xpath("//article//td//text()")) or article_of(tmp_path / "told.html")
    for words in (shown, cells or "".join(map(str, printed.itertext()))):
        assert seen in " ".join(words.split())


def test_an_apparatus_apart_from_the_text_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "apart.xml"
    apart = "<standOff><listApp><app from='#x'><lem>Lamp</lem><rdg>Rope</rdg></app></listApp></standOff><text>"
    path.write_text(START.format("<p>x</p>", "<p><anchor xml:id='x'/>Lamp</p>").replace("<text>", apart), "utf-8")
    found: list[Finding] = []
    publishing.html(path, tmp_path, found.append)
    publishing.pdf(path, tmp_path, found.append)
    assert [one for one in found if one.severity == "error"] == []
    assert "Lamp [Rope]" in article_of(tmp_path / "apart.html")


def test_records_that_stand_off_and_nothing_points_to_are_shown(tmp_path: Path) -> None:
    """Those that the text points to are in the index of the page, and not told twice."""
    path = tmp_path / "off.xml"
    apart = (
        "<standOff><listPerson><person xml:id='j'><persName>Jane Hale</persName></person>"
        "<person xml:id='t'><persName>Tom Bell</persName><note>clerk</note></person></listPerson>"
        "<listEvent><event><label>The flood</label></event></listEvent></standOff><text>"
    )
    body = "<p><persName ref='#j'>J. H.</persName></p>"
    path.write_text(START.format("<p>x</p>", body).replace("<text>", apart), "utf-8")
    found: list[Finding] = []
    publishing.html(path, tmp_path, found.append)
    publishing.pdf(path, tmp_path, found.append)
    assert [one for one in found if one.severity == "error"] == []
    printed = "".join(map(str, etree.parse(tmp_path / "off.print.xml").getroot().itertext()))
    for words in (article_of(tmp_path / "off.html"), printed):
        assert "Tom Bell" in words
        assert "clerk" in words
        assert "The flood" in words
        assert "Jane Hale" not in words
    root = page(tmp_path / "off.html")
    assert root.xpath("//section[@id='index-person']//li[@id='j']")
    assert len(root.xpath("//@id")) == len(set(root.xpath("//@id")))


def test_notes_that_point_at_words_have_their_marks_there_in_the_order_of_the_marks(tmp_path: Path) -> None:
    path = tmp_path / "pointing.xml"
    body = (
        "<p xml:id='p'>At the <w xml:id='w'>ford</w> <persName xml:id='n'>Aled</persName> stood.</p>"
        "<lg xml:id='g'><l>Cold</l><l>water</l></lg>"
        "<div><note target='#g'>Two lines.</note><note corresp='#n'>A reeve.</note><note target='#w'>A crossing.</note>"
        "<note target='#p'>First.</note><note target='#p'>Second.</note></div>"
    )
    path.write_text(START.format("<p>x</p>", body), "utf-8")
    publishing.html(path, tmp_path)
    publishing.pdf(path, tmp_path)
    assert article_of(tmp_path / "pointing.html").startswith("TAt the ford1 Aled2 stood.3, 4Coldwater5")
    notes = page(tmp_path / "pointing.html").xpath("//section[@id='notes']//div[@class='note-body']")
    told = ["A crossing.", "A reeve.", "First.", "Second.", "Two lines."]
    assert ["".join(one.itertext()).strip() for one in notes] == told
    printed = etree.parse(tmp_path / "pointing.print.xml").getroot()
    assert [(one.get("mark"), one.xpath("string()")) for one in printed.iter("note")] == [
        (str(number), words) for number, words in enumerate(told, 1)
    ]


def test_words_from_right_to_left_say_so(tmp_path: Path) -> None:
    path = tmp_path / "turned.xml"
    body = (
        "<p>So <foreign xml:lang='he'>שלום</foreign>.</p><p xml:lang='ar'>كتب <foreign xml:lang='en'>Hale</foreign></p>"
    )
    path.write_text(START.format("<p>x</p>", body), "utf-8")
    publishing.html(path, tmp_path)
    root = page(tmp_path / "turned.html")
    assert [one.get("dir") for one in root.xpath("//article//*[@lang='he' or @lang='ar']")] == ["rtl", "rtl"]
    assert root.xpath("//article//*[@lang='en']/@dir") == ["ltr"]
    assert not root.xpath("//article/@dir")
    path.write_text(START.format("<p>x</p>", "<p>كتب</p>").replace('lang="en"', 'lang="fa"'), "utf-8")
    publishing.html(path, tmp_path)
    assert page(tmp_path / "turned.html").xpath("//article/@dir") == ["rtl"]


def test_a_paragraph_from_right_to_left_begins_at_the_right(tmp_path: Path) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    path = tmp_path / "right.xml"
    path.write_text(START.format("<p>x</p>", "<p xml:lang='he'>שלום</p>"), "utf-8")
    publishing.pdf(path, tmp_path)
    with pdfium.PdfDocument(tmp_path / "right.pdf") as document:
        text = document[0].get_textpage()
        place = text.get_text_range().find("ש")
        assert text.get_charbox(place)[2] > document[0].get_width() * 0.75


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>Schlo\u0082 und &#x9c;</p>", {"publishing-control-character"}),
        ("<p>كتاب وجيز المنهل الرايق علي كنز الدقايق</p>", set[str]()),
        ("<!-- a comment --><p>Rope <persName ref='#o'>Orla</persName></p>", set[str]()),
    ],
)
def test_words_that_are_shown_are_not_told_as_lost(body: str, told: set[str], tmp_path: Path) -> None:
    path = tmp_path / "shown.xml"
    off = "<standOff><listPerson><person xml:id='o'><persName>Orla</persName></person></listPerson></standOff><text>"
    path.write_text(START.format("<p>x</p>", body).replace("<text>", off), "utf-8")
    for publish in (publishing.html, publishing.pdf):
        found: list[Finding] = []
        publish(path, tmp_path, found.append)
        assert {one.rule for one in found if one.severity != "info"} - {"publishing-no-font"} == told


def test_a_text_whose_root_is_written_from_right_to_left_is_set(tmp_path: Path) -> None:
    path = tmp_path / "root.xml"
    text = START.format("<p>x</p>", "<p xml:lang='en'>Rope</p>").replace('lang="en"', 'lang="ar-Latn-x-ijmes"')
    path.write_text(text.replace("<text>", "<text xml:lang='ar'>"), "utf-8")
    assert publishing.pdf(path, tmp_path).is_file()


def test_words_between_the_parts_of_a_name_are_kept_in_the_index(tmp_path: Path) -> None:
    body = (
        "<bibl><author><forename>Ahmad</forename> Bey <surname>Taymur</surname></author>, <title>Ropes</title></bibl>"
    )
    (record,) = records(body, tmp_path)
    assert "Ahmad Bey Taymur" in record["text"]


def test_pictures_of_pages_are_not_shown_before_a_manuscript_s_description(tmp_path: Path) -> None:
    path = tmp_path / "pages.xml"
    manuscript = "<msDesc><msIdentifier><idno>MS 4</idno></msIdentifier><p>Forty leaves.</p></msDesc>"
    pages = "<facsimile><surface><graphic url='1.jpg'/></surface></facsimile><text>"
    path.write_text(START.format(manuscript, "<p/>").replace("<text>", pages), "utf-8")
    found: list[Finding] = []
    publishing.html(path, tmp_path, found.append)
    assert "Forty leaves." in article_of(tmp_path / "pages.html")
    assert [one.rule for one in found if one.severity != "info"] == []


def test_numbers_of_items_are_those_of_the_encoder(tmp_path: Path) -> None:
    path = tmp_path / "items.xml"
    body = "<list rend='numbered'><item n='7'>seven</item><item n='b'>letter</item></list>"
    path.write_text(START.format("<p>x</p>", body), "utf-8")
    publishing.html(path, tmp_path)
    items = page(tmp_path / "items.html").xpath("//article//ol/li")
    assert [(one.get("value"), one.get("data-n")) for one in items] == [("7", None), (None, "b. ")]
    pdfium = pytest.importorskip("pypdfium2")
    publishing.pdf(path, tmp_path)
    with pdfium.PdfDocument(tmp_path / "items.pdf") as document:
        words = document[0].get_textpage().get_text_range().split()
    assert words[words.index("7.") : words.index("letter") + 1] == ["7.", "seven", "b.", "letter"]


def test_a_page_offers_to_show_only_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "kinds.xml"
    named = "<p><persName>Bea</persName>, <date when='1951'>1951</date></p>"
    for body, kinds in (("<p>Rope.</p>", []), (named, ["person", "date"])):
        path.write_text(START.format("<p>x</p>", body), "utf-8")
        publishing.html(path, tmp_path)
        offered = page(tmp_path / "kinds.html").xpath("//button[@data-kind]/@data-kind")
        assert offered == kinds


@pytest.mark.parametrize("pointer", ["", " ref='#a'"])
def test_records_that_no_word_points_to_are_not_taken_for_the_end_of_the_text(pointer: str, tmp_path: Path) -> None:
    path = tmp_path / "left.xml"
    record = "<standOff><listPlace><place xml:id='a'><placeName>Oxford</placeName></place></listPlace></standOff>"
    text = START.format("<p>x</p>", f"<p>From <placeName{pointer}>Oxford</placeName>.</p>")
    path.write_text(text.replace("<text>", f"{record}<text>"), "utf-8")
    publishing.html(path, tmp_path)
    label = "Places: entries that the text does not point to"
    assert (label in article_of(tmp_path / "left.html")) is not bool(pointer)
