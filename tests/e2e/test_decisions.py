"""A decision is entered in a real browser: its mark stands on the chart, in print and in the export, and survives."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.conftest import WorkspaceFolders, ran, says, serving

TITLE = "Vierter Sprechtag in Manfort"
MARK = f"Beschluss 2026-01 vom 05.05.2026: {TITLE}"
LINE = f"Mai 2026: {MARK}"


def fill(page: Page, fields: dict[str, str]) -> None:
    """Type into the fields by their labels, leaving each with the keyboard as people do."""
    for label, text in fields.items():
        page.get_by_label(label, exact=True).fill(text)
        page.keyboard.press("Tab")


def choose(page: Page, label: str, option: str) -> None:
    """Choose one option of a box."""
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()


def day(page: Page, label: str, text: str) -> None:
    """Type a day (05.05.2026) into a date field, part by part."""
    page.get_by_role("group", name=label, exact=True).get_by_role("spinbutton").first.click()
    page.keyboard.type(text.replace(".", ""))
    page.keyboard.press("Tab")


def enter_decision(page: Page, address: str) -> None:
    page.goto(f"{address}/ziele?quartier=alle")
    ran(page, "Ziele und Beschlüsse")
    page.get_by_text("Beschluss eintragen").first.click()
    fill(page, {"Ihr Name": "B. Beispiel", "Beschluss (öffentlich)": TITLE, "Gremium": "Steuerungskreis"})
    fill(page, {"Vorlage (öffentlich)": "Vorlage 2026/12", "zuständig (Amt oder Stelle)": "Fachbereich Soziales"})
    day(page, "beschlossen am", "05.05.2026")
    day(page, "Wiedervorlage", "31.05.2027")
    choose(page, "Kennzahl (öffentlich)", "Beratungskontakte")
    choose(page, "Quartier des Beschlusses", "Manfort")
    page.get_by_role("button", name="Beschluss eintragen").last.click()


def contacts_of_manfort(page: Page, address: str) -> None:
    page.goto(f"{address}/beratungskontakte?monat=2026-09&quartier=manfort")
    ran(page, "Beratungskontakte")
    says(page, LINE)


def exported(page: Page, folder: Path) -> dict[str, str]:
    """The hint of every month in the CSV of the first table."""
    page.get_by_text("Zahlen als Tabelle").first.click()
    with page.expect_download() as waiting:
        page.get_by_text("Als CSV speichern").first.click()
    path = folder / "kontakte.csv"
    waiting.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return {row[0].replace("\u00a0", " "): row[3] for row in csv.reader(stream, delimiter=";") if len(row) > 3}


def test_a_decision_is_entered_marked_exported_and_survives(
    own_copy: WorkspaceFolders, page: Page, tmp_path: Path
) -> None:
    with serving(own_copy) as address:
        enter_decision(page, address)
        says(page, "Der Beschluss steht im Protokoll")
        expect(page.get_by_role("cell", name=TITLE)).to_be_visible()

        contacts_of_manfort(page, address)
        expect(page.locator(".js-plotly-plot").first.get_by_text("◆")).to_be_visible()
        assert exported(page, tmp_path)["Mai 2026"].endswith(MARK)
        page.emulate_media(media="print")
        expect(page.get_by_text(LINE.replace("Mai 2026", "Mai\u00a02026"))).to_be_visible()

    shutil.rmtree(own_copy.var)
    outcome = own_copy.run("refresh", "--municipality", "leverkusen")
    assert outcome.code in (0, 2), outcome.log
    with serving(own_copy) as address:
        page.emulate_media(media="screen")
        contacts_of_manfort(page, address)
        assert exported(page, tmp_path)["Mai 2026"].endswith(MARK)


def test_a_text_about_a_person_is_refused_with_its_kind(own_copy: WorkspaceFolders) -> None:
    before = (own_copy.records / "leverkusen" / "entries.jsonl").read_bytes()
    answer = own_copy.run(
        *("note", "--municipality", "leverkusen", "--metric", "contacts", "--month", "2026-09", "--by", "Koordination"),
        *("--text", "Frau Weißgerber kam am 03.09. zweimal", "--quartier", "manfort"),
    )
    assert answer.code == 1
    assert answer.answer is not None
    assert "Namen" in answer.answer["error"]
    assert "Weißgerber" not in answer.log
    assert (own_copy.records / "leverkusen" / "entries.jsonl").read_bytes() == before
