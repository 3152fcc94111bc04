"""A quartier on one page: numbers beside those of the municipality, what is on offer, what is funded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from analytics import formatting
from analytics.figures.tiles import Tile, metric_tile
from analytics.figures.timeline import metric_sentence
from analytics.months import month_name
from analytics.queries.contacts import Category
from analytics.queries.profile import YEAR, Offer, Profile
from analytics.readings import Metric, Reading
from analytics.sentences import days_words, period_words, value_words
from analytics.tables import Cell, Column, Table, cell, table_of

TILES = (("month", "contacts"), ("month", "contacts_per_1000"), (YEAR, "events_held"), (YEAR, "attendance"))
WEEKDAYS = {"mon": "Mo", "tue": "Di", "wed": "Mi", "thu": "Do", "fri": "Fr", "sat": "Sa", "sun": "So"}
SHOWN_TOPICS, SHOWN_DATES = 6, 5
NO_OFFERS = "Im Quartier ist kein Angebot gemeldet. Angebote kommen mit den Stammdaten."
NO_TOPICS = "Zu diesem Monat liegt keine Aufgliederung vor."
NO_DATES = "Zurzeit ist kein Termin angekündigt. Termine schickt das Quartiersbüro."
NO_MEASURES = "Für dieses Quartier allein ist keine geförderte Maßnahme gemeldet."
CHOOSE = "Bitte wählen Sie ein Quartier, oben im Filter oder hier:"


def sentence(profile: Profile) -> str:
    """The quartier's contacts of the month, compared and judged."""
    return metric_sentence(profile.compared[0].own)


def tiles(profile: Profile) -> tuple[Tile, ...]:
    """Up to four numbers, each with the municipality's own below it."""
    found = {(each.period_kind, each.own.metric.key): each for each in profile.compared}
    shown = [found[key] for key in TILES if key in found]
    return tuple(
        replace(
            metric_tile(each.own),
            name=f"{each.own.metric.name} {_span(each.period_kind)}",
            comparison=f"{profile.whole_place.name}: {value_words(each.whole, each.own.metric)}",
            so_far="",
        )
        for each in shown
    )


def compared_table(profile: Profile) -> Table:
    """Every compared metric with the quartier's and the municipality's value."""
    columns = (
        Column("Kennzahl"),
        Column("Zeitraum"),
        Column(profile.place.name, "decimal"),
        Column(profile.whole_place.name, "decimal"),
    )
    rows = [
        (
            each.own.metric.name,
            period_words(each.period_kind, profile.month),
            *(_valued(reading, each.own.metric) for reading in (each.own.now, each.whole)),
        )
        for each in profile.compared
    ]
    return table_of("profile", f"{profile.place.name} und {profile.whole_place.name} im Vergleich", columns, rows)


def _valued(reading: Reading, metric: Metric) -> Cell:
    """The value with its unit, or the sign of its absence."""
    if reading.value is None:
        return cell(None, state=reading.state)
    return Cell(f"{value_words(reading, metric)} {reading.mark}".strip(), reading.value)


def topic_table(profile: Profile) -> Table:
    """The quartier's most frequent topics of the month."""
    return _breakdown_table(profile, "topic", "Themen", limit=SHOWN_TOPICS)


def channel_table(profile: Profile) -> Table:
    """The ways on which the contacts of the month came."""
    return _breakdown_table(profile, "channel", "Zugangswege")


def breakdown_note(profile: Profile) -> str:
    """What the two breakdowns count."""
    return (
        f"Kontakte, {month_name(profile.month)}; die häufigsten Themen im Quartier, mehrere Themen je Kontakt möglich"
    )


def offer_table(profile: Profile) -> Table:
    """The services with carrier, opening hours and contact point."""
    columns = (Column("Angebot"), Column("Geöffnet"), Column("Ansprechstelle"), Column("Träger"), Column("Ort"))
    rows = [
        (f"{each.name}{' (ganze Kommune)' if each.is_shared else ''}", hours_words(each), *_who(each))
        for each in profile.offers
    ]
    return table_of("offers", "Angebote und Öffnungszeiten", columns, rows, empty_text=NO_OFFERS)


def _who(offer: Offer) -> tuple[str | None, str | None, str | None]:
    return offer.contact_point, offer.carrier_name, offer.site_name


def hours_words(offer: Offer) -> str:
    """`Mo 12:45–16:45, Do 13–17 Uhr`; without windows that nobody has told them."""
    if not offer.windows:
        return "nicht gemeldet"
    spans = (f"{WEEKDAYS[each.weekday]} {each.opens:%H:%M}–{each.closes:%H:%M}" for each in offer.windows)
    return f"{', '.join(spans)}{formatting.NBSP}Uhr"


def coming_table(profile: Profile) -> Table:
    """The next dates of the quartier."""
    columns = (Column("Datum", "day"), Column("Veranstaltung"), Column("Ort"))
    rows = [(each.date, each.title, each.site_name) for each in profile.coming[:SHOWN_DATES]]
    return table_of("coming", "Nächste Termine", columns, rows, empty_text=NO_DATES)


def measure_table(profile: Profile) -> Table:
    """Funded measures of the quartier, short: approved, spent, and until when."""
    columns = (
        Column("Maßnahme"),
        Column("Läuft bis", "day"),
        Column("Nachweis bis", "day"),
        Column("Bewilligt", "money"),
        Column("Verausgabt", "money"),
    )
    rows = [
        (each.title, each.grant_to, each.proof_due, _amount(each.approved), _amount(each.spent))
        for each in profile.measures
    ]
    return table_of("profile_measures", "Geförderte Maßnahmen", columns, rows, empty_text=NO_MEASURES)


def deadline_table(profile: Profile) -> Table:
    """Open deadlines with the days left on the day of reading."""
    columns = (Column("Fällig", "day"), Column("Frist"), Column("Was"), Column("Maßnahme"))
    rows = [
        (each.due, days_words(each.days_left(profile.as_of)), each.kind_name, each.title) for each in profile.deadlines
    ]
    return table_of("profile_deadlines", "Fristen", columns, rows, empty_text="Keine Frist ist offen.")


def _amount(amount: object) -> Cell:
    return cell(amount, "money", "value" if amount is not None else "not_reported")


def _span(period_kind: str) -> str:
    return "in 12 Monaten" if period_kind == YEAR else "im Monat"


def _breakdown_table(profile: Profile, dimension: str, title: str, *, limit: int | None = None) -> Table:
    whole = {each.key: each for each in profile.whole[dimension].categories}
    columns = (Column(title), Column(profile.place.name, "count"), Column(profile.whole_place.name, "count"))
    ordered = sorted(profile.own[dimension].categories, key=_by_value) if limit else profile.own[dimension].categories
    rows = [(each.name, *_both(each, whole.get(each.key))) for each in list(ordered)[:limit] if _is_told(each)]
    return table_of(f"profile_{dimension}", title, columns, rows, empty_text=NO_TOPICS)


def _both(own: Category, whole: Category | None) -> Iterator[Cell]:
    for each in (own, whole):
        if each is not None:
            yield cell(each.now.value, "count", each.now.state, each.now.mark)


def _by_value(category: Category) -> tuple[bool, float]:
    return category.now.value is None, -float(category.now.value or 0)


def _is_told(category: Category) -> bool:
    """Topics that did not come up say nothing about the quartier."""
    return category.now.value is None or category.now.value > 0
