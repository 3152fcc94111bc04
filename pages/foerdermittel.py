"""Fördermittel: which deadline comes first, how far is the money, and what is not spent in time?"""

from __future__ import annotations

from analytics.figures import funding as figures
from dashboard import blocks, cached
from dashboard.guard import open_page

view = open_page("foerdermittel")
funding = cached.funding(view)

blocks.heading(view, "Fördermittel", figures.sentence(funding))
blocks.table(view, figures.deadline_table(funding))
blocks.figure(view, figures.stage_figure(funding), twin=False, said=False)
blocks.figure(view, figures.outflow_figure(funding))

unspent = figures.unspent_table(funding)
blocks.section(unspent.title, text=figures.unspent_sentence(funding))
if not unspent.is_empty:
    blocks.table(view, unspent, titled=False)

blocks.table(view, figures.measure_table(funding))
blocks.source(view)
