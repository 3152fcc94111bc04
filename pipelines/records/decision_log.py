"""The log of decisions: what one entry of it says, and what it must not say.

Beschluss → Maßnahme → Kennzahl → Wiedervorlage: every entry says all of it, so that the last one holds by itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from pipelines.errors import UsageError
from pipelines.records.entries import DECISION_LOG, read_entries

OPEN, FINISHED = "open", "done"
STATES = (OPEN, FINISHED)
# Field → its German name; the first ones must be filled.
REQUIRED = {
    "title": "Beschluss",
    "decided_on": "beschlossen am",
    "body": "Gremium",
    "responsible": "zuständig",
    "review_on": "Wiedervorlage",
}
TEXTS = {
    "title": "Beschluss",
    "body": "Gremium",
    "reference": "Vorlage",
    "measure": "Maßnahme",
    "responsible": "zuständig",
    "result": "Ergebnis",
}
FIELDS = (*REQUIRED, "reference", "measure", "metric", "quartier", "status", "result")
MOST_CHARACTERS = 500
NUMBER = re.compile(r"[\w./-]{1,20}")


def held_decisions(records: Path) -> dict[str, dict]:
    """The entry that holds of every decision by its number, those that were taken back included."""
    return {number: entry for (number,), entry in read_entries(records, DECISION_LOG).items()}


def next_number(known: Collection[str], decided_on: str) -> str:
    """The next free number of the year of the decision: `2026-03`."""
    year, position = decided_on[:4], 1
    while f"{year}-{position:02d}" in known:
        position += 1
    return f"{year}-{position:02d}"


def checked_decision(
    number: str, content: Mapping[str, str | None], *, metrics: Collection[str], quartiers: Collection[str], today: date
) -> dict:
    """The content of an entry, every field there; days are ISO text.

    Raises UsageError when something is missing or does not exist, PersonsInTextError when a text tells of a person.
    """
    # The detector of persons needs polars, which a refresh without news must not load.
    from pipelines.reading.persons.free_text import refuse_persons_in

    entry = {name: content.get(name) or None for name in FIELDS} | {"status": content.get("status") or OPEN}
    missing = [german for name, german in REQUIRED.items() if not entry[name]]
    if missing:
        raise UsageError(f"Zum Beschluss fehlt noch: {', '.join(missing)}.")
    require_short({german: entry[name] for name, german in TEXTS.items()})
    require_known(entry["metric"], entry["quartier"], metrics=metrics, quartiers=quartiers)
    _require_order(entry, today)
    refuse_persons_in({german: entry[name] for name, german in TEXTS.items()})
    return {"decision": number, **entry, "withdrawn": False}


def require_short(texts: Mapping[str, str | None]) -> None:
    """Raises UsageError naming the field that is too long."""
    for german, text in texts.items():
        if text and len(text) > MOST_CHARACTERS:
            raise UsageError(f"Das Feld „{german}“ fasst {MOST_CHARACTERS} Zeichen. Bitte kürzer schreiben.")


def require_known(
    metric: str | None, quartier: str | None, *, metrics: Collection[str], quartiers: Collection[str]
) -> None:
    """Raises UsageError when there is no such metric or quartier."""
    if metric is not None and metric not in metrics:
        raise UsageError(f"Eine Kennzahl „{metric}“ gibt es nicht. Es gibt: {', '.join(metrics)}.")
    if quartier is not None and quartier not in quartiers:
        raise UsageError(f"Ein Quartier „{quartier}“ gibt es in den Stammdaten nicht.")


def _require_order(entry: Mapping[str, str | None], today: date) -> None:
    decided_on, review_on = entry["decided_on"] or "", entry["review_on"] or ""
    if decided_on > today.isoformat():
        raise UsageError("Der Tag des Beschlusses liegt in der Zukunft. Bitte erst nach der Sitzung eintragen.")
    if review_on < decided_on:
        raise UsageError("Die Wiedervorlage liegt vor dem Beschluss. Bitte die beiden Tage prüfen.")
    if entry["status"] not in STATES:
        raise UsageError(f"Ein Beschluss ist {' oder '.join(STATES)}.")
    if entry["status"] == FINISHED and not entry["result"]:
        raise UsageError("Zu einem erledigten Beschluss gehört ein Ergebnis. Bitte in einem Satz eintragen.")
