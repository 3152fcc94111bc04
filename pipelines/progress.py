"""What a run is doing, on a terminal only: silent when stderr goes into a file or another program."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str], None]


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """A function that is told, in German, what begins now."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console

    with Console(stderr=True).status("Start") as status:
        yield lambda text: status.update(text)


def silent(text: str) -> None:
    """Show nothing."""
