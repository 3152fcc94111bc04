"""Revisionen: what did a released month say before, and why does it say something else now?"""

from __future__ import annotations

from analytics.figures import month_states, revisions
from dashboard import blocks, cached
from dashboard.guard import open_page

view = open_page("revisionen")
shown = cached.revisions(view)
states = cached.month_states(view)

blocks.heading(view, "Revisionen", revisions.sentence(shown))
for revision in shown.revisions[1:6]:
    blocks.sentence(revisions.revision_words(revision))
if shown.revisions:
    blocks.table(view, revisions.revision_table(shown))

blocks.section("Welcher Monat ist freigegeben?", text=month_states.sentence(states))
blocks.table(view, month_states.month_table(states), titled=False)
blocks.source(view)
