"""What a figure says, before anybody draws it: series, gaps, band, words and a table twin, from one set of values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from analytics import formatting
from analytics.readings import Band, Reading
from analytics.tables import Table

KINDS = ("line", "columns", "bars", "small_multiples", "stages", "matrix", "sparkline", "ranges")


class LeakedValue(ValueError):
    """A point holds a number although its state says there is none to show."""


@dataclass(frozen=True)
class Point:
    """One mark; `label` is the formatted value or the sign of its absence, `hover` the same as a short sentence."""

    value: float | None
    state: str
    label: str
    hover: str
    mark: str = ""

    def __post_init__(self) -> None:
        if self.value is not None and self.state in formatting.SIGNS:
            raise LeakedValue(self.state)


@dataclass(frozen=True)
class Series:
    """Points in the order of the figure's labels; `colour` is ink, accent, muted, warn, or the index of a category."""

    key: str
    name: str
    points: tuple[Point, ...]
    colour: str | int = "ink"


@dataclass(frozen=True)
class Mark:
    """A thin note at one label, such as a break or a decision."""

    index: int
    text: str


@dataclass(frozen=True)
class FigureData:
    """A figure in full. `labels` belong to points (months or categories), `ticks` to those labels that are written.

    `selected` is the index of the chosen label; `reference` a yardstick from low to high in the unit of the axis.
    `alt` and `sentence` say the same in words; `table` holds the same values with the same signs.
    """

    key: str
    title: str
    subtitle: str
    kind: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    sentence: str
    alt: str
    table: Table
    decimals: int = 0
    ticks: tuple[tuple[int, str], ...] = ()
    band: Band | None = None
    selected: int | None = None
    reference: tuple[float, float] | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is not one value to draw."""
        return all(point.value is None for series in self.series for point in series.points)


def point_of(reading: Reading, label: str, unit: str, decimals: int) -> Point:
    """A reading as a point: its number, or its sign and state in words."""
    if reading.value is None:
        words = formatting.STATE_WORDS[reading.state]
        return Point(None, reading.state, formatting.SIGNS[reading.state], f"{label}: {words}")
    value: Decimal = reading.value
    text = formatting.measured(value, unit, decimals)
    note = formatting.MARKS.get(reading.mark)
    hover = f"{label}: {text}" + (f" ({note})" if note else "")
    short = formatting.measured(value, unit, decimals) if unit in ("%", "€") else formatting.decimal(value, decimals)
    return Point(float(value), "value", short, hover, reading.mark)
