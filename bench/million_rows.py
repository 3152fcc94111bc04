"""Refresh of one million contacts in 120 CSV files against bare DuckDB SQL on the same files."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path

from bench.million import write_workspace
from bench.workspace import environment, run


def measure(folder: Path) -> Iterator[tuple[str, list[float], str]]:
    """The mark, the refresh with its stages, and the ratio of the medians."""
    write_workspace(folder)
    bare = [run(["bench.million", "aggregate", str(folder)], environment(folder))[0] for _ in range(3)]
    yield "1 million contacts: bare DuckDB SQL", bare, "120 CSV files"
    surroundings = environment(folder, data=folder / "data", config=folder / "config")
    times, answers = [], []
    for _ in range(3):
        for name in ("records", "var"):
            shutil.rmtree(folder / name, ignore_errors=True)
        seconds, answer = run(["pipelines", "refresh", "--json"], surroundings)
        times.append(seconds)
        answers.append(answer)
    ratio = statistics.median(times) / statistics.median(bare)
    yield "1 million contacts: refresh", times, f"{ratio:.1f} times the bare SQL"
    for stage in ("read", "build", "protect", "derive", "publish"):
        yield f"  of that: {stage}", [answer["seconds"][stage] for answer in answers], ""
