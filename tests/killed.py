"""A run that is killed at a chosen write: nothing that waits for an Exception gets to tidy up."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest


class Killed(BaseException):
    """Ends a run as a kill would."""


@contextmanager
def dying_at(monkeypatch: pytest.MonkeyPatch, write: int) -> Iterator[None]:
    """Within it, flush number `write` (from 0) raises Killed instead of reaching the disk."""
    flush, calls = os.fsync, itertools.count()

    def flush_or_die(handle: int) -> None:
        if next(calls) == write:
            raise Killed
        flush(handle)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", flush_or_die)
        yield
