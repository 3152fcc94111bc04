"""Drei Ebenen: is running in each quartier what was promised for it?"""

from __future__ import annotations

from analytics.figures import levels as figures
from dashboard import blocks, cached
from dashboard.guard import open_page

view = open_page("ebenen")
shown = cached.levels(view)

blocks.heading(view, "Drei Ebenen", figures.sentence(shown))
blocks.sentence(f"{figures.PROMISE} {figures.cap_sentence(shown)}")

if view.quartier is None:
    blocks.table(view, figures.overview_table(shown), titled=False)
    blocks.table(view, figures.evidence_table(shown))
else:
    blocks.facts(figures.level_facts(shown.quartiers[0]))
    blocks.table(view, figures.sitting_table(shown.quartiers[0]))

blocks.section("Wie wird beurteilt?")
blocks.facts(figures.RULES)
blocks.source(view)
