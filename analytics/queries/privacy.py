"""How data are protected: thresholds, what is hidden from whom, the last attack, retention, erasures, the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from analytics.release import Release


@dataclass(frozen=True)
class Attack:
    """One attacker on the released figures: how many hidden cells, and how many of them were found out.

    `readers` are the audiences whose files they read, each with the place that is its own; `exact` cells could be told
    to the unit, `narrow` ones to fewer values than the rule allows.
    """

    readers: tuple[tuple[str, str | None], ...]
    cells: int
    exact: int
    narrow: int


@dataclass(frozen=True)
class Hidden:
    """Published contact cells other than zero of one file: all, and those that are shown as a sign.

    `audience` is the kind of the file, `place` the German name of a quartier manager's own quartier.
    """

    audience: str
    place: str | None
    cells: int
    suppressed: int


@dataclass(frozen=True)
class Retained:
    """One kind of data: `length` in `unit` (months, days; None without limit), how many lie there, the next due day."""

    thing: str
    length: int | None
    unit: str
    held: int | None
    next_due: date | None


@dataclass(frozen=True)
class Erasure:
    """Something erased: `kind` is rows, person or files; counts, reason and name only in the coordinator's release."""

    erased_on: date
    kind: str
    month: date | None
    rows: int | None
    deliveries: int | None
    reason: str | None
    erased_by: str | None


@dataclass(frozen=True)
class Processing:
    """One source in the record of processing; `persons` is None where it is about nobody."""

    source: str
    title: str
    grain: str
    purpose: str
    persons: str | None
    legal_basis: str | None
    months_kept: int | None
    is_single: bool


@dataclass(frozen=True)
class DataField:
    """One column of a source; `treatment` is pseudonymise, single, indirect or plain."""

    title: str
    header: str
    description: str
    treatment: str


@dataclass(frozen=True)
class Note:
    """One statement of the record: `kind` is responsible, recipients or measures."""

    kind: str
    name: str
    text: str


@dataclass(frozen=True)
class Privacy:
    """Everything the page says. `attacks` is None while no release was attacked; `utility` are figures per audience."""

    thresholds: Mapping[str, int]
    hidden: tuple[Hidden, ...]
    attacks: tuple[Attack, ...] | None
    utility: tuple[Mapping[str, Any], ...]
    retained: tuple[Retained, ...]
    erasures: tuple[Erasure, ...]
    processing: tuple[Processing, ...]
    fields: tuple[DataField, ...]
    notes: tuple[Note, ...]

    def kept(self, thing: str) -> Retained | None:
        """One kind of data under retention."""
        return next((each for each in self.retained if each.thing == thing), None)


def privacy(release: Release) -> Privacy:
    """Read it all from the release and the manifest beside it."""
    manifest = release.manifest()
    audit = manifest.get("audit") or {}
    attackers = audit.get("attackers")
    names = dict(release.frame("select area, name from dim_area where area_kind = 'quartier'").iter_rows())
    rows = release.frame("select threshold, value from mart_threshold").iter_rows()
    return Privacy(
        thresholds=dict(rows),
        hidden=tuple(_hidden(manifest.get("audiences", {}), names)),
        attacks=None if attackers is None else tuple(_attack(each, names) for each in attackers),
        utility=tuple(audit.get("utility", ())),
        retained=_read(release, Retained, "thing, length, unit, held, next_due", "mart_retention order by position"),
        erasures=_read(
            release,
            Erasure,
            "erased_on, kind, month, rows, deliveries, reason, erased_by",
            "mart_erasure order by erased_on desc, kind, month",
        ),
        processing=_read(
            release,
            Processing,
            "source, title, grain, purpose, persons, legal_basis, months_kept, is_single",
            "mart_processing order by position",
        ),
        fields=_read(
            release,
            DataField,
            "p.title, c.header, c.description, c.treatment",
            "mart_processing_column as c join mart_processing as p using (source) order by p.position, c.position",
        ),
        notes=_read(release, Note, "kind, name, text", "mart_processing_note order by kind, position"),
    )


def erased_on(release: Release, month: date) -> date | None:
    """The day on which the single contacts of a month were erased, None while they are there."""
    frame = release.frame("select max(erased_on) from mart_erasure where kind = 'rows' and month = ?", [month])
    return frame.item()


def _read(release: Release, kind: type, columns: str, source: str) -> tuple:
    frame = release.frame(f"select {columns} from {source}")  # noqa: S608
    return tuple(kind(**row) for row in frame.iter_rows(named=True))


def _attack(told: Mapping[str, Any], names: Mapping[str, str]) -> Attack:
    readers = tuple(_reader(file, names) for file in told["name"].split("+"))
    return Attack(readers, **{name: told[name] for name in ("cells", "exact", "narrow")})


def _reader(file: str, names: Mapping[str, str]) -> tuple[str, str | None]:
    """Audience and place of a file: `quartier-nord` → quartier, Nord."""
    kind, _, quartier = file.partition("-")
    return kind, names.get(quartier, quartier) or None


def _hidden(audiences: Mapping[str, Mapping], names: Mapping[str, str]) -> Iterator[Hidden]:
    for file, told in audiences.items():
        kind, place = _reader(file, names)
        cells = told.get("cells", {})
        shown, suppressed = cells.get("value", 0), cells.get("suppressed", 0)
        if cells:
            yield Hidden(kind, place, shown + suppressed, suppressed)
