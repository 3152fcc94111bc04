"""Where one number comes from: file, sheet and row of everything that was counted."""

from __future__ import annotations

import streamlit as st

from analytics.figures import trace as figures
from analytics.month_close import Count, MonthCheck, ServiceCheck
from dashboard import blocks, cached
from dashboard.view import View

INTRODUCTION = "Wählen Sie eine Zahl, um jede Zeile zu sehen, aus der sie entstanden ist."


def origin(view: View, check: MonthCheck) -> None:
    """Choose a service and one of its counts; the rows stand below."""
    counted = {each.service: each for each in check.services if _known(each)}
    if not counted:
        return
    blocks.section("Woher eine Zahl kommt", text=INTRODUCTION)
    with st.container(horizontal=True, vertical_alignment="bottom", key="origin_row"):
        service = st.selectbox(
            "Angebot der Zahl",
            list(counted),
            format_func=lambda key: counted[key].name if key in counted else key,
            key="origin_service",
            persist_state="session",
            filter_mode=None,
        )
        counts = {f"{one.dimension}/{one.category}": one for one in _known(counted.get(service) or check.services[0])}
        chosen = st.selectbox(
            "Zahl",
            list(counts),
            format_func=lambda key: f"{counts[key].name}: {counts[key].contacts}" if key in counts else key,
            # The labels hold numbers of this service in this release; a box of its own keeps them from going stale.
            key=f"origin_{service}_{check.month}_{view.release.id}",
            filter_mode=None,
        )
    count = counts.get(chosen or "")
    if count is None:
        return
    trace = cached.trace(view, service=service, dimension=count.dimension, category=count.category)
    if trace is not None:
        blocks.sentence(figures.sentence(trace))
        blocks.folded_table(view, "Zeilen", lambda: figures.trace_table(trace))


def _known(service: ServiceCheck) -> list[Count]:
    return [count for count in service.counts if count.contacts]
