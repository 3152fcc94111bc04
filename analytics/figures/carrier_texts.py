"""A letter to each carrier: what is missing since when, what in which cell has to be mended, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from analytics import formatting
from analytics.months import month_name
from analytics.queries.carriers import CarrierState, FileToMend, carrier_states
from analytics.queries.deliveries import Finding
from analytics.release import Release
from analytics.sentences import days_words

LISTED = 20
STATUS = {
    "landed": "Diese Zeilen konnten nicht übernommen werden, die übrigen zählen.",
    "held": "Die Datei zählt noch nicht, weil sie viele Zeilen entfernen würde. Bitte prüfen Sie, ob sie ganz ist.",
    "quarantined": "Die Datei konnte nicht übernommen werden.",
}
ASKED = "Die Datei zählt, bitte prüfen Sie noch:"
HELD_RULE = "would_remove"
MEND = (
    "Bitte berichtigen Sie die genannten Stellen und senden Sie uns die ganze Datei noch einmal. "
    "Sie ersetzt die frühere, nichts wird doppelt gezählt."
)


@dataclass(frozen=True)
class CarrierText:
    """One letter, ready to be sent; `carrier` is the key, `name` the carrier as people call it."""

    carrier: str
    name: str
    subject: str
    body: str


def carrier_texts(release: Release, *, month: date, as_of: date) -> tuple[CarrierText, ...]:
    """One letter per carrier of whom something is open for the month; nobody else is written to."""
    states = carrier_states(release, month=month, as_of=as_of)
    return tuple(_letter(state, month, as_of) for state in states if state.missing or state.files)


def _letter(state: CarrierState, month: date, as_of: date) -> CarrierText:
    town = state.info.municipality_name
    topics = [word for word, parts in (("Fehlende", state.missing), ("zu berichtigende", state.files)) if parts]
    subject = " und ".join(topics)
    paragraphs = [
        "Guten Tag,",
        f"für den Quartiersmonitor {town} (am {formatting.day(as_of)}) bitten wir Sie um Ihre Hilfe.",
        *_missing(state, as_of),
        *(_file(file) for file in state.files),
        *([MEND] if state.files else []),
        f"Vielen Dank und freundliche Grüße\nQuartiersmonitor {town}",
    ]
    return CarrierText(
        carrier=state.carrier,
        name=state.name,
        subject=f"Quartiersmonitor {town}: {subject[0].upper()}{subject[1:]} Meldungen, {month_name(month)}",
        body="\n\n".join(paragraphs) + "\n",
    )


def _missing(state: CarrierState, as_of: date) -> Iterator[str]:
    if not state.missing:
        return
    lines = [
        f"– {each.service_name}: {month_name(each.month)}, fällig am {formatting.day(each.due)} "
        f"({days_words((each.due - as_of).days)})"
        for each in state.missing
    ]
    closed = "War das Angebot geschlossen oder gab es keine Kontakte, teilen Sie uns bitte auch das mit."
    yield "\n".join(["Diese Meldungen fehlen uns noch:", *lines, closed])


def _file(file: FileToMend) -> str:
    """The file and its findings; cells with the same finding stand in one line."""
    together: dict[tuple[str | None, str | None, str], list[Finding]] = {}
    for finding in (each for each in file.findings if each.rule != HELD_RULE):
        together.setdefault((finding.sheet, finding.column_name, finding.message), []).append(finding)
    lines = [_line(*key, findings) for key, findings in together.items()]
    more = [f"– und {len(lines) - LISTED} weitere Hinweise"] if len(lines) > LISTED else []
    is_asked = file.status == "landed" and all(each.severity == "notice" for each in file.findings)
    head = f"In der Datei „{formatting.file_name(file.file)}“: {ASKED if is_asked else STATUS[file.status]}"
    return "\n".join([head, *lines[:LISTED], *more])


def _line(sheet: str | None, column: str | None, message: str, findings: list[Finding]) -> str:
    """`– Blatt Oktober, Zellen E15 und E31, Spalte Themen: …`"""
    cells = [each.cell for each in findings if each.cell]
    rows = [str(each.row) for each in findings if not each.cell and each.row is not None]
    parts = [
        f"Blatt {sheet}" if sheet else "",
        _named("Zelle", "Zellen", cells),
        _named("Zeile", "Zeilen", rows),
        f"Spalte „{column}“" if column else "",
    ]
    place = ", ".join(part for part in parts if part)
    return f"– {place}: {message}" if place else f"– {message}"


def _named(one: str, several: str, names: list[str]) -> str:
    if not names:
        return ""
    shown = ", ".join(names[:LISTED])
    more = f" und {len(names) - LISTED} weitere" if len(names) > LISTED else ""
    return f"{one if len(names) == 1 else several} {shown}{more}"
