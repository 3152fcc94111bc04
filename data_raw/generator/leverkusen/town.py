"""Leverkusen, put together."""

from __future__ import annotations

from data_raw.generator.leverkusen import closings, counselling, funding, gatherings, places, services
from data_raw.generator.model import Town
from data_raw.generator.topics import TOPICS
from data_raw.generator.write_file import Format

LEVERKUSEN = Town(
    key="leverkusen",
    office="Stadt Leverkusen, Fachbereich Soziales",
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
        "sites": Format(encoding="utf-8-sig"),
        "measures": Format(encoding="cp1252"),
        "movements": Format(encoding="cp1252"),
        "staffing": Format(suffix="xlsx", sheet="Stellen"),
        "population": Format(encoding="utf-8-sig"),
    },
    cells=places.CELLS,
    series=counselling.SERIES,
    feeds=counselling.FEEDS,
    tally_feeds=counselling.TALLY_FEEDS,
    events=gatherings.EVENTS,
    single_events=gatherings.SINGLE_EVENTS,
    event_files=Format(encoding="cp1252"),
    meetings=gatherings.MEETINGS,
    closings=services.CLOSINGS,
    grants=funding.GRANTS,
    month_events=closings.CLOSINGS,
)
