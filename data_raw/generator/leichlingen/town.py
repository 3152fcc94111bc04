"""Leichlingen, put together."""

from __future__ import annotations

from data_raw.generator.leichlingen import closings, counselling, funding, gatherings, places, services
from data_raw.generator.model import Town
from data_raw.generator.topics import TOPICS
from data_raw.generator.write_file import Format

LEICHLINGEN = Town(
    key="leichlingen",
    office="Stadt Leichlingen, Sozialamt",
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
        "carriers": Format(encoding="cp1252"),
        "measures": Format(encoding="utf-8-sig"),
        "movements": Format(suffix="xlsx", sheet="Buchungen"),
        "targets": Format(encoding="cp1252"),
        "population": Format(suffix="xlsx", sheet="Einwohner"),
    },
    cells=places.CELLS,
    series=counselling.SERIES,
    feeds=counselling.FEEDS,
    tally_feeds=counselling.TALLY_FEEDS,
    events=gatherings.EVENTS,
    single_events=gatherings.SINGLE_EVENTS,
    event_files=Format(suffix="xlsx", sheet="Kalender"),
    meetings=gatherings.MEETINGS,
    closings=services.CLOSINGS,
    grants=funding.GRANTS,
    month_events=closings.CLOSINGS,
)
