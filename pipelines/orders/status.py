"""Who has delivered what: read from the municipality's current release, without building anything.

`python -m pipelines status`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pipelines.contract import load_contracts
from pipelines.orders.scope import Scope, is_own, own_subjects
from pipelines.records.ledger import HELD, read_ledger, statuses
from pipelines.releasing.releases import current_release, release_folder
from settings import Paths, Workspace

EXPECTED = """
select service, service_name, cast(month as varchar) as month, state, is_on_time
from mart_expected
where state in ('reported', 'not_reported') and ($quartier is null or quartier = $quartier)
order by month, service
"""
STATES = "select cast(month as varchar) as month, state, version from mart_month_state order by month"


def status(municipality: str, *, paths: Paths, workspace: Workspace, quartier: str | None = None) -> dict:
    """Release, reporting per month, deliveries and missing reports of one municipality, or of one quartier in it.

    expected, delivered and on_time count service-months; `months` holds the same per month (first day), with the state
    of its close (open, checked, released) and its last published version; `missing` lists service and month. Without
    a release these are None or empty. `deliveries` counts those of the ledger by status, `held` lists those that wait
    for a confirmation.
    """
    release = current_release(paths.var, municipality)
    rows = _rows(municipality, release, paths, EXPECTED, {"quartier": quartier}) if release else []
    states = _rows(municipality, release, paths, STATES, {}) if release else []
    missing = [row for row in rows if row["state"] == "not_reported"]
    return {
        "name": workspace.municipalities[municipality],
        "release": release,
        **(_counts(rows) if release else dict.fromkeys(("expected", "delivered", "on_time"))),
        "months": [
            {**state, **_counts(own)}
            for state in states
            if (own := [row for row in rows if row["month"] == state["month"]])
        ],
        **_deliveries(municipality, paths, quartier),
        "missing": [{key: row[key] for key in ("service", "service_name", "month")} for row in missing],
    }


def _deliveries(municipality: str, paths: Paths, quartier: str | None) -> dict:
    """How many deliveries have which status, and those that wait for a confirmation."""
    folder = paths.records / municipality
    ledger, scope = read_ledger(folder), Scope(municipality, quartier)
    contracts = load_contracts()
    own = {source: own_subjects(scope, contracts[source], ledger, records=folder) for source in contracts}
    seen = {key for key, each in ledger.items() if is_own(each.covered, own.get(each.source, frozenset()))}
    told = {key: status for key, status in statuses(ledger).items() if key in seen}
    held = [ledger[key] for key, status in told.items() if status == HELD]
    return {
        "deliveries": dict(sorted(Counter(told.values()).items())),
        "held": [{"delivery": each.delivery, "file": each.file, "source": each.source} for each in held],
    }


def _counts(rows: list[dict]) -> dict[str, int]:
    return {
        "expected": len(rows),
        "delivered": sum(row["state"] == "reported" for row in rows),
        "on_time": sum(bool(row["is_on_time"]) for row in rows),
    }


def _rows(municipality: str, release: str, paths: Paths, query: str, parameters: Mapping[str, object]) -> list[dict]:
    import duckdb

    file = release_folder(paths.var, municipality, release) / "coordinator.duckdb"
    safe = {"enable_external_access": "false", "lock_configuration": "true"}
    with duckdb.connect(str(file), read_only=True, config=dict(safe)) as connection:
        result = connection.execute(query, dict(parameters))
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
