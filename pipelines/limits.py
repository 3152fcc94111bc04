"""What one process may use while it reads a file from outside, so that no file can take the machine with it.

The checks before reading refuse what is too large, with a sentence; these limits are for what they do not foresee. A
process that runs into one ends, and its caller says so.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import resource
except ImportError:  # Windows knows no such limits.
    resource = None  # type: ignore[assignment]

GIGABYTE = 1024**3
# On top of what the process has already: a table of a million rows needs 1 GB of memory in 3.2 GB of addresses, for
# polars reserves ahead, per thread.
ADDRESS_BYTES = 4 * GIGABYTE
CPU_SECONDS = 120
# Reading writes nothing but log lines.
FILE_BYTES = GIGABYTE // 8
THREADS = 4


@contextmanager
def limited_resources() -> Iterator[None]:
    """Limit addresses, processor time and written files of this process, without core dumps, until the block ends.

    Limits that are already lower stay. To be entered before polars is loaded, whose threads are limited too.
    """
    os.environ.setdefault("POLARS_MAX_THREADS", str(min(THREADS, os.cpu_count() or 1)))
    if resource is None:
        yield
        return
    before = {kind: resource.getrlimit(kind) for kind in _wanted()}
    for kind, most in _wanted().items():
        soft, hard = before[kind]
        resource.setrlimit(kind, (_lower(soft, most), hard))
    try:
        yield
    finally:
        for kind, limits in before.items():
            resource.setrlimit(kind, limits)


def _wanted() -> dict[int, int]:
    used = sum(os.times()[:2])
    return {
        resource.RLIMIT_AS: _addresses() + ADDRESS_BYTES,
        resource.RLIMIT_CPU: int(used) + CPU_SECONDS,
        resource.RLIMIT_FSIZE: FILE_BYTES,
        resource.RLIMIT_CORE: 0,
    }


def _addresses() -> int:
    """Bytes of address space that the process uses now; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _lower(soft: int, most: int) -> int:
    return most if soft == resource.RLIM_INFINITY else min(soft, most)
