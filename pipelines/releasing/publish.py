"""Records of one municipality → a served release: build, cut and protect per audience, derive, write, switch.

Until the pointer is switched at the very end the old release serves; a run killed at any point leaves only folders
that the next run removes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.records.ledger import read_ledger
from pipelines.records.tombstones import pending
from pipelines.releasing.release_id import is_made_of, new_release_id
from pipelines.releasing.releases import UNFINISHED, current_release, finish_release, point_to, release_folder, sweep
from pipelines.releasing.stages import Stages
from settings import Paths, Workspace


@dataclass(frozen=True)
class PublishedRelease:
    """The id of a finished release and the seconds its stages took (build, protect, derive, audit, publish).

    `withheld` says in German which audiences keep their last file, and why.
    """

    release: str
    seconds: dict[str, float]
    withheld: tuple[str, ...] = ()


def publish_release(
    *,
    municipality: str,
    paths: Paths,
    workspace: Workspace,
    fingerprint: str,
    progress: Callable[[str], Any],
) -> PublishedRelease:
    """Build the municipality's release from its records and let it serve; call only while holding the run lock.

    `fingerprint` is `release_id.fingerprint(…)`; `progress` is told in German what begins. What is already served
    under the same fingerprint is not built again.
    Raises BuildFailedError when a model or a test of the warehouse fails; the serving release stays.
    """
    serving = current_release(paths.var, municipality)
    if serving is not None and is_made_of(serving, fingerprint):
        return PublishedRelease(serving, {})
    sweep(paths.var, municipality)
    stages = Stages(progress)
    name = workspace.municipalities[municipality]
    with stages.stage("build", f"{name}: Datenbestand bauen und prüfen"):
        # DuckDB and polars are imported only where a release is really built.
        from pipelines.releasing.audience_files import write_audience_files
        from pipelines.releasing.build import build_warehouse
        from pipelines.releasing.edition import edition_of
        from pipelines.releasing.privacy_tables import privacy_rows

        built = build_warehouse(municipality, paths=paths, workspace=workspace)
    release = new_release_id(fingerprint, datetime.now(UTC))
    folder = release_folder(paths.var, municipality, release + UNFINISHED)
    folder.mkdir(parents=True)
    records = paths.records / municipality
    privacy = privacy_rows(municipality, records=records, workspace=workspace)
    edition = edition_of(records, warehouse=built.file, folder=folder, release=release, privacy=privacy)
    audiences = write_audience_files(edition, thresholds=workspace.disclosure, stages=stages)
    with stages.stage("audit", f"{name}: auf Rückschlüsse prüfen"):
        from pipelines.disclosure.audit import audit_release
        from pipelines.releasing.gate import withhold

        audited = audit_release(folder, municipality=municipality, paths=paths, workspace=workspace)
        last = release_folder(paths.var, municipality, serving) if serving else None
        withheld = withhold(audited, folder, serving=last, is_erasing=bool(pending(records)))
    with stages.stage("publish", f"{name}: veröffentlichen"):
        manifest = {
            "release": release,
            "municipality": municipality,
            "built_at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "fingerprint": fingerprint,
            "inputs": _inputs(paths.records / municipality),
            "audiences": audiences,
            "audit": audited.as_json(),
            "withheld": withheld,
            "build": {"passed": built.passed, "seconds": round(built.seconds, 3)},
            "seconds": {stage: round(seconds, 3) for stage, seconds in stages.seconds.items()},
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        (folder / "manifest.json").write_text(text, encoding="utf-8")
        finish_release(folder)
        point_to(paths.var, municipality, release)
        sweep(paths.var, municipality)
    return PublishedRelease(release, dict(stages.seconds), tuple(withheld))


def _inputs(records: Path) -> list[dict]:
    return [
        {
            "delivery": delivery.delivery,
            "file": delivery.file,
            "raw_sha256": delivery.raw_sha256,
            "status": delivery.status,
        }
        for delivery in read_ledger(records).values()
    ]
