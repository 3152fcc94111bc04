"""Files of a town that hold contacts or their counts, month by month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from data_raw.generator.contacts import contacts_by_month
from data_raw.generator.days import months
from data_raw.generator.delivery import Delivery, delivery_of, usual_arrival
from data_raw.generator.layouts import contact_table
from data_raw.generator.mishaps import MISSING, spoil
from data_raw.generator.model import LAST_MONTH, Contact, Feed, TallyFeed, Town
from data_raw.generator.sequels import sequels, straggling
from data_raw.generator.table import Table
from data_raw.generator.tallies import counts, tally_table


def contact_files(town: Town, closures: Table) -> Iterator[Delivery]:
    """Every feed and tally feed of the town; `closures` with its dates as text."""
    simulated = {
        series.service: contacts_by_month(
            series,
            town=town.key,
            services=town.tables["services"],
            hours=town.tables["opening_hours"],
            closures=closures,
        )
        for series in town.series
    }
    for feed in town.feeds:
        for month in months(feed.first, LAST_MONTH):
            found = [contact for service in feed.services for contact in simulated[service].get(month, [])]
            yield from _contact_file(town, feed, month, found)
    for tally_feed in town.tally_feeds:
        yield from _tally_files(town, tally_feed, simulated[tally_feed.service])


def _contact_file(town: Town, feed: Feed, month: date, found: list[Contact]) -> Iterator[Delivery]:
    file = feed.file.format(year=month.year, month=f"{month.month:02d}")
    if not found or (town.key, file) in MISSING:
        return
    layout = [layout for first, layout in feed.layouts if first <= month][-1]
    names = _names(town)
    ordered = sorted(found, key=lambda contact: (contact.date, contact.time, contact.service))
    joint = [contact for contact in ordered if contact.service != straggling(town.key, file)]
    table = spoil(contact_table(joint, layout, names), town.key, file)
    yield delivery_of(town, file, table, layout.form, usual_arrival(town, file, month), feed.by)
    for later, contacts in sequels(town.key, file, ordered):
        yield delivery_of(
            town, later.file, contact_table(contacts, layout, names), layout.form, later.received_at, feed.by
        )


def _tally_files(town: Town, feed: TallyFeed, by_month: dict) -> Iterator[Delivery]:
    names = town.tables["topics"].pairs("Schlüssel", "Name") | town.tables["services"].pairs("Schlüssel", "Name")
    for first, last, file in feed.batches:
        found = list(counts(by_month, feed, first=first, last=last))
        if found and (town.key, file) not in MISSING:
            table = spoil(tally_table(found, feed, names), town.key, file)
            yield delivery_of(town, file, table, feed.form, usual_arrival(town, file, last), feed.by)


def _names(town: Town) -> dict[str, dict[str, str]]:
    """Names of master data by the attribute of a contact that holds their key."""
    sources = {
        "service": "services",
        "carrier": "carriers",
        "quartier": "quartiers",
        "residence_quartier": "quartiers",
        "topics": "topics",
    }
    return {attribute: town.tables[source].pairs("Schlüssel", "Name") for attribute, source in sources.items()}
