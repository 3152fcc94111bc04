"""Signs and words that stand where a number should: what they mean, and which of them may mean two things."""

from __future__ import annotations

from collections.abc import Mapping

from pipelines.profile import Layout
from pipelines.reading.values.words import squeeze

NOT_REPORTED = "not_reported"
CLOSED = "closed"
ZERO = "zero"
MEANINGS: Mapping[str, str] = {
    **dict.fromkeys(("", "k.a.", "k.a", "ka", "keineangabe", "keineangaben"), NOT_REPORTED),
    **dict.fromkeys(("na", "n/a", "n.a.", "…", "..."), NOT_REPORTED),
    "x": "not_collected",
    **dict.fromkeys(("geschlossen", "entfällt"), CLOSED),
}  # fmt: skip
# Offices write a stroke for zero and for „unknown“ alike, and programs export -9999 for a missing number.
AMBIGUOUS = frozenset(("-", "--", "---", "–", "––", "—", ".", "·", "/", "-9999", "−"))
STROKES = frozenset(AMBIGUOUS - {"-9999", "."})


def meanings(layout: Layout | None) -> dict[str, str]:
    """Squeezed mark → meaning: what the profile says, and the marks that mean one thing everywhere."""
    own = {squeeze(mark): meaning for mark, meaning in (layout.marks if layout else {}).items()}
    return {**MEANINGS, **own}


def ambiguous_mark(mark: str) -> str:
    """What to say about a sign that may mean zero or nothing; it is a sign, never a value, and may be repeated."""
    return (
        f"„{mark}“ kann null oder „nicht gemeldet“ heißen. Bitte 0 oder k.A. schreiben oder im Profil unter „marks“ "
        "festlegen."
    )
