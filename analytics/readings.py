"""The values every page shows: one cell of a release, a series of them, and the metric they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby

from analytics.annotations import Annotation


class MissingValue(ValueError):
    """A reading holds a number although its state says that there is none to show."""


@dataclass(frozen=True)
class Limits:
    """The usual range of one month and its centre, in the unit of the series."""

    lower: float
    centre: float
    upper: float


@dataclass(frozen=True)
class Band:
    """The usual range of every month of a series, None where there is none, learned from the `baseline` months."""

    limits: tuple[Limits | None, ...]
    baseline: tuple[date, ...]

    @property
    def top(self) -> float:
        """The highest upper limit."""
        return max((limits.upper for limits in self.limits if limits), default=0.0)

    def steps(self) -> Iterator[tuple[int, int, Limits]]:
        """First and last index of every stretch of months with the same limits."""
        start = 0
        for limits, group in groupby(self.limits):
            length = len(list(group))
            if limits is not None:
                yield start, start + length - 1, limits
            start += length

    def tail(self, months: int) -> Band:
        """The band of the last `months` months."""
        return Band(self.limits[-months:], self.baseline)


@dataclass(frozen=True)
class Break:
    """A recorded change at the beginning of `month`, from which on the usual range is learned anew.

    `text` continues "ab Oktober 2026 ": "gilt die Zählregel kontakt-2".
    """

    month: date
    text: str


@dataclass(frozen=True)
class Verdict:
    """What a month is among the months before it.

    `kind` is usual, high, low, higher, lower, rising or falling; `rule` is none, beyond, near, shift, trend, or opening
    where only the opening times were unusual; `months` is how many months the pattern has lasted.
    """

    kind: str
    rule: str
    months: int


@dataclass(frozen=True)
class Opening:
    """What was open in a month and what usually is (the median of the months learned from)."""

    days: int
    usual_days: int
    hours: float
    usual_hours: float


@dataclass(frozen=True)
class Place:
    """A quartier, district or the whole municipality, as in `dim_area`."""

    kind: str
    key: str
    name: str


@dataclass(frozen=True)
class Yardstick:
    """What a metric is held against: from `low` to `high` (either may be open) per something, and who said so."""

    low: float | None
    high: float | None
    per: str
    source: str


@dataclass(frozen=True)
class Metric:
    """One row of `dim_metric`; `decimals` are those shown, `scale` is already in the values.

    `variation` is the chart that tells unusual months: xmr, u_prime or none. `rule_versions` are all versions of its
    counting rule in words, `source_models` the models of the warehouse it is made in, in their order.
    """

    key: str
    name: str
    unit: str
    theme: str
    direction: str
    definition: str
    numerator: str | None
    denominator: str | None
    scale: Decimal | None
    decimals: int
    minimum_base: Decimal | None
    owner: str
    limits: str
    counting_rule: str | None
    source_note: str
    variation: str
    formula: str
    rule_versions: tuple[str, ...]
    source_models: tuple[str, ...]
    yardstick: Yardstick | None


@dataclass(frozen=True)
class Reading:
    """One value of one period.

    `state` is value, suppressed, not_reported, not_collected, not_released or closed; `value` is set exactly when it
    is `value`.
    `counting_rule` names the rule the value was counted by; a change between months is a break.
    `numerator` and `exposure` are the parts of a rate over public figures: contacts and open hours.
    `expected` and `reported` count the service-months behind the value, None where that means nothing.
    `version` is how often the value was published with another content, 0 while its month is not released; `current`
    is what later deliveries make of a published value, for those who see it.
    Raises MissingValue when number and state contradict each other.
    """

    period: date
    value: Decimal | None
    state: str
    expected: int | None = None
    reported: int | None = None
    estimated: bool = False
    counting_rule: str | None = None
    numerator: Decimal | None = None
    exposure: Decimal | None = None
    version: int = 1
    current: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.state == "value"):
            raise MissingValue(f"state {self.state} does not fit the value of {self.period}")

    @property
    def is_partial(self) -> bool:
        """Whether deliveries behind the value are still missing."""
        return self.expected is not None and self.reported is not None and self.reported < self.expected

    @property
    def mark(self) -> str:
        """`p` while the month is open or deliveries are missing, `r` once corrected, `s` when estimated; on values."""
        if self.state != "value":
            return ""
        if self.is_partial or self.version == 0:
            return "p"
        return "r" if self.version > 1 else "s" if self.estimated else ""

    @property
    def since_release(self) -> Decimal | None:
        """How far later deliveries lead away from the published value; None without a difference or a right to it."""
        if self.version == 0 or self.value is None or self.current in (None, self.value):
            return None
        assert self.current is not None  # excluded above
        return self.current - self.value


@dataclass(frozen=True)
class Pair:
    """A longer period and the same period a year before."""

    now: Reading
    before: Reading


@dataclass(frozen=True)
class MetricSeries:
    """A metric at a place: one reading per month up to `month`, none left out.

    `band` and `verdict` are None where nothing may be said; `breaks` are the recorded ones besides counting rules.
    `longer` holds periods that end with the month: ytd, rolling_12.
    `annotations` are the decisions and notes that belong to its months.
    """

    metric: Metric
    place: Place
    month: date
    readings: tuple[Reading, ...]
    band: Band | None
    verdict: Verdict | None = None
    breaks: tuple[Break, ...] = ()
    opening: Opening | None = None
    longer: Mapping[str, Pair] = field(default_factory=dict)
    annotations: tuple[Annotation, ...] = ()

    def at(self, period: date) -> Reading | None:
        """The reading of a period, or None outside the series."""
        return next((reading for reading in self.readings if reading.period == period), None)

    @property
    def now(self) -> Reading:
        """The reading of the chosen month."""
        return self.readings[-1]


@dataclass(frozen=True)
class Coverage:
    """How many services were expected to report a month, and which have not. Closed services are not expected."""

    month: date
    expected: int
    reported: int
    missing: tuple[str, ...]
