"""A carrier's own layout as data: `config/profiles/<municipality>/<key>@<version>.yml`.

A profile is found by its fingerprint, the headers that only this layout has. It maps headers, words and marks to the
contract, so that no carrier ever needs a line of code.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BeforeValidator, Field, ValidationError, model_validator

from pipelines.contract import LOADER, Contract
from pipelines.errors import FileRejectedError, ProfileError
from pipelines.reading.values.words import fold
from pipelines.row_rules import Strict

NAME = re.compile(r"(?P<key>[a-z0-9_-]+)@(?P<version>[0-9]+)")
YEAR = r"file|sheet|title|(?:19|20)[0-9]{2}"
Shape = Literal["rows", "months_wide", "columns_wide"]
Mark = Literal["not_reported", "not_collected", "suppressed", "zero", "closed"]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _as_text(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


OneOrMore = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
Text = Annotated[str, BeforeValidator(_as_text)]


class MonthsWide(Strict):
    """Months as columns: `row_header` holds the row's label, which becomes contract column `row_column`.

    `month_format` is a strptime format of the month headers (day and month may lack their zero), or `german` for
    „Jan 24“ and „Januar 2024“. Cells go to the contract column `value`.
    """

    row_header: str
    row_column: str
    month_format: str
    value: str = "contacts"


class ColumnsWide(Strict):
    """Categories as columns: every header in `columns` becomes rows with the contract values beside it.

    Cells go to the contract column `value`.
    """

    columns: Mapping[str, Mapping[str, Text]] = Field(min_length=1)
    value: str = "contacts"


class GroupRows(Strict):
    """A row in which only `header` is filled names the contract column `column` of the rows below it."""

    header: str
    column: str


class Layout(Strict):
    """The content of one profile file.

    Where the table is: fingerprint: headers that must all be there · sheet: a name, `first`, `months` (every sheet
    named like a month) or `all` (every sheet with this header) · header_row: counted from 1 · header_rows: how many
    lines the header has; found when not given · crs: EPSG:nnnn where the file does not say it.

    What its columns are: headers: the file's header → one contract column or several · ignore: headers to leave out ·
    keep: only rows with one of these values · constants: a value for every row · fill_down: headers whose empty cells
    mean the value above · group_rows, columns_wide, months_wide: see there · totals: words that mark a row or column of
    totals, beyond „Summe“, „Gesamt“ and the like; they are checked and not counted.

    What its words mean: categories: per contract column, the carrier's word → key · ignore_categories: rows with these
    words are left out · marks: what signs in a count column mean · decimal: comma (1.234,5) or point (1,234.5) ·
    date_format: strptime, or `year_end` for a bare year that means its 31 December · year: where dates and months
    without a year have theirs from: `file` name, `sheet` name, `title` lines above the header, or the year itself ·
    file_month: expression with groups year and month on the file name · speaks_for: subjects that the file reports on
    in every month it covers, so that a subject without a row has a zero.
    """

    source: str
    title: str
    fingerprint: tuple[str, ...] = Field(min_length=1)
    layout: Shape | None = None
    headers: Mapping[str, OneOrMore] = Field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    keep: Mapping[str, tuple[Text, ...]] = Field(default_factory=dict)
    constants: Mapping[str, Text] = Field(default_factory=dict)
    categories: Mapping[str, Mapping[Text, Text]] = Field(default_factory=dict)
    ignore_categories: Mapping[str, tuple[Text, ...]] = Field(default_factory=dict)
    marks: Mapping[Text, Mark] = Field(default_factory=dict)
    decimal: Literal["comma", "point"] = "comma"
    date_format: str | None = None
    file_month: str | None = None
    year: Text | None = Field(default=None, pattern=f"^(?:{YEAR})$")
    sheet: str | None = None
    header_row: int | None = Field(default=None, ge=1)
    header_rows: int | None = Field(default=None, ge=1, le=5)
    fill_down: OneOrMore = ()
    group_rows: GroupRows | None = None
    totals: OneOrMore = ()
    months_wide: MonthsWide | None = None
    columns_wide: ColumnsWide | None = None
    speaks_for: OneOrMore = ()
    crs: str | None = Field(default=None, pattern=r"EPSG:\d+")

    @model_validator(mode="after")
    def _has_one_shape(self) -> Layout:
        sections = [shape for shape in ("months_wide", "columns_wide") if getattr(self, shape)]
        if len(sections) > 1:
            raise ValueError("months_wide und columns_wide schließen einander aus.")
        if self.layout and [self.layout] != (sections or ["rows"]):
            raise ValueError(f"layout: {self.layout} und der Abschnitt dieses Namens gehören zusammen.")
        return self

    def columns(self) -> set[str]:
        """Every contract column that the profile names."""
        named = {column for columns in self.headers.values() for column in columns}
        named |= {*self.constants, *self.categories, *self.ignore_categories}
        if self.months_wide:
            named |= {self.months_wide.row_column, self.months_wide.value}
        if self.columns_wide:
            named |= {
                self.columns_wide.value,
                *(name for fixed in self.columns_wide.columns.values() for name in fixed),
            }
        return named | ({self.group_rows.column} if self.group_rows else set())


@dataclass(frozen=True)
class Profile:
    """A layout with its name: `key` and `version` from the file name, `sha256` of the file."""

    key: str
    version: int
    sha256: str
    layout: Layout

    @property
    def name(self) -> str:
        """`key@version`, as it is written in the ledger."""
        return f"{self.key}@{self.version}"

    @property
    def fingerprint(self) -> frozenset[str]:
        """Folded headers that must all be present."""
        return frozenset(fold(header) for header in self.layout.fingerprint)


def load_profiles(config: Path, municipality: str, contracts: Mapping[str, Contract]) -> list[Profile]:
    """All profiles of one municipality, by name.

    Raises ProfileError, naming file and key, when one is malformed or names what its contract does not have.
    """
    return [_load(path, contracts) for path in sorted((config / "profiles" / municipality).glob("*.yml"))]


def matching_profile(profiles: Sequence[Profile], source: str, headers: Collection[str]) -> Profile | None:
    """The profile of `source` whose fingerprint lies in the folded `headers`; of one key the highest version.

    Raises FileRejectedError when two different profiles fit.
    """
    fitting = [profile for profile in profiles if profile.layout.source == source and profile.fingerprint <= {*headers}]
    newest = {profile.key: profile for profile in sorted(fitting, key=lambda profile: profile.version)}
    if len(newest) > 1:
        names = ", ".join(profile.name for profile in newest.values())
        raise FileRejectedError(
            "two_profiles", f"Mehrere Profile passen auf diese Datei: {names}. Bitte die Erkennungsmerkmale schärfen."
        )
    return next(iter(newest.values()), None)


def _load(path: Path, contracts: Mapping[str, Contract]) -> Profile:
    name = NAME.fullmatch(path.stem)
    if name is None:
        raise ProfileError(f"{path}: Ein Profil heißt <Kurzname>@<Fassung>.yml, zum Beispiel caritas@1.yml.")
    raw = path.read_bytes()
    try:
        layout = Layout.model_validate(yaml.load(raw, LOADER))  # noqa: S506
    except (yaml.YAMLError, ValidationError) as error:
        raise ProfileError(f"{path}: {error}") from error
    for problem in _problems(layout, contracts):
        raise ProfileError(f"{path}: {problem}")
    return Profile(name["key"], int(name["version"]), hashlib.sha256(raw).hexdigest(), layout)


def _problems(layout: Layout, contracts: Mapping[str, Contract]) -> list[str]:
    if layout.source not in contracts:
        return [f"Die Quelle „{layout.source}“ gibt es nicht."]
    problems = []
    unknown = sorted(layout.columns() - set(contracts[layout.source].columns))
    if unknown:
        problems.append(f"Der Vertrag „{layout.source}“ hat keine Spalte {', '.join(unknown)}.")
    if layout.speaks_for and contracts[layout.source].covers.subject is None:
        problems.append(f"speaks_for: Lieferungen „{layout.source}“ gelten für keinen Gegenstand.")
    if layout.file_month and not _names_month(layout.file_month):
        problems.append("file_month muss ein regulärer Ausdruck mit den Gruppen year und month sein.")
    return problems


def _names_month(expression: str) -> bool:
    try:
        return {"year", "month"} <= set(re.compile(expression).groupindex)
    except re.error:
        return False
