"""What a page gets from the guard: everything it may know about who is looking at what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.months import month_key
from analytics.palette import Theme
from analytics.release import Release
from analytics.scope import Scope
from dashboard.access.visitor import Visitor
from settings import Paths, Workspace

EVERYWHERE = "alle"


@dataclass(frozen=True)
class View:
    """One opened page.

    `month` is the first day of the chosen month, `quartier` the chosen key or None for the whole municipality,
    `as_of` the day lateness is judged on, `theme` the palette of the reader's screen. `may_command` allows orders about
    the whole municipality, `may_deliver` those about the subjects of the scope. `visitor` is who looks.
    """

    page: str
    scope: Scope
    release: Release
    month: date
    quartier: str | None
    as_of: date
    theme: Theme
    may_command: bool
    may_deliver: bool
    workspace: Workspace
    paths: Paths
    visitor: Visitor

    def may_deliver_about(self, source: str, subject: str) -> bool:
        """Whether the visitor may deliver this source about this subject (a service, a quartier) of the scope."""
        rights = self.visitor.rights_to_deliver(self.scope)
        return rights is None or not rights.isdisjoint({source, f"{source}/{subject}"})

    def address(self) -> dict[str, str]:
        """The address parameters that show exactly this: month, quartier, and the release itself."""
        return {"monat": month_key(self.month), "quartier": self.quartier or EVERYWHERE, "stand": self.release.id}
