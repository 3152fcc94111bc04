"""Section "Überblick": what to do next, who has delivered what, what is wrong in the files, and every delivery."""

from __future__ import annotations

from analytics.figures import deliveries as figures
from dashboard import blocks, cached
from dashboard.delivery.delivery_actions import delivery_actions
from dashboard.delivery.refresh_button import refresh_button
from dashboard.delivery.to_do import to_do
from dashboard.view import View


def overview(view: View) -> None:
    """Draw the section; orders and to-dos only for those who may deliver."""
    deliveries = cached.deliveries(view)
    if view.may_command:
        refresh_button(view)
    if view.may_deliver:
        to_do(view)
    else:
        blocks.table(view, figures.missing_table(deliveries))
    blocks.figure(view, figures.matrix_figure(deliveries), said=False)
    blocks.figure(view, figures.rate_figure(deliveries), said=False)
    blocks.table(view, figures.finding_table(deliveries))
    blocks.folded_table(view, "Alle Lieferungen", lambda: figures.delivery_table(deliveries))
    if view.may_deliver:
        delivery_actions(view, deliveries.deliveries)
