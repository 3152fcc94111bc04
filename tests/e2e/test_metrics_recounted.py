"""Metrics without contacts, recounted from the raw files: all periods and areas, equal to the coordinator's file."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.e2e.conftest import ROOT, WorkspaceFolders
from tests.recount_calendar import recount_calendar
from tests.recount_events import recount_events
from tests.recount_money import recount_money
from tests.recount_periods import Values
from tests.sample_files import TOWN_KEYS

MONEY = ("grant_", "outflow_rate", "own_share")
# Ratios are kept to four places; so is each post before posts are added up.
ROUNDED, POSTS_ROUNDED = Decimal("0.0001"), Decimal("0.0005")


def _released(folders: WorkspaceFolders, municipality: str, metric: str) -> Values:
    """Values of a metric as the warehouse has them today; money is published at once."""
    basis = "published" if metric.startswith(MONEY) else "current"
    with duckdb.connect(str(folders.release(municipality) / "coordinator.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            """
            select period_kind, period, area_kind, area, value from mart_metric
            where metric = $metric and basis = $basis and state = 'value'
            """,
            {"metric": metric, "basis": basis},
        ).fetchall()
    return {(kind, period, area_kind, area): value for kind, period, area_kind, area, value in rows}


@pytest.mark.parametrize("recounted", [recount_events, recount_money, recount_calendar])
@pytest.mark.parametrize("municipality", TOWN_KEYS)
def test_the_release_says_what_the_raw_files_say(
    example: WorkspaceFolders, municipality: str, recounted: Callable[[Path], dict[str, Values]]
) -> None:
    for metric, counted in recounted(ROOT / "data_raw" / municipality).items():
        found = _released(example, municipality, metric)
        tolerance = POSTS_ROUNDED if metric == "position_share" else ROUNDED
        assert found.keys() == counted.keys(), metric
        assert {key: (found[key], counted[key]) for key in found if abs(found[key] - counted[key]) > tolerance} == {}
