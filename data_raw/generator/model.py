"""What a town's tables of truth are made of. The numbers are invented; the places, partners and hours are public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from data_raw.generator.shapes import Cells
from data_raw.generator.table import Table
from data_raw.generator.write_file import Format

FIRST_MONTH = date(2023, 1, 1)
LAST_MONTH = date(2026, 10, 1)

Weights = Mapping[str, float]


@dataclass(frozen=True)
class Contact:
    """One counselling contact before a sender's layout turns it into a row. `state` is the sender's own note."""

    date: date
    time: time
    service: str
    carrier: str
    quartier: str | None
    contact_kind: str
    channel: str
    topics: tuple[str, ...]
    persons: int
    duration_min: int
    handover: bool
    language_mediation: bool
    client_ref: str | None
    residence_quartier: str | None
    state: str = "abgeschlossen"


@dataclass(frozen=True)
class Change:
    """From `first` to `last` a series runs at `factor` times its mean."""

    first: date
    last: date
    factor: float


@dataclass(frozen=True)
class Series:
    """How a service's contacts come about; `mean` is contacts per ordinary month, shares lie between 0 and 1."""

    service: str
    mean: float
    carriers: Weights
    topics: Weights
    channels: Weights
    quartier: str | None = None
    first_share: float = 0.45
    unknown_share: float = 0.0
    ref_share: float = 0.0
    handover_share: float = 0.0
    mediation_share: float = 0.05
    second_topic_share: float = 0.3
    cancelled_share: float = 0.0
    residences: Weights = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    at_least: int = 0


@dataclass(frozen=True)
class Layout:
    """A sender's columns: header and attribute of a contact. `words` are the sender's own words per attribute.

    With `names` the file holds names of master data, otherwise their keys.
    """

    columns: tuple[tuple[str, str], ...]
    form: Format
    words: Mapping[str, Mapping[Any, Any]] = field(default_factory=dict)
    names: bool = True


@dataclass(frozen=True)
class Feed:
    """Files of one sender: services in it, the file's name by month, the layout from a month on."""

    name: str
    services: tuple[str, ...]
    file: str
    layouts: tuple[tuple[date, Layout], ...]
    by: str
    first: date = FIRST_MONTH


@dataclass(frozen=True)
class TallyFeed:
    """Counts of one service. `shape` names the sender's table; `dimensions` are what is counted, in order.

    `batches` are (first month, last month, file name); `estimated` and `blank` are months with estimates or no word;
    `unticked` are topics on the sheet that nobody ever came with.
    """

    service: str
    shape: str
    dimensions: tuple[str, ...]
    by: str
    form: Format
    batches: tuple[tuple[date, date, str], ...]
    estimated: tuple[date, ...] = ()
    blank: tuple[date, ...] = ()
    unticked: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gathering:
    """A recurring date: an event or a sitting. `months` are month numbers; `mean` is the usual attendance."""

    key: str
    title: str
    kind: str
    quartier: str | None
    weekday: str
    nth: int
    mean: float
    months: tuple[int, ...] = tuple(range(1, 13))
    start: str = "15:00"
    form: str = "offen"
    site: str | None = None
    carrier: str | None = None
    partners: str | None = None
    method: str = "gezählt"
    volunteers: float = 0.0
    measure: str | None = None
    first: date = FIRST_MONTH


@dataclass(frozen=True)
class Grant:
    """The money of one measure in whole euros. `costs` are (position, share); spending runs from `first` to `last`.

    `pace` is the share spent by `last`, `extra_drawn` are drawdowns beyond the need, `amended` later notices.
    """

    measure: str
    applied: tuple[str, int]
    approved: tuple[str, int]
    first: date
    last: date
    costs: tuple[tuple[str, float], ...]
    every: int = 1
    pace: float = 1.0
    amended: tuple[tuple[str, int], ...] = ()
    extra_drawn: tuple[tuple[str, int], ...] = ()
    evidenced: str | None = None
    accepted: str | None = None
    repaid: tuple[str, int] | None = None


@dataclass(frozen=True)
class Town:
    """One example municipality: static files by source, areas, and what is simulated.

    `closings` are closed days of services, `month_events` who signed, closed and released which months.
    """

    key: str
    office: str
    tables: Mapping[str, Table]
    formats: Mapping[str, Format]
    cells: Cells
    series: tuple[Series, ...]
    feeds: tuple[Feed, ...]
    tally_feeds: tuple[TallyFeed, ...]
    events: tuple[Gathering, ...]
    single_events: Table
    event_files: Format
    meetings: tuple[Gathering, ...]
    closings: Table
    grants: tuple[Grant, ...]
    month_events: Table
