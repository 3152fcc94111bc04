"""The record of processing (Art. 30 DSGVO) as tables."""

from __future__ import annotations

from dataclasses import replace

from analytics.formatting import counted
from analytics.queries.privacy import Privacy
from analytics.sentences import listed
from analytics.tables import Column, Table, table_of

MONTHS = ("Monat", "Monate")
TREATMENTS = {
    "pseudonymise": "beim Einlesen verschlüsselt, in keiner Ausgabe",
    "single": "nur in Einzelkontakten: Koordination und eigenes Quartier",
    "indirect": "mittelbar, ohne Namen",
    "plain": "ohne Personenbezug",
}


def sentence(shown: Privacy) -> str:
    """How much of what is processed is about persons."""
    about = [each.title for each in shown.processing if each.persons]
    return (
        f"Um Personen geht es in {len(about)} von {len(shown.processing)} Verarbeitungen: {listed(about)}. Das "
        "Verzeichnis nach Art. 30 DSGVO entsteht aus den Regeln der Lieferungen."
    )


def persons_table(shown: Privacy) -> Table:
    """The processing that is about persons, with its law."""
    return processing_table(replace(shown, processing=tuple(each for each in shown.processing if each.persons)))


def processing_table(shown: Privacy) -> Table:
    """The whole record: one line per source."""
    columns = (
        Column("Verarbeitung"),
        Column("Eine Zeile ist"),
        Column("Zweck"),
        Column("Personen"),
        Column("Rechtsgrundlage"),
        Column("Aufbewahrung"),
    )
    rows = [
        (
            each.title,
            each.grain,
            each.purpose,
            each.persons or "keine",
            each.legal_basis or "",
            _kept_words(each.months_kept, is_single=each.is_single),
        )
        for each in shown.processing
    ]
    return table_of("processing", "Verarbeitungen", columns, rows)


def field_table(shown: Privacy) -> Table:
    """Every column of every source and how it is treated."""
    columns = (Column("Verarbeitung"), Column("Angabe"), Column("Bedeutung"), Column("Behandlung"))
    rows = [(each.title, each.header, each.description, TREATMENTS[each.treatment]) for each in shown.fields]
    return table_of("fields", "Angaben je Verarbeitung", columns, rows)


def note_table(shown: Privacy, kind: str, title: str, header: str) -> Table:
    """Responsible, recipients or technical measures."""
    rows = [(each.name, each.text) for each in shown.notes if each.kind == kind]
    return table_of(kind, title, (Column(header), Column("Angabe")), rows)


def _kept_words(months: int | None, *, is_single: bool) -> str:
    if not is_single:
        return "dauerhaft"
    return "unbefristet" if months is None else f"{counted(months, *MONTHS)}, danach nur Summen"
