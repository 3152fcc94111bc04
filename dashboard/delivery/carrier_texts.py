"""Section "Texte an Träger": what is missing or wrong, per carrier, ready to be sent."""

from __future__ import annotations

from dashboard.view import View


def carrier_texts(view: View) -> None:
    """Draw one text per carrier."""
