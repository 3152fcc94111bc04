"""Quartiersprofil: what is one quartier like, beside the whole municipality?"""

from __future__ import annotations

from analytics.figures import funding as money_figures
from analytics.figures import levels as level_figures
from analytics.figures import profile as figures
from dashboard import blocks, cached
from dashboard.guard import open_page

view = open_page("profil")

if view.quartier is None:
    blocks.heading(view, "Quartiersprofil", figures.CHOOSE)
    blocks.choose_place(view)
else:
    profile, events, money = cached.profile(view, view.quartier), cached.events(view), cached.funding(view)
    blocks.heading(view, "Quartiersprofil", figures.sentence(profile))
    blocks.tiles(view, figures.tiles(profile))
    blocks.table(view, figures.offer_table(profile))

    levels = cached.levels(view)
    blocks.section("Drei Ebenen", text=level_figures.cap_sentence(levels))
    blocks.facts(level_figures.level_facts(levels.quartiers[0]))
    blocks.more(view, "ebenen")

    blocks.section("Worum es geht", figures.breakdown_note(profile))
    blocks.tables(view, (figures.topic_table(profile), figures.channel_table(profile)))
    blocks.more(view, "beratungskontakte")

    coming = figures.coming_table(events)
    blocks.section(coming.title, text=figures.event_sentence(events))
    blocks.table(view, coming, titled=False, downloads=False)
    blocks.more(view, "veranstaltungen")

    blocks.table(view, figures.measure_table(money), downloads=False)
    blocks.table(view, money_figures.deadline_table(money), downloads=False)
    blocks.more(view, "foerdermittel")

    blocks.table(view, figures.compared_table(profile))

blocks.source(view)
