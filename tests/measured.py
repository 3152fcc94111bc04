"""Runs a command and prints how it ended, its processor seconds and its largest resident size, as JSON.

A process of its own, and small: a child counts its parent's memory as its own until it has loaded its program.
`python tests/measured.py SECONDS COMMAND …` ends the command when the seconds are over.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading

KILOBYTES_PER_MEGABYTE = 1024


def main() -> None:
    """Run, wait, print."""
    seconds, command = float(sys.argv[1]), sys.argv[2:]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    errors: list[bytes] = []
    reader = threading.Thread(target=lambda: errors.append(process.stderr.read() if process.stderr else b""))
    reader.start()
    answer = process.stdout.read() if process.stdout else b""
    reader.join()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    told = {
        "code": os.waitstatus_to_exitcode(status),
        "answer": answer.decode("utf-8", "replace"),
        "errors": b"".join(errors).decode("utf-8", "replace"),
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "megabytes": usage.ru_maxrss / KILOBYTES_PER_MEGABYTE,
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
