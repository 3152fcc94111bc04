"""Frozen paths and workspace settings, read once from the environment and `config/workspace.toml`.

Every room may import this module; it imports nothing of ours and does nothing on import.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent
TIME_ZONE = ZoneInfo("Europe/Berlin")


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
class Workspace:
    """The content of `config/workspace.toml`.

    `as_of` is the day lateness is judged on; None means today in Europe/Berlin.
    `municipalities` maps a municipality's key to its name. Day counts are calendar days, sizes are megabytes.
    """

    title: str
    accent: str
    example: bool
    as_of: date | None
    municipalities: Mapping[str, str]
    delivery_due_day: int
    spend_within_months: int
    minimum_contacts: int
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
    values = {
        "title": _take(document, "workspace", "title", str, path),
        "accent": _take(document, "workspace", "accent", str, path),
        "example": _take(document, "workspace", "example", bool, path, False),
        "as_of": _take(document, "workspace", "as_of", date, path, None),
        "delivery_due_day": _take(document, "deadlines", "delivery_due_day", int, path),
        "spend_within_months": _take(document, "deadlines", "spend_within_months", int, path),
        "minimum_contacts": _take(document, "disclosure", "minimum_contacts", int, path),
        "keep_releases": _take(document, "releases", "keep", int, path),
        "file_megabytes": _take(document, "limits", "file_megabytes", int, path),
        "rows": _take(document, "limits", "rows", int, path),
        "columns": _take(document, "limits", "columns", int, path),
    }
    municipalities = {
        key: _take({key: entry}, key, "name", str, path) for key, entry in document.pop("municipalities", {}).items()
    }
    leftover = [f"[{section}] {key}" for section, entries in document.items() for key in entries]
    if leftover:
        raise SettingsError(f"{path}: unknown setting {', '.join(leftover)}")
    return Workspace(municipalities=municipalities, **values)


_MISSING = object()


def _take(document: dict, section: str, key: str, kind: type, path: Path, default: object = _MISSING) -> object:
    """Remove and return one value, so that what is left over at the end is unknown."""
    entries = document.get(section, {})
    if key not in entries:
        if default is _MISSING:
            raise SettingsError(f"{path}: [{section}] {key} is missing")
        return default
    value = entries.pop(key)
    if not isinstance(value, kind):
        raise SettingsError(f"{path}: [{section}] {key} must be of type {kind.__name__}")
    return value
