"""Who knows several quartiers exactly: the persons of `access.toml` with more than one quartier of a municipality."""

from __future__ import annotations

import tomllib
from pathlib import Path

QUARTIER = "/quartier:"


def insiders(config: Path, municipality: str) -> tuple[frozenset[str], ...]:
    """The quartiers that one person may open, for everybody with at least two; nobody when there is no access file."""
    path = config / "access.toml"
    persons = tomllib.loads(path.read_text(encoding="utf-8")).get("person", []) if path.is_file() else []
    prefix = municipality + QUARTIER
    own = {
        frozenset(scope.removeprefix(prefix) for scope in person.get("scopes", []) if scope.startswith(prefix))
        for person in persons
    }
    return tuple(sorted((each for each in own if len(each) > 1), key=sorted))
