"""Figures say what the values say: a gap is never a zero, a hidden value is nowhere, every picture has its words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from analytics.drawing.map_deck import map_deck
from analytics.drawing.map_legend import legend_html
from analytics.drawing.plotly_chart import plotly_chart
from analytics.drawing.spark_svg import spark_svg
from analytics.figures import areas as area_figures
from analytics.figures import contacts as contact_figures
from analytics.figures import deliveries as delivery_figures
from analytics.figures import events as event_figures
from analytics.figures import funding as funding_figures
from analytics.figures import lage as lage_figures
from analytics.figures import metrics as metric_figures
from analytics.figures.assemblies import assembly_figure
from analytics.figures.figure_data import FigureData, LeakedValue, Point
from analytics.figures.timeline import metric_figure, month_ticks
from analytics.formatting import NBSP
from analytics.months import month_range
from analytics.palette import contrast, theme_of
from analytics.queries.areas import area_map
from analytics.queries.contacts import contacts
from analytics.queries.deliveries import deliveries
from analytics.queries.events import events
from analytics.queries.funding import funding
from analytics.queries.lage import overview
from analytics.queries.metrics import metric_sheets
from analytics.release import Release, open_release
from analytics.scope import parse_scope
from analytics.tables import Table
from tests.builders_release import AS_OF, MONTH, TOWN

JUNE = date(2026, 6, 1)
CASES = [("council", None), ("council", "sued"), ("steering", "sued"), ("coordinator", None), ("quartier:nord", "sued")]
SIGNS = {"·", "…", "x"}


def opened(var: Path, audience: str) -> Release:
    return open_release(parse_scope(f"{TOWN}/{audience}"), var)


def all_figures(release: Release, quartier: str | None, month: date) -> Iterator[FigureData]:
    page = overview(release, month=month, quartier=quartier, as_of=AS_OF)
    yield lage_figures.contacts_figure(page)
    yield from (tile.spark for tile in lage_figures.tiles(page) if tile.spark)
    counted = contacts(release, month=month, quartier=quartier)
    yield contact_figures.total_figure(counted)
    yield contact_figures.service_figure(counted)
    yield contact_figures.topic_figure(counted)
    yield contact_figures.channel_figure(counted)
    yield contact_figures.kind_figure(counted)
    met = events(release, month=month, quartier=quartier, as_of=AS_OF)
    yield event_figures.monthly_figure(met)
    yield event_figures.attendance_figure(met)
    yield event_figures.type_figure(met)
    yield assembly_figure(met)
    money = funding(release, month=month, quartier=quartier, as_of=AS_OF)
    yield funding_figures.stage_figure(money)
    yield funding_figures.outflow_figure(money)
    came = deliveries(release, month=month, quartier=quartier, as_of=AS_OF)
    yield delivery_figures.matrix_figure(came)
    yield delivery_figures.rate_figure(came)
    yield from map(metric_figures.sheet_figure, metric_sheets(release, month=month, quartier=quartier))
    yield area_figures.map_figure(area_map(release, month=month))


@pytest.mark.parametrize(("audience", "quartier"), CASES)
def test_every_figure_has_words_and_a_twin(release_var: Path, audience: str, quartier: str | None) -> None:
    for figure in all_figures(opened(release_var, audience), quartier, MONTH):
        assert figure.alt.strip(), figure.key
        assert all(len(series.points) == len(figure.labels) for series in figure.series), figure.key
        if figure.kind not in ("matrix", "sparkline"):
            assert figure.sentence or figure.kind in ("stages", "line"), figure.key
        assert isinstance(figure.table, Table)
        assert all("None" not in value for row in figure.table.frame.iter_rows() for value in row), figure.key


@pytest.mark.parametrize(
    ("audience", "quartier", "theme"),
    [("council", "sued", "light"), ("coordinator", None, "dark"), ("steering", "sued", "dark")],
)
def test_every_figure_is_drawn_without_any_host(
    release_var: Path, audience: str, quartier: str | None, theme: str
) -> None:
    for figure in all_figures(opened(release_var, audience), quartier, MONTH):
        if figure.kind == "sparkline":
            links = spark_svg(figure, theme_of(theme)).replace('xmlns="http://www.w3.org/2000/svg"', "")
            assert "http" not in links
            continue
        drawn = json.loads(plotly_chart(figure, theme_of(theme)).to_json())
        assert not re.search(r"https?:", json.dumps(drawn)), figure.key
        assert drawn["layout"]["separators"] == ",."
        lows = [axis["range"][0] for name, axis in drawn["layout"].items() if name.startswith("yaxis")]
        if figure.kind in ("line", "columns", "small_multiples"):
            assert set(lows) == {0}, "counts and shares stand on zero"


def test_a_missing_month_is_a_gap_with_a_sign(release_var: Path) -> None:
    figure = contact_figures.total_figure(contacts(opened(release_var, "coordinator"), month=MONTH, quartier="sued"))
    position = figure.labels.index(f"Juni{NBSP}2026")
    point = figure.series[0].points[position]
    assert (point.value, point.label, point.hover) == (None, "…", f"Juni{NBSP}2026: nicht gemeldet")
    drawn = json.loads(plotly_chart(figure, theme_of("light")).to_json())
    line = next(trace for trace in drawn["data"] if trace.get("mode") == "lines+markers")
    assert line["connectgaps"] is False
    assert plotly_chart(figure, theme_of("light")).data[-1].y[position] is None
    row = next(row for row in figure.table.frame.iter_rows() if row[0] == f"Juni{NBSP}2026")
    assert row[1] == "…"
    assert row[3] == "nicht gemeldet"


def test_a_closed_and_a_missing_month_read_differently(release_var: Path) -> None:
    table = contact_figures.service_table(contacts(opened(release_var, "coordinator"), month=MONTH, quartier=None))
    row = next(row for row in table.frame.iter_rows(named=True) if row["Angebot"] == "Sprechstunde Süd")
    assert (row[f"Jun{NBSP}26"], row[f"Jul{NBSP}26"]) == ("…", "x")
    assert "0" not in (row[f"Jun{NBSP}26"], row[f"Jul{NBSP}26"])


@pytest.mark.parametrize("audience", ["council", "steering", "quartier:nord"])
def test_hidden_values_are_nowhere(release_var: Path, audience: str) -> None:
    counted = contacts(opened(release_var, audience), month=MONTH, quartier="sued")
    exact = contacts(opened(release_var, "coordinator"), month=MONTH, quartier="sued")
    hidden = [
        (position, topic)
        for position, topic in enumerate(counted.breakdowns["topic"].categories)
        if topic.now.state == "suppressed"
    ]
    assert hidden, "the release hides at least one topic"
    figure = contact_figures.topic_figure(counted)
    for position, topic in hidden:
        truth = exact.breakdowns["topic"].categories[position].now.value
        assert truth is not None
        point = figure.series[0].points[figure.labels.index(topic.name)]
        assert (point.value, point.label) == (None, "·")
        assert f"{topic.name} aus Datenschutzgründen nicht gezeigt" in figure.alt
        assert f"{topic.name} {truth}" not in figure.alt
        row = next(row for row in figure.table.frame.iter_rows() if row[0] == topic.name)
        assert row[1] == "·"


def test_topics_that_did_not_come_up_are_named_not_drawn(release_var: Path) -> None:
    counted = contacts(opened(release_var, "coordinator"), month=MONTH, quartier="nord")
    topics = counted.breakdowns["topic"]
    last = topics.categories[-1]
    none = replace(last, now=replace(last.now, value=Decimal(0)), before=replace(last.before, value=Decimal(0)))
    changed = replace(topics, categories=(*topics.categories[:-1], none))
    figure = contact_figures.topic_figure(replace(counted, breakdowns={**counted.breakdowns, "topic": changed}))
    assert last.name not in figure.labels
    assert figure.sentence.endswith(f"Nicht vorgekommen: {last.name}.")
    assert figure.alt.endswith(f"Nicht vorgekommen: {last.name}.")
    assert figure.table.frame.row(-1)[:2] == (last.name, f"–{NBSP}p")


def test_a_new_counting_rule_is_a_break(release_var: Path) -> None:
    total = replace(contacts(opened(release_var, "coordinator"), month=MONTH, quartier="nord").total, annotations=())
    assert metric_figure(total).marks == ()
    later = tuple(replace(reading, counting_rule="kontakt-2") for reading in total.readings[-3:])
    figure = metric_figure(replace(total, readings=(*total.readings[:-3], *later)))
    assert [(mark.index, mark.text) for mark in figure.marks] == [
        (len(total.readings) - 3, f"ab August{NBSP}2026 gilt die Zählregel kontakt-2")
    ]
    assert figure.table.frame.row(2)[3] == figure.marks[0].text
    hover = [note.hovertext for note in plotly_chart(figure, theme_of("light")).layout.annotations]
    assert figure.marks[0].text in hover


def test_an_axis_ends_at_what_is_shown(release_var: Path) -> None:
    figure = contact_figures.total_figure(contacts(opened(release_var, "council"), month=MONTH, quartier="sued"))
    shown = [point.value for point in figure.series[0].points if point.value is not None]
    top = plotly_chart(figure, theme_of("light")).layout.yaxis.range[1]
    assert max(shown) <= top <= max(shown) * 1.2


def test_a_point_cannot_hold_what_it_must_not_show() -> None:
    with pytest.raises(LeakedValue):
        Point(3.0, "suppressed", "·", "Süd")


def test_the_council_sees_no_signal(release_var: Path) -> None:
    page = overview(opened(release_var, "council"), month=MONTH, quartier=None, as_of=AS_OF)
    tiles = lage_figures.tiles(page)
    assert {tile.signal for tile in tiles} <= {None, "late"}
    assert all(tile.spark.band is None for tile in tiles if tile.spark)
    words = lage_figures.sentence(page) + contact_figures.sentence(
        contacts(opened(release_var, "council"), month=MONTH, quartier=None)
    )
    assert "Schwankungsbereich" not in words
    assert "ungewöhnlich" not in words


def test_the_overview_in_words(release_var: Path) -> None:
    page = overview(opened(release_var, "coordinator"), month=MONTH, quartier=None, as_of=AS_OF)
    count = page.series["contacts"].now.value
    assert lage_figures.sentence(page) == (
        f"Im Oktober{NBSP}2026 wurden in Musterstadt bisher {count:.0f}{NBSP}Beratungskontakte gezählt. "
        "2 von 3 Angeboten haben gemeldet; es fehlt Lotsen Nord."
    )
    assert lage_figures.due_sentence(page) == (
        "Am 12.11.2026: 2 Meldungen fehlen, 1 Frist ist überschritten, 1 läuft in 60 Tagen ab."
    )
    assert [row[0] for row in lage_figures.due_table(page).frame.iter_rows()] == [
        "Meldung fehlt",
        "Abgerufene Mittel verausgaben",
        "Meldung fehlt",
        "Ende des Bewilligungszeitraums",
    ]


def test_tiles(release_var: Path) -> None:
    page = overview(opened(release_var, "coordinator"), month=MONTH, quartier=None, as_of=AS_OF)
    tiles = {tile.key: tile for tile in lage_figures.tiles(page)}
    assert list(tiles) == ["contacts", "attendance", "reporting_rate", "outflow_rate"]
    assert (tiles["contacts"].sign, tiles["contacts"].signal) == ("p", None)
    assert tiles["reporting_rate"].value == "67"
    assert (tiles["outflow_rate"].signal, tiles["outflow_rate"].comparison) == (
        "late",
        f"31.000{NBSP}€ von 60.000{NBSP}€ verausgabt",
    )
    absent = lage_figures.tiles(overview(opened(release_var, "coordinator"), month=JUNE, quartier="sued", as_of=AS_OF))
    assert [tile.key for tile in absent] == ["contacts", "attendance", "reporting_rate"]
    assert (absent[0].value, absent[0].unit, absent[0].state_words) == ("…", "", "nicht gemeldet")


def test_written_months_stay_apart() -> None:
    for last in month_range(date(2025, 1, 1), date(2026, 12, 1)):
        for length in (1, 2, 13, 25, 37):
            periods = [*month_range(date(2020, 1, 1), last)][-length:]
            ticks = [index for index, _ in month_ticks(periods)]
            assert ticks[-1] == len(periods) - 1
            assert all(later - earlier > length // 13 for earlier, later in pairwise(ticks))


def test_the_map_in_words_and_layers(release_var: Path) -> None:
    shown = area_map(opened(release_var, "coordinator"), month=JUNE, selected="nord")
    assert area_figures.sentence(shown).startswith(f"Kontakte je 1.000 Einwohner, Juni{NBSP}2026: Nord ")
    assert "Süd: nicht gemeldet." in area_figures.sentence(shown)
    assert "schematisch, nicht amtlich" in area_figures.note(shown)
    texts = [row.text for row in area_figures.legend(shown)]
    assert texts[0].startswith("unter ")
    assert texts[-1] == "… nicht gemeldet"
    deck = json.loads(map_deck(shown, theme_of("dark")).to_json())
    assert deck["mapStyle"] == "__MAP_STYLE__", "anything else asks a foreign host for tiles"
    assert not deck.get("mapProvider")
    assert "http" not in json.dumps(deck)
    assert all(text in legend_html(shown, theme_of("dark")) for text in texts)


def test_a_hidden_area_is_hatched(release_var: Path) -> None:
    shown = area_map(opened(release_var, "council"), month=MONTH)
    area = shown.areas[1]
    hidden = replace(
        shown, areas=(shown.areas[0], replace(area, reading=replace(area.reading, value=None, state="suppressed")))
    )
    deck = json.loads(map_deck(hidden, theme_of("light")).to_json())
    layers = {layer["id"]: layer for layer in deck["layers"]}
    assert len(layers["hatch"]["data"]) > 5
    assert [row.text for row in area_figures.legend(hidden)][-1].startswith("·")
    words = [feature["properties"]["words"] for feature in layers["areas"]["data"]["features"]]
    assert words[1] == "Süd: aus Datenschutzgründen nicht gezeigt"


def test_names_from_files_are_text_in_every_drawing(release_var: Path) -> None:
    counted = contacts(opened(release_var, "coordinator"), month=MONTH, quartier=None)
    named = replace(counted, services=(replace(counted.services[0], name="<img src=x onerror=alert(1)>"),))
    drawn = plotly_chart(contact_figures.service_figure(named), theme_of("light"))
    assert not any("<img" in (note.text or "") for note in drawn.layout.annotations)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_text_and_marks_can_be_read(name: str) -> None:
    theme = theme_of(name)
    assert all(contrast(colour, theme.paper) >= 4.5 for colour in (theme.ink, theme.muted, theme.warn, theme.good))
    assert all(contrast(colour, theme.paper) >= 3 for colour in (theme.accent, theme.hatch, *theme.categories))
    lightness = [contrast(colour, theme.paper) for colour in theme.ramp]
    assert lightness == sorted(lightness)
