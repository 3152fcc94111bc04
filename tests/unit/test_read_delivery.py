"""One file from text to landed rows: headers, layouts, words, row rules, claims."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.records.ledger import Claim
from tests.builders_delivery import CONTRACTS, HEADER, ROW, TALLY_HEADER, a_profile, read, rules_of

OCTOBER = "2026-10-01"
GOOD = f"{HEADER}\n{ROW}\n{ROW}\n".encode()


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def test_good_rows_land_typed_and_claim_their_months(tmp_path: Path) -> None:
    outcome = read(tmp_path, _lines(HEADER, ROW, ROW.replace("05.10.", "01.09.").replace("Wohnen", "Arbeit, Wohnen")))
    assert outcome.findings == ()
    assert outcome.rows is not None
    assert outcome.rows["topics"].to_list() == [["wohnen"], ["arbeit", "wohnen"]]
    assert outcome.rows.columns == [*CONTRACTS["contacts"].columns, "sheet", "row"]
    assert outcome.rows["date"].dtype == pl.Date
    assert outcome.covered == (Claim(None, "sprechstunde", "2026-09-01"), Claim(None, "sprechstunde", OCTOBER))
    assert (outcome.rows_in, outcome.rows_ok, outcome.encoding, outcome.profile) == (2, 2, "utf-8", None)


@pytest.mark.parametrize(
    ("old", "new", "cell", "rule"),
    [
        ("05.10.2026", "31.02.2026", "A2", "not_a_date"),
        ("05.10.2026", "", "A2", "missing_value"),
        ("05.10.2026", "04.11.2026", "A2", "not_after_receipt"),
        ("sprechstunde", "Sprechstnde Mitte", "B2", "unknown_key"),
        ("sprechstunde", "cafe", "B2", "valid_at"),
        ("Erstkontakt", "Drittkontakt", "D2", "unknown_category"),
        ("Wohnen", "Wohnen, Wonen", "F2", "unknown_key"),
        ("Wohnen", "", "F2", "missing_value"),
    ],
)
def test_a_bad_cell_costs_its_row_and_is_named(tmp_path: Path, old: str, new: str, cell: str, rule: str) -> None:
    outcome = read(tmp_path, _lines(HEADER, ROW.replace(old, new), ROW))
    assert rules_of(outcome) == [(cell, rule)]
    assert (outcome.rows_in, outcome.rows_ok) == (2, 1)


def test_the_day_of_receipt_is_counted_in_berlin(tmp_path: Path) -> None:
    row = ROW.replace("05.10.2026", "01.11.2026")
    late = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)
    assert read(tmp_path, _lines(HEADER, row), received=late).findings == ()
    early = datetime(2026, 10, 31, 22, 30, tzinfo=UTC)
    assert rules_of(read(tmp_path, _lines(HEADER, row), received=early)) == [("A2", "not_after_receipt")]


def test_an_unknown_word_is_never_mapped_but_the_likely_one_is_named(tmp_path: Path) -> None:
    outcome = read(tmp_path, _lines(HEADER, ROW.replace("Wohnen", "Wonen")))
    assert outcome.rows is None
    assert outcome.findings[0].message == "Der Eintrag steht nicht in „Themen“; meinten Sie „Wohnen“?"


def test_messages_repeat_a_cell_only_where_rows_are_not_about_persons(tmp_path: Path) -> None:
    about_persons = read(tmp_path, _lines(HEADER, ROW.replace("05.10.2026", "Musterfrau")))
    assert about_persons.findings[0].message == "Der Wert ist kein gültiges Datum. Bitte als TT.MM.JJJJ schreiben."
    counted = read(tmp_path, _lines(TALLY_HEADER, "Herbst;sprechstunde;Gesamt;;7"), source="contact_tallies")
    assert "„Herbst“" in counted.findings[0].message


def test_names_of_master_data_are_accepted_whatever_their_case(tmp_path: Path) -> None:
    row = ROW.replace("sprechstunde", " SPRECHSTUNDE  mitte ").replace("caritas", "Caritasverband")
    outcome = read(tmp_path, _lines(HEADER, row))
    assert outcome.rows is not None
    assert outcome.rows.select("service", "carrier").row(0) == ("sprechstunde", "caritas")


def test_columns_about_persons_refuse_the_file_without_quoting_it(tmp_path: Path) -> None:
    outcome = read(tmp_path, _lines(f"{HEADER};Nachname", f"{ROW};Muster"))
    assert rules_of(outcome) == [("G1", "person_column")]
    assert "Muster" not in str(outcome.findings)


@pytest.mark.parametrize(
    ("header", "rule"),
    [
        (f"{HEADER};Wetter", "unknown_column"),
        (f"{HEADER};Tag", "doubled_column"),
        ("Datum;Angebot", "unknown_header"),
        ("Foo;Bar", "unknown_header"),
    ],
)
def test_headers_that_do_not_fit_refuse_the_file(tmp_path: Path, header: str, rule: str) -> None:
    row = ";".join(["x"] * (header.count(";") + 1))
    outcome = read(tmp_path, _lines(header, row))
    assert [finding.rule for finding in outcome.findings] == [rule]
    assert outcome.rows is None


def test_an_unnamed_empty_column_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, _lines(f"{HEADER};", f"{ROW};")).findings == ()
    assert rules_of(read(tmp_path, _lines(f"{HEADER};", f"{ROW};x"))) == [("G1", "unknown_column")]


@pytest.mark.parametrize("content", [b"", b"  \n", bytes(range(256)), b"PK\x03\x04"])
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    outcome = read(tmp_path, content)
    assert (outcome.rows, len(outcome.findings)) == (None, 1)


def test_a_file_without_rows_is_refused(tmp_path: Path) -> None:
    assert rules_of(read(tmp_path, _lines(HEADER))) == [(None, "no_rows")]


CARITAS = """
source: contacts
title: Beratungsbogen
fingerprint: [Beratung am, Anliegen]
headers: {Beratung am: date, Anliegen: topics, Weg: channel, Art des Gesprächs: contact_kind}
ignore: [Lfd.]
keep: {Stelle: [Mitte]}
constants: {service: sprechstunde, carrier: caritas}
categories: {channel: {Tel.: phone}, contact_kind: {neu: first, alt: follow_up}, topics: {Miete: wohnen}}
ignore_categories: {contact_kind: [Fehlanruf]}
file_month: '(?P<year>\\d{4})_(?P<month>\\d{2})'
"""
CARITAS_HEADER = "Lfd.;Beratung am;Anliegen;Weg;Art des Gesprächs;Stelle"


def test_a_profile_maps_headers_words_rows_and_constants(tmp_path: Path) -> None:
    content = _lines(
        CARITAS_HEADER,
        "1;05.10.2026;Miete;Tel.;neu;Mitte",
        "2;06.10.2026;Miete, Arbeit;Tel.;alt;Mitte",
        "3;07.10.2026;Miete;Tel.;neu;Nord",
        "4;08.10.2026;Miete;Tel.;Fehlanruf;Mitte",
    )
    outcome = read(tmp_path, content, profiles=(a_profile(CARITAS),))
    assert outcome.findings == ()
    assert outcome.rows is not None
    found = outcome.rows.select("service", "carrier", "topics", "channel", "contact_kind", "row").rows()
    assert found == [
        ("sprechstunde", "caritas", ["wohnen"], "phone", "first", 2),
        ("sprechstunde", "caritas", ["wohnen", "arbeit"], "phone", "follow_up", 3),
    ]
    assert (outcome.rows_in, outcome.skipped) == (2, 2)
    assert outcome.covered == (Claim("caritas", "sprechstunde", OCTOBER),)


def test_a_month_without_contacts_is_a_reported_zero_when_the_profile_says_whose(tmp_path: Path) -> None:
    outcome = read(tmp_path, _lines(CARITAS_HEADER), profiles=(a_profile(CARITAS),), name="Bogen_2026_10.csv")
    assert (outcome.findings, outcome.rows_ok) == ((), 0)
    assert outcome.rows is not None
    assert outcome.covered == (Claim("caritas", "sprechstunde", OCTOBER),)


WIDE = """
source: contact_tallies
title: Jahresblatt
fingerprint: [Stelle, Jan 26]
layout: months_wide
months_wide: {row_header: Stelle, row_column: service, month_format: german}
constants: {dimension: total}
marks: {k.A.: not_reported, NA: not_collected, zu: closed}
"""


def test_months_side_by_side_become_rows_and_blank_is_not_zero(tmp_path: Path) -> None:
    content = _lines(
        "Stelle;Jan 26;Februar 2026;Mär 26;Apr 26;Mai 26;Nov 26;Dez 26",
        "sprechstunde;1.234;0;;NA;zu;;",
    )
    outcome = read(tmp_path, content, source="contact_tallies", profiles=(a_profile(WIDE),))
    assert outcome.rows is not None
    found = outcome.rows.select("month", "contacts", "absence").rows()
    assert found == [
        (date(2026, 1, 1), 1234, None),
        (date(2026, 2, 1), 0, None),
        (date(2026, 3, 1), None, "not_reported"),
        (date(2026, 4, 1), None, "not_collected"),
        (date(2026, 5, 1), None, "not_reported"),
        (date(2026, 11, 1), None, "not_reported"),
    ]
    assert [claim.month for claim in outcome.covered] == ["2026-01-01", "2026-02-01", "2026-04-01"]
    assert rules_of(outcome) == [("F2", "closed_mark")]
    assert outcome.findings[0].severity == "notice"


def test_a_wrong_cell_among_wide_months_keeps_its_own_address(tmp_path: Path) -> None:
    content = _lines("Stelle;Jan 26;Feb 26", "sprechstunde;7;sieben", "cafe;1;2")
    outcome = read(tmp_path, content, source="contact_tallies", profiles=(a_profile(WIDE),))
    assert rules_of(outcome) == [("C2", "not_a_number")]


def test_one_of_a_files_columns_may_say_two_things(tmp_path: Path) -> None:
    profile = a_profile(
        "{source: contact_tallies, title: Lang, fingerprint: [was, wert], decimal: point, date_format: '%Y-%m-%d',"
        " headers: {tag: month, was: [dimension, category], wert: contacts}, constants: {service: sprechstunde},"
        " categories: {dimension: {alle: total, inhalt: topic}, category: {inhalt: wohnen}},"
        " marks: {NA: not_collected}}"
    )
    content = _lines("tag,was,wert", "2026-09-30,alle,9", "2026-09-30,inhalt,NA")
    outcome = read(tmp_path, content, source="contact_tallies", profiles=(profile,))
    assert outcome.rows is not None
    assert outcome.rows.select("month", "dimension", "category", "contacts", "absence").rows() == [
        (date(2026, 9, 1), "total", None, 9, None),
        (date(2026, 9, 1), "topic", "wohnen", None, "not_collected"),
    ]


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("10/2026;sprechstunde;Thema;Wohnen;5", []),
        ("10/2026;sprechstunde;Kanal;telefonisch;5", []),
        ("10/2026;sprechstunde;Kanal;Brieftaube;5", [("D2", "unknown_category")]),
        ("10/2026;sprechstunde;Thema;Wonen;5", [("D2", "unknown_key")]),
        ("10/2026;sprechstunde;Thema;;5", [("D2", "missing_value")]),
        ("10/2026;sprechstunde;Gesamt;;", []),
    ],
)
def test_a_category_depends_on_its_dimension(tmp_path: Path, line: str, rules: list) -> None:
    assert rules_of(read(tmp_path, _lines(TALLY_HEADER, line), source="contact_tallies")) == rules


def test_an_empty_count_makes_no_claim(tmp_path: Path) -> None:
    outcome = read(tmp_path, _lines(TALLY_HEADER, "10/2026;sprechstunde;Gesamt;;"), source="contact_tallies")
    assert (outcome.rows_ok, outcome.covered) == (1, ())


def test_the_same_count_twice_is_refused_in_both_rows(tmp_path: Path) -> None:
    line = "10/2026;sprechstunde;Gesamt;;5"
    outcome = read(tmp_path, _lines(TALLY_HEADER, line, line), source="contact_tallies")
    assert rules_of(outcome) == [("A2", "unique"), ("A3", "unique")]


EVENT_HEADER = "Nr.;Datum;Titel;Art;Angebotsform;Quartier;Träger;Status;Teilnehmende"
EVENT = "1;05.10.2026;Fest;Fest;offen;mitte;awo;stattgefunden;80"


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("stattgefunden;80", "stattgefunden;", [("I2", "present_when")]),
        ("stattgefunden;80", "geplant;", []),
        (";80", ";-1", [("I2", "too_small")]),
        (";80", ";5001", [("I2", "too_large")]),
        ("offen", "halboffen", [("E2", "unknown_category")]),
    ],
)
def test_rules_about_events(tmp_path: Path, old: str, new: str, rules: list) -> None:
    assert rules_of(read(tmp_path, _lines(EVENT_HEADER, EVENT.replace(old, new)), source="events")) == rules


def test_an_end_before_its_beginning_is_found(tmp_path: Path) -> None:
    content = _lines("Angebot;von;bis;Grund", "sprechstunde;05.10.2026;04.10.2026;Umzug")
    assert rules_of(read(tmp_path, content, source="closures")) == [("C2", "not_before")]


def test_a_key_of_the_wrong_form_is_found(tmp_path: Path) -> None:
    content = _lines("Schlüssel;Name;gültig ab", "Süd Ost;Südost;01.01.2020")
    assert rules_of(read(tmp_path, content, source="quartiers")) == [("A2", "wrong_form")]


def test_a_source_without_subject_claims_itself_as_a_whole(tmp_path: Path) -> None:
    content = _lines("Schlüssel;Name;gültig ab", "mitte;Mitte;01.01.2020")
    assert read(tmp_path, content, source="quartiers").covered == (Claim(None, None, None),)


def test_money_is_read_to_the_cent_and_claims_its_budget_year(tmp_path: Path) -> None:
    content = _lines("Datum;Maßnahme-Nr.;Vorgang;Betrag;Haushaltsjahr", "05.10.2026;m1;abgerufen;1.234,50 €;2026")
    outcome = read(tmp_path, content.encode("cp1252"), source="movements")
    assert outcome.rows is not None
    assert str(outcome.rows["amount"][0]) == "1234.50"
    assert (outcome.covered, outcome.encoding) == ((Claim(None, "2026", None),), "cp1252")


def test_levels_of_areas_stay_what_they_are(tmp_path: Path) -> None:
    profile = a_profile(
        "{source: population, title: Stadt, fingerprint: [raum_id, zahl], decimal: point, date_format: year_end,"
        " headers: {raum_id: area, jahr: reference_date, zahl: inhabitants}, categories: {area: {'000': musterstadt}}}"
    )
    outcome = read(tmp_path, _lines("raum_id,jahr,zahl", "000,2012,1044555.0", "nord,2012,12.0"), source="population",
                   profiles=(profile,))  # fmt: skip
    assert outcome.rows is not None
    assert outcome.rows.select("area", "reference_date", "inhabitants").rows() == [
        ("musterstadt", date(2012, 12, 31), 1044555),
        ("nord", date(2012, 12, 31), 12),
    ]


def test_content_has_the_same_hash_whatever_its_order_and_encoding(tmp_path: Path) -> None:
    other = ROW.replace("Wohnen", "Arbeit").replace("Erstkontakt", "Folgekontakt")
    first = read(tmp_path, _lines(HEADER, ROW, other))
    second = read(tmp_path, _lines(HEADER, other, ROW).encode("utf-16"))
    third = read(tmp_path, _lines(HEADER, other, other))
    assert first.canonical_sha256 == second.canonical_sha256 != third.canonical_sha256


def test_a_flood_of_findings_is_cut_and_says_so(tmp_path: Path) -> None:
    outcome = read(tmp_path, _lines(HEADER, *[ROW.replace("05.10.2026", "morgen")] * 1500, ROW))
    assert len(outcome.findings) == 1001
    assert outcome.findings[-1].rule == "more_findings"
    assert (outcome.rows_in, outcome.rows_ok) == (1501, 1)


@given(st.binary(max_size=400), st.sampled_from(["lieferung.csv", "lieferung.xlsx"]))
def test_no_bytes_whatsoever_break_the_reader(content: bytes, name: str) -> None:
    with TemporaryDirectory() as folder:
        outcome = read(Path(folder), content, name=name)
    assert outcome.rows is None
    assert len(outcome.findings) == 1


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=3))
def test_a_damaged_file_is_read_or_refused_but_never_wrong_by_accident(place: int, damage: bytes) -> None:
    with TemporaryDirectory() as folder:
        outcome = read(Path(folder), GOOD[:place] + damage + GOOD[place:])
    assert outcome.rows_ok + outcome.skipped == 2 or outcome.findings
