"""Frozen paths and workspace settings, read once from the environment and `config/workspace.toml`.

Every room may import this module; it imports nothing of ours and does nothing on import.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent
TIME_ZONE = ZoneInfo("Europe/Berlin")
FEDERAL_STATES = ("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH")
T = TypeVar("T")


class SettingsError(Exception):
    """The workspace file is missing, unreadable, or has a key or value that the program does not know."""


@dataclass(frozen=True)
class Paths:
    """The four folders of a workspace and the key file that pseudonymises person references."""

    data: Path
    records: Path
    var: Path
    config: Path
    key_file: Path


@dataclass(frozen=True)
class Disclosure:
    """The thresholds of disclosure control, in contacts and persons; what they mean stands in docs/settings.md.

    Where it is known for all contacts of a cell whose they are, persons are counted, else contacts.
    """

    minimum_contacts: int
    minimum_persons: int
    sensitive_contacts: int
    sensitive_persons: int
    council_base: int
    council_breakdown: int


@dataclass(frozen=True)
class Retention:
    """How long things are kept, in days and calendar months; None keeps them until somebody orders otherwise."""

    contact_months: int | None
    originals_days: int | None
    quarantine_days: int | None
    log_months: int | None


@dataclass(frozen=True)
class Workspace:
    """The content of `config/workspace.toml`.

    `as_of` is the day lateness is judged on; None means today in Europe/Berlin.
    `municipalities` maps a municipality's key to its name; `federal_state` is the one whose public holidays count, as
    in ISO 3166-2:DE. Day counts are calendar days, sizes are megabytes.
    """

    title: str
    accent: str
    example: bool
    as_of: date | None
    municipalities: Mapping[str, str]
    delivery_due_day: int
    spend_within_months: int
    federal_state: str
    disclosure: Disclosure
    retention: Retention
    keep_releases: int
    file_megabytes: int
    rows: int
    columns: int

    def today(self) -> date:
        """The day on which lateness and days left are computed."""
        return self.as_of or datetime.now(TIME_ZONE).date()


def read_paths(
    environ: Mapping[str, str] = os.environ,
    *,
    data: str | None = None,
    records: str | None = None,
    var: str | None = None,
    config: str | None = None,
) -> Paths:
    """Resolve the folders: an argument wins over QM_DATA, QM_RECORDS, QM_VAR and QM_CONFIG, these over the checkout."""

    def folder(given: str | None, variable: str, default: str) -> Path:
        return Path(given or environ.get(variable) or ROOT / default).resolve()

    default_key = Path.home() / ".config" / "quartiersmonitor" / "pseudonym.key"
    return Paths(
        data=folder(data, "QM_DATA", "data_raw"),
        records=folder(records, "QM_RECORDS", "records"),
        var=folder(var, "QM_VAR", "var"),
        config=folder(config, "QM_CONFIG", "config"),
        key_file=Path(environ.get("QM_KEY_FILE") or default_key).resolve(),
    )


def read_workspace(config: Path) -> Workspace:
    """Read `workspace.toml` in the folder `config`.

    Raises SettingsError, naming the file and the key, when a key is missing, unknown or of the wrong type.
    """
    path = config / "workspace.toml"
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error

    def take(section: str, key: str, kind: type[T]) -> T:
        value = _taken(document.get(section, {}), f"[{section}] {key}", kind, path)
        if value is None:
            raise SettingsError(f"{path}: [{section}] {key} is missing")
        return value

    workspace = Workspace(
        title=take("workspace", "title", str),
        accent=take("workspace", "accent", str),
        example=_taken(document.get("workspace", {}), "[workspace] example", bool, path) or False,
        as_of=_taken(document.get("workspace", {}), "[workspace] as_of", date, path),
        municipalities=_names(document.pop("municipalities", {}), path),
        delivery_due_day=take("deadlines", "delivery_due_day", int),
        spend_within_months=take("deadlines", "spend_within_months", int),
        federal_state=_federal_state(take("calendar", "state", str), path),
        disclosure=Disclosure(**{each.name: take("disclosure", each.name, int) for each in fields(Disclosure)}),
        retention=Retention(
            **{
                each.name: _taken(document.get("retention", {}), f"[retention] {each.name}", int, path)
                for each in fields(Retention)
            }
        ),
        keep_releases=take("releases", "keep", int),
        file_megabytes=take("limits", "file_megabytes", int),
        rows=take("limits", "rows", int),
        columns=take("limits", "columns", int),
    )
    leftover = [f"[{section}] {key}" for section, entries in document.items() for key in entries]
    if leftover:
        raise SettingsError(f"{path}: unknown setting {', '.join(leftover)}")
    return workspace


def _federal_state(code: str, path: Path) -> str:
    if code not in FEDERAL_STATES:
        raise SettingsError(f"{path}: [calendar] state must be one of {', '.join(FEDERAL_STATES)}")
    return code


def _names(municipalities: dict[str, dict], path: Path) -> dict[str, str]:
    """Key → name of every municipality."""
    names = {}
    for key, entries in municipalities.items():
        name = _taken(entries, f"[municipalities.{key}] name", str, path)
        if name is None or entries:
            raise SettingsError(f"{path}: [municipalities.{key}] has a name and nothing else")
        names[key] = name
    return names


def _taken(entries: dict[str, object], label: str, kind: type[T], path: Path) -> T | None:
    """Remove and return one value, so that what is left over at the end is unknown; None when it is not there."""
    value = entries.pop(label.rpartition(" ")[2], None)
    if value is None:
        return None
    if type(value) is not kind:
        raise SettingsError(f"{path}: {label} must be of type {kind.__name__}")
    return value
