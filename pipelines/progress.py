"""What a run is doing: a line that changes on a terminal, JSON lines for a program that asks, else nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[str], None]


@contextmanager
def shown_progress(*, as_lines: bool = False) -> Iterator[Progress]:
    """A function that is told, in German, what begins now; `as_lines` writes `{"progress": …}` to stderr each time."""
    if as_lines or not sys.stderr.isatty():
        yield _line if as_lines else silent
        return
    from rich.console import Console

    with Console(stderr=True).status("Start") as status:
        yield lambda text: status.update(text)


def silent(text: str) -> None:
    """Show nothing."""


def _line(text: str) -> None:
    sys.stderr.write(json.dumps({"progress": text}, ensure_ascii=False) + "\n")
    sys.stderr.flush()
