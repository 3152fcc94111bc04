"""The only door to data: opens the one file a scope may read and hands out frames, never a connection."""

from __future__ import annotations

import json
import re
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from analytics.scope import Scope

HARDENED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "lock_configuration": True,
    "python_enable_replacements": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "threads": 2,
}
OPEN_FILES = 24
_RELEASE_ID = re.compile(r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}")
_connections: OrderedDict[Path, duckdb.DuckDBPyConnection] = OrderedDict()
_lock = threading.Lock()


class ReleaseError(Exception):
    """A release cannot be opened; the message is German and meant for the person who asked."""


class NoRelease(ReleaseError):
    """The municipality has no finished release yet, or none for this scope."""


class ReleaseGone(ReleaseError):
    """A link names a release that is no longer kept."""


class ReleaseOutdated(ReleaseError):
    """An earlier version of the program made the release, and it lacks what is asked for."""


@dataclass(frozen=True)
class ReleaseInfo:
    """What a release says of itself. `stand` is the latest receipt in UTC; months are their first day.

    `released_through` is the last month that was released, None before the first.
    """

    municipality: str
    municipality_name: str
    audience: str
    quartier: str | None
    stand: datetime
    first_month: date
    through_month: date
    released_through: date | None
    example: bool
    minimum_contacts: int
    council_base: int
    council_breakdown: int
    delivery_due_day: int
    spend_within_months: int


@dataclass(frozen=True)
class Release:
    """One release as one scope sees it."""

    id: str
    scope: Scope
    info: ReleaseInfo
    path: Path

    def frame(self, sql: str, parameters: Sequence[object] = ()) -> pl.DataFrame:
        """Run one query with bound parameters.

        Raises ReleaseGone when the file was removed in the meantime, ReleaseOutdated when it lacks a table or column.
        """
        return _frame(self.path, sql, parameters)

    def manifest(self) -> dict[str, Any]:
        """What was written beside the release when it was made; empty where only the scope's own file was copied."""
        try:
            return json.loads((self.path.parent / "manifest.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}


def current_id(var: Path, municipality: str) -> str | None:
    """The id of the municipality's current release, or None when there is none."""
    try:
        return (var / "current" / municipality).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def open_release(scope: Scope, var: Path, release: str | None = None) -> Release:
    """Open the current release, or the one pinned by its id, for a scope.

    Raises NoRelease when nothing was published for the scope, ReleaseGone when the pinned release is not kept any more.
    """
    release_id = release or current_id(var, scope.municipality)
    if release_id is None:
        raise NoRelease(
            f"Für „{scope.municipality}“ gibt es noch keinen veröffentlichten Stand. "
            "Er entsteht mit „python -m pipelines refresh“, sobald Lieferungen im Eingang liegen."
        )
    folder = var / "releases" / scope.municipality / release_id
    if not _RELEASE_ID.fullmatch(release_id) or not folder.is_dir():
        raise ReleaseGone(
            "Der Stand, auf den dieser Link zeigt, wird nicht mehr aufbewahrt. "
            "Öffnen Sie die Seite ohne „stand=“ in der Adresse, um den aktuellen Stand zu sehen."
        )
    path = folder / scope.file_name
    if not path.is_file():
        raise NoRelease(
            f"Der Stand {release_id} enthält keine Daten für „{scope.text}“. "
            "Bitte prüfen Sie, ob dieses Quartier in den Stammdaten steht."
        )
    return Release(id=release_id, scope=scope, info=_info(path), path=path)


def scopes(var: Path, municipality: str, release: str | None = None) -> tuple[Scope, ...]:
    """Every scope the current (or pinned) release has a file for, council, steering, coordinator first."""
    release_id = release or current_id(var, municipality)
    folder = var / "releases" / municipality / (release_id or "")
    names = {path.stem for path in folder.glob("*.duckdb")} if release_id else set()
    common = [Scope(municipality, name) for name in ("council", "steering", "coordinator") if name in names]
    quartiers = sorted(name.removeprefix("quartier-") for name in names if name.startswith("quartier-"))
    return (*common, *(Scope(municipality, "quartier", key) for key in quartiers))


def _frame(path: Path, sql: str, parameters: Sequence[object]) -> pl.DataFrame:
    try:
        return _cursor(path).sql(sql, params=list(parameters)).pl()
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise ReleaseOutdated(
            "Dieser Stand wurde mit einer früheren Fassung des Programms erstellt und enthält nicht alles, was diese "
            "Seite zeigt. Bitte „python -m pipelines refresh“ ausführen und die Seite neu laden."
        ) from error


def _cursor(path: Path) -> duckdb.DuckDBPyConnection:
    """A cursor of the process's one connection to a file; results stream, so each query needs a cursor of its own."""
    with _lock:
        if not path.is_file():
            _forget(path)
            raise ReleaseGone("Dieser Stand wurde inzwischen entfernt. Bitte laden Sie die Seite neu.")
        if path not in _connections:
            _connections[path] = duckdb.connect(path, read_only=True, config=HARDENED)
        _connections.move_to_end(path)
        while len(_connections) > OPEN_FILES:
            # Not closed here: another thread may be reading. It closes itself with its last cursor.
            _connections.popitem(last=False)
        return _connections[path].cursor()


def _forget(path: Path) -> None:
    _connections.pop(path, None)


def _info(path: Path) -> ReleaseInfo:
    row = _frame(
        path,
        """
        select municipality, municipality_name, audience, quartier, stand, first_month, through_month, released_through,
               example, minimum_contacts, council_base, council_breakdown, delivery_due_day, spend_within_months
        from release
        """,
        (),
    ).row(0, named=True)
    return ReleaseInfo(**row)
