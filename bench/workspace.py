"""Scratch workspaces for the benchmark and the timing of whole processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def environment(folder: Path, *, data: Path | None = None, config: Path | None = None) -> dict[str, str]:
    """The environment of a workspace whose records and var lie in `folder`."""
    return {
        **os.environ,
        "QM_DATA": str(data or ROOT / "data_raw"),
        "QM_CONFIG": str(config or ROOT / "config"),
        "QM_RECORDS": str(folder / "records"),
        "QM_VAR": str(folder / "var"),
        "QM_KEY_FILE": str(folder / "pseudonym.key"),
    }


def run(arguments: list[str], surroundings: dict[str, str]) -> tuple[float, dict]:
    """Run `python -m <arguments>`; seconds of the whole process and its JSON answer ({} when it prints none).

    Raises CalledProcessError when it fails; exit code 2 (done, with findings) is no failure.
    """
    start = time.perf_counter()
    result = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, env=surroundings, capture_output=True, text=True
    )
    seconds = time.perf_counter() - start
    if result.returncode not in (0, 2):
        raise subprocess.CalledProcessError(result.returncode, arguments, result.stdout, result.stderr)
    return seconds, json.loads(result.stdout) if result.stdout.strip().startswith("{") else {}


def peak_megabytes(arguments: list[str], surroundings: dict[str, str]) -> float:
    """The most memory that `python -m <arguments>` held at once (resident, megabytes)."""
    child = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT,
        env=surroundings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, _, usage = os.wait4(child.pid, 0)
    child.returncode = 0
    return usage.ru_maxrss / 1024
