"""Decisions in words: the log, what is to be looked at again, and the notes."""

from __future__ import annotations

from analytics import formatting
from analytics.queries.decision_log import DecisionLog
from analytics.queries.decisions import Decision, Note
from analytics.sentences import days_words, listed
from analytics.tables import Column, Table, table_of

STATUS_WORDS = {"open": "offen", "done": "erledigt"}
NUMBER = Column("Nr.")
PUBLIC_COLUMNS = (
    Column("Beschluss"),
    Column("beschlossen am", "day"),
    Column("Vorlage"),
    Column("Kennzahl"),
    Column("Quartier"),
)
COLUMNS = (
    *PUBLIC_COLUMNS,
    Column("Gremium"),
    Column("Maßnahme"),
    Column("zuständig"),
    Column("Wiedervorlage", "day"),
    Column("Stand"),
    Column("Ergebnis"),
)
NOTE_COLUMNS = (Column("Monat", "month"), Column("Kennzahl"), Column("Quartier"), Column("Bemerkung"), Column("Nr."))
NO_DECISIONS = "Hier ist noch kein Beschluss eingetragen. Beschlüsse trägt die Koordination ein."
NO_NOTES = "Zu den gezeigten Zahlen gibt es keine Bemerkung. Bemerkungen schreiben Koordination und Quartiere."


def sentence(log: DecisionLog) -> str:
    """What is to be looked at again, and by when; for the council how much was decided."""
    number = formatting.counted(len(log.decisions), "Beschluss", "Beschlüsse") or "Kein Beschluss"
    if log.info.audience == "council" or not log.decisions:
        return f"{number} im Protokoll."
    if log.due:
        due = listed([f"„{each.title}“" for each in log.due])
        verb = "ist" if len(log.due) == 1 else "sind"
        return f"{number} im Protokoll, {len(log.due)} {verb} wieder vorzulegen: {due}."
    later = [each.review_on for each in log.decisions if each.status == "open" and each.review_on]
    return f"{number} im Protokoll, nichts ist wieder vorzulegen" + (
        f"; der nächste am {formatting.day(min(later))}." if later else "."
    )


def log_table(log: DecisionLog) -> Table:
    """The decisions, newest first: the council's columns, or all of them."""
    is_public = log.info.audience == "council"
    rows = [
        (*_public_row(log, each), *(() if is_public else _inner_row(log, each)), each.number) for each in log.decisions
    ]
    columns = (*(PUBLIC_COLUMNS if is_public else COLUMNS), NUMBER)
    return table_of("decisions", "Beschlüsse", columns, rows, empty_text=NO_DECISIONS)


def _public_row(log: DecisionLog, decision: Decision) -> tuple[object, ...]:
    where = decision.quartier_name or log.info.municipality_name
    return decision.title, decision.decided_on, decision.reference, decision.metric_name or "ohne", where


def _inner_row(log: DecisionLog, decision: Decision) -> tuple[object, ...]:
    status = "wieder vorzulegen" if decision.is_due(log.as_of) else STATUS_WORDS[decision.status or "open"]
    return decision.body, decision.measure, decision.responsible, decision.review_on, status, decision.result


def due_words(log: DecisionLog, decision: Decision) -> str:
    """Who has to say what became of it, and since when."""
    assert decision.review_on is not None  # only decisions with a day are due
    when = days_words((decision.review_on - log.as_of).days)
    measure = f" Maßnahme: {decision.measure.rstrip('.')}." if decision.measure else ""
    return (
        f"{_decided(decision)}.{measure} Wiedervorlage am {formatting.day(decision.review_on)} ({when}). "
        f"Zu sagen, was daraus geworden ist: {decision.responsible}."
    )


def _decided(decision: Decision) -> str:
    parts = (decision.body, formatting.day(decision.decided_on), decision.reference)
    return ", ".join(part for part in parts if part)


def note_table(log: DecisionLog) -> Table:
    """The notes, newest month first."""
    rows = [
        (note.month, note.metric_name, note.quartier_name or log.info.municipality_name, _signed(note), note.number)
        for note in log.notes
    ]
    return table_of("notes", "Bemerkungen", NOTE_COLUMNS, rows, empty_text=NO_NOTES)


def _signed(note: Note) -> str:
    return f"{note.text} ({note.entered_by})" if note.entered_by else note.text
