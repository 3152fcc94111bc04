"""Eschweiler, put together."""

from __future__ import annotations

from data_raw.generator.eschweiler import closings, counselling, funding, gatherings, places, services
from data_raw.generator.model import Town
from data_raw.generator.topics import TOPICS
from data_raw.generator.write_file import Format

ESCHWEILER = Town(
    key="eschweiler",
    office="Stadt Eschweiler, Soziale Quartiersentwicklung",
    tables={
        "municipalities": places.MUNICIPALITY,
        "quartiers": places.QUARTIERS,
        "sites": places.SITES,
        "carriers": places.CARRIERS,
        "services": services.SERVICES,
        "topics": TOPICS,
        "programmes": funding.PROGRAMMES,
        "opening_hours": services.OPENING_HOURS,
        "staffing": services.STAFFING,
        "measures": funding.MEASURES,
        "targets": gatherings.TARGETS,
        "population": places.POPULATION,
    },
    formats={
        "topics": Format(delimiter=","),
        "population": Format(encoding="utf-16", delimiter="\t"),
        "opening_hours": Format(suffix="xlsx", sheet="Sprechzeiten"),
        "movements": Format(delimiter=",", dates="%Y-%m-%d", decimal=".", headers=funding.ACCOUNTING_HEADERS),
    },
    cells=places.CELLS,
    series=counselling.SERIES,
    feeds=counselling.FEEDS,
    tally_feeds=(),
    events=gatherings.EVENTS,
    single_events=gatherings.SINGLE_EVENTS,
    event_files=Format(suffix="xlsx", sheet="Veranstaltungen"),
    meetings=gatherings.MEETINGS,
    closings=services.CLOSINGS,
    grants=funding.GRANTS,
    month_events=closings.CLOSINGS,
)
