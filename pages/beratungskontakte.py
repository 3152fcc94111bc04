"""Beratungskontakte: how many, where, about what, and in which way?"""

from __future__ import annotations

from analytics.figures import contacts as figures
from dashboard import blocks, cached
from dashboard.guard import open_page

view = open_page("beratungskontakte")
contacts = cached.contacts(view)

said = (figures.sentence(contacts), figures.coverage_sentence(contacts), figures.unplaced_sentence(contacts))
blocks.heading(view, "Beratungskontakte", " ".join(sentence for sentence in said if sentence))
blocks.figure(view, figures.total_figure(contacts), contacts.coverage, said=False)
blocks.figure(view, figures.service_figure(contacts), contacts.coverage, said=False)
blocks.figure(view, figures.topic_figure(contacts), contacts.coverage)
blocks.figures(view, (figures.channel_figure(contacts), figures.kind_figure(contacts)), contacts.coverage)

if view.scope.sees_rows:
    blocks.folded_table(view, "Einzelkontakte des Monats", lambda: cached.source_rows(view))

blocks.source(view)
