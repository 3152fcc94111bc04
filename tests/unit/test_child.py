"""A real child process: its answer, its progress lines, its end in time and with all it started."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from dashboard import child
from dashboard.child import run_child


def _run(code: str, seconds: float = 20, tell: object = child.silent) -> child.Ended:
    return run_child([sys.executable, "-c", code], environment=os.environ, seconds=seconds, tell=tell)  # type: ignore[arg-type]


def test_the_answer_and_the_code_come_back() -> None:
    ended = _run("import sys; print('{\"a\": 1}'); sys.exit(2)")
    assert (ended.code, ended.answer, ended.in_time) == (2, b'{"a": 1}\n', True)


def test_progress_lines_are_told_and_the_rest_is_log() -> None:
    told: list[str] = []
    code = """
import sys
sys.stderr.write('{"progress": "Zeilen werden gelesen"}\\n')
sys.stderr.write('WARNING something\\n{"progress" broken\\n{"progress": 7}\\n')
"""
    ended = _run(code, tell=told.append)
    assert told == ["Zeilen werden gelesen", "7"]
    assert ended.log == 'WARNING something\n{"progress" broken'


def test_a_child_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    mark = tmp_path / "grandchild"
    code = f"""
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
open({str(mark)!r}, "w").write(str(child.pid))
time.sleep(60)
"""
    ended = _run(code, seconds=2)
    assert not ended.in_time
    pid = int(mark.read_text())
    for _ in range(100):
        if not _is_running(pid):
            return
        time.sleep(0.05)
    pytest.fail("the grandchild outlived its parent's end")


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_an_answer_nobody_could_read_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "ANSWER_BYTES", 1000)
    assert _run("print('x' * 200_000)").answer is None


def test_endless_log_lines_do_not_fill_the_memory() -> None:
    ended = _run("import sys; sys.stderr.write('y' * 5_000_000)")
    assert len(ended.log) <= (child.LOG_LINES + 1) * child.LINE_BYTES
    assert ended.code == 0


def test_a_child_reads_no_input() -> None:
    assert _run("import sys; print(repr(sys.stdin.read()))").answer == b"''\n"
