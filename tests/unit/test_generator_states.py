"""Every state that data_raw/README.md promises lies in the example deliveries."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from tests.sample_files import DATA, german_day, read_arrivals, read_lines, read_rows

AS_OF = date(2026, 11, 12)
LATE = (
    ("leverkusen", "contacts/service-point_2026-08.csv", date(2026, 9, 10)),
    ("leverkusen", "contacts/Caritas_Beratungen_11_2025.csv", date(2025, 12, 10)),
    ("leichlingen", "contacts/Quartiersbuero_Kirchstrasse_2025-12.csv", date(2026, 1, 10)),
    ("eschweiler", "contacts/Sprechzeiten_2025_07.xlsx", date(2025, 8, 10)),
)


@pytest.mark.parametrize(("town", "file", "due"), LATE)
def test_late_deliveries(town: str, file: str, due: date) -> None:
    assert read_arrivals(town)[file].date() > due


def test_other_monthly_deliveries_come_in_time() -> None:
    arrivals = read_arrivals("leverkusen")
    late = {file for _, file, _ in LATE} | {file for file in arrivals if "korrigiert" in file or "Nachtrag" in file}
    assert len(late) == 7
    months = {
        file: received for file, received in arrivals.items() if file.startswith("contacts/") and file not in late
    }
    assert len(months) > 150
    assert all(received.day <= 10 for received in months.values())


def test_corrected_month() -> None:
    first = read_rows(DATA / "leverkusen/contacts/service-point_2026-09.csv")
    second = read_rows(DATA / "leverkusen/contacts/service-point_2026-09_korrigiert.csv")
    arrivals = read_arrivals("leverkusen")
    assert len(second) == len(first) + 3
    assert [row for row in second if row not in first]
    assert [row for row in first if row not in second]
    assert arrivals["contacts/service-point_2026-09.csv"] < arrivals["contacts/service-point_2026-09_korrigiert.csv"]


def test_months_that_nobody_reported() -> None:
    steinbuechel = {path.stem[-7:] for path in (DATA / "leverkusen/contacts").glob("KJA*.xlsx")}
    assert len(steinbuechel) == 45
    assert "02.2025" not in steinbuechel
    opladen = {path.name for path in (DATA / "leverkusen/contact_tallies").glob("Strichliste_2026_*.csv")}
    assert "Strichliste_2026_09.csv" in opladen
    assert "Strichliste_2026_10.csv" not in opladen
    sheet = read_rows(DATA / "leverkusen/contact_tallies/Rheindorf_Jahresblatt_2024.xlsx", header_row=2)
    assert {row["Jul 24"] for row in sheet} == {"k.A."}
    assert "-" in {cell for row in sheet for cell in row.values()}


def test_a_closed_month_expects_nothing() -> None:
    closures = read_rows(DATA / "leichlingen/closures/schliesstage.csv")
    summer = [row for row in closures if row["Angebot"] == "sanierungsberatung"]
    assert [(row["von"], row["bis"]) for row in summer] == [("28.07.2025", "31.08.2025")]
    services = {
        month: {
            row["Angebot"] for row in read_rows(DATA / f"leichlingen/contacts/Quartiersbuero_Kirchstrasse_{month}.csv")
        }
        for month in ("2025-07", "2025-08", "2025-09")
    }
    assert {month for month, names in services.items() if "Sanierungsmanagement" in names} == {"2025-07", "2025-09"}


def test_a_joint_list_names_every_open_service_each_month() -> None:
    files = sorted((DATA / "leichlingen/contacts").glob("Quartiersbuero_Kirchstrasse_*.csv"))
    services = [{row["Angebot"] for row in read_rows(path)} - {""} for path in files]
    assert len(files) == 44
    assert [len(names) for names in services if len(names) != 9] == [7, 7, 8, 8, 8]


def test_a_reported_zero_is_a_file_without_rows() -> None:
    assert len(read_lines(DATA / "leverkusen/contacts/Gespraeche_Alkenrath_2024-08.csv")) == 1


def test_bad_rows() -> None:
    impossible = read_rows(DATA / "leverkusen/contacts/Caritas_Beratungen_02_2026.csv")[7]
    near_miss = read_rows(DATA / "leverkusen/contacts/service-point_2026-10.csv")[11]
    nameless = read_rows(DATA / "leichlingen/contacts/Quartiersbuero_Kirchstrasse_2026-06.csv")[20]
    future = read_rows(DATA / "eschweiler/contacts/Sprechzeiten_2026_09.xlsx", header_row=3)[5]
    assert impossible["Beratung am"] == "31.02.2026"
    assert near_miss["Themen"] == "Aufenthalt und Einbürgerug"
    assert nameless["Angebot"] == ""
    assert future["Datum"] > datetime(2026, 11, 12, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[operator]


def test_estimates_and_what_is_not_collected() -> None:
    sheet = read_rows(DATA / "leverkusen/contact_tallies/Strichliste_2026_07.csv")
    assert {row["ca."] for row in sheet if row["Frage"] != "Flyer mitgegeben"} == {"x"}
    assert not {row["Antwort"] for row in sheet} & {"persönlich offen", "telefonisch"}
    events = read_rows(DATA / "leverkusen/events/veranstaltungen_2025.csv")
    assert {"geschätzt", "gezählt", "Liste"} <= {row["Zählweise"] for row in events}
    assert "ausgefallen" in {row["Status"] for row in events}


def _movements(town: str) -> list[tuple[date, str, str, Decimal]]:
    """Day, measure, kind, amount of all movements of a town that writes CSV."""
    found = []
    for path in sorted((DATA / town / "movements").glob("[!0-9]*.csv")):
        for row in read_rows(path):
            if "EUR" in row:
                day, amount = date.fromisoformat(str(row["Buchung vom"])), Decimal(str(row["EUR"]))
                found.append((day, str(row["Auftrag"]), str(row["Buchungsart"]), amount))
            else:
                amount = Decimal(str(row["Betrag"]).replace(".", "").replace(",", "."))
                found.append((german_day(row["Datum"]), str(row["Maßnahme-Nr."]), str(row["Vorgang"]), amount))
    return found


def test_proofs_of_use_overdue_and_due_soon() -> None:
    measures = {
        str(row["Maßnahme-Nr."]): german_day(row["Verwendungsnachweis bis"])
        for town in ("leverkusen", "leichlingen", "eschweiler")
        for row in read_rows(DATA / town / "measures/massnahmen.csv")
    }
    evidenced = {
        measure
        for town in ("leverkusen", "eschweiler")
        for _, measure, kind, _ in _movements(town)
        if kind == "nachgewiesen"
    }
    evidenced |= {"LEI-01"}
    assert 8 <= len(measures) <= 12
    assert [measure for measure, due in measures.items() if due < AS_OF and measure not in evidenced] == ["LEV-06"]
    soon = AS_OF + timedelta(weeks=6)
    assert [measure for measure, due in measures.items() if AS_OF <= due < soon and measure not in evidenced] == [
        "LEI-03"
    ]


def _unspent_after_two_months(town: str) -> set[str]:
    """Measures with a drawdown that the spending of the next two months, first in first out, did not use up."""
    events = sorted(_movements(town))
    slow = set()
    for measure in {each[1] for each in events}:
        drawn = [(day, amount) for day, name, kind, amount in events if name == measure and kind == "abgerufen"]
        for index, (day, _) in enumerate(drawn):
            limit = day + timedelta(days=62)
            needed = sum(amount for _, amount in drawn[: index + 1])
            spent = sum(
                amount for on, name, kind, amount in events if name == measure and kind == "verausgabt" and on <= limit
            )
            if limit < AS_OF and spent < needed:
                slow.add(measure)
    return slow


def test_one_drawdown_is_not_spent() -> None:
    assert _unspent_after_two_months("leverkusen") == set()
    assert _unspent_after_two_months("eschweiler") == {"ESW-01"}


def test_money_stays_within_its_notices() -> None:
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for town in ("leverkusen", "eschweiler"):
        for _, measure, kind, amount in _movements(town):
            sums[measure, kind] += amount
    for measure in {measure for measure, _ in sums}:
        granted = sums[measure, "bewilligt"] + sums[measure, "geändert"]
        assert sums[measure, "verausgabt"] <= sums[measure, "abgerufen"] <= granted
        assert sums[measure, "nachgewiesen"] in (0, sums[measure, "verausgabt"])
        assert sums[measure, "anerkannt"] in (0, sums[measure, "nachgewiesen"] - sums[measure, "erstattet"])
    assert sums["LEV-05", "abgerufen"] > sums["LEV-05", "bewilligt"]
