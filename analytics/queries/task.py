"""One thing to do, and the desk it is collected for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.months import month_key
from analytics.readings import Place
from analytics.release import Release

EVERYWHERE = "alle"
DELIVERIES, MONTH_CHECK, FUNDING = "datenlieferungen", "monatspruefung", "foerdermittel"
# Overdue first, then what only a person can settle, then what is to be closed, then what comes up.
OVERDUE, DECIDE, CLOSE, COMING = range(4)


@dataclass(frozen=True)
class Task:
    """One thing to do, as a sentence with the page that helps.

    `kind` is missing, coming, refused, held, conflict, rejected, lapsed, sign_off or deadline; `urgency` 0 (overdue) to
    3 (comes up); `params` are the parameters of the page's address. `subject`, `month` and `delivery` say what it is
    about.
    """

    kind: str
    urgency: int
    sentence: str
    page: str
    params: tuple[tuple[str, str], ...]
    due: date | None = None
    subject: str | None = None
    month: date | None = None
    delivery: str | None = None


@dataclass(frozen=True)
class Desk:
    """Whose list is made, and for which day."""

    release: Release
    place: Place
    as_of: date

    def params(self, month: date, place: str | None = None) -> tuple[tuple[str, str], ...]:
        """The address of the month, for the place or for another one."""
        own = EVERYWHERE if self.place.kind == "municipality" else self.place.key
        return (("monat", month_key(month)), ("quartier", place or own))

    def subjects(self) -> list[str]:
        """What deliveries of the place are about: the quartier itself and its services."""
        services = self.release.frame("select service from dim_service where quartier = ?", [self.place.key])["service"]
        return [self.place.key, *services.to_list()]
