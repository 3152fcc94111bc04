"""Kennzahlen: how is each number counted, and what does it not say?"""

from __future__ import annotations

from analytics.figures import metrics as figures
from analytics.figures.method import method_facts
from dashboard import blocks, cached
from dashboard.guard import open_page

view = open_page("kennzahlen")
sheets = cached.metric_sheets(view)

blocks.heading(view, "Kennzahlen-Steckbriefe", "Wie jede Zahl gezählt wird, wer dafür steht und was sie nicht sagt.")
blocks.table(view, figures.overview_table(sheets), titled=False)

sheet = blocks.choose_sheet(sheets)
blocks.figure(view, figures.sheet_figure(sheet))
blocks.table(view, figures.comparison_table(sheet))
blocks.facts(figures.sheet_facts(sheet))
method = method_facts(sheet)
if method:
    blocks.section("Was hier als ungewöhnlich gilt")
    blocks.facts(method)
blocks.source(view)
