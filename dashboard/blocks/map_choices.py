"""What the map shows: which number, over which time, for which kind of area."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.view import View

METRICS = {"contacts_per_1000": "Kontakte je 1.000 Einwohner", "contacts": "Beratungskontakte"}
PERIODS = {"month": "Monat", "rolling_12": "letzte 12 Monate"}
AREAS = {"quartier": "Quartiere", "district": "Stadtbezirke"}


@dataclass(frozen=True)
class MapChoices:
    """Keys as the query takes them."""

    metric: str
    area_kind: str
    period_kind: str


def map_choices(view: View) -> MapChoices:
    """Draw the three choices in one row; they are kept while the session lasts."""
    with st.container(horizontal=True, gap="large", key="map_choices"):
        return MapChoices(
            metric=_choice("Kennzahl", METRICS),
            period_kind=_choice("Zeitraum", PERIODS),
            area_kind=_choice("Gebiete", AREAS),
        )


def _choice(label: str, options: dict[str, str]) -> str:
    chosen = st.segmented_control(
        label,
        list(options),
        default=next(iter(options)),
        format_func=lambda key: options[key],
        key=f"map_{label}",
        persist_state="session",
        required=True,
    )
    return chosen or next(iter(options))
