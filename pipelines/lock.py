"""One run at a time per workspace: a lock that the operating system gives back even when a run is killed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.errors import BusyError

NAME = ".lock"


@contextmanager
def exclusive(records: Path) -> Iterator[None]:
    """Hold the workspace's lock. Raises BusyError at once when another run holds it."""
    records.mkdir(parents=True, exist_ok=True)
    with (records / NAME).open("ab") as stream:
        try:
            _lock(stream.fileno())
        except OSError as error:
            raise BusyError(
                "Ein anderer Lauf arbeitet gerade. Bitte warten, bis er fertig ist, und erneut starten."
            ) from error
        yield


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
