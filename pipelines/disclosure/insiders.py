"""Who knows several quartiers exactly: the persons of `access.toml` with more than one quartier of a municipality."""

from __future__ import annotations

from pathlib import Path

from access_file import AccessFileError, read_persons
from pipelines.errors import PipelineError

QUARTIER = "/quartier:"


def insiders(config: Path, municipality: str) -> tuple[frozenset[str], ...]:
    """The quartiers that one person may open, for everybody with at least two; nobody when there is no access file.

    Somebody whose access has ended knows what they saw, and counts. Raises PipelineError when the file is broken:
    without knowing who looks, nothing can be protected from them.
    """
    try:
        persons = read_persons(config)
    except AccessFileError as error:
        raise PipelineError(
            "config/access.toml lässt sich nicht lesen. Der Schutz der Zahlen richtet sich nach den Personen darin, "
            f"darum wird nichts veröffentlicht. Bitte berichtigen: {error}"
        ) from error
    prefix = municipality + QUARTIER
    own = {
        frozenset(scope.removeprefix(prefix) for scope in person.scopes if scope.startswith(prefix))
        for person in persons
    }
    return tuple(sorted((each for each in own if len(each) > 1), key=sorted))
