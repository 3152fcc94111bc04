"""A month from the drop zone to the signature, in a real browser: wrong, mended, counted, checked, signed."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import WorkspaceFolders, ran, says, serving

LINES = (
    "Monat\tFrage\tAntwort\tStriche\tca.",
    "10/2026\tFlyer mitgegeben\t\t11\t",
    "10/2026\tGespräche insgesamt\t\t{total}\t",
    "10/2026\tWorum ging es?\tArbeit\t7\t",
    "10/2026\tWorum ging es?\tFamilie\t12\t",
    "10/2026\tNeu oder bekannt?\tneu\t13\t",
    "10/2026\tNeu oder bekannt?\tschon einmal da\t24\t",
    "10/2026\tNeu oder bekannt?\tweiß nicht\t4\t",
)


def a_tally(folder: Path, name: str, *, total: str) -> Path:
    """Opladen's tally list of October 2026, which the example has not received, as its office writes it."""
    path = folder / name
    path.write_bytes("\r\n".join(LINES).format(total=total).encode("cp1252"))
    return path


def drop(page: Page, path: Path) -> Locator:
    """Put a file into the drop zone; the file's own block on the page once it has been looked at."""
    page.locator("[data-testid=stFileUploaderDropzone] input[type=file]").first.set_input_files(path)
    block = page.locator("[class*='st-key-draft_']").filter(has=page.get_by_role("heading", name=path.name, exact=True))
    block.get_by_role("button", name="Verwerfen").wait_for()
    return block


def test_a_month_is_dropped_mended_counted_and_signed(own_copy: WorkspaceFolders, page: Page, tmp_path: Path) -> None:
    with serving(own_copy) as address:
        contacts = f"{address}/beratungskontakte?monat=2026-10&quartier=opladen"
        page.goto(contacts)
        ran(page, "Beratungskontakte")
        says(page, "nicht gemeldet")

        page.goto(f"{address}/datenlieferungen?teil=abgeben&monat=2026-10&quartier=opladen")
        ran(page, "Datenlieferungen")
        wrong = drop(page, a_tally(tmp_path, "Strichliste Oktober.csv", total="vierzig"))
        expect(wrong).to_contain_text("D3")
        expect(wrong).to_contain_text("„vierzig“ ist keine ganze Zahl")
        wrong.get_by_role("button", name="Verwerfen").click()
        wrong.wait_for(state="detached")

        mended = drop(page, a_tally(tmp_path, "Strichliste Oktober neu.csv", total="41"))
        expect(mended).to_contain_text("6 Zeilen, alle in Ordnung.")
        expect(mended).to_contain_text("Quartiersbüro Opladen, Oktober 2026: neu, 41 Kontakte.")
        mended.get_by_role("button", name="Übernehmen").click()
        says(page, "Übernommen. Der neue Stand ist veröffentlicht.")

        page.goto(contacts)
        ran(page, "Beratungskontakte")
        says(page, "Opladen, Oktober 2026: 41 Kontakte")

        page.goto(f"{address}/monatspruefung?monat=2026-10&quartier=opladen")
        ran(page, "Monatsprüfung")
        page.get_by_label("Kontakte insgesamt").fill("43")
        page.keyboard.press("Tab")
        says(page, "Ihre Zählung liegt 2 über dem Stand")
        page.get_by_label("Ihr Name").fill("B. Beispiel")
        page.keyboard.press("Tab")
        page.get_by_role("button", name="Oktober 2026 für Opladen unterschreiben").click()
        says(page, "B. Beispiel")
        page.get_by_role("button", name="Oktober 2026 für Opladen unterschreiben").wait_for(state="detached")

        # A correction after the signature changes the figures: the signature lapses, and the page says so.
        corrected = a_tally(tmp_path, "Strichliste Oktober korrigiert.csv", total="42")
        answer = own_copy.run(
            "deliver", str(corrected), "--source", "contact_tallies", "--municipality", "leverkusen", "--by", "AWO"
        )
        assert answer.answer["status"] == "landed", answer.log
        page.goto(f"{address}/monatspruefung?monat=2026-10&quartier=opladen")
        ran(page, "Monatsprüfung")
        says(page, "gilt nicht mehr")
        page.get_by_role("button", name="Oktober 2026 für Opladen unterschreiben").wait_for()
