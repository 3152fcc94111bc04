"""What a run says about every file of the inbox."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipelines.findings import Finding
from pipelines.inbox import InboxFile
from pipelines.inbox_oddities import Oddity
from pipelines.records.ledger import ERASED, SUPERSEDED, Delivery, statuses


@dataclass(frozen=True)
class Report:
    """What became of one file in this run: landed, unchanged, superseded, quarantined or erased.

    `findings` are those of this run's reading; a file that was not read again has none.
    """

    file: str
    municipality: str
    source: str
    status: str
    delivery: str | None = None
    rows_in: int = 0
    rows_landed: int = 0
    rows_rejected: int = 0
    note: str | None = None
    findings: tuple[Finding, ...] = ()


def report(file: InboxFile, delivery: Delivery, status: str, findings: Sequence[Finding] = ()) -> Report:
    """The report on a file that has a ledger line."""
    return Report(
        file=file.file,
        municipality=file.municipality,
        source=file.source,
        status=status,
        delivery=delivery.delivery,
        rows_in=delivery.rows_in,
        rows_landed=delivery.rows_landed,
        rows_rejected=delivery.rows_rejected,
        note=delivery.note,
        findings=tuple(findings),
    )


def report_of_erased(file: InboxFile, delivery: Delivery) -> Report:
    """A file that came back after its rows were erased: not read, and told until somebody removes it."""
    message = (
        "Die Einzeldaten dieser Datei wurden gelöscht und werden nicht wieder angenommen; die veröffentlichten Zahlen "
        "bleiben. Bitte die Datei aus dem Eingang löschen."
    )
    finding = Finding(file.file, None, None, None, None, "erased_file", message)
    return report(file, delivery, ERASED, [finding])


def with_superseded(reports: Sequence[Report], ledger: Mapping[str, Delivery]) -> list[Report]:
    """The reports by file; landed deliveries that later ones have taken over completely are `superseded`."""
    gone = {delivery for delivery, status in statuses(ledger).items() if status == SUPERSEDED}
    told = [
        replace(entry, status=SUPERSEDED) if entry.delivery in gone and entry.status != ERASED else entry
        for entry in reports
    ]
    return sorted(told, key=lambda entry: entry.file)


def of_strays(names: Sequence[str], municipality: str, sources: Collection[str]) -> Iterator[Report]:
    """Files that lie outside every source's folder: refused each time, recorded never."""
    for name in names:
        message = (
            f"„{name}“ liegt in keinem Ordner einer bekannten Lieferung. Bitte in einen dieser Ordner legen: "
            f"{', '.join(sorted(sources))}."
        )
        finding = Finding(name, None, None, None, None, "unknown_source", message)
        yield Report(name, municipality, "", "quarantined", findings=(finding,))


def of_oddities(found: Sequence[Oddity], municipality: str) -> Iterator[Report]:
    """What lies in a source's folder and is no plain file: told each time, recorded never."""
    for entry in found:
        finding = Finding(entry.file, None, None, None, None, entry.rule, entry.message)
        yield Report(entry.file, municipality, "", "quarantined", findings=(finding,))
