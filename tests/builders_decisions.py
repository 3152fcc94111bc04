"""Decisions and notes of a built release, as each audience receives them.

A decision of October 2025 is due, one of January 2026 is done, one of September 2026 is to be looked at next year; Nord
noted something about its July 2026, Süd about its August, and the coordination about everybody's May.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

Row = dict[str, Any]

DECISION_TABLES = {
    "mart_decision": "decision text, title text, decided_on date, body text, reference text, measure text, metric text,"
    " quartier text, responsible text, review_on date, status text, result text, entered_by text,"
    " entered_at timestamp",
    "mart_note": "note text, metric text, quartier text, month date, text text, entered_by text, entered_at timestamp",
}
ENTERED_AT = datetime(2026, 10, 1, 9, tzinfo=UTC)
COORDINATION = "Koordination"
INTERNAL = ("body", "measure", "responsible", "review_on", "status", "result", "entered_by", "entered_at")
DUE = "Dritter Sprechtag in Nord"
DONE = "Gemeinsamer Kalender"
LATER = "Jugendsprechstunde in Süd"
NORTH_NOTE = "Die Sprechstunde zog in den Treff um"
SOUTH_NOTE = "Zwei Wochen Vertretung"
TOWN_NOTE = "Warnstreik im Nahverkehr"


def decision_rows(audience: str, own: str) -> dict[str, list[Row]]:
    """`mart_decision` and `mart_note` for an audience; `own` is the quartier of a quartier's file."""
    return {
        "mart_decision": [_told(row, audience) for row in _decisions()],
        "mart_note": [
            {**row, "entered_by": row["entered_by"] if audience in ("coordinator", "quartier") else None}
            for row in _notes()
            if audience != "council" and (audience != "quartier" or row["quartier"] in (None, own))
        ],
    }


def _told(row: Row, audience: str) -> Row:
    hidden = {"council": INTERNAL, "coordinator": ()}.get(audience, ("entered_by",))
    return {name: None if name in hidden else value for name, value in row.items()}


def _decisions() -> list[Row]:
    def decision(number: str, title: str, decided_on: date, **more: Any) -> Row:
        usual = {"metric": "contacts", "quartier": None, "status": "open", "result": None, "entered_by": COORDINATION}
        said = {"body": "Steuerungskreis", "reference": "Vorlage 2025/17", "responsible": "Amt für Soziales"}
        named = {"decision": number, "title": title, "decided_on": decided_on, "entered_at": ENTERED_AT}
        return {**named, **said, "measure": "Ein Tag mehr in der Woche", **usual, **more}

    return [
        decision("2025-01", DUE, date(2025, 10, 14), quartier="nord", review_on=date(2026, 10, 31)),
        decision(
            "2026-01",
            DONE,
            date(2026, 1, 20),
            metric="attendance",
            review_on=date(2026, 9, 1),
            status="done",
            result="Wird gut genutzt",
        ),
        decision("2026-02", LATER, date(2026, 9, 8), quartier="sued", review_on=date(2027, 3, 31)),
    ]


def _notes() -> list[Row]:
    def note(number: str, month: date, text: str, quartier: str | None) -> Row:
        entered = {"entered_by": COORDINATION, "entered_at": ENTERED_AT}
        return {"note": number, "metric": "contacts", "quartier": quartier, "month": month, "text": text, **entered}

    return [
        note("1", date(2026, 7, 1), NORTH_NOTE, "nord"),
        note("2", date(2026, 8, 1), SOUTH_NOTE, "sued"),
        note("3", date(2026, 5, 1), TOWN_NOTE, None),
    ]
