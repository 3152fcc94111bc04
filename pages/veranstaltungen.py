"""Veranstaltungen: what took place, what was cancelled, and how many visits were there?"""

from __future__ import annotations

from analytics.figures import assemblies
from analytics.figures import events as figures
from dashboard import blocks, cached
from dashboard.guard import open_page

view = open_page("veranstaltungen")
events = cached.events(view)

blocks.heading(view, "Veranstaltungen", figures.sentence(events))
blocks.figure(view, figures.monthly_figure(events), said=False)
blocks.figure(view, figures.attendance_figure(events))
blocks.figures(view, (figures.type_figure(events), assemblies.assembly_figure(events)))
blocks.table(view, figures.event_table(events))
blocks.source(view)
