"""The building blocks of pages: heading, tiles, figure, map, table, empty state."""

from __future__ import annotations

from dashboard.blocks.agenda import agenda_lines, folded_facts
from dashboard.blocks.empty_state import empty_state
from dashboard.blocks.figure import figure, figures
from dashboard.blocks.heading import heading, section, sentence, source
from dashboard.blocks.map import area_map
from dashboard.blocks.map_choices import map_choices
from dashboard.blocks.places import choose_place, more
from dashboard.blocks.sheet import choose_sheet, facts
from dashboard.blocks.table import folded_table, plain, table, tables
from dashboard.blocks.tiles import tiles

__all__ = [
    "agenda_lines",
    "area_map",
    "choose_place",
    "choose_sheet",
    "empty_state",
    "facts",
    "figure",
    "figures",
    "folded_facts",
    "folded_table",
    "heading",
    "map_choices",
    "more",
    "plain",
    "section",
    "sentence",
    "source",
    "table",
    "tables",
    "tiles",
]
