"""Protection, attacks, retention and erasures in words and tables; the record of processing is told beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from analytics import formatting, sentences
from analytics.formatting import NBSP, count, counted, day
from analytics.months import month_name
from analytics.queries.privacy import Erasure, Privacy, Retained
from analytics.tables import Column, Table, table_of

AUDIENCES = {
    "council": "Rat und Öffentlichkeit",
    "steering": "Steuerungskreis",
    "coordinator": "Koordination",
    "quartier": "Quartiersmanagement",
}
FEW = 3
# Kind of data: its name, what a quantity of it is called, from when its time counts.
THINGS = {
    "contacts": ("Einzelkontakte", ("Monat", "Monate"), "nach ihrem Monat, sobald er freigegeben ist"),
    "originals": ("Originale mit Einzelkontakten", ("Datei", "Dateien"), "nach dem Eingang"),
    "refused": ("Abgewiesene Dateien im Eingang", ("Datei", "Dateien"), "nach dem Eingang"),
    "rejections": ("Abgewiesene Zeilen zur Berichtigung", ("Lieferung", "Lieferungen"), "nach dem Eingang"),
    "logs": ("Protokoll der Zugriffe", ("Datei", "Dateien"), "nach seinem Monat"),
}
UNITS = {"months": ("Monat", "Monate"), "days": ("Tag", "Tage")}
ERASED = {
    "rows": "Einzelkontakte",
    "person": "Alle Zeilen einer Person",
    "files": "Originale, abgewiesene Zeilen, Protokolle",
}
# Figures of the audit: shares are told from 0 to 1.
UTILITY = {
    "suppressed": ("Anteil verdeckter Zellen über null", "%"),
    "topics_visible": ("Quartiersmonate ab 30 Kontakten, in denen Themen zu sehen sind", "%"),
    "mean_error": ("Mittlere Abweichung durch Rundung", "Kontakte"),
    "largest_error": ("Größte Abweichung durch Rundung", "Kontakte"),
}
NEVER_ATTACKED = (
    "Zu diesem Stand liegt noch kein Ergebnis eines Angriffs vor. Die Koordination startet ihn mit "
    "„python -m pipelines audit“."
)
NOT_ERASED = "Bisher wurde nichts gelöscht. Gelöscht wird mit „python -m pipelines erase --due“."


def sentence(shown: Privacy) -> str:
    """The result of the last attack, or that there was none."""
    if shown.attacks is None:
        return NEVER_ATTACKED
    cells, exact, narrow = (sum(getattr(each, name) for each in shown.attacks) for name in ("cells", "exact", "narrow"))
    found = f"{count(cells)}{NBSP}Zellen angegriffen, {count(exact)}{NBSP}bestimmbar"
    return f"{found}, {count(narrow)}{NBSP}eng eingrenzbar." if narrow else f"{found}."


def threshold_sentences(shown: Privacy) -> tuple[str, ...]:
    """The thresholds in words."""
    rule = {name: count(value) for name, value in shown.thresholds.items()}
    if not rule:
        return ()
    return (
        f"Steuerungskreis und fremde Quartiere sehen eine Zahl erst ab {rule['minimum_persons']}{NBSP}Personen; wo "
        f"nicht zu jedem Kontakt bekannt ist, um wen es geht, ab {rule['minimum_contacts']}{NBSP}Kontakten. Bei "
        f"schutzbedürftigen Themen sind es {rule['sensitive_persons']}{NBSP}Personen oder "
        f"{rule['sensitive_contacts']}{NBSP}Kontakte.",
        f"Rat und Öffentlichkeit sehen jede Zahl auf {rule['council_base']} gerundet und keine Aufteilung von weniger "
        f"als {rule['council_breakdown']}{NBSP}Kontakten.",
    )


def hidden_table(shown: Privacy) -> Table:
    """Per audience, how many published cells it gets and how many of them are hidden."""
    columns = (
        Column("Leserschaft"),
        Column("Zellen über null", "count"),
        Column("Verdeckt", "count"),
        Column("Anteil", "percent1"),
    )
    rows = [
        (
            _audience(each.audience, each.place),
            each.cells,
            each.suppressed,
            100 * each.suppressed / each.cells if each.cells else 0,
        )
        for each in shown.hidden
    ]
    return table_of("hidden", "Was verdeckt ist", columns, rows, empty_text="Noch ist kein Monat freigegeben.")


def utility_table(shown: Privacy) -> Table:
    """What the protection leaves to read, as the last attack measured it; what is not known by name is left out."""
    columns = (Column("Leserschaft"), Column("Was bleibt"), Column("Wert"))
    rows = [
        (_audience(str(told.get("audience", ""))), words, _measured(told[name], unit))
        for told in shown.utility
        for name, (words, unit) in UTILITY.items()
        if isinstance(told.get(name), int | float)
    ]
    return table_of("utility", "Was lesbar bleibt", columns, rows, empty_text=NEVER_ATTACKED)


def attack_table(shown: Privacy) -> Table:
    """Who attacked what with which result."""
    columns = (
        Column("Wer angreift"),
        Column("Zellen", "count"),
        Column("Bestimmbar", "count"),
        Column("Eng eingrenzbar", "count"),
    )
    rows = [
        (" und ".join(_audience(*reader) for reader in each.readers), each.cells, each.exact, each.narrow)
        for each in shown.attacks or ()
    ]
    return table_of("attacks", "Letzter Angriff", columns, rows, empty_text=NEVER_ATTACKED)


def retention_sentence(shown: Privacy, as_of: date) -> str:
    """What goes next, and what waits in the inbox."""
    parts = [*_next_words(shown, as_of), *_refused_words(shown.kept("refused"))]
    return " ".join(parts)


def retention_table(shown: Privacy, as_of: date) -> Table:
    """How long everything is kept and when the next of it goes."""
    columns = (Column("Was"), Column("Aufbewahrung"), Column("Vorhanden"), Column("Nächste Löschung"))
    rows = [
        (THINGS[each.thing][0], _length_words(each), _held_words(each), _due_words(each, as_of))
        for each in shown.retained
    ]
    return table_of("retention", "Löschfristen", columns, rows)


def erasure_table(shown: Privacy) -> Table:
    """What was erased when, months of one day together."""
    columns = (
        Column("Gelöscht am", "day"),
        Column("Was"),
        Column("Monate"),
        Column("Zeilen", "count"),
        Column("Grund"),
        Column("Von"),
    )
    told = groupby(shown.erasures, key=lambda each: (each.erased_on, each.kind, each.reason, each.erased_by))
    rows = [_erasure_row(*what, tuple(listed)) for what, listed in told]
    return table_of("erasures", "Was gelöscht wurde", columns, rows, empty_text=NOT_ERASED)


def _erasure_row(
    erased_on: date, kind: str, reason: str | None, by: str | None, listed: Sequence[Erasure]
) -> tuple[object, ...]:
    months = [each.month for each in listed if each.month]
    rows = [each.rows for each in listed if each.rows is not None]
    return erased_on, ERASED[kind], _span(months), sum(rows) if rows else None, reason or "", by or ""


def _span(months: Sequence[date]) -> str:
    """`Januar bis Oktober 2023 (10 Monate)`"""
    if len(months) < FEW:
        return ", ".join(map(month_name, months))
    return f"{month_name(months[0])} bis {month_name(months[-1])} ({counted(len(months), *UNITS['months'])})"


def _audience(kind: str, place: str | None = None) -> str:
    return f"{AUDIENCES.get(kind, kind)} {place}" if place else AUDIENCES.get(kind, kind)


def _measured(value: float, unit: str) -> str:
    return formatting.percent(100 * value, 1) if unit == "%" else formatting.measured(value, unit, 1)


def _next_words(shown: Privacy, as_of: date) -> Iterator[str]:
    due = [each for each in shown.retained if each.next_due is not None]
    if due:
        first = min(due, key=lambda each: each.next_due or date.max)
        yield f"Als Nächstes zu löschen: {THINGS[first.thing][0]}, {_due_words(first, as_of)}."
    else:
        yield "Es ist keine Frist gesetzt, nach der gelöscht wird."


def _refused_words(refused: Retained | None) -> Iterator[str]:
    if refused and refused.held:
        waiting = counted(refused.held, "abgewiesene Datei wartet", "abgewiesene Dateien warten")
        yield f"{waiting} im Eingang" + (f"; die nächste geht am {day(refused.next_due)}." if refused.next_due else ".")


def _length_words(kept: Retained) -> str:
    if kept.length is None:
        return "unbefristet"
    return f"{counted(kept.length, *UNITS[kept.unit])} {THINGS[kept.thing][2]}"


def _held_words(kept: Retained) -> str:
    return "" if kept.held is None else counted(kept.held, *THINGS[kept.thing][1]) or "keine"


def _due_words(kept: Retained, as_of: date) -> str:
    if kept.next_due is None:
        return ""
    return f"{day(kept.next_due)} ({sentences.days_words((kept.next_due - as_of).days)})"
