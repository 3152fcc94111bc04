"""Monatsprüfung: do my counts match, what explains the difference, and is the month signed?"""

from __future__ import annotations

from analytics.figures import month_check as figures
from dashboard import blocks, cached, work
from dashboard.guard import open_page
from dashboard.month_check.close import close
from dashboard.month_check.comparison import comparison
from dashboard.month_check.origin import origin
from dashboard.month_check.overview import quartiers
from dashboard.month_check.own_counts import own_counts
from dashboard.month_check.sign_off import sign_off
from dashboard.month_check.since_release import since_release

view = open_page("monatspruefung")
INVITATION = "Stimmen die Zahlen mit der eigenen Zählung überein, und ist der Monat unterschrieben?"
check = cached.month_check(view, view.quartier) if view.quartier else None

if check is None or not check.is_visible:
    blocks.heading(view, "Monatsprüfung", INVITATION)
    quartiers(view)
    if view.may_command:
        close(view)
else:
    blocks.heading(view, "Monatsprüfung", figures.sentence(check))
    for note in figures.notes(check):
        blocks.sentence(note)
    own = own_counts(view, check) if check.services else {}
    comparison(view, check, own)
    origin(view, check)
    sign_off(view, check)
    since_release(view)

blocks.source(view)
work.attend()
