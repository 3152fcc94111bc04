"""A released month beside what later deliveries make of it."""

from __future__ import annotations

from analytics.figures import since_release as figures
from dashboard import blocks, cached
from dashboard.view import View


def since_release(view: View) -> None:
    """Draw the sentence and what differs; nothing for a month that is not released."""
    shown = cached.since_release(view)
    if not shown.pairs:
        return
    table = figures.pair_table(shown)
    blocks.section(table.title, text=figures.sentence(shown))
    if not table.is_empty:
        blocks.table(view, table, titled=False)
