"""Quartiersprofil: what is one quartier like, beside the whole municipality?"""

from __future__ import annotations

from analytics.figures import levels as level_figures
from analytics.figures import profile as figures
from dashboard import blocks, cached
from dashboard.guard import open_page

view = open_page("profil")

if view.quartier is None:
    blocks.heading(view, "Quartiersprofil", figures.CHOOSE)
    blocks.choose_place(view)
else:
    profile = cached.profile(view, view.quartier)
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

    blocks.table(view, figures.coming_table(profile), downloads=False)
    blocks.more(view, "veranstaltungen")

    blocks.table(view, figures.measure_table(profile), downloads=False)
    blocks.table(view, figures.deadline_table(profile), downloads=False)
    blocks.more(view, "foerdermittel")

    blocks.table(view, figures.compared_table(profile))

blocks.source(view)
