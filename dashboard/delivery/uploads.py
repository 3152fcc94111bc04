"""Where uploaded files lie until they are handed in or discarded: `var/uploads/<random>/<random>/<safe name>`.

A session's folder goes when the session goes; what a killed server left is swept at the next start.
"""

from __future__ import annotations

import re
import secrets
import shutil
import tempfile
import unicodedata
from pathlib import Path

import streamlit as st

FOLDER = "uploads"
KEPT = "upload_folder"
NAME_LENGTH = 100
_UNSAFE = re.compile(r"[^\w .,()+@-]")


def safe_name(name: str) -> str:
    """A file name without folders, control characters and other tricks; its ending stays."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    clean = _UNSAFE.sub("_", last).strip(" .-") or "datei"
    stem, dot, ending = clean.rpartition(".")
    if not dot:
        return clean[:NAME_LENGTH]
    return (
        f"{stem[: NAME_LENGTH - len(ending) - 1]}.{ending}" if len(ending) < NAME_LENGTH // 2 else clean[:NAME_LENGTH]
    )


def store(var: Path, name: str, content: bytes) -> Path:
    """Write one file into the session's folder and return its path."""
    folder = _session_folder(var) / secrets.token_hex(8)
    folder.mkdir(mode=0o700)
    path = folder / safe_name(name)
    path.write_bytes(content)
    return path


def remove(path: Path) -> None:
    """Remove a stored file with the folder that is its own; one that is gone is no error."""
    shutil.rmtree(path.parent, ignore_errors=True)


def sweep(var: Path) -> None:
    """Remove what earlier servers left behind."""
    shutil.rmtree(var / FOLDER, ignore_errors=True)


def _session_folder(var: Path) -> Path:
    """The folder of this session; the object that holds it removes it when the session's state is let go."""
    kept: tempfile.TemporaryDirectory[str] | None = st.session_state.get(KEPT)
    if kept is None or not Path(kept.name).is_dir():
        (var / FOLDER).mkdir(parents=True, exist_ok=True)
        kept = st.session_state[KEPT] = tempfile.TemporaryDirectory(
            prefix="", dir=var / FOLDER, ignore_cleanup_errors=True
        )
    return Path(kept.name)
