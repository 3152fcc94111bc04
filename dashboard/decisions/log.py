"""The log of decisions: those to be looked at again with their figure, then all of them."""

from __future__ import annotations

from analytics.before_after import BeforeAfter
from analytics.figures import decisions as figures
from analytics.figures import reviews
from analytics.queries.decision_log import DecisionLog
from analytics.queries.reviews import Review
from dashboard import blocks
from dashboard.decisions.review_form import review_form
from dashboard.view import View


def log(view: View, shown: DecisionLog) -> None:
    """Draw what is due first, because the meeting decides on it; the whole log below."""
    blocks.section("Beschlüsse")
    for review in shown.reviews:
        if review.decision in shown.due:
            _due(view, shown, review)
    compared = reviews.review_table(shown)
    if not compared.is_empty:
        blocks.section(compared.title, text=reviews.METHOD)
        blocks.table(view, compared, titled=False)
    if shown.reviews:
        blocks.section("Alle Beschlüsse")
    blocks.table(view, figures.log_table(shown), titled=False)


def _due(view: View, shown: DecisionLog, review: Review) -> None:
    blocks.section(f"Wieder vorzulegen: {review.decision.title}", text=figures.due_words(shown, review.decision))
    blocks.sentence(reviews.review_sentence(review))
    figure = reviews.review_figure(review)
    if figure is not None and isinstance(review.compared, BeforeAfter):
        blocks.figure(view, figure, said=False)
    if view.may_command:
        review_form(view, review.decision)
