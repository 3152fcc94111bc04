"""From a file that nobody can read to one that is read: proposed by the dry run, confirmed, saved as a profile."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.contract import load_contracts
from pipelines.orders.check import check
from pipelines.orders.order import Order
from pipelines.orders.save_profile import save_profile
from pipelines.orders.scope import Scope
from pipelines.progress import silent
from pipelines.receiving.receive import receive
from settings import Paths
from tests.builders import MUNICIPALITY, a_workspace, some_paths
from tests.builders_delivery import HEADER, ROW
from tests.unit.test_receive import MASTER_DATA

NOW = datetime(2026, 11, 3, 8, 0, tzinfo=UTC)
UNKNOWN = (
    "Sprechstunde, Oktober\n\nTag der Beratung;Kontaktweg;Fallart;Beratungsthema\n"
    + "05.10.2026;am Telefon;Erstkontakt;Wohnen\n06.10.2026;am Telefon;Folgekontakt;Wohnen\n" * 3
)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """A workspace with master data and without a profile."""
    found = some_paths(tmp_path)
    for file, content in MASTER_DATA.items():
        path = found.data / MUNICIPALITY / file
        path.parent.mkdir(parents=True)
        path.write_text(content, encoding="utf-8")
    receive(MUNICIPALITY, paths=found, workspace=a_workspace(), contracts=load_contracts(), now=NOW, progress=silent)
    return found


def _check(paths: Paths, content: str, source: str | None = "contacts") -> dict:
    file = paths.var / "probe.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_text(content, encoding="utf-8")
    answer = check(file, Order(MUNICIPALITY, paths, a_workspace(), Scope(MUNICIPALITY), now=NOW), source=source)
    return json.loads(json.dumps(answer))


def test_an_unknown_layout_is_proposed_confirmed_saved_and_read(paths: Paths) -> None:
    refused = _check(paths, UNKNOWN)
    assert (refused["status"], refused["rows_ok"]) == ("refused", 0)
    proposal = refused["proposal"]
    assert {header["header"]: header["column"] for header in proposal["headers"]} == {
        "Tag der Beratung": "date", "Kontaktweg": "channel", "Fallart": "contact_kind", "Beratungsthema": "topics",
    }  # fmt: skip
    assert proposal["header_row"] == 3
    assert proposal["document"]["constants"] == {"service": "sprechstunde", "carrier": "caritas"}
    assert [(word["word"], word["rows"], word["confirmed"]) for word in proposal["words"]] == [("am Telefon", 6, False)]
    confirmed = proposal["document"] | {"title": "Büroliste", "categories": {"channel": {"am Telefon": "phone"}}}
    save_profile("buero", confirmed, municipality=MUNICIPALITY, paths=paths, contracts=load_contracts())
    read = _check(paths, UNKNOWN)
    assert (read["profile"], read["status"], read["rows_ok"], read["findings"]) == ("buero@1", "new", 6, [])
    assert read["proposal"] is None


def test_without_a_source_the_proposal_says_what_the_file_holds(paths: Paths) -> None:
    answer = _check(paths, UNKNOWN, source=None)
    assert (answer["status"], answer["source"], answer["proposal"]["source"]) == ("refused", None, "contacts")


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\n{ROW}\n",
        f"{HEADER}\n{ROW.replace('Wohnen', 'Wonen')}\n",
        "Artikel;Farbe;Preis\nStuhl;rot;12,50\n",
        "a" * 10,
        "\0",
        "",
    ],
)
def test_files_that_are_read_or_hold_something_else_get_no_proposal(paths: Paths, content: str) -> None:
    assert _check(paths, content)["proposal"] is None
    assert _check(paths, content, source=None)["proposal"] is None
