"""One child process: its progress lines while it runs, its answer when it has ended, its end when time is up."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any

from settings import ROOT

Tell = Callable[[str], None]
ANSWER_BYTES = 32_000_000
LINE_BYTES = 20_000
LOG_LINES = 40
PIECE = 65_536


@dataclass(frozen=True)
class Ended:
    """How a child ended: its exit code, its stdout (None when it wrote more than anybody reads), its last log lines.

    `in_time` is False when it was ended because its time was up.
    """

    code: int
    answer: bytes | None
    log: str
    in_time: bool


def silent(_: str) -> None:
    """Tell nobody."""


def run_child(call: Sequence[str], *, environment: Mapping[str, str], seconds: float, tell: Tell = silent) -> Ended:
    """Run a command to its end, at most `seconds`; `tell` hears every `{"progress": "…"}` line on its stderr.

    The child and whatever it started are ended together, also when the caller is interrupted.
    """
    process = subprocess.Popen(
        call,
        cwd=ROOT,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    answer, log = bytearray(), deque[str](maxlen=LOG_LINES)
    readers = [
        threading.Thread(target=_read_answer, args=(process.stdout, answer), daemon=True),
        threading.Thread(target=_read_log, args=(process.stderr, log, tell), daemon=True),
    ]
    in_time = True
    try:
        for reader in readers:
            reader.start()
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        in_time = False
    finally:
        _end(process)
    for reader in readers:
        reader.join()
    whole = bytes(answer) if len(answer) <= ANSWER_BYTES else None
    return Ended(code=process.returncode, answer=whole, log="\n".join(log), in_time=in_time)


def _read_answer(stream: IO[bytes], answer: bytearray) -> None:
    """Keep what fits and read on, so that a talkative child is never stuck at a full pipe."""
    with stream:
        while piece := stream.read(PIECE):
            if len(answer) <= ANSWER_BYTES:
                answer += piece


def _read_log(stream: IO[bytes], log: deque[str], tell: Tell) -> None:
    with stream:
        while line := stream.readline(LINE_BYTES):
            words = _progress(line)
            if words is None:
                log.append(line.decode("utf-8", "replace").rstrip())
            else:
                tell(words)


def _progress(line: bytes) -> str | None:
    if not line.startswith(b'{"progress"'):
        return None
    try:
        entry: Any = json.loads(line)
    except ValueError:
        return None
    return str(entry["progress"]) if isinstance(entry, dict) and "progress" in entry else None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the child's whole group, then the child; a group that is gone is no error."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
