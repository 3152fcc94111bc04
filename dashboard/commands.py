"""Work for the pipelines, done by a child process: a hostile file is never parsed inside the server."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from dashboard.errors import CommandFailed
from settings import ROOT, Paths

LOG = logging.getLogger("quartiersmonitor.dashboard")
TIMEOUT_SECONDS = 900
DONE, FAILED, FINDINGS, BUSY = 0, 1, 2, 4
MEANINGS = {
    FAILED: "Die Aktualisierung ist fehlgeschlagen. Der bisherige Stand gilt weiter; Näheres steht im Serverprotokoll.",
    BUSY: "Eine andere Aktualisierung läuft gerade. Bitte warten Sie, bis sie fertig ist, und versuchen Sie es erneut.",
}
TOO_LONG = "Die Aktualisierung wurde nach {minutes} Minuten abgebrochen. Der bisherige Stand gilt weiter."


@dataclass(frozen=True)
class Outcome:
    """What a command reported; `has_findings` says that a person must read what was rejected."""

    report: dict[str, Any]
    has_findings: bool


def refresh(paths: Paths, *, municipality: str) -> Outcome:
    """Read a municipality's new deliveries and publish. Raises CommandFailed with a German sentence."""
    return _run(paths, "refresh", "--municipality", municipality)


def _run(paths: Paths, *command: str) -> Outcome:
    folders = ("--data", paths.data, "--records", paths.records, "--var", paths.var, "--config", paths.config)
    call = [sys.executable, "-m", "pipelines", *command, "--json", *map(str, folders)]
    environment = {**os.environ, "QM_KEY_FILE": str(paths.key_file)}
    try:
        child = subprocess.run(
            call, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise CommandFailed(TOO_LONG.format(minutes=TIMEOUT_SECONDS // 60)) from error
    if child.returncode not in (DONE, FINDINGS):
        LOG.error("pipelines %s ended with %s: %s", command[0], child.returncode, child.stderr[-2000:])
        raise CommandFailed(MEANINGS.get(child.returncode, MEANINGS[FAILED]))
    return Outcome(report=json.loads(child.stdout), has_findings=child.returncode == FINDINGS)
