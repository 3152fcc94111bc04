"""The door for personal data: columns and cells about people refuse their file, ordinary ones do not, nothing is told."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest

from pipelines.reading.persons.first_names import is_first_name
from pipelines.reading.persons.person_content import ALONE, CODES, NEVER_OFFICIAL, SURE, UNREAD, is_personal, traces
from pipelines.reading.persons.person_headers import is_person_header
from pipelines.reading.persons.person_signs import has_iban
from tests.builders import MUNICIPALITY, some_paths
from tests.builders_delivery import HEADER, ROW, a_profile, read
from tests.hostile_packages import parts, row, sheet, xlsx
from tests.unit.test_hostile_files import CONFIG, Town
from tests.unit.test_receive import MASTER_DATA, OCTOBER, Inbox

CELLS = ROW.split(";")


@pytest.mark.parametrize(
    "name",
    [
        "Name", "Vorname", "Name, Vorname", "Nachname der Klientin", "KlientIn", "Geburtsdatum", "geb.", "Geb.-Datum",
        "Anschrift", "Straße/Hausnr.", "PLZ", "Wohnort", "Tel.", "Tel. privat", "Telefon", "Handy-Nr.", "E-Mail", "Email",
        "Mail-Adresse", "IBAN", "Aktenzeichen", "Az.", "BG-Nummer", "BG Nr.", "Kundennummer", "AZR-Nummer", "Bemerkung",
        "Bemerkungen (intern)", "Notiz", "Anmerkung", "Gesprächsnotiz", "Sachverhalt", "First name", "Date of birth",
        "Ausweisnummer", "Steuer-ID", "Personalausweis",
    ],
)  # fmt: skip
def test_headers_about_people(name: str) -> None:
    assert is_person_header(name)


@pytest.mark.parametrize(
    "name",
    [
        "Datum", "Uhrzeit", "Angebot", "Träger", "Quartier", "Kontaktart", "Kanal", "Themen", "Personen", "Anzahl Personen",
        "Dauer (Min.)", "Übergabe CM", "Sprachmittlung", "Kennung", "Klientennr.", "Wohnquartier", "Status", "Raum",
        "Name der Einrichtung", "Name des Angebots", "Anschrift der Beratungsstelle", "Beratung am", "Fallart", "Altersgruppe",
        "Monat", "Jahr", "Stadtteil", "Büro", "",
    ],
)  # fmt: skip
def test_ordinary_headers(name: str) -> None:
    assert not is_person_header(name)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (["K-1", "erika.muster@example.org"], "E-Mail-Adressen"),
        (["erika (at) example.org"], "E-Mail-Adressen"),
        (["0171 2345678"], "Telefonnummern"),
        (["0214/406-1234"], "Telefonnummern"),
        (["+49 (0)214 4061234"], "Telefonnummern"),
        (["01712345678"], "Telefonnummern"),
        ([f"021440{number}" for number in (1111, 22222, 333)], "Telefonnummern"),
        (["DE89 3704 0044 0532 0130 00"], "Bankverbindungen"),
        (["de89370400440532013000"], "Bankverbindungen"),
        (["12.03.1985"], "Geburtsdaten"),
        (["1985-03-12"], "Geburtsdaten"),
        (["Anna, geb. 12.3.85"], "Geburtsdaten"),
        ([f"AM{day:02d}{month:02d}{year}" for day in (3, 17, 28) for month in range(1, 13, 3) for year in (61, 85)], "Geburtsdaten"),
        (["Az.: 12 F 34/22"], "Aktenzeichen"),
        (["BG-Nr. 35502//0012345"], "Aktenzeichen"),
        (["35502//0012345", "35502//0012346", "35502//0012347"], "Aktenzeichen"),
        (["Hauptstraße 12"], "Anschriften"),
        (["Am Markt 3, 51373 Leverkusen"], "Anschriften"),
        (["Herr Unbekannt"], "Namen"),
        (["Fam. Unbekannt"], "Namen"),
        (["Ayşe Yılmaz"], "Namen"),
        (["AYSE YILMAZ"], "Namen"),
        (["anna"], "Namen"),
        (["Kowalska, Agnieszka"], "Namen"),
        (["Oleksandr K."], "Namen"),
        (["Mohammed"], "Namen"),
        (["Anna1985", "Mehmet1990", "Svitlana77"], "Namen"),
        (["Zorvik", "Quelmann", "Brantetzki"], "Namen"),
        (["kommt wieder wegen der Wohnung, Vermieter hat gekündigt, sehr belastet"], "freien Text"),
    ],
)  # fmt: skip
def test_what_is_no_code_for_a_person(words: list[str], title: str) -> None:
    codes = [f"K-{number:04d}" for number in range(20)] if len(words) < 10 and title != "Namen" else []
    assert title in [trace.title for trace in traces(pl.Series(codes + words), CODES)]


@pytest.mark.parametrize(
    "codes",
    [
        [f"K-{number:04d}" for number in range(2000)],
        [str(number) for number in range(1, 2000)],
        [f"{number:06d}" for number in range(2000)],
        [f"{10_000_000 + 37 * number}" for number in range(2000)],
        [f"{number}/2026" for number in range(500)],
        [f"2026-{number:03d}" for number in range(500)],
        [f"C{number:03d}-{number * 7 % 10}" for number in range(500)],
        [f"{number * 2_654_435_761 % 2**64:016x}" for number in range(3000)],
        ["AbMu", "XyZe", "kLmN", "QRST"],
        ["a1", "b2", "?", "-", "k.A."],
        [f"LEV {number}" for number in range(300)],
    ],
    ids=lambda codes: codes[-1],
)  # fmt: skip
def test_codes_for_persons_are_taken(codes: list[str]) -> None:
    assert traces(pl.Series(codes), CODES) == []


@pytest.mark.parametrize(
    "cells",
    [
        ["abgeschlossen", "offen", "storniert"] * 50,
        ["QB Manfort", "QB Wiesdorf", "Innere Stadt", "Alte Feuerwache"] * 30,
        [f"Büro {number % 4}" for number in range(100)],
        [f"{day:02d}.10.2026" for day in range(1, 29)],
        [f"{hour:02d}:30" for hour in range(8, 18)],
        ["Martin-Luther-Haus", "Anna-Seghers-Schule", "Maria Hilf"] * 20,
        ["Wohnen, Arbeit", "Kita und Schule", "Frühe Hilfen und Familie", "Frau und Beruf"] * 20,
        [str(number) for number in range(100)],
        [None, None],
    ],
    ids=lambda cells: str(cells[-1]),
)
def test_ordinary_columns_that_are_not_read(cells: list[str | None]) -> None:
    assert traces(pl.Series(cells, dtype=pl.String), UNREAD) == []


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        (["Müller, Anna", "Öztürk, Mehmet", "Nowak, Piotr"], "Namen"),
        (["Zorvik Quelmann", "Brant Etzki", "Vlis Hagen", "Krum Sen", "Tol Berg"], "Namen"),
        (["Zorvik", "Quelmann", "Brantetzki", "Vlishagen", "Krumsen", "Tolberg", "Zorsen", "Quelberg", "Tolvik", "Krumvik"], "Namen"),
        (["12.03.1951", "01.07.1985", "30.11.2004", "02.02.1999"], "Geburtsdaten"),
        (["Hauptstr. 1", "Ringweg 12a", "Am Platz 3, 51371 Leverkusen"], "Anschriften"),
        (["sie hat erzählt, dass der Vermieter nicht heizt", "er möchte eine Ausbildung als Koch beginnen", "braucht Hilfe bei dem Antrag auf Wohngeld"], "freien Text"),
    ],
)  # fmt: skip
def test_columns_about_people_that_are_not_read(cells: list[str], title: str) -> None:
    assert title in [trace.title for trace in traces(pl.Series(cells), UNREAD)]


def test_an_iban_counts_only_with_its_checksum() -> None:
    assert has_iban("Konto DE89 3704 0044 0532 0130 00 bitte")
    assert has_iban("NL91ABNA0417164300")
    assert not has_iban("DE88 3704 0044 0532 0130 00")
    assert not has_iban("DE89")


def test_first_names_of_many_origins_and_no_ordinary_words() -> None:
    assert all(
        map(is_first_name, ["Heinz", "ayşe", "Ayse", "İbrahim", "Mohammad", "Oleksandr", "Łukasz", "Zeynep", "JOSÉ"])
    )
    words = [
        "Jan",
        "Mai",
        "August",
        "April",
        "Berlin",
        "Wohnen",
        "Ernst",
        "Rosa",
        "Frank",
        "Kita",
        "Arbeit",
        "Pflege",
        "Alter",
    ]
    assert not any(map(is_first_name, words))


@pytest.mark.parametrize(
    "word", ["Wohnen", "Service-Point Integration", "Oktober", "Jan 26", "Tabelle1", "01", "Büro 3"]
)
def test_words_that_may_be_shown(word: str) -> None:
    assert not is_personal(word)


def test_contexts_agree_on_what_no_ordinary_word_shows() -> None:
    for context in (CODES, UNREAD, SURE, ALONE):
        assert {"email", "iban", "born", "addressed"} <= set(context)
    assert "phone" not in NEVER_OFFICIAL


def test_all_columns_are_named_at_once_by_header_and_letter(tmp_path: Path) -> None:
    text = f"{HEADER};Kennung;Bemerkung;Tel. privat\n{ROW};Erika Muster;ruft an;x\n"
    (finding,) = read(tmp_path, text).findings
    assert (finding.rule, finding.cell, finding.column) == ("person_content", "G2", "Kennung")
    assert finding.message == (
        "Diese Spalten enthalten Angaben zu Personen und dürfen so nicht geliefert werden: „Kennung“ (Spalte G: Namen, "
        "zum Beispiel Zelle G2), „Bemerkung“ (Spalte H), „Tel. privat“ (Spalte I). Bitte diese Angaben entfernen und "
        "die Datei erneut senden."
    )


def test_an_unknown_header_is_told_by_its_place_alone(tmp_path: Path) -> None:
    (finding,) = read(tmp_path, f"{HEADER};Quelmann\n{ROW};x\n").findings
    assert (finding.rule, finding.cell, finding.column) == ("unknown_column", "G1", None)
    assert "Quelmann" not in finding.message


def test_a_name_in_a_list_is_a_visitor_once_and_an_office_when_it_comes_again(tmp_path: Path) -> None:
    once = read(tmp_path, f"{HEADER}\n{ROW}\n{ROW.replace('sprechstunde', 'Maria Hilf')}\n")
    assert [(finding.rule, finding.cell) for finding in once.findings] == [("person_content", "B3")]
    often = read(tmp_path, f"{HEADER}\n{ROW}\n" + f"{ROW.replace('sprechstunde', 'Maria Hilf')}\n" * 5)
    assert {finding.rule for finding in often.findings} == {"unknown_key"}
    assert often.rows_ok == 1


def test_columns_that_a_profile_leaves_out_are_looked_at_too(tmp_path: Path) -> None:
    profile = a_profile(
        "{source: contacts, title: Muster, fingerprint: [Wer], headers: {Wer: carrier}, ignore: [Zusatz]}"
    )
    header = HEADER.replace("Träger", "Wer")
    fine = read(tmp_path, f"{header};Zusatz\n{ROW};offen\n", profiles=(profile,))
    assert fine.rows_ok == 1
    (finding,) = read(tmp_path, f"{header};Zusatz\n{ROW};erika@example.org\n", profiles=(profile,)).findings
    assert (finding.rule, finding.cell) == ("person_content", "G2")
    assert "„Zusatz“ (Spalte G: E-Mail-Adressen" in finding.message


def test_rows_that_are_not_about_people_may_name_offices(tmp_path: Path) -> None:
    text = "Schlüssel;Name;Anschrift;Quartier;gültig ab\nbuero;Büro;Hauptstraße 12, 51373 Leverkusen;mitte;01.01.2020\n"
    assert read(tmp_path, text, source="sites").rows_ok == 1


FIRST = ("Anna", "Mehmet", "Oksana", "Piotr", "Fatima", "Uwe")
SURNAMES = [
    begin + end
    for begin in ("Zor", "Quel", "Brant", "Vlis", "Krum", "Tol")
    for end in ("mannel", "vikken", "etzkiow", "ogluk", "enkova", "idouri", "bergola", "sennar", "ovicek", "hagenow")
]


@dataclass(frozen=True)
class Canary:
    """An invented person, of whom no trace may remain."""

    first: str
    surname: str

    @property
    def whole(self) -> str:
        return f"{self.first} {self.surname}"


CANARIES = [Canary(FIRST[number % len(FIRST)], surname) for number, surname in enumerate(SURNAMES)]


def _book(texts: list[list[str]], *, name: str = "Oktober", **more: str) -> bytes:
    body = "".join(row(number, cells) for number, cells in enumerate(texts, start=1))
    return xlsx(sheet=sheet(body), book=parts()["xl/workbook.xml"].replace("Oktober", name), **more)  # type: ignore[union-attr]


PLACES: Mapping[str, Callable[[Canary], tuple[str, str | bytes]]] = {
    "a code": lambda who: ("a.csv", f"{HEADER};Kennung\n{ROW};{who.whole}\n"),
    "a surname among codes": lambda who: ("b.csv", f"{HEADER};Kennung\n{ROW};{who.surname}\n" + f"{ROW};K-1\n" * 3),
    "a code in a rejected row": lambda who: ("c.csv", f"{HEADER};Kennung\n{ROW}\n{ROW.replace('05.10.', '35.10.')};{who.surname}\n".replace(f"{ROW}\n", f"{ROW};K-1\n")),
    "a remark": lambda who: ("d.csv", f"{HEADER};Bemerkung\n{ROW};{who.whole} kommt wieder\n"),
    "a header": lambda who: ("e.csv", f"{HEADER};{who.whole}\n{ROW};x\n"),
    "a header that says what it is": lambda who: ("f.csv", f"{HEADER};Notiz zu {who.surname}\n{ROW};x\n"),
    "a date": lambda who: ("g.csv", f"{HEADER}\n{ROW}\n{ROW.replace('05.10.2026', who.surname)}\n"),
    "a topic": lambda who: ("h.csv", f"{HEADER}\n{ROW}\n{ROW.replace('Wohnen', f'Wohnen, Frau {who.surname}')}\n"),
    "a service": lambda who: ("i.csv", f"{HEADER}\n{ROW}\n{ROW.replace('sprechstunde', who.surname)}\n"),
    "a carrier, often": lambda who: ("j.csv", f"{HEADER}\n{ROW}\n" + f"{ROW.replace('caritas', who.whole)}\n" * 9),
    "a number": lambda who: ("k.csv", f"{HEADER};Personen\n{ROW};1\n{ROW};2 ({who.surname})\n"),
    "a row too long": lambda who: ("l.csv", f"{HEADER}\n{ROW}\n{ROW};{who.whole}\n"),
    "a row without header": lambda who: ("m.csv", f"{ROW};{who.whole}\n{ROW};{who.whole}\n"),
    "an open quote": lambda who: ("n.csv", f'{HEADER}\n{ROW}\n"{who.whole};{ROW}\n{ROW}\n'),
    "beside a control": lambda who: ("o.csv", f"{HEADER};Kennung\n{ROW};{who.whole}\x07\n"),
    "a line above": lambda who: ("p.csv", f"Ansprechpartnerin: {who.whole}, Tel. 0214 406123;;;;;\n{HEADER}\n{ROW}\n"),
    "a line below": lambda who: ("q.csv", f"{HEADER}\n{ROW}\n* Herr {who.surname}, geb. 12.03.1985, kam zweimal;;;;;\n"),
    "a sheet's name": lambda who: ("r.xlsx", _book([HEADER.split(";"), CELLS], name=who.whole)),
    "a cell of a workbook": lambda who: ("s.xlsx", _book([HEADER.split(";"), CELLS, [*CELLS[:5], who.whole]])),
    "an ending": lambda who: ("t.csv", f"{HEADER};Kennung;Tel\n{ROW};{who.whole};0171 2345678\n"),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_of_sixty_people_nothing_remains(tmp_path: Path, place: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    inbox = Inbox(some_paths(tmp_path))
    for file, content in (MASTER_DATA | {OCTOBER: f"{HEADER}\n{ROW}\n"}).items():
        inbox.put(file, content)
    start = 3 * list(PLACES).index(place)
    people = CANARIES[start : start + 3]
    for number, who in enumerate(people):
        name, content = PLACES[place](who)
        inbox.put(f"contacts/{number}/{name}", content)
    reports, _ = inbox.receive()
    assert len(reports) > len(people)
    told = repr(reports) + caplog.text
    kept = b"".join(
        path.read_bytes()
        for folder in (inbox.paths.records, inbox.paths.var)
        for path in folder.rglob("*")
        if path.is_file()
    )
    for who in people:
        assert who.surname not in told
        assert who.surname.casefold().encode() not in kept.lower()


def test_every_person_is_planted_somewhere() -> None:
    assert len({who.surname for who in CANARIES}) == 3 * len(PLACES) == 60


def test_nor_in_what_a_dry_run_prints(tmp_path: Path) -> None:
    inbox = Inbox(some_paths(tmp_path))
    for file, content in MASTER_DATA.items():
        inbox.put(file, content)
    inbox.receive()
    inbox.paths.config.mkdir()
    (inbox.paths.config / "workspace.toml").write_text(CONFIG, encoding="utf-8")
    who = CANARIES[7]
    for place in ("a code", "a header", "a topic", "a service", "a line above", "a line below", "a sheet's name"):
        name, content = PLACES[place](who)
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        told = Town(inbox).check(path, "contacts")
        assert json.loads(told["answer"])["findings"] or place == "a line above"
        assert who.surname not in told["answer"] + told["errors"], place
    assert MUNICIPALITY == "musterstadt"
