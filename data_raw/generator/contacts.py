"""Counselling contacts of a service over the months: on open days only, seasonal, noisy, with recurring persons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from random import Random

from data_raw.generator.days import days_of, is_closed, is_valid, months, windows
from data_raw.generator.model import FIRST_MONTH, LAST_MONTH, Contact, Series
from data_raw.generator.streams import between, noisy, one_of, pick, poisson, stream
from data_raw.generator.table import Table

# Demand by month of the year; closed days come on top.
SEASON = (1.06, 1.04, 1.04, 0.98, 1.0, 0.99, 0.86, 0.88, 1.08, 1.08, 1.05, 0.94)
WEEKS_PER_MONTH = 365.25 / 12 / 7


def contacts_by_month(series: Series, *, town: str, services: Table, hours: Table, closures: Table) -> dict:
    """Contacts of one service by month (its first day), in order of time; closed months are missing."""
    rng = stream(town, "contacts", series.service)
    known = [row for row in services if row["Schlüssel"] == series.service]
    persons: list[str] = []
    result = {}
    for month in months(FIRST_MONTH, LAST_MONTH):
        if not is_valid(known[0], month):
            continue
        open_days = list(_open_days(series.service, month, hours=hours, closures=closures))
        if open_days:
            result[month] = _month(rng, series, open_days, persons)
    return result


def _open_days(service: str, month: date, *, hours: Table, closures: Table) -> Iterator[tuple[date, tuple]]:
    """Open days with their windows; a day with two windows comes twice."""
    for day in days_of(month):
        if not is_closed(closures, service, day):
            yield from ((day, window) for window in windows(hours, service, day))


def _month(rng: Random, series: Series, open_days: list, persons: list[str]) -> list[Contact]:
    month = open_days[0][0].replace(day=1)
    weekdays = {(day.weekday(), window) for day, window in open_days}
    level = series.mean * SEASON[month.month - 1] * _factor(series, month)
    usual = len(weekdays) * WEEKS_PER_MONTH
    count = poisson(rng, noisy(rng, level, spread=0.07) * len(open_days) / usual)
    cancelled = poisson(rng, level * series.cancelled_share)
    drawn = [_contact(rng, series, open_days, persons) for _ in range(max(series.at_least, count))]
    drawn += [_contact(rng, series, open_days, persons, state="storniert") for _ in range(cancelled)]
    return sorted(drawn, key=lambda contact: (contact.date, contact.time, contact.carrier))


def _factor(series: Series, month: date) -> float:
    factor = 1.0
    for change in series.changes:
        if change.first <= month <= change.last:
            factor *= change.factor
    return factor


def _contact(rng: Random, series: Series, open_days: list, persons: list[str], state: str = "abgeschlossen") -> Contact:
    day, (opens, closes) = one_of(rng, open_days)
    minutes = between(rng, opens.hour * 12 + opens.minute // 5, closes.hour * 12 + closes.minute // 5 - 3) * 5
    kind = pick(rng, _kinds(series))
    topics = [pick(rng, series.topics)]
    if rng.random() < series.second_topic_share:
        topics.append(pick(rng, series.topics))
    return Contact(
        date=day,
        time=time(minutes // 60, minutes % 60),
        service=series.service,
        carrier=pick(rng, series.carriers),
        quartier=series.quartier,
        contact_kind=kind,
        channel=pick(rng, series.channels),
        topics=tuple(dict.fromkeys(topics)),
        persons=1 + poisson(rng, 0.4),
        duration_min=between(rng, 2, 9) * 5,
        handover=kind == "first" and rng.random() < series.handover_share,
        language_mediation=rng.random() < series.mediation_share,
        client_ref=_reference(rng, series, kind, persons),
        residence_quartier=pick(rng, series.residences) if series.residences else None,
        state=state,
    )


def _kinds(series: Series) -> dict[str, float]:
    known_before = 1 - series.first_share - series.unknown_share
    return {"first": series.first_share, "follow_up": known_before, "unknown": series.unknown_share}


def _reference(rng: Random, series: Series, kind: str, persons: list[str]) -> str | None:
    """The sender's number of the person: a new one at a first contact, a recent one at a follow-up."""
    if rng.random() >= series.ref_share:
        return None
    if kind == "first" or not persons:
        persons.append(f"K-{len(persons) + 1:04d}")
        return persons[-1]
    return one_of(rng, persons[-60:])
