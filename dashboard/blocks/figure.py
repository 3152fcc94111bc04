"""A chart with everything that belongs to it: title, unit, sentence, text for screen readers, table twin, source."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from analytics.drawing.plotly_chart import PLOTLY_CONFIG, plotly_chart
from analytics.figures.figure_data import FigureData
from analytics.readings import Coverage
from analytics.sentences import source_note
from dashboard.blocks.empty_state import empty_state
from dashboard.blocks.heading import section
from dashboard.blocks.table import table
from dashboard.view import View

NOTHING_TO_DRAW = "Zu dieser Auswahl gibt es keinen Wert zu zeichnen. Bitte wählen Sie einen anderen Monat oder Ort."


def figure(
    view: View, shown: FigureData, coverage: Coverage | None = None, *, twin: bool = True, said: bool = True
) -> None:
    """Draw one figure under its title, with its table folded away; `coverage` says how complete it is.

    Without `twin` the page shows the same table openly; without `said` it has already said the figure's sentence.
    """
    with st.container(key=f"figure_{shown.key}"):
        section(shown.title, shown.subtitle, shown.sentence if said else "")
        if shown.is_empty and shown.kind != "matrix":
            empty_state(shown.table.empty_text if shown.table.is_empty else NOTHING_TO_DRAW)
            return
        st.plotly_chart(
            plotly_chart(shown, view.theme),
            theme=None,
            config=PLOTLY_CONFIG,
            alt=shown.alt,
            key=f"chart_{view.page}_{shown.key}",
        )
        _marks(shown)
        if twin:
            with st.expander("Zahlen als Tabelle", type="compact"):
                table(view, shown.table, titled=False)
                st.html(f'<p class="qm-source">{escape(source_note(view.release, coverage))}</p>')


def _marks(shown: FigureData) -> None:
    """What the marks of a line say, where it is read without pointing and printed."""
    if shown.marks:
        said = "".join(f"<li>{escape(shown.labels[mark.index])}: {escape(mark.text)}</li>" for mark in shown.marks)
        st.html(f'<ul class="qm-marks">{said}</ul>')


def figures(view: View, shown: Sequence[FigureData], coverage: Coverage | None = None) -> None:
    """Several figures side by side where there is room, below each other on a phone."""
    for column, data in zip(st.columns(len(shown), gap="large"), shown, strict=True):
        with column:
            figure(view, data, coverage)
