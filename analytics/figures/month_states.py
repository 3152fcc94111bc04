"""The close of months in words and as a table: open, checked, released."""

from __future__ import annotations

from analytics import formatting
from analytics.months import month_name
from analytics.queries.month_states import MonthState
from analytics.tables import Column, Table, table_of

WORDS = {"open": "offen", "checked": "geprüft", "released": "freigegeben"}
COLUMNS = (
    Column("Monat", "month"),
    Column("Stand"),
    Column("Unterschriften"),
    Column("Fassung", "count"),
    Column("Freigegeben"),
    Column("Bemerkung"),
)


def sentence(states: tuple[MonthState, ...]) -> str:
    """Up to which month everything is released, and what comes next."""
    released = next((each for each in states if each.version is not None), None)
    pending = [each for each in reversed(states) if each.state != "released"]
    said = f"Freigegeben bis {month_name(released.month)}." if released else "Noch ist kein Monat freigegeben."
    if not pending:
        return said
    return f"{said} Als Nächstes: {month_name(pending[0].month)}, {state_words(pending[0])}."


def state_words(state: MonthState) -> str:
    """`offen, 3 von 6 Quartieren haben unterschrieben`"""
    words = WORDS[state.state]
    if state.state == "open" and state.quartiers:
        signed = "keines" if not state.signed else str(state.signed)
        have = "hat" if (state.signed or 0) <= 1 else "haben"
        return f"{words}, {signed} von {state.quartiers} Quartieren {have} unterschrieben"
    return words


def month_table(states: tuple[MonthState, ...]) -> Table:
    """The last months, the newest first."""
    rows = (
        (
            each.month,
            WORDS[each.state],
            f"{each.signed} von {each.quartiers}" if each.quartiers else "",
            each.version,
            ", ".join([formatting.day(each.released_at.date()), each.released_by or ""]).strip(", ")
            if each.released_at
            else "",
            each.reopen_reason or each.closed_reason or (each.release_reason or ""),
        )
        for each in states
    )
    return table_of("month_states", "Monatsabschluss", COLUMNS, rows)
