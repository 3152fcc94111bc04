"""How long the stages of a release take, and telling people which one has begun."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Stages:
    """Tells `progress` which stage begins and keeps the seconds each took."""

    progress: Callable[[str], Any]
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def stage(self, name: str, words: str) -> Iterator[None]:
        """Time one stage; a stage may come several times."""
        self.progress(words)
        started = time.perf_counter()
        yield
        self.seconds[name] += time.perf_counter() - started
