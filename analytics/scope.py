"""Who is reading: one municipality and one audience. A scope names the only file that may be opened for it.

The data protection officer (`privacy`) reads the council's file: watching over the rules needs no figures of anybody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

AUDIENCES = ("council", "steering", "coordinator", "quartier", "privacy")
_AUDIENCE_NAMES = {
    "council": "Rat und Öffentlichkeit",
    "steering": "Steuerungskreis",
    "coordinator": "Koordination",
    "quartier": "Quartiersmanagement",
    "privacy": "Datenschutz",
}
_READS_FILE_OF = {"privacy": "council"}
_KEY = re.compile(r"[a-z0-9][a-z0-9-]*")


class UnknownScope(ValueError):
    """The text is not `municipality/audience` or `municipality/quartier:key`."""


@dataclass(frozen=True)
class Scope:
    """A municipality and an audience; `quartier` is set exactly when the audience is `quartier`."""

    municipality: str
    audience: str
    quartier: str | None = None

    @property
    def text(self) -> str:
        """The written form; `parse_scope` reads it back."""
        return f"{self.municipality}/{self.audience}" + (f":{self.quartier}" if self.quartier else "")

    @property
    def file_name(self) -> str:
        """The database of this scope in the folder of a release."""
        stem = f"quartier-{self.quartier}" if self.quartier else _READS_FILE_OF.get(self.audience, self.audience)
        return f"{stem}.duckdb"

    @property
    def label(self) -> str:
        """The audience in German, for people."""
        return _AUDIENCE_NAMES[self.audience]

    @property
    def sees_rows(self) -> bool:
        """Whether the file holds the source rows of contacts (all, or of its own quartier)."""
        return self.audience in ("coordinator", "quartier")

    @property
    def has_signals(self) -> bool:
        """Whether unusual values are pointed out; the council's figures never say so."""
        return self.audience not in ("council", "privacy")


def parse_scope(text: str) -> Scope:
    """Read a scope such as `leverkusen/council` or `leverkusen/quartier:manfort`.

    Raises UnknownScope with a German message when the text is anything else.
    """
    municipality, _, audience = text.partition("/")
    audience, colon, quartier = audience.partition(":")
    keys = [municipality, quartier] if colon else [municipality]
    if audience not in AUDIENCES or bool(colon) != (audience == "quartier") or not all(map(_KEY.fullmatch, keys)):
        raise UnknownScope(
            f"„{text}“ ist keine bekannte Sicht. Möglich sind zum Beispiel „stadt/council“ oder „stadt/quartier:mitte“."
        )
    return Scope(municipality=municipality, audience=audience, quartier=quartier or None)
