"""Datenschutz: what is hidden from whom, what could be worked out, what goes when, and what is processed why?"""

from __future__ import annotations

from analytics.figures import privacy as figures
from analytics.figures import privacy_record as record
from dashboard import blocks, cached
from dashboard.guard import open_page

view = open_page("datenschutz")
shown = cached.privacy(view)

blocks.heading(view, "Datenschutz", figures.sentence(shown))
if shown.attacks is not None:
    blocks.table(view, figures.attack_table(shown))

blocks.section("Was geschützt wird")
for said in figures.threshold_sentences(shown):
    blocks.sentence(said)
blocks.table(view, figures.hidden_table(shown), titled=False)
if shown.utility:
    blocks.table(view, figures.utility_table(shown))

blocks.section("Was wann gelöscht wird", text=figures.retention_sentence(shown, view.as_of))
blocks.table(view, figures.retention_table(shown, view.as_of), titled=False)
blocks.table(view, figures.erasure_table(shown))

blocks.section("Verzeichnis der Verarbeitungstätigkeiten", text=record.sentence(shown))
blocks.table(view, record.persons_table(shown), titled=False)
blocks.folded_table(view, "Alle Verarbeitungen", lambda: record.processing_table(shown))
blocks.folded_table(view, "Alle Angaben und wie sie behandelt werden", lambda: record.field_table(shown))
blocks.table(view, record.note_table(shown, "responsible", "Verantwortung", "Was"))
blocks.table(view, record.note_table(shown, "recipients", "Wer was bekommt", "Leserschaft"))
blocks.table(view, record.note_table(shown, "measures", "Technische und organisatorische Maßnahmen", "Maßnahme"))
blocks.source(view)
