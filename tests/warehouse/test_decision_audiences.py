"""Decisions and notes in the files of a release: who is told what, and nothing cut away lies in a file's bytes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipelines.records.entries import DECISION_LOG, NOTE, add_entry
from pipelines.releasing.publish import publish_release
from pipelines.releasing.releases import release_folder
from settings import Paths
from tests.builders import Records, a_workspace
from tests.warehouse import town
from tests.warehouse.closing import release_months

TOWN = "stadtbeschluss"
AT = "2024-07-03T08:00:00Z"
AUDIENCES = ("council", "steering", "coordinator", "quartier-nord", "quartier-sued", "quartier-west")
STAFF = frozenset(AUDIENCES) - {"council"}
COORDINATOR = frozenset({"coordinator"})
# Words and the files that may hold them; February is released, March is open.
TOLD = {
    "Titel Sprechtag": frozenset(AUDIENCES),
    "Vorlage 2023-77": frozenset(AUDIENCES),
    "Gremium Steuerung": STAFF,
    "Massnahme Oeffnung": STAFF,
    "Zustaendig Sozialamt": STAFF,
    "Ergebnis Erprobung": STAFF,
    "Eintragende Stelle": COORDINATOR,
    "Titel zurueckgenommen": frozenset(),
    "Fassung davor": frozenset(),
    "Bemerkung Nord": frozenset({"coordinator", "steering", "quartier-nord"}),
    "Bemerkung Sued": frozenset({"coordinator", "steering", "quartier-sued"}),
    "Bemerkung Stadt": STAFF,
    "Bemerkung offen Nord": frozenset({"coordinator", "quartier-nord"}),
    "Bemerkung offen Stadt": COORDINATOR,
    "Bemerkung zurueckgenommen": frozenset(),
    "Schreiberin Nord": frozenset({"coordinator", "quartier-nord"}),
    "Schreiberin Stadt": COORDINATOR,
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory, var: Path) -> Path:
    """A release with January and February released, and decisions and notes about months on both sides of that."""
    root = tmp_path_factory.mktemp("decided")
    paths = Paths(root / "data", root / "records", var, root / "config", root / "key")
    records = Records(paths.records, TOWN)
    town.found(records)
    usual = {"carrier": "a", "contact_kind": "first", "channel": "phone", "topics": ["kita"]}
    days = [date(2023, month, 3) for month in (1, 2, 3) for _ in range(30)]
    records.deliver("contacts", [{"date": day, "service": "punkt", **usual} for day in days])
    _decide(records.folder)
    _note(records.folder)
    workspace = a_workspace(municipalities={TOWN: "Stadt Beschluss"})
    release_months(TOWN, [date(2023, 1, 1), date(2023, 2, 1)], paths=paths, workspace=workspace)
    release = publish_release(
        municipality=TOWN, paths=paths, workspace=workspace, fingerprint="b" * 64, progress=lambda words: None
    ).release
    return release_folder(var, TOWN, release)


def _decide(records: Path) -> None:
    said = {
        "decided_on": "2023-02-14",
        "body": "Gremium Steuerung",
        "reference": "Vorlage 2023-77",
        "measure": "Massnahme Oeffnung",
        "metric": "contacts",
        "quartier": "nord",
        "responsible": "Zustaendig Sozialamt",
        "review_on": "2024-01-31",
        "status": "done",
        "result": "Ergebnis Erprobung",
        "withdrawn": False,
    }
    for number, title, more in (
        ("2023-01", "Fassung davor", {}),
        ("2023-01", "Titel Sprechtag", {}),
        ("2023-02", "Titel zurueckgenommen", {}),
        ("2023-02", "Titel zurueckgenommen", {"withdrawn": True}),
    ):
        content = {"decision": number, "title": title, **said, **more}
        add_entry(records, DECISION_LOG, by="Eintragende Stelle", at=AT, content=content)


def _note(records: Path) -> None:
    for number, (text, quartier, month, by) in enumerate(
        (
            ("Bemerkung Nord", "nord", "2023-02-01", "Schreiberin Nord"),
            ("Bemerkung Sued", "sued", "2023-02-01", "Schreiberin Sued"),
            ("Bemerkung Stadt", None, "2023-02-01", "Schreiberin Stadt"),
            ("Bemerkung offen Nord", "nord", "2023-03-01", "Schreiberin Nord"),
            ("Bemerkung offen Stadt", None, "2023-03-01", "Schreiberin Stadt"),
        ),
        start=1,
    ):
        content = {"note": str(number), "metric": "contacts", "quartier": quartier, "month": month, "text": text}
        add_entry(records, NOTE, by=by, at=AT, content={**content, "withdrawn": False})
    gone = {"note": "6", "metric": "contacts", "quartier": "nord", "month": "2023-02-01"}
    for withdrawn in (False, True):
        content = {**gone, "text": "Bemerkung zurueckgenommen", "withdrawn": withdrawn}
        add_entry(records, NOTE, by="Schreiberin Nord", at=AT, content=content)


def _rows(published: Path, audience: str, sql: str) -> list[tuple]:
    with duckdb.connect(str(published / f"{audience}.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_word_is_told_to_those_it_is_for(published: Path, audience: str) -> None:
    rows = [*_rows(published, audience, "from mart_decision"), *_rows(published, audience, "from mart_note")]
    told = " ".join(map(str, rows))
    content = (published / f"{audience}.duckdb").read_bytes()
    for words, readers in TOLD.items():
        assert (words in told) == (audience in readers), words
        assert (words.encode() in content) == (audience in readers), words


def test_a_decision_stands_in_the_log_once_as_it_is_now(published: Path) -> None:
    query = "select decision, title, decided_on, metric, quartier, status, review_on from mart_decision"
    whole = ("2023-01", "Titel Sprechtag", date(2023, 2, 14), "contacts", "nord", "done", date(2024, 1, 31))
    for audience in STAFF:
        assert _rows(published, audience, query) == [whole]
    assert _rows(published, "council", query) == [(*whole[:5], None, None)]


def test_notes_follow_the_release_of_their_month(published: Path) -> None:
    query = "select note from mart_note order by note"
    told = {audience: [note for (note,) in _rows(published, audience, query)] for audience in AUDIENCES}
    assert told == {
        "council": [],
        "steering": ["1", "2", "3"],
        "coordinator": ["1", "2", "3", "4", "5"],
        "quartier-nord": ["1", "3", "4"],
        "quartier-sued": ["2", "3"],
        "quartier-west": ["3"],
    }
