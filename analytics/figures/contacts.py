"""Counselling contacts: total over time, services, topics, ways and kinds of contact."""

from __future__ import annotations

from decimal import Decimal

from analytics import formatting, sentences
from analytics.figures.figure_data import FigureData, Series
from analytics.figures.ranked import Entry, ranked_figure
from analytics.figures.timeline import last_words, metric_figure, metric_sentence, month_ticks, points_of
from analytics.months import month_name, month_short, shift
from analytics.queries.contacts import Category, Contacts, ServiceSeries
from analytics.sentences import period_words
from analytics.tables import Cell, Column, Table, cell, table_of

TOPIC_NOTE = "mehrere Themen je Kontakt möglich"


def sentence(contacts: Contacts) -> str:
    """The month's contacts compared with the year before, and whether that is unusual."""
    return metric_sentence(contacts.total)


def coverage_sentence(contacts: Contacts) -> str:
    """`4 von 5 Angeboten haben gemeldet; es fehlt …`"""
    return sentences.coverage_sentence(contacts.coverage)


def unplaced_sentence(contacts: Contacts) -> str:
    """Whose contacts name no quartier, so that nobody looks for them on the map; empty where all do."""
    if not contacts.unplaced:
        return ""
    names = sentences.listed([f"„{name}“" for name in contacts.unplaced])
    return f"Die Kontakte von {names} nennen kein Quartier und zählen nur für die ganze Kommune."


def total_figure(contacts: Contacts) -> FigureData:
    """All contacts of up to three years."""
    return metric_figure(contacts.total)


def service_figure(contacts: Contacts) -> FigureData:
    """Small multiples: one line per service on one scale, gaps where nothing was reported."""
    metric, shown = contacts.total.metric, contacts.services
    periods = [reading.period for reading in contacts.total.readings][-24:]
    words = [f"{service.name}: {last_words(service.readings, metric)}" for service in shown]
    return FigureData(
        key="services",
        title="Nach Angebot",
        subtitle=f"Kontakte je Monat, {contacts.place.name}, gleicher Maßstab",
        kind="small_multiples",
        unit=metric.unit,
        labels=tuple(map(month_name, periods)),
        ticks=tuple((index, when.replace("<br>", " ")) for index, when in month_ticks(periods)),
        series=tuple(Series(service.service, service.name, points_of(service.readings, metric)) for service in shown),
        selected=len(periods) - 1,
        sentence=coverage_sentence(contacts),
        alt="Kleine Linien je Angebot. " + " ".join(words),
        table=service_table(contacts),
    )


def topic_figure(contacts: Contacts) -> FigureData:
    """Topics by frequency; a contact counts for each of its topics."""
    return _breakdown_figure(contacts, "topic", "Themen", note=TOPIC_NOTE, ordered=True)


def channel_figure(contacts: Contacts) -> FigureData:
    """Ways on which the contacts came."""
    return _breakdown_figure(contacts, "channel", "Zugangswege")


def kind_figure(contacts: Contacts) -> FigureData:
    """First and follow-up contacts."""
    return _breakdown_figure(contacts, "kind", "Kontaktart")


def _breakdown_figure(
    contacts: Contacts, dimension: str, title: str, *, note: str = "", ordered: bool = False
) -> FigureData:
    categories = list(contacts.breakdowns[dimension].categories)
    if ordered:
        categories.sort(key=_by_value)
    unused = [category for category in categories if ordered and _is_unused(category)]
    shown = [category for category in categories if category not in unused]
    period = period_words(contacts.period_kind, contacts.month)
    subtitle = ", ".join(part for part in ("Kontakte", contacts.place.name, period, note) if part)
    return ranked_figure(
        _entries(shown),
        unused=_entries(unused),
        key=dimension,
        title=title,
        subtitle=subtitle,
        metric=contacts.total.metric,
        before_label=period_words(contacts.period_kind, shift(contacts.month, -12)),
        sentence=_breakdown_sentence(categories, title, period),
    )


def _entries(categories: list[Category]) -> list[Entry]:
    return [(category.name, category.now, category.before) for category in categories]


def _is_unused(category: Category) -> bool:
    """Whether a topic did not come up, now or a year before."""
    return category.now.value == 0 and category.before.value in (0, None) and category.before.state != "suppressed"


def _by_value(category: Category) -> Decimal:
    """Largest first; what is not shown stands between the counted and the zeros, where it may belong."""
    return -(category.now.value if category.now.value is not None else Decimal("0.5"))


def _breakdown_sentence(categories: list[Category], title: str, period: str) -> str:
    shown = [category for category in categories if category.now.value]
    if not shown:
        states = {formatting.STATE_WORDS[category.now.state] for category in categories if category.now.value is None}
        return f"{title}, {period}: {' oder '.join(sorted(states)) or 'keine'}."
    top = min(shown, key=_by_value)
    return f"Am häufigsten: {top.name}, {formatting.measured(top.now.value or 0, 'Kontakte')} ({period})."


def service_table(contacts: Contacts, months: int = 13) -> Table:
    """Services down, months across, each cell a number or the sign of its state."""
    periods = [reading.period for reading in contacts.total.readings][-months:]
    columns = (Column("Angebot"), Column("Träger"), *(Column(month_short(when), "count") for when in periods))
    rows = [*(_service_row(service, len(periods)) for service in contacts.services), _total_row(contacts, len(periods))]
    return table_of("service_months", "Kontakte je Angebot und Monat", columns, rows)


def _service_row(service: ServiceSeries, months: int) -> tuple[object, ...]:
    cells = (cell(each.value, "count", each.state, each.mark) for each in service.readings[-months:])
    return (service.name, service.carrier_name, *cells)


def _total_row(contacts: Contacts, months: int) -> tuple[object, ...]:
    cells = (cell(each.value, "count", each.state, each.mark) for each in contacts.total.readings[-months:])
    return (Cell(f"{contacts.place.name} gesamt"), Cell(""), *cells)
