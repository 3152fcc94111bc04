"""Categories as horizontal bars with their values written at the end."""

from __future__ import annotations

from collections.abc import Sequence

from analytics import formatting
from analytics.figures.figure_data import FigureData, Series, point_of
from analytics.readings import Metric, Reading
from analytics.sentences import listed
from analytics.tables import Column, Table, cell, kind_of, table_of

Entry = tuple[str, Reading, Reading | None]


def ranked_figure(
    entries: Sequence[Entry],
    *,
    metric: Metric,
    key: str,
    title: str,
    subtitle: str,
    before_label: str,
    sentence: str = "",
    unused: Sequence[Entry] = (),
) -> FigureData:
    """Bars in the order given, in the unit of `metric`, with the same period a year before as a thin mark.

    `unused` are categories with nothing to draw: they are named in the sentence and stand in the table.
    """
    unit, decimals = metric.unit, metric.decimals
    rest = f"Nicht vorgekommen: {listed([name for name, _, _ in unused], limit=6)}." if unused else ""
    names = tuple(name for name, _, _ in entries)
    now = tuple(point_of(reading, name, unit, decimals) for name, reading, _ in entries)
    series = [Series("now", title, now, "accent")]
    if any(before is not None and before.value is not None for _, _, before in entries):
        points = tuple(
            point_of(before or _none(now), f"{name}, {before_label}", unit, decimals) for name, now, before in entries
        )
        series.append(Series("before", before_label, points, "muted"))
    return FigureData(
        key=key,
        title=title,
        subtitle=subtitle,
        kind="bars",
        unit=unit,
        decimals=decimals,
        labels=names,
        series=tuple(series),
        sentence=" ".join(part for part in (sentence, rest) if part),
        alt=f"Balken: {title}, {subtitle}. {bar_words(entries, unit, decimals)} {rest}".strip(),
        table=_table(
            [*entries, *unused], key=key, title=title, before_label=before_label, kind=kind_of(unit, decimals)
        ),
    )


def bar_words(entries: Sequence[Entry], unit: str, decimals: int) -> str:
    """Every bar in words, largest first; absences by their state."""
    ordered = sorted(entries, key=lambda entry: -(entry[1].value if entry[1].value is not None else -1))
    words = [f"{name} {_words(reading, unit, decimals)}" for name, reading, _ in ordered]
    return "; ".join(words).removesuffix(".") + "." if words else "Keine Angaben."


def _words(reading: Reading, unit: str, decimals: int) -> str:
    if reading.value is None:
        return formatting.STATE_WORDS[reading.state]
    return formatting.measured(reading.value, unit, decimals)


def _none(now: Reading) -> Reading:
    return Reading(period=now.period, value=None, state="not_collected")


def _table(entries: Sequence[Entry], *, key: str, title: str, before_label: str, kind: str) -> Table:
    columns = (Column(title), Column("Wert", kind), Column(before_label, kind), Column("Hinweis"))
    rows = [
        (
            name,
            cell(now.value, kind, now.state, now.mark),
            cell(before.value, kind, before.state, before.mark) if before else cell(None, kind, "not_collected"),
            formatting.STATE_WORDS.get(now.state) or formatting.MARKS.get(now.mark, ""),
        )
        for name, now, before in entries
    ]
    return table_of(key, title, columns, rows)
