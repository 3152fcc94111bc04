"""A line with the decisions and notes that belong to its months: as marks, in its words and in its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from analytics.annotations import Annotation
from analytics.figures.figure_data import FigureData, Mark
from analytics.months import month_name
from analytics.tables import Cell, Table

HINT = "Hinweis"


def annotated(figure: FigureData, annotations: Sequence[Annotation]) -> FigureData:
    """The figure with a mark per month that something was noted about, joined with the marks it has."""
    texts: dict[str, str] = {}
    for each in annotations:
        label = month_name(each.month)
        if label in figure.labels:
            texts[label] = f"{texts[label]}; {each.text}" if label in texts else each.text
    if not texts:
        return figure
    said = ". ".join(f"{label}: {text.rstrip('.')}" for label, text in texts.items())
    return replace(
        figure,
        marks=_joined(figure, texts),
        alt=f"{figure.alt} Vermerkt: {said}.",
        table=_with_hints(figure.table, texts),
    )


def _joined(figure: FigureData, texts: Mapping[str, str]) -> tuple[Mark, ...]:
    """One mark per month: several would lie on each other."""
    told = {mark.index: mark.text for mark in figure.marks}
    for label, text in texts.items():
        index = figure.labels.index(label)
        told[index] = f"{told[index]}; {text}" if index in told else text
    return tuple(Mark(index, told[index]) for index in sorted(told))


def _with_hints(table: Table, texts: Mapping[str, str]) -> Table:
    """The table with the texts in its column of hints, by the month in its first column."""
    place = next((index for index, column in enumerate(table.columns) if column.header == HINT), None)
    if place is None:
        return table
    rows = [
        tuple(
            Cell("; ".join(part for part in (cell.text, texts.get(row[0].text)) if part)) if index == place else cell
            for index, cell in enumerate(row)
        )
        for row in table.rows
    ]
    return replace(table, rows=tuple(rows))
