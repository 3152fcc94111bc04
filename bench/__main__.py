"""Print the benchmark table: one row per figure with median, smallest and largest of its runs, in seconds.

`python -m bench` measures everything; `python -m bench refresh check` only the rows whose name begins so.
Each run is a whole process with its start-up, on a scratch workspace of its own.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import checks, disclosure, million_rows, pages, refreshes

Measure = Callable[[Path], Iterator[tuple[str, list[float], str]]]
MEASURES: dict[str, Measure] = {
    "refresh": refreshes.measure_example,
    "check": checks.measure,
    "audit": disclosure.measure_audits,
    "leaks": disclosure.measure_tables,
    "pages": pages.measure_scripts,
    "server": pages.measure_first_chart,
    "million": million_rows.measure,
}


def main(chosen: list[str]) -> None:
    """Run the chosen measures (all when none is named) and print each row as soon as it is there."""
    print(f"{'figure':58}{'median':>9}{'min':>9}{'max':>9}  note")
    for name, measure in MEASURES.items():
        if chosen and name not in chosen:
            continue
        with tempfile.TemporaryDirectory() as folder:
            for figure, seconds, note in measure(Path(folder)):
                times = statistics.median(seconds), min(seconds), max(seconds)
                print(f"{figure:58}" + "".join(f"{value:9.3f}" for value in times) + f"  {note}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
