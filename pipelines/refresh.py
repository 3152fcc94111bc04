"""The story of a run: lock, read what is new, publish what has changed. `python -m pipelines refresh`.

dbt, DuckDB, polars and dataframely are imported by the stages that need them, at the moment they are needed: a run
without news must be over in the time it takes to hash the inbox.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pipelines.contract import Contract, load_contracts
from pipelines.erasing.carry_out import Removed, carry_out, finish
from pipelines.errors import PipelineError
from pipelines.findings import Finding
from pipelines.lock import exclusive
from pipelines.progress import Progress
from pipelines.receiving.receive import receive
from pipelines.receiving.reports import Report
from pipelines.records.ledger import read_ledger
from pipelines.releasing.closings import replay_closings
from pipelines.releasing.entered_decisions import replay_decisions
from pipelines.releasing.release_id import fingerprint, is_made_of
from pipelines.releasing.releases import current_release, prune, remove_older
from settings import Paths, Workspace

log = logging.getLogger(__name__)
STAGES = ("read", "freeze", "build", "protect", "derive", "audit", "publish")


@dataclass
class Refreshed:
    """What a run did: `seconds` per stage; `failed`: the German reason per municipality without a renewed release.

    `withheld` says by municipality which audiences keep their last file because of what could be worked out;
    `files_removed` went with erasures that this run carried out.
    """

    releases: dict[str, str] = field(default_factory=dict)
    changed: bool = False
    deliveries: list[Report] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))
    failed: dict[str, str] = field(default_factory=dict)
    withheld: dict[str, tuple[str, ...]] = field(default_factory=dict)
    files_removed: int = 0

    @property
    def findings(self) -> list[tuple[str, Finding]]:
        """Municipality and finding of everything that was read in this run."""
        return [(report.municipality, finding) for report in self.deliveries for finding in report.findings]


def refresh(
    paths: Paths,
    workspace: Workspace,
    *,
    municipalities: Sequence[str],
    progress: Progress,
    now: datetime | None = None,
) -> Refreshed:
    """Bring records and releases of the named municipalities up to date; one's failure holds up no other.

    Raises BusyError when another run is at work, ContractError when the program's own contracts are broken.
    """
    with exclusive(paths.records):
        return renew(paths, workspace, municipalities=municipalities, progress=progress, now=now)


def renew(
    paths: Paths,
    workspace: Workspace,
    *,
    municipalities: Sequence[str],
    progress: Progress,
    now: datetime | None = None,
) -> Refreshed:
    """`refresh` for a command that holds the run lock already, after what it has changed itself."""
    started = time.perf_counter()
    result = Refreshed()
    contracts = load_contracts()
    for municipality in municipalities:
        try:
            moment = now or datetime.now(UTC)
            removed = carry_out(municipality, paths)
            _receive(result, municipality, paths, workspace, contracts, moment, progress)
            replay_decisions(municipality, paths=paths, now=moment)
            _replay(result, municipality, paths, workspace, moment, progress)
            _publish(result, municipality, paths, workspace, progress)
            _finish_erasing(result, municipality, paths, removed)
        except Exception as error:
            # Whatever breaks one municipality, the others still get their release.
            log.error("%s: %s: %s", municipality, type(error).__name__, error, exc_info=log.isEnabledFor(logging.DEBUG))
            result.failed[municipality] = _reason(error)
            _name_current(result, municipality, paths)
    result.seconds["total"] = time.perf_counter() - started
    return result


def _receive(
    result: Refreshed,
    municipality: str,
    paths: Paths,
    workspace: Workspace,
    contracts: dict[str, Contract],
    now: datetime,
    progress: Progress,
) -> None:
    started = time.perf_counter()
    reports, changed = receive(
        municipality, paths=paths, workspace=workspace, contracts=contracts, now=now, progress=progress
    )
    result.deliveries += reports
    result.changed |= changed
    result.seconds["read"] += time.perf_counter() - started


def _replay(
    result: Refreshed, municipality: str, paths: Paths, workspace: Workspace, now: datetime, progress: Progress
) -> None:
    started = time.perf_counter()
    result.changed |= replay_closings(municipality, paths=paths, workspace=workspace, now=now, progress=progress)
    result.seconds["freeze"] += time.perf_counter() - started


def _publish(result: Refreshed, municipality: str, paths: Paths, workspace: Workspace, progress: Progress) -> None:
    """Renew the release unless the serving one is made of exactly this; without landed rows there is none."""
    digest = fingerprint(municipality, paths=paths, workspace=workspace)
    is_current = is_made_of(current_release(paths.var, municipality), digest)
    if not is_current and any(delivery.landed for delivery in read_ledger(paths.records / municipality).values()):
        from pipelines.releasing.publish import publish_release

        progress(f"{workspace.municipalities[municipality]}: neuer Stand")
        published = publish_release(
            municipality=municipality, paths=paths, workspace=workspace, fingerprint=digest, progress=progress
        )
        prune(paths.var, municipality, keep=workspace.keep_releases)
        result.changed = True
        if published.withheld:
            result.withheld[municipality] = published.withheld
        for stage, seconds in published.seconds.items():
            result.seconds[stage] = result.seconds.get(stage, 0.0) + seconds
    _name_current(result, municipality, paths)


def _finish_erasing(result: Refreshed, municipality: str, paths: Paths, removed: Removed) -> None:
    """Once the new release serves, the older ones go, which still hold what was erased."""
    releases = remove_older(paths.var, municipality) if removed.has_rows else 0
    finish(municipality, paths, removed, releases=releases)
    result.files_removed += removed.files + releases


def _name_current(result: Refreshed, municipality: str, paths: Paths) -> None:
    release = current_release(paths.var, municipality)
    if release:
        result.releases[municipality] = release


def _reason(error: Exception) -> str:
    if isinstance(error, PipelineError):
        return str(error)
    return f"Der neue Stand konnte nicht erstellt werden ({type(error).__name__}). Der bisherige gilt weiter."
