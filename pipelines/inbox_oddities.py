"""What lies in the inbox and is not taken: links, devices, files that may not be read or hide part of their name."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.file_names import is_plain, visible


@dataclass(frozen=True)
class Oddity:
    """One entry that is left alone: its path below the municipality's folder, as it can be shown, and why."""

    file: str
    rule: str
    message: str


def oddities(data: Path, municipality: str, sources: Collection[str]) -> list[Oddity]:
    """Every entry in the sources' folders that is no plain readable file, by name. Nothing is opened."""
    root = data / municipality
    return [
        Oddity(visible(path.relative_to(root).as_posix()), *why)
        for source in sorted(sources)
        for path in sorted((root / source).rglob("*"))
        if (why := reason(path))
    ]


def reason(path: Path) -> tuple[str, str] | None:
    """Rule and German message when an entry is not taken; None for folders and files that can be read."""
    return next(_reasons(path), None)


def _reasons(path: Path) -> Iterator[tuple[str, str]]:
    if path.is_symlink():
        yield "link", "Das ist eine Verknüpfung. Bitte die Datei selbst in den Ordner legen."
    elif path.is_dir():
        return
    elif not path.is_file():
        yield "no_file", "Das ist keine gewöhnliche Datei. Bitte entfernen."
    elif not is_plain(path.name):
        yield "unsafe_name", "Der Dateiname enthält unsichtbare Zeichen. Bitte die Datei umbenennen."
    elif not os.access(path, os.R_OK):
        yield "no_permission", "Die Datei darf nicht gelesen werden. Bitte die Zugriffsrechte prüfen."
