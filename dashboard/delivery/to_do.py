"""What this reader has to do next."""

from __future__ import annotations

from dashboard.view import View


def to_do(view: View) -> None:
    """Draw the list."""
