"""What a person can tell the reader about a file: its kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.delivery.drafts import Draft
from dashboard.view import View


def teach(view: View, draft: Draft, answer: Mapping[str, Any]) -> None:
    """Ask."""
