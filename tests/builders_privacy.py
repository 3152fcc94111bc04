"""What a built release says about the protection of data: the tables, and what the manifest holds of the audit."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipelines.releasing.privacy_tables import COUNTED, PRIVACY_TABLES

Row = dict[str, Any]
__all__ = ["AUDIT", "PRIVACY_TABLES", "hidden_cells", "privacy_rows"]
ERASED_ON = date(2026, 11, 2)
AUDIT = {
    "attackers": [
        {"name": "council", "cells": 8000, "exact": 0, "narrow": 0, "seconds": 1.5},
        {"name": "quartier-nord+quartier-sued", "cells": 4480, "exact": 0, "narrow": 0, "seconds": 2.5},
    ],
    "utility": [
        {"audience": "steering", "cells": 1083, "suppressed": 0.083, "topics_visible": 0.91},
        {"audience": "council", "cells": 900, "topics_visible": None, "mean_error": 1.1, "largest_error": 2},
    ],
}


def hidden_cells(name: str) -> Row:
    """The manifest's count of published cells by state, of one audience's file."""
    return {"cells": {"value": 1000, **({} if name == "coordinator" else {"suppressed": 83})}}


def privacy_rows(audience: str) -> dict[str, list[Row]]:
    """The tables of one audience's file."""
    erasure = {"erased_on": ERASED_ON, "kind": "rows", "month": date(2024, 5, 1), "rows": 57, "deliveries": 3}
    erasure |= {"reason": "Aufbewahrungsfrist", "erased_by": "Frau Muster"}
    about = {
        "grain": "ein Kontakt",
        "purpose": "Beratung zählen",
        "persons": "Ratsuchende",
        "legal_basis": "Art. 6 DSGVO",
    }
    contacts = {"source": "contacts", "position": 1, "title": "Beratungskontakte", "months_kept": 36, "is_single": True}
    topics = {"source": "topics", "position": 2, "title": "Themen", "months_kept": None, "is_single": False}
    named = {"grain": "ein Thema", "purpose": "Themen benennen", "persons": None, "legal_basis": None}
    column = {"source": "contacts", "position": 1, "header": "Kennung", "description": "Kennung der Person"}
    return {
        "mart_processing": [contacts | about, topics | named],
        "mart_processing_column": [column | {"treatment": "pseudonymise"}],
        "mart_processing_note": [
            {"kind": kind, "position": 1, "name": name, "text": f"{name} sagt dies."}
            for kind, name in (("responsible", "Stadt"), ("recipients", "Rat"), ("measures", "Schlüssel"))
        ],
        "mart_threshold": [
            {"threshold": name, "value": value}
            for name, value in (
                ("minimum_contacts", 5),
                ("minimum_persons", 3),
                ("sensitive_contacts", 8),
                ("sensitive_persons", 5),
                ("council_base", 5),
                ("council_breakdown", 10),
            )
        ],
        "mart_retention": [
            _kept("contacts", 1, 36, "months", held=29, next_due=date(2027, 7, 1)),
            _kept("originals", 2, 180, "days", held=40, next_due=date(2026, 12, 1)),
            _kept("refused", 3, 90, "days", held=1, next_due=date(2026, 11, 2)),
            _kept("rejections", 4, None, "days", held=2, next_due=None),
            _kept("logs", 5, 12, "months", held=None, next_due=None),
        ],
        "mart_erasure": [
            row if audience == "coordinator" else row | COUNTED
            for row in (erasure, erasure | {"kind": "person", "month": None, "rows": None, "deliveries": None})
        ],
    }


def _kept(thing: str, position: int, length: int | None, unit: str, **more: Any) -> Row:
    return {"thing": thing, "position": position, "length": length, "unit": unit, **more}
