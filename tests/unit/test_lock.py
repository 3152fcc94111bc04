"""One run at a time, and a killed run leaves no lock behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.errors import BusyError
from pipelines.lock import exclusive

HOLDER = """
import sys, time
from pathlib import Path
from pipelines.lock import exclusive
with exclusive(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_is_told_at_once(tmp_path: Path) -> None:
    with exclusive(tmp_path), pytest.raises(BusyError, match="Ein anderer Lauf"), exclusive(tmp_path):
        pass


def test_the_lock_can_be_taken_again_after_its_run(tmp_path: Path) -> None:
    for _ in range(2):
        with exclusive(tmp_path):
            pass


def test_a_killed_run_gives_the_lock_back(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    with pytest.raises(BusyError), exclusive(tmp_path):
        pass
    process.kill()
    process.communicate()
    with exclusive(tmp_path):
        pass
