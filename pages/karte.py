"""Karte: how do the quartiers differ?"""

from __future__ import annotations

import streamlit as st

from analytics.figures import areas as figures
from dashboard import blocks, cached
from dashboard.guard import open_page

view = open_page("karte")
head = st.container()
chosen = blocks.map_choices(view)
areas = cached.area_map(view, metric=chosen.metric, area_kind=chosen.area_kind, period_kind=chosen.period_kind)

with head:
    blocks.heading(view, "Karte", figures.sentence(areas))
blocks.area_map(view, areas)
blocks.figure(view, figures.map_figure(areas), twin=False, said=False)
blocks.source(view)
