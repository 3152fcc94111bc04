"""A small municipality at work: its inbox, records and commands, without a warehouse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from pipelines.contract import load_contracts
from pipelines.orders.check import check
from pipelines.orders.order import Order
from pipelines.orders.scope import Scope
from pipelines.progress import silent
from pipelines.receiving.receive import receive
from pipelines.receiving.reports import Report
from pipelines.records.ledger import Delivery, read_ledger, statuses
from pipelines.releasing.publish import PublishedRelease
from settings import Paths
from tests.builders import MUNICIPALITY, a_workspace, some_paths

CONTRACTS = load_contracts()
NOW = datetime(2026, 11, 3, 8, 0, tzinfo=UTC)
HEADER = "Datum;Angebot;Träger;Kontaktart;Kanal;Themen"
TALLY_HEADER = "Monat;Angebot;Merkmal;Ausprägung;Anzahl"
MASTER_DATA = {
    "carriers/traeger.csv": "Schlüssel;Name;gültig ab\ncaritas;Caritasverband;01.01.2020\nawo;AWO;01.01.2020\n",
    "quartiers/quartiere.csv": "Schlüssel;Name;gültig ab\nmitte;Mitte;01.01.2020\nnord;Nord;01.01.2020\n",
    "topics/themen.csv": "Schlüssel;Name;Oberthema;schutzbedürftig;Reihenfolge\nwohnen;Wohnen;Alltag;nein;1\n",
    "services/angebote.csv": (
        "Schlüssel;Name;Träger;Quartier;Meldeweg;gültig ab\n"
        "sprechstunde;Sprechstunde;caritas;mitte;Einzelkontakte;01.01.2020\n"
        "lotsen;Lotsen;awo;nord;Einzelkontakte;01.01.2020\n"
    ),
}


def contacts(*days: str, service: str = "sprechstunde", carrier: str = "caritas") -> str:
    """A file of contacts, one row per day (`05.10.2026`)."""
    rows = [f"{day};{service};{carrier};Erstkontakt;telefonisch;Wohnen" for day in days]
    return "\n".join([HEADER, *rows]) + "\n"


def october(count: int, **words: str) -> str:
    """A file with this many contacts on different days of October 2026."""
    return contacts(*(f"{day:02d}.10.2026" for day in range(1, count + 1)), **words)


@dataclass(frozen=True)
class Office:
    """Folders of one workspace with the municipality in it; `quartier` works for one quartier only."""

    paths: Paths
    quartier: str | None = None

    @property
    def records(self) -> Path:
        return self.paths.records / MUNICIPALITY

    @property
    def order(self) -> Order:
        scope = Scope(MUNICIPALITY, self.quartier)
        return Order(MUNICIPALITY, self.paths, a_workspace(), scope, by="Frau Muster", now=NOW)

    def put(self, file: str, content: str | bytes) -> Path:
        """Place a file into the inbox by hand."""
        return self._write(self.paths.data / MUNICIPALITY / file, content)

    def file(self, name: str, content: str | bytes) -> Path:
        """A file somewhere else, as a carrier sent it."""
        return self._write(self.paths.var / "sent" / name, content)

    def receive(self) -> tuple[Mapping[str, Report], bool]:
        reports, changed = receive(
            MUNICIPALITY, paths=self.paths, workspace=a_workspace(), contracts=CONTRACTS, now=NOW, progress=silent
        )
        return {report.file: report for report in reports}, changed

    def check(self, content: str | bytes, *, source: str = "contacts", name: str = "probe.csv") -> dict:
        return check(self.file(name, content), self.order, source=source)

    def delivery(self, file: str) -> Delivery:
        return next(entry for entry in read_ledger(self.records).values() if entry.file == file)

    def landed(self, file: str) -> pl.DataFrame:
        delivery = self.delivery(file)
        return pl.read_parquet(self.records / "landed" / delivery.source / f"{delivery.delivery}.parquet")

    def statuses(self) -> dict[str, str]:
        """The status of every delivery, as people are told it, by file."""
        ledger = read_ledger(self.records)
        return {ledger[delivery].file: status for delivery, status in statuses(ledger).items()}

    def _write(self, path: Path, content: str | bytes) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path


def an_office(root: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office with landed master data; a release is an empty folder, made without a warehouse."""
    office = Office(some_paths(root))

    def publish(*, municipality: str, paths: Paths, fingerprint: str, **_: object) -> PublishedRelease:
        release = f"20261103T080000Z-{fingerprint[:8]}"
        folder = paths.var / "releases" / municipality / release
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "manifest.json").write_text("{}")
        (paths.var / "current").mkdir(exist_ok=True)
        (paths.var / "current" / municipality).write_text(release)
        return PublishedRelease(release, {})

    monkeypatch.setattr("pipelines.releasing.publish.publish_release", publish)
    for file, content in MASTER_DATA.items():
        office.put(file, content)
    office.receive()
    return office
