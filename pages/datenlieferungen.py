"""Datenlieferungen: who has delivered what, what is missing, and what has to be corrected?"""

from __future__ import annotations

from analytics.figures import deliveries as figures
from dashboard import blocks, cached
from dashboard.guard import open_page

view = open_page("datenlieferungen")
deliveries = cached.deliveries(view)

blocks.heading(view, "Datenlieferungen", figures.sentence(deliveries))
if view.may_command:
    blocks.refresh_button(view)
blocks.table(view, figures.missing_table(deliveries))
blocks.figure(view, figures.matrix_figure(deliveries), said=False)
blocks.table(view, figures.finding_table(deliveries))
blocks.figure(view, figures.rate_figure(deliveries), said=False)
blocks.folded_table(view, "Alle Lieferungen", lambda: figures.delivery_table(deliveries))
blocks.source(view)
