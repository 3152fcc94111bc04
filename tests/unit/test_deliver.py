"""Handing files in: where they land, what comes twice, what waits for a confirmation, what is refused at the door."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import BusyError, UsageError
from pipelines.inbox import HANDED_IN, discover
from pipelines.lock import exclusive
from pipelines.orders.deliver import deliver, safe_name
from pipelines.orders.order import Done
from pipelines.records.entries import NAME
from pipelines.records.ledger import read_ledger
from pipelines.records.lines import read_lines
from tests.builders import MUNICIPALITY
from tests.office import HEADER, MASTER_DATA, NOW, TALLY_HEADER, Office, an_office, contacts, october


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    return an_office(tmp_path, monkeypatch)


def _deliver(
    office: Office, name: str, content: str | bytes, *, confirm: bool = False, source: str = "contacts"
) -> Done:
    return deliver(office.file(name, content), office.order, source=source, is_confirmed=confirm)


def test_a_file_is_filed_with_its_arrival_and_who_brought_it(office: Office) -> None:
    done = _deliver(office, "Oktober 2026.csv", october(3))
    (file,) = (file for file in discover(office.paths.data, MUNICIPALITY, ["contacts"], now=datetime.now(UTC)))
    assert re.fullmatch(r"contacts/20261103T080000Z_[0-9a-f]{8}_Oktober 2026\.csv", file.file)
    assert (file.name, file.arrival.received_at) == ("Oktober 2026.csv", NOW)
    delivery = office.delivery(file.file)
    assert done.answer == {
        "delivery": delivery.delivery, "status": "landed", "file": file.file, "findings": [],
    }  # fmt: skip
    assert (delivery.by, delivery.received_at) == ("Frau Muster", "2026-11-03T08:00:00Z")
    assert done.refreshed is not None
    assert done.refreshed.releases[MUNICIPALITY]


def test_a_month_in_the_name_is_read_from_the_senders_name(office: Office) -> None:
    folder = office.paths.config / "profiles" / MUNICIPALITY
    folder.mkdir(parents=True)
    (folder / "mitte@1.yml").write_text(
        "{source: contacts, title: M, fingerprint: [Wann], headers: {Wann: date},\n"
        "constants: {service: sprechstunde, carrier: caritas}, file_month: '(?P<year>\\d{4})(?P<month>\\d{2})'}",
        encoding="utf-8",
    )
    done = _deliver(office, "liste_202609.csv", "Wann;Kontaktart;Kanal;Themen\n")
    (claim,) = office.delivery(done.answer["file"]).covered
    assert (claim.subject, claim.month) == ("sprechstunde", "2026-09-01")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Oktober 2026 (final).csv", "Oktober 2026 (final).csv"),
        ("../../etc/passwd.csv", "_.._etc_passwd.csv"),
        ("..\\..\\x.xlsx", "_.._x.xlsx"),
        (".versteckt.csv", "versteckt.csv"),
        ("~$oktober.xlsx", "__oktober.xlsx"),
        ("a\x00b\u202ecsv.exe", "a_b_csv.exe"),
        ("Mu\u0308ller – Tür*.csv", "Müller _ Tür_.csv"),
        ("x" * 300 + ".csv", "x" * 146 + ".csv"),
        ("月" * 300 + ".csv", "月" * 48 + ".csv"),
        ("a." + "x" * 300, "a." + "x" * 148),
        (".csv", "csv"),
        ("...", "datei"),
    ],
)
def test_names_become_harmless_and_stay_readable(name: str, safe: str) -> None:
    assert safe_name(name) == safe
    assert "/" not in safe
    handed_in = HANDED_IN.fullmatch(f"20261103T080000Z_ab12cd34_{safe}")
    assert handed_in is not None
    assert handed_in["name"] == safe


@given(st.text())
def test_no_name_leads_anywhere_else(name: str) -> None:
    safe = safe_name(name)
    assert Path(safe).name == safe
    assert not safe.startswith((".", "~"))
    assert safe.isprintable()
    assert len(safe.encode()) <= 150
    assert safe_name(safe) == safe


def test_known_bytes_are_kept_once(office: Office) -> None:
    first = _deliver(office, "oktober.csv", october(3))
    again = _deliver(office, "anderer_name.csv", october(3))
    assert again.answer == first.answer
    folder = office.paths.data / MUNICIPALITY / "contacts"
    (original,) = folder.iterdir()
    assert len(read_lines(office.records / NAME)) == 1
    # Originals may be deleted some time after they landed.
    original.unlink()
    assert _deliver(office, "oktober.csv", october(3)).answer == first.answer
    assert list(folder.iterdir()) == []


def test_a_refused_file_that_lies_in_the_inbox_is_not_copied(office: Office) -> None:
    content = october(2).replace("Wohnen", "Arbeit")
    office.put("contacts/liegt_da.csv", content)
    office.receive()
    assert _deliver(office, "a.csv", content).answer["file"] == "contacts/liegt_da.csv"
    assert len(list((office.paths.data / MUNICIPALITY / "contacts").iterdir())) == 1
    office.put("topics/themen2.csv", MASTER_DATA["topics/themen.csv"] + "arbeit;Arbeit;Alltag;nein;2\n")
    assert _deliver(office, "a.csv", content).answer["status"] == "landed"


@pytest.mark.parametrize("later", [october(12), october(3)])
def test_a_file_that_is_understood_late_keeps_its_place_in_time(office: Office, later: str) -> None:
    early = _deliver(office, "frueh.csv", october(3).replace("Wohnen", "Mieten"))
    assert early.answer["status"] == "quarantined"
    done = _deliver(office, "spaet.csv", later)
    office.put("topics/themen2.csv", MASTER_DATA["topics/themen.csv"].replace(";Wohnen;", ";Mieten;"))
    office.receive()
    assert office.statuses()[early.answer["file"]] == "superseded"
    assert office.statuses()[done.answer["file"]] == "landed"


def test_the_same_content_saved_again_counts_once(office: Office) -> None:
    first = _deliver(office, "oktober.csv", october(6))
    rows = october(6).splitlines()
    shuffled = "\n".join([rows[0], *reversed(rows[1:])]).encode("utf-16")
    again = _deliver(office, "oktober_neu.csv", shuffled)
    assert again.answer["status"] == "repeated"
    delivery = office.delivery(again.answer["file"])
    assert (delivery.same_as, delivery.note) == (
        first.answer["delivery"],
        f"inhaltsgleich mit Lieferung {first.answer['delivery']}",
    )
    assert not (office.records / "landed" / "contacts" / f"{delivery.delivery}.parquet").exists()


def test_the_same_content_saved_as_a_workbook_counts_once(office: Office) -> None:
    header = f"{HEADER};Uhrzeit;Personen;Dauer (Min.)"
    rows = [f"{day:02d}.10.2026;sprechstunde;caritas;Erstkontakt;telefonisch;Wohnen;09:30;2;45" for day in (1, 2, 5)]
    first = _deliver(office, "oktober.csv", "\n".join([header, *rows]))
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(header.split(";"))
    for row in rows:
        day, *words, _, persons, minutes = row.split(";")
        typed = datetime.strptime(day, "%d.%m.%Y")  # noqa: DTZ007 - as a workbook keeps it
        sheet.append([typed, *words, time(9, 30), int(persons), int(minutes)])
    content = io.BytesIO()
    book.save(content)
    again = _deliver(office, "oktober.xlsx", content.getvalue())
    assert (again.answer["status"], again.answer["findings"]) == ("repeated", [])
    assert office.delivery(again.answer["file"]).same_as == first.answer["delivery"]


def test_a_file_with_most_rows_missing_waits_until_it_is_confirmed(office: Office) -> None:
    full = _deliver(office, "oktober.csv", october(12))
    done = _deliver(office, "oktober2.csv", october(5))
    assert done.answer["status"] == "held"
    (finding,) = done.answer["findings"]
    assert (finding["rule"], finding["subject"], finding["month"]) == ("would_remove", "sprechstunde", "2026-10")
    assert finding["message"].startswith("Sprechstunde, Oktober 2026: Bisher gelten 12 Zeilen, danach nur noch 5.")
    assert office.statuses()[full.answer["file"]] == "landed"
    assert office.landed(done.answer["file"]).height == 5
    confirmed = _deliver(office, "oktober2.csv", october(5), confirm=True)
    assert (confirmed.answer["delivery"], confirmed.answer["status"]) == (done.answer["delivery"], "landed")
    assert office.statuses()[full.answer["file"]] == "superseded"
    decision = office.delivery(done.answer["file"]).decision
    assert decision == {"was": "held", "by": "Frau Muster", "at": "2026-11-03T08:00:00Z", "reason": None}


def test_a_confirmation_given_at_once_is_kept_with_the_file(office: Office) -> None:
    full = _deliver(office, "oktober.csv", october(12))
    done = _deliver(office, "oktober2.csv", october(5), confirm=True)
    assert done.answer["status"] == "landed"
    assert office.statuses()[full.answer["file"]] == "superseded"


def test_a_confirmation_of_a_resaved_file_is_meant_for_the_one_that_waits(office: Office) -> None:
    _deliver(office, "oktober.csv", october(12))
    held = _deliver(office, "oktober2.csv", october(5))
    done = _deliver(office, "oktober2.csv", october(5).encode("utf-16"), confirm=True)
    assert (done.answer["delivery"], done.answer["status"]) == (held.answer["delivery"], "landed")


@pytest.mark.parametrize(
    ("before", "after", "status"), [(4, 1, "landed"), (5, 2, "held"), (5, 3, "landed"), (10, 5, "landed")]
)
def test_only_losing_more_than_half_of_five_rows_is_asked_about(
    office: Office, before: int, after: int, status: str
) -> None:
    _deliver(office, "1.csv", october(before))
    assert _deliver(office, "2.csv", october(after)).answer["status"] == status


def test_a_shorter_list_of_master_data_waits_too(office: Office) -> None:
    header = "Schlüssel;Name;gültig ab\n"
    many = "".join(f"traeger{number};Träger {number};01.01.2020\n" for number in range(8))
    known = "awo;AWO;01.01.2020\ncaritas;Caritasverband;01.02.2020\n"
    assert _deliver(office, "a.csv", header + known + many, source="carriers").answer["status"] == "landed"
    done = _deliver(office, "b.csv", f"{header}{known}\n", source="carriers")
    assert done.answer["status"] == "held"
    assert done.answer["findings"][0]["message"].startswith("Diese Liste: Bisher gelten 10 Zeilen, danach nur noch 2.")


def test_another_carriers_rows_are_not_missed(office: Office) -> None:
    folder = office.paths.config / "profiles" / MUNICIPALITY
    folder.mkdir(parents=True)
    text = "{source: contacts, title: AWO, fingerprint: [Wann], headers: {Wann: date}, constants: {carrier: awo}}"
    (folder / "awo@1.yml").write_text(text, encoding="utf-8")
    _deliver(office, "alle.csv", october(10) + october(2, carrier="awo").split("\n", 1)[1])
    own = "Wann;Angebot;Kontaktart;Kanal;Themen\n20.10.2026;sprechstunde;Erstkontakt;telefonisch;Wohnen\n"
    assert _deliver(office, "awo.csv", own).answer["status"] == "landed"


def test_what_has_personal_columns_is_kept_nowhere(office: Office) -> None:
    before = _all_files(office)
    done = _deliver(
        office, "liste.csv", october(2).replace("Themen", "Themen;Telefon").replace("Wohnen", "Wohnen;0214 1")
    )
    assert (done.refreshed, done.answer["status"], done.answer["delivery"]) == (None, "refused", None)
    assert all(finding["rule"].startswith("person_") for finding in done.answer["findings"])
    assert _all_files(office) == before


def test_a_file_nobody_can_read_is_kept_with_its_refusal(office: Office) -> None:
    done = _deliver(office, "liste.csv", "Foo;Bar\n1;2\n")
    assert done.answer["status"] == "quarantined"
    assert [finding["rule"] for finding in done.answer["findings"]] == ["unknown_header"]
    assert read_ledger(office.records)[done.answer["delivery"]].by == "Frau Muster"


def test_a_quartier_delivers_for_its_own_services_only(office: Office) -> None:
    mitte = replace(office, quartier="mitte")
    assert _deliver(mitte, "a.csv", october(2)).answer["status"] == "landed"
    before = _all_files(office)
    for content in (october(2, service="lotsen"), october(3) + october(2, service="lotsen").split("\n", 1)[1]):
        done = _deliver(mitte, "b.csv", content)
        assert (done.answer["status"], [finding["rule"] for finding in done.answer["findings"]]) == (
            "refused",
            ["outside_scope"],
        )
    for name, source in (("c.csv", "carriers"), ("d.csv", "contacts")):
        assert _deliver(mitte, name, "Schlüssel;Name\n", source=source).answer["status"] == "refused"
    assert _all_files(office) == before


def test_another_run_makes_it_wait(office: Office) -> None:
    before = _all_files(office)
    with exclusive(office.paths.records), pytest.raises(BusyError):
        _deliver(office, "oktober.csv", october(3))
    assert _all_files(office) == before


def test_what_does_not_exist_is_wrong_usage(office: Office) -> None:
    with pytest.raises(UsageError, match="gibt es nicht"):
        deliver(office.paths.data / "fehlt.csv", office.order, source="contacts", is_confirmed=False)
    with pytest.raises(UsageError, match="Quelle"):
        _deliver(office, "a.csv", october(1), source="kontakte")


def test_a_month_that_was_pasted_is_noticed(office: Office) -> None:
    _deliver(office, "september.csv", contacts(*(f"{day:02d}.09.2026" for day in range(1, 10))))
    done = _deliver(office, "oktober.csv", october(9))
    assert done.answer["status"] == "landed"
    (finding,) = done.answer["findings"]
    assert (finding["rule"], finding["severity"], finding["month"]) == ("same_as_other_month", "notice", "2026-10")
    assert "Oktober 2026 enthält genau dasselbe wie September 2026" in finding["message"]
    assert _deliver(office, "lotsen.csv", october(9, service="lotsen")).answer["findings"] == []
    earlier = contacts(*(f"{day:02d}.08.2026" for day in range(1, 10)), service="lotsen")
    (finding,) = _deliver(office, "lotsen_august.csv", earlier).answer["findings"]
    assert "August 2026 enthält genau dasselbe wie Oktober 2026" in finding["message"]


def test_pasted_counts_are_noticed_within_one_file_and_zeros_are_not(office: Office) -> None:
    def tally(month: str, *counts: int) -> str:
        names = ("telefonisch", "Video", "aufsuchend", "persönlich offen", "persönlich mit Termin")
        rows = zip(names, counts, strict=False)
        return "".join(f"{month};sprechstunde;Kanal;{name};{count}\n" for name, count in rows)

    content = tally("7/2026", 3, 1, 4, 1) + tally("8/2026", 3, 1, 4, 1) + tally("5/2026", 0, 0, 0, 1, 0)
    done = _deliver(
        office, "a.csv", f"{TALLY_HEADER}\n{content}{tally('6/2026', 0, 0, 0, 1, 0)}", source="contact_tallies"
    )
    assert [(finding["rule"], finding["month"]) for finding in done.answer["findings"]] == [
        ("same_as_other_month", "2026-08")
    ]


def test_a_slip_in_the_date_claims_no_month(office: Office) -> None:
    _deliver(office, "maerz.csv", contacts(*(f"{day:02d}.03.2026" for day in range(1, 5))))
    days = [f"{day:02d}.10.2026" for day in range(1, 13)]
    done = _deliver(office, "oktober.csv", contacts(*days[:11], "12.03.2026", days[11]))
    assert [(finding["rule"], finding["cell"]) for finding in done.answer["findings"]] == [("stray_month", "A13")]
    assert {claim.month for claim in office.delivery(done.answer["file"]).covered} == {"2026-10-01"}
    assert office.landed(done.answer["file"])["date"].dt.month().unique().to_list() == [10]


@pytest.mark.parametrize(
    ("october_rows", "september_rows", "strays"),
    [(8, 1, 0), (9, 1, 1), (12, 3, 3), (12, 4, 0), (95, 5, 5), (93, 7, 0)],
)
def test_only_few_rows_beside_one_month_are_strays(
    office: Office, october_rows: int, september_rows: int, strays: int
) -> None:
    days = [f"{number % 30 + 1:02d}.10.2026" for number in range(october_rows)]
    days += [f"{number + 1:02d}.09.2026" for number in range(september_rows)]
    answer = office.check(contacts(*days))
    assert [finding["rule"] for finding in answer["findings"]] == ["stray_month"] * strays
    assert answer["rows_ok"] == october_rows + september_rows - strays


def test_a_list_speaks_for_services_without_a_row(office: Office) -> None:
    folder = office.paths.config / "profiles" / MUNICIPALITY
    folder.mkdir(parents=True)
    text = (
        "{source: contacts, title: A, fingerprint: [Wann], headers: {Wann: date}, speaks_for: [lotsen, sprechstunde]}"
    )
    (folder / "alle@1.yml").write_text(text, encoding="utf-8")
    done = _deliver(office, "alle.csv", october(3).replace("Datum", "Wann"))
    claims = office.delivery(done.answer["file"]).covered
    assert [(claim.subject, claim.month) for claim in claims] == [
        ("lotsen", "2026-10-01"),
        ("sprechstunde", "2026-10-01"),
    ]


def test_a_shapefile_is_filed_with_its_parts_before_it(office: Office) -> None:
    for part in ("grenzen.dbf", "grenzen.prj", "grenzen.shx"):
        office.file(part, part)
    done = _deliver(office, "grenzen.shp", "keine Grenzen", source="areas")
    assert done.answer["status"] == "quarantined"
    names = {path.name.split("_", 2)[2] for path in (office.paths.data / MUNICIPALITY / "areas").iterdir()}
    assert names == {"grenzen.shp", "grenzen.dbf", "grenzen.prj", "grenzen.shx"}
    assert _deliver(office, "grenzen.shp", "keine Grenzen", source="areas").answer == done.answer


def _all_files(office: Office) -> dict[Path, bytes]:
    folders = (office.records, office.paths.data)
    return {path: path.read_bytes() for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    ("days", "rules", "status"),
    [
        (("05.10.2026", "30.09.2026", "06.10.2026"), ["other_month"], "landed"),
        (("05.09.2026", "06.09.2026"), ["other_month", "other_month"], "quarantined"),
        (("05.10.2026", "06.10.2026"), [], "landed"),
    ],
)
def test_a_file_named_for_a_month_is_about_that_month_only(
    office: Office, days: tuple[str, ...], rules: list[str], status: str
) -> None:
    folder = office.paths.config / "profiles" / MUNICIPALITY
    folder.mkdir(parents=True)
    (folder / "mitte@1.yml").write_text(
        "{source: contacts, title: M, fingerprint: [Wann], headers: {Wann: date},\n"
        "file_month: 'liste_(?P<year>\\d{4})_(?P<month>\\d{2})'}",
        encoding="utf-8",
    )
    done = _deliver(office, "liste_2026_10.csv", contacts(*days).replace("Datum", "Wann"))
    assert (done.answer["status"], [finding["rule"] for finding in done.answer["findings"]]) == (status, rules)
    months = {claim.month for claim in read_ledger(office.records)[done.answer["delivery"]].covered}
    assert months == ({"2026-10-01"} if status == "landed" else set())
