"""Published and current figures of a month side by side: `seit Freigabe +3`."""

from __future__ import annotations

from analytics import formatting
from analytics.queries.since_release import Pair, SinceRelease
from analytics.tables import Column, Table, cell, table_of

DIMENSIONS = {"total": "Gesamt", "service": "Angebot", "topic": "Thema", "channel": "Kanal", "kind": "Kontaktart"}
COLUMNS = (
    Column("Merkmal"),
    Column("Ausprägung"),
    Column("Freigegeben", "count"),
    Column("Aktuell", "count"),
    Column("Seit Freigabe"),
)
SAME = "Seit der Freigabe hat sich keine Zahl geändert."


def sentence(shown: SinceRelease) -> str:
    """How far the total has moved, or that nothing has."""
    if not any(pair.differs for pair in shown.pairs):
        return SAME
    total = shown.total
    if total is None or not total.differs or total.published is None or total.current is None:
        return "Die Gesamtzahl ist gleich geblieben; in den Aufgliederungen hat sich etwas geändert."
    return (
        f"Freigegeben sind {formatting.count(total.published)} Kontakte, nach späteren Lieferungen wären es "
        f"{formatting.count(total.current)} (seit Freigabe {gap_words(total)}). Die freigegebene Zahl gilt bis "
        "zu einer neuen Fassung."
    )


def pair_table(shown: SinceRelease) -> Table:
    """Only counts that differ, both sides and the difference."""
    rows = [
        (
            DIMENSIONS[pair.dimension],
            "" if pair.dimension == "total" else pair.name,
            cell(pair.published, "count", pair.published_state),
            cell(pair.current, "count", pair.current_state),
            gap_words(pair),
        )
        for pair in shown.pairs
        if pair.differs
    ]
    return table_of("since_release", "Freigegeben und aktuell", COLUMNS, rows, empty_text=SAME)


def gap_words(pair: Pair) -> str:
    """`+3`, `−2`; empty where one side has no number."""
    if pair.published is None or pair.current is None:
        return ""
    gap = pair.current - pair.published
    return f"{'+' if gap > 0 else formatting.MINUS}{formatting.count(abs(gap))}" if gap else "gleich"
