"""What the map shows: which number, over which time, for which kind of area."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard import cached
from dashboard.view import View

METRICS = ("contacts_per_1000", "contacts", "attendance")
PERIODS = {"month": "Monat", "rolling_12": "zwölf Monate"}
AREAS = {"quartier": "Quartiere", "district": "Stadtbezirke"}


@dataclass(frozen=True)
class MapChoices:
    """Keys as the query takes them."""

    metric: str
    area_kind: str
    period_kind: str


def map_choices(view: View) -> MapChoices:
    """Draw the choices in one row; they are kept while the session lasts. Districts only where there are several."""
    names = {metric.key: metric.name for metric in cached.metrics(view)}
    with st.container(horizontal=True, gap="large", key="map_choices"):
        metric = _choice("Kennzahl", {key: names[key] for key in METRICS if key in names})
        period_kind = _choice("Zeitraum", PERIODS)
        districts = cached.area_map(view, metric=metric, area_kind="district", period_kind=period_kind)
        area_kind = _choice("Gebiete", AREAS) if len(districts.areas) > 1 else "quartier"
    return MapChoices(metric=metric, area_kind=area_kind, period_kind=period_kind)


def _choice(label: str, options: dict[str, str]) -> str:
    key = f"map_{label}"
    if st.session_state.get(key) not in options:
        st.session_state[key] = next(iter(options))
    return st.segmented_control(
        label,
        list(options),
        format_func=lambda option: options[option],
        key=key,
        persist_state="session",
        required=True,
    )
