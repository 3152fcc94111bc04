"""Finished releases on disk: where they lie, which one serves, and which may go.

A release is a folder `releases/<municipality>/<id>/` that is complete from the moment it has its name; the pointer
`current/<municipality>` is a text file with the id of the serving one. Both change by rename only, so a reader in
another process sees the old state or the new one, never something between.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from pipelines.records.durable import sync_folder, write_durably

UNFINISHED = ".tmp"


def release_folder(var: Path, municipality: str, release: str) -> Path:
    """The folder of one release, whether it exists or not."""
    return var / "releases" / municipality / release


def current_release(var: Path, municipality: str) -> str | None:
    """The id of the serving release; None when there is none or its folder is gone."""
    try:
        release = (var / "current" / municipality).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    manifest = release_folder(var, municipality, release) / "manifest.json"
    return release if release and manifest.is_file() else None


def finish_release(unfinished: Path) -> Path:
    """Give the folder `<id>.tmp` its name, after every byte in it has reached the disk."""
    for path in unfinished.iterdir():
        with path.open("rb+") as stream:
            os.fsync(stream.fileno())
    sync_folder(unfinished)
    finished = unfinished.with_name(unfinished.name.removesuffix(UNFINISHED))
    unfinished.rename(finished)
    sync_folder(finished.parent)
    return finished


def point_to(var: Path, municipality: str, release: str) -> None:
    """Make `release` the serving one."""
    write_durably(var / "current" / municipality, lambda path: path.write_text(release + "\n", encoding="utf-8"))


def prune(var: Path, municipality: str, *, keep: int) -> list[str]:
    """Delete all but the newest `keep` releases, never the serving one, and what killed runs left behind.

    Returns the ids of the deleted releases, oldest first.
    """
    serving = current_release(var, municipality)
    folders = sorted(path for path in release_folder(var, municipality, "").glob("*") if path.is_dir())
    finished = [path for path in folders if path.suffix != UNFINISHED]
    old = [path for path in finished[: max(len(finished) - keep, 0)] if path.name != serving]
    for path in old:
        # Under its final name a release is whole or not there.
        shutil.rmtree(path.rename(path.with_name(path.name + UNFINISHED)), ignore_errors=True)
    sweep(var, municipality)
    return [path.name for path in old]


def remove_older(var: Path, municipality: str) -> int:
    """Delete every release but the serving one, for what was erased lies in their bytes; returns how many files went.

    Raises OSError when one cannot be removed: an erasure must not pass for done.
    """
    serving = current_release(var, municipality)
    sweep(var, municipality)
    old = [path for path in release_folder(var, municipality, "").glob("*") if path.is_dir() and path.name != serving]
    files = 0
    for path in old:
        files += sum(entry.is_file() for entry in path.rglob("*"))
        shutil.rmtree(path.rename(path.with_name(path.name + UNFINISHED)))
    return files


def sweep(var: Path, municipality: str) -> None:
    """Remove unfinished releases and build leftovers of runs that were killed; only while holding the run lock."""
    for path in release_folder(var, municipality, "").glob(f"*{UNFINISHED}"):
        shutil.rmtree(path, ignore_errors=True)
    shutil.rmtree(var / "build" / municipality, ignore_errors=True)
