"""The example's decisions.csv: entries that the program takes, about offices, resting on the papers."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.records.decision_log import checked_decision
from pipelines.releasing.entered_decisions import FILE, HEADER, read_decisions
from pipelines.releasing.registry import load_registry
from settings import read_workspace
from tests.sample_files import DATA, ROOT, TOWN_KEYS, read_lines, read_rows

AS_OF = read_workspace(ROOT / "config").today()


@pytest.mark.parametrize("town", TOWN_KEYS)
def test_every_line_is_an_entry_that_the_program_takes(town: str) -> None:
    assert read_lines(DATA / town / FILE)[0] == HEADER
    metrics = [metric.metric for metric in load_registry()]
    quartiers = {str(line[0]) for line in read_lines(DATA / town / "quartiers" / "quartiere.csv")[1:]}
    for line in read_decisions(DATA / town / FILE):
        entered = date.fromisoformat(line["at"][:10])
        assert entered <= AS_OF
        checked_decision(line["decision"], line, metrics=metrics, quartiers=quartiers, today=entered)


def test_one_decision_is_due_and_one_is_not() -> None:
    listed = {town: read_rows(DATA / town / FILE) for town in TOWN_KEYS}
    due = {town: [row["review_on"] <= AS_OF.isoformat() for row in rows] for town, rows in listed.items()}
    assert due == {"leverkusen": [True], "leichlingen": [False], "eschweiler": []}
    assert listed["leverkusen"][0]["reference"] == "Vorlage 2019/3030"
    assert listed["leichlingen"][0]["reference"] == "Produkt 050101"
