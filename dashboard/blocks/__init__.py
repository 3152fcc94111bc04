"""The building blocks of pages: heading, tiles, figure, map, table, empty state."""

from __future__ import annotations

from dashboard.blocks.empty_state import empty_state
from dashboard.blocks.figure import figure, figures
from dashboard.blocks.heading import heading, section, sentence, source
from dashboard.blocks.map import area_map
from dashboard.blocks.table import table
from dashboard.blocks.tiles import tiles

__all__ = [
    "area_map",
    "empty_state",
    "figure",
    "figures",
    "heading",
    "section",
    "sentence",
    "source",
    "table",
    "tiles",
]
