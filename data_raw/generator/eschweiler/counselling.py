"""Eschweiler: how contacts come about and the office's own XLSX list."""

from __future__ import annotations

from datetime import date

from data_raw.generator import layouts
from data_raw.generator.model import Change, Feed, Series

STARTED = date(2024, 9, 1)

SERIES = (
    Series(
        service="buero-eschweiler-west",
        quartier="eschweiler-west",
        mean=84,
        carriers={"stadt-eschweiler": 1},
        topics={"wohnen": 24, "existenz": 18, "kita-schule": 16, "familie": 14, "pflege": 16, "ehrenamt": 12},
        channels={"walk_in": 60, "appointment": 18, "phone": 22},
        ref_share=0.3,
        mediation_share=0.1,
        changes=(Change(STARTED, date(2024, 12, 1), 0.7), Change(date(2025, 1, 1), date(2025, 3, 1), 0.85)),
    ),
)

FEEDS = (
    Feed(
        name="eschweiler-west",
        services=("buero-eschweiler-west",),
        file="contacts/Sprechzeiten_{year}_{month}.xlsx",
        layouts=((STARTED, layouts.ESCHWEILER),),
        by="Quartiersbüro Eschweiler-West",
        first=STARTED,
    ),
)
