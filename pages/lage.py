"""Lage: what changed, what is late, what has to be decided?"""

from __future__ import annotations

from analytics.figures import agenda as agenda_figures
from analytics.figures import goals
from analytics.figures import lage as figures
from dashboard import blocks, cached
from dashboard.guard import open_page

view = open_page("lage")
overview = cached.overview(view)
agenda = overview.agenda
lines = agenda_figures.lines(agenda)

blocks.heading(view, "Lage", figures.sentence(overview))

blocks.section(agenda_figures.title(agenda), agenda_figures.subtitle(agenda))
if lines:
    blocks.agenda_lines(lines)
else:
    blocks.empty_state(agenda_figures.nothing(agenda))
blocks.folded_facts("Was steht hier?", agenda_figures.explanation(agenda), lead=agenda_figures.ORDER)

blocks.tiles(view, figures.tiles(overview))
blocks.figure(view, figures.contacts_figure(overview), overview.coverage, said=False)

due = figures.due_table(overview)
blocks.section(due.title, text=figures.due_sentence(overview))
blocks.table(view, due, titled=False)

blocks.table(view, goals.targets_table(overview))
blocks.source(view)
