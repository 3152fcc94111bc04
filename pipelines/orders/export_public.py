"""Everything a public machine needs and nothing else: the council's file of the serving release, and the settings.

`python -m pipelines export-public DIR [--municipality M]`. There it is served with QM_AUDIENCE=council.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from pipelines.errors import PipelineError
from pipelines.records.durable import write_durably
from pipelines.releasing.releases import (
    UNFINISHED,
    current_release,
    finish_release,
    point_to,
    prune,
    release_folder,
)
from settings import Paths, Workspace

AUDIENCE = "council"
MANIFEST = ("release", "municipality", "built_at")
_SECTION = re.compile(r"\s*\[municipalities\.\"?([^\]\"]+)\"?\]")


def export_public(target: Path, municipalities: Sequence[str], *, paths: Paths, workspace: Workspace) -> dict[str, str]:
    """Bring the folder `target` up to date; returns municipality → id of the exported release.

    What an earlier export left there for other municipalities stays; old releases go as they do at home. A machine that
    serves from the folder sees the old state or the new one.
    Raises PipelineError when a municipality has no release, or none that the council may have.
    """
    found = {municipality: _serving(municipality, paths) for municipality in municipalities}
    for municipality, folder in found.items():
        _copy(folder, target / "var", municipality)
        point_to(target / "var", municipality, folder.name)
        prune(target / "var", municipality, keep=workspace.keep_releases)
    served = {path.name for path in (target / "var" / "current").iterdir()}
    settings = _settings((paths.config / "workspace.toml").read_text(encoding="utf-8"), served)
    write_durably(target / "config" / "workspace.toml", lambda path: path.write_text(settings, encoding="utf-8"))
    return {municipality: folder.name for municipality, folder in found.items()}


def _serving(municipality: str, paths: Paths) -> Path:
    release = current_release(paths.var, municipality)
    folder = release_folder(paths.var, municipality, release or "")
    if release is None or not (folder / f"{AUDIENCE}.duckdb").is_file():
        raise PipelineError(
            f"Für „{municipality}“ gibt es noch keinen Stand für Rat und Öffentlichkeit. Bitte zuerst "
            "„python -m pipelines refresh“ ausführen."
        )
    return folder


def _copy(folder: Path, var: Path, municipality: str) -> None:
    """Copy the file and what the manifest says of it, under the release's name once both are whole."""
    if release_folder(var, municipality, folder.name).is_dir():
        return
    unfinished = release_folder(var, municipality, folder.name + UNFINISHED)
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    shutil.copyfile(folder / f"{AUDIENCE}.duckdb", unfinished / f"{AUDIENCE}.duckdb")
    manifest = _cut(json.loads((folder / "manifest.json").read_text(encoding="utf-8")))
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (unfinished / "manifest.json").write_text(text, encoding="utf-8")
    finish_release(unfinished)


def _cut(manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest without deliveries, other audiences and everything else that only the town's own people know."""
    audiences = manifest.get("audiences", {})
    kept = {key: manifest[key] for key in MANIFEST if key in manifest}
    return {**kept, "audiences": {AUDIENCE: audiences[AUDIENCE]} if AUDIENCE in audiences else {}}


def _settings(text: str, served: Collection[str]) -> str:
    """workspace.toml without the municipalities of which nothing is served."""
    kept, is_kept = [], True
    for line in text.splitlines(keepends=True):
        if line.lstrip().startswith("["):
            section = _SECTION.match(line)
            is_kept = section is None or section[1] in served
        if is_kept:
            kept.append(line)
    return "".join(kept)
