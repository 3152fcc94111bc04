"""A month from open to released and corrected, in a real browser: closed over a gap, seen by the council, revised."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, TimeoutError

from tests.e2e.conftest import WorkspaceFolders, ran, says, serving, visit

TOWN = "Eschweiler"
NAME = "K. Koordination"
CLICKS, OPENS = 5, 5_000


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a box by its label; a click that only leaves a text field does not open the list yet."""
    found = page.get_by_role("option", name=option, exact=False).first
    for _ in range(CLICKS):
        page.get_by_label(label, exact=False).first.click()
        try:
            found.wait_for(timeout=OPENS)
        except TimeoutError:
            continue
        break
    found.click()


def order(page: Page, button: str, reason: str) -> None:
    """Fill in name and reason and give the order."""
    page.get_by_label("Ihr Name").fill(NAME)
    page.keyboard.press("Tab")
    page.get_by_label("Begründung", exact=False).first.fill(reason)
    page.keyboard.press("Tab")
    page.get_by_role("button", name=button).click()


@pytest.mark.timeout(900)
def test_a_month_is_closed_released_and_corrected(own_copy: WorkspaceFolders, page: Page) -> None:
    with serving(own_copy) as address:
        page.goto(address)
        ran(page, "Lage")
        choose(page, "Kommune", TOWN)
        says(page, f"in {TOWN}")
        before = own_copy.manifest("eschweiler")["release"]

        visit(page, "Monatsprüfung")
        ran(page, "Monatsprüfung")
        says(page, "Oktober 2026: offen")
        order(page, "Oktober 2026: Über die Lücke schließen", "Quartiersmanagement ist vakant")
        says(page, "Oktober 2026: geprüft")
        order(page, "Oktober 2026: Freigeben", "")
        says(page, "Freigegeben bis Oktober 2026")
        assert own_copy.manifest("eschweiler")["release"] != before

        ran(page, "Monatsprüfung")
        choose(page, "Ansicht als", "Rat und Öffentlichkeit")
        visit(page, "Lage")
        ran(page, "Lage")
        choose(page, "Monat", "Oktober 2026")
        says(page, "Im Oktober 2026")

        ran(page, "Lage")
        choose(page, "Ansicht als", "Koordination")
        # The bar is drawn anew for the other view; only then does it say where a page stands.
        page.get_by_test_id("stTopNav").get_by_role("link", name="Monatsprüfung", exact=True).wait_for()
        visit(page, "Revisionen")
        ran(page, "Revisionen")
        says(page, "Quartiersmanagement ist vakant")
