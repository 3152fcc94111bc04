"""What is to be done, as one short sentence per task."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analytics import formatting
from analytics.months import month_name
from analytics.sentences import days_words, listed

ORIGINS = {"rows": "die Einzelkontakte", "tally": "die Monatszahlen"}


def missing(name: str, months: Sequence[date], *, days: int) -> str:
    """`Lotsen Nord: Oktober 2026 fehlt, seit 2 Tagen überfällig.`"""
    told = listed([month_name(month) for month in months])
    if len(months) == 1:
        return f"{name}: {told} fehlt, {days_words(-days)}."
    return f"{name}: {told} fehlen, die älteste Meldung ist {days_words(-days)}."


def coming(name: str, month: date, *, due: date, days: int) -> str:
    """`Lotsen Nord: Oktober 2026 ist bis 10.11.2026 zu melden (in 2 Tagen).`"""
    return f"{name}: {month_name(month)} ist bis {formatting.day(due)} zu melden ({days_words(days)})."


def conflict(name: str, month: date, *, origin: str | None) -> str:
    """Which origin counts until somebody decides."""
    return (
        f"{name}, {month_name(month)}: Es liegen Einzelkontakte und Monatszahlen vor. "
        f"Bis Sie entscheiden, zählen {ORIGINS[origin or 'rows']}."
    )


def file(kind: str, path: str) -> str:
    """A file that waits (`held`) or could not be taken over (`refused`)."""
    name = formatting.file_name(path)
    if kind == "held":
        return f"Die Datei „{name}“ zählt noch nicht, weil sie viele Zeilen entfernen würde. Bitte entscheiden."
    return f"Die Datei „{name}“ wurde abgewiesen. Bitte berichtigen und neu abgeben."


def rejected(path: str, rows: int) -> str:
    """`In der Datei „x.csv“ wurden 3 Zeilen abgewiesen. …`"""
    counted = "wurde 1 Zeile" if rows == 1 else f"wurden {formatting.count(rows)} Zeilen"
    return f"In der Datei „{formatting.file_name(path)}“ {counted} abgewiesen. Bitte die Befunde ansehen."


def lapsed(name: str, month: date) -> str:
    """A signature that no longer holds."""
    return f"{name}, {month_name(month)}: Die Zahlen haben sich nach der Unterschrift geändert. Bitte erneut prüfen."


def to_sign(names: Sequence[str], month: date) -> str:
    """A complete month that one or several quartiers have not signed yet."""
    if len(names) == 1:
        return f"{names[0]}, {month_name(month)}: Alle Angebote haben gemeldet. Bitte prüfen und unterschreiben."
    return f"{month_name(month)}: In {listed(names, limit=6)} ist der Monat vollständig und noch nicht unterschrieben."


def deadline(kind: str, title: str, *, due: date, days: int) -> str:
    """`Verwendungsnachweis, Treff im Quartier: 31.03.2027 (in 19 Tagen).`"""
    return f"{kind}, {title}: {formatting.day(due)} ({days_words(days)})."
