"""The strict form of a metric: `warehouse/registry/<metric>.yml` describes each metric once, for people and program.

Numerator and denominator are cells of the additive cubes, so a metric is data and needs no code of its own.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from pipelines.errors import PipelineError
from pipelines.releasing.cell_words import CONTACT_CELLS, MEASURES
from settings import ROOT

FOLDER = ROOT / "warehouse" / "registry"
RULES = FOLDER / "counting_rules"
PERIOD_KINDS = ("month", "quarter", "year", "ytd", "rolling_12")
MONEY = "grant_"


class RegistryError(PipelineError):
    """A file in `warehouse/registry/` is not well-formed."""


class Strict(BaseModel):
    """A model that refuses unknown keys and cannot be changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


S = TypeVar("S", bound=Strict)


class ContactCells(Strict):
    """Cells of `cube_contact`: one category of a dimension, or without `category` the sum over all of them."""

    cube: Literal["contact"]
    dimension: Literal["total", "topic", "channel", "kind", "carrier", "service"]
    category: str | None = None

    @property
    def words(self) -> str:
        """What it counts, in German."""
        return CONTACT_CELLS[self.dimension, self.category]

    @model_validator(mode="after")
    def _has_words(self) -> ContactCells:
        if (self.dimension, self.category) not in CONTACT_CELLS:
            raise ValueError(f"cell_words.py has no words for {self.dimension}, {self.category}")
        return self


class MeasureCells(Strict):
    """Cells of `cube_measure`: one measure."""

    cube: Literal["measure"]
    measure: str

    @property
    def words(self) -> str:
        """What it sums, in German."""
        return MEASURES[self.measure]

    @model_validator(mode="after")
    def _has_words(self) -> MeasureCells:
        if self.measure not in MEASURES:
            raise ValueError(f"cell_words.py has no words for {self.measure}")
        return self


class Yardstick(Strict):
    """What a value is held against, from `low` to `high` (either may be open) `per` what, and the `source` of that."""

    low: float | None = None
    high: float | None = None
    per: str
    source: str


class CountingRule(Strict):
    """One version of a counting rule: `kontakt-1` is the first of `kontakt`. Without `valid_from` from the start."""

    rule: str
    valid_from: date | None = None
    text: str

    @property
    def family(self) -> str:
        """The rule without its version."""
        return self.rule.rpartition("-")[0]

    @property
    def words(self) -> str:
        """The version as one line of a sheet."""
        since = f"seit {self.valid_from:%d.%m.%Y}" if self.valid_from else "von Beginn an"
        return f"{self.rule} ({since}): {self.text}"


Cells = Annotated[ContactCells | MeasureCells, Field(discriminator="cube")]


class Metric(Strict):
    """One metric.

    Its value is `scale` × numerator ÷ denominator, or the numerator alone. Below `minimum_base` (in units of the
    denominator) no ratio is given. `decimals` is how it is shown, `position` where it stands in lists, `variation` the
    chart that tells unusual months: u_prime reads a count over public hours and so needs both and no scale.
    `source_models` are the dbt models it is made in, in their order.
    """

    metric: str
    name: str
    unit: str
    theme: Literal["contacts", "events", "funding", "quality"]
    position: int
    direction: Literal["up", "down", "none"]
    definition: str
    numerator: Cells
    denominator: Cells | None = None
    scale: int = 1
    decimals: int
    minimum_base: int
    variation: Literal["xmr", "u_prime", "none"]
    owner: str
    limits: str
    counting_rule: str
    yardstick: Yardstick | None = None
    source_note: str
    source_models: tuple[str, ...]
    period_kinds: tuple[Literal["month", "quarter", "year", "ytd", "rolling_12", "to_date"], ...] = ()

    @model_validator(mode="after")
    def _has_an_exposure(self) -> Metric:
        has_hours = isinstance(self.denominator, MeasureCells) and self.scale == 1
        if self.variation == "u_prime" and not has_hours:
            raise ValueError("variation u_prime needs a measure as denominator and scale 1")
        return self

    @property
    def formula(self) -> str:
        """Numerator, denominator and scale in one line of German."""
        if self.denominator is None:
            return self.numerator.words
        scaled = f" × {self.scale:,}".replace(",", ".") if self.scale != 1 else ""
        return f"{self.numerator.words} ÷ {self.denominator.words}{scaled}"

    @property
    def counts_contacts(self) -> bool:
        """Whether contacts are in it, which every audience sees differently."""
        return "contact" in {cells.cube for cells in (self.numerator, self.denominator) if cells is not None}

    @property
    def periods(self) -> tuple[str, ...]:
        """The kinds of period it is given for: those it names, else all; only money runs from its start to date."""
        is_money = isinstance(self.numerator, MeasureCells) and self.numerator.measure.startswith(MONEY)
        return self.period_kinds or (PERIOD_KINDS + ("to_date",) * is_money)


def load_registry(folder: Path = FOLDER) -> tuple[Metric, ...]:
    """All metrics in the order of their positions.

    Raises RegistryError naming the file when one is malformed or its name is not its metric's.
    """
    return tuple(sorted(map(_load, folder.glob("*.yml")), key=lambda metric: metric.position))


def load_counting_rules(folder: Path = RULES) -> dict[str, tuple[CountingRule, ...]]:
    """Every version of each counting rule in its order, by the rule without its version.

    Raises RegistryError naming the file when one is malformed or its name is not its rule's.
    """
    versions: dict[str, list[CountingRule]] = {}
    for path in sorted(folder.glob("*.yml")):
        rule = _read(path, CountingRule)
        if rule.rule != path.stem:
            raise RegistryError(f"{path}: rule must be {path.stem}")
        versions.setdefault(rule.family, []).append(rule)
    return {family: tuple(rules) for family, rules in versions.items()}


def _load(path: Path) -> Metric:
    metric = _read(path, Metric)
    if metric.metric != path.stem:
        raise RegistryError(f"{path}: metric must be {path.stem}")
    return metric


def _read(path: Path, kind: type[S]) -> S:
    try:
        return kind.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (yaml.YAMLError, ValidationError) as error:
        raise RegistryError(f"{path}: {error}") from error
