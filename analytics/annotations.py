"""What people noted about a metric's month: decisions and notes, as marks of a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Annotation:
    """`text` says all of it; `month` is the first day of the month it belongs to."""

    metric: str
    month: date
    text: str
