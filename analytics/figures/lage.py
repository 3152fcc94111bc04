"""The overview in words, tiles, one figure and what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from analytics import formatting
from analytics.comparisons import comparison
from analytics.figures.figure_data import FigureData
from analytics.figures.tiles import Tile, metric_tile
from analytics.figures.timeline import metric_figure
from analytics.formatting import NBSP
from analytics.months import month_name
from analytics.queries.deadlines import Deadline
from analytics.queries.lage import DEADLINE_DAYS, MissingReport, Overview
from analytics.sentences import coverage_sentence, days_words, signal_sentence, since_release_sentence
from analytics.tables import Column, Table, table_of

DUE_COLUMNS = (
    Column("Was"),
    Column("Worum es geht"),
    Column("Fällig", "day"),
    Column("Frist"),
    Column("Betrag", "money"),
)


def sentence(overview: Overview) -> str:
    """What happened in the month, compared, judged, and how complete it is."""
    series = overview.series["contacts"]
    when, where, now = month_name(overview.month), overview.place.name, series.now
    if now.value is None:
        said = f"Für {when} sind die Beratungskontakte in {where} {formatting.STATE_WORDS[now.state]}."
    else:
        verb = "wurde" if now.value == 1 else "wurden"
        compared = "" if now.is_partial else comparison(series)
        so_far = "bisher " if now.is_partial else ""
        unit = "Beratungskontakt" if now.value == 1 else "Beratungskontakte"
        said = f"Im {when} {verb} in {where} {so_far}{formatting.count(now.value)}{NBSP}{unit} gezählt"
        said += f", {compared}." if compared else "."
    since, covered = since_release_sentence(series), coverage_sentence(overview.coverage)
    return " ".join(part for part in (said, since, signal_sentence(series), covered) if part)


def tiles(overview: Overview) -> tuple[Tile, ...]:
    """Contacts, visits, reporting rate and, where there is a grant, the outflow of money."""
    shown = [metric_tile(overview.series[key]) for key in ("contacts", "attendance", "reporting_rate")]
    covered = coverage_sentence(overview.coverage)
    shown[2] = replace(shown[2], comparison=covered, so_far="", signal=None, signal_words="")
    outflow = overview.money["outflow_rate"]
    return (*shown, _money_tile(overview)) if outflow.now.value is not None else tuple(shown)


def _money_tile(overview: Overview) -> Tile:
    spent, approved = (overview.money[key].now.value for key in ("grant_spent", "grant_approved"))
    tile = metric_tile(overview.money["outflow_rate"])
    words = ""
    if spent is not None and approved is not None:
        words = f"{formatting.money(spent)} von {formatting.money(approved)} verausgabt"
    if not overview.overdue_money:
        return replace(tile, comparison=words, signal=None, signal_words="")
    late = f"{formatting.money(overview.overdue_money)} abgerufen und nicht fristgerecht verausgabt"
    return replace(tile, comparison=words, signal="late", signal_words=late)


def contacts_figure(overview: Overview) -> FigureData:
    """Contacts of up to three years with the usual range."""
    return metric_figure(overview.series["contacts"])


def due_sentence(overview: Overview) -> str:
    """How many reports are missing and how many deadlines are near or over."""
    over = sum(entry.due < overview.as_of for entry in overview.deadlines)
    near = len(overview.deadlines) - over
    missing = len(overview.missing)
    parts = [
        formatting.counted(missing, "Meldung fehlt", "Meldungen fehlen"),
        formatting.counted(over, "Frist ist überschritten", "Fristen sind überschritten"),
        formatting.counted(near, f"läuft in {DEADLINE_DAYS} Tagen ab", f"laufen in {DEADLINE_DAYS} Tagen ab"),
    ]
    said = [part for part in parts if part]
    nothing = f"keine Meldung fehlt, keine Frist läuft in {DEADLINE_DAYS} Tagen ab"
    return f"Am {formatting.day(overview.as_of)}: {', '.join(said) or nothing}."


def due_table(overview: Overview) -> Table:
    """Missing reports and deadlines, the longest overdue first."""
    rows = [*map(_missing_row, overview.missing), *map(_deadline_row, overview.deadlines)]
    rows.sort(key=lambda row: row[2])
    shown = [(what, about, due, days_words((due - overview.as_of).days), amount) for what, about, due, amount in rows]
    return table_of(
        "due", "Fällig und überfällig", DUE_COLUMNS, shown, empty_text="Nichts ist überfällig oder bald fällig."
    )


def _missing_row(entry: MissingReport) -> tuple[str, str, date, Decimal | None]:
    return "Meldung fehlt", f"{entry.service}, {month_name(entry.month)}", entry.due, None


def _deadline_row(entry: Deadline) -> tuple[str, str, date, Decimal | None]:
    return entry.kind_name, entry.title, entry.due, entry.amount
