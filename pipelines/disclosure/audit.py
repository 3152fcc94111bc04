"""The gate of every release: its finished files attacked by everybody who may read them.

The attackers are the council and public, the steering group, every quartier manager, and everybody whom `access.toml`
gives several quartiers; all but the first read the public figures beside their own. Each has every batch that was ever
published, every provisional total, and everything that the finished files say beside these.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from pipelines.disclosure.attack import attack_unit, sort_out
from pipelines.disclosure.audited import Attacker, Audited
from pipelines.disclosure.cells import KEY, Published, Structure
from pipelines.disclosure.council_attack import Quarter, attack_quarter, quarters_of
from pipelines.disclosure.evidence import Evidence, gather
from pipelines.disclosure.insiders import insiders
from pipelines.disclosure.received import Records, beside, read_records
from pipelines.disclosure.release_files import read_current, read_file, read_structure
from pipelines.disclosure.remembered import Found, Memory, key_of, read_memory
from pipelines.disclosure.told_metrics import Counted, counted
from pipelines.disclosure.units import Unit, units_of
from pipelines.disclosure.utility import Utility, utility_of
from settings import Disclosure, Paths, Workspace


@dataclass(frozen=True)
class _Audit:
    """What all attackers have in common."""

    folder: Path
    records: Records
    structure: Structure
    thresholds: Disclosure
    current: pl.DataFrame
    memory: Memory
    made_of: Sequence[Counted]


def audit_release(folder: Path, *, municipality: str, paths: Paths, workspace: Workspace) -> Audited:
    """Attack the finished files in `folder` and the records' frozen months.

    Raises ContradictionError where a published number is not the sum of the exact counts below it.
    """
    audit = _Audit(
        folder=folder,
        records=read_records(paths.records / municipality),
        structure=read_structure(folder),
        thresholds=workspace.disclosure,
        current=read_current(folder),
        made_of=counted(),
        memory=read_memory(paths.var / "audit" / f"{municipality}.json"),
    )
    attackers = tuple(_attackers(audit, insiders(paths.config, municipality)))
    utility = tuple(_utility(audit))
    audit.memory.keep()
    return Audited(attackers, utility)


def _attackers(audit: _Audit, persons: Sequence[frozenset[str]]) -> Iterator[Attacker]:
    if not audit.records.released:
        return
    if (audit.folder / "council.duckdb").is_file():
        started = time.perf_counter()
        council = _evidence(audit, "council", ["council"])
        yield _attacker(("council",), _found(audit, council, frozenset()), started)
    started = time.perf_counter()
    steering = _evidence(audit, "steering", ["steering"])
    for own in _readers(audit, persons):
        files = tuple(f"quartier-{area}" for area in sorted(own))
        # A manager's file is mostly the steering group's; only where it says more there is more to write down.
        says_more = any(_beside(audit, "steering", file) for file in files)
        evidence = _evidence(audit, "steering", ["steering", *files]) if says_more else steering
        yield _attacker(files or ("steering",), _found(audit, evidence, own), started)
        started = time.perf_counter()


def _readers(audit: _Audit, persons: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """Nobody's quartier first, then each one's, then those of persons with several."""
    areas = audit.structure.areas.filter(pl.col("area_kind") == "quartier")["area"].to_list()
    several = sorted((each & frozenset(areas) for each in persons), key=sorted)
    return list(dict.fromkeys([frozenset(), *(frozenset([area]) for area in areas), *several]))


def _attacker(files: tuple[str, ...], found: Sequence[Found], started: float) -> Attacker:
    return Attacker(
        name="+".join(files),
        audiences=files,
        cells=sum(each.cells for each in found),
        exact=tuple(sorted({cell for each in found for cell in each.exact})),
        narrow=tuple(sorted({cell for each in found for cell in each.narrow})),
        seconds=time.perf_counter() - started,
    )


def _evidence(audit: _Audit, audience: str, files: Sequence[str]) -> Evidence:
    published = _received(audit, audience)
    extra = [each for file in files for each in _beside(audit, audience, file)]
    structure, thresholds = audit.structure, audit.thresholds
    # Everybody can read what the council reads.
    public = [*_received(audit, "council"), *_beside(audit, "council", "council")] if audience != "council" else []
    return gather([*published, *extra], audience=audience, structure=structure, thresholds=thresholds, public=public)


def _beside(audit: _Audit, audience: str, file: str) -> list[Published]:
    own = file.removeprefix("quartier-") if file.startswith("quartier-") else None
    path = audit.folder / f"{file}.duckdb"
    if not path.is_file():
        return []
    return beside(read_file(path, own=own), _received(audit, audience), current=audit.current, made_of=audit.made_of)


def _received(audit: _Audit, audience: str) -> list[Published]:
    return audit.records.council if audience == "council" else audit.records.steering


def _found(audit: _Audit, evidence: Evidence, known: frozenset[str]) -> list[Found]:
    """What is found in every unit, remembered or attacked anew."""
    is_council = evidence.audience == "council"
    found = []
    for unit in quarters_of(evidence) if is_council else units_of(evidence):
        key = key_of(
            evidence,
            unit.slots,
            statements=unit.statements,
            hidden=unit.hidden,
            unprotected=unit.unprotected if isinstance(unit, Unit) else (),
            known=known,
        )
        found.append(audit.memory.recall(key, partial(_attack, evidence, unit, known)))
    return found


def _attack(evidence: Evidence, unit: Unit | Quarter, known: frozenset[str]) -> Found:
    intervals = attack_quarter(evidence, unit) if isinstance(unit, Quarter) else attack_unit(evidence, unit, known)
    return Found(len(intervals), *sort_out(intervals))


def _utility(audit: _Audit) -> Iterator[Utility]:
    """Of what holds now, for each protected audience."""
    exact = _newest(audit.records.exact)
    for audience in ("council", "steering"):
        if audit.records.released and (audit.folder / f"{audience}.duckdb").is_file():
            yield utility_of(audience, _newest(_received(audit, audience)), exact)


def _newest(batches: Sequence[Published]) -> pl.DataFrame:
    rows = [each.rows.with_columns(batch=each.batch) for each in batches if each.versions]
    stacked = pl.concat(rows, how="vertical_relaxed") if rows else pl.DataFrame(schema=dict.fromkeys(KEY, pl.String))
    return stacked.unique(KEY, keep="last", maintain_order=True)
