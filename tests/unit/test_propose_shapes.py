"""What a proposal says about tables of every shape, written out by hand; and what it never says."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.errors import FileRejectedError
from pipelines.profile import Layout
from pipelines.proposal.document import to_profile_yaml
from pipelines.proposal.names import likeness
from pipelines.proposal.proposal import Proposal
from pipelines.proposal.propose import propose
from tests.builders import a_workspace
from tests.builders_delivery import CONTRACTS, HEADER, WORDS, a_profile
from tests.builders_unknown import workbook

TALLIES = ("contact_tallies",)
ALL = ("contacts", "contact_tallies", "events")


def _propose(
    folder: Path,
    content: str | bytes,
    *,
    sources: Sequence[str] = TALLIES,
    name: str = "liste.csv",
    profiles: Sequence = (),
) -> Proposal | None:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    contracts = [CONTRACTS[source] for source in sources]
    return propose(path, contracts=contracts, vocabularies=WORDS, workspace=a_workspace(), profiles=profiles)


def _document(folder: Path, content: str | bytes, **options: object) -> dict:
    proposal = _propose(folder, content, **options)  # type: ignore[arg-type]
    assert proposal is not None
    document = yaml.safe_load(to_profile_yaml(proposal))
    Layout.model_validate(document)
    return document


def _lines(*lines: str) -> list[list[str]]:
    return [line.split(";") for line in lines]


def test_months_side_by_side(tmp_path: Path) -> None:
    content = "Büro Mitte\n\nMerkmal;Zeile;Jan 26;Feb 26;Mrz 26\nThema;Wohnen;3;-;5\nThema;Arbeit;1;2;\n"
    document = _document(tmp_path, content)
    assert document == {
        "source": "contact_tallies",
        "title": "Eigener Aufbau für Strichlisten und Monatszahlen",
        "fingerprint": ["Merkmal", "Zeile"],
        "headers": {"Merkmal": "dimension"},
        "months_wide": {
            "row_header": "Zeile", "row_column": "category", "month_format": "german", "value": "contacts",
        },
    }  # fmt: skip


def test_categories_side_by_side_below_a_heading(tmp_path: Path) -> None:
    head = "Berichtsmonat;Stelle;Anzahl;;\n;;Wohnen;Arbeit;Gesamt\n"
    content = f"{head}10/2026;sprechstunde;3;1;4\n11/2026;sprechstunde;2;0;2\n"
    document = _document(tmp_path, content)
    assert document["header_rows"] == 2
    assert document["headers"] == {"Berichtsmonat": "month", "Stelle": "service"}
    assert document["columns_wide"] == {
        "value": "contacts",
        "columns": {
            "Anzahl Wohnen": {"dimension": "topic", "category": "wohnen"},
            "Anzahl Arbeit": {"dimension": "topic", "category": "arbeit"},
            "Anzahl Gesamt": {"dimension": "total"},
        },
    }


def test_a_category_that_is_only_similar_is_no_column_of_its_own(tmp_path: Path) -> None:
    content = "Berichtsmonat;Stelle;Wohnen;Arbeit;Pflegen\n10/2026;sprechstunde;3;1;4\n11/2026;sprechstunde;2;0;2\n"
    proposal = _propose(tmp_path, content)
    assert proposal is not None
    roles = {header.header: (header.role, header.confidence) for header in proposal.headers}
    assert (roles["Wohnen"], roles["Arbeit"]) == (("category", "sicher"), ("category", "sicher"))
    assert roles["Pflegen"] == ("column", "unbekannt")
    assert "Was ist „Pflegen“? Bitte eine Spalte wählen oder nicht übernehmen." in proposal.open


def test_a_category_only_in_the_first_row_of_its_block(tmp_path: Path) -> None:
    content = (
        "Monat;Stelle;Gruppe;Zeile;Zahl\n10/2026;sprechstunde;Thema;Wohnen;3\n;;;Arbeit;1\n;;;Pflege;2\n"
        "11/2026;sprechstunde;Thema;Wohnen;3\n;;;Arbeit;4\n;;;Pflege;0\n"
    )
    assert _document(tmp_path, content)["fill_down"] == ["Monat", "Stelle", "Gruppe"]


def test_rows_that_name_the_group_below_them(tmp_path: Path) -> None:
    content = (
        "Zeile;Stelle;Monat;Zahl\nThema;;;\nWohnen;sprechstunde;10/2026;3\nArbeit;sprechstunde;10/2026;1\n"
        "Kanal;;;\ntelefonisch;sprechstunde;10/2026;4\nVideo;sprechstunde;10/2026;0\n"
    )
    document = _document(tmp_path, content)
    assert document["group_rows"] == {"header": "Zeile", "column": "dimension"}
    assert document["headers"] == {"Zeile": "category", "Stelle": "service", "Monat": "month", "Zahl": "contacts"}


def test_one_sheet_per_month(tmp_path: Path) -> None:
    lines = _lines("Merkmal;Zeile;Zahl", "Thema;Wohnen;3", "Thema;Arbeit;1")
    content = workbook({"Jan 26": lines, "Feb 26": lines, "Hinweise": _lines("Bitte ausfüllen")})
    proposal = _propose(tmp_path, content, name="liste.xlsx")
    assert proposal is not None
    assert (proposal.sheets, proposal.document["sheet"]) == (("Jan 26", "Feb 26"), "months")
    assert not [question for question in proposal.open if "Monat" in question]


@pytest.mark.parametrize(
    ("content", "name", "asked"),
    [
        ("Merkmal;Zeile;Januar;Februar\nThema;Wohnen;3;4\nThema;Arbeit;1;2\n", "liste.csv", True),
        ("Merkmal;Zeile;Januar;Februar\nThema;Wohnen;3;4\nThema;Arbeit;1;2\n", "liste_2026.csv", False),
        ("Strichliste 2026\nMerkmal;Zeile;Januar;Februar\nThema;Wohnen;3;4\nThema;Arbeit;1;2\n", "liste.csv", False),
        ("Merkmal;Zeile;Jan 26;Feb 26\nThema;Wohnen;3;4\nThema;Arbeit;1;2\n", "liste.csv", False),
        ("Monat;Stelle;Gruppe;Zeile;Zahl\n05.10.;sprechstunde;Thema;Wohnen;3\n", "liste.csv", True),
        ("Monat;Stelle;Gruppe;Zeile;Zahl\n05.10.26;sprechstunde;Thema;Wohnen;3\n", "liste.csv", False),
    ],
)
def test_a_year_that_nothing_says_is_asked(tmp_path: Path, content: str, name: str, asked: bool) -> None:
    proposal = _propose(tmp_path, content, name=name)
    assert proposal is not None
    assert any("Jahr" in question for question in proposal.open) == asked


@pytest.mark.parametrize(
    ("name", "expression"),
    [
        ("Zahlen_2026-10.csv", r"_(?P<year>\d{4})\-(?P<month>\d{2})"),
        ("202610.csv", r"(?P<year>\d{4})(?P<month>\d{2})"),
        ("Zahlen.csv", None),
    ],
)
def test_the_month_stands_in_the_name_of_the_file(tmp_path: Path, name: str, expression: str | None) -> None:
    document = _document(tmp_path, "Merkmal;Zeile;Zahl\nThema;Wohnen;3\nThema;Arbeit;1\n", name=name)
    assert document.get("file_month") == expression


def test_what_the_file_does_not_say_is_asked_unless_its_title_says_it(tmp_path: Path) -> None:
    content = "Sprechstunde Mitte, Strichliste\nMonat;Ausprägung;Zahl\n10/2026;Wohnen;3\n11/2026;Pflege;1\n"
    proposal = _propose(tmp_path, content)
    assert proposal is not None
    constants = {constant.column: (constant.suggestion, constant.evidence) for constant in proposal.constants}
    assert constants["service"] == ("sprechstunde", "Steht im Titel oder im Dateinamen")
    assert constants["dimension"] == ("topic", "Die Wörter in „Ausprägung“ stehen nur in „Themen“")
    assert constants["carrier"] == (None, "")
    assert proposal.document["constants"] == {"service": "sprechstunde", "dimension": "topic"}
    untitled = _propose(tmp_path, content.partition("\n")[2])
    assert untitled is not None
    question = "„Angebot“ steht nicht in der Datei. Bitte auswählen, was für alle Zeilen gilt."
    assert (question in untitled.open, question in proposal.open) == (True, False)


def test_signs_that_may_mean_two_things_are_asked(tmp_path: Path) -> None:
    proposal = _propose(tmp_path, "Merkmal;Zeile;Jan 26;Feb 26\nThema;Wohnen;3;-\nThema;Arbeit;-;2\n")
    assert proposal is not None
    assert [(mark.mark, mark.rows) for mark in proposal.marks] == [("-", 2)]
    assert "marks" not in proposal.document


def _contacts(channel: Sequence[str], extra: str = "") -> str:
    head = HEADER.replace("Kanal", "Weg") + (f";{extra}" if extra else "")
    rows = [
        f"0{day % 9 + 1}.10.2026;sprechstunde;caritas;Erstkontakt;{word};Wohnen" for day, word in enumerate(channel)
    ]
    return "\n".join([head, *(f"{row};Erika Mustermann" if extra else row for row in rows)])


def test_near_misses_are_suggested_and_never_mapped(tmp_path: Path) -> None:
    proposal = _propose(tmp_path, _contacts(["telefonish"] * 6 + ["telefonisch"] * 6), sources=["contacts"])
    assert proposal is not None
    (word,) = proposal.words
    assert (word.word, word.rows, word.suggestion, word.suggestion_name) == ("telefonish", 6, "phone", "telefonisch")
    assert word.confirmed is False
    assert "categories" not in proposal.document
    assert "telefonish" not in to_profile_yaml(proposal)


def test_opposites_are_not_near(tmp_path: Path) -> None:
    content = _contacts(["telefonisch"] * 6).replace("Erstkontakt", "bekannt")
    proposal = _propose(tmp_path, content, sources=["contacts"])
    assert proposal is not None
    assert [(word.word, word.suggestion) for word in proposal.words] == [("bekannt", None)]


def test_words_about_few_people_are_never_shown(tmp_path: Path) -> None:
    rare, often, named = ["Hausbesuch"] * 4, ["Treffen"] * 5, ["Erika Mustermann"] * 6
    proposal = _propose(tmp_path, _contacts([*rare, *often, *named]), sources=["contacts"])
    assert proposal is not None
    assert [word.word for word in proposal.words] == ["Treffen"]
    assert proposal.untold == 2
    assert "Hausbesuch" not in str(proposal.to_json())
    assert "Mustermann" not in str(proposal.to_json())


def test_words_of_counts_may_be_shown(tmp_path: Path) -> None:
    proposal = _propose(tmp_path, "Monat;Stelle;Gruppe;Zeile;Zahl\n10/2026;sprechstunde;Thema;Wohnung;3\n")
    assert proposal is not None
    assert [(word.word, word.suggestion) for word in proposal.words] == [("Wohnung", "wohnen")]


def test_columns_about_people_are_named_and_never_taken(tmp_path: Path) -> None:
    proposal = _propose(tmp_path, _contacts(["telefonisch"] * 6, extra="Name"), sources=["contacts"])
    assert proposal is not None
    header = next(header for header in proposal.headers if header.header == "Name")
    assert (header.role, header.column) == ("person", None)
    assert "Die Spalte „Name“ enthält Angaben zu Personen. Bitte in der Datei löschen." in proposal.open
    assert "Name" not in proposal.document["headers"]  # type: ignore[operator]
    assert "Mustermann" not in str(proposal.to_json())


def test_the_source_is_the_one_that_fits_best(tmp_path: Path) -> None:
    tally = "Monat;Stelle;Gruppe;Zeile;Zahl\n10/2026;sprechstunde;Thema;Wohnen;3\n"
    event = "Nr;Am;Was;Typ;Form;Stadtteil;Verband;Stand\nV1;05.10.2026;Nähkurs;Kurs;offen;Mitte;AWO;geplant\n"
    for content, source in ((_contacts(["am Telefon"] * 6), "contacts"), (tally, "contact_tallies"), (event, "events")):
        proposal = _propose(tmp_path, content, sources=ALL)
        assert proposal is not None
        assert proposal.source == source


@pytest.mark.parametrize(
    "content",
    [
        "Sehr geehrte Damen und Herren,\nanbei die Liste.\nMit freundlichen Grüßen\n",
        "05.10.2026;3;telefonisch\n06.10.2026;1;persönlich\n",
        "Artikel;Farbe;Preis\nStuhl;rot;12,50\nTisch;blau;99,00\n",
        "Monat\n10/2026\n",
    ],
)
def test_what_is_no_such_list_gets_no_proposal(tmp_path: Path, content: str) -> None:
    assert _propose(tmp_path, content, sources=ALL) is None


def test_other_profiles_are_evidence_for_headers_and_words(tmp_path: Path) -> None:
    profile = a_profile(
        "{source: contacts, title: Liste, fingerprint: [Zugehörig, Rohrpost], headers: {Rohrpost: channel}, "
        "categories: {channel: {am Apparat: phone}}}"
    )
    content = _contacts(["am Apparat"] * 6).replace("Weg", "Rohrpost")
    proposal = _propose(tmp_path, content, sources=["contacts"], profiles=[profile])
    assert proposal is not None
    header = next(header for header in proposal.headers if header.header == "Rohrpost")
    assert (header.column, header.evidence[0]) == ("channel", "Name üblich für „Kanal“")
    (word,) = proposal.words
    assert (word.suggestion, word.evidence) == ("phone", "So steht es in einem anderen Profil")
    assert "categories" not in proposal.document


def test_decimal_points_are_told_from_thousands(tmp_path: Path) -> None:
    head = "Buchung vom;Auftrag;Buchungsart;EUR;HHJ\n"
    rows = "05.10.2026;m1;bewilligt;{};2026\n06.10.2026;m1;ausgezahlt;1.234;2026\n"
    pointed = _document(tmp_path, head + rows.format("12.50"), sources=["movements"])
    grouped = _document(tmp_path, head + rows.format("12.500"), sources=["movements"])
    assert (pointed.get("decimal"), grouped.get("decimal")) == ("point", None)


CELLS = st.one_of(
    st.sampled_from(
        ["Datum", "Monat", "Wohnen", "Gesamt", "Jan 26", "Name", "05.10.2026", "3", "-", "ca. 20", "", "x"]
    ),
    st.text(max_size=12),
)


@settings(max_examples=100)
@given(lines=st.lists(st.lists(CELLS, max_size=6), max_size=12), raw=st.binary(max_size=200))
def test_whatever_a_file_holds_there_is_a_proposal_or_none(
    tmp_path_factory: pytest.TempPathFactory, lines: list[list[str]], raw: bytes
) -> None:
    folder = tmp_path_factory.mktemp("any")
    for content in ("\n".join(";".join(line) for line in lines), raw):
        try:
            proposal = _propose(folder, content, sources=ALL)
        except FileRejectedError:
            continue
        if proposal is not None:
            Layout.model_validate(yaml.safe_load(to_profile_yaml(proposal)))


def test_tables_of_nothing_but_words_take_few_comparisons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    def counted(header: str, *rest: object) -> object:
        compared.append(header)
        return likeness(header, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("pipelines.proposal.fit.likeness", counted)
    words = ["".join(letters) for letters in itertools.product("abcdefgh", repeat=4)]
    content = "\n".join(";".join(words[line * 50 : line * 50 + 50]) for line in range(80))
    assert _propose(tmp_path, content, sources=ALL) is None
    assert 0 < len(compared) <= 4 * 50 * sum(len(CONTRACTS[source].columns) for source in ALL)


def test_a_table_too_wide_for_any_list_is_not_compared(tmp_path: Path) -> None:
    content = ";".join(f"Spalte {chr(65 + number // 26)}{chr(65 + number % 26)}" for number in range(80))
    assert _propose(tmp_path, f"{content}\n{';'.join(['x'] * 80)}\n", sources=ALL) is None
