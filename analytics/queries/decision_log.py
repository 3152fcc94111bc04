"""The log of decisions of a place, what is to be looked at again, and the notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from analytics.queries.decisions import Decision, Note, decisions, notes
from analytics.queries.places import place as place_of
from analytics.queries.reviews import Review, reviews
from analytics.queries.series import metrics
from analytics.readings import Metric, Place
from analytics.release import Release, ReleaseInfo


@dataclass(frozen=True)
class DecisionLog:
    """Everything the page says of decisions and notes of a place; decisions newest first, notes too."""

    info: ReleaseInfo
    place: Place
    as_of: date
    decisions: tuple[Decision, ...]
    reviews: tuple[Review, ...]
    notes: tuple[Note, ...]
    metrics: tuple[Metric, ...]

    @property
    def due(self) -> tuple[Decision, ...]:
        """Open decisions whose day has come, the longest waiting first."""
        waiting = [decision for decision in self.decisions if decision.is_due(self.as_of)]
        return tuple(sorted(waiting, key=lambda each: each.review_on or self.as_of))


def decision_log(release: Release, *, quartier: str | None, as_of: date) -> DecisionLog:
    """What was decided and noted about a place: a quartier has its own and what holds everywhere."""
    place = place_of(release, quartier)
    found = decisions(release, place)
    asked = [each for each in found if each.status == "done" or each.is_due(as_of)]
    return DecisionLog(
        info=release.info,
        place=place,
        as_of=as_of,
        decisions=found,
        reviews=reviews(release, asked),
        notes=notes(release, place),
        metrics=metrics(release),
    )
