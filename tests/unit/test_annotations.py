"""Decisions and notes on the lines of their metrics: for whom, at which place, in picture, words, table and export."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from analytics.annotations import Annotation
from analytics.drawing.plotly_chart import plotly_chart
from analytics.exports import to_csv
from analytics.figures.annotations import annotated
from analytics.figures.figure_data import FigureData, Mark
from analytics.figures.timeline import metric_figure
from analytics.palette import theme_of
from analytics.queries.places import place
from analytics.queries.series import metric_series
from analytics.release import Release, open_release
from analytics.scope import parse_scope
from tests.builders_decisions import DONE, DUE, LATER, NORTH_NOTE, SOUTH_NOTE, TOWN_NOTE
from tests.builders_release import MONTH, TOWN

NBSP = "\u00a0"
EVERYTHING = {DUE, LATER, NORTH_NOTE, SOUTH_NOTE, TOWN_NOTE}


def _release(var: Path, audience: str) -> Release:
    return open_release(parse_scope(f"{TOWN}/{audience}"), var)


def _figure(var: Path, audience: str, quartier: str | None, *, metric: str = "contacts") -> FigureData:
    release = _release(var, audience)
    return metric_figure(metric_series(release, metric, place=place(release, quartier), month=MONTH))


def _marked(figure: FigureData) -> set[str]:
    said = " ".join(mark.text for mark in figure.marks)
    return {text for text in (*EVERYTHING, DONE) if text in said}


@pytest.mark.parametrize(
    ("audience", "quartier", "expected"),
    [
        ("coordinator", None, EVERYTHING),
        ("coordinator", "nord", {DUE, NORTH_NOTE, TOWN_NOTE}),
        ("steering", None, EVERYTHING),
        ("steering", "sued", {LATER, SOUTH_NOTE, TOWN_NOTE}),
        ("council", None, {DUE, LATER}),
        ("council", "nord", {DUE}),
        ("quartier:nord", "nord", {DUE, NORTH_NOTE, TOWN_NOTE}),
        ("quartier:nord", "sued", {LATER, TOWN_NOTE}),
    ],
)
def test_each_reader_sees_the_marks_of_the_place(
    release_var: Path, audience: str, quartier: str | None, expected: set[str]
) -> None:
    assert _marked(_figure(release_var, audience, quartier)) == expected


def test_a_decision_belongs_to_its_metric_alone(release_var: Path) -> None:
    assert _marked(_figure(release_var, "coordinator", None, metric="attendance")) == {DONE}
    assert _marked(_figure(release_var, "coordinator", "nord", metric="attendance")) == {DONE}
    assert _figure(release_var, "coordinator", None, metric="contacts_per_1000").marks == ()


def test_picture_words_table_and_export_say_the_same(release_var: Path) -> None:
    figure = _figure(release_var, "coordinator", "nord")
    text = f"Beschluss 2025-01 vom 14.10.2025: {DUE}"
    (index,) = [mark.index for mark in figure.marks if mark.text == text]
    assert figure.labels[index] == f"Oktober{NBSP}2025"
    assert f"Oktober{NBSP}2025: {text}" in figure.alt
    hover = [note.hovertext for note in plotly_chart(figure, theme_of("light")).layout.annotations]
    assert text in hover
    rows = {row[0]: row[3] for row in figure.table.frame.iter_rows()}
    assert rows[f"Oktober{NBSP}2025"] == text
    assert rows[f"Juli{NBSP}2026"] == f"Bemerkung: {NORTH_NOTE}"
    exported = to_csv(figure.table, _release(release_var, "coordinator")).decode("utf-8-sig")
    assert f"{text}\r\n" in exported
    assert f"Bemerkung: {NORTH_NOTE}\r\n" in exported


def test_larger_places_name_the_quartier(release_var: Path) -> None:
    said = " ".join(mark.text for mark in _figure(release_var, "steering", None).marks)
    assert f"Beschluss 2025-01 vom 14.10.2025 (Nord): {DUE}" in said
    assert f"Bemerkung (Süd): {SOUTH_NOTE}" in said
    assert f"Bemerkung: {TOWN_NOTE}" in said


def test_a_mark_outside_the_months_shown_is_left_out(release_var: Path) -> None:
    release = _release(release_var, "coordinator")
    series = metric_series(release, "contacts", place=place(release, "nord"), month=date(2026, 6, 1), months=3)
    assert _marked(metric_figure(series)) == {TOWN_NOTE}


def test_what_belongs_to_one_month_is_one_mark(release_var: Path) -> None:
    figure = replace(_figure(release_var, "council", "sued"), marks=(Mark(3, "Zählregel"), Mark(5, "Bruch")))
    texts = [Annotation("contacts", date(2024, 8, 1), "Eins"), Annotation("contacts", date(2024, 8, 1), "Zwei.")]
    marked = annotated(figure, texts)
    assert marked.marks == (Mark(3, "Zählregel; Eins; Zwei."), Mark(5, "Bruch"))
    assert marked.alt.endswith(f"Vermerkt: August{NBSP}2024: Eins; Zwei.")
    assert annotated(figure, []) is figure
