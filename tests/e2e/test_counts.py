"""The same number everywhere: recounted from the raw files, in the release, and on the page."""

from __future__ import annotations

import random
from datetime import date, datetime

import duckdb
import pytest
from playwright.sync_api import Page

from data_raw.generator.days import months
from tests.e2e.conftest import ROOT, WorkspaceFolders, ran, says
from tests.recount import recount
from tests.sample_files import read_rows

MUNICIPALITIES = ("leverkusen", "leichlingen", "eschweiler")
# Months the example leaves out on purpose (data_raw/README.md).
NOT_REPORTED = {
    "leverkusen": {
        ("buero-rheindorf", date(2024, 7, 1)),
        ("buero-steinbuechel", date(2025, 2, 1)),
        ("buero-opladen", date(2026, 10, 1)),
    },
    "leichlingen": set(),
    "eschweiler": set(),
}


def released(folders: WorkspaceFolders, municipality: str, *, basis: str) -> dict[tuple[str, date], int | None]:
    """Contacts per service and month in the coordinator's file, newest version; None where nothing was reported."""
    with duckdb.connect(str(folders.release(municipality) / "coordinator.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            """
            select category, period, max_by(coalesce(contacts, -1), version) from mart_contact_cube
            where dimension = 'service' and period_kind = 'month' and area_kind = 'municipality' and basis = $basis
            group by category, period
            """,
            {"basis": basis},
        ).fetchall()
    return {(service, month): None if contacts < 0 else contacts for service, month, contacts in rows}


def names_of_services(folders: WorkspaceFolders, municipality: str) -> dict[str, str]:
    """Key → name of every service in the release."""
    with duckdb.connect(str(folders.release(municipality) / "coordinator.duckdb"), read_only=True) as connection:
        return dict(connection.execute("select service, name from dim_service").fetchall())


@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_every_month_is_what_the_raw_files_say(example: WorkspaceFolders, municipality: str) -> None:
    found = released(example, municipality, basis="current")
    counted = recount(ROOT / "data_raw" / municipality)
    assert {key: contacts for key, contacts in found.items() if contacts is not None} == counted
    assert {key for key, contacts in found.items() if contacts is None} == NOT_REPORTED[municipality]


@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_a_released_month_stays_what_had_arrived_by_its_release(example: WorkspaceFolders, municipality: str) -> None:
    found = released(example, municipality, basis="published")
    moments = moments_of_release(municipality)
    known = {at: recount(ROOT / "data_raw" / municipality, until=at) for at in set(moments.values())}
    assert {month for _, month in found} == set(moments)
    assert found == {key: known[moments[key[1]]].get(key) for key in found}
    assert found != {key: recount(ROOT / "data_raw" / municipality).get(key) for key in found}


def moments_of_release(municipality: str) -> dict[date, datetime]:
    """Month → when it was last released, from the example's closings.csv."""
    moments: dict[date, datetime] = {}
    for row in read_rows(ROOT / "data_raw" / municipality / "closings.csv"):
        if row["event"] == "released":
            first, last = (date.fromisoformat(f"{row[name]}-01") for name in ("from", "through"))
            moments |= dict.fromkeys(months(first, last), datetime.fromisoformat(str(row["at"])))
    return moments


def test_ten_months_on_the_page_are_what_the_raw_files_say(example: WorkspaceFolders, server: str, page: Page) -> None:
    counted = recount(ROOT / "data_raw" / "leverkusen")
    names = names_of_services(example, "leverkusen")
    for month in random.Random(20261122).sample(sorted({month for _, month in counted}), 10):
        shown = services_on_the_page(page, f"{server}/beratungskontakte?monat={month:%Y-%m}")
        for service, name in names.items():
            expected = counted.get((service, month))
            assert shown[name] == ("…" if expected is None else str(expected or "–")), (service, month)


def services_on_the_page(page: Page, address: str) -> dict[str, str]:
    """Name of the service → what its table twin shows for the chosen month, without the sign for estimates."""
    page.goto(address)
    ran(page, "Beratungskontakte")
    figure = page.locator(".st-key-figure_services")
    figure.get_by_text("Zahlen als Tabelle").click()
    figure.locator("tbody tr").first.wait_for()
    rows = [[cell.strip() for cell in row] for row in figure.locator("tbody tr").evaluate_all(CELLS)]
    return {row[0]: row[-1].removesuffix(" s") for row in rows}


CELLS = "rows => rows.map(row => [...row.querySelectorAll('th, td')].map(cell => cell.innerText))"


def test_a_missing_month_reads_not_reported(server: str, page: Page) -> None:
    page.goto(f"{server}/beratungskontakte?monat=2026-10&quartier=opladen")
    ran(page, "Beratungskontakte")
    says(page, "nicht gemeldet")
    assert "0 Kontakte" not in page.locator("[data-testid=stMain]").inner_text().replace("\xa0", " ")
