"""Ziele und Beschlüsse: what was promised, where it stands, what was decided, and what became of it?"""

from __future__ import annotations

from analytics.figures import goals as figures
from dashboard import blocks, cached, work
from dashboard.decisions.decision_form import decision_form
from dashboard.decisions.log import log
from dashboard.decisions.notes import notes
from dashboard.guard import open_page

view = open_page("ziele")
goals = cached.goals(view)
decisions = cached.decision_log(view)

blocks.heading(view, "Ziele und Beschlüsse", figures.page_sentence(goals, decisions))
for table in figures.goal_tables(goals):
    blocks.table(view, table)
if goals.judged:
    blocks.section("Wie bewertet wird")
    blocks.facts(figures.rule_facts())

log(view, decisions)
if view.may_command:
    decision_form(view, decisions)
if view.release.info.audience != "council":
    notes(view, decisions)

blocks.source(view)
work.attend()
