"""The map in words, its legend, its table twin and the same values as ranked bars."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from analytics import formatting
from analytics.classes import class_of
from analytics.figures.figure_data import FigureData
from analytics.figures.ranked import ranked_figure
from analytics.formatting import NBSP
from analytics.months import shift
from analytics.palette import Theme
from analytics.queries.areas import AreaMap, AreaValue
from analytics.sentences import listed, period_words, value_words
from analytics.tables import Column, Table, cell, kind_of, table_of

AREA_WORDS = {"quartier": "Quartier", "district": "Stadtbezirk", "municipality": "Stadt"}
RATE_METRICS = ("contacts_per_1000", "contacts_per_open_hour", "first_contact_share", "reporting_rate")


@dataclass(frozen=True)
class LegendRow:
    """`fill` is a class number, `hatch` for hidden values or `none` for areas without one."""

    fill: int | str
    text: str

    def colour(self, theme: Theme, steps: int) -> str:
        """The colour of the row on a map of `steps` classes."""
        return ramp_colour(theme, self.fill, steps) if isinstance(self.fill, int) else theme.no_data


def ramp_colour(theme: Theme, step: int, steps: int) -> str:
    """The class's colour; fewer classes spread over the whole ramp."""
    last = len(theme.ramp) - 1
    return theme.ramp[last if steps <= 1 else round(step * last / (steps - 1))]


def is_rate(area_map: AreaMap) -> bool:
    """Rates are shown as coloured areas, counts as circles: a large area must not look busy because it is large."""
    return area_map.metric.key in RATE_METRICS


def sentence(area_map: AreaMap) -> str:
    """The highest and the lowest area in one sentence, and who is not shown."""
    period = period_words(area_map.period_kind, area_map.month)
    shown = sorted(_shown(area_map), key=lambda area: area.reading.value or Decimal(0), reverse=True)
    if not shown:
        return f"{area_map.metric.name}, {period}: kein Wert.{_absent_sentence(area_map)}"
    top, low = ((area.name, value_words(area.reading, area_map.metric)) for area in (shown[0], shown[-1]))
    said = f"am höchsten in {top[0]} ({top[1]}), am niedrigsten in {low[0]} ({low[1]})"
    if len(shown) == 1:
        said = f"{top[0]} {top[1]}"
    return f"{area_map.metric.name}, {period}: {said}.{_absent_sentence(area_map)}"


def _absent_sentence(area_map: AreaMap) -> str:
    words: dict[str, list[str]] = {}
    for area in area_map.areas:
        if area.reading.value is None:
            words.setdefault(formatting.STATE_WORDS[area.reading.state], []).append(area.name)
    return "".join(f" {listed(names)}: {state}." for state, names in words.items())


def _shown(area_map: AreaMap) -> list[AreaValue]:
    return [area for area in area_map.areas if area.reading.value is not None]


def legend(area_map: AreaMap) -> tuple[LegendRow, ...]:
    """The classes in words, then the states that occur."""
    rows = [LegendRow(step, text) for step, text in enumerate(_class_texts(area_map))] if is_rate(area_map) else []
    states = {area.reading.state for area in area_map.areas}
    if "suppressed" in states:
        rows.append(LegendRow("hatch", f"{formatting.SIGNS['suppressed']} {formatting.STATE_WORDS['suppressed']}"))
    for state in ("not_reported", "not_collected", "closed"):
        if state in states:
            rows.append(LegendRow("none", f"{formatting.SIGNS[state]} {formatting.STATE_WORDS[state]}"))
    return tuple(rows)


def _class_texts(area_map: AreaMap) -> list[str]:
    limits = [formatting.decimal(limit, area_map.metric.decimals) for limit in area_map.limits]
    if not limits:
        return ["alle Werte"]
    middle = [f"{low} bis unter {high}" for low, high in pairwise(limits)]
    return [f"unter {limits[0]}", *middle, f"{limits[-1]} und mehr"]


def fill_of(area: AreaValue, area_map: AreaMap) -> int | str:
    """The class of an area, `hatch` when its value is hidden, `none` when there is none."""
    if area.reading.value is not None:
        return class_of(area.reading.value, area_map.limits)
    return "hatch" if area.reading.state == "suppressed" else "none"


def label_of(area: AreaValue, area_map: AreaMap) -> str:
    """Name and value, or name and sign."""
    if area.reading.value is None:
        return f"{area.name}\n{formatting.SIGNS[area.reading.state]}"
    return f"{area.name}\n{formatting.decimal(area.reading.value, area_map.metric.decimals)}"


def map_table(area_map: AreaMap) -> Table:
    """All areas with value, the year before and whether a boundary exists."""
    kind = kind_of(area_map.metric.unit, area_map.metric.decimals)
    columns = (
        Column(AREA_WORDS[area_map.area_kind]),
        Column(area_map.metric.name, kind),
        Column(period_words(area_map.period_kind, shift(area_map.month, -12)), kind),
        Column("Hinweis"),
    )
    rows = [
        (
            area.name,
            cell(area.reading.value, kind, area.reading.state, area.reading.mark),
            cell(area.before.value, kind, area.before.state, area.before.mark),
            _note(area),
        )
        for area in area_map.areas
    ]
    return table_of("map", f"{area_map.metric.name} nach {AREA_WORDS[area_map.area_kind]}", columns, rows)


def _note(area: AreaValue) -> str:
    state = formatting.STATE_WORDS.get(area.reading.state) or formatting.MARKS.get(area.reading.mark, "")
    return "; ".join(part for part in (state, "" if area.geometry else "ohne Grenze auf der Karte") if part)


def map_figure(area_map: AreaMap) -> FigureData:
    """The areas as bars, the highest first: the map's twin."""
    ordered = sorted(area_map.areas, key=lambda area: -(area.reading.value or Decimal(-1)))
    return ranked_figure(
        [(area.name, area.reading, area.before) for area in ordered],
        key="map",
        title=f"Nach {AREA_WORDS[area_map.area_kind]}",
        subtitle=f"{area_map.metric.name}, {period_words(area_map.period_kind, area_map.month)}",
        metric=area_map.metric,
        before_label=period_words(area_map.period_kind, shift(area_map.month, -12)),
        sentence=sentence(area_map),
    )


def alt(area_map: AreaMap) -> str:
    """The map in words for those who cannot see it."""
    kind = "Flächen" if is_rate(area_map) else "Kreise"
    return f"Karte von {area_map.info.municipality_name}, {kind}. {sentence(area_map)}"


def note(area_map: AreaMap) -> str:
    """Where the boundaries come from, and what the colours mean over time."""
    parts = [f"Grenzen: {'; '.join(area_map.origin_notes)}."] if area_map.origin_notes else []
    if is_rate(area_map):
        parts.append("Die Klassen sind in allen Monaten gleich.")
    elif area_map.largest is not None:
        largest = formatting.measured(area_map.largest, area_map.metric.unit, area_map.metric.decimals)
        parts.append(f"Der größte mögliche Kreis steht in allen Monaten für {largest}.")
    return " ".join([*parts, area_map.metric.limits]).replace("  ", " ").strip(NBSP)
