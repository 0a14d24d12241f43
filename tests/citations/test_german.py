"""References as German journals print them: commas, S., Bd., Hg., in:, place and year without a comma between."""

from typing import Any

import pytest

from tests.citations.sample import agrees, records


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        (
            "Anna Roth, Die Mühle am Bach. Gründerjahre eines Werks 1949–1957, Leipzig 1981, S. 245–250",
            {"authors": ["Anna Roth"], "title": "Die Mühle am Bach. Gründerjahre eines Werks 1949–1957",
             "place": "Leipzig", "publisher": None, "year": 1981, "pages": [[245, 250]], "kind": "book"},
        ),
        (
            "Karl Weber (Hrsg.), Die Mühlen 1955, 2 Bde., Frankfurt a.M./New York: Fink 1958, Bd. 1, S. 77",
            {"editors": ["Karl Weber"], "title": "Die Mühlen 1955", "volume": "1", "place": "Frankfurt a.M./New York",
             "publisher": "Fink", "year": 1958, "pages": [[77, 77]]},
        ),
        (
            "Helga Roth, Der Bach im Jahr 1952, in: Zeitschrift für Mühlen 41 (1993), H. 2, S. 211–240, hier S. 215",
            {"title": "Der Bach im Jahr 1952", "container": "Zeitschrift für Mühlen", "volume": "41", "issue": "2",
             "year": 1993, "pages": [[211, 240], [215, 215]], "kind": "article"},
        ),
        (
            "Martin Kolb: „Die Mühle und ihre Folgen“, in: Mühlenarchiv, 31. Jg., Nr. 3, 1998, S. 401–415",
            {"authors": ["Martin Kolb"], "title": "Die Mühle und ihre Folgen", "container": "Mühlenarchiv",
             "volume": "31", "issue": "3", "year": 1998},
        ),
        (
            "Anna Berg/Peter Voss, Mühlen im Wandel, in: Jürgen Thoma u. a. (Hg.), Werke. Neue Forschungen, Mainz:"
            " Fink, 2009, S. 15–38",
            {"authors": ["Anna Berg", "Peter Voss"], "editors": ["Jürgen Thoma"], "title": "Mühlen im Wandel",
             "container": "Werke. Neue Forschungen", "place": "Mainz", "publisher": "Fink", "kind": "chapter"},
        ),
        (
            "Akten zum Mühlenwesen 1963, bearb. v. Rainer Blank, Bd. I, München 1994, Dok. 112, S. 355–358",
            {"title": "Akten zum Mühlenwesen 1963", "editors": ["Rainer Blank"], "volume": "I", "place": "München",
             "year": 1994, "pages": [[355, 358]]},
        ),
        (
            "Werner Thies, Die Mühle 1914, phil. Diss., Wien 1972, S. 140–45",
            {"title": "Die Mühle 1914", "place": "Wien", "year": 1972, "kind": "unpublished", "pages": [[140, 145]]},
        ),
        ("Leipziger Neue Zeitung vom 14. August 1961, S. 3", {"container": "Leipziger Neue Zeitung", "year": 1961}),
        ("Der Müller, Nr. 34, 16.8.1961, S. 12", {"container": "Der Müller", "issue": "34", "pages": [[12, 12]]}),
        (
            "BArch, N 1221/47, Bl. 12–14, Roth an Weber, 3. Mai 1952",
            {"kind": "archival", "piece": "N 1221/47", "pages": [[12, 14]], "repository": "BArch"},
        ),
    ],
)  # fmt: skip
def test_reads_every_part(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(f"Vgl. {note}."), [{"text": note, **wanted}])


def test_a_letter_has_its_sender_recipient_and_day() -> None:
    (found,) = records("Landesarchiv Pirna (LAP), Haus- und Hofarchiv, Karton 810, Roth an Weber, 4. Juli 1914.")
    (document,) = found["documents"]
    assert (document["sender"], document["recipient"], document["date"]) == (["Roth"], ["Weber"], ["1914-07-04"])


def test_short_forms_find_what_they_repeat() -> None:
    agrees(
        records(
            "Helga Roth, Der Bach 1952, in: Mühlenblatt 41 (1993), S. 211–40; dies., Stauwehre, München 2002, S. 33.",
            "Ebd., S. 20. Siehe auch Roth, Stauwehre, S. 20; zit. nach Otto Werth, Aufbau, Berlin 1991, S. 8.",
        ),
        [
            {"authors": ["Helga Roth"]},
            {"text": "dies., Stauwehre, München 2002, S. 33", "authors": ["Helga Roth"], "title": "Stauwehre"},
            {"text": "Ebd., S. 20", "full": "n1-c2", "pages": [[20, 20]]},
            {"text": "Roth, Stauwehre, S. 20", "signal": "Siehe auch", "full": "n1-c2"},
            {"text": "Otto Werth, Aufbau, Berlin 1991, S. 8", "signal": "zit. nach"},
        ],
    )


@pytest.mark.parametrize(
    "comment",
    [
        "Die Mühle, die 1952 in Leipzig stand, wurde später abgerissen.",
        "Roth sprach in München 1961 vor dem Rat, doch niemand schrieb mit.",
        "Im Mai 1945 war die Lage, wie Weber sagte, hoffnungslos.",
    ],
)
def test_a_sentence_is_no_reference(comment: str) -> None:
    assert records(comment) == []


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        (
            "Brief Roths an Anna Weber, 7.9.1925, in: Gustav Roth, Vermächtnis. Der Nachlaß in drei Bänden, hrsg. von"
            " Henry Born, Bd. 2, Berlin 1932, S. 553–555",
            {"authors": ["Gustav Roth"], "editors": ["Henry Born"], "volume": "2", "place": "Berlin", "year": 1932,
             "title": "Vermächtnis. Der Nachlaß in drei Bänden"},
        ),
        (
            "„Die Stunde der Müller“, in: Der Bote, 31. März 1972",
            {"title": "Die Stunde der Müller", "container": "Der Bote", "year": 1972, "kind": "article"},
        ),
        ("Neues Mühlenland v. 2.4.1972", {"container": "Neues Mühlenland", "year": 1972}),
        (
            "Roth, Der Kampf um den Bach, Jahrbuch für Mühlen 12 (1964) 3, S. 211",
            {"title": "Der Kampf um den Bach", "container": "Jahrbuch für Mühlen", "volume": "12", "issue": "3"},
        ),
        (
            "Peter Roth, Die Mühlen von Leipzig (Darmstadt 1985) 45–60",
            {"title": "Die Mühlen von Leipzig", "place": "Darmstadt", "year": 1985, "pages": [[45, 60]]},
        ),
        (
            "Stenographische Berichte über die Verhandlungen des Deutschen Bundestages, 1. WP, 18. Sitzung,"
            " 24./25.11.1949, S. 449",
            {"year": 1949, "pages": [[449, 449]]},
        ),
        ("BGBl. 1955 II, S. 305", {"title": "BGBl.", "year": 1955, "pages": [[305, 305]]}),
        ("Hausarchiv Prüm, WA 4/1386, Bericht vom 3.5.1938", {"repository": "Hausarchiv Prüm", "piece": "WA 4/1386"}),
    ],
)  # fmt: skip
def test_reads_letters_in_print_newspapers_and_gazettes(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(f"Anders etwa {note}." if note[0] == "P" else f"{note}."), [{"text": note, **wanted}])


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        (
            "Karl Breuer, Die Mühle, in: ders. (Hrsg.), Gewerbe und Obrigkeit, Bd. 2, Stuttgart 1992, S. 101–122",
            {"container": "Gewerbe und Obrigkeit", "volume": "2", "place": "Stuttgart", "authors": ["Karl Breuer"]},
        ),
        (
            "Franz Adler (Hg.): Quellen zur Zunftgeschichte. Köln: Böhlau 1975, Nr. 45",
            {"editors": ["Franz Adler"], "place": "Köln", "publisher": "Böhlau", "year": 1975},
        ),
        (
            "Inge Marder, Mühlen im Umbruch, Diss. phil. Marburg 1969, S. 77",
            {"title": "Mühlen im Umbruch", "place": "Marburg", "kind": "unpublished"},
        ),
        (
            "Wolf Dietz, Art. „Zunft“, in: Lexikon der Mühlen, Bd. 9, München 1998, Sp. 686–691",
            {"container": "Lexikon der Mühlen", "volume": "9", "place": "München", "pages": [[686, 691]]},
        ),
        ("Reichsgesetzblatt 1919, S. 1383", {"title": "Reichsgesetzblatt", "year": 1919, "authors": None}),
        (
            "Verhandlungen des Reichstags, Bd. 332, 92. Sitzung vom 8.10.1919, S. 2880",
            {"volume": "332", "pages": [[2880, 2880]]},
        ),
    ],
)
def test_forms_of_lexica_theses_and_gazettes(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(f"{note}."), [{"text": note, **wanted}])
