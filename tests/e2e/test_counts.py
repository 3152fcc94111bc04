"""The same number everywhere: recounted from the raw files, in the release, and on the page."""

from __future__ import annotations

import random
from datetime import date

import duckdb
import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import ROOT, WorkspaceFolders, ran, says
from tests.recount import recount

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


def released(folders: WorkspaceFolders, municipality: str) -> dict[tuple[str, date], int | None]:
    """Contacts per service and month in the coordinator's file; None where the service has not reported."""
    with duckdb.connect(str(folders.release(municipality) / "coordinator.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            """
            select category, period, contacts from mart_contact_cube
            where dimension = 'service' and period_kind = 'month' and area_kind = 'municipality' and basis = 'published'
            """
        ).fetchall()
    return {(service, month): contacts for service, month, contacts in rows}


def names_of_services(folders: WorkspaceFolders, municipality: str) -> dict[str, str]:
    """Key → name of every service in the release."""
    with duckdb.connect(str(folders.release(municipality) / "coordinator.duckdb"), read_only=True) as connection:
        return dict(connection.execute("select service, name from dim_service").fetchall())


@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_every_month_is_what_the_raw_files_say(example: WorkspaceFolders, municipality: str) -> None:
    found = released(example, municipality)
    counted = recount(ROOT / "data_raw" / municipality)
    assert {key: contacts for key, contacts in found.items() if contacts is not None} == counted
    assert {key for key, contacts in found.items() if contacts is None} == NOT_REPORTED[municipality]


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
