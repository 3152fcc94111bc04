"""Datenlieferungen: who has delivered what, what is missing, and how does a file get in?"""

from __future__ import annotations

from analytics.figures import deliveries as figures
from dashboard import blocks, cached, work
from dashboard.delivery.sections import sections
from dashboard.guard import open_page

view = open_page("datenlieferungen")
deliveries = cached.deliveries(view)

blocks.heading(view, "Datenlieferungen", figures.sentence(deliveries))
sections(view)
blocks.source(view)
work.attend()
