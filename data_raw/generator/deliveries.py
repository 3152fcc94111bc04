"""All deliveries of a town."""

from __future__ import annotations

from collections.abc import Iterator

from data_raw.generator.contact_files import contact_files
from data_raw.generator.context import as_text, closure_table
from data_raw.generator.delivery import Delivery, berlin
from data_raw.generator.list_files import event_files, movement_files, population_files, whole_lists
from data_raw.generator.mishaps import STRAYS
from data_raw.generator.model import Town


def deliveries(town: Town) -> Iterator[Delivery]:
    """Every delivery of a town, in no particular order."""
    closures = closure_table(town.closings, town.tables["services"], town.tables["opening_hours"])
    yield from whole_lists(town, closures)
    yield from population_files(town)
    yield from movement_files(town)
    yield from event_files(town, as_text(closures))
    yield from contact_files(town, as_text(closures))
    for stray in STRAYS.get(town.key, ()):
        yield Delivery(stray.file, stray.content, berlin(stray.received_at), stray.by)
