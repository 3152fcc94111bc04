"""What the map shows: which number, over which time, for which kind of area."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard import cached
from dashboard.kept_choice import kept, kept_choice
from dashboard.view import View

METRICS = ("contacts_per_1000", "contacts", "attendance", "inhabitants")
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
    with st.container(horizontal=True, key="map_choices"):
        metric = _choice("map_metric", "Kennzahl", {key: names[key] for key in METRICS if key in names})
        period_kind = _choice("map_period", "Zeitraum", PERIODS)
        districts = cached.area_map(view, metric=metric, area_kind="district", period_kind=period_kind)
        area_kind = _choice("map_areas", "Gebiete", AREAS) if len(districts.areas) > 1 else "quartier"
    return MapChoices(metric=metric, area_kind=area_kind, period_kind=period_kind)


def _choice(name: str, label: str, options: dict[str, str]) -> str:
    wanted = kept(name)
    return kept_choice(
        name,
        label,
        list(options),
        chosen=wanted if wanted in options else next(iter(options)),
        words=lambda key: options.get(key, key),
    )
